"""What a leaf's text falls into: pieces while it is read, styled stretches once its emphasis is known."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from interview_parse.tokenizer.markdown.tags import Tag


class Kind:
    """What a piece is: plain numbers, since a page has thousands of pieces."""

    TEXT, CODE, BREAK, DELIMITER, OPENER, TAG, IMAGE, GONE = range(8)


@attrs.define
class Piece:
    """A stretch of inline text, a sign of emphasis, a tag or an image."""

    kind: int
    """One of :class:`Kind`."""
    text: str = ""
    count: int = 0
    """How many signs of a delimiter are left."""
    opens: bool = False
    closes: bool = False
    tag: Tag | None = None
    target: str = ""
    """An image's source."""
    line: int = 0
    """On which of the leaf's lines it stands, from 0."""


class Styled(NamedTuple):
    """What the writer gets: text with its style, a kept line end, a tag, or an image."""

    kind: int
    """TEXT, CODE, BREAK, TAG or IMAGE of :class:`Kind`."""
    text: str
    bold: bool
    italic: bool
    href: str | None
    tag: Tag | None
    line: int
    """On which of the leaf's lines it stands, from 0."""
