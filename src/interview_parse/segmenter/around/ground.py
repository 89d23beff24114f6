"""Where the article stands on the page once the conversation's place is known, and what single lines there are."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import regex

from interview_parse.model.types import Role
from interview_parse.segmenter.around.containers import MENUS
from interview_parse.segmenter.around.view import View
from interview_parse.segmenter.segmentation import Verdict

_WORD_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}]|[\p{L}\p{N}\p{M}]+")
_NUMERIC_DATE_RE = regex.compile(
    r"(?<!\d)(?:\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}|\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*(?:\d{4}|\d{2})(?!\d)"
    r"|\d{4}\s*년\s*\d{1,2}\s*월)"
)
_YEAR_RE = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


class Ground:
    """A page's column, region and lines, given the blocks that the conversation takes."""

    def __init__(self, view: View, verdicts: Sequence[Verdict], taken: Sequence[tuple[int, int]]) -> None:
        self.view = view
        self.page = view.page
        self.blocks = view.blocks
        self.looks = view.looks
        self.verdicts = verdicts
        self.taken = [span for span in taken if span[0] < span[1]]
        self.column = self._find_column()
        self.first, self.last = self._find_region()
        self.same_headings = Counter((block.heading, block.path[-1:]) for block in self.blocks if block.heading)
        """How often headings of one level and class stand on the page."""
        self.menus_below = self._count_menus()
        """For each block, how many lines of menus stand between it and the region."""

    def _find_column(self) -> int:
        """The container of the conversation; without one, of most of the running text."""
        outline = self.view.outline
        if not self.taken:
            return outline.column
        first, last = self.taken[0][0], self.taken[-1][1] - 1
        above = set()
        node = self.looks[first].node
        while node >= 0:
            above.add(node)
            node = outline.parents[node]
        node = self.looks[last].node
        while node not in above:
            node = outline.parents[node]
        if first == last and node > 0:  # one block: its own element is no column
            node = outline.parents[node]
        # The innermost of both: a turn outside the text's column widens it, a long page's column narrows nothing.
        return node

    def in_column(self, index: int) -> bool:
        """Whether a block stands in the conversation's container or around it in the article."""
        return self._columns[self.looks[index].node]

    @cached_property
    def _columns(self) -> list[bool]:
        return self.view.outline.spread(self.column)

    def _find_region(self) -> tuple[int, int]:
        """First and last block (half-open) of the conversation, or of the main column's prose."""
        if self.taken:
            return self.taken[0][0], self.taken[-1][1]
        prose = [
            index
            for index, look in enumerate(self.looks)
            if look.prose and self.in_column(index) and not self.verdicts[index].certain
        ]
        return (prose[0], prose[-1] + 1) if prose else (len(self.blocks), len(self.blocks))

    @cached_property
    def end(self) -> int:
        """The first block after the region from which nothing is the article's any more."""
        prose = [
            index
            for index in range(self.last, len(self.blocks))
            if self.looks[index].prose >= 25 and self.in_column(index) and self.verdicts[index].role is None
        ]
        still = prose[-1] + 1 if prose else self.last  # a box of links within the text does not end it
        for index in range(self.last, len(self.blocks)):
            verdict = self.verdicts[index]
            if verdict.role in (Role.COMMENT, Role.AUTHOR_BOX) and verdict.certain:
                return index
            if verdict.cue == "comments heading":
                return index
            if index < still:
                continue
            if verdict.cue == "read also" and not self.looks[index].prose:
                return index
            if not self.in_column(index) and (verdict.certain or self.looks[index].linked >= 0.7):
                return index
        return len(self.blocks)

    def _count_menus(self) -> list[int]:
        """For each block, how many lines of menus stand between it and the region."""
        counts = [0] * (len(self.blocks) + 1)
        for index in range(min(self.first, len(self.blocks)) - 1, -1, -1):
            verdict = self.verdicts[index]
            is_menu = verdict.certain and verdict.cue in MENUS
            counts[index] = counts[index + 1] + is_menu
        return counts

    @cached_property
    def _signed(self) -> frozenset[int]:
        """Blocks with a link to an author."""
        return self._blocks_at(start for start, _, _ in self.page.head.author_links)

    @cached_property
    def _timed(self) -> frozenset[int]:
        """Blocks with a machine-readable time."""
        return self._blocks_at(start for _, start in self.page.head.times)

    def _blocks_at(self, offsets: Iterable[int]) -> frozenset[int]:
        found = (bisect_right(self.blocks, offset, key=lambda block: block.end) for offset in offsets)
        return frozenset(index for index in found if index < len(self.blocks))

    def is_byline(self, index: int) -> bool:
        """Whether a line above the text says who wrote or asked."""
        look = self.looks[index]
        if look.words > 25 or look.asks:
            return False
        verdict = self.verdicts[index]
        if verdict.role is Role.BYLINE and look.words <= 20:
            return True
        if index in self._signed:
            return True
        found = self.view.phrases(index)
        credit, by = found.get("credit_phrases"), found.get("byline_words")
        if credit is not None and (credit.start == 0 or look.words <= 12):
            return True
        return by is not None and by.start == 0 and look.words <= 12 and not look.ends

    def is_credit(self, index: int) -> bool:
        """Whether a line below the text says who wrote or asked."""
        look = self.looks[index]
        if look.words > 40 or look.asks:
            return False
        found = self.view.phrases(index)
        credit, by = found.get("credit_phrases"), found.get("byline_words")
        if credit is not None:
            return True
        return by is not None and by.start == 0 and look.words <= 12

    def is_date(self, index: int) -> bool:
        """Whether a short line says when the article appeared."""
        look = self.looks[index]
        if look.words > 16 or look.asks:
            return False
        if index in self._timed:
            return True
        if _NUMERIC_DATE_RE.match(look.folded) or (_NUMERIC_DATE_RE.search(look.folded) and not look.ends):
            return True
        if look.words > 10 or (look.ends and look.words > 6):
            return False
        if not _YEAR_RE.search(look.folded):
            return False
        found = {word.rstrip(".") for word in words(look.folded)}
        return any(name.rstrip(".") in found for name, _ in self.view.pack.months)


def words(text: str) -> list[str]:
    """The casefolded words of a text; in scripts without spaces, its signs."""
    found: list[str] = _WORD_RE.findall(text.casefold())
    return found


_AGREEING = 0.85
"""F1 of two bags of words from which they are one headline or lead, cut or with a word more."""


def agree(one: list[str], other: list[str]) -> bool:
    """Whether two texts have the same words, by and large."""
    if not one or not other or 2 * min(len(one), len(other)) / (len(one) + len(other)) < _AGREEING:
        return False
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) >= _AGREEING


def holds(whole: list[str], part: list[str]) -> bool:
    """Whether a text's words stand in a row in a longer text."""
    return f" {' '.join(part)} " in f" {' '.join(whole)} "
