"""Targets of links that stand elsewhere: ``[label]: target`` lines."""

from __future__ import annotations

from collections.abc import Iterable

import regex

_REFERENCE_RE = regex.compile(
    r"[ ]{0,3}\[(?P<label>[^\[\]^\n][^\[\]\n]{0,200})\]:[ ]*(?P<target><[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ ]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ ]*$"
)
_TARGET_RE = regex.compile(r"<|#|\.{0,2}/|[\w.+-]+:\S|\S*\w\.\w|\S+/")
"""How a target starts, and no word: "[Q]: Why?" is a question."""


def read_references(lines: Iterable[str]) -> dict[str, str]:
    """Targets by folded label; the first of a label counts."""
    found: dict[str, str] = {}
    for line in lines:
        if "]:" in line:
            match = _match(line.lstrip(" >"))
            if match:
                found.setdefault(fold_label(match["label"]), match["target"].strip("<>"))
    return found


def is_reference(line: str) -> bool:
    """Whether a line gives a label its target."""
    return _match(line) is not None


def _match(line: str) -> regex.Match[str] | None:
    match = _REFERENCE_RE.match(line)
    return match if match and _TARGET_RE.match(match["target"]) else None


def fold_label(label: str) -> str:
    """The label as it is looked up: cases and blanks make no difference."""
    return " ".join(label.casefold().split())
