"""Every case of ``tests/cases``: a page and what it must give, compared exactly. See ``tests/cases/notation.py``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from interview_parse import Article, parse_article
from tests.cases.notation import ROOT, Case, all_cases, compare, read_case

CASES = all_cases()
KNOWN = tomllib.loads((Path(__file__).parent.parent / "quality" / "case_floors.toml").read_text(encoding="utf-8"))[
    "wrong"
]


@cache
def parse(page: Path) -> Article:
    return parse_article(page)


def parameters() -> list[object]:
    """Each aspect of each case; one that ``case_floors.toml`` lists must fail, and is to be unlisted when it passes."""
    made = []
    for case in CASES:
        for aspect in case.aspects:
            reason = KNOWN.get(aspect, {}).get(case.name)
            marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
            made.append(pytest.param(case, aspect, id=f"{case.name}-{aspect}", marks=marks))
    return made


@pytest.mark.parametrize(("case", "aspect"), parameters())
def test_page_gives_what_its_case_says(case: Case, aspect: str) -> None:
    """Turns, labels, kind, title, cut and the rest are those that the case's file states, to the letter."""
    came, wanted = compare(case, parse(case.page), aspect)
    assert came == wanted, case.headers["about"]


def test_the_seed_in_full() -> None:
    """A pasted page with three questions, a paywall and a dossier: all that its case file has no line for."""
    article = parse(ROOT / "seed" / "library_boats.txt")
    assert article.interview is not None
    assert [exchange.truncated for exchange in article.interview] == [False, False, True]
    assert [exchange.answer is None for exchange in article.interview] == [False, False, True]
    assert not article.interview.complete
    assert "passage… Le prêt" in (article.interview.exchanges[0].answer or "")
    assert "&hellip" not in article.page_text
    assert article.dossier is not None
    assert len(article.dossier.entries) == 13
    assert article.dossier.current is None
    assert article.themes == ()
    assert article.faq == ()


def test_a_broken_case_file_names_its_line(tmp_path: Path) -> None:
    """Whoever adds a case is told what is wrong with it."""
    file = tmp_path / "mine.expected.txt"
    file.write_text("about: mine\ntitel: Mine\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine.expected.txt, line 2: not a header, or twice: 'titel: Mine'"):
        read_case(file)
    file.write_text("about: mine\nlanguage: en\nkind: interview\n\nWho are you?\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a turn opens with Q or A"):
        read_case(file)
    file.write_text("about: mine\nlanguage: en\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"\['kind'\] are missing"):
        read_case(file)


def test_the_notation_reads_labels_and_paragraphs(tmp_path: Path) -> None:
    """A label stands in brackets, and an empty pair keeps a bracket of the text itself."""
    file = tmp_path / "mine.expected.txt"
    file.write_text(
        "about: x\nlanguage: en\nkind: interview\n\nQ [Ann] Why? ¶ And how?\nA [] [laughs] Well.\n", encoding="utf-8"
    )
    case = read_case(file)
    assert case.turns == ("Q Why? ¶ And how?", "A [laughs] Well.")
    assert case.labels == ("Ann", "")
