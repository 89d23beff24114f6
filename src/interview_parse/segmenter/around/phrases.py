"""What a short block announces, by the phrases of a language pack."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from interview_parse.languages import LanguagePack, Lexicon
from interview_parse.segmenter.around.outline import UNSPACED_RE

FIELDS = (
    "paywall_phrases",
    "metered_phrases",
    "continue_phrases",
    "dossier_phrases",
    "theme_phrases",
    "related_phrases",
    "share_phrases",
    "newsletter_phrases",
    "comment_phrases",
    "author_phrases",
    "advert_phrases",
    "photo_credits",
    "credit_phrases",
    "byline_words",
)
_FIRST_RE = regex.compile(r"[\p{L}\p{M}\p{N}]+|\S")
_EDGE = frozenset(" \"'“”„«»‘’()[]{}<>.,:;!?…·•|/\\-–—*#=→←»›▶►↓+&。、：；！？（）【】「」『』")


class Phrase(NamedTuple):
    """A pack's phrase found in a block."""

    start: int
    """Offset in the folded text."""
    end: int
    share: float
    """Share of the block's letters that the phrase makes up, 0 to 1."""
    words: int
    """Words of the phrase; in scripts without spaces, half its signs."""

    @property
    def whole(self) -> bool:
        """Whether the block says little else."""
        return self.share >= 0.8


@lru_cache(maxsize=64)
def _index(pack: LanguagePack) -> tuple[dict[str, list[tuple[str, str]]], tuple[tuple[str, str], ...]]:
    """Spaced phrases by their first word; the others as a list. Each with its field."""
    spaced: dict[str, list[tuple[str, str]]] = {}
    unspaced: list[tuple[str, str]] = []
    for field in FIELDS:
        lexicon: Lexicon = getattr(pack, field)
        for entry in lexicon.entries:
            if lexicon.spaced or entry.isascii():
                first = _FIRST_RE.search(entry)
                if first:
                    spaced.setdefault(first[0], []).append((field, entry))
            else:
                unspaced.append((field, entry))
    return spaced, tuple(unspaced)


def find_phrases(folded: str, pack: LanguagePack) -> dict[str, Phrase]:
    """The pack's fields that a folded text names, each with the phrase that fills most of it."""
    spaced, unspaced = _index(pack)
    found: dict[str, Phrase] = {}
    if not spaced and not unspaced:
        return found
    size = max(1, sum(sign not in _EDGE for sign in folded))
    for first in dict.fromkeys(_FIRST_RE.findall(folded)):
        for field, entry in spaced.get(first, ()):
            start = _find_word(folded, entry)
            if start >= 0:
                _keep(found, field, start, entry, size)
    for field, entry in unspaced:
        start = folded.find(entry)
        if start >= 0:
            _keep(found, field, start, entry, size)
    return found


def _keep(found: dict[str, Phrase], field: str, start: int, entry: str, size: int) -> None:
    letters = sum(sign not in _EDGE for sign in entry)
    words = entry.count(" ") + entry.count("'") + 1 if entry.isascii() or " " in entry else 1
    if words == 1 and UNSPACED_RE.match(entry):
        words = max(1, len(entry) // 2)
    phrase = Phrase(start, start + len(entry), min(1.0, letters / size), words)
    if field not in found or phrase.share > found[field].share:
        found[field] = phrase


def _find_word(text: str, entry: str) -> int:
    """Where an entry stands in a text as words of its own; -1 where it does not."""
    start = text.find(entry)
    while start >= 0:
        end = start + len(entry)
        before = start and entry[0].isalnum() and text[start - 1].isalnum()
        after = end < len(text) and entry[-1].isalnum() and text[end].isalnum()
        if not before and not after:
            return start
        start = text.find(entry, start + 1)
    return -1


def opens(phrase: Phrase, folded: str) -> bool:
    """Whether only marks stand before the phrase."""
    return all(sign in _EDGE or not sign.isalnum() for sign in folded[: phrase.start])
