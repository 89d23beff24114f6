"""Who is named around a conversation: every name that the article prints, with the places where it stands.

A name is told from other capitalised words by the page itself: the part of a run that recurs ("Publizist Jan Roth",
"Jan Roth, der", "Roth") is the name, what comes and goes before it is an office; a word that the page also writes
small is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

import attrs
import regex

from interview_parse.languages import LanguagePack, split_words
from interview_parse.model.names import (
    POSSESSIVES,
    NameRun,
    find_runs,
    fold,
    folded_words,
    function_words,
    greetings,
    is_capitalised,
    is_uncased,
    presents,
)
from interview_parse.model.nouns import (
    ARTICLES,
    GERMAN_OFFICE_RE,
    NAMES_TAKE_ARTICLES,
    articles_of,
    is_occupation,
    is_office,
)
from interview_parse.model.organisations import names_organisation
from interview_parse.model.types import Role
from interview_parse.segmenter.segmentation import Segmentation
from interview_parse.tokenizer.page import Page

PREPOSITIONS = frozenset(("with", "about", "on", "for", "from", "of", "in", "to", "at", "by", "and", "or", "but", "as"))
"""Small words that an English headline may print with a capital."""


class Place(IntEnum):
    """Where around a conversation a name stands."""

    TITLE = 0
    STANDFIRST = 1
    INTRODUCTION = 2
    BYLINE = 3
    CREDIT = 4
    BOX = 5
    """An author's box, a biography or the first lines after the conversation."""
    OTHER = 6
    """Unsorted lines right before the first turn."""
    CAPTION = 7
    HEADING = 8
    QUESTION = 9
    ANSWER = 10


_PLACES = {
    Role.TITLE: Place.TITLE,
    Role.STANDFIRST: Place.STANDFIRST,
    Role.INTRODUCTION: Place.INTRODUCTION,
    Role.BODY: Place.INTRODUCTION,
    Role.BYLINE: Place.BYLINE,
    Role.CREDIT: Place.CREDIT,
    Role.AUTHOR_BOX: Place.BOX,
    Role.CLOSING: Place.BOX,
    Role.FOOTNOTE: Place.BOX,
    Role.CAPTION: Place.CAPTION,
    Role.HEADING: Place.HEADING,
    Role.QUESTION: Place.QUESTION,
    Role.ANSWER: Place.ANSWER,
    Role.DATE: Place.OTHER,
}


@attrs.frozen
class Passage:
    """A stretch of the page, by the place it has around the conversation."""

    place: Place
    start: int
    text: str


@attrs.frozen
class Mention:
    """One occurrence of a name."""

    passage: Passage
    start: int
    """Offset in the passage."""
    end: int
    before: str
    """The words of the run before the name: an office, a title; empty where none."""


@attrs.define(eq=False)
class Candidate:
    """Somebody whom the page names, with every place."""

    name: str
    words: tuple[str, ...]
    """Folded."""
    mentions: list[Mention] = attrs.field(factory=list)
    hint: str = ""
    """What its surroundings were that told it, where its form alone does not."""

    @property
    def first(self) -> int:
        """Where the name stands first on the page."""
        return min((one.passage.start + one.start for one in self.mentions), default=0)


def gather_passages(page: Page, segmentation: Segmentation) -> list[Passage]:
    """The article's stretches in page order; furniture only next to the conversation."""
    passages: list[Passage] = []
    spans = [conversation.span for conversation in segmentation.conversations]
    begin = min((span.start for span in spans), default=len(page.text))
    end = max((span.end for span in spans), default=len(page.text))
    above = [piece for piece in segmentation.pieces if piece.span.end <= begin][-5:]
    # A heading right above the first turn is the conversation's own title.
    headline = next((piece for piece in reversed(above) if piece.role is Role.HEADING), None)
    if headline is not None and headline.span.of(page.text).endswith(("?", "？", "؟")):
        headline = None
    lines = [one for one in segmentation.pieces if one.span.end <= begin]
    near = {id(piece) for piece in lines[-4:]} | {
        id(piece) for piece in lines[-12:] if _is_prose(piece.span.of(page.text))
    }
    near |= {id(piece) for piece in [one for one in segmentation.pieces if one.span.start >= end][:6]}
    front = max((block.end for block in page.blocks if block.tag == "frontmatter"), default=0)
    for piece in segmentation.pieces:
        if piece.span.end <= front:
            continue
        place = _PLACES.get(piece.role)
        if place is None and id(piece) in near and piece.role in (Role.FURNITURE, Role.PULL_QUOTE):
            # Prose that no rule sorted is part of the introduction all the same.
            prose = _is_prose(piece.span.of(page.text))
            place = Place.BOX if piece.span.start >= end else Place.INTRODUCTION if prose else Place.OTHER
        if piece is headline:
            place = Place.TITLE
        if place is Place.INTRODUCTION and piece.span.start >= end:
            place = Place.BOX
        if place is not None:
            passages.append(Passage(place, piece.span.start, piece.span.of(page.text)))
    return [*_head_passages(page, passages), *passages]


def _is_prose(text: str) -> bool:
    """Whether a line is long enough to be a paragraph, with a sentence's end in it."""
    return len(text) >= (40 if is_uncased(text) else 100) and any(mark in text for mark in ".。!！?？")


_HEAD_TITLES = ("og:title", "title", "titulo", "título", "titre", "titel", "titolo")
_HEAD_LEADS = (
    "og:description",
    "description",
    "deck",
    "subtitle",
    "subtitulo",
    "subtítulo",
    "perex",
    "chapo",
    "lead",
    "summary",
)


def _head_passages(page: Page, printed: Sequence[Passage]) -> list[Passage]:
    """What the head says where the page does not print the same."""
    shown = " ".join(fold(one.text) for one in printed if one.place in (Place.TITLE, Place.STANDFIRST))
    told = (
        (Place.TITLE, page.head.meta(*_HEAD_TITLES) or page.head.title),
        (Place.STANDFIRST, page.head.meta(*_HEAD_LEADS)),
    )
    return [Passage(place, 0, " ".join(text.split())) for place, text in told if text and fold(text)[:60] not in shown]


Run = tuple[Passage, NameRun]
"""A run of capitalised words with the passage in which it stands."""


def gather_runs(passages: Iterable[Passage], pack: LanguagePack) -> list[Run]:
    """Every run of capitalised words, in page order."""
    honorifics = frozenset(word.strip(".") for word in pack.honorifics.words) | _HONORIFICS
    return [(passage, run) for passage in passages for run in find_runs(passage.text, honorifics)]


def _cut(text: str, run: NameRun, pack: LanguagePack) -> tuple[NameRun, ...]:
    """A run's parts: a person and their house, an owner and what is owned."""
    suffix = POSSESSIVES.get(pack.tag)
    words = run.words
    marked = suffix is not None and any(mark in text[words[0][0] : words[-1][1]] for mark in "'’")
    parts = _without_organisation(text, run, pack) if len(words) > 3 else (run,)
    return tuple(part for one in parts for part in _parted(text, one, suffix)) if suffix and marked else parts


def _without_organisation(text: str, run: NameRun, pack: LanguagePack) -> tuple[NameRun, ...]:
    """A run before and after the particles between a person and a house: "Jan Roth von der Universität Bergen"."""
    words = [text[start:end] for start, end in run.words]
    for at in range(2, len(words) - 1):
        if words[at].islower() and names_organisation(" ".join(words[at + 1 :]), pack):
            first = next(later for later in range(at, len(words)) if not words[later].islower())
            return NameRun(run.words[:at]), NameRun(run.words[first:])
    return (run,)


def _parted(text: str, run: NameRun, suffix: regex.Pattern[str]) -> Iterator[NameRun]:
    """A run cut after each word with a suffix set off by a mark: another thing follows it, as in "Roth's Salt"."""
    words: list[tuple[int, int]] = []
    for start, end in run.words:
        match = suffix.search(text, start, end)
        words.append((start, match.start() if match else end))
        if match:
            yield NameRun(tuple(words))
            words = []
    if words:
        yield NameRun(tuple(words))


def gather_candidates(
    passages: Sequence[Passage],
    runs: Sequence[Run],
    small: Counter[str],
    common: frozenset[str],
    pack: LanguagePack,
) -> list[Candidate]:
    """Everybody whom the runs name by two words or more, in page order."""
    runs = [
        (passage, part)
        for passage, run in runs
        if 2 <= len(run.words) <= 24
        for part in _cut(passage.text, run, pack)
        if len(part.words) > 1
    ]
    folds = [tuple(fold(passage.text[start:end]) for start, end in run.words) for passage, run in runs]
    counts = _count_parts(folds)
    shouted = {id(one) for one in passages if one.place is Place.TITLE and is_title_case(one.text, pack)}
    others = [folded for (passage, _), folded in zip(runs, folds, strict=True) if id(passage) not in shouted]
    elsewhere = _count_parts(others) if len(others) < len(runs) else counts
    found: dict[tuple[str, ...], Candidate] = {}
    for (passage, run), folded in zip(runs, folds, strict=True):
        part = _name_part(passage, run, folded, counts, small, common, pack)
        if part is None:
            continue
        if (id(passage) in shouted or passage.text.isupper()) and not _is_known(passage, run, part, elsewhere, pack):
            continue
        first, last = part
        start, end = run.words[first][0], run.words[last - 1][1]
        name = " ".join(passage.text[start:end].split())
        words = folded_words(name)
        if len(words) < 2:
            continue
        before = passage.text[run.start : start].strip()
        candidate = found.setdefault(words, Candidate(name, words))
        candidate.mentions.append(Mention(passage, start, end, before))
    return list(found.values())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence in which a mention stands; a mark after a short word does not end it."""
    begin = start
    while (
        begin > 0
        and start - begin < 400
        and not (text[begin - 1] in ".!?…。！？\n" and not _is_abbreviated(text, begin - 1))
    ):
        begin -= 1
    stop = end
    while (
        stop < len(text) and stop - end < 400 and not (text[stop] in ".!?…。！？\n" and not _is_abbreviated(text, stop))
    ):
        stop += 1
    return begin, stop


def _is_abbreviated(text: str, dot: int) -> bool:
    """Whether a full stop ends a short word or initial ("Dr.", "M.") and not the sentence."""
    if text[dot] != ".":
        return False
    word = text[max(0, dot - 4) : dot].rpartition(" ")[2]
    return (len(word) <= 3 and word[:1].isupper()) or text[dot + 1 : dot + 2].isalnum()


def is_title_case(text: str, pack: LanguagePack) -> bool:
    """Whether most words of an English headline bear a capital: then a capital says nothing."""
    if pack.tag not in ("en", "und"):
        return False
    words = _TITLE_WORD_RE.findall(text)
    return len(words) >= 4 and sum(is_capitalised(word) for word in words) >= 0.6 * len(words)


def _is_known(
    passage: Passage, run: NameRun, part: tuple[int, int], elsewhere: Counter[tuple[str, ...]], pack: LanguagePack
) -> bool:
    """Whether a part of such a headline stands elsewhere too, or right after "interview with"."""
    start, end = run.words[part[0]][0], run.words[part[1] - 1][1]
    mention = Mention(passage, start, end, "")
    if closes_title(mention) or precedes_genre(mention, pack):
        return True
    words = tuple(fold(passage.text[start:end]) for start, end in run.words[part[0] : part[1]])
    before = passage.text[:start].casefold()
    return elsewhere[words] > 0 or any(len(before[end:].split()) <= 4 for end in ends_of_genre(pack, before))


def closes_title(mention: Mention) -> bool:
    """Whether a title ends with a colon and the name: "Five minutes: Jan Roth"."""
    text = mention.passage.text
    closes = mention.passage.place is Place.TITLE and not text[mention.end :].strip(" \n.")
    return closes and text[: mention.start].rstrip().endswith((":", "："))


def precedes_genre(mention: Mention, pack: LanguagePack) -> bool:
    """Whether a line opens with the name and goes on with the genre: "Jan Roth talks to …"."""
    text = mention.passage.text
    if any(char.isalnum() for char in text[: mention.start]):
        return False
    after = text[mention.end : mention.end + _LONGEST_GENRE].casefold().lstrip()
    cut = pack.interview_words.opens(after)
    return cut > 0 and presents(after[:cut])


def ends_of_genre(pack: LanguagePack, text: str) -> Iterator[int]:
    """Where the genre's names ("interview", "conversation with") end in a casefolded text."""
    at = 0
    for _ in range(8):
        span = pack.interview_words.search(text[at:])
        if span is None:
            return
        yield at + span[1]
        at += span[1]


_TITLE_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}'’\-]+")
_WORD_BEFORE_RE = regex.compile(r"[\p{L}'’]+")
_LONGEST_GENRE = 40
_HONORIFICS = frozenset({"dr", "prof", "mr", "mrs", "ms", "st"})
_NOUN_RE = regex.compile(r"\p{Lu}[\p{L}\p{M}\-]+")
_ARTICLE_RE = regex.compile(r"(?<![\p{L}\p{M}])\p{Ll}{1,6}(?=\s$)")
_GERMAN_ARTICLE_RE = regex.compile(r"(?<![\p{L}\p{M}])\p{Ll}{1,6}(?=\s(?:\p{Ll}{2,20}(?:e|en|er|es|em)\s)?$)")
"""A small word right before a noun; in German an adjective may stand between."""


def find_common_nouns(runs: Iterable[Run], pack: LanguagePack) -> frozenset[str]:
    """Words with a capital that the page also prints after an article: things, not names."""
    if pack.tag.split("-")[0] in NAMES_TAKE_ARTICLES:
        return frozenset()
    articles = articles_of(pack)
    pattern, reach = (_GERMAN_ARTICLE_RE, 32) if pack.tag.startswith("de") else (_ARTICLE_RE, 8)
    found: set[str] = set()
    for passage, run in runs:
        text = passage.text
        for start, _ in run.words:  # not the first alone: "der" and "la" stand inside names too
            if start < 2 or not text[start - 1].isspace() or not text[start - 2].islower():
                continue
            nearest = text[max(0, start - reach) : start].rsplit(None, 2)[-2:]
            if articles.isdisjoint(nearest) and all(map(str.isalpha, nearest)):
                continue
            article = pattern.search(text, max(0, start - reach), start)
            noun = _NOUN_RE.match(text, start) if article and article[0] in articles else None
            if noun:
                found.add(noun[0])
    return frozenset(found)


_ADDRESS_RE = regex.compile(r"(?<!\S)[^\s@]*+@\S*+|https?://\S*+|www\.\S*+")
"""Mail and web addresses: small letters there say nothing."""


def count_words(passages: Iterable[Passage]) -> Counter[str]:
    """How often each word stands in the passages, as printed: so a small letter asks how often it is written small."""
    text = "\n".join(map(_without_addresses, passages))
    return Counter(split_words(text))


def _without_addresses(passage: Passage) -> str:
    text = passage.text
    has_address = "@" in text or "http" in text or "www." in text
    return _ADDRESS_RE.sub(" ", text) if has_address else text


def _count_parts(runs: Iterable[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """How often each sequence of two to five words stands in a run of folded words."""
    return Counter(
        [
            words[at : at + length]
            for words in runs
            for length in range(2, min(5, len(words)) + 1)
            for at in range(len(words) - length + 1)
        ]
    )


def _name_part(
    passage: Passage,
    run: NameRun,
    folded: tuple[str, ...],
    counts: Counter[tuple[str, ...]],
    small: Counter[str],
    common: frozenset[str],
    pack: LanguagePack,
) -> tuple[int, int] | None:
    """First and last word of the name within a run; None where the run holds none."""
    text = passage.text
    words = [text[start:end] for start, end in run.words]
    titles = _title_words(pack)
    articles = articles_of(pack)
    first, last = 0, len(words)
    if _is_date(passage.text, run, folded, pack):
        return None
    while (
        last - first >= 2
        and (
            words[first].casefold() in titles
            # "Is", "While": what the page writes small as well opens a sentence and no name, unless the pair recurs.
            or (counts[folded[first : first + 2]] < 2 and _is_written_small(words[first], small, pack))
        )
    ):
        first += 1
    while last - first >= 2 and words[last - 1].casefold() in titles:
        last -= 1
    while last - first > 2 and (is_office(words[first], words[first + 1 : last]) or words[first] in common):
        first += 1
    if pack.tag.startswith("de"):
        while last - first > 2 and GERMAN_OFFICE_RE.fullmatch(words[first]):
            first += 1
    while last - first >= 2 and words[first].islower():
        first += 1
    if last - first < 2 or (last - first == 2 and is_occupation(words[first])):
        return None
    best = max(
        (
            (at, stop)
            for at in range(first, last - 1)
            for stop in range(at + 2, min(last, at + 5) + 1)
            if not words[at].islower() and not words[stop - 1].islower() and words[at].casefold() not in articles
        ),
        default=None,
        key=lambda part: (counts[folded[part[0] : part[1]]], part[1] - part[0]),
    )
    if best is None:
        return None
    if counts[folded[best[0] : best[1]]] > 1:
        return best if _may_be_name(words[best[0] : best[1]]) else None
    # It stands here only: an office before the name shows by its hyphen or by an article before the run.
    before = _WORD_BEFORE_RE.findall(text[max(0, run.start - 24) : run.words[first][0]])
    if before and before[-1].casefold() in articles:
        if last - first == 2:
            return None
        first += 1
        while last - first >= 2 and words[first].islower():
            first += 1
        if last - first < 2:
            return None
    if last - first > 5:
        return None
    return (first, last) if _may_be_name(words[first:last]) else None


def _may_be_name(words: Sequence[str]) -> bool:
    """Whether a run may name a person: not all abbreviations, no lone capital at its end."""
    return (
        len(words[-1]) > 1
        and not all(word.isupper() and len(word) <= 3 for word in words)
        and is_capitalised(words[-1])
    )


@lru_cache(maxsize=64)
def _title_words(pack: LanguagePack) -> frozenset[str]:
    """Words that may bear a capital beside a name and are no part of it."""
    known = (pack.honorifics.words, pack.byline_words.words, function_words(pack), greetings(pack))
    return frozenset().union(_HONORIFICS, PREPOSITIONS, ARTICLES, *known)


def _is_written_small(word: str, small: Counter[str], pack: LanguagePack) -> bool:
    if len(word) == 1:
        return False
    folded = word.casefold()
    opens = folded in pack.answer_openings.words or folded in pack.question_openings.words
    return small[folded] > (0 if opens else 1)


def _is_date(text: str, run: NameRun, folded: Sequence[str], pack: LanguagePack) -> bool:
    """Whether a run with a month in it stands next to a number."""
    beside = text[max(0, run.start - 3) : run.start] + text[run.end : run.end + 3]
    return any(char.isdigit() for char in beside) and any(word == month for word in folded for month, _ in pack.months)


def precedes_article(mention: Mention, pack: LanguagePack) -> bool:
    """Whether an article stands before the name and no office between: it names a thing."""
    if mention.before:
        return mention.before.split()[-1].casefold() in articles_of(pack)
    before = _WORD_BEFORE_RE.findall(mention.passage.text[max(0, mention.start - 16) : mention.start])
    return bool(before) and before[-1].casefold() in articles_of(pack)


def is_around(candidate: Candidate) -> bool:
    """Whether a name stands outside the turns too."""
    return any(mention.passage.place < Place.QUESTION for mention in candidate.mentions)


def is_shouted(candidate: Candidate) -> bool:
    """Whether a word of the name is an abbreviation in capitals, or the whole is."""
    return any(len(word) > 1 and word.isupper() and "." not in word for word in candidate.name.split())


def prominence(candidate: Candidate) -> tuple[int, int, int]:
    """How much the article makes of a candidate: places around the conversation first, then mentions."""
    around = sum(mention.passage.place < Place.CAPTION for mention in candidate.mentions)
    return min(around, 3), len(candidate.mentions), -candidate.first
