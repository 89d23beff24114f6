"""Where the talk begins and ends: introductions, teasers and closing prose that are set like its turns."""

from __future__ import annotations

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.refine.draft import A, Draft, Q, look_of
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
    most = max(len({unit.line for unit in turn.units}) for turn in others)
    longest = max(turn.size for turn in others)
    lines = len({unit.line for unit in first.units})
    alone = label is not None and label.body >= first.units[0].end
    if alone and lines > most and (first.size > longest + 10 or lines > most + 1):
        for unit in first.units:
            draft.drop(unit)
        draft.first = turns[1].units[0].index


def measure_start(draft: Draft) -> dict[str, float] | None:
    """What speaks for the first "question" and its answer being none, as measures; None where that can't be told."""
    turns = draft.turns
    questions = [turn for turn in turns if turn.role is Q]
    answers = [turn for turn in turns[1:] if turn.role is A]
    if len(questions) < 3 or len(turns) < 4 or turns[0].role is not Q or questions[0].speaker is not None:
        return None
    first, answer, rest = turns[0], turns[1], questions[1:]
    units = draft.flow.units
    head, following = first.units[0], rest[0].units[0]
    pack = draft.pack
    usual = sorted(turn.size for turn in rest)
    long_answer = sorted(turn.size for turn in answers[1:]) or [answer.size]
    talk, you = pack.first_person, pack.second_person
    says_i = sum(unit.count(talk) for unit in answer.units) / max(1, answer.size)
    others = answers[1:]
    usual_i = sum(u.count(talk) for t in others for u in t.units) / max(1, sum(t.size for t in others))
    text = " ".join(unit.folded for unit in first.units)
    words = [word for unit in first.units for word in unit.words]
    asking = sum(turn.asks for turn in rest) / len(rest)
    looks = {(u.block.tag, u.bold, u.italic, u.block.classes) for turn in rest for u in turn.units}
    homes = {draft.flow.containers[at] for at in range(following.index, draft.last + 1)}
    gap = sum(draft.flow.gaps[head.index + 1 : following.index + 1])
    leaning = draft.flow.leaning(head)
    return {
        "asks": float(first.asks),
        "others_ask": asking * float(not first.asks),
        "you": float(you.count(words, text) > 0),
        "you_known": float(bool(you)) * float(not you.count(words, text)),
        "opens_asking": float(bool(pack.question_words.opens(text) or pack.question_openings.opens(text))),
        "long": float(first.size > 2.5 * usual[len(usual) // 2] + 15),
        "longer": float(first.size > usual[-1] + 5),
        "short": float(first.size <= 4),
        "unfinished": float(first.units[-1].unfinished),
        "others_unfinished": sum(turn.units[-1].unfinished for turn in rest) / len(rest),
        "no_i": float(bool(talk) and not says_i) * min(1.0, 20 * usual_i),
        "i": min(1.0, 20 * says_i),
        "answer_short": float(answer.size < 0.3 * long_answer[len(long_answer) // 2]),
        "answer_long": float(answer.size > 2 * long_answer[-1]),
        "look_unseen": float((head.block.tag, head.bold, head.italic, head.block.classes) not in looks),
        "home_unseen": float(draft.flow.containers[head.index] not in homes),
        "higher_heading": float(0 < head.block.heading < (following.block.heading or 7)),
        "gap": float(min(6, gap)),
        "leaning": float(leaning.role is not None and not leaning.certain),
        "answer_leaning": float(any(draft.flow.leaning(unit).role is not None for unit in answer.units)),
        "interview": float(pack.interview_words.found_in(text)),
        "answer_interview": float(any(unit.says(pack.interview_words) for unit in answer.units)),
        "credit": float(any(u.says(pack.credit_phrases) or u.opens(pack.byline_words) for u in answer.units)),
        "answer_labelled": float(answer.speaker is not None),
        "answer_opens": float(bool(answer.units[0].opens(pack.answer_openings))),
        "many_lines": float(len({unit.line for unit in first.units}) > 1),
        "at_top": float(head.index == 0 or not any(unit.size > 8 for unit in units[: head.index])),
        "answer_linked": float(sum(unit.links * unit.size for unit in answer.units) > 0.5 * answer.size),
    }


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
    usual = max(len({unit.line for unit in turn.units}) for turn in questions[1:])
    lines = sorted({unit.line for unit in turns[0].units})
    if len(lines) > usual:
        kept = set(lines[-usual:])
        for unit in turns[0].units:
            if unit.line not in kept:
                draft.drop(unit)


def _speaks_to(unit: Unit, pack: LanguagePack) -> bool:
    """Whether a unit addresses somebody or opens as questions and requests do."""
    return (
        unit.count(pack.second_person) > 0
        or unit.opens(pack.question_openings) > 0
        or unit.opens(pack.question_words) > 0
        or unit.says(pack.interview_words)
    )


def measure_finish(draft: Draft) -> tuple[list[Unit], dict[str, float]] | None:
    """The last question with its answer, and what speaks for their being none; None where that can't be told."""
    turns = draft.turns
    questions = [turn for turn in turns if turn.role is Q]
    if len(questions) < 3 or questions[-1].speaker is not None:
        return None
    last, rest = questions[-1], questions[:-1]
    at = next(number for number, turn in enumerate(turns) if turn is last)
    answers = turns[at + 1 :]
    if any(turn.speaker is not None for turn in answers):
        return None
    told = [unit for turn in answers for unit in turn.units]
    before = [turn for turn in turns[:at] if turn.role is A]
    flow, pack = draft.flow, draft.pack
    head = last.units[0]
    usual = sorted(turn.size for turn in rest)
    sizes = sorted(turn.size for turn in before) or [20]
    size = sum(unit.size for unit in told)
    usual_i = sum(unit.count(pack.first_person) for turn in before for unit in turn.units) / max(1, sum(sizes))
    says_i = sum(unit.count(pack.first_person) for unit in told)
    looks = {(unit.block.tag, unit.bold, unit.italic, unit.block.classes) for turn in rest for unit in turn.units}
    a_looks = {(unit.block.tag, unit.bold, unit.italic) for turn in before for unit in turn.units}
    homes = {flow.containers[at] for at in range(draft.first, head.index)}
    gaps = [sum(flow.gaps[turn.units[0].index : turn.units[-1].index + 1]) for turn in turns[:at]]
    announcing = (
        pack.related_phrases,
        pack.newsletter_phrases,
        pack.comment_phrases,
        pack.author_phrases,
        pack.share_phrases,
    )
    measures = {
        "asks": float(last.asks),
        "others_ask": float(not last.asks) * sum(turn.asks for turn in rest) / len(rest),
        "you": float(any(unit.count(pack.second_person) for unit in last.units)),
        "you_known": float(bool(pack.second_person)) * float(not any(u.count(pack.second_person) for u in last.units)),
        "opens_asking": float(bool(head.opens(pack.question_words) or head.opens(pack.question_openings))),
        "interview": float(any(unit.says(pack.interview_words) for unit in last.units)),
        "long": float(last.size > 2.5 * usual[len(usual) // 2] + 15),
        "longer": float(last.size > usual[-1] + 5),
        "short": float(last.size <= 4),
        "unfinished": float(last.units[-1].unfinished),
        "others_unfinished": sum(turn.units[-1].unfinished for turn in rest) / len(rest),
        "exclaims": float(last.units[-1].text.rstrip("\"'”»)* ")[-1:] in "!！"),
        "look_unseen": float((head.block.tag, head.bold, head.italic, head.block.classes) not in looks),
        "styled": float(head.bold or head.italic or head.block.heading > 0),
        "home_unseen": float(flow.containers[head.index] not in homes),
        "gap": float(min(6, max(0, flow.gaps[head.index] - max(gaps, default=0)))),
        "rule": float(flow.rules[head.index] and not any(flow.rules[draft.first + 1 : head.index])),
        "leaning": float(flow.leaning(head).role is not None),
        "credit": float(any(unit.says(pack.credit_phrases) for unit in last.units)),
        "announces": float(any(unit.opens(lexicon) for unit in (*last.units, *told[:1]) for lexicon in announcing)),
        "subscribes": float(any(unit.says(pack.newsletter_phrases) for unit in (*last.units, *told))),
        "many_lines": float(
            len({unit.line for unit in last.units}) > max(len({u.line for u in t.units}) for t in rest)
        ),
        "linked": float(sum(unit.links * unit.size for unit in last.units) > 0.5 * last.size),
        "unanswered": float(not told),
        "answer_short": float(bool(told) and size < 0.25 * sizes[len(sizes) // 2]),
        "answer_long": float(size > 2 * sizes[-1]),
        "no_i": float(bool(told) and not says_i) * min(1.0, 20 * usual_i),
        "i": float(says_i > 0),
        "answer_unseen": float(bool(told) and (told[0].block.tag, told[0].bold, told[0].italic) not in a_looks),
        "answer_leaning": float(any(flow.leaning(unit).role is not None for unit in told)),
        "answer_linked": float(bool(told) and sum(unit.links * unit.size for unit in told) > 0.3 * size),
        "answer_opens": float(bool(told) and told[0].opens(pack.answer_openings) > 0),
        "answer_credit": float(any(unit.says(pack.credit_phrases) for unit in told)),
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
    lexicons = (
        draft.pack.credit_phrases,
        draft.pack.author_phrases,
        draft.pack.comment_phrases,
        draft.pack.related_phrases,
        draft.pack.share_phrases,
        draft.pack.newsletter_phrases,
    )
    for number, unit in enumerate(run):
        if number == 0 or draft.labelled(unit):
            continue
        credit = unit.size <= 30 and any(unit.opens(lexicon) for lexicon in lexicons if lexicon)
        credit = credit or (
            unit.size <= 14 and bool(draft.pack.credit_phrases) and unit.says(draft.pack.credit_phrases)
        )
        odd = draft.look_shares.get(look_of(unit), 0.0) < 0.05 and (unit.italic or unit.bold)
        if credit or odd:
            for later in run[number:]:
                draft.drop(later)
            return
