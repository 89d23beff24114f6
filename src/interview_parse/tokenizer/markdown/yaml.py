"""As much YAML as front matters hold: maps, lists, quoted and folded text. What is stranger is passed over."""

from __future__ import annotations

from collections.abc import Sequence

import regex

_KEY_RE = regex.compile(
    r"(?P<indent>[ ]*)(?P<dash>-[ ]+)?"
    r"(?P<key>[\w.@/-][^:#\n]{0,80}?|\"[^\"\n]+\"|'[^'\n]+')[ ]*:(?:[ ]+(?P<value>.*))?$"
)
_ITEM_RE = regex.compile(r"(?P<indent>[ ]*)-[ ]+(?P<value>.*)$")
_BLOCK_RE = regex.compile(r"[|>][+-]?\d?[+-]?$")
_MEMBER_RE = regex.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\s][^,]*")


def read_yaml(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Keys and values in the order of the lines; dotted keys inside maps, and a pair for each member of a list."""
    return _YamlReader(lines).read()


class _YamlReader:
    """Reads lines into pairs; a value may take further lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._index = 0  # of the next line
        self._pairs: list[tuple[str, str]] = []
        self._parents: list[tuple[int, str]] = []  # indents and dotted keys of the maps around

    def read(self) -> list[tuple[str, str]]:
        while self._index < len(self._lines):
            line = self._lines[self._index]
            self._index += 1
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            match = _KEY_RE.match(line)
            if match is None:
                self._read_keyless(line)
            else:
                self._read_key(match)
        return self._pairs

    def _read_keyless(self, line: str) -> None:
        """Read a list's member, or a line that a plain value goes on in."""
        item = _ITEM_RE.match(line)
        if item is not None:
            while self._parents and self._parents[-1][0] > len(item["indent"]):
                self._parents.pop()
            if self._parents:
                self._pairs += [(self._parents[-1][1], value) for value in _values(item["value"])]
        elif self._pairs and line[0] == " " and self._parents:
            key, value = self._pairs[-1]
            self._pairs[-1] = (key, f"{value} {line.strip()}".strip())

    def _read_key(self, match: regex.Match[str]) -> None:
        indent = len(match["indent"]) + len(match["dash"] or "")
        self._leave_maps(match, indent)
        key = match["key"].strip().strip("\"'")
        dotted = f"{self._parents[-1][1]}.{key}" if self._parents else key
        value = (match["value"] or "").strip()
        if _BLOCK_RE.fullmatch(value):
            self._pairs.append((dotted, self._read_block(value[0], indent)))
            return
        self._pairs += [(dotted, one) for one in _values(self._read_on(value))]
        self._parents.append((indent, dotted))

    def _leave_maps(self, match: regex.Match[str], indent: int) -> None:
        """Forget the maps that end before a key at the given indent."""
        parents = self._parents
        limit = len(match["indent"]) if match["dash"] else indent
        while parents and (parents[-1][0] > limit or (parents[-1][0] == indent and not match["dash"])):
            parents.pop()
        if match["dash"]:
            while parents and parents[-1][0] >= indent:
                parents.pop()

    def _read_block(self, sign: str, indent: int) -> str:
        """A text on lines of its own, further in than its key: folded after ">", else with its line ends."""
        block = []
        while self._index < len(self._lines):
            line = self._lines[self._index]
            if line.strip() and not line.startswith(" " * (indent + 1)):
                break
            block.append(line.strip())
            self._index += 1
        return (" " if sign == ">" else "\n").join(block).strip()

    def _read_on(self, value: str) -> str:
        """The value with the lines after it, up to the sign that ends it."""
        awaited = _awaited_end(value)
        while (
            awaited and self._index < len(self._lines) and not self._lines[self._index - 1].rstrip().endswith(awaited)
        ):
            value += " " + self._lines[self._index].strip()
            self._index += 1
        return value


def _awaited_end(value: str) -> str:
    """The quotation mark or bracket that a value on one line has opened and not closed; empty where none."""
    first = value[:1]
    if first in ("'", '"'):
        closes = len(value) > 1 and value.rstrip().endswith(first)
        return "" if closes else first
    return "]" if first == "[" and "]" not in value else ""


def _values(value: str) -> list[str]:
    """The value, or the members of a list in brackets."""
    if value[:1] == "[" and value[-1:] == "]":
        return [unquote(match[0].strip()) for match in _MEMBER_RE.finditer(value[1:-1])]
    if value[:1] not in ("'", '"'):
        value = regex.sub(r"[ ]+#.*$", "", value)
    return [unquote(value)] if value else []


def unquote(value: str) -> str:
    """The value without the quotation marks around it, its escapes resolved."""
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
    return value
