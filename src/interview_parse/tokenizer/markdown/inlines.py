"""A leaf's inline text: links, code, tags, images, line ends, and stretches in bold and italics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import regex

from interview_parse.tokenizer.builder import resolve_entities
from interview_parse.tokenizer.markdown.attributes import ATTRIBUTES
from interview_parse.tokenizer.markdown.emphasis import pair_emphasis
from interview_parse.tokenizer.markdown.lines import BREAK
from interview_parse.tokenizer.markdown.pieces import Kind, Piece, Styled
from interview_parse.tokenizer.markdown.references import fold_label
from interview_parse.tokenizer.markdown.tags import KNOWN_TAGS, Tag

_SPECIAL_RE = regex.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    rf"|(?P<end>[ ]*[\n{BREAK}][ ]*)"
    r"|(?P<code>`+)"
    r"|<(?P<auto>(?:https?|ftp|mailto):[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>"
    r"|<(?P<closing>/?)(?P<tag>[A-Za-z][\w-]*)(?P<attributes>(?:\s[^<>]*)?)/?>"
    r"|(?P<url>(?<![\w/])(?:https?://|www\.)[^\s<>\[\]（）。，、]+)"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])"
    r"|(?P<delimiter>\*+|_+|~~+)"
    r"|(?P<shortcode>\{\{[<%]?(?:(?!\}\}).){0,300}\}\}|\{%(?:(?!%\}).){0,300}%\})"
    rf"|(?P<gone>\{{:{ATTRIBUTES}\}})"
)
_LINK_TARGET_RE = regex.compile(
    r"\(\s*(?P<target><[^<>\n]{0,2000}>|\{\{[^\n]{0,500}?\}\}|[^\s()<]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,20})"
    rf"(?:[\s{BREAK}]+(?:\"[^\"]{{0,1000}}\"|'[^']{{0,1000}}'|\([^()]{{0,1000}}\)))?\s*\)"
    rf"(?:\{{:?{ATTRIBUTES}\}})?"
)
_LINK_REFERENCE_RE = regex.compile(r"[ \n]?\[(?P<label>[^\[\]]{0,200})\]")
_LONGEST_LABEL = 64
"""Pieces of a bracket's text that may be a label; no longer text is looked up."""
_FOOTNOTE_MARK_RE = regex.compile(r"\^[^\[\]\s]{1,80}")
_URL_END_RE = regex.compile(r"[.,;:!?'\"»”’*_~]+$")
_ATTRIBUTE_PAIR_RE = regex.compile(r"([\w:@-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_UNSPACED_RE = regex.compile(r"[\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff00-\uff60]")


def read_inlines(text: str, references: Mapping[str, str]) -> list[Styled]:
    """One leaf's text in styled stretches; ``references`` gives targets by folded label."""
    return _InlineReader(text, references).read()


class _InlineReader:
    """Reads one leaf's text into styled pieces, in one pass and a second over its signs of emphasis."""

    def __init__(self, text: str, references: Mapping[str, str]) -> None:
        self._text = text
        self._references = references
        self._pieces: list[Piece] = []
        self._openers: list[int] = []  # pieces that are "[" or "![" without their "]"
        self._links: list[tuple[int, int, str]] = []  # first piece, piece after the last, target
        self._hopeless: set[int] = set()  # lengths of backtick runs that no run closes any more
        self._line = 0

    def read(self) -> list[Styled]:
        position = 0
        text = self._text
        while match := _SPECIAL_RE.search(text, position):
            self._add_text(text[position : match.start()])
            position = self._read_special(match)
        self._add_text(text[position:])
        return list(self._styled())

    def _add(self, piece: Piece) -> None:
        piece.line = self._line
        self._pieces.append(piece)

    def _add_text(self, text: str) -> None:
        if text:
            self._add(Piece(Kind.TEXT, text))

    def _read_special(self, match: regex.Match[str]) -> int:
        """Read one special form; gives where reading goes on."""
        if match["escaped"]:
            self._add(Piece(Kind.CODE, match["escaped"]))
        elif match["end"]:
            self._read_end(match)
        elif match["code"]:
            return self._read_code(match)
        elif match["auto"] or match["url"]:
            return self._read_address(match)
        elif match["tag"]:
            self._read_tag(match)
        elif match["image"] or match["open"]:
            self._openers.append(len(self._pieces))
            self._add(Piece(Kind.OPENER, match[0]))
        elif match["close"]:
            return self._read_close(match)
        elif match["delimiter"]:
            self._read_delimiter(match)
        elif match["shortcode"]:
            self._add(Piece(Kind.CODE, match[0]))
        return int(match.end())

    def _read_end(self, match: regex.Match[str]) -> None:
        self._line += 1
        if BREAK in match[0]:
            self._add(Piece(Kind.BREAK))
            return
        before, after = self._text[match.start() - 1 : match.start()], self._text[match.end() : match.end() + 1]
        if not (_UNSPACED_RE.match(before) and _UNSPACED_RE.match(after)):
            self._add_text(" ")

    def _read_code(self, match: regex.Match[str]) -> int:
        length = len(match["code"])
        if length not in self._hopeless:
            closing = regex.compile(rf"(?<!`)`{{{length}}}(?!`)").search(self._text, match.end())
            if closing:
                content = self._text[match.end() : closing.start()].replace(BREAK, "\n")
                self._line += content.count("\n")
                self._add(Piece(Kind.CODE, content))
                return int(closing.end())
            self._hopeless.add(length)
        self._add_text(match[0])
        return int(match.end())

    def _read_address(self, match: regex.Match[str]) -> int:
        address = match["auto"] or match["url"]
        end: int = match.end()
        if match["url"]:
            surplus = _URL_END_RE.search(address)
            if surplus:
                address = address[: surplus.start()]
            if address.endswith(")") and address.count("(") < address.count(")"):
                address = address[:-1]
            end = match.start() + len(address)
        start = len(self._pieces)
        self._add(Piece(Kind.CODE, address.removeprefix("mailto:") if match["auto"] else address))
        target = f"mailto:{address}" if "@" in address and ":" not in address else address
        self._links.append((start, start + 1, target))
        return end

    def _read_tag(self, match: regex.Match[str]) -> None:
        name = match["tag"].lower()
        if name not in KNOWN_TAGS and not match["attributes"].strip() and "-" not in name:
            self._add(Piece(Kind.CODE, match[0]))  # "<T>" in prose about code, "<Nick>" in a chat
            return
        attributes = {
            pair[1].lower(): resolve_entities(pair[2] or pair[3] or pair[4] or "")
            for pair in _ATTRIBUTE_PAIR_RE.finditer(match["attributes"])
        }
        if name == "img":
            self._add(Piece(Kind.IMAGE, attributes.get("alt", ""), target=attributes.get("src", "")))
            return
        self._add(Piece(Kind.TAG, tag=Tag(name, bool(match["closing"]), attributes)))
        self._line += match[0].count("\n") + match[0].count(BREAK)

    def _read_close(self, match: regex.Match[str]) -> int:
        """Read a "]": it ends a link, an image or a footnote's mark, or stands for itself."""
        if not self._openers:
            self._add_text("]")
            return int(match.end())
        start = self._openers.pop()
        opener = self._pieces[start]
        short = len(self._pieces) - start <= _LONGEST_LABEL
        inner = self._text_of(start + 1) if short else ""
        if _FOOTNOTE_MARK_RE.fullmatch(inner) and opener.text == "[":
            del self._pieces[start:]
            self._add(Piece(Kind.CODE, f"[{inner[1:]}]"))
            return int(match.end())
        target, end = self._target(match.end(), inner)
        if target is None:
            self._add_text("]")
            return int(match.end())
        if opener.text == "![":
            alt = self._text_of(start + 1)
            del self._pieces[start:]
            self._add(Piece(Kind.IMAGE, alt, target=target))
        else:
            opener.kind = Kind.GONE
            self._links.append((start, len(self._pieces), target))
            # No link stands in another: what opened further left can only be an image.
            self._openers = [one for one in self._openers if self._pieces[one].text == "!["]
        return end

    def _text_of(self, start: int) -> str:
        return "".join(piece.text for piece in self._pieces[start:] if piece.kind != Kind.TAG)

    def _target(self, position: int, inner: str) -> tuple[str | None, int]:
        """The target of a link whose text has just ended, and where it ends; None where there is none."""
        direct = _LINK_TARGET_RE.match(self._text, position)
        if direct:
            target = direct["target"]
            return target[1:-1] if target[:1] == "<" else target, int(direct.end())
        reference = _LINK_REFERENCE_RE.match(self._text, position)
        if reference:
            target = self._references.get(fold_label(reference["label"] or inner))
            if target is not None:
                return target, int(reference.end())
        return self._references.get(fold_label(inner)), position

    def _read_delimiter(self, match: regex.Match[str]) -> None:
        signs = match["delimiter"]
        before = self._text[match.start() - 1 : match.start()] if match.start() else " "
        after = self._text[match.end() : match.end() + 1] or " "
        opens, closes = not after.isspace() and after != BREAK, not before.isspace() and before != BREAK
        if signs[0] == "_":  # snake_case stays as it is
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        self._add(Piece(Kind.DELIMITER, signs, len(signs), opens, closes))

    def _styled(self) -> Iterator[Styled]:
        pieces = self._pieces
        bold, italic = pair_emphasis(pieces)
        href_at: dict[int, str] = {}
        ends: Counter[int] = Counter()
        for start, end, target in self._links:
            href_at[start] = target
            ends[end] += 1
        targets: list[str] = []
        is_bold = is_italic = 0
        for index, piece in enumerate(pieces):
            is_bold += bold[index]
            is_italic += italic[index]
            for _ in range(min(ends[index], len(targets))):
                targets.pop()
            if index in href_at:
                targets.append(href_at[index])
            kind, text = piece.kind, piece.text
            if kind == Kind.GONE:
                continue
            if kind == Kind.DELIMITER:
                text = piece.text[0] * piece.count
            if kind in (Kind.DELIMITER, Kind.OPENER):
                kind = Kind.TEXT
            if kind == Kind.TEXT:
                text = resolve_entities(resolve_entities(text))
            if kind == Kind.IMAGE:
                yield Styled(kind, resolve_entities(text), False, False, piece.target, None, piece.line)
            elif text or kind in (Kind.BREAK, Kind.TAG):
                yield Styled(
                    kind, text, is_bold > 0, is_italic > 0, targets[-1] if targets else None, piece.tag, piece.line
                )
