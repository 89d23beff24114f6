"""The tools that fit the weights and weigh the cues: they run on invented pages alone."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from random import Random

import attrs
import pytest

pytest.importorskip("numpy", reason="fitting needs numpy (the dependency group fit)")

from interview_parse.segmenter.weights import Vector, Weights, load_weights
from tools import ablate, choose_measures, fit_weights
from tools.labelled import LabelledPage, count_matches, generate_pages, open_page, read_corpus


@pytest.fixture(scope="module")
def pages() -> list[LabelledPage]:
    return list(generate_pages(40))


def test_weights_are_fitted_from_generated_pages(pages: list[LabelledPage], capsys: pytest.CaptureFixture[str]) -> None:
    """Without labelled pages a vector is still fitted; figures are told for fitted and left-out sites; no file changes."""
    before = fit_weights.WEIGHTS_FILE.read_bytes()
    fitted = fit_weights.fit_all(pages, only="start", folds=2)
    assert list(fitted) == ["start"]
    assert fitted["start"].weights
    told = capsys.readouterr().out
    assert "fitted    right" in told
    assert "left out  right" in told
    assert fit_weights.WEIGHTS_FILE.read_bytes() == before


def row(page: LabelledPage, vector: str, target: float, **measures: float) -> fit_weights.Row:
    return fit_weights.Row(vector=vector, page=page, measures=measures, target=target)


def test_a_fit_finds_what_tells_rows_apart(pages: list[LabelledPage], monkeypatch: pytest.MonkeyPatch) -> None:
    """A measure that goes with the answer gets a weight of its sign; one that is not listed does not vote."""
    monkeypatch.setitem(fit_weights.VOTES, "end", "side says_i")
    rows = [
        row(pages[0], "end", float(odd), side=float(odd), says_i=float(not odd), short=float(odd))
        for odd in (number % 2 for number in range(20))
    ]
    vector = fit_weights.fit(rows)
    assert vector.weights["side"] > 1
    assert vector.weights["says_i"] < -1
    assert "short" not in vector.weights


def test_what_is_wrong_with_a_reading_never_speaks_for_it(
    pages: list[LabelledPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ranker learns what the better readings have; a measure of something wrong stays at zero or below."""
    monkeypatch.setitem(fit_weights.VOTES, "layout", "asks_covered labels_cross")
    rows = [
        row(page, "layout", target, asks_covered=target, labels_cross=target)
        for page in pages[:10]
        for target in (0.2, 0.9)
    ]
    vector = fit_weights.fit(rows)
    assert vector.weights["asks_covered"] > 0.5
    assert vector.weights["labels_cross"] == 0


def test_measures_that_tell_nothing_are_not_chosen(pages: list[LabelledPage], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of measures that go with the answer and of noise, the first are kept."""
    monkeypatch.setattr(choose_measures, "CHOOSING", (2,))
    rng = Random(7)
    rows = []
    for number in range(120):
        page = attrs.evolve(pages[number % 30], is_generated=False, site=f"site {number % 30}")
        odd = float(number % 2)
        noise = {f"noise_{letter}": rng.random() for letter in "abcd"}
        rows.append(row(page, "end", odd, side=odd if rng.random() < 0.9 else 1 - odd, **noise))
    kept, _ = choose_measures.choose(rows)
    assert "side" in kept
    assert len(kept) <= 4  # fewer than four are not tried


def test_every_measure_votes_somewhere(pages: list[LabelledPage]) -> None:
    """What is measured on a page has a weight in a table, and what has a weight is measured."""
    weights = load_weights()
    opened = [open_page(page) for page in pages if page.is_interview]
    measured: dict[str, set[str]] = {}
    for stage, _ in fit_weights.STAGES:
        for one in fit_weights.gather(stage, opened, weights):
            measured.setdefault(one.vector, set()).update(one.measures)
    for vector, names in measured.items():
        assert set(getattr(weights, vector).weights) <= names, vector
    voting = {vector: set(getattr(weights, vector).weights) for vector in fit_weights.RECIPES}
    kind = voting["gate"] | voting["faq"] | voting["sure"]
    assert measured["end"] == voting["end"]
    assert measured["farewell"] == voting["farewell"]
    assert measured["start"] | measured["finish"] == voting["start"] | voting["finish"]
    assert measured["remark"] | measured["rhetorical"] == voting["remark"] | voting["rhetorical"]
    assert measured["layout"] == voting["layout"] | {name[7:] for name in kind if name.startswith("layout_")}
    assert {name for name in measured["gate"] if not name.startswith("layout_")} <= kind


def test_written_weights_are_read_back(pages: list[LabelledPage]) -> None:
    """Only the fitted vector's table changes in the file, and its values are those that were fitted."""
    text = fit_weights.WEIGHTS_FILE.read_text(encoding="utf-8")
    changed = fit_weights.render(text, {"start": Vector(-1.5, {"long": 2.25, "asks": -0.5})})
    tables, before = tomllib.loads(changed), tomllib.loads(text)
    assert tables.pop("start") == {"bias": -1.5, "long": 2.25, "asks": -0.5}
    assert before.pop("start") != {}
    assert tables == before
    assert fit_weights.render(text, {}) == text


def test_every_vector_has_a_recipe_and_a_stage() -> None:
    """No vector of the table is left without a way to fit it."""
    vectors = {field.name for field in attrs.fields(Weights)}
    assert set(fit_weights.RECIPES) == vectors
    assert {name for _, names in fit_weights.STAGES for name in names} == vectors


def test_a_corpus_is_any_folder_in_the_documented_form(tmp_path: Path) -> None:
    """Pages and their labels are read from a folder; a page that is read as labelled agrees with its labels."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "pages/one.html").write_text(
        "<h1>A talk</h1><p><b>How are you today?</b></p><p>I am quite well, thank you.</p>"
        "<p><b>And what do you plan?</b></p><p>I want to rest, and then I will write.</p>",
        encoding="utf-8",
    )
    turns = [
        {"role": "Q", "label": None, "text": "How are you today?"},
        {"role": "A", "label": None, "text": "I am quite well, thank you."},
        {"role": "Q", "label": None, "text": "And what do you plan?"},
        {"role": "A", "label": None, "text": "I want to rest, and then I will write."},
    ]
    gold = {"page": "one.html", "class": "interview", "language": "en", "site": "one", "turns": turns}
    (tmp_path / "gold/one.json").write_text(json.dumps(gold), encoding="utf-8")
    (page,) = read_corpus(tmp_path)
    assert page.is_interview
    assert not page.is_generated
    figures = ablate.score([page], ablate.FAMILIES["the gate"]())
    assert (figures.pair_f1, figures.perfect) == (1.0, 1.0)


def test_pairs_are_matched_once_and_near() -> None:
    """Two equal pairs need two to match; one that stands between does not keep later ones from theirs."""
    one, two, odd = (["a"], ["b"]), (["c"], ["d"]), (["x"], ["y"])
    equal = tuple.__eq__
    assert count_matches([one, one, two], [one, odd, two], equal) == 2
    assert count_matches([one, two], [odd, one, two], equal) == 2


@pytest.mark.parametrize("family", sorted(ablate.FAMILIES))
def test_a_family_can_be_switched_off_and_is_back_after(family: str, pages: list[LabelledPage]) -> None:
    """Each family's switch still finds what it switches, and leaves the library as it was."""
    few = pages[:6]
    before = ablate.score(few)
    ablate.score(few, ablate.FAMILIES[family]())
    assert ablate.score(few) == before


def test_what_is_switched_off_is_missed(pages: list[LabelledPage]) -> None:
    """Without looks of any kind, pages that only looks tell are read worse."""
    interviews = [page for page in pages if page.is_interview]
    without = ablate.score(interviews, ablate.FAMILIES["looks of any kind"]())
    assert without.pair_f1 < ablate.score(interviews).pair_f1
