"""Articles to flat rows, one a turn: what tables, data frames and corpora are made of."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator

import regex

from interview_parse.exporters.json import dump
from interview_parse.model.types import Article, Interview, QuestionAnswer, Turn

Cell = str | int | float | bool | None
Record = dict[str, Cell]

COLUMNS: dict[str, tuple[type, str]] = {
    "article_id": (str, "16 hex digits from address, title and page text; the same for the same article everywhere"),
    "url": (str, "the article's address"),
    "title": (str, "the article's headline"),
    "publisher": (str, "the publication's name"),
    "language": (str, "BCP 47"),
    "published": (str, "ISO 8601: a day, or a time with its zone"),
    "kind": (str, "what the page is"),
    "kind_confidence": (float, "probability, 0 to 1, that the kind is right"),
    "interview": (int, "number of the interview on the page, from 0"),
    "interview_confidence": (float, "probability, 0 to 1, that every exchange of the interview is right"),
    "exchange": (int, "number of the exchange in its interview, from 0"),
    "turn": (int, "number of the turn in its interview, from 0"),
    "role": (str, "question or answer"),
    "label": (str, "the speaker's label as printed at this turn"),
    "speaker": (str, "the speaker's full name"),
    "speaker_role": (str, "the speaker's occupation or office"),
    "speaker_affiliation": (str, "the speaker's house, party or band"),
    "heading": (str, "the subheading that the exchange stands under"),
    "text": (str, "the turn's words, a blank line between paragraphs"),
    "paragraphs": (int, "how many paragraphs"),
    "characters": (int, "length of text in code points"),
    "words": (int, "how many words; in scripts without blanks each character counts as one"),
    "start": (float, "seconds at which the turn begins, in transcripts"),
    "end": (float, "seconds at which it ends, in transcripts"),
    "truncated": (bool, "whether the page is cut inside the exchange"),
    "span_start": (int, "offset of the turn's first character in the page text"),
    "span_end": (int, "offset after its last character"),
}
"""Every column in order: its type (any but the counts may be None) and what it holds."""

_WORD_RE = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
    r"|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])[\p{L}\p{M}\p{N}])+(?:['’][\p{L}\p{M}]+)*"
)
# A spreadsheet takes a cell that opens so for a formula, and runs it.
_FORMULA_RE = re.compile(r"[=+\-@\t\r＝＋－＠]")


def to_records(articles: Article | Iterable[Article]) -> list[Record]:
    """One row a turn of every interview, columns as in :data:`COLUMNS`; none for an article without interview.

    ``pandas.DataFrame(to_records(articles))``, ``polars.DataFrame(...)`` and ``pyarrow.Table.from_pylist(...)`` take it
    as it is. Texts are unchanged: a table meant for a spreadsheet is better written by :func:`to_csv`.
    """
    one_by_one = [articles] if isinstance(articles, Article) else articles
    return [record for article in one_by_one for record in _records(article)]


def to_jsonl(articles: Article | Iterable[Article]) -> str:
    """The rows as JSON Lines, one object a line; empty where there is no turn."""
    return "".join(f"{dump(record)}\n" for record in to_records(articles))


def to_csv(articles: Article | Iterable[Article], *, header: bool = True) -> str:
    """The rows as CSV (RFC 4180); ``header`` is left out to continue a table.

    A text that a spreadsheet would run as a formula has an apostrophe before it, which spreadsheets do not show.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in record.values()] for record in to_records(articles))
    return out.getvalue()


def article_id(article: Article) -> str:
    """16 hex digits that tell the article by its address, title and page text, and nothing else."""
    identity = json.dumps([article.url, article.title, article.page_text])
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def count_words(text: str) -> int:
    """How many words; in scripts without blanks each character counts as one."""
    return sum(1 for _ in _WORD_RE.finditer(text))


def _cell(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and _FORMULA_RE.match(value) else value


def _records(article: Article) -> Iterator[Record]:
    shared: Record = {
        "article_id": article_id(article),
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "kind": article.kind.value,
        "kind_confidence": float(article.kind_confidence),
    }
    for number, interview in enumerate(article.interviews):
        for record in _turns(interview):
            yield shared | {"interview": number, "interview_confidence": float(interview.confidence)} | record


def _turns(interview: Interview) -> Iterator[Record]:
    place = 0
    for number, exchange in enumerate(interview.exchanges):
        for turn in exchange.turns:
            yield {"exchange": number, "turn": place} | _turn(turn, exchange)
            place += 1


def _turn(turn: Turn, exchange: QuestionAnswer) -> Record:
    text = turn.text
    spans = [paragraph.span for paragraph in turn.paragraphs]
    return {
        "role": turn.role.value,
        "label": turn.label,
        "speaker": turn.speaker.name if turn.speaker else None,
        "speaker_role": turn.speaker.role if turn.speaker else None,
        "speaker_affiliation": turn.speaker.affiliation if turn.speaker else None,
        "heading": exchange.heading,
        "text": text,
        "paragraphs": len(turn.paragraphs),
        "characters": len(text),
        "words": count_words(text),
        "start": turn.start.total_seconds() if turn.start is not None else None,
        "end": turn.end.total_seconds() if turn.end is not None else None,
        "truncated": exchange.truncated,
        "span_start": spans[0].start if spans else None,
        "span_end": spans[-1].end if spans else None,
    }
