"""The forms that an article takes: plain functions, and one table of them for whoever chooses by name.

>>> from interview_parse.exporters import EXPORTERS
>>> sorted(EXPORTERS)
['csv', 'html', 'json', 'jsonl', 'markdown', 'text']
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import attrs

from interview_parse.exporters.html import to_html
from interview_parse.exporters.json import ArticleFormatError, from_json, json_schema, to_json
from interview_parse.exporters.markdown import to_markdown
from interview_parse.exporters.records import COLUMNS, to_csv, to_jsonl, to_records
from interview_parse.exporters.text import to_text
from interview_parse.model.types import Article

__all__ = [
    "COLUMNS",
    "EXPORTERS",
    "ArticleFormatError",
    "Exporter",
    "from_json",
    "json_schema",
    "to_csv",
    "to_html",
    "to_json",
    "to_jsonl",
    "to_markdown",
    "to_records",
    "to_text",
]


@attrs.frozen(kw_only=True)
class Exporter:
    """One form, by name."""

    name: str
    write: Callable[[Article], str]
    """The article in this form; ends with a line end."""
    media_type: str
    """IANA media type."""
    suffix: str
    """Of a file in this form, with the dot."""
    description: str
    """One line for people who choose."""
    append: Callable[[Article], str] | None = None
    """How a further article joins the same file; None where a file holds one."""


def _json_line(article: Article) -> str:
    return f"{to_json(article)}\n"


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            name="json",
            write=_json_line,
            append=_json_line,
            media_type="application/json",
            suffix=".json",
            description="everything, lossless; one article a line",
        ),
        Exporter(
            name="markdown",
            write=to_markdown,
            media_type="text/markdown",
            suffix=".md",
            description="front matter and the conversation with bold questions",
        ),
        Exporter(
            name="html",
            write=to_html,
            media_type="text/html",
            suffix=".html",
            description="a clean document with schema.org microdata",
        ),
        Exporter(
            name="text",
            write=to_text,
            append=lambda article: f"\n\n{to_text(article)}",
            media_type="text/plain",
            suffix=".txt",
            description="the conversation, each turn with its speaker",
        ),
        Exporter(
            name="jsonl",
            write=to_jsonl,
            append=to_jsonl,
            media_type="application/jsonl",
            suffix=".jsonl",
            description="one JSON object a turn",
        ),
        Exporter(
            name="csv",
            write=to_csv,
            append=partial(to_csv, header=False),
            media_type="text/csv",
            suffix=".csv",
            description="one row a turn, safe to open in a spreadsheet",
        ),
    )
}
"""Name to form, in the order in which help lists them."""
