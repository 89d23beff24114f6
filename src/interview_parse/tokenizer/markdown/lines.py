"""A paragraph's lines as one text, in which each line end is kept or only a wrap."""

from __future__ import annotations

from collections.abc import Sequence

import regex

BREAK = "\x02"
"""A line end that stays one, inside a paragraph's text; a "\\n" there is only where the source was wrapped."""

# A line in a paragraph that does not go on the line before it: a label, a dash, or a line all in bold or italics.
_LABEL_START_RE = regex.compile(
    r"(?:\*\*|__)[^*_\n]{1,60}(?:[:：](?:\*\*|__)|(?:\*\*|__)[ ]?[:：])|[QAFRP][:：.][ ]|[—–―]"
)
_STYLED_LINE_RE = regex.compile(r"[ ]*(?:(\*\*|__)(?=\S)[^*_]+(?<=\S)\1|([*_])(?=[^\s*_])[^*_]+(?<=\S)\2)[ ]*$")

_WIDEST_WRAP = 130
"""Columns of the longest line that somebody may have wrapped."""


def join_lines(lines: Sequence[str]) -> str:
    """The lines as one text, with a :data:`BREAK` or a "\\n" for each line end."""
    parts: list[str] = []
    for index, line in enumerate(lines):
        if index:
            before = lines[index - 1]
            parts.append(BREAK if _breaks(before, line) else "\n")
        bare = line.strip(" ")
        parts.append(bare[:-1] if bare.endswith("\\") and index + 1 < len(lines) else bare)
    return "".join(parts)


def _breaks(before: str, after: str) -> bool:
    if before.endswith(("  ", "\\")) or len(before) > _WIDEST_WRAP:
        return True
    return bool(_LABEL_START_RE.match(after) or _STYLED_LINE_RE.match(before) or _STYLED_LINE_RE.match(after))
