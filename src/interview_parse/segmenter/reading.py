"""A layout read to turns: where the conversation starts and ends, and who says each unit in between."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from statistics import median

import attrs

from interview_parse.languages import LanguagePack
from interview_parse.model.types import TurnRole
from interview_parse.segmenter.ending import find_end
from interview_parse.segmenter.flow import Flow
from interview_parse.segmenter.hypotheses import Layout
from interview_parse.segmenter.labels import Speakers
from interview_parse.segmenter.units import Unit
from interview_parse.segmenter.weights import Vector

Q, A = TurnRole.QUESTION, TurnRole.ANSWER


@attrs.define(eq=False)
class ReadTurn:
    """One side's units in a row."""

    role: TurnRole
    units: list[Unit]
    speaker: str | None = None
    """Key of the label it bears or inherits."""

    @property
    def size(self) -> int:
        """In words."""
        return sum(unit.size for unit in self.units)

    @property
    def lines(self) -> list[int]:
        """Numbers of the lines it stands on, in order."""
        return sorted({unit.line for unit in self.units})

    @property
    def asks(self) -> bool:
        """Whether its last unit, or any of its units where it is short, ends by asking."""
        return self.units[-1].asks or any(unit.asks for unit in self.units[:-1])


def join_turns(roles: Mapping[int, TurnRole], flow: Flow, first: int, last: int) -> list[ReadTurn]:
    """The units between two positions as turns: a new one where the side changes or another speaker's label stands."""
    turns: list[ReadTurn] = []
    for unit in flow.units[first : last + 1]:
        role = roles.get(unit.index)
        if role is None:
            continue
        key = flow.speakers.key(unit.index)
        if turns and turns[-1].role is role and (key is None or key == turns[-1].speaker):
            turns[-1].units.append(unit)
        else:
            turns.append(ReadTurn(role, [unit], key))
    return turns


@attrs.define(eq=False, slots=False)
class Reading:
    """A layout's turns."""

    layout: Layout
    roles: dict[int, TurnRole]
    """By unit index, in order; units of the region without a role are left out."""
    flow: Flow
    first: int
    """Position in the flow of the first unit of the region."""
    last: int
    """Position of its last unit."""
    doubts: dict[str, float] = attrs.Factory(dict)
    """How doubtful each kind of decision was: 0 for none."""

    @cached_property
    def turns(self) -> list[ReadTurn]:
        """Units joined to turns."""
        return join_turns(self.roles, self.flow, self.first, self.last)

    @property
    def questions(self) -> list[ReadTurn]:
        """Turns of the asking side."""
        return [turn for turn in self.turns if turn.role is Q]

    @property
    def answers(self) -> list[ReadTurn]:
        """Turns of the answering side."""
        return [turn for turn in self.turns if turn.role is A]


def read_layout(layout: Layout, flow: Flow, pack: LanguagePack, end: Vector) -> Reading | None:
    """The reading of a layout; None where it yields no exchange."""
    finder = _EndFinder(flow, pack, end)
    if layout.kind in ("signature", "asking", "quotes"):
        return _read_looks(layout, flow, finder)
    if layout.kind == "dashes":
        return _read_dashes(layout, flow, finder)
    return _read_labels(layout, flow, finder)


class _EndFinder:
    """Finds the last answer's end, with what all readings of a page share."""

    def __init__(self, flow: Flow, pack: LanguagePack, weights: Vector) -> None:
        self.flow, self.pack, self.weights = flow, pack, weights
        self.doubt = 0.0

    def find(self, roles: dict[int, TurnRole], first: int, last_question: int, *, answering: bool = False) -> int:
        """Position of the last unit of the last answer."""
        end, self.doubt = find_end(self.flow, roles, first, last_question, self.pack, self.weights, answering=answering)
        return end


# Looks decide


def _read_looks(layout: Layout, flow: Flow, finder: _EndFinder) -> Reading | None:
    asking = [at for at, unit in enumerate(flow.units) if unit.index in layout.asking]
    asking = _main_run(asking, flow)
    if not asking:
        return None
    first, last_question = asking[0], asking[-1]
    roles: dict[int, TurnRole] = {}
    wanted = set(asking)
    for at in range(first, last_question + 1):
        unit = flow.units[at]
        roles[unit.index] = Q if at in wanted else A
    last = finder.find(roles, first, last_question)
    for at in range(last_question + 1, last + 1):
        roles[flow.units[at].index] = A
    return Reading(layout, roles, flow, first, last, {"end": finder.doubt})


def _main_run(asking: list[int], flow: Flow) -> list[int]:
    """The asking units of one region: those in the container that holds most, and what stands between them."""
    if not asking:
        return asking
    homes: Counter[tuple[str, ...]] = Counter()
    for at in asking:
        homes[flow.containers[at]] += 2 if flow.units[at].asks else 1
    home = max(homes, key=lambda one: (homes[one], one))
    inside = [at for at in asking if flow.containers[at] == home]
    low, high = inside[0], inside[-1]
    kept = [at for at in asking if low <= at <= high or _is_near(flow.containers[at], home)]
    return _longest_run(kept, flow)


def _is_near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two containers are the same but for their last two levels."""
    length = min(len(one), len(other)) - 1
    return abs(len(one) - len(other)) <= 2 and one[: max(1, length - 1)] == other[: max(1, length - 1)]


MOST_FURNITURE = 14
"""Blocks of furniture between two questions of one conversation."""


def _longest_run(asking: list[int], flow: Flow, *, farthest: int = 600) -> list[int]:
    """Split where far too much lies between two questions; the part with most that asks."""
    if len(asking) < 2:
        return asking
    sums = [0]
    furniture = [0]
    for unit, gap in zip(flow.units, flow.gaps, strict=True):
        sums.append(sums[-1] + unit.size)
        furniture.append(furniture[-1] + gap)
    spaces = [sums[b] - sums[a] for a, b in itertools.pairwise(asking)]
    usual = median(spaces)
    runs: list[list[int]] = [[asking[0]]]
    for (before, after), space in zip(itertools.pairwise(asking), spaces, strict=True):
        far = space > farthest and space > 12 * max(40, usual)
        cut = furniture[after + 1] - furniture[before + 1] > MOST_FURNITURE
        if far or cut:
            runs.append([])
        runs[-1].append(after)
    return max(runs, key=lambda run: (sum(2 if flow.units[at].asks else 1 for at in run), -run[0]))


# Dashes open every turn


def _read_dashes(layout: Layout, flow: Flow, finder: _EndFinder) -> Reading | None:
    """Turns are known, sides are not: the likeliest alternation, where asking speaks for a question."""
    starts = _main_run([at for at, unit in enumerate(flow.units) if unit.index in layout.asking], flow)
    while starts and not flow.units[starts[0]].asks and len(starts) > 1 and flow.units[starts[1]].asks:
        starts = starts[1:]
    if len(starts) < 3:
        return None
    last = finder.find({}, starts[0], starts[-1])
    edges = [*starts, last + 1]
    spans = list(itertools.pairwise(edges))
    sides = _alternate([_lean(flow.units[begin:end]) for begin, end in spans])
    roles = {
        flow.units[at].index: side for (begin, end), side in zip(spans, sides, strict=True) for at in range(begin, end)
    }
    return Reading(layout, roles, flow, starts[0], last, {"end": finder.doubt})


def _lean(units: Sequence[Unit]) -> float:
    """How much a turn speaks for the asking side."""
    size = sum(unit.size for unit in units)
    return (1.5 if units[-1].asks or units[0].asks else -0.7) - (1.0 if size > 60 else 0.0)


_SAME_SIDE = 2.0
"""What it costs to have one side speak twice in a row."""


def _alternate(leans: Sequence[float]) -> list[TurnRole]:
    """The sequence of sides with the least cost (Viterbi over two states); the first turn asks."""
    best = {Q: (0.5 + leans[0], [Q]), A: (-2.0 - leans[0], [A])}
    paths: list[dict[TurnRole, TurnRole]] = []
    scores = {side: score for side, (score, _) in best.items()}
    for lean in leans[1:]:
        step: dict[TurnRole, TurnRole] = {}
        now: dict[TurnRole, float] = {}
        for side, gain in ((Q, lean), (A, -lean)):
            other = A if side is Q else Q
            stay, change = scores[side] - _SAME_SIDE, scores[other]
            step[side] = side if stay > change else other
            now[side] = max(stay, change) + gain
        paths.append(step)
        scores = now
    side = Q if scores[Q] > scores[A] else A
    sides = [side]
    for step in reversed(paths):
        side = step[side]
        sides.append(side)
    return sides[::-1]


# Labels decide


def _read_labels(layout: Layout, flow: Flow, finder: _EndFinder) -> Reading | None:
    speakers = flow.speakers
    labelled = [at for at, unit in enumerate(flow.units) if speakers.key(unit.index) is not None]
    if layout.kind != "labels":
        labelled = [at for at in labelled if speakers.key(flow.units[at].index) in layout.askers]
    labelled = _main_run_of_labels(labelled, flow)
    if len(labelled) < 2:
        return None
    if layout.kind == "labels":
        labelled = _from_first_question(layout, flow, labelled)
        if len(labelled) < 2:
            return None
    first, last = labelled[0], labelled[-1]
    look = _question_look(layout, flow, labelled)
    roles: dict[int, TurnRole] = {}
    role: TurnRole | None = None
    if layout.kind == "answerer":
        return _read_answerers(layout, flow, labelled, look, finder)
    for at in range(first, last + 1):
        unit = flow.units[at]
        key = speakers.key(unit.index)
        before = flow.units[at - 1] if at else None
        if key is not None and (layout.kind == "labels" or key in layout.askers):
            role = Q if key in layout.askers else A
        elif (
            layout.kind == "asker"
            and before is not None
            and before.line != unit.line
            and not _stands_alone(before, speakers)
        ):
            role = Q if look is not None and _style(unit) == look and role is Q else A
        elif (
            layout.kind == "asker"
            and before is not None
            and before.line == unit.line
            and look is not None
            and _style(unit) != look
        ):
            role = A
        roles[unit.index] = role or A
    answering = roles[flow.units[last].index] is A and not _stands_alone(flow.units[last], speakers)
    end = finder.find(roles, first, last, answering=answering)
    if layout.kind == "labels" and roles[flow.units[last].index] is Q and not _stands_alone(flow.units[last], speakers):
        # A last question takes no paragraph behind it: where labels open turns, its answer would bear one.
        end = last
    for at in range(last + 1, end + 1):
        unit = flow.units[at]
        roles[unit.index] = Q if layout.kind == "labels" and roles[flow.units[last].index] is Q else A
    return Reading(layout, roles, flow, first, end, {"end": finder.doubt})


def _from_first_question(layout: Layout, flow: Flow, labelled: list[int]) -> list[int]:
    """Without labelled units before the first asking one, but for an answer that stands right there with a colon."""
    speakers = flow.speakers
    first = next((n for n, at in enumerate(labelled) if speakers.key(flow.units[at].index) in layout.askers), 0)
    if not first:
        return labelled
    before = labelled[first - 1]
    label = speakers.labels[flow.units[before].index]
    near = (
        speakers.counts[speakers.clusters[label.key]] > 1
        and labelled[first] - before <= 2
        and flow.containers[before] == flow.containers[labelled[first]]
    )
    return labelled[first - 1 :] if near and label.form in ("colon", "bracket", "voice") else labelled[first:]


def _stands_alone(unit: Unit, speakers: Speakers) -> bool:
    label = speakers.labels.get(unit.index)
    return label is not None and label.body >= unit.end


def _style(unit: Unit) -> tuple[bool, bool, int]:
    return unit.bold, unit.italic, unit.block.heading


def _question_look(layout: Layout, flow: Flow, labelled: list[int]) -> tuple[bool, bool, int] | None:
    """The style that most labelled questions have and that plain text has not; None where there is none."""
    asked = Counter(_style(flow.units[at]) for at in labelled if flow.units[at].index in layout.asking)
    if not asked:
        return None
    look, count = asked.most_common(1)[0]
    return look if look != (False, False, 0) and count >= 0.6 * sum(asked.values()) else None


def _main_run_of_labels(labelled: list[int], flow: Flow) -> list[int]:
    if not labelled:
        return labelled
    homes = Counter(flow.containers[at] for at in labelled)
    home = max(homes, key=lambda one: (homes[one], one))
    inside = [at for at in labelled if flow.containers[at] == home]
    low, high = inside[0], inside[-1]
    return _longest_run(
        [at for at in labelled if low <= at <= high or _is_near(flow.containers[at], home)], flow, farthest=3000
    )


def _read_answerers(
    layout: Layout, flow: Flow, labelled: list[int], look: tuple[bool, bool, int] | None, finder: _EndFinder
) -> Reading | None:
    """Answers bear labels, questions none: what stands last before a labelled answer asks."""
    roles: dict[int, TurnRole] = {}
    first, last = labelled[0], labelled[-1]
    start = max(0, first - 1)
    marked = set(labelled)
    for at in range(start, last + 1):
        roles[flow.units[at].index] = A
    for at in labelled:
        back = at - 1
        if back < start or back in marked:
            continue
        unit = flow.units[back]
        if unit.asks or unit.bold or unit.italic or unit.block.heading or unit.size <= 60:
            roles[unit.index] = Q
            style = _style(unit)
            while (
                style != (False, False, 0)
                and back - 1 >= start
                and back - 1 not in marked
                and _style(flow.units[back - 1]) == style
            ):
                back -= 1
                roles[flow.units[back].index] = Q
    end = finder.find(roles, start, last, answering=not _stands_alone(flow.units[last], flow.speakers))
    for at in range(last + 1, end + 1):
        roles[flow.units[at].index] = A
    while start < last and roles[flow.units[start].index] is A:
        start += 1
    return Reading(layout, roles, flow, start, end, {"end": finder.doubt})
