"""Where the talk begins and ends: introductions, teasers and closing prose that are set like its turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.ending import announces
from interview_parse.segmenter.figures import share
from interview_parse.segmenter.reading import ReadTurn
from interview_parse.segmenter.refine.draft import A, Draft, Q
from interview_parse.segmenter.units import Unit


def drop_labelled_introduction(draft: Draft) -> None:
    """A byline that looks like the interviewer's label, with the introduction behind it: no question."""
    turns = draft.turns
    others = [turn for turn in turns[1:] if turn.role is turns[0].role]
    if len(others) < 2 or turns[0].speaker is None:
        return
    first = turns[0]
    again = [at for at, unit in enumerate(first.units) if at and draft.labelled(unit)]
    if again and first.role is Q and not any(unit.asks for unit in first.units[: again[0]]):
        # The asker's name twice, with a date or introduction between: the first was a byline.
        for unit in first.units[: again[0]]:
            draft.drop(unit)
        draft.first = first.units[again[0]].index
        return
    label = draft.flow.speakers.labels.get(first.units[0].index)
    most = _most_lines(others)
    longest = max(turn.size for turn in others)
    lines = len(first.lines)
    alone = label is not None and label.body >= first.units[0].end
    if alone and lines > most and (first.size > longest + 10 or lines > most + 1):
        for unit in first.units:
            draft.drop(unit)
        draft.first = turns[1].units[0].index


def measure_start(draft: Draft) -> dict[str, float] | None:
    """What speaks for the first "question" and its answer being none, as measures; None where that can't be told."""
    turns = draft.turns
    questions = [turn for turn in turns if turn.role is Q]
    if len(questions) < 3 or len(turns) < 4 or turns[0].role is not Q or turns[0].speaker is not None:
        return None
    first, answer, rest = turns[0], turns[1], questions[1:]
    flow, pack = draft.flow, draft.pack
    head, following = first.units[0], rest[0].units[0]
    others = [turn for turn in turns[2:] if turn.role is A]
    homes = {flow.containers[at] for at in range(following.index, draft.last + 1)}
    return _measure_exchange(draft, first, answer.units, rest, others, homes) | {
        "gap": float(min(6, sum(flow.gaps[head.index + 1 : following.index + 1]))),
        "higher_heading": float(0 < head.block.heading < (following.block.heading or 7)),
        "answer_byline": float(any(unit.opens(pack.byline_words) for unit in answer.units)),
        "answer_labelled": float(answer.speaker is not None),
    }


def _measure_exchange(
    draft: Draft,
    question: ReadTurn,
    told: Sequence[Unit],
    questions: Sequence[ReadTurn],
    answers: Sequence[ReadTurn],
    homes: Set[tuple[str, ...]],
) -> dict[str, float]:
    """One question and what is told to it, beside the page's other questions and answers and where they stand."""
    flow, pack = draft.flow, draft.pack
    head = question.units[0]
    talk, you = pack.first_person, pack.second_person
    usual = sorted(turn.size for turn in questions)
    sizes = sorted(turn.size for turn in answers) or [20]
    size = sum(unit.size for unit in told)
    says_i = sum(unit.count(talk) for unit in told) / max(1, size)
    says_you = any(unit.count(you) for unit in question.units)
    looks = {(*unit.look, unit.block.classes) for turn in questions for unit in turn.units}
    return {
        "asks": float(question.asks),
        "you": float(says_you),
        "you_known": float(bool(you) and not says_you),
        "interview": float(any(unit.says(pack.interview_words) for unit in question.units)),
        "thanks": float(any(unit.says(pack.thanks_phrases) for unit in question.units)),
        "long": float(question.size > 2.5 * usual[len(usual) // 2] + 15),
        "longer": float(question.size > usual[-1] + 5),
        "many_lines": float(len(question.lines) > _most_lines(questions)),
        "unfinished": float(question.units[-1].unfinished),
        "others_unfinished": share(sum(turn.units[-1].unfinished for turn in questions), len(questions)),
        "opened_alike": _share_opened(head.opening, questions),
        "look_unseen": float((*head.look, head.block.classes) not in looks),
        "home_unseen": float(flow.containers[head.index] not in homes),
        "linked": float(_size_linked(question.units) > 0.5 * question.size),
        "answer_short": float(bool(told) and size < 0.25 * sizes[len(sizes) // 2]),
        "answer_long": float(size > 2 * sizes[-1]),
        "i": min(1.0, 20 * says_i),
        "answer_leaning": float(any(flow.leaning(unit).role is not None for unit in told)),
        "answer_linked": float(bool(told) and _size_linked(told) > 0.4 * size),
        "answer_opens": float(bool(told) and told[0].opens(pack.answer_openings) > 0),
        "answer_credit": float(any(unit.says(pack.credit_phrases) for unit in told)),
    }


def _share_opened(opening: str, questions: Sequence[ReadTurn]) -> float:
    """Share of the questions that a dash or number opens, where it opens this one too."""
    alike = sum(turn.units[0].opening == opening for turn in questions)
    return share(alike, len(questions)) if opening in ("dash", "number", "bullet") else 0.0


def _most_lines(turns: Iterable[ReadTurn]) -> int:
    return max(len(turn.lines) for turn in turns)


def _size_linked(units: Iterable[Unit]) -> float:
    return sum(unit.links * unit.size for unit in units)


def trim_start(draft: Draft) -> None:
    """A first "question" that is none, dropped with its "answer": a headline or standfirst before the introduction."""
    weights = draft.weights.start
    for _ in range(3):
        measures = measure_start(draft)
        if measures is None or not draft.decide("start", weights.probability(measures)):
            return
        turns = draft.turns
        for turn in turns:
            if turn.role is Q and turn is not turns[0]:
                draft.first = turn.units[0].index
                break
            for unit in turn.units:
                draft.drop(unit)


def trim_first_turn(draft: Draft) -> None:
    """An introduction set like the questions: a first turn of many lines keeps only as many as others have."""
    turns = draft.turns
    questions = [turn for turn in turns if turn.role is Q]
    if len(questions) < 3 or turns[0].role is not Q or len(turns[0].units) < 2 or turns[0].speaker:
        return
    addressed = sum(any(_speaks_to(unit, draft.pack) for unit in turn.units) for turn in questions[1:])
    if addressed > 0.6 * (len(questions) - 1):
        for unit in turns[0].units[:-1]:
            if not unit.line_start or unit.asks or _speaks_to(unit, draft.pack):
                break
            draft.drop(unit)
            turns[0].units.remove(unit)
    kept = turns[0].lines[-_most_lines(questions[1:]) :]
    for unit in turns[0].units:
        if unit.line not in kept:
            draft.drop(unit)


def trim_last_turn(draft: Draft) -> None:
    """A last question that nothing answers, run on into what stands below: it keeps as many lines as others have."""
    turns = draft.turns
    last = turns[-1]
    questions = [turn for turn in turns if turn.role is Q]
    if len(questions) < 3 or last.role is not Q:
        return
    kept = last.lines[: _most_lines(questions[:-1])]
    for unit in last.units:
        if unit.line not in kept:
            draft.drop(unit)
    draft.last = max(unit.index for unit in last.units if unit.line in kept)


def _speaks_to(unit: Unit, pack: LanguagePack) -> bool:
    """Whether a unit addresses somebody or opens as questions and requests do."""
    return unit.count(pack.second_person) > 0 or unit.opens_asking(pack) or unit.says(pack.interview_words)


def measure_finish(draft: Draft) -> tuple[list[Unit], dict[str, float]] | None:
    """The last question with its answer, and what speaks for their being none; None where that can't be told."""
    turns = draft.turns
    questions = [turn for turn in turns if turn.role is Q]
    if len(questions) < 3 or questions[-1].speaker is not None:
        return None
    last, rest = questions[-1], questions[:-1]
    place = next(number for number, turn in enumerate(turns) if turn is last)
    if any(turn.speaker is not None for turn in turns[place + 1 :]):
        return None
    told = [unit for turn in turns[place + 1 :] for unit in turn.units]
    before = [turn for turn in turns[:place] if turn.role is A]
    flow = draft.flow
    head = last.units[0]
    homes = {flow.containers[at] for at in range(draft.first, head.index)}
    measures = _measure_exchange(draft, last, told, rest, before, homes) | {
        "rule": float(flow.rules[head.index] and not any(flow.rules[draft.first + 1 : head.index])),
        "exclaims": float(last.units[-1].text.rstrip("\"'”»)* ")[-1:] in "!！"),
        "styled": float(head.bold or head.italic or head.block.heading > 0),
    }
    return [*last.units, *told], measures


def trim_finish(draft: Draft) -> None:
    """A last question that is none, dropped with its answer: closing prose, a teaser, a box set like the questions."""
    weights = draft.weights.finish
    for _ in range(4):
        found = measure_finish(draft)
        if found is None or not draft.decide("finish", weights.probability(found[1])):
            return
        for unit in found[0]:
            draft.drop(unit)


def trim_end(draft: Draft) -> None:
    """Credit lines and notes after the last answer."""
    runs = draft.answers()
    if not runs:
        return
    run = runs[-1]
    if draft.roles.get(draft.flow.units[draft.last].index) is not A:
        return
    credits = draft.pack.credit_phrases
    for number, unit in enumerate(run):
        if number == 0 or draft.labelled(unit):
            continue
        credit = unit.size <= 30 and (unit.opens(credits) > 0 or announces(unit, draft.pack))
        credit = credit or (unit.size <= 14 and unit.says(credits))
        odd = draft.look_shares.get(unit.look, 0.0) < 0.05 and (unit.italic or unit.bold)
        if credit or odd:
            for later in run[number:]:
                draft.drop(later)
            return
