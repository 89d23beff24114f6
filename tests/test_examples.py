"""The examples run, and give what they promise."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from interview_parse import Kind, parse_article
from interview_parse.exporters import from_json
from tests.snippets import ROOT

EXAMPLES = ROOT / "examples"
PAGES = EXAMPLES / "pages"

EXECUTE = """
import sys, nbformat, nbclient
notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": sys.argv[3]}}).execute()
nbformat.write(notebook, sys.argv[2])
"""


def run(*arguments: str | Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_bundled_article_is_read_whole() -> None:
    """The bundled text gives its three questions, the cut, the paywall, the publisher and the dossier as printed."""
    article = parse_article(EXAMPLES / "entretien.txt")
    assert article.interview is not None
    first, second, third = article.interview.exchanges
    assert first.question == "Comment votre regard sur l’éclairage public a-t-il changé depuis cinq ans ?"
    assert first.answer is not None
    assert "pour le ciel… J’ai" in first.answer
    assert second.answer is not None
    assert second.answer.endswith("m’en servir.")
    assert (third.question, third.answer) == ("Faut-il pour autant rallumer après minuit ?", None)
    assert [one.truncated for one in (first, second, third)] == [False, False, True]
    assert article.truncated
    assert not article.interview.complete
    assert article.access == "paywalled"
    assert article.title is None
    assert article.publisher == "Le Courrier des Cantons"
    assert article.themes == ()
    assert article.dossier is not None
    assert article.dossier.title == "La nuit, un service public comme les autres"
    assert article.dossier.current is None
    assert [entry.title for entry in article.dossier.entries] == [
        "La nuit, un service public comme les autres",
        "Éclairage public : ce que disent vraiment les factures",
        "Trame noire : par où commencer ?",
        "Extinction nocturne : le maire, le préfet et le juge",
        "« Le noir n’est pas une panne » – Aurèle Vantadour",
        "Télégestion : les petites communes se regroupent",
        "Commerces : qui éteint les vitrines, et quand",
        "Un lampadaire sur trois, mode d’emploi",
    ]


def test_the_bundled_page_is_read_without_its_furniture() -> None:
    """The bundled page gives four exchanges; caption, pull quote, advert and boxes stand in none of them."""
    article = parse_article(EXAMPLES / "interview.html")
    assert article.interview is not None
    assert [one.question for one in article.interview] == [
        "Why do you start so early?",
        "What does a beginner get wrong?",
        "You once said you would never take an apprentice. What changed?",
        "And when you stop?",
    ]
    answers = " ".join(one.answer or "" for one in article.interview)
    assert "So I keep one on the shelf" in answers
    for furniture in ("Lea Oster", "“My first bowls", "Advertisement", "Interview by", "newsletter"):
        assert furniture not in answers
    assert [person.name for person in article.interview.interviewees] == ["Ida Brandvik"]
    assert [theme.name for theme in article.themes] == ["Craft", "Apprenticeship"]


@pytest.mark.parametrize(
    ("name", "exchanges", "speakers"),
    [
        ("backstube.html", 5, {"Hedda Lörrich"}),
        ("lighthouse.html", 6, {"Emlyn Harrow"}),
        ("mapas.md", 5, {"Inés Urrutia"}),
        ("orchard.txt", 4, {"Sanna Vesk", "Pell Adair"}),
        ("podcast.vtt", 4, {"Obi Larsen"}),
    ],
)
def test_each_page_of_the_folder_is_an_interview(name: str, exchanges: int, speakers: set[str]) -> None:
    """The pages that the notebook and the guides use give their conversations with the people who answer."""
    interview = parse_article(PAGES / name).interview
    assert interview is not None
    assert len(interview) == exchanges
    assert {turn.speaker.name for one in interview for turn in one.answers if turn.speaker} == speakers
    assert all(one.question and one.answer for one in interview)


def test_the_help_page_is_no_interview() -> None:
    """A help page with the layout of an interview is an FAQ, and its pairs are there."""
    article = parse_article(PAGES / "help.html")
    assert article.kind is Kind.FAQ
    assert article.interview is None
    assert len(article.faq) == 4


def test_the_pipeline_writes_what_it_promises(tmp_path: Path) -> None:
    """A folder with a good page, a cut one and one that is no article: files, a table, and the last two for a person."""
    pages = tmp_path / "pages"
    (pages / "2023").mkdir(parents=True)
    shutil.copy(PAGES / "podcast.vtt", pages / "2023")
    shutil.copy(EXAMPLES / "entretien.txt", pages)
    (pages / "scan.html").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    done = run(EXAMPLES / "pipeline.py", pages, tmp_path / "out", "--sure", "0")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("2 pages read, 2 with an interview, 13 turns; 1 not read\n2 for a person:\n")
    written = tmp_path / "out/json/2023/podcast.vtt.json"
    assert from_json(written.read_text(encoding="utf-8")) == parse_article(PAGES / "podcast.vtt")
    assert len(table(tmp_path / "out/turns.csv")) == 13
    doubts = table(tmp_path / "out/review.csv")
    assert [doubt["page"] for doubt in doubts] == ["scan.html", "entretien.txt"]
    assert "PDF" in doubts[0]["reason"]
    assert "cut" in doubts[1]["reason"]


def test_the_pipeline_asks_a_person_where_it_is_not_sure(tmp_path: Path) -> None:
    """With certainty demanded, every interview is for a person."""
    done = run(EXAMPLES / "pipeline.py", PAGES, tmp_path, "--sure", "1.01")
    assert done.returncode == 0, done.stderr
    assert "6 for a person:" in done.stdout


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def streams(notebook: dict[str, Any]) -> list[str]:
    """What each cell prints; a library that is new on the machine may say so on the other stream."""
    return [
        "".join("".join(output["text"]) for output in cell["outputs"] if output.get("name") == "stdout")
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def test_the_notebook_runs_to_the_outputs_it_keeps(tmp_path: Path) -> None:
    """The notebook runs from top to bottom, and prints what it was saved with; its plots and articles are there."""
    pytest.importorskip("nbclient")
    pytest.importorskip("matplotlib")
    pytest.importorskip("pandas")
    kept = json.loads((EXAMPLES / "conversations.ipynb").read_text(encoding="utf-8"))
    done = run("-c", EXECUTE, EXAMPLES / "conversations.ipynb", tmp_path / "new.ipynb", EXAMPLES)
    assert done.returncode == 0, done.stderr[-3000:]
    new = json.loads((tmp_path / "new.ipynb").read_text(encoding="utf-8"))
    assert streams(new) == streams(kept), "python -m tests.notebook renews the outputs"
    for notebook in (kept, new):
        shown = [kind for cell in notebook["cells"] for one in cell.get("outputs", ()) for kind in one.get("data", ())]
        assert shown.count("image/png") == 3
        assert shown.count("text/html") == 2


def test_the_notebook_keeps_nothing_of_the_machine_that_ran_it() -> None:
    """No path of a home directory, no error and no time stamp is kept in the notebook."""
    text = (EXAMPLES / "conversations.ipynb").read_text(encoding="utf-8")
    assert not re.search(r"/home/|/root/|/tmp/|Traceback|iopub", text)
