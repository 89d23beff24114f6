"""How a source can be written."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """How a source is written."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    VTT = "vtt"
    SRT = "srt"
