"""A page with all that the rules of the survey look up, each found once."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import regex

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.around.containers import judge_containers
from interview_parse.segmenter.around.outline import Look, Outline
from interview_parse.segmenter.around.phrases import Phrase, find_phrases
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.tokenizer.page import Block, Page

_MARKS_RE = regex.compile(r"[\W_]+")
_SHORT = 30
"""Words up to which a phrase of the pack can name what a block is: a paragraph that mentions a newsletter is no box."""


_PROBES = 8
"""How many words of a text are looked for one by one before the whole is."""


class View:
    """A page with all that the rules look up, each found once."""

    def __init__(self, page: Page, pack: LanguagePack) -> None:
        self.page = page
        self.pack = pack
        self.blocks = page.blocks
        self.outline = Outline(page)
        self.looks = self.outline.looks
        self._phrases: dict[int, dict[str, Phrase]] = {}

    def phrases(self, index: int) -> dict[str, Phrase]:
        """The pack's fields that a short block names; empty for a long one."""
        look = self.looks[index]
        if look.words > _SHORT:
            return {}
        found = self._phrases.get(index)
        if found is None:
            found = self._phrases[index] = find_phrases(look.folded, self.pack)
        return found

    @cached_property
    def containers(self) -> tuple[Verdict, ...]:
        """What each container's name says, its parents' included, where the page does not speak against it."""
        return judge_containers(self.outline)

    @cached_property
    def tagged(self) -> frozenset[int]:
        """Blocks made up of links to the article's tags."""
        found: set[int] = set()
        links = sorted(self.page.head.tag_links)
        block = 0
        sums: dict[int, int] = {}
        for start, end, _ in links:
            while block < len(self.blocks) and self.blocks[block].end <= start:
                block += 1
            if block < len(self.blocks) and self.blocks[block].start <= start:
                sums[block] = sums.get(block, 0) + end - start
        for index, length in sums.items():
            if length >= 0.5 * (self.blocks[index].end - self.blocks[index].start):
                found.add(index)
        return frozenset(found)

    @cached_property
    def captioned(self) -> frozenset[int]:
        """Blocks directly after an image that look like its caption."""
        return _find_captions(self)

    @cached_property
    def repeated(self) -> frozenset[int]:
        """Set-off blocks whose words stand inside a longer block too: pull quotes."""
        return _find_repeated(self)

    @cached_property
    def refrains(self) -> frozenset[int]:
        """Sentences that the page prints three times or more, word for word: buttons' hints, notices."""
        places: dict[str, list[int]] = {}
        for index, look in enumerate(self.looks):
            if 5 <= look.words <= 40 and not look.asks:
                places.setdefault(look.folded, []).append(index)
        return frozenset(index for found in places.values() if len(found) >= 3 for index in found)

    @cached_property
    def signs(self) -> frozenset[int]:
        """A few words that stand alone as a block again and again, with text between: names of who speaks."""
        places: dict[str, list[int]] = {}
        for index, look in enumerate(self.looks):
            if look.words <= 5 and look.linked < 0.5 and not look.asks and len(look.folded) <= 40:
                places.setdefault(look.folded, []).append(index)
        parted = (found for found in places.values() if all(after - before > 1 for before, after in pairwise(found)))
        return frozenset(index for found in parted if len(found) >= 3 for index in found)

    @cached_property
    def bars(self) -> frozenset[int]:
        """Blocks in a row of at least four that are links and little else."""
        return _find_bars(self)


def _find_captions(view: View) -> frozenset[int]:
    after = [index for index, block in enumerate(view.blocks) if block.after_image is not None]
    short = [
        index
        for index in after
        if 1 <= view.looks[index].words <= 45 and not view.looks[index].asks and not view.blocks[index].heading
    ]
    plain = sum(1 for look in view.looks if look.prose)
    texts = {view.looks[index].folded for index in short}
    if not short or len(short) < 0.6 * len(after) or len(short) > 0.3 * plain or len(texts) < 0.7 * len(short):
        return frozenset()
    return frozenset(short)


def _find_repeated(view: View) -> frozenset[int]:
    """Candidates are looked for in one joined text, as many as a fixed amount of work allows."""
    candidates = [
        index
        for index, (block, look) in enumerate(zip(view.blocks, view.looks, strict=True))
        if 5 <= look.words <= 60 and look.linked < 0.5 and len(look.folded) < 400 and _is_set_off(block, look)
    ]
    if not candidates:
        return frozenset()
    folded = [view.page.of(block).casefold() for block in view.blocks]
    whole = "\n".join(folded)
    budget = 50_000_000 // max(1, len(whole))
    rare = {index: word for index in candidates[:budget] if (word := _word_elsewhere(folded[index], whole))}
    telling = set(rare.values())  # a block without any of these words repeats nothing
    texts = {index: _bare(text) for index, text in enumerate(folded) if any(word in text for word in telling)}
    joined = "\n".join(texts.values())
    found = set()
    for index in rare:
        wanted = texts[index]
        at = joined.find(wanted)
        hits = 0
        while at >= 0 and hits < 4:
            before = joined[at - 1 : at] if at else "\n"
            after = joined[at + len(wanted) : at + len(wanted) + 1] or "\n"
            if before != "\n" or after != "\n":  # part of a longer block
                found.add(index)
                break
            hits += 1
            at = joined.find(wanted, at + 1)
    return frozenset(found)


def _word_elsewhere(text: str, whole: str) -> str:
    """The longest word of a text that all stands on the page twice, as far as its longest words tell; else empty."""
    words = sorted(_bare(text).split(), key=len, reverse=True)[:_PROBES]
    return words[0] if words and all(whole.count(word) > 1 for word in words) else ""


def _is_set_off(block: Block, look: Look) -> bool:
    if block.heading:
        return False
    opening = look.folded[:1] in '"“„«»‘‹›「『'
    return bool(opening or block.quote or block.tag in ("aside", "figure", "q")) or all(
        run.bold or run.italic for run in block.runs
    )


def _bare(folded: str) -> str:
    bare: str = _MARKS_RE.sub(" ", folded)
    return bare.strip()


def _find_bars(view: View) -> frozenset[int]:
    found: set[int] = set()
    run: list[int] = []
    for index, look in enumerate(view.looks):
        if look.linked >= 0.8:
            run.append(index)
            continue
        if len(run) >= 4:
            found.update(run)
        run = []
    if len(run) >= 4:
        found.update(run)
    return frozenset(found)
