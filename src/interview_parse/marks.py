"""Marks that ask, in every script."""

from __future__ import annotations

import regex

QUESTION_MARKS = ("?", "？", "؟", "՞", "\u037e", "፧", "⸮", "‽")

_ASKS_RE = regex.compile(r"[?？؟⸮¿՞፧‽](?:\s*[\p{Pe}\p{Pf}\p{Pi}\"'*_~!！.…]|\s*[:;]?-?[)D(](?!\w)|\s*\p{So})*\s*$")
"""A question mark, then at most closing marks, a second mark or a smiley."""
_GREEK_ASKS_RE = regex.compile(r"\p{Greek}[^\n]*[;\u037e](?:\s*[\p{Pe}\p{Pf}\p{Pi}\"'])*\s*$")
"""The Greek question mark looks like a semicolon."""
_TAIL = 24
"""Signs at a text's end that tell how it ends."""


def ends_asking(text: str) -> bool:
    """Whether a text ends in a question mark of any script; in Armenian it stands inside the word that asks."""
    tail = text[-_TAIL:]
    if _ASKS_RE.search(tail):
        return True
    if tail.isascii():
        return False
    return bool(_GREEK_ASKS_RE.search(tail)) or "՞" in _last_armenian_sentence(text)


def holds_question(text: str) -> bool:
    """Whether a question mark stands anywhere in a text."""
    return any(mark in text for mark in QUESTION_MARKS) or ends_asking(text)


def _last_armenian_sentence(text: str) -> str:
    bare = text[-400:].rstrip('։: \n»"')
    return bare[bare.rfind("։") + 1 :]
