"""Where code stands: fenced blocks and spans between backticks, in which nothing else is a sign."""

from __future__ import annotations

from collections.abc import Iterator

import regex

FENCE_RE = regex.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`]*)$")
"""A line that opens fenced code, or closes it where it says nothing more."""

CODE_INDENT = 4
"""Columns from which on a line is code without a fence."""

_SPAN_RE = regex.compile(r"(?<!`)`[^`\n]+`(?!`)|(?<!`)``(?!`).{1,200}?(?<!`)``(?!`)")


def closes_fence(line: str, fence: str) -> bool:
    """Whether a line ends the code that a fence has opened."""
    match = FENCE_RE.match(line)
    return bool(match and match["fence"].startswith(fence) and not match["info"].strip())


def code_areas(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each fenced block and each code span within a line, in order."""
    start = 0
    fence = ""
    fence_start = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if fence:
            if closes_fence(bare, fence):
                yield fence_start, start + len(line)
                fence = ""
        elif match := FENCE_RE.match(bare):
            fence, fence_start = match["fence"], start
        elif "`" in line:
            for span in _SPAN_RE.finditer(line):
                yield start + span.start(), start + span.end()
        start += len(line)
