"""The tokenizer's product: one canonical text and a flat stream of blocks over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum

import attrs

from interview_parse.formats import Format


@attrs.frozen
class Run:
    """A stretch of a block's text in one inline style. Runs of a block touch, in order, and cover it whole."""

    start: int
    """Offset in ``Page.text``."""
    end: int
    """Offset after the last code point."""
    bold: bool = False
    """By tag, inline CSS or a class that says so."""
    italic: bool = False
    """By tag, inline CSS or a class that says so."""
    href: str | None = None
    """The link's target as printed; None outside links."""
    hint: str = ""
    """Classes, colour and font of the inline elements around it, one space between; tells looks that have no tag."""


class ListKind(Enum):
    """What a list item or definition stands in."""

    NONE = ""
    BULLETS = "ul"
    NUMBERS = "ol"
    TERM = "dt"
    DEFINITION = "dd"


@attrs.frozen
class Block:
    """One block of text: a paragraph, heading, list item, table cell, line of plain text or cue of a transcript.

    A block may hold several lines (``<br>``): its text then has "\\n" at each. Between blocks ``Page.text``
    has "\\n\\n", so a block's text never starts or ends with a blank.
    """

    index: int
    """Place in ``Page.blocks``, from 0."""
    start: int
    """Offset of the first code point in ``Page.text``."""
    end: int
    """Offset after the last."""
    runs: tuple[Run, ...]
    """Inline styles, covering the block; at least one."""
    tag: str = "p"
    """The innermost block element ("p", "h2", "td", "my-question"); "line" in plain text."""
    classes: tuple[str, ...] = ()
    """Its classes and id, as printed."""
    path: tuple[str, ...] = ()
    """Ancestors from the outermost block element to the block itself, each ``tag.class.class#id``."""
    heading: int = 0
    """Level 1 to 6 inside h1–h6 or a Markdown heading; 0 outside."""
    list_kind: ListKind = ListKind.NONE
    """The list item or definition it stands in."""
    list_id: int = -1
    """Number of that list on the page; -1 outside."""
    quote: int = 0
    """How many block quotes surround it."""
    table: int = -1
    """Number of the innermost table on the page; -1 outside."""
    row: int = -1
    """Row in that table, from 0."""
    column: int = -1
    """Column in that table, from 0."""
    preformatted: bool = False
    """Inside ``pre`` or a code block."""
    hidden: bool = False
    """Not shown: ``hidden``, ``aria-hidden``, ``display:none``."""
    after_rule: bool = False
    """A horizontal rule (``hr``, ``* * *``) stands directly before."""
    after_image: str | None = None
    """Alternative text or file name of an image directly before or at its start; None where there is none."""
    node: int = -1
    """Document-order number of its element, from 0; -1 outside HTML."""
    line: int = -1
    """Line of the source on which it starts, from 1; -1 in HTML."""
    begin: float | None = None
    """Seconds at which a timed block (WebVTT, SRT) starts."""
    finish: float | None = None
    """Seconds at which it ends."""
    voice: str | None = None
    """The speaker that a timed block's voice tag names."""


@attrs.frozen
class Meta:
    """One ``meta`` element, or one key of a Markdown front matter."""

    name: str
    """``name``, ``property``, ``itemprop`` or ``http-equiv``, lower case; dotted for nested front matter."""
    content: str
    """As printed, entities resolved."""


@attrs.frozen
class Link:
    """One ``link`` element of the head."""

    rel: str
    """Lower case."""
    href: str
    """As printed."""
    hreflang: str | None = None


@attrs.frozen
class Item:
    """One property of microdata or RDFa found in the body."""

    name: str
    """The ``itemprop`` or ``property``, lower case, without its prefix."""
    value: str
    """``content``, ``datetime``, ``href`` or the element's text."""
    type: str
    """The last path part of the nearest ``itemtype`` or ``typeof`` ("Article", "Question"); empty where none."""
    start: int
    """Offset in ``Page.text`` where the element starts."""
    end: int
    """Offset where it ends; equal to ``start`` for elements without text."""


@attrs.frozen
class Head:
    """What the page says of itself outside its text, as found and unjudged."""

    title: str | None = None
    """The ``title`` element's text."""
    language: str | None = None
    """``html lang``, else the content-language meta."""
    base: str | None = None
    """``base href``."""
    metas: tuple[Meta, ...] = ()
    links: tuple[Link, ...] = ()
    json_ld: tuple[str, ...] = ()
    """The raw texts of ``script type=application/ld+json``, in order."""
    items: tuple[Item, ...] = ()
    """Microdata and RDFa properties of the body."""
    times: tuple[tuple[str, int], ...] = ()
    """``time datetime`` values, each with its offset in ``Page.text``."""
    tag_links: tuple[tuple[int, int, str], ...] = ()
    """Links with ``rel=tag`` (or ``category tag``): start, end in ``Page.text`` and href."""
    author_links: tuple[tuple[int, int, str], ...] = ()
    """Links with ``rel=author``: start, end and href."""

    def meta(self, *names: str) -> str | None:
        """The first non-blank content among these names, in the order of the names."""
        for name in names:
            for meta in self.metas:
                if meta.name == name and meta.content.strip():
                    return meta.content.strip()
        return None

    def all(self, name: str) -> tuple[str, ...]:
        """Every non-blank content of that name, in order."""
        return tuple(meta.content.strip() for meta in self.metas if meta.name == name and meta.content.strip())


@attrs.frozen
class Page:
    """A source as one canonical text with its blocks, in order. Every word stands in exactly one block."""

    text: str
    blocks: tuple[Block, ...]
    head: Head = attrs.Factory(Head)
    format: Format = Format.HTML
    url: str | None = None
    """Where it came from, as passed in."""

    def of(self, block: Block) -> str:
        """The block's text."""
        return self.text[block.start : block.end]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)


def runs_between(runs: Sequence[Run], start: int, end: int) -> Sequence[Run]:
    """The runs that touch a stretch of ``Page.text``, found by halving, since a block may hold thousands."""
    if len(runs) < 8:
        return [run for run in runs if run.start < end and run.end > start]
    first = max(0, bisect_right(runs, start, key=_run_start) - 1)
    last = bisect_left(runs, end, key=_run_start)
    return [run for run in runs[first:last] if run.end > start]


def _run_start(run: Run) -> int:
    return run.start
