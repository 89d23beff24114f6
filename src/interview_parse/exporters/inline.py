"""A paragraph's words with their emphasis and links, in lines: what Markdown and HTML are written from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from interview_parse.model.types import MarkKind, Paragraph

_LINE_END_RE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What no document may hold: control characters, surrogates and noncharacters of the first plane.
_NONCHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
"""The last two code points of each plane: no document may hold them."""
_UNPRINTABLE_RE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")

_SCHEME_RE = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_IN_URL_RE = re.compile("[\x00-\x20\x7f-\x9f]+")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "sms"})


@attrs.frozen
class StyledText:
    """Words in one inline style."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


Line = tuple[StyledText, ...]
"""One line's words; neither end is a blank."""


def printable(text: str) -> str:
    """The text with every line end as ``\\n`` and U+FFFD for each character that no document may hold."""
    return _UNPRINTABLE_RE.sub("\ufffd", _LINE_END_RE.sub("\n", text))


def one_line(text: str) -> str:
    """The printable text with single spaces for all blanks and line ends."""
    return " ".join(printable(text).split())


def safe_href(href: str | None) -> str | None:
    """The link's target, or None where following it would run a script or open a local thing."""
    if href is None:
        return None
    bare = _IGNORED_IN_URL_RE.sub("", href)  # browsers ignore them, and so read "java\nscript:" as one word
    scheme = _SCHEME_RE.match(bare)
    return None if scheme and scheme[1].lower() not in _SAFE_SCHEMES else printable(href).strip()


def styled_texts(paragraph: Paragraph) -> Iterator[StyledText]:
    """The paragraph's whole text cut where a mark starts or ends; overlapping links keep the one that began last."""
    size = len(paragraph.text)
    changes: dict[int, list[tuple[bool, int]]] = {0: [], size: []}
    for number, mark in enumerate(paragraph.marks):
        start, end = max(mark.start, 0), min(mark.end, size)
        if start < end:
            changes.setdefault(start, []).append((True, number))
            changes.setdefault(end, []).append((False, number))
    places = sorted(changes)
    counts = {MarkKind.BOLD: 0, MarkKind.ITALIC: 0, MarkKind.LINK: 0}
    links: dict[int, str | None] = {}
    for place, following in zip(places, [*places[1:], size], strict=True):
        for opens, number in changes[place]:
            mark = paragraph.marks[number]
            counts[mark.kind] += 1 if opens else -1
            if mark.kind is MarkKind.LINK and opens:
                links[number] = mark.href
            elif mark.kind is MarkKind.LINK:
                links.pop(number, None)
        if place < following:
            href = next(reversed(links.values())) if links else None
            yield StyledText(
                paragraph.text[place:following], counts[MarkKind.BOLD] > 0, counts[MarkKind.ITALIC] > 0, safe_href(href)
            )


def stanzas(paragraph: Paragraph) -> list[list[Line]]:
    """The paragraph's lines, in one list unless blank lines part it."""
    lines: list[list[StyledText]] = [[]]
    for one in styled_texts(paragraph):
        first, *others = printable(one.text).split("\n")
        lines[-1].append(attrs.evolve(one, text=first))
        lines.extend([attrs.evolve(one, text=other)] for other in others)
    trimmed = [_trimmed(line) for line in lines]
    return [list(group) for filled, group in groupby(trimmed, bool) if filled]


def _trimmed(line: Sequence[StyledText]) -> Line:
    """The line without blanks at its ends and without empty parts."""
    parts = [one for one in line if one.text]
    while parts and not (text := parts[0].text.lstrip()):
        parts.pop(0)
    if parts:
        parts[0] = attrs.evolve(parts[0], text=text)
    while parts and not (text := parts[-1].text.rstrip()):
        parts.pop()
    if parts:
        parts[-1] = attrs.evolve(parts[-1], text=text)
    return tuple(parts)


def split_blanks(text: str) -> tuple[str, str, str]:
    """Leading blanks, the words, trailing blanks."""
    words = text.strip()
    if not words:
        return text, "", ""
    start = text.index(words)
    return text[:start], words, text[start + len(words) :]
