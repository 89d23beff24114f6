"""Floors of accuracy on a fixed sample of invented pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.generator import sample
from tests.generator.score import Score, grouped, score_page, summarise

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    """Every page of the sample, read once."""
    return [score_page(made) for made in sample(FLOORS["pages"])]


def fallen(scores: list[Score]) -> str:
    """The pages that are not read perfectly, one a line, with how to look at them."""
    lines = [
        f"  --show {one.page.seed} --layout {one.page.layout} --language {one.page.language}"
        f"   pair {one.pairs.f1:.2f}, kind {one.kind}, {one.page.cms}{', cut' if one.page.truncated else ''}"
        f"{f', {one.error}' if one.error else ''}"
        for one in scores
        if not one.perfect
    ]
    return "python -m tests.generator.score, then for each page\n" + "\n".join(lines)


def measured(scores: list[Score]) -> dict[str, float]:
    """The sample's scores under the names of the floors."""
    total = summarise(scores)
    faqs = [one for one in scores if one.page.kinds == ("faq",)]
    interviews = [one for one in scores if one.is_interview]

    def worst(key: str) -> float:
        return min(one.perfect / one.pages for one in grouped(interviews, key).values())

    return {
        "pair_f1": total.pairs.f1,
        "perfect": total.perfect / total.pages,
        "turn_f1": total.turns.f1,
        "label_f1": total.labels.f1,
        "truncated_f1": total.cut.f1,
        "title_f1": total.titles.f1,
        "themes_f1": total.themes.f1,
        "dossier_f1": total.dossiers.f1,
        "negatives_kept": 1 - total.taken / total.negatives,
        "faq_found": sum(one.perfect for one in faqs) / len(faqs),
        "worst_layout": worst("layout"),
        "worst_language": worst("language"),
    }


@pytest.mark.parametrize("name", [name for name in FLOORS if name != "pages"])
def test_no_score_falls_below_its_floor(scores: list[Score], name: str) -> None:
    """On the fixed sample each score stays at or above the floor that ``floors.toml`` pins."""
    value = measured(scores)[name]
    assert value >= FLOORS[name], f"{name} is {value:.4f}, its floor {FLOORS[name]}\n{fallen(scores)}"


def test_no_page_raises(scores: list[Score]) -> None:
    """Every invented page is parsed, right or wrong."""
    assert [f"{one.page}: {one.error}" for one in scores if one.error] == []


def test_the_sample_is_large() -> None:
    """The floors stand on at least 500 pages."""
    assert FLOORS["pages"] >= 500
