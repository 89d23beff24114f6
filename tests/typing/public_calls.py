"""What type checkers must accept, and what they must know about the answers. Checked, never run: ``mypy`` and ``pyright``."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import assert_type

from interview_parse import (
    Access,
    Article,
    Dossier,
    DossierEntry,
    Explanation,
    Format,
    Interview,
    InterviewParseError,
    Kind,
    NotAnArticleError,
    Paragraph,
    Person,
    QuestionAnswer,
    Role,
    Segment,
    Span,
    Theme,
    Turn,
    explain,
    parse_article,
)
from interview_parse.exporters import (
    EXPORTERS,
    from_json,
    to_csv,
    to_html,
    to_json,
    to_jsonl,
    to_markdown,
    to_records,
    to_text,
)
from interview_parse.provenance import Location, locate

# Each kind of source, each parameter.
article = parse_article(Path("page.html"))
parse_article("<p>…</p>", format=Format.HTML, url="https://example.org/", language="en")
parse_article(b"...", encoding="cp1252", format="text")
assert_type(article, Article)
assert_type(explain(Path("page.html")), Explanation)
assert_type(explain("text").article, Article)

# The model, as far as it goes.
assert_type(article.kind, Kind)
assert_type(article.access, Access)
assert_type(article.title, str | None)
assert_type(article.published, date | datetime | None)
assert_type(article.authors, tuple[Person, ...])
assert_type(article.themes, tuple[Theme, ...])
assert_type(article.segments, tuple[Segment, ...])
assert_type(article.segments[0].role, Role)
assert_type(article.faq, tuple[QuestionAnswer, ...])
assert_type(article.dossier, Dossier | None)
if article.dossier is not None:
    assert_type(article.dossier.current, DossierEntry | None)

assert_type(article.interview, Interview | None)
if article.interview is not None:
    assert_type(article.interview.confidence, float)
    assert_type(article.interview.complete, bool)
    assert_type(len(article.interview), int)
    for exchange in article.interview:
        assert_type(exchange, QuestionAnswer)
        assert_type(exchange.question, str | None)
        assert_type(exchange.answer, str | None)
        for turn in exchange.turns:
            assert_type(turn, Turn)
            assert_type(turn.speaker, Person | None)
            assert_type(turn.start, timedelta | None)
            assert_type(turn.paragraphs, tuple[Paragraph, ...])
            assert_type(turn.paragraphs[0].span, Span)
            assert_type(turn.paragraphs[0].span.of(article.page_text), str)

# Forms.
assert_type(to_json(article), str)
assert_type(from_json("{}"), Article)
assert_type(to_markdown(article), str)
assert_type(to_html(article), str)
assert_type(to_text(article), str)
assert_type(to_csv([article]), str)
assert_type(to_jsonl(article), str)
for record in to_records([article, article]):
    assert_type(record["text"], str | int | float | bool | None)
assert_type(EXPORTERS["json"].write(article), str)

# Places.
assert_type(locate(Path("page.html"), Span(0, 1)), tuple[Location, ...])

# Errors carry their facts.
try:
    parse_article("")
except NotAnArticleError as error:
    assert_type(error.found, str)
except InterviewParseError as error:
    assert_type(error.advice, str)

# What must not pass: each line needs its "ignore", or the checker complains of that.
parse_article(7)  # type: ignore[arg-type]
parse_article("text", strict=True)  # type: ignore[call-arg]
article.title = "another"  # type: ignore[misc]
Span("0", 1)  # type: ignore[arg-type]
