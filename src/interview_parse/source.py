"""Bytes, a path or a str to text and format. Only this module knows encodings."""

from __future__ import annotations

from enum import StrEnum

import attrs


class Format(StrEnum):
    """How a source is written."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    VTT = "vtt"
    SRT = "srt"


@attrs.frozen
class Source:
    """A source, decoded."""

    text: str
    """Without BOM; lone surrogates and NUL replaced by U+FFFD."""
    format: Format
    encoding: str | None
    """The encoding that was used; None where the source was a str."""
    url: str | None = None
    notes: tuple[str, ...] = ()
    """What was odd: a wrong declaration, replaced bytes."""
