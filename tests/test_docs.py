"""The documentation keeps its word: each snippet runs and prints what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interview_parse.languages import available
from tests.snippets import ROOT, find_snippets, pages, run_page

SITE = [page for page in pages() if page.name != "README.md"]


@pytest.mark.parametrize("page", SITE, ids=lambda page: str(page.relative_to(ROOT)))
def test_snippets_print_what_the_page_shows(page: Path) -> None:
    """Every Python block and command of a page runs; where an output is shown, it is the real one."""
    for snippet, real in run_page(page):
        if snippet.printed is not None:
            assert real == snippet.printed, f"{snippet}; python -m tests.snippets {page.relative_to(ROOT)} renews it"


def test_the_site_is_made_of_snippets_that_run() -> None:
    """The tutorial and every guide show code; a fence with a misspelt language would be skipped in silence."""
    for name in ("tutorial", *(f"guides/{path.stem}" for path in (ROOT / "docs/guides").glob("*.md"))):
        assert find_snippets(ROOT / f"docs/{name}.md"), name
    known = {"python", "console", "text", "sh", "html", "toml", "json", "markdown", "mermaid", "bibtex", ""}
    for page in pages():
        for info in re.findall(r"^ *```([^\n`]+)$", page.read_text(encoding="utf-8"), re.M):
            assert info.split()[0] in known, f"{page.name}: {info}"


def test_the_language_table_names_every_pack() -> None:
    """The page of languages is made from the packs: each with its tag, and whether it is checked or a draft."""
    hooks = _load_hooks()
    table = hooks["language_table"]()
    assert len(re.findall(r"^\| `", table, re.M)) == len(available())
    for tag in available():
        assert re.search(rf"^\| `{tag}` \| [^|]+ \| (\*\*checked\*\*|draft) \|", table, re.M), tag


def _load_hooks() -> dict[str, object]:
    path = ROOT / "docs/_hooks/tables.py"
    namespace: dict[str, object] = {"__name__": "tables", "__file__": str(path)}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), namespace)
    return namespace
