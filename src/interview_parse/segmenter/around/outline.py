"""The page seen from afar: what each block looks like, and what each container holds.

Containers are known by their path of names, so that like siblings (all ``div.turn`` of a transcript) count as one.
"""

from __future__ import annotations

import re

import attrs
import regex

from interview_parse.marks import ends_asking
from interview_parse.segmenter.around.classes import Hint, hint_of
from interview_parse.tokenizer.page import Block, ListKind, Page

UNSPACED_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_MAYBE_UNSPACED_RE = re.compile("[\u0e00-\u1fff\u2c00-\U0010ffff]")
"""All of these scripts and more, but not the punctuation of others: tells soon that a text has none of them."""
ENDS_RE = regex.compile(r"[.!?…。！？؟։।:;：][\"'”’»«“)\]）」』*_\s\d]*$")
"""Ends like a sentence."""
_ASKS = frozenset("?？؟")
_ENDS = frozenset(".!?…。！？؟։।:;：")
"""What most texts end in, if in no letter: seen without a pattern."""

_PROSE = 8
"""Words from which a block without a closing mark counts as running text."""
_FOLDED = 400
"""Signs of a block that are looked at word by word."""
_COLUMN = 0.6
"""Share of the running text that the main column must hold."""


@attrs.frozen
class Look:
    """What one block looks like, told without any language."""

    words: int
    """Words outside links and in them; two signs make one in scripts without spaces."""
    linked: float
    """Share of its text that stands in links, 0 to 1."""
    asks: bool
    """Whether it ends in a question mark."""
    ends: bool
    """Whether it ends in a sentence's closing mark."""
    folded: str
    """Its casefolded text with single blanks; only the first 400 signs."""
    prose: int
    """Words of running text: 0 for links, short scraps and hidden text."""
    node: int
    """Its container's place in the outline."""


class Outline:
    """All blocks' looks, and the tree of containers with what each holds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.parents: list[int] = [-1]
        self.hints: list[Hint | None] = [None]
        self.starts: list[int] = [0]
        """Each container's first block."""
        self._children: list[dict[str, int]] = [{}]
        nodes = self._place_blocks()
        self.prose = [0] * len(self.parents)
        self.plain = [0] * len(self.parents)
        """Blocks of some words outside links, for each container."""
        self.asking = [0] * len(self.parents)
        """Of these, those that end in a question mark."""
        self.links = [0] * len(self.parents)
        """Blocks that are links and little else."""
        self.looks: tuple[Look, ...] = tuple(map(self._see, page.blocks, nodes))
        self._add_up()
        self.entries = self._count_entries(nodes)
        """How often the page's text comes into the container."""
        self.total = self.prose[0]
        self.column = self._find_column()
        self.inside = self.spread(self.column)
        """For each container, whether it is the main column or in it."""

    def _place_blocks(self) -> list[int]:
        """Each block's container; on the way, all containers, parents before their children."""
        known: dict[tuple[str, ...], int] = {}
        nodes = []
        for block in self.page.blocks:
            node = known.get(block.path)
            if node is None:
                node = known[block.path] = self._place(block.path, block.index)
            nodes.append(node)
        return nodes

    def _place(self, path: tuple[str, ...], start: int) -> int:
        node = 0
        for name in path:
            child = self._children[node].get(name)
            if child is None:
                child = self._children[node][name] = len(self.parents)
                self.parents.append(node)
                self.hints.append(hint_of(name))
                self.starts.append(start)
                self._children.append({})
            node = child
        return node

    def _see(self, block: Block, node: int) -> Look:
        text = self.page.text[block.start : block.end]
        parts = text.split()
        words = len(parts) + _count_unspaced(text)
        folded = " ".join(parts if len(text) <= _FOLDED else text[:_FOLDED].split()).casefold()
        linked = _share_of_links(block, len(text))
        asks, ends = _read_end(text)
        prose = 0
        if linked < 0.5 and not block.heading and (words >= _PROSE or (ends and words >= 3)):
            prose = round(words * (1 - linked))
            self.prose[node] += prose
        self.links[node] += linked >= 0.7
        if linked < 0.6 and words >= 4:
            self.plain[node] += 1
            self.asking[node] += asks
        return Look(words, linked, asks, ends, folded, prose, node)

    def _add_up(self) -> None:
        for counts in (self.prose, self.plain, self.asking, self.links):
            for node in range(len(self.parents) - 1, 0, -1):  # children stand after their parents
                if counts[node]:
                    counts[self.parents[node]] += counts[node]

    def _count_entries(self, nodes: list[int]) -> list[int]:
        """From block to block, only the containers that end and begin between them are climbed through."""
        entries = [0] * len(self.parents)
        is_open = [False] * len(self.parents)
        last = -1
        for node in nodes:
            if node == last:
                continue
            above = node
            while above >= 0 and not is_open[above]:
                above = self.parents[above]
            while last != above:
                is_open[last] = False
                last = self.parents[last]
            last = node
            while node != above:
                is_open[node] = True
                entries[node] += 1
                node = self.parents[node]
        return entries

    def _find_column(self) -> int:
        """The innermost container that holds most of the running text."""
        node = 0
        while True:
            best = max(self._children[node].values(), key=lambda child: self.prose[child], default=-1)
            # A container whose words are its own is a paragraph (or like paragraphs in a row): the column is around it.
            below = sum(self.prose[child] for child in self._children[best].values()) if best >= 0 else 0
            if best < 0 or self.prose[best] < _COLUMN * self.total or below < 0.5 * self.prose[best]:
                return node
            node = best

    def spread(self, top: int) -> list[bool]:
        """For each container, whether it is the given one or in it."""
        inside = [False] * len(self.parents)
        for node in range(len(self.parents)):
            inside[node] = node == top or (node > 0 and inside[self.parents[node]])
        return inside

    def in_column(self, index: int) -> bool:
        """Whether the block stands in the main column."""
        return self.inside[self.looks[index].node]

    def share(self, node: int) -> float:
        """The container's share of the page's running text."""
        return self.prose[node] / self.total if self.total else 0.0

    def is_listed(self, index: int) -> bool:
        """Whether the block is an item of a list of bullets or numbers."""
        return self.page.blocks[index].list_kind in (ListKind.BULLETS, ListKind.NUMBERS)


def _count_unspaced(text: str) -> int:
    """How many words a text has in scripts without spaces: two signs make one."""
    if text.isascii() or not _MAYBE_UNSPACED_RE.search(text):
        return 0
    return len(UNSPACED_RE.findall(text)) // 2


def _share_of_links(block: Block, length: int) -> float:
    linked = 0
    for run in block.runs:
        if run.href is not None:
            linked += run.end - run.start
    return linked / length if length else 0.0


def _read_end(text: str) -> tuple[bool, bool]:
    """Whether a text ends in a question mark, and in a sentence's closing mark."""
    last = text[-1:]
    if last.isalpha():
        return False, False
    if last in _ENDS:
        return last in _ASKS or (last in "։;" and ends_asking(text)), True
    return ends_asking(text), bool(ENDS_RE.search(text[-20:]))
