"""Where the last answer ends: the one edge that no question marks.

Each unit after the last question is measured against the answers that came before it: does it stand in the same place,
does it look alike, does it announce or sign something, does it name who speaks? The first unit that the weights call
outside ends the conversation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from interview_parse.languages import WORD_RE, LanguagePack, fold
from interview_parse.model.types import Role, TurnRole
from interview_parse.segmenter.figures import share
from interview_parse.segmenter.flow import Flow
from interview_parse.segmenter.labels import fold_name
from interview_parse.segmenter.units import Look, Unit
from interview_parse.segmenter.weights import Vector

Q, A = TurnRole.QUESTION, TurnRole.ANSWER

_SIDE = frozenset({Role.RELATED, Role.FURNITURE, Role.ADVERT, Role.THEME, Role.DOSSIER, Role.PAYWALL, Role.COMMENT})
REACH = 60
"""Units after the last question that are looked at; an answer of more runs on as it is."""


@attrs.frozen
class Habits:
    """How the page's answers are set, as far as the last question."""

    homes: frozenset[tuple[str, ...]]
    looks: frozenset[Look]
    classes: frozenset[tuple[str, ...]]
    hints: frozenset[str]
    gap: int
    rules: bool
    unfinished: float
    lines: int
    headings: bool
    known: bool
    """Whether there was any answer to learn from."""


def learn_habits(flow: Flow, roles: Mapping[int, TurnRole], first: int, last_question: int) -> Habits:
    """The habits of the answers between two positions of the flow."""
    inside = [at for at in range(first, last_question) if roles.get(flow.units[at].index) is A]
    units = [flow.units[at] for at in inside]
    return Habits(
        homes=frozenset(flow.containers[at] for at in inside) | {flow.containers[last_question]},
        looks=frozenset(unit.look for unit in units),
        classes=frozenset(unit.block.classes for unit in units),
        hints=frozenset(unit.hint for unit in units),
        gap=max((flow.gaps[at] for at in inside), default=0),
        rules=any(flow.rules[at] for at in inside),
        unfinished=share(sum(unit.unfinished for unit in units), len(units)),
        lines=_count_most_lines(flow, roles, first, last_question),
        headings=any(unit.block.heading for unit in units),
        known=bool(units),
    )


def _count_most_lines(flow: Flow, roles: Mapping[int, TurnRole], first: int, last_question: int) -> int:
    """Lines of the answer that has most."""
    lines = most = 0
    line = -1
    for unit in flow.units[first : last_question + 1]:
        role = roles.get(unit.index)
        if role is A:
            lines += unit.line != line
            most = max(most, lines)
        elif role is Q:
            lines = 0
        line = unit.line
    return most


def measure_end(flow: Flow, at: int, habits: Habits, pack: LanguagePack, people: Named) -> dict[str, float]:
    """What speaks for the unit there being outside."""
    unit, before = flow.units[at], flow.units[at - 1]
    block = unit.block
    verdict = flow.leaning(unit)
    known = habits.known
    short = unit.size < 12
    talk = pack.first_person
    says_i = bool(talk) and unit.count(talk) > 0
    opening = fold_name(unit.text[:48])
    return {
        "gap": float(min(6, flow.gaps[at])),
        "rule": float(flow.rules[at] and not habits.rules),
        "heading": float(block.heading > 0 and not habits.headings),
        "home_changes": float(flow.containers[at] != flow.containers[at - 1]),
        "italic_odd": float(known and unit.italic and unit.look not in habits.looks),
        "bold_odd": float(known and unit.bold and unit.look not in habits.looks),
        "class_unseen": float(known and block.classes not in habits.classes),
        "hint_unseen": float(known and unit.hint not in habits.hints),
        "short": float(short),
        "unfinished": float(unit.unfinished) * (1.0 - habits.unfinished),
        "side": float(verdict.role in _SIDE),
        "caption": float(verdict.role is Role.CAPTION or verdict.role is Role.PULL_QUOTE),
        "credit": float(unit.size < 40 and unit.says(pack.credit_phrases)),
        "subscribes": float(unit.size < 60 and (unit.says(pack.newsletter_phrases) or unit.says(pack.paywall_phrases))),
        "interview": float(unit.says(pack.interview_words)),
        "mentions": float(any(word in people.words for word in unit.words)),
        "named": float(any(opening == name or opening.startswith(name + " ") for name in people.names)),
        "says_i": float(says_i),
        "first_line_over": float(known and habits.lines <= 1),
        "runs_on": float(before.unfinished or before.text[-1] in ":："),
        "bullet": float(unit.is_item),
    }


def announces(unit: Unit, pack: LanguagePack) -> bool:
    """Whether a unit opens as what stands around articles does: related pieces, boxes, bars, lists of themes."""
    around = (
        pack.related_phrases,
        pack.newsletter_phrases,
        pack.share_phrases,
        pack.comment_phrases,
        pack.author_phrases,
        pack.theme_phrases,
        pack.advert_phrases,
        pack.legal_phrases,
    )
    return any(unit.opens(lexicon) for lexicon in around)


def find_end(
    flow: Flow,
    roles: Mapping[int, TurnRole],
    first: int,
    last_question: int,
    pack: LanguagePack,
    weights: Vector,
    *,
    answering: bool = False,
) -> tuple[int, float]:
    """Position of the last unit of the last answer, and how doubtful that is: 0 to 1.

    The position is the last question's own where nothing answers it.

    ``answering`` says that the unit at ``last_question`` already answers: the last label on the page.
    """
    habits = learn_habits(flow, roles, first, last_question)
    people = name_people(flow, roles, first, last_question)
    end = last_question
    doubt = 0.0
    for at in range(last_question + 1, min(len(flow.units), last_question + REACH)):
        unit = flow.units[at]
        if unit.line != flow.units[at - 1].line:
            started = answering or end > last_question
            if _cannot_answer(flow, at, not started, habits):
                break
            if started and not _continues_list(unit, flow.units[at - 1]):
                outside = weights.probability(measure_end(flow, at, habits, pack, people))
                doubt = max(doubt, 2 * min(outside, 1 - outside))
                if outside > 0.5:
                    break
        end = at
    return end, doubt


def _continues_list(unit: Unit, before: Unit) -> bool:
    """Whether the unit goes on with a list or code that the answer is in, or opens one that a colon announces."""
    if unit.block.preformatted:
        return before.block is unit.block or before.text[-1] in ":："
    if not unit.is_item:
        return False
    same = unit.block.list_id == before.block.list_id and before.is_item
    return same or before.text[-1] in ":："


def _cannot_answer(flow: Flow, at: int, is_first: bool, habits: Habits) -> bool:
    """What stops even the first unit after a question: a heading or a far place, where answers were seen elsewhere."""
    unit = flow.units[at]
    if flow.leaning(unit).role in (Role.PAYWALL, Role.DOSSIER):
        return True
    if not is_first or not habits.known:
        return False
    heading = unit.block.heading > 0 and not habits.headings
    away = flow.containers[at] not in habits.homes and flow.gaps[at] > habits.gap + 2
    return heading or away


@attrs.frozen
class Named:
    """Who the page presents: an answer seldom says its own speaker's name, a closing line often does."""

    names: frozenset[str]
    """Folded names of two words or more that labels and bylines print."""
    words: frozenset[str]
    """Folded words of labels, and what title and introduction both print with a capital and no answer says."""


def name_people(flow: Flow, roles: Mapping[int, TurnRole], first: int, last_question: int) -> Named:
    """The people whom labels, bylines, title and introduction name."""
    names = {key for key in flow.speakers.counts if " " in key}
    before = flow.units[max(0, first - 30) : first]
    for unit in before:
        if flow.leaning(unit).role in (Role.BYLINE, Role.CREDIT) and unit.size <= 6:
            names.add(fold_name(unit.text))
    labelled = {word for key in flow.speakers.counts for word in key.split() if len(word) > 2}
    introduced = Counter(word for unit in before if unit.size > 3 for word in _capitalised(unit.text))
    told = {word for unit in flow.units[first : last_question + 1] if roles.get(unit.index) is A for word in unit.words}
    titled = set(_capitalised(flow.title))
    words = {word for word in introduced if word in titled} | labelled
    return Named(frozenset(name for name in names if " " in name), frozenset(words - told))


def _capitalised(text: str) -> list[str]:
    return [
        fold(word) for word in WORD_RE.findall(text) if len(word) > 3 and (word[0].isupper() or not word[0].islower())
    ]
