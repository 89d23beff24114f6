"""What stands around the interview, in precision and recall, and how well cuts are seen that are made here.

``python -m tests.quality.around`` (with ``src`` on the path) prints both tables of ``docs/figures.md``.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from interview_parse import Access, Article, parse_article
from tests.cases.notation import Case, all_cases
from tests.generator.conversation import compose, cut_after
from tests.generator.layouts import LAYOUTS
from tests.generator.page import sample, set_page
from tests.generator.score import Tally, score_page
from tests.generator.words import load, tags

CASES = Path(__file__).parent.parent / "cases" / "around"
GENERATED = 664
CUTS = {"after a question": False, "inside an answer": True}
ENDS = ("with a notice", "without one")

Facts = Mapping[str, set[object]]


def read_case(expected: Path) -> tuple[dict[str, Any], Article]:
    """What a case's file says, and the article of its page."""
    case = tomllib.loads(expected.read_text(encoding="utf-8"))
    page = next(page for page in sorted(CASES.glob(f"{expected.stem}.*")) if page.suffix != ".toml")
    return case, parse_article(page, url=case.get("url"))


def wanted_facts(case: Mapping[str, Any]) -> Facts:
    """What a case says, fact by fact, as sets."""
    dossier = case.get("dossier", {})
    return {
        "dossier": {dossier["title"]} if dossier else set(),
        "dossier entries": set(dossier.get("entries", ())),
        "own entry": {dossier.get("current")} - {None},
        "part": {(dossier.get("part"), dossier.get("parts"))} - {(None, None)},
        "themes": set(case["themes"]),
        "paywall": {True} if case.get("access") in ("paywalled", "metered") else set(),
        "cut": {True} if case["truncated"] else set(),
    }


def found_facts(article: Article) -> Facts:
    """What an article says, in the same words."""
    dossier = article.dossier
    return {
        "dossier": {dossier.title} if dossier else set(),
        "dossier entries": {entry.title for entry in dossier.entries} if dossier else set(),
        "own entry": {dossier.current.title} if dossier and dossier.current else set(),
        "part": ({(dossier.part, dossier.parts)} if dossier else set()) - {(None, None)},
        "themes": {theme.name for theme in article.themes},
        "paywall": {True} if article.access in (Access.PAYWALLED, Access.METERED) else set(),
        "cut": {True} if article.truncated else set(),
    }


def tally_cases() -> dict[str, Tally]:
    """By fact, what was right, found and wanted on the case files. A case that names no access is not asked for it."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for expected in sorted(CASES.glob("*.toml")):
        case, article = read_case(expected)
        wanted, found = wanted_facts(case), found_facts(article)
        for fact in wanted:
            if fact != "paywall" or "access" in case:
                tallies[fact] += Tally(len(wanted[fact] & found[fact]), len(found[fact]), len(wanted[fact]))
    return dict(tallies)


def tally_generated(count: int = GENERATED) -> dict[str, Tally]:
    """The same for generated interviews, which print fewer facts."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for made in sample(count):
        if "interview" in made.kinds and made.format == "html":
            reading = score_page(made).reading
            pairs = {
                "dossier": ({made.dossier} - {None}, {reading.dossier} - {None}),
                "themes": (set(made.themes), set(reading.themes)),
                "cut": ({True} & {made.truncated}, {True} & {reading.truncated}),
            }
            for fact, (wanted, found) in pairs.items():
                tallies[fact] += Tally(len(wanted & found), len(found), len(wanted))
    return dict(tallies)


@cache
def cut_generated() -> dict[tuple[str, str], list[bool]]:
    """Whether each cut page is seen as cut, by how it was cut; key ``("whole", "")`` holds the same pages uncut.

    One conversation for each layout that is HTML, Markdown or text, in languages by turns.
    """
    seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
    numbers = cycle(range(7))
    for seed, layout in enumerate(
        layout for layout in LAYOUTS.values() if layout.format in ("html", "markdown", "text")
    ):
        languages = [tag for tag in tags() if layout.fits(load(tag))]
        talk = compose(load(languages[(seed * 7) % len(languages)]), Random(seed), layout.shape)
        seen["whole", ""].append(_truncated(set_page(talk, layout.name, amount=0.5, seed=seed).source))
        for kind, inside in CUTS.items():
            role = "A" if inside else "Q"
            places = [n for n, turn in enumerate(talk.turns) if turn.role == role and n > 2]
            if not places or (inside and len(talk.turns[places[-1]].paragraphs[-1]) < 40):
                continue
            part = cut_after(talk, places[next(numbers) % len(places)], inside=inside)
            for end in ENDS:
                made = set_page(part, layout.name, notice=end == ENDS[0], amount=0.5, seed=seed)
                seen[kind, end].append(_truncated(made.source))
    return dict(seen)


@cache
def cut_cases() -> dict[tuple[str, str], list[bool]]:
    """The same, made of the case files that are whole interviews, cut in their source."""
    seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for case in all_cases():
        if case.headers["kind"] == "interview" and case.headers.get("truncated", "no") == "no":
            source = case.page.read_text(encoding="utf-8")
            seen["whole", ""].append(_truncated(source))
            for kind, inside in CUTS.items():
                kept = _cut_source(source, case, inside=inside)
                if kept:
                    seen[kind, ENDS[1]].append(_truncated(kept))
                    notice = load(case.headers["language"]).paywall if case.headers["language"] in tags() else ""
                    if notice:
                        closed = f"<p>{notice}</p>" if case.page.suffix == ".html" else f"\n\n{notice}\n"
                        seen[kind, ENDS[0]].append(_truncated(kept + closed))
    return dict(seen)


def _truncated(source: str) -> bool:
    return parse_article(source).truncated


def _cut_source(source: str, case: Case, *, inside: bool) -> str | None:
    """The source up to the end of a question, or to a word within an answer; None where that place can't be told."""
    side = "A" if inside else "Q"
    texts = [turn[2:].split(" ¶ ")[-1] for turn in case.turns[3:] if turn.startswith(side)]
    texts = [text for text in texts if source.count(text) == 1 and (not inside or len(text) >= 60)]
    if not texts:
        return None
    text = texts[len(texts) // 2]
    start = source.index(text)
    return source[: start + (text.rindex(" ") if inside and " " in text else len(text) // 2 if inside else len(text))]


def print_tables() -> None:
    """Both tables, in Markdown."""
    print("| fact | case files: precision | recall | wanted | generated: precision | recall | wanted |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    generated = tally_generated()
    for fact, tally in tally_cases().items():
        print(f"| {fact} | {_columns(tally)} | {_columns(generated.get(fact))} |")
    print()
    print("| cut | generated pages seen as cut | case files seen as cut |")
    print("| --- | ---: | ---: |")
    first, second = cut_generated(), cut_cases()
    for key in sorted(first, key=lambda key: (key[0] == "whole", key)):
        shares = (f"{sum(seen[key])} of {len(seen[key])}" for seen in (first, second))
        print(f"| {' '.join(key).strip()} | {' | '.join(shares)} |")


def _columns(tally: Tally | None) -> str:
    if tally is None:
        return "– | – | –"
    precision, recall = (tally.right / of if of else 1.0 for of in (tally.found, tally.wanted))
    return f"{precision:.2f} | {recall:.2f} | {tally.wanted}"


if __name__ == "__main__":
    print_tables()
