"""Figures that measures are made of."""

from __future__ import annotations

from collections.abc import Sequence

from interview_parse.languages import Lexicon
from interview_parse.segmenter.units import Unit


def share(part: float, whole: float) -> float:
    """The part of a whole, 0 where the whole is nothing."""
    return part / whole if whole > 0 else 0.0


def density(units: Sequence[Unit], lexicon: Lexicon, *, silent: int = 0) -> float:
    """How often the entries stand in 100 words of the units, at most 10.

    ``silent`` words without any occurrence are reckoned to the units': of a few words it then says less.
    """
    size = sum(unit.size for unit in units)
    if not lexicon or not size:
        return 0.0
    return min(10.0, 100.0 * sum(unit.count(lexicon) for unit in units) / (size + silent))
