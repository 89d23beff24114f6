"""The README is the first thing that somebody tries: all that it shows works, as shown."""

from __future__ import annotations

import re

from tests.snippets import ROOT, find_snippets, run_page

README = ROOT / "README.md"


def test_the_readme_prints_what_it_shows() -> None:
    """Each Python block and command of the README runs, and prints what stands below it, to the letter."""
    shown = 0
    for snippet, real in run_page(README):
        if snippet.printed is not None:
            assert real == snippet.printed, f"{snippet}; python -m tests.snippets README.md renews it"
            shown += 1
    assert shown >= 3


def test_the_setup_commands_are_the_ones_that_are_checked() -> None:
    """The README's two set-up commands are those that ``.ci/run`` runs: one reads them from here, one is the same."""
    text = README.read_text(encoding="utf-8")
    first, second = re.findall(r"^python3 -m venv .*$", text, re.M)
    runner = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "interview-parse examples/entretien.txt" in first
    assert second.endswith(".venv/bin/python -m pytest")
    assert "--group test" in second
    assert "grep -m1 '^python3 -m venv' README.md" in runner
    assert runner.rstrip().endswith("python -m pytest")


def test_the_example_shows_the_whole_text() -> None:
    """What the README shows of the example is all of its text: no turn left out to look better."""
    example = (ROOT / "examples/entretien.txt").read_text(encoding="utf-8").split("\n")
    shown = "".join(snippet.printed or "" for snippet in find_snippets(README))
    for line in (example[0], example[2], example[4]):
        assert line in shown
