"""A reading under revision, and what the steps ask of it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

import attrs

from interview_parse.languages import LanguagePack
from interview_parse.model.types import TurnRole
from interview_parse.segmenter.flow import Flow
from interview_parse.segmenter.reading import Reading, ReadTurn, join_turns
from interview_parse.segmenter.units import Look, Unit
from interview_parse.segmenter.weights import Weights
from interview_parse.tokenizer.page import Page

Q, A = TurnRole.QUESTION, TurnRole.ANSWER


@attrs.define(eq=False, slots=False)
class Draft:
    """A reading under revision."""

    reading: Reading
    page: Page
    pack: LanguagePack
    weights: Weights
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
    def look_shares(self) -> dict[Look, float]:
        """Share of the answering words by look."""
        looks: Counter[Look] = Counter()
        for unit in self.region:
            if self.roles.get(unit.index) is A:
                looks[unit.look] += unit.size
        whole = sum(looks.values()) or 1
        return {look: size / whole for look, size in looks.items()}

    @cached_property
    def unfinished_share(self) -> float:
        """Share of answering units that end without punctuation."""
        units = [unit for unit in self.region if self.roles.get(unit.index) is A]
        return sum(unit.unfinished for unit in units) / (len(units) or 1)

    @property
    def turns(self) -> list[ReadTurn]:
        """The turns as they are by now."""
        return join_turns(self.roles, self.flow, self.first, self.last)

    def labelled(self, unit: Unit) -> bool:
        """Whether a speaker's label opens the unit."""
        return unit.index in self.flow.speakers.labels

    def is_whole_line(self, unit: Unit) -> bool:
        """Whether nothing else stands on the unit's line."""
        units = self.flow.units
        after = units[unit.index + 1] if unit.index + 1 < len(units) else None
        return unit.line_start and (after is None or after.line != unit.line)

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
