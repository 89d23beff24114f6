"""The page as it is being written: every tokenizer adds text and ends blocks here, so that all keep one set of laws.

The laws: blanks collapse to one space and never stand at a block's or line's edge; what has no width and no meaning
(soft hyphens, zero-width spaces, direction marks) is dropped; blocks are set apart by a blank line; runs cover
their block and touch.
"""

from __future__ import annotations

import itertools
from html.entities import html5, name2codepoint
from typing import Any, NamedTuple

import regex

from interview_parse.formats import Format
from interview_parse.tokenizer.page import Block, Head, Page, Run

BLANK_RE = regex.compile(r"[\s\p{Zs}\p{Cc}]+")
"""Any run of blanks, tabs, line ends and control characters, no-break and ideographic spaces included."""

INVISIBLE_RE = regex.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""No width, no meaning. Zero-width joiner and non-joiner stay: Persian and Indic words need them."""

_FEWEST_WRAPPED = 8
"""Lines that must end inside a block before a width is told from them."""

_STARTS_RE = regex.compile(r"[-–—*•>(\[<]\s?\S|\d{1,3}[.)]\s|\p{Lu}[\p{L}\p{M}.'’-]{0,20}(?:\s\p{Lu}[\p{L}.'’-]*){0,2}\s?[:：]\s")
"""What starts a line of its own also in wrapped text: a dash, a bullet, a number, a label."""

ENTITY_RE = regex.compile(
    r"&(?:#(?P<dec>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}))(?P<end>;?)"
)

# Names that are words too ("this &or that", "?a=1&lang=fr"): without their semicolon they stay as they are.
_AMBIGUOUS = frozenset(
    "and or not sum int cap cup image real part sub sup lang rang prop empty exist forall para sect ring macr cent yen "
    "pound deg copy reg order sim ang ne le ge lt gt amp quot thorn eth shy times divide pi eta mu nu xi psi chi phi rho tau".split()
)
_BARE = {name: chr(code) for name, code in name2codepoint.items() if name.casefold() not in _AMBIGUOUS}


def resolve_entities(text: str) -> str:
    """The text with left-over character references resolved: double-escaped ones, and ones without their semicolon."""
    return ENTITY_RE.sub(_character, text) if "&" in text else text


def _character(match: regex.Match[str]) -> str:
    name = match["name"]
    if name:
        if match["end"]:
            return html5.get(name + ";", match[0])
        follows = match.string[match.end() : match.end() + 1]
        return match[0] if follows == "=" else _BARE.get(name, match[0])
    if not match["end"]:
        return match[0]
    code = int(match["dec"]) if match["dec"] else int(match["hex"], 16)
    if 0x80 <= code <= 0x9F:  # what old editors wrote for Windows-1252
        return bytes([code]).decode("cp1252", "replace")
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


class Style(NamedTuple):
    """The inline style that text is added in."""

    bold: bool = False
    italic: bool = False
    href: str | None = None
    hint: str = ""


PLAIN = Style()


class PageBuilder:
    """Takes text in reading order and gives the :class:`Page`."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._texts: list[str] = []
        self._length = 0
        self._parts: list[str] = []
        self._styles: list[tuple[int, Style]] = []  # offset in the block at which each style starts
        self._size = 0
        self._gap = ""  # blank or line end that stands before the next word, if one comes

    @property
    def empty(self) -> bool:
        """Whether the block under way has no word yet."""
        return not self._size

    @property
    def at_line_start(self) -> bool:
        """Whether the next word starts a line of the block under way."""
        return not self._size or self._gap == "\n"

    @property
    def offset(self) -> int:
        """Where in ``Page.text`` the next word will stand, or would without a blank before it."""
        base = self._length + (2 if self._texts else 0)
        return base + self._size + (len(self._gap) if self._size else 0)

    def add(self, text: str, style: Style = PLAIN) -> None:
        """Add running text; its blanks collapse."""
        if not text.isascii():
            text = INVISIBLE_RE.sub("", text)
        words = " ".join(text.split()) if text.isprintable() or text.isascii() else BLANK_RE.sub(" ", text).strip(" ")
        if not text.isprintable() and not words.isprintable():
            words = BLANK_RE.sub(" ", words).strip(" ")
        if not words:
            if text and self._size and not self._gap:
                self._gap = " "
            return
        if self._size and not self._gap and (text[0].isspace() or self._is_glued(words, style)):
            self._gap = " "
        if self._size and self._gap:
            # The blank takes the style on its left, so that a style's run starts at its first word.
            self._parts.append(self._gap)
            self._size += len(self._gap)
        self._gap = ""
        if not self._styles or self._styles[-1][1] != style:
            self._styles.append((self._size, style))
        self._parts.append(words)
        self._size += len(words)
        if text[-1].isspace():
            self._gap = " "

    def _is_glued(self, words: str, style: Style) -> bool:
        """Whether a styled title ends and a sentence starts with no blank between: pages set such titles as blocks by CSS."""
        last, before = self._styles[-1]
        if before[:2] == style[:2] or not any(before[:2]) or not (words[0].isupper() or words[0].isdigit()):
            return False
        run = "".join(self._parts)[last:]
        return (run[-1].islower() and len(run) > 3) or (run[-1].isalnum() and " " in run)

    def break_line(self) -> bool:
        """End the line; False where the line was already ended, so that a second break in a row means a new block."""
        if self._gap == "\n":
            return False
        if self._size:
            self._gap = "\n"
        return True

    def end_block(self, **fields: Any) -> bool:
        """End the block under way with the given fields of :class:`Block`; False where it has no word."""
        if not self._size:
            self._gap = ""
            return False
        text = "".join(self._parts)
        start = self._length + (2 if self._texts else 0)
        end = start + len(text)
        edges = [offset for offset, _ in self._styles] + [len(text)]
        runs = tuple(
            Run(start + begin, start + finish, *style)
            for (begin, style), finish in zip(self._styles, edges[1:], strict=True)
        )
        self._blocks.append(Block(len(self._blocks), start, end, runs, **fields))
        self._texts.append(text)
        self._length = end
        self._parts, self._styles, self._size, self._gap = [], [], 0, ""
        return True

    def unwrap(self) -> None:
        """Join the lines of preformatted text that were hard-wrapped at one width: a line end is a blank there."""
        numbers = [block.index for block in self._blocks if block.preformatted and "\n" in self._texts[block.index]]
        lengths = sorted(len(line) for number in numbers for line in self._texts[number].split("\n")[:-1])
        if len(lengths) < _FEWEST_WRAPPED:
            return
        width = lengths[int(0.95 * (len(lengths) - 1))]
        full = 0.72 * width
        if not 50 <= width <= 120 or sum(length >= full for length in lengths) < 0.55 * len(lengths):
            return
        for number in numbers:
            lines = self._texts[number].split("\n")
            joined = lines[0]
            for before, line in itertools.pairwise(lines):
                goes_on = len(before) >= full and not _STARTS_RE.match(line)
                joined += (" " if goes_on else "\n") + line
            self._texts[number] = joined

    def page(self, head: Head, form: Format, url: str | None) -> Page:
        """Everything added so far. The last block must have been ended."""
        return Page("\n\n".join(self._texts), tuple(self._blocks), head, form, url)
