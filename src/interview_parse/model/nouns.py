"""Words before names that tell persons from things: articles, and occupations by their stems."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from interview_parse.languages import LanguagePack

_ARTICLE_WORDS = (
    "the der die das dem den des eine einer einem einen eines ein a an le la les un une el los las una il lo "
    "gli i o os as um uma del della dello do da het een det en ett et az au aux du al zum zur im am beim vom "
    "this that our unser notre nuestro "
)
ARTICLES = frozenset(_ARTICLE_WORDS.split())
"""Words before a noun; before a name they show that its first word is an office."""
_ARTICLES_OF = {
    "a": frozenset(("en", "und", "pt", "gl", "hu", "sq")),
    "et": frozenset(("nb", "nn", "no", "da", "sv")),
    "i": frozenset(("it",)),
    "en": frozenset(("nb", "nn", "no", "da", "sv")),
    "o": frozenset(("pt", "gl")),
    "as": frozenset(("pt", "gl")),
    "um": frozenset(("pt",)),
    "un": frozenset(("fr", "it", "es", "ca", "ro")),
}
"""Articles of some languages that are other words in most: "and", "to", "at"."""
NAMES_TAKE_ARTICLES = frozenset({"pt", "el", "ca", "it", "sq", "gl"})


@lru_cache(maxsize=64)
def articles_of(pack: LanguagePack) -> frozenset[str]:
    """Words before a noun in the language, where it has articles in common with others."""
    language = pack.tag.split("-")[0]
    return frozenset(word for word in ARTICLES if language in _ARTICLES_OF.get(word, (language,)))


def may_name_take_article(pack: LanguagePack) -> bool:
    """Whether an article may stand before a person's name in the language, at least in speech."""
    return pack.tag.split("-")[0] in {*NAMES_TAKE_ARTICLES, "de", "el"}


_OFFICE_RE = regex.compile(
    r"(?:.*(?:direc?k?tor|direktor|präsident|president|minister|profes|docent|dozent|manager|leader|leiter|führer|trainer|coach|"
    r"autor|author|editor|redakteur|redaktor|sprecher|forscher|experte|expert|anwält|anwalt|ärztin|arzt|meister|kanzler|"
    r"stürmer|spieler|gründer|founder|owner|officer|chairman|chairwoman|secretary|senator|governor|philosoph|psycholog|"
    r"soziolog|politolog|biolog|historiker|musiker|künstler|sänger|schauspieler|regisseur|journalist|publizist|aktivist|"
    r"spezialist|schaftler|berater|vertreter|inhaber|chef|kenner|legende|mitglied|kandidat|kollege|stell?vertreter|"
    r"producer|engineer|developer|designer|giornalista|periodista|journaliste|writer|singer|actor|actress))"
    r"(?:in|innen|a|en|e|n|s|es)?",
    regex.IGNORECASE,
)
"""Words of office, by stems that many languages share; before a name they are no part of it."""
GERMAN_OFFICE_RE = regex.compile(r"\p{Lu}\p{Ll}{3,}(?:erin|orin|istin|login|gentin|dentin|rentin)")
"""A woman's occupation in German; longer than a first name that ends alike."""


def is_office(word: str, rest: Sequence[str]) -> bool:
    """Whether a word before a name is an office: by its stem, a hyphen in a long word, or its capitals."""
    if is_occupation(word) or ("-" in word and len(word) > 12):
        return True
    return word.isupper() and len(word) > 1 and not any(one.isupper() for one in rest)


@lru_cache(maxsize=4096)
def is_occupation(word: str) -> bool:
    """Whether a word with a capital is an occupation by its stem."""
    return not word.isupper() and _OFFICE_RE.fullmatch(word) is not None
