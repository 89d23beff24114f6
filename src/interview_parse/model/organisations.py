"""What shows that a name is no person's: words of houses, bodies and places."""

from __future__ import annotations

from functools import lru_cache

from interview_parse.languages import LanguagePack, load
from interview_parse.model.names import fold, folded_words, is_uncased


@lru_cache(maxsize=64)
def _organisation_words(pack: LanguagePack) -> tuple[frozenset[str], tuple[str, ...]]:
    """The folded words that show an organisation, and those long enough to show it at a compound's end."""
    entries = dict.fromkeys((*pack.organisation_words.entries, *load("en").organisation_words.entries))
    compounding = (entry for entry in pack.organisation_words.entries if len(entry) >= 6 or not pack.spaced)
    return frozenset(map(fold, entries)), tuple(compounding)


@lru_cache(maxsize=4096)
def names_organisation(name: str, pack: LanguagePack) -> bool:
    """Whether a word of the name is one of houses, bodies or places ("Roth University", "Salzverlag")."""
    words, endings = _organisation_words(pack)
    if is_uncased(name):
        return any(word.endswith(endings) for word in name.split()) if endings else False
    return not words.isdisjoint(folded_words(name)) or any(
        len(word) >= 9 and word.endswith(endings) for word in name.casefold().split()
    )
