"""The floor under cuts: they are made here, on pages whose text is whole, and must be seen."""

from __future__ import annotations

import pytest

from tests.quality import floors
from tests.quality.around import cut_cases, cut_generated

MADE = {"generated": cut_generated, "cases": cut_cases}


def share(seen: list[bool]) -> float:
    return sum(seen) / len(seen)


@pytest.mark.parametrize("made", MADE)
def test_cuts_are_seen_and_whole_pages_are_not_called_cut(made: str) -> None:
    """Of pages cut after a question or inside an answer, most are seen as cut; of the same pages uncut, hardly any."""
    pages = MADE[made]()
    cut = [seen for (kind, _), several in pages.items() if kind != "whole" for seen in several]
    assert len(cut) > 400
    assert share(cut) >= floors.load("cuts")[made], "python -m tests.quality.around"
    assert share(pages["whole", ""]) <= 0.02
