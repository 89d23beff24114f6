"""The segmenter's one function: a page to its segmentation."""

from __future__ import annotations

from collections.abc import Sequence

from interview_parse.languages import LanguagePack, load
from interview_parse.languages.detect import detect
from interview_parse.model.types import Kind, Role, Span
from interview_parse.segmenter.around import View, settle, survey
from interview_parse.segmenter.flow import Flow, make_flow
from interview_parse.segmenter.hypotheses import propose_layouts
from interview_parse.segmenter.kind import Judgement, judge, measure_kind
from interview_parse.segmenter.measures import measure
from interview_parse.segmenter.reading import Reading, read_layout
from interview_parse.segmenter.refine import refine
from interview_parse.segmenter.segmentation import (
    Conversation,
    Exchange,
    Hypothesis,
    Piece,
    Segmentation,
    Verdict,
)
from interview_parse.segmenter.speech import speak
from interview_parse.segmenter.weights import Weights, load_weights
from interview_parse.tokenizer.page import Page

SHOWN_HYPOTHESES = 5


def segment(page: Page, language: str | None = None) -> Segmentation:
    """The page's conversation, kind and pieces; its language is what the caller says, else what page and words tell."""
    tag = language or detect(page.text, page.head.language)
    pack = load(tag or "und")
    view = View(page, pack)
    verdicts = survey(view)
    flow = make_flow(page, verdicts, pack)
    weights = load_weights()
    ranked = rank_readings(flow, pack, weights)
    reading, measures = None, {}
    if ranked:
        score, best, layout = ranked[0]
        reading = refine(best, page, pack, weights)
        if reading is not None:
            measures = measure_kind(page, pack, reading, layout, score)
    judgement = judge(page, pack, flow, reading, measures, weights)
    return _conclude(view, tag, verdicts, reading, judgement, ranked)


def rank_readings(flow: Flow, pack: LanguagePack, weights: Weights) -> list[tuple[float, Reading, dict[str, float]]]:
    """Every layout that yields turns, read and scored, the best first."""
    ranked = []
    for layout in propose_layouts(flow.units, flow.containers, flow.speakers, pack):
        reading = read_layout(layout, flow, pack, weights.end)
        if reading is None or not reading.questions or not reading.answers:
            continue
        measures = measure(reading, pack)
        ranked.append((weights.layout.score(measures), reading, measures))
    ranked.sort(key=lambda one: -one[0])
    return ranked


def _conclude(
    view: View,
    tag: str | None,
    verdicts: Sequence[Verdict],
    reading: Reading | None,
    judgement: Judgement,
    ranked: Sequence[tuple[float, Reading, dict[str, float]]],
) -> Segmentation:
    page, pack, weights = view.page, view.pack, load_weights()
    hypotheses = tuple(
        Hypothesis(one.layout.name, round(score, 3), weights.layout.votes(measures), len(one.questions))
        for score, one, measures in ranked[:SHOWN_HYPOTHESES]
    )
    is_faq = judgement.kind is Kind.FAQ
    exchanges: tuple[Exchange, ...] = ()
    inner: tuple[Piece, ...] = ()
    if reading is not None and (judgement.kind is Kind.INTERVIEW or is_faq):
        exchanges, inner = speak(reading, page, pack, is_faq=is_faq)
    taken = _taken_blocks(inner, page)
    pieces = _fill(page, inner, settle(view, verdicts, taken))
    return Segmentation(
        pieces=pieces,
        kind=judgement.kind,
        kind_confidence=judgement.confidence,
        conversations=(Conversation(exchanges, judgement.pairs_right),) if exchanges and not is_faq else (),
        faq=exchanges if is_faq else (),
        hypotheses=hypotheses,
        language=tag,
        notes=judgement.notes,
    )


def _taken_blocks(inner: Sequence[Piece], page: Page) -> tuple[tuple[int, int], ...]:
    """The block range of the conversation, half-open; empty where there is none."""
    if not inner:
        return ()
    low, high = inner[0].span.start, inner[-1].span.end
    inside = [block.index for block in page.blocks if block.start < high and block.end > low]
    return ((inside[0], inside[-1] + 1),)


def _fill(page: Page, inner: Sequence[Piece], around: Sequence[tuple[Role, tuple[str, ...]]]) -> tuple[Piece, ...]:
    """The conversation's pieces and, in all other places, the blocks' own roles: each word once."""
    pieces: list[Piece] = []
    at = 0
    for block in page.blocks:
        role, cues = around[block.index]
        cursor = block.start
        while at < len(inner) and inner[at].span.start < block.end:
            piece = inner[at]
            pieces.extend(_remainder(page, cursor, piece.span.start, role, cues))
            pieces.append(piece)
            cursor = piece.span.end
            at += 1
        pieces.extend(_remainder(page, cursor, block.end, role, cues))
    return tuple(pieces)


def _remainder(page: Page, start: int, end: int, role: Role, cues: tuple[str, ...]) -> list[Piece]:
    text = page.text[start:end]
    if not any(character.isalnum() for character in text):
        return []
    begin = start + len(text) - len(text.lstrip())
    return [Piece(Span(begin, begin + len(text.strip())), role, cues)]
