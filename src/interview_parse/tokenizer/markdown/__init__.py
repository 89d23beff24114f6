"""Markdown to a page, in one pass over the lines: containers, leaves, then the inline text of each leaf.

It reads what writers and their site generators write rather than one specification: CommonMark's blocks and emphasis,
pipe tables, definition lists, footnotes, strikethrough, kramdown's attributes, front matter, shortcodes, and HTML
wherever it stands. HTML tags act on the text between them whether Markdown's blocks agree or not. Where CommonMark
would leave signs of emphasis in sight (beside full-width punctuation, with a blank inside), they still count as
emphasis: a reader sees what was meant.
"""

from __future__ import annotations

from interview_parse.formats import Format
from interview_parse.source import Source
from interview_parse.tokenizer.markdown.blocks import read_blocks
from interview_parse.tokenizer.markdown.front_matter import read_front_matter
from interview_parse.tokenizer.markdown.lines import BREAK
from interview_parse.tokenizer.markdown.unread import drop_unread
from interview_parse.tokenizer.markdown.writer import Writer
from interview_parse.tokenizer.page import Page

_FREE_MARKS = {ord(BREAK): " "}
"""What must not come from the source, since it is a mark of our own."""


def tokenize_markdown(source: Source) -> Page:
    """The page of a Markdown text; its front matter is in ``head.metas`` and, line by line, in the blocks too."""
    lines = drop_unread(source.text.expandtabs(4).translate(_FREE_MARKS)).split("\n")
    front = read_front_matter(lines)
    writer = Writer()
    writer.write_front_matter(lines[: front.end])
    read_blocks(lines, front.end, writer)
    return writer.builder.page(front.head, Format.MARKDOWN, source.url)
