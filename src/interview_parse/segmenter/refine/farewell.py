"""The farewell: who asked thanks who answered, and mostly nobody answers that.

Nothing sets it apart but its words: it stands below the last answer, like the questions or like the text.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from interview_parse.model.types import Role
from interview_parse.segmenter.ending import Named, name_people
from interview_parse.segmenter.refine.draft import A, Draft, Q
from interview_parse.segmenter.units import Look, Unit

_BEYOND = 4
"""Units behind the last answer that are looked at."""
_ADDRESS_RE = regex.compile(r"https?://|www\.|\w@\w|#\w")


def find_farewells(draft: Draft) -> Iterator[tuple[Unit, dict[str, float]]]:
    """What could be the farewell, each with its measures: lines behind the first of the last answer, in page order."""
    units, roles = draft.flow.units, draft.roles
    if roles.get(units[draft.last].index) is not A:
        return
    start = draft.last
    while start > draft.first and roles.get(units[start - 1].index) is not Q:
        start -= 1
    asked = [at for at in range(draft.first, start) if roles.get(units[at].index) is Q]
    if len(asked) < 2:
        return
    people = name_people(draft.flow, roles, draft.first, asked[-1])
    looks = {units[at].look for at in asked}
    for at in range(start + 1, min(len(units), draft.last + 1 + _BEYOND)):
        walled = draft.flow.leaning(units[at]).role is Role.PAYWALL
        if walled or (draft.labelled(units[at]) and at <= draft.last):
            return
        if draft.is_whole_line(units[at]):
            yield units[at], _measure_farewell(draft, at, people, looks)


def _measure_farewell(draft: Draft, at: int, people: Named, looks: set[Look]) -> dict[str, float]:
    """What speaks for the unit there thanking whoever answered."""
    flow, pack = draft.flow, draft.pack
    unit = flow.units[at]
    look = unit.look
    thanks = unit.says(pack.thanks_phrases)
    you = unit.count(pack.second_person) > 0
    named = any(word in people.words for word in unit.words)
    usual = look in draft.look_shares
    return {
        "thanks": float(thanks),
        "opens_thanking": float(unit.opens(pack.thanks_phrases) > 0),
        "thanks_by_name": float(thanks and named),
        "named": float(named),
        "you": float(you),
        "i": float(unit.count(pack.first_person) > 0),
        "like_questions": float(look in looks and not usual),
        "like_answers": float(usual and look not in looks),
        "look_unseen": float(not usual and look not in looks),
        "gap": float(min(4, flow.gaps[at])),
        "rule": float(flow.rules[at]),
        "leaning": float(flow.leaning(unit).role is not None),
        "credit": float(unit.says(pack.credit_phrases)),
        "linked": float(unit.links > 0.1 or bool(_ADDRESS_RE.search(unit.text))),
        "labels": float(draft.reading.layout.kind in ("labels", "asker", "answerer")),
    }


def add_farewell(draft: Draft) -> None:
    """The last answer ends where whoever asked says farewell; a short word of thanks below may answer it."""
    weights = draft.weights.farewell
    candidates = find_farewells(draft)
    askers = {turn.speaker for turn in draft.turns if turn.role is Q} - {None}
    found = next(
        (
            unit
            for unit, measures in candidates
            if draft.flow.speakers.key(unit.index) in askers or draft.decide("end", weights.probability(measures))
        ),
        None,
    )
    if found is None:
        return
    units = draft.flow.units
    for at in range(found.index, max(draft.last, found.index) + 1):
        draft.drop(units[at])
    draft.roles[found.index] = Q
    last = found.index
    # A farewell of several lines, set alike and unlike the answers.
    while last + 1 < len(units) and units[last + 1].look == found.look not in draft.look_shares:
        last += 1
        draft.roles[units[last].index] = Q
    after = units[last + 1] if last + 1 < len(units) else None
    if after is not None and _answers_thanks(draft, after):
        last += 1
        draft.roles[after.index] = A
    draft.last = last


def _answers_thanks(draft: Draft, unit: Unit) -> bool:
    """Whether the line below a farewell is the guest's: short, finished, set like the answers, and thanking too."""
    usual = draft.look_shares.get(unit.look, 0.0) > 0.3 and not draft.flow.gaps[unit.index]
    return usual and unit.size <= 25 and not unit.unfinished and unit.says(draft.pack.thanks_phrases)


def drop_after_farewell(draft: Draft) -> None:
    """What stands under a farewell that is set like the questions, unless the guest could say it."""
    turns = draft.turns
    if len(turns) < 4 or turns[-1].role is not A or turns[-2].role is not Q or turns[-1].speaker is not None:
        return
    thanks, told = turns[-2], turns[-1].units
    if thanks.asks or not any(unit.says(draft.pack.thanks_phrases) for unit in thanks.units):
        return
    head, pack = told[0], draft.pack
    speaks = head.count(pack.first_person) or head.count(pack.second_person) or head.opens(pack.answer_openings)
    usual = draft.look_shares.get(head.look, 0.0) > 0.2
    trails = head.unfinished and draft.unfinished_share < 0.34
    if head.says(pack.credit_phrases) or (not speaks and (trails or not usual) and head.text[-1] not in "!！"):
        for unit in told:
            draft.drop(unit)
        draft.last = thanks.units[-1].index
