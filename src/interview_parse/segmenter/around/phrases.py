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
    "legal_phrases",
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

_NO_MARKS = dict.fromkeys(map(ord, _EDGE))


class Phrase(NamedTuple):
    """A pack's phrase found in a block."""

    start: int
    """Offset in the folded text."""
    end: int
    share: float
    """Share of the block's letters that the phrase makes up, 0 to 1."""
    cover: float
    """The same for all phrases of its field in the block together."""
    words: int
    """Words of the phrase; in scripts without spaces, half its signs."""

    @property
    def whole(self) -> bool:
        """Whether the block says little else."""
        return self.share >= 0.8


class _Entry(NamedTuple):
    """A pack's entry, measured once."""

    field: str
    text: str
    letters: int
    words: int


@lru_cache(maxsize=64)
def _index(pack: LanguagePack) -> tuple[dict[str, list[_Entry]], dict[str, list[_Entry]]]:
    """Spaced phrases by their first word; the others by their text."""
    spaced: dict[str, list[_Entry]] = {}
    unspaced: dict[str, list[_Entry]] = {}
    for field in FIELDS:
        lexicon: Lexicon = getattr(pack, field)
        for text in lexicon.entries:
            entry = _Entry(field, text, len(text.translate(_NO_MARKS)), _count_words(text))
            if lexicon.spaced or text.isascii():
                first = _FIRST_RE.search(text)
                if first:
                    spaced.setdefault(first[0], []).append(entry)
            else:
                unspaced.setdefault(text, []).append(entry)
    return spaced, unspaced


def _count_words(entry: str) -> int:
    words = len(entry.replace("'", " ").split())
    return max(1, len(entry) // 2) if words == 1 and UNSPACED_RE.match(entry) else words


def find_phrases(folded: str, pack: LanguagePack) -> dict[str, Phrase]:
    """The pack's fields that a folded text names, each with the phrase that fills most of it."""
    spaced, unspaced = _index(pack)
    hits: list[tuple[_Entry, int]] = []
    for first in spaced.keys() & _FIRST_RE.findall(folded):
        for entry in spaced[first]:
            if entry.text in folded:
                start = _find_word(folded, entry.text)
                if start >= 0:
                    hits.append((entry, start))
    for text in filter(folded.__contains__, unspaced):
        hits += [(entry, folded.find(text)) for entry in unspaced[text]]
    if not hits:
        return {}
    size = max(1, len(folded.translate(_NO_MARKS)))
    found: dict[str, Phrase] = {}
    covered: dict[str, list[tuple[int, int]]] = {}
    for entry, start in sorted(hits, key=lambda hit: (-hit[0].letters, hit[1], hit[0].text)):
        end = start + len(entry.text)
        spans = covered.setdefault(entry.field, [])
        if any(start < last and first < end for first, last in spans):
            continue
        spans.append((start, end))
        share = min(1.0, entry.letters / size)
        known = found.get(entry.field)
        if known is None:
            found[entry.field] = Phrase(start, end, share, share, entry.words)
        else:
            found[entry.field] = known._replace(cover=min(1.0, known.cover + share))
    return found


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
