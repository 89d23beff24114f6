"""The table of weights: every number that decides has a name there, and votes are added up in one place."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import attrs


@attrs.frozen
class Vector:
    """Named weights and a bias; measures without a weight do not vote."""

    bias: float
    weights: Mapping[str, float]

    def score(self, measures: Mapping[str, float]) -> float:
        """The sum of all votes."""
        return self.bias + sum(weight * measures.get(name, 0.0) for name, weight in self.weights.items())

    def votes(self, measures: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """Each measure's share of the score, the largest first; zero votes are left out."""
        cast = [(name, round(weight * measures.get(name, 0.0), 3)) for name, weight in self.weights.items()]
        return tuple(sorted((vote for vote in cast if vote[1]), key=lambda vote: (-abs(vote[1]), vote[0])))

    def probability(self, measures: Mapping[str, float]) -> float:
        """The score as a probability, by the logistic function."""
        return logistic(self.score(measures))


def logistic(score: float) -> float:
    """0 to 1; 0.5 at 0."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@attrs.frozen
class Weights:
    """The vectors of weights.toml."""

    layout: Vector
    """Ranks the readings of one page."""
    start: Vector
    """Says whether the first question is none."""
    finish: Vector
    """Says whether the last question is none."""
    end: Vector
    """Says whether a unit after the last question is outside its answer."""
    farewell: Vector
    """Says whether a line at the end thanks whoever answered."""
    rhetorical: Vector
    """Says whether a question in a plain layout is the answer's own."""
    remark: Vector
    """Says whether a piece of an answer is a statement that asks."""
    gate: Vector
    """Says whether the best reading is an interview."""
    faq: Vector
    """Says whether questions and answers that are no interview are an FAQ."""
    sure: Vector
    """Says whether every pair is right."""


@cache
def load_weights() -> Weights:
    """The table that ships with the package."""
    text = resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return Weights(
        **{
            name: Vector(tables[name].pop("bias"), tables[name])
            for name in ("layout", "start", "finish", "end", "farewell", "rhetorical", "remark", "gate", "faq", "sure")
        }
    )
