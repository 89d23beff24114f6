"""The units that a conversation could run through, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.labels import Speakers, cut_glued, find_speakers
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.segmenter.units import TIME_LINE_RE, Unit, cut_run_in, cut_units
from interview_parse.tokenizer.page import Page


@attrs.frozen(eq=False)
class Flow:
    """The units that a conversation could run through, with what stood between them."""

    units: tuple[Unit, ...]
    gaps: tuple[int, ...]
    """By unit: how many blocks of furniture stand right before it."""
    speakers: Speakers
    title: str
    """What the page says it is called, headings and metas together."""
    verdicts: tuple[Verdict, ...]
    """By block of the page."""
    rules: tuple[bool, ...]
    """By unit: whether a rule or a line of stars stands right before it."""
    containers: tuple[tuple[str, ...], ...]
    """By unit: where its block stands, without ids and numbers."""

    def leaning(self, unit: Unit) -> Verdict:
        """What the unit's block looks like by itself."""
        return self.verdicts[unit.block.index]


_PLACE_RE = regex.compile(r"#[^.]*|\d+")


def name_container(path: tuple[str, ...]) -> tuple[str, ...]:
    """Where a block stands: its ancestors' tags and classes, without ids and numbers that tell siblings apart."""
    return tuple(_PLACE_RE.sub("", token) for token in path[:-1])


_STARS_RE = regex.compile(r"[\s*＊•·✻✽❖◆◇■□★☆#=_~—–―-]+")
"""A line of stars or dashes: a rule set in type."""


def find_headlines(page: Page) -> frozenset[int]:
    """Blocks that print the page's own headline: it may ask, and is no turn."""
    said = [page.head.title, *(page.head.all(name)[:1] and page.head.all(name)[0] for name in _TITLE_METAS)]
    titles = {" ".join(title.split()).casefold() for title in said if title}
    if not titles:
        return frozenset()
    found: list[int] = []
    for block in page.blocks:
        if block.end - block.start > 300 or (not block.heading and found):
            continue
        text = " ".join(page.text[block.start : block.end].split()).casefold()
        if len(text) > 12 and any(title == text or (len(text) > 20 and title.startswith(text)) for title in titles):
            found.append(block.index)
    return frozenset(found)


def _read_titles(page: Page) -> str:
    parts = [page.head.title, page.head.meta(*_TITLE_METAS)]
    parts += [page.of(block) for block in page.blocks if block.heading == 1][:2]
    return " \n ".join(part for part in parts if part)


_TITLE_METAS = ("og:title", "twitter:title", "title", "dc.title", "headline")


def make_flow(page: Page, verdicts: Sequence[Verdict], pack: LanguagePack) -> Flow:
    """The units that a conversation could run through: what is surely furniture or hidden stays out."""
    visible = sum(block.end - block.start for block in page.blocks if not block.hidden)
    hidden = sum(block.end - block.start for block in page.blocks if block.hidden)
    keep_hidden = hidden > visible  # an accordion, or a page that a script unfolds
    kept, gaps_by_block, gap = [], {}, 0
    ruled: set[int] = set()
    rule = False
    headlines = find_headlines(page)
    for block, verdict in zip(page.blocks, verdicts, strict=True):
        timed = block.end - block.start < 16 and TIME_LINE_RE.fullmatch(page.text[block.start : block.end])
        text = page.text[block.start : block.end] if block.end - block.start < 24 else ""
        if text and _STARS_RE.fullmatch(text):
            rule = True
            continue
        rule = rule or block.after_rule
        if verdict.certain or timed or (block.hidden and not keep_hidden):
            gap += not timed
            continue
        if block.index in headlines:
            continue
        kept.append(block)
        if rule:
            ruled.add(block.index)
        rule = False
        gaps_by_block[block.index] = gap
        gap = 0
    units = cut_units(page, kept, pack.question_endings)
    speakers = find_speakers(units, pack)
    cut = cut_glued(units, speakers) or (None if speakers.counts else cut_run_in(units))
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
    rules = tuple(unit.block.index in ruled and unit.start == unit.block.start for unit in units)
    return Flow(tuple(units), gaps, speakers, _read_titles(page), tuple(verdicts), rules, tuple(places))
