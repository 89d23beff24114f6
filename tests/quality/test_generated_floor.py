"""Floors of accuracy on a fixed sample of invented pages.

``python -m tests.quality.test_generated_floor --pin`` (with ``src`` on the path) measures this sample and the laws of
``tests/properties/test_generated.py`` and raises the floors that both stand on; with ``--fall`` it lowers them too.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from tests.generator import sample
from tests.generator.score import Score, grouped, score_page, summarise
from tests.quality import floors

FLOORS = floors.load("scores")
PAGES = int(floors.load("sample")["pages"])


def read_sample() -> list[Score]:
    """Every page of the sample, read once."""
    return [score_page(made) for made in sample(PAGES)]


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return read_sample()


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
        return min(one.pairs.f1 for one in grouped(interviews, key).values())

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


@pytest.mark.parametrize("name", FLOORS)
def test_no_score_falls_below_its_floor(scores: list[Score], name: str) -> None:
    """On the fixed sample each score stays at or above the floor that ``floors.toml`` pins."""
    value = measured(scores)[name]
    assert value >= FLOORS[name], f"{name} is {value:.4f}, its floor {FLOORS[name]}\n{fallen(scores)}"


def test_no_page_raises(scores: list[Score]) -> None:
    """Every invented page is parsed, right or wrong."""
    assert [f"{one.page}: {one.error}" for one in scores if one.error] == []


def test_every_score_has_a_floor(scores: list[Score]) -> None:
    """The floors stand on at least 500 pages, and no score goes without one."""
    assert PAGES >= 500
    assert measured(scores).keys() == FLOORS.keys()


def test_floors_fall_on_purpose_only(tmp_path: Path) -> None:
    """Pinning raises a floor to a little under its value and says so; it lowers one only when told to."""
    file = tmp_path / "floors.toml"
    file.write_text("# why\n[scores]\nup = 0.2\ndown = 0.9  # a reason\n", encoding="utf-8")
    value = {"up": 0.5, "down": 0.8}
    assert floors.pin(value, fall=False, file=file)[1].endswith("0.8000  stays 0.9, MISSED")
    assert file.read_text(encoding="utf-8") == "# why\n[scores]\nup = 0.49\ndown = 0.9  # a reason\n"
    assert floors.pin(value, fall=True, file=file)[1].endswith("0.9 -> 0.79, FALLS")
    with pytest.raises(KeyError, match="has no floor other"):
        floors.pin({"other": 1.0}, fall=True, file=file)


def main() -> None:
    from tests.properties.test_generated import LAWS, share

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="raise the floors of floors.toml to what is measured")
    parser.add_argument("--fall", action="store_true", help="with --pin: lower those that are no longer reached, too")
    options = parser.parse_args()
    values = {**measured(read_sample()), **{name: share(name) for name in LAWS}}
    if options.pin:
        print("\n".join(floors.pin(values, fall=options.fall)))
    else:
        print("\n".join(f"{name:20} {value:.4f}" for name, value in values.items()))


if __name__ == "__main__":
    main()
