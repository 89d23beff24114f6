"""What a file says of itself above its text: YAML or TOML between fences, or bare keys and values."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

import attrs
import regex

from interview_parse.tokenizer.builder import resolve_entities
from interview_parse.tokenizer.markdown.yaml import read_yaml, unquote
from interview_parse.tokenizer.page import Head, Meta

FENCES = frozenset({"---", "...", "+++"})
"""Lines that a front matter starts or ends with."""

_LONGEST = 400
"""Lines within which a front matter must end."""

_BARE_KEY_RE = regex.compile(r"(?P<key>[A-Za-z][\w -]{1,24}):[ \t]*(?P<value>.*)$")
_BARE_KEYS = frozenset(
    "title date author authors category categories tags slug status summary description lang language modified "
    "keywords subtitle layout template url source published".split()
)


@attrs.frozen
class FrontMatter:
    """A front matter: how many lines it takes, with its fences, and what it says."""

    end: int
    """Number of lines up to and with its last; 0 where the file has none."""
    head: Head


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """The front matter at the start of a file's lines."""
    start = next((index for index, line in enumerate(lines[:20]) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence not in ("---", "+++"):
        return _read_bare(lines, start)
    closings = ("---", "...") if fence == "---" else ("+++",)
    for end in range(start + 1, min(len(lines), start + _LONGEST)):
        if lines[end].rstrip() in closings:
            inner = lines[start + 1 : end]
            pairs = read_yaml(inner) if fence == "---" else _read_toml("\n".join(inner))
            if not pairs and any(line.strip() for line in inner):
                break  # A rule at the start of a text, and another further down.
            return FrontMatter(end + 1, _head(pairs))
    return FrontMatter(0, Head())


def _read_bare(lines: Sequence[str], start: int) -> FrontMatter:
    """Keys and values without fences at the file's start, up to a blank line (Pelican, MultiMarkdown)."""
    pairs = []
    end = start
    while end < len(lines) and lines[end].strip():
        match = _BARE_KEY_RE.match(lines[end])
        if match is None:
            return FrontMatter(0, Head())
        pairs.append((match["key"].strip().lower(), match["value"].strip()))
        end += 1
    known = sum(key in _BARE_KEYS for key, _ in pairs)
    is_front = known >= 2 and known >= 0.5 * len(pairs) and any(key == "title" for key, _ in pairs)
    return FrontMatter(end, _head(pairs)) if is_front else FrontMatter(0, Head())


def _read_toml(text: str) -> list[tuple[str, str]]:
    """Keys and values as of YAML; where the text is no TOML, what its lines have on either side of a "="."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return [
            (key.strip(), unquote(value.strip()))
            for key, sign, value in (line.partition("=") for line in text.split("\n"))
            if sign
        ]
    pairs: list[tuple[str, str]] = []
    waiting: list[tuple[str, Any]] = list(reversed(table.items()))
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed([(f"{key}.{inner}", one) for inner, one in value.items()])
        elif isinstance(value, list):
            waiting += reversed([(key, one) for one in value])
        else:
            pairs.append((key, value.isoformat() if hasattr(value, "isoformat") else str(value)))
    return pairs


def _head(pairs: Sequence[tuple[str, str]]) -> Head:
    metas = tuple(Meta(key.lower(), resolve_entities(value)) for key, value in pairs if value)
    head = Head(metas=metas)
    return attrs.evolve(head, title=head.meta("title"), language=head.meta("lang", "language", "locale"))
