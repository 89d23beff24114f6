"""Pipe tables: the line that makes the one above it a table's head, and a row's cells."""

from __future__ import annotations

import regex

_DELIMITERS_RE = regex.compile(r"[ ]{0,3}\|?(?:[ ]*:?-+:?[ ]*\|)+(?:[ ]*:?-+:?[ ]*)?$|[ ]{0,3}\|?[ ]*:?-+:?[ ]*\|?$")
_CELL_RE = regex.compile(r"(?:\\.|[^|\\]|\\$)*+")


def opens_table(above: str, line: str) -> bool:
    """Whether a line of dashes and bars makes the line above it the head of a table."""
    return "|" in above and bool(_DELIMITERS_RE.match(line)) and ("|" in line or "|" in above.strip("| "))


def cells_of(text: str) -> list[str]:
    """A table row's cells. A bar after a backslash parts nothing."""
    row = text.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    cells = []
    position = 0
    while position <= len(row):
        match = _CELL_RE.match(row, position)
        end = match.end() if match else len(row)
        cells.append(row[position:end].strip())
        position = end + 1
    return cells
