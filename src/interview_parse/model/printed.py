"""What pieces of the page print: their lines and links, with where these lead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import urljoin

import attrs

from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Block, ListKind, Page

EDGES = " \t\n\"'“”„«»‘’‹›「」『』《》:：–—-|·•,，.、。;；()（）[]【】/→▶►»>*#…"
"""Marks that stand around a name and are no part of it."""


@attrs.frozen
class Line:
    """One printed line of a piece."""

    text: str
    start: int
    """Offset in ``Page.text``."""
    href: str | None
    """Where the link leads that covers most of it, as printed."""
    linked: float
    """Share of it that stands in links, 0 to 1."""
    block: Block

    @property
    def listed(self) -> bool:
        """Whether it is an item of a list."""
        marked = self.text[:2] in ("- ", "– ", "— ", "• ", "* ", "· ")
        return marked or self.block.list_kind in (ListKind.BULLETS, ListKind.NUMBERS)


def find_blocks(page: Page, start: int, end: int) -> Iterator[Block]:
    """The blocks that a stretch of the page's text touches, in order."""
    index = bisect_right(page.blocks, start, key=lambda block: block.end)
    while index < len(page.blocks) and page.blocks[index].start < end:
        yield page.blocks[index]
        index += 1


def read_lines(page: Page, piece: Piece) -> Iterator[Line]:
    """The lines of a piece, in order; none is blank."""
    for block in find_blocks(page, piece.span.start, piece.span.end):
        start = max(block.start, piece.span.start)
        for text in page.text[start : min(block.end, piece.span.end)].split("\n"):
            if text.strip():
                yield _line(block, text, start)
            start += len(text) + 1


def _line(block: Block, text: str, start: int) -> Line:
    end = start + len(text)
    links: dict[str, int] = {}
    for run in block.runs:
        if run.href is not None and run.start < end and run.end > start:
            links[run.href] = links.get(run.href, 0) + min(run.end, end) - max(run.start, start)
    longest = max(links, key=lambda href: links[href], default=None)
    return Line(text, start, longest, sum(links.values()) / len(text), block)


def read_links(page: Page, piece: Piece) -> Iterator[tuple[str, str]]:
    """Text and target of each link in a piece; a link broken by inline style is one."""
    for block in find_blocks(page, piece.span.start, piece.span.end):
        text, href, at = "", None, -1
        for run in block.runs:
            if run.start >= piece.span.end or run.end <= piece.span.start:
                continue
            if run.href is not None and run.href == href and run.start == at:
                text += page.text[run.start : run.end]
            else:
                if href is not None and text.strip():
                    yield " ".join(text.split()), href
                text, href = page.text[run.start : run.end], run.href
            at = run.end
        if href is not None and text.strip():
            yield " ".join(text.split()), href


def resolve(page: Page, url: str | None, href: str | None) -> str | None:
    """A link's target, absolute where the page's address is known; None for none, and for what is no address."""
    if not href or href.strip().casefold().startswith(("javascript:", "#", "mailto:", "data:")):
        return None
    base = url or page.url
    try:
        if page.head.base:
            base = urljoin(base or "", page.head.base)
        return urljoin(base, href.strip()) if base else href.strip()
    except ValueError:
        return None


def fold_evenly(text: str) -> str:
    """The text casefolded sign by sign, so that offsets stay true."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one) == 1 else sign for sign, one in ((sign, sign.casefold()) for sign in text))
