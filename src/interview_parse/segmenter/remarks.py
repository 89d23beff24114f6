"""Statements that ask: a remark, request or thanks of the asking side that nothing in its look sets apart.

Where questions are told by their question mark alone, a request is taken for a piece of the answer before it. Each such
piece is weighed: does it address, is it as long as questions are here, does what follows sound like an answer?
"""

from __future__ import annotations

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.units import QUOTE_OPEN, Unit

_TRAILS_RE = regex.compile(r"(?:…|\.\.\.)[\p{Pe}\p{Pf}\p{Pi}\"']*$")


@attrs.frozen
class Usual:
    """What is usual on the page, against which a remark is weighed."""

    question: float
    """Median words of a question."""
    longest_question: float
    """Ninetieth percentile."""
    answer_unit: float
    """Median words of a unit of an answer."""
    units: float
    """Mean units in an answer."""
    you_in_answers: float
    """Share of answering units that address somebody."""
    i_in_answers: float
    """Share of answering units in the first person."""
    styled: bool
    """Whether questions have a look of their own."""
    plain_layout: bool
    """Whether only the question mark tells them."""
    answerers: bool
    """Whether only answers bear labels."""


def measure_remark(
    before: Unit, unit: Unit, after: Unit | None, usual: Usual, pack: LanguagePack, *, is_last: bool, position: int
) -> dict[str, float]:
    """What speaks for the unit being asked, not told. ``is_last`` says whether a question follows it directly."""
    you = unit.count(pack.second_person)
    me = unit.count(pack.first_person)
    knows = bool(pack.first_person)
    after_i = after is not None and after.count(pack.first_person) > 0
    return {
        "you": float(you > 0),
        "you_rate": min(1.0, 5.0 * you / max(1, unit.size)),
        "you_rare": float(you > 0) * (1.0 - usual.you_in_answers),
        "no_i": float(knows and not me),
        "i": float(me > 0),
        "no_i_usual": float(knows and not me) * usual.i_in_answers,
        "opens_asking": float(bool(unit.opens(pack.question_words) or unit.opens(pack.question_openings))),
        "opens_talking": float(bool(unit.opens(pack.answer_openings))),
        "asks_inside": float(unit.has_question and not unit.asks),
        "trails": float(bool(_TRAILS_RE.search(unit.text))),
        "exclaims": float(unit.text.rstrip("\"'”»)")[-1:] in "!！"),
        "unfinished": float(unit.unfinished),
        "as_short": float(unit.size <= usual.longest_question + 3),
        "too_long": float(unit.size > 2 * usual.longest_question + 10),
        "shorter": float(unit.size < 0.6 * usual.answer_unit),
        "tiny": float(unit.size <= 3),
        "before_longer": float(before.size > 1.5 * unit.size),
        "after_longer": float(after is not None and after.size > 1.5 * unit.size),
        "after_opens_talking": float(bool(after is not None and after.opens(pack.answer_openings))),
        "after_i": float(after_i),
        "before_question": float(is_last),
        "many_units": float(position >= 2),
        "usual_units": min(4.0, usual.units),
        "single_unit_page": float(usual.units < 1.6),
        "odd_look": float((unit.bold, unit.italic) != (before.bold, before.italic)),
        "quoted": float(unit.text[0] in QUOTE_OPEN),
        "styled_layout": float(usual.styled),
        "plain_layout": float(usual.plain_layout),
        "answerers": float(usual.answerers),
        "thanks": float(unit.says(pack.interview_words)),
        "bullet": float(unit.opening in ("bullet", "number") or unit.block.list_kind.value != ""),
        "linked": float(unit.links > 0.3),
    }
