"""The floor under the case files: what is wrong today is listed, and the list may only shrink.

``python -m tests.quality.test_case_floor`` (with ``src`` on the path) prints what the list would have to be.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from interview_parse import Article, parse_article
from tests.cases.notation import Case, all_cases, compare

FILE = Path(__file__).parent / "case_floors.toml"
FLOORS = tomllib.loads(FILE.read_text(encoding="utf-8"))
CASES = all_cases()
UNKNOWN = "tlh"
"""A language without a pack."""


def test_the_list_names_cases_that_exist() -> None:
    """A listed failure belongs to a case and to an aspect that this case looks at."""
    aspects = {case.name: case.aspects for case in CASES}
    strangers = [
        f"{aspect}.{name}"
        for aspect, names in FLOORS["wrong"].items()
        for name in names
        if aspect not in aspects.get(name, ())
    ]
    assert strangers == []


def test_the_list_only_shrinks() -> None:
    """By aspect, no more failures are listed than the pinned number; who mends one lowers the number."""
    listed = {aspect: len(names) for aspect, names in FLOORS["wrong"].items()}
    assert listed == {name: most for name, most in FLOORS["most"].items() if most}


def right_without_packs() -> list[str]:
    """The interviews whose turns are right when no language pack is at hand."""
    return [
        case.name
        for case in CASES
        if case.headers["kind"] == "interview" and right(case, parse_article(case.page, language=UNKNOWN))
    ]


def right(case: Case, article: Article) -> bool:
    came, wanted = compare(case, article, "turns")
    return came == wanted


@pytest.mark.xfail(reason="without words nothing makes up for what the gate misses of them", strict=True)
def test_without_packs_layout_still_tells() -> None:
    """Words sharpen, layout decides: in a language that nobody listed words for, no fewer interviews are right than pinned."""
    assert len(right_without_packs()) >= FLOORS["without_packs"]["right"]


def test_without_packs_few_pages_are_taken_for_interviews() -> None:
    """Nor are more pages without an interview taken for one."""
    taken = [
        case.name
        for case in CASES
        if case.headers["kind"] != "interview" and parse_article(case.page, language=UNKNOWN).interviews
    ]
    assert len(taken) <= FLOORS["without_packs"]["taken"], taken


def test_cases_are_many_and_of_many_languages() -> None:
    """At least 170 layouts in 20 languages and 45 pages that hold no interview, each name once."""
    counts = Counter(case.path.parent.name for case in CASES)
    assert counts["layouts"] >= 170
    assert counts["kinds"] >= 45
    assert len({case.headers["language"] for case in CASES}) >= 20
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_page_has_its_expected_file() -> None:
    """No page lies about without a case."""
    expected = {case.page for case in CASES}
    folders = {case.path.parent for case in CASES}
    assert [
        file
        for folder in sorted(folders)
        for file in sorted(folder.iterdir())
        if file not in expected and not file.name.endswith(".expected.txt")
    ] == []


def report() -> str:
    """The ``[wrong]`` tables as they are today, each with its old reason or what came instead, and the counts."""
    wrong: dict[str, list[tuple[str, str]]] = {}
    for case in CASES:
        article = parse_article(case.page)
        for aspect in case.aspects:
            came, wanted = compare(case, article, aspect)
            if came != wanted:
                reason = FLOORS["wrong"].get(aspect, {}).get(case.name) or "TODO"
                wrong.setdefault(aspect, []).append((case.name, reason))
    without = FLOORS["without_packs"]
    lines = [
        *(line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#")),
        "[without_packs]",
        f"right = {max(len(right_without_packs()), without['right'])}",
        f"taken = {without['taken']}",
        "",
    ]
    lines += ["[most]", *(f"{aspect} = {len(names)}" for aspect, names in sorted(wrong.items()))]
    for aspect, names in sorted(wrong.items()):
        lines += ["", f"[wrong.{aspect}]", *(f'{name} = "{reason}"' for name, reason in sorted(names))]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
