"""A folder of pages to JSON files, one table of turns, and a list of what a person should look at.

    python examples/pipeline.py examples/pages out
    python examples/pipeline.py archive out --sure 0.9

Writes ``out/json/PAGE.json`` (everything, lossless), ``out/turns.csv`` (one row a turn) and ``out/review.csv`` (one row
a page that needs a look, the least certain first), and prints a summary. One page that cannot be read stops nothing.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

from interview_parse import Article, InterviewParseError, parse_article
from interview_parse.exporters import to_csv, to_json

SUFFIXES = {".html", ".htm", ".md", ".txt", ".vtt", ".srt"}


@attrs.frozen
class Doubt:
    """One page that a person should look at, and why."""

    page: str
    confidence: float
    """Of the least certain interview, or of the page's kind where there is none; 0 where it could not be read."""
    reason: str


def main(arguments: list[str] | None = None) -> int:
    """Run the pipeline; 1 where some page could not be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="a folder of pages")
    parser.add_argument("out", type=Path, help="where the files go")
    parser.add_argument("--sure", type=float, default=0.6, help="what is less certain is for a person (0 to 1)")
    options = parser.parse_args(arguments)

    articles: dict[str, Article] = {}
    doubts: list[Doubt] = []
    for path in find_pages(options.pages):
        name = path.relative_to(options.pages).as_posix()
        try:
            articles[name] = parse_article(path)
        except InterviewParseError as error:
            doubts.append(Doubt(name, 0.0, f"not read: {error}"))
            continue
        doubts.extend(find_doubts(name, articles[name], options.sure))

    write_articles(articles, options.out)
    write_doubts(doubts, options.out / "review.csv")
    unread = sum(doubt.reason.startswith("not read") for doubt in doubts)
    print(summary(articles, doubts, unread))
    return 1 if unread else 0


def find_pages(folder: Path) -> list[Path]:
    """Every page below a folder, sorted, so that two runs give the same files."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def find_doubts(name: str, article: Article, sure: float) -> Iterator[Doubt]:
    """At most one doubt a page: its reasons together, by confidence and by what the parser itself noted."""
    if article.interviews:
        confidence = min(interview.confidence for interview in article.interviews)
        reasons = ["the exchanges may not all be right"] if confidence < sure else []
        # A page that says it is no interview but FAQ is certain enough; one that hides its end should be fetched whole.
        reasons += ["cut: get the whole text"] if article.truncated else []
    else:
        confidence = article.kind_confidence
        reasons = [f"no interview, perhaps {article.kind.value}"] if confidence < sure else []
    if reasons:
        yield Doubt(name, confidence, "; ".join([*reasons, *article.notes]))


def write_articles(articles: dict[str, Article], out: Path) -> None:
    """One JSON file a page, in folders as the pages were, and all turns in one table."""
    for name, article in articles.items():
        target = out / "json" / f"{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(to_json(article, indent=2) + "\n", encoding="utf-8")
    out.mkdir(parents=True, exist_ok=True)
    (out / "turns.csv").write_text(to_csv(articles.values()), encoding="utf-8", newline="")


def write_doubts(doubts: list[Doubt], path: Path) -> None:
    """The pages for a person, the least certain first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["page", "confidence", "reason"])
        for doubt in sorted(doubts, key=lambda one: (one.confidence, one.page)):
            table.writerow([doubt.page, f"{doubt.confidence:.2f}", doubt.reason])


def summary(articles: dict[str, Article], doubts: list[Doubt], unread: int) -> str:
    """What was read, and what to look at, in lines for a terminal."""
    with_interview = sum(bool(article.interviews) for article in articles.values())
    turns = sum(len(interview.turns) for article in articles.values() for interview in article.interviews)
    lines = [
        f"{len(articles)} pages read, {with_interview} with an interview, {turns} turns; {unread} not read",
        f"{len(doubts)} for a person:" if doubts else "nothing for a person",
    ]
    lines += [f"  {doubt.page}: {doubt.reason}" for doubt in sorted(doubts, key=lambda one: (one.confidence, one.page))]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
