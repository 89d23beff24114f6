"""The tokenizer layer: a decoded source to one flat stream of blocks over one canonical text."""

from __future__ import annotations

from interview_parse.formats import Format
from interview_parse.source import Source
from interview_parse.tokenizer.html import tokenize_html
from interview_parse.tokenizer.markdown import tokenize_markdown
from interview_parse.tokenizer.page import Page
from interview_parse.tokenizer.text import tokenize_text
from interview_parse.tokenizer.timed import tokenize_timed

__all__ = ["tokenize"]

_TOKENIZERS = {
    Format.HTML: tokenize_html,
    Format.MARKDOWN: tokenize_markdown,
    Format.TEXT: tokenize_text,
    Format.VTT: tokenize_timed,
    Format.SRT: tokenize_timed,
}


def tokenize(source: Source) -> Page:
    """The source as a page: its text, its blocks, and what its head says."""
    return _TOKENIZERS[source.format](source)
