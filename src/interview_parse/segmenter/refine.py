"""The second, local look: once the layout is chosen, each unit against this page's own questions and answers.

A layout finds the turns; it can't see what stands between them. Each step here settles one thing that readers see at
once (a subheading, a caption, a pull quote, where the talk begins and ends), always relative to the page: what is odd
on one page is the rule on another. No step takes the only words that could answer a question.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.types import Role, TurnRole
from interview_parse.segmenter.flow import Flow
from interview_parse.segmenter.reading import Reading
from interview_parse.segmenter.remarks import Usual, measure_remark
from interview_parse.segmenter.units import QUOTE_OPEN, Unit
from interview_parse.segmenter.weights import load_weights
from interview_parse.tokenizer.page import Page

Q, A = TurnRole.QUESTION, TurnRole.ANSWER


@attrs.define(eq=False, slots=False)
class Draft:
    """A reading under revision."""

    reading: Reading
    page: Page
    pack: LanguagePack
    roles: dict[int, TurnRole]
    first: int
    last: int
    doubts: dict[str, float] = attrs.Factory(dict)

    @property
    def flow(self) -> Flow:
        """The page's units."""
        return self.reading.flow

    @property
    def region(self) -> list[Unit]:
        """The units from the first turn to the last, those without a role included."""
        return list(self.flow.units[self.first : self.last + 1])

    @cached_property
    def answer_look(self) -> tuple[str, bool, bool]:
        """How most answering words are set."""
        looks: Counter[tuple[str, bool, bool]] = Counter()
        for unit in self.region:
            if self.roles.get(unit.index) is A:
                looks[_look(unit)] += unit.size
        return looks.most_common(1)[0][0] if looks else ("p", False, False)

    @cached_property
    def look_shares(self) -> dict[tuple[str, bool, bool], float]:
        """Share of the answering words by look."""
        looks: Counter[tuple[str, bool, bool]] = Counter()
        for unit in self.region:
            if self.roles.get(unit.index) is A:
                looks[_look(unit)] += unit.size
        whole = sum(looks.values()) or 1
        return {look: size / whole for look, size in looks.items()}

    @cached_property
    def unfinished_share(self) -> float:
        """Share of answering units that end without punctuation."""
        units = [unit for unit in self.region if self.roles.get(unit.index) is A]
        return sum(unit.unfinished for unit in units) / (len(units) or 1)

    def labelled(self, unit: Unit) -> bool:
        """Whether a speaker's label opens the unit."""
        return unit.index in self.flow.speakers.labels

    def answers(self) -> list[list[Unit]]:
        """The answering units between two questions, run by run."""
        runs: list[list[Unit]] = []
        before: TurnRole | None = None
        for unit in self.region:
            role = self.roles.get(unit.index)
            if role is A:
                if before is not A:
                    runs.append([])
                runs[-1].append(unit)
            if role is not None:
                before = role
        return runs

    def decide(self, name: str, probability: float) -> bool:
        """Whether something is likelier than not; what was nearly decided otherwise adds to the doubts."""
        self.doubts[name] = self.doubts.get(name, 0.0) + 2 * min(probability, 1 - probability)
        return probability > 0.5

    def drop(self, unit: Unit) -> None:
        """Take the unit out of its turn."""
        self.roles.pop(unit.index, None)


def _look(unit: Unit) -> tuple[str, bool, bool]:
    return unit.block.tag, unit.bold, unit.italic


def refine(reading: Reading, page: Page, pack: LanguagePack) -> Reading | None:
    """The reading with its edges, subheadings and interruptions settled; None where no exchange is left."""
    draft = Draft(reading, page, pack, dict(reading.roles), reading.first, reading.last)
    for step in STEPS:
        step(draft)
    units = draft.flow.units
    spoken = [at for at in range(draft.first, draft.last + 1) if units[at].index in draft.roles]
    if not spoken:
        return None
    roles = {units[at].index: draft.roles[units[at].index] for at in spoken}
    draft.doubts["dropped"] = float(sum(unit.index not in draft.roles for unit in units[spoken[0] : spoken[-1] + 1]))
    revised = Reading(reading.layout, roles, draft.flow, spoken[0], spoken[-1], reading.doubts | draft.doubts)
    return revised if revised.questions and revised.answers else None


# Between the turns


def drop_headings(draft: Draft) -> None:
    """Subheadings stand in no turn: headings, or short styled lines without an end, that don't ask."""
    layout = draft.reading.layout
    if layout.kind == "labels":
        _drop_unlabelled_headings(draft)
    for run in draft.answers():
        for unit in run:
            if draft.labelled(unit) or (len(run) == 1 and not unit.block.heading):
                continue
            share = draft.look_shares.get(_look(unit), 0.0)
            if (unit.block.heading and share < 0.3 and not (len(run) == 1 and not _follows(draft, unit))) or (
                (unit.bold or unit.caps)
                and unit.unfinished
                and unit.size <= 16
                and share < 0.15
                and _whole_line(draft, unit)
            ):
                draft.drop(unit)
    _drop_headings_among_questions(draft)
    if layout.kind in ("signature", "asking", "lines"):
        _drop_numbered_headings(draft)


def _drop_unlabelled_headings(draft: Draft) -> None:
    """Where labels open the turns, a heading or short styled line without one, before a label, is a subheading."""
    units = draft.flow.units
    headings = sum(unit.block.heading > 0 and draft.labelled(unit) for unit in draft.region)
    styled = sum(unit.bold and not draft.labelled(unit) for unit in draft.region)
    for unit in draft.region:
        if draft.labelled(unit) or unit.index not in draft.roles or not _whole_line(draft, unit):
            continue
        alone = draft.flow.speakers.labels.get(units[unit.index - 1].index) if unit.index else None
        if alone is not None and alone.body >= units[unit.index - 1].end:
            continue
        after = units[unit.index + 1] if unit.index + 1 < len(units) else None
        before_label = after is not None and draft.labelled(after)
        if (unit.block.heading and not headings) or (
            before_label and unit.bold and unit.unfinished and unit.size <= 16 and styled < 0.3 * len(draft.region)
        ):
            draft.drop(unit)


def _follows(draft: Draft, unit: Unit) -> bool:
    """Whether a question or nothing follows: a lone heading there is no answer."""
    for other in draft.flow.units[unit.index + 1 : draft.last + 1]:
        role = draft.roles.get(other.index)
        if role is not None:
            return role is Q
    return True


def _whole_line(draft: Draft, unit: Unit) -> bool:
    units = draft.flow.units
    after = units[unit.index + 1] if unit.index + 1 < len(units) else None
    return unit.line_start and (after is None or after.line != unit.line)


def _drop_headings_among_questions(draft: Draft) -> None:
    """Of two asking units in a row, the first is a heading where it doesn't ask, has no end and ranks higher."""
    units = [unit for unit in draft.region if unit.index in draft.roles]
    for before, after in itertools.pairwise(units):
        if draft.roles.get(before.index) is not Q or draft.roles.get(after.index) is not Q or before.line == after.line:
            continue
        if draft.labelled(before) or before.asks:
            continue
        ranks = before.block.heading and (before.block.heading < after.block.heading or not after.block.heading)
        if ranks or (after.asks and before.unfinished and before.size <= 12):
            draft.drop(before)


def drop_prose_between(draft: Draft) -> None:
    """Prose that introduces the next part or person: what stands in a question's turn before a heading."""
    units = draft.flow.units
    turns = Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
    for turn in turns:
        if turn.role is not Q or len(turn.units) < 2:
            continue
        for number in range(len(turn.units) - 1, 0, -1):
            before, after = turn.units[number - 1], turn.units[number]
            between = units[before.index + 1 : after.index]
            if any(unit.block.heading and unit.index not in draft.roles for unit in between):
                for unit in turn.units[:number]:
                    if not draft.labelled(unit) and not unit.asks:
                        draft.drop(unit)
                break


def demote_emphasis(draft: Draft) -> None:
    """Where questions stand on lines of their own, a styled sentence within a line of answer is emphasis."""
    layout = draft.reading.layout
    if layout.kind != "signature":
        return
    questions = [unit for unit in draft.region if draft.roles.get(unit.index) is Q]
    whole = [unit for unit in questions if _whole_line(draft, unit)]
    if len(whole) < 0.6 * len(questions):
        return
    for unit in questions:
        if not unit.asks and not _whole_line(draft, unit):
            draft.roles[unit.index] = A


def drop_repeated(draft: Draft) -> None:
    """Buttons and widgets: the same short line again and again."""
    counts = Counter(unit.text for unit in draft.region if unit.size <= 10 and draft.roles.get(unit.index) is A)
    for run in draft.answers():
        odd = [unit for unit in run if counts[unit.text] >= 3 and not draft.labelled(unit)]
        if len(odd) < len(run):
            for unit in odd:
                draft.drop(unit)


def _drop_numbered_headings(draft: Draft) -> None:
    """ "2. About your work" before a question, where questions themselves bear no number."""
    questions = [unit for unit in draft.region if draft.roles.get(unit.index) is Q]
    if sum(unit.opening == "number" for unit in questions) > 0.2 * len(questions):
        return
    for run in draft.answers():
        unit = run[-1]
        if len(run) > 1 and unit.opening == "number" and unit.size <= 10 and not unit.asks:
            before = run[-2]
            if before.opening != "number" and before.block.list_kind.value == "":
                draft.drop(unit)


_INTERRUPTING = frozenset(
    {
        Role.CAPTION,
        Role.ADVERT,
        Role.RELATED,
        Role.PULL_QUOTE,
        Role.FURNITURE,
        Role.DOSSIER,
        Role.THEME,
        Role.PAYWALL,
        Role.FOOTNOTE,
        Role.CREDIT,
        Role.AUTHOR_BOX,
        Role.TIMESTAMP,
    }
)


def drop_leanings(draft: Draft) -> None:
    """What looks like a caption, an advert or a box by itself, where something else is left to answer."""
    leaning = [unit for unit in draft.region if _leans(draft, unit)]
    whole = sum(unit.size for unit in draft.region) or 1
    if sum(unit.size for unit in leaning) > 0.2 * whole:
        return
    for run in draft.answers():
        odd = [unit for unit in run if _leans(draft, unit)]
        if len(odd) < len(run) or all(draft.flow.leaning(unit).role is Role.PAYWALL for unit in odd):
            for unit in odd:
                draft.drop(unit)


def _leans(draft: Draft, unit: Unit) -> bool:
    verdict = draft.flow.leaning(unit)
    return verdict.role in _INTERRUPTING and not verdict.certain and not draft.labelled(unit)


def drop_captions(draft: Draft) -> None:
    """A short line without an end right after an image, or a line that is all link, in an answer that goes on."""
    for run in draft.answers():
        if len(run) < 2:
            continue
        for unit in run[1:] if draft.labelled(run[0]) else run:
            if draft.labelled(unit):
                continue
            after_image = unit.block.after_image is not None and unit.start == unit.block.start
            if (
                after_image and unit.size <= 30 and (unit.unfinished or unit.italic) and draft.unfinished_share < 0.3
            ) or (
                unit.links > 0.9
                and unit.size <= 25
                and unit.line_start
                and _linked_share(draft) < 0.1
                and _whole_line(draft, unit)
            ):
                draft.drop(unit)


def _linked_share(draft: Draft) -> float:
    units = [unit for unit in draft.region if draft.roles.get(unit.index) is A]
    return sum(unit.links > 0.9 for unit in units) / (len(units) or 1)


_LETTERS_RE = regex.compile(r"[^\p{L}\p{N}]+")


def drop_pull_quotes(draft: Draft) -> None:
    """Words that stand elsewhere in the conversation too, set apart by look or by quotation marks."""
    region = draft.region
    seen = Counter(_LETTERS_RE.sub(" ", unit.folded).strip() for unit in region if unit.size >= 5)
    joined = ""
    for run in draft.answers():
        if len(run) < 2:
            continue
        for unit in list(run):
            odd = draft.look_shares.get(_look(unit), 0.0) < 0.2 or unit.block.quote > 0
            if draft.labelled(unit) or unit.size < 5 or unit.size > 60 or not (odd or unit.text[0] in QUOTE_OPEN):
                continue
            if not joined:
                joined = " ".join(_LETTERS_RE.sub(" ", other.folded) for other in region)
            words = _LETTERS_RE.sub(" ", unit.folded).strip()
            if (
                seen[words] > 1
                or joined.count(words) > 1
                or (
                    odd
                    and unit.block.quote
                    and unit.text[0] in QUOTE_OPEN
                    and _whole_line(draft, unit)
                    and len(run) > 1
                )
            ):
                draft.drop(unit)
                run.remove(unit)


# Remarks


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
            if draft.labelled(unit) or not _whole_line(draft, unit):
                continue
            is_last = position == len(run) - 1
            if is_last and number == len(runs) - 1:
                continue
            after = None if is_last else run[position + 1]
            yield (
                unit,
                measure_remark(run[position - 1], unit, after, usual, draft.pack, is_last=is_last, position=position),
            )


def find_rhetorical(draft: Draft) -> Iterator[tuple[Unit, dict[str, float]]]:
    """Asking units that could be an answer's own rhetorical question: where only the question mark tells questions."""
    layout = draft.reading.layout
    if layout.kind not in ("asking", "lines", "answerer"):
        return
    usual = _learn_usual(draft)
    units = draft.flow.units
    turns = Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
    for before, turn, after in zip(turns, turns[1:], turns[2:], strict=False):
        unit = turn.units[0]
        if turn.role is not Q or len(turn.units) > 1 or draft.labelled(unit) or not _whole_line(draft, unit):
            continue
        measures = measure_remark(
            before.units[-1], unit, after.units[0], usual, draft.pack, is_last=False, position=len(before.units)
        )
        same_block = units[unit.index - 1].block is unit.block
        yield (
            unit,
            measures | {"size": float(min(4.0, unit.size / (usual.question + 1))), "same_block": float(same_block)},
        )


def demote_rhetorical(draft: Draft) -> None:
    """Questions that the answering side asks itself, given back to the answer."""
    weights = load_weights().rhetorical
    found = []
    for unit, measures in find_rhetorical(draft):
        if draft.decide("rhetorical", weights.probability(measures)):
            found.append(unit)
    for unit in found:
        draft.roles[unit.index] = A


def _learn_usual(draft: Draft) -> Usual:
    questions = sorted(
        turn.size
        for turn in Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
        if turn.role is Q
    ) or [10]
    asked = [unit for unit in draft.region if draft.roles.get(unit.index) is Q]
    runs = draft.answers()
    told = [unit for run in runs for unit in run]
    sizes = sorted(unit.size for unit in told) or [30]
    pack = draft.pack
    return Usual(
        question=questions[len(questions) // 2],
        longest_question=questions[int(0.9 * (len(questions) - 1))],
        answer_unit=sizes[len(sizes) // 2],
        units=len(told) / (len(runs) or 1),
        you_in_answers=_share(sum(u.count(pack.second_person) > 0 for u in told), len(told)),
        i_in_answers=_share(sum(u.count(pack.first_person) > 0 for u in told), len(told)),
        styled=_share(sum(u.bold or u.italic or u.block.heading > 0 for u in asked), len(asked)) > 0.5,
        plain_layout=draft.reading.layout.kind in ("lines", "asking"),
        answerers=draft.reading.layout.kind == "answerer",
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def promote_remarks(draft: Draft) -> None:
    """Statements that ask, taken for a piece of the answer before them."""
    weights = load_weights().remark
    found = []
    for unit, measures in find_remarks(draft):
        if draft.decide("remarks", weights.probability(measures)):
            found.append(unit)
    for unit in found:
        draft.roles[unit.index] = Q


# The edges


def drop_labelled_introduction(draft: Draft) -> None:
    """A byline that looks like the interviewer's label, with the introduction behind it: no question."""
    turns = Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
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
    turns = Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
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
    weights = load_weights().start
    for _ in range(3):
        measures = measure_start(draft)
        if measures is None or not draft.decide("start", weights.probability(measures)):
            return
        turns = Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
        for turn in turns:
            if turn.role is Q and turn is not turns[0]:
                draft.first = turn.units[0].index
                break
            for unit in turn.units:
                draft.drop(unit)


def trim_first_turn(draft: Draft) -> None:
    """An introduction set like the questions: a first turn of many lines keeps only as many as others have."""
    turns = Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
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
    turns = Reading(draft.reading.layout, draft.roles, draft.flow, draft.first, draft.last).turns
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
    weights = load_weights().finish
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
        odd = draft.look_shares.get(_look(unit), 0.0) < 0.05 and (unit.italic or unit.bold)
        if credit or odd:
            for later in run[number:]:
                draft.drop(later)
            return


STEPS: tuple[Callable[[Draft], None], ...] = (
    demote_emphasis,
    drop_headings,
    drop_prose_between,
    drop_repeated,
    drop_leanings,
    drop_captions,
    drop_pull_quotes,
    demote_rhetorical,
    promote_remarks,
    drop_labelled_introduction,
    trim_first_turn,
    trim_start,
    trim_finish,
    trim_end,
)
"""In order: what stands between the turns first, since the edges are judged by what is left."""
