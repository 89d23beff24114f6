"""The floor under the case files: what is wrong today is listed, and the list may only shrink.

``python -m tests.quality.test_case_floor`` (with ``src`` on the path) prints the list as it would have to be; with ``--pin``
it writes the file, in which the numbers then tighten; with ``--fall`` too they also give way.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path

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
    assert listed == FLOORS["most"], "python -m tests.quality.test_case_floor --pin"


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


def test_without_packs_layout_still_tells() -> None:
    """Words sharpen, layout decides: in a language that nobody listed words for, no fewer interviews are right than pinned."""
    assert len(right_without_packs()) >= FLOORS["without_packs"]["right"]


def taken_without_packs() -> list[str]:
    """The other pages that are taken for interviews when no language pack is at hand."""
    return [
        case.name
        for case in CASES
        if case.headers["kind"] != "interview" and parse_article(case.page, language=UNKNOWN).interviews
    ]


def test_without_packs_few_pages_are_taken_for_interviews() -> None:
    """Nor are more pages without an interview taken for one."""
    taken = taken_without_packs()
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


def wrong_today() -> dict[str, dict[str, str]]:
    """By aspect and case, what is wrong: its old reason, or what came where it is new."""
    wrong: dict[str, dict[str, str]] = {}
    for case in CASES:
        article = parse_article(case.page)
        for aspect in case.aspects:
            came, wanted = compare(case, article, aspect)
            if came != wanted:
                known = FLOORS["wrong"].get(aspect, {}).get(case.name)
                wrong.setdefault(aspect, {})[case.name] = known or describe(came, wanted)
    return wrong


def describe(came: object, wanted: object) -> str:
    """What came instead, until somebody finds the cause."""
    if isinstance(came, list) and isinstance(wanted, list):
        return f"{len(came)} came and {len(wanted)} are there; {sum(one in wanted for one in came)} of them right"
    return f"{came} came, it is {wanted}".replace("\\", "/").replace('"', "'")


def report(*, fall: bool) -> str:
    """The file as it would have to be today. Its numbers only tighten, unless they may fall."""
    wrong = wrong_today()
    pinned, most = FLOORS["without_packs"], FLOORS["most"]
    right, taken = len(right_without_packs()), len(taken_without_packs())
    if not fall:
        right, taken = max(right, pinned["right"]), min(taken, pinned["taken"])
    counts = {
        aspect: len(names) if fall else min(len(names), most.get(aspect, 0)) for aspect, names in sorted(wrong.items())
    }
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines += ["[without_packs]", f"right = {right}", f"taken = {taken}", ""]
    lines += ["[most]", *(f"{aspect} = {count}" for aspect, count in counts.items())]
    for aspect, names in sorted(wrong.items()):
        lines += ["", f"[wrong.{aspect}]", *(f'{name} = "{reason}"' for name, reason in sorted(names.items()))]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="write case_floors.toml")
    parser.add_argument("--fall", action="store_true", help="let its numbers give way to what is wrong today")
    options = parser.parse_args()
    text = report(fall=options.fall)
    if options.pin:
        FILE.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
