"""The forms of one name: by case where names are inflected, in capitals and in small letters."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from interview_parse.model.names import fold

_INFLECTING = frozenset(
    {"cs", "sk", "pl", "ru", "uk", "sr", "hr", "sl", "bs", "be", "bg", "lt", "lv", "et", "fi", "hu", "el"}
)


def are_forms(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of as many folded words differ in their words' endings alone."""
    return len(one) == len(other) and all(map(_shares_stem, one, other))


def _shares_stem(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    stem = max(3, shortest - 2)
    return shortest >= 3 and abs(len(one) - len(other)) <= 3 and one[:stem] == other[:stem]


def inflects_names(language: str) -> bool:
    """Whether names change by case in the language, so that a label shows the form that stands alone."""
    return language.split("-")[0] in _INFLECTING


_CAPITAL_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]+")
_VOWEL_RE = regex.compile(r"[aeiouyаеиоуыэюяіїєαεηιουω]")
_MC_RE = regex.compile(r"\bMc\p{Ll}")


def title_case(name: str, language: str) -> str:
    """A name in capitals with small letters after each word's first; abbreviations and initials stay."""
    if language.split("-")[0] in ("tr", "az"):
        return _CAPITAL_WORD_RE.sub(
            lambda word: word[0][0] + word[0][1:].replace("I", "ı").replace("İ", "i").lower(), name
        )
    single = len(name.split()) == 1

    def lower(word: regex.Match[str]) -> str:
        short = single and len(word[0]) <= 3
        return str(word[0]) if short or not _VOWEL_RE.search(fold(word[0])) else word[0][0] + word[0][1:].lower()

    return str(_MC_RE.sub(lambda match: match[0][:2] + match[0][2].upper(), _CAPITAL_WORD_RE.sub(lower, name)))
