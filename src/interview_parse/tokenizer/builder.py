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

_STARTS_RE = regex.compile(
    r"[-–—*•>(\[<]\s?\S|\d{1,3}[.)]\s|\p{Lu}[\p{L}\p{M}.'’-]{0,20}(?:\s\p{Lu}[\p{L}.'’-]*){0,2}\s?[:：]\s"
)
"""What starts a line of its own also in wrapped text: a dash, a bullet, a number, a label."""

ENTITY_RE = regex.compile(
    r"&(?:#(?P<dec>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}))(?P<end>;?)"
)

# Names that are words too ("this &or that", "?a=1&lang=fr"): without their semicolon they stay as they are.
_AMBIGUOUS = frozenset(
    "and or not sum int cap cup image real part sub sup lang rang prop empty exist forall para sect ring macr cent yen "
    "pound deg copy reg order sim ang ne le ge lt gt amp quot thorn eth shy times divide pi eta mu nu xi psi chi phi "
    "rho tau".split()
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
    """Takes text in reading order and gives the :class:`Page`.

    A page has thousands of events, so each attribute that a tokenizer asks for at every one is a plain slot.
    """

    __slots__ = ("_last", "_length", "_parts", "_styles", "_texts", "blocks", "gap", "size")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        """The blocks that have ended."""
        self.size = 0
        """Code points in the block under way."""
        self.gap = ""
        """The blank or line end that stands before the next word, if one comes."""
        self._texts: list[str] = []
        self._length = 0
        self._parts: list[str] = []
        self._styles: list[tuple[int, Style]] = []  # offset in the block at which each style starts
        self._last: Style | None = None  # the style of the last word

    @property
    def empty(self) -> bool:
        """Whether the block under way has no word yet."""
        return not self.size

    @property
    def at_line_start(self) -> bool:
        """Whether the next word starts a line of the block under way."""
        return not self.size or self.gap == "\n"

    @property
    def offset(self) -> int:
        """Where in ``Page.text`` the next word will stand, or would without a blank before it."""
        base = self._length + (2 if self._texts else 0)
        return base + self.size + (len(self.gap) if self.size else 0)

    def add(self, text: str, style: Style = PLAIN) -> None:
        """Add running text; its blanks collapse."""
        words = text.strip()
        # Nothing that is dropped or blank is printable, but for the space: so most text needs no second look.
        if "  " in words or not words.isprintable():
            words = " ".join(text.split())
            if not words.isprintable():
                text = INVISIBLE_RE.sub("", text)
                words = BLANK_RE.sub(" ", text).strip(" ")
        if not words:
            if text and self.size and not self.gap:
                self.gap = " "
            return
        last = self._last
        if self.size:
            if not self.gap and (text[0].isspace() or (style is not last and self._is_glued(words, style))):
                self.gap = " "
            if self.gap:
                # The blank takes the style on its left, so that a style's run starts at its first word.
                self._parts.append(self.gap)
                self.size += len(self.gap)
        if style is not last and style != last:
            self._styles.append((self.size, style))
            self._last = style
        self._parts.append(words)
        self.size += len(words)
        self.gap = " " if text[-1].isspace() else ""

    def _is_glued(self, words: str, style: Style) -> bool:
        """Whether a styled title ends and a sentence starts with no blank between, since CSS sets the title apart."""
        start, before = self._styles[-1]
        if before[:2] == style[:2] or not any(before[:2]) or not (words[0].isupper() or words[0].isdigit()):
            return False
        run = "".join(self._parts)[start:]
        return (run[-1].islower() and len(run) > 3) or (run[-1].isalnum() and " " in run)

    def break_line(self) -> bool:
        """End the line; False where the line was already ended, so that a second break in a row means a new block."""
        if self.gap == "\n":
            return False
        if self.size:
            self.gap = "\n"
        return True

    def end_block(self, **fields: Any) -> bool:
        """End the block under way with the given fields of :class:`Block`; False where it has no word."""
        if not self.size:
            self.gap = ""
            return False
        self.blocks.append(Block(*self.cut(), **fields))
        return True

    def cut(self) -> tuple[int, int, int, tuple[Run, ...]]:
        """The text under way, taken into the page: index, start, end and runs of the block that the caller appends."""
        parts = self._parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        start = self._length + (2 if self._texts else 0)
        end = start + len(text)
        if len(self._styles) == 1:
            runs: tuple[Run, ...] = (Run(start, end, *self._styles[0][1]),)
        else:
            edges = [start + offset for offset, _ in self._styles] + [end]
            runs = tuple(
                Run(begin, finish, *style)
                for (_, style), (begin, finish) in zip(self._styles, itertools.pairwise(edges), strict=True)
            )
        self._texts.append(text)
        self._length = end
        self._parts, self._styles, self._last, self.size, self.gap = [], [], None, 0, ""
        return len(self.blocks), start, end, runs

    def unwrap(self) -> None:
        """Join the lines of preformatted text that were hard-wrapped at one width: a line end is a blank there."""
        numbers = [block.index for block in self.blocks if block.preformatted and "\n" in self._texts[block.index]]
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
        return Page("\n\n".join(self._texts), tuple(self.blocks), head, form, url)
