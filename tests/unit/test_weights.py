"""The table of weights: every number in it has a measure, and votes add up to the score."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from importlib import resources

import attrs
import pytest

from interview_parse import parse_article
from interview_parse.segmenter import weights as table
from interview_parse.segmenter.weights import Vector, Weights, load_weights, logistic
from tests.cases.notation import ROOT

VECTORS = [field.name for field in attrs.fields(Weights)]
PAGES = (
    "layouts/remarks_en.html",
    "layouts/plain_question_lines_nl.html",
    "layouts/label_answers_only_de.html",
    "kinds/faq_headings_en.html",
)


@pytest.fixture(scope="module")
def seen() -> Mapping[str, set[str]]:
    """By vector, the names of all measures that it is asked about while pages are parsed."""
    names: dict[str, set[str]] = defaultdict(set)
    weights = load_weights()
    score = Vector.score

    def record(self: Vector, measures: Mapping[str, float]) -> float:
        for name in VECTORS:
            if getattr(weights, name) is self:
                names[name].update(measures)
        return score(self, measures)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Vector, "score", record)
        for page in PAGES:
            parse_article(ROOT / page)
    return names


@pytest.mark.parametrize("vector", VECTORS)
def test_every_weight_has_its_measure(vector: str, seen: Mapping[str, set[str]]) -> None:
    """No line of ``weights.toml`` waits for a measure that nobody takes: a misspelt name would vote never."""
    weights = getattr(load_weights(), vector).weights
    assert seen[vector], f"no page of {PAGES} asks {vector}"
    assert sorted(set(weights) - seen[vector]) == []


def test_the_table_has_a_section_for_every_vector() -> None:
    """And none that nobody reads."""
    text = resources.files(table.__package__ or "").joinpath("weights.toml").read_text(encoding="utf-8")
    sections = tomllib.loads(text)
    assert sorted(sections) == sorted(VECTORS)
    for name, section in sections.items():
        assert "bias" in section, name
        assert all(isinstance(value, float) for value in section.values()), name


def test_a_score_is_the_sum_of_its_votes() -> None:
    """What the evidence shows is what decided, largest vote first, silent ones left out."""
    vector = Vector(0.5, {"asks": 2.0, "few": -3.0, "size": 1.0})
    measures = {"asks": 1.0, "few": 0.5, "unheard": 9.0}
    assert vector.score(measures) == 0.5 + 2.0 - 1.5
    assert vector.votes(measures) == (("asks", 2.0), ("few", -1.5))
    assert vector.probability({}) == logistic(0.5)


def test_the_logistic_function_never_overflows() -> None:
    """Any score is a probability."""
    assert logistic(0.0) == 0.5
    assert 0.0 < logistic(-1e9) < 1e-9
    assert 1.0 - 1e-9 < logistic(1e9) <= 1.0
