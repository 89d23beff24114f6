"""Statements that ask: a remark, request or thanks of the asking side that nothing in its look sets apart.

Where questions are told by their question mark alone, a request is taken for a piece of the answer before it. Each such
piece is weighed: does it address, is it as long as questions are here, does what follows sound like an answer?
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.figures import share
from interview_parse.segmenter.refine.draft import A, Draft, Q
from interview_parse.segmenter.units import QUOTE_OPEN, Unit


@attrs.frozen
class Usual:
    """What is usual on the page, against which a remark is weighed."""

    question: float
    """Median words of a question."""
    longest_question: float
    """Ninetieth percentile."""
    units: float
    """Mean units in an answer."""
    you_in_answers: float
    """Share of answering units that address somebody."""
    styled: bool
    """Whether questions have a look of their own."""
    plain_layout: bool
    """Whether only the question mark tells them."""


def measure_remark(
    before: Unit, unit: Unit, after: Unit | None, usual: Usual, pack: LanguagePack, *, position: int
) -> dict[str, float]:
    """What speaks for the unit being asked, not told."""
    you = unit.count(pack.second_person)
    me = unit.count(pack.first_person)
    knows = bool(pack.first_person)
    return {
        "you": float(you > 0),
        "you_rare": float(you > 0) * (1.0 - usual.you_in_answers),
        "no_i": float(knows and not me),
        "i": float(me > 0),
        "opens_asking": float(unit.opens_asking(pack)),
        "asks_inside": float(unit.has_question and not unit.asks),
        "as_short": float(unit.size <= usual.longest_question + 3),
        "too_long": float(unit.size > 2 * usual.longest_question + 10),
        "before_longer": float(before.size > 1.5 * unit.size),
        "after_longer": float(after is not None and after.size > 1.5 * unit.size),
        "after_opens_talking": float(bool(after is not None and after.opens(pack.answer_openings))),
        "many_units": float(position >= 2),
        "usual_units": min(4.0, usual.units),
        "single_unit_page": float(usual.units < 1.6),
        "odd_look": float((unit.bold, unit.italic) != (before.bold, before.italic)),
        "quoted": float(unit.text[0] in QUOTE_OPEN),
        "styled_layout": float(usual.styled),
        "plain_layout": float(usual.plain_layout),
        "bullet": float(unit.is_item),
        "linked": float(unit.links > 0.3),
    }


def find_remarks(draft: Draft) -> Iterator[tuple[Unit, dict[str, float]]]:
    """Answering units that could be asked, each with its measures: not labelled, not the first after a question."""
    layout = draft.reading.layout
    if layout.kind in ("labels", "dashes", "quotes"):
        return
    usual = _learn_usual(draft)
    runs = draft.answers()
    for number, run in enumerate(runs):
        for position in range(1, len(run)):
            unit = run[position]
            if draft.labelled(unit) or not draft.is_whole_line(unit):
                continue
            is_last = position == len(run) - 1
            if is_last and number == len(runs) - 1:
                continue
            after = None if is_last else run[position + 1]
            yield (
                unit,
                measure_remark(run[position - 1], unit, after, usual, draft.pack, position=position),
            )


def find_rhetorical(draft: Draft) -> Iterator[tuple[Unit, dict[str, float]]]:
    """Asking units that could be an answer's own rhetorical question: where only the question mark tells questions."""
    layout = draft.reading.layout
    if layout.kind not in ("asking", "answerer"):
        return
    usual = _learn_usual(draft)
    units = draft.flow.units
    turns = draft.turns
    for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
        unit = turn.units[0]
        if turn.role is not Q or len(turn.units) > 1 or draft.labelled(unit) or not draft.is_whole_line(unit):
            continue
        measures = measure_remark(before.units[-1], unit, after.units[0], usual, draft.pack, position=len(before.units))
        same_block = units[unit.index - 1].block is unit.block
        yield (
            unit,
            measures | {"size": float(min(4.0, unit.size / (usual.question + 1))), "same_block": float(same_block)},
        )


def demote_rhetorical(draft: Draft) -> None:
    """Questions that the answering side asks itself, given back to the answer."""
    weights = draft.weights.rhetorical
    found = []
    for unit, measures in find_rhetorical(draft):
        if draft.decide("rhetorical", weights.probability(measures)):
            found.append(unit)
    for unit in found:
        draft.roles[unit.index] = A


def _learn_usual(draft: Draft) -> Usual:
    questions = sorted(turn.size for turn in draft.turns if turn.role is Q) or [10]
    asked = [unit for unit in draft.region if draft.roles.get(unit.index) is Q]
    runs = draft.answers()
    told = [unit for run in runs for unit in run]
    pack = draft.pack
    return Usual(
        question=questions[len(questions) // 2],
        longest_question=questions[int(0.9 * (len(questions) - 1))],
        units=len(told) / (len(runs) or 1),
        you_in_answers=share(sum(u.count(pack.second_person) > 0 for u in told), len(told)),
        styled=share(sum(u.bold or u.italic or u.block.heading > 0 for u in asked), len(asked)) > 0.5,
        plain_layout=draft.reading.layout.kind == "asking",
    )


def promote_remarks(draft: Draft) -> None:
    """Statements that ask, taken for a piece of the answer before them."""
    weights = draft.weights.remark
    found = []
    for unit, measures in find_remarks(draft):
        if draft.decide("remarks", weights.probability(measures)):
            found.append(unit)
    for unit in found:
        draft.roles[unit.index] = Q
