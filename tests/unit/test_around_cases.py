"""Whole pages, each beside what it must give: dossier, themes, access, cut. A case is a page and a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from interview_parse import parse_article

CASES = Path(__file__).parent.parent / "cases" / "around"
EXPECTED = sorted(CASES.glob("*.toml"))


def read_page(expected: Path) -> Path:
    return next(page for page in sorted(CASES.glob(f"{expected.stem}.*")) if page.suffix != ".toml")


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_page_gives_what_its_case_says(path: Path) -> None:
    """Dossier, themes, access and cut are read as the case says, and nothing is claimed where it says nothing."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    article = parse_article(read_page(path), url=case.get("url"))
    dossier = article.dossier
    found = {
        "truncated": article.truncated,
        "themes": [theme.name for theme in article.themes],
        "dossier": dossier
        and {
            "title": dossier.title,
            "url": dossier.url,
            "entries": [entry.title for entry in dossier.entries],
            "current": dossier.current.title if dossier.current else None,
            "part": dossier.part,
            "parts": dossier.parts,
        },
    }
    wanted = {"truncated": case["truncated"], "themes": case["themes"], "dossier": None}
    if "dossier" in case:
        wanted["dossier"] = {"url": None, "current": None, "part": None, "parts": None} | case["dossier"]
        if "url" not in case["dossier"] and found["dossier"]:
            found["dossier"]["url"] = None
    if "access" in case:
        found["access"], wanted["access"] = article.access.value, case["access"]
    assert found == wanted, case["about"]


def test_cases_span_ten_languages_with_traps() -> None:
    """There are enough cases, in enough languages, and a good part of them must give nothing."""
    languages = {tomllib.loads(path.read_text(encoding="utf-8"))["language"] for path in EXPECTED}
    assert len(EXPECTED) >= 60
    assert len(languages) >= 10
    assert sum(path.stem.startswith("trap_") for path in EXPECTED) >= 15
