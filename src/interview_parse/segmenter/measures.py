"""What all conversations share, measured on a reading's turns. Each measure's weight stands in weights.toml."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from statistics import median

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.figures import density, share
from interview_parse.segmenter.hypotheses import LINKED, find_quoted
from interview_parse.segmenter.reading import A, Q, Reading, ReadTurn
from interview_parse.segmenter.units import Unit

_SILENT = 40
"""Words without any occurrence that are reckoned to each density: of a few words it says less."""


def measure(reading: Reading, pack: LanguagePack) -> dict[str, float]:
    """The reading's measures by name: shares from 0 to 1, lengths as logarithms of words."""
    turns = reading.turns
    questions, answers = reading.questions, reading.answers
    flow, roles = reading.flow, reading.roles
    inside = [unit for unit in flow.units[reading.first : reading.last + 1] if unit.index in roles]
    asked = [unit for turn in questions for unit in turn.units]
    told = [unit for turn in answers for unit in turn.units]
    q_size, a_size = sum(unit.size for unit in asked), sum(unit.size for unit in told)
    q_sizes = sorted(turn.size for turn in questions) or [0]
    a_sizes = sorted(turn.size for turn in answers) or [0]
    page_size = sum(unit.size for unit in flow.units) or 1
    page_asks = sum(unit.asks and unit.links < LINKED for unit in flow.units)
    region_asks = sum(unit.asks for unit in inside)
    answered_in_place = sum(turn.asks for turn in questions)
    pairs = sum(one.role is not other.role for one, other in itertools.pairwise(turns))
    in_a_row = sum(one.role is other.role is Q for one, other in itertools.pairwise(turns))
    q_keys = {turn.speaker for turn in questions if turn.speaker}
    a_keys = {turn.speaker for turn in answers if turn.speaker}
    opened = sum(turn.speaker is not None for turn in turns)
    outside = sum(count for key, count in _labels_outside(reading).items() if key in q_keys | a_keys)
    looks = {unit.signature for unit in asked}
    shared = sum(unit.signature in looks for unit in told)
    exchanges = _exchanges(turns)
    return {
        "asks": share(answered_in_place, len(questions)),
        "asks_left_inside": share(sum(unit.asks and unit.size < 60 for unit in told), max(1, region_asks)),
        "asks_covered": min(1.0, share(sum(unit.asks for unit in asked), max(1, page_asks))),
        "asks_outside": share(page_asks - region_asks, max(1, page_asks)),
        "alternation": share(pairs, len(turns) - 1),
        "exchanges": math.log1p(exchanges),
        "single": float(exchanges <= 1),
        "labelled": share(opened, len(turns)),
        "questions_in_a_row": share(in_a_row, len(turns)),
        "labels_cross": share(len(q_keys & a_keys), max(1, len(q_keys | a_keys))),
        "labels_outside": share(outside, outside + opened),
        "weakest_asker": _weakest_asker(reading),
        "both_sides_labelled": float(bool(q_keys) and bool(a_keys)),
        "look_apart": 1.0 - share(shared, len(told)),
        "unquoted_left": _unquoted_left(reading, told),
        "look_pure": share(1, len(looks)),
        "q_longest": math.log1p(q_sizes[int(0.9 * (len(q_sizes) - 1))]),
        "a_length": math.log1p(median(a_sizes)),
        "longer_answers": math.log((median(a_sizes) + 4) / (median(q_sizes) + 4)),
        "q_bulk": share(q_size, q_size + a_size),
        "coverage": share(q_size + a_size, page_size),
        "size": math.log1p(q_size + a_size),
        "unanswered": share(max(0, len(questions) - exchanges), max(1, len(questions))),
        "you_in_questions": density(asked, pack.second_person, silent=_SILENT),
        "i_in_answers": density(told, pack.first_person, silent=_SILENT),
        "i_in_questions": density(asked, pack.first_person, silent=_SILENT),
        "you_in_answers": density(told, pack.second_person, silent=_SILENT),
        "q_opens_asking": share(sum(turn.units[0].opens_asking(pack) for turn in questions), len(questions)),
        "a_opens_talking": share(sum(turn.units[0].opens(pack.answer_openings) > 0 for turn in answers), len(answers)),
        "styled": share(sum(unit.bold or unit.italic or unit.block.heading > 0 for unit in asked), len(asked)),
        "answers_styled": share(sum(unit.bold or unit.block.heading > 0 for unit in told), len(told)),
        "answers_linked": sum(unit.links * unit.size for unit in told) / (a_size or 1),
        "questions_linked": sum(unit.links * unit.size for unit in asked) / (q_size or 1),
        "a_unfinished": share(sum(turn.units[-1].unfinished for turn in answers), len(answers)),
        "furniture": math.log1p(_furniture(reading) / max(1, exchanges)),
    }


def _unquoted_left(reading: Reading, told: list[Unit]) -> float:
    """Where most answers open with a quotation mark: share of their units that stand outside the marks; 0 elsewhere."""
    answers = reading.answers
    if not answers or sum(turn.units[0].opening == "quote" for turn in answers) < 0.6 * len(answers):
        return 0.0
    inside = set(find_quoted(told))
    return share(sum(unit.index not in inside for unit in told), len(told))


def _weakest_asker(reading: Reading) -> float:
    """Of the labelled askers, the lowest share of turns that ask; 1 where none is labelled."""
    asks: dict[str, list[int]] = {}
    for turn in reading.questions:
        if turn.speaker:
            tally = asks.setdefault(turn.speaker, [0, 0])
            tally[0] += turn.asks
            tally[1] += 1
    return min((asked / all_ for asked, all_ in asks.values()), default=1.0)


def _exchanges(turns: Sequence[ReadTurn]) -> int:
    return sum(one.role is Q and other.role is A for one, other in itertools.pairwise(turns))


def _labels_outside(reading: Reading) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    flow = reading.flow
    for at, unit in enumerate(flow.units):
        if reading.first <= at <= reading.last:
            continue
        key = flow.speakers.key(unit.index)
        if key is not None:
            counts[key] = counts.get(key, 0) + 1
    return counts


def _furniture(reading: Reading) -> int:
    return sum(reading.flow.gaps[reading.first + 1 : reading.last + 1])
