"""The page seen from afar: what each block looks like, and what each container holds.

Containers are known by their path of names, so that like siblings (all ``div.turn`` of a transcript) count as one.
"""

from __future__ import annotations

import attrs
import regex

from interview_parse.segmenter.around.classes import Hint, hint_of
from interview_parse.tokenizer.page import Block, ListKind, Page

UNSPACED_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
ASKS_RE = regex.compile(r"[?？؟;՞‽][\"'”’»«“)\]）」』*_\s]*$")
"""Ends like a question. The Greek mark looks like a semicolon; elsewhere a block seldom ends in one."""
ENDS_RE = regex.compile(r"[.!?…。！？؟։।:;：][\"'”’»«“)\]）」』*_\s\d]*$")
"""Ends like a sentence."""

_PROSE = 8
"""Words from which a block without a closing mark counts as running text."""
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
        self.names: list[str] = [""]
        self.prose: list[int] = [0]
        self.plain: list[int] = [0]
        """Blocks of some words outside links, for each container."""
        self.asking: list[int] = [0]
        """Of these, those that end in a question mark."""
        self.starts: list[int] = [0]
        """Each container's first block."""
        self.links: list[int] = [0]
        """Blocks that are links and little else."""
        self.entries: list[int] = [0]
        """How often the page's text comes into the container."""
        self._children: list[dict[str, int]] = [{}]
        self._paths: dict[tuple[str, ...], int] = {}
        self.looks: tuple[Look, ...] = tuple(self._see(block) for block in page.blocks)
        self._add_up()
        self.total = self.prose[0]
        self.column = self._find_column()
        self.inside = self.spread(self.column)
        """For each container, whether it is the main column or in it."""

    def _see(self, block: Block) -> Look:
        text = self.page.text[block.start : block.end]
        words = count_words(text)
        linked = sum(run.end - run.start for run in block.runs if run.href is not None) / len(text) if text else 0.0
        ends = bool(ENDS_RE.search(text[-20:]))
        node = self._place(block.path, block.index)
        prose = 0
        if linked < 0.5 and not block.heading and (words >= _PROSE or (ends and words >= 3)):
            prose = round(words * (1 - linked))
            self.prose[node] += prose
        self.links[node] += linked >= 0.7
        asks = bool(ASKS_RE.search(text[-12:]))
        if linked < 0.6 and words >= 4:
            self.plain[node] += 1
            self.asking[node] += asks
        folded = " ".join(text[:400].casefold().split())
        return Look(words, linked, asks, ends, folded, prose, node)

    def _place(self, path: tuple[str, ...], start: int) -> int:
        node = self._paths.get(path)
        if node is None:
            node = 0
            for name in path:
                child = self._children[node].get(name)
                if child is None:
                    child = self._children[node][name] = len(self.parents)
                    self.parents.append(node)
                    self.names.append(name)
                    self.hints.append(hint_of(name))
                    self._children.append({})
                    self.starts.append(start)
                    for counts in (self.prose, self.plain, self.asking, self.links, self.entries):
                        counts.append(0)
                node = child
            self._paths[path] = node
        return node

    def _add_up(self) -> None:
        for node in range(len(self.parents) - 1, 0, -1):  # children stand after their parents
            parent = self.parents[node]
            self.prose[parent] += self.prose[node]
            self.plain[parent] += self.plain[node]
            self.asking[parent] += self.asking[node]
            self.links[parent] += self.links[node]
        seen = [-2] * len(self.parents)
        for index, look in enumerate(self.looks):
            node = look.node
            while node >= 0:
                if seen[node] != index - 1:
                    self.entries[node] += 1
                seen[node] = index
                node = self.parents[node]

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


def count_words(text: str) -> int:
    """How many words a text has; two signs make one in scripts without spaces."""
    words = len(text.split())
    if not text.isascii():
        signs = sum(1 for _ in UNSPACED_RE.finditer(text))
        words += signs // 2
    return words
