"""The units that a conversation could run through, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.labels import Speakers, cut_glued, find_speakers
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.segmenter.units import TIME_LINE_RE, Unit, cut_units
from interview_parse.tokenizer.page import Page


@attrs.frozen(eq=False)
class Flow:
    """The units that a conversation could run through, with what stood between them."""

    units: tuple[Unit, ...]
    gaps: tuple[int, ...]
    """By unit: how many blocks of furniture stand right before it."""
    speakers: Speakers
    verdicts: tuple[Verdict, ...]
    """By block of the page."""
    containers: tuple[tuple[str, ...], ...]
    """By unit: where its block stands, without ids and numbers."""

    def leaning(self, unit: Unit) -> Verdict:
        """What the unit's block looks like by itself."""
        return self.verdicts[unit.block.index]


_PLACE_RE = regex.compile(r"#[^.]*|\d+")


def name_container(path: tuple[str, ...]) -> tuple[str, ...]:
    """Where a block stands: its ancestors' tags and classes, without ids and numbers that tell siblings apart."""
    return tuple(_PLACE_RE.sub("", token) for token in path[:-1])


def make_flow(page: Page, verdicts: Sequence[Verdict], pack: LanguagePack) -> Flow:
    """The units that a conversation could run through: what is surely furniture or hidden stays out."""
    visible = sum(block.end - block.start for block in page.blocks if not block.hidden)
    hidden = sum(block.end - block.start for block in page.blocks if block.hidden)
    keep_hidden = hidden > visible  # an accordion, or a page that a script unfolds
    kept, gaps_by_block, gap = [], {}, 0
    for block, verdict in zip(page.blocks, verdicts, strict=True):
        timed = block.end - block.start < 16 and TIME_LINE_RE.fullmatch(page.text[block.start : block.end])
        if verdict.certain or timed or (block.hidden and not keep_hidden):
            gap += not timed
            continue
        kept.append(block)
        gaps_by_block[block.index] = gap
        gap = 0
    units = cut_units(page, tuple(kept))
    speakers = find_speakers(units, pack)
    cut = cut_glued(units, speakers)
    if cut is not None:
        units = cut
        speakers = find_speakers(units, pack)
    containers: dict[tuple[str, ...], tuple[str, ...]] = {}
    places = []
    for unit in units:
        path = unit.block.path
        if path not in containers:
            containers[path] = name_container(path)
        places.append(containers[path])
    gaps = tuple(gaps_by_block[unit.block.index] if unit.start == unit.block.start else 0 for unit in units)
    return Flow(tuple(units), gaps, speakers, tuple(verdicts), tuple(places))
