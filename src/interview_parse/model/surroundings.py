"""What stands around the page's conversations, gathered once: passages, names, the house, the words written small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from urllib.parse import urlsplit

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.mentions import (
    Candidate,
    Mention,
    Passage,
    Place,
    Run,
    count_words,
    find_common_nouns,
    gather_candidates,
    gather_passages,
    gather_runs,
)
from interview_parse.model.names import fold, folded_words, is_uncased
from interview_parse.model.nouns import is_occupation
from interview_parse.model.organisations import names_organisation
from interview_parse.model.types import Person
from interview_parse.segmenter.segmentation import Segmentation
from interview_parse.tokenizer.page import Page

EDGE = ' \t\n\u00a0.,;:：，。、|/–—-*_#>~“”„"«»()[]【】（）<>'
"""What may stand at the edge of a name without being of it."""

_MOST_AUTHORS = 20
_TELLING = (Place.INTRODUCTION, Place.STANDFIRST, Place.TITLE, Place.QUESTION, Place.HEADING)
"""Where a name that stands without its other half shows that the two are one person's."""
_ARTICLES = ("the ", "die ", "der ", "le ", "la ", "el ", "il ")
_HOUSE_RE = regex.compile(
    r"(?:[报報社网網台刊]|周刊|杂志|雜誌|新闻|新聞|時報|日報|编辑部|編集部|"
    r"news|magazine|zeitung|times|radio|tv|fm|post|press|media|blog)$",
    regex.IGNORECASE,
)
"""How the names of publications end."""
_TITLE_PART_RE = regex.compile(r"\s[|–—\-·:»]\s|[|_]")


@attrs.frozen(eq=False)
class Surroundings:
    """Everything around the page's conversations that tells who is who."""

    page: Page
    pack: LanguagePack
    authors: tuple[Person, ...]
    passages: tuple[Passage, ...]
    """In page order; what only the head says comes first."""
    titles: tuple[str, ...]
    """The first few titles, each by its beginning."""
    candidates: tuple[Candidate, ...]
    """Everybody whom the passages name, and the authors."""
    houses: frozenset[str]
    """Folded names of the site."""
    printed: AbstractSet[str]
    """Words as the text prints them: with a small letter first, it writes them small."""
    common: frozenset[str]
    """Folded words with a capital that the text prints after an article."""
    lone: frozenset[str]
    """Folded words with a capital that stand without another beside them."""
    by_end: dict[str, list[Candidate]]
    """Candidates by the first and the last word of their names, folded."""
    by_letter: dict[str, list[Candidate]]
    """Candidates by the first letters of these words."""

    @cached_property
    def honorifics(self) -> frozenset[str]:
        """Titles before names, without full stops."""
        words = frozenset(word.strip(".") for word in self.pack.honorifics.words)
        return words | {"dr", "prof", "mr", "mrs", "ms"}

    @cached_property
    def first_answer(self) -> int:
        """Where the first answer starts; -1 where there is none."""
        return next((one.start for one in self.passages if one.place is Place.ANSWER), -1)

    @cached_property
    def second_answer(self) -> int:
        """Where the second answer starts, or the only one; -1 where there is none."""
        starts = [one.start for one in self.passages if one.place is Place.ANSWER]
        return starts[min(1, len(starts) - 1)] if starts else -1

    @cached_property
    def _joined_houses(self) -> frozenset[str]:
        return self.houses.union(house.replace(" ", "") for house in self.houses)

    def is_generic(self, label: str) -> bool:
        """Whether the pack lists the label as naming nobody: "Q", "Answer", "Reporter"."""
        folded = label.casefold()
        pack = self.pack
        return any(
            folded in one
            for one in (pack.question_labels, pack.answer_labels, pack.interviewer_words, pack.interview_words)
        )

    def names_nobody(self, label: str) -> bool:
        """Whether a label is an office or a word of the language, which the page writes small elsewhere."""
        common = len(label) > 4 and self.writes_small(label) and not is_uncased(label) and not label.islower()
        return self.is_generic(label) or common

    def writes_small(self, word: str) -> bool:
        """Whether the text also prints a word without its capital."""
        folded = word.casefold()
        return folded in self.printed and folded[0].islower()

    def is_house(self, label: str, *, asks: bool) -> bool:
        """Whether a label is the publication: the site's name, or on the asking side an abbreviation."""
        folded = fold(label)
        joined = folded.replace(" ", "")
        if folded in self.houses or joined in self._joined_houses:
            return True
        if not asks:
            return False
        if _HOUSE_RE.search(label) or folded.startswith(_ARTICLES):
            return True
        return label.isupper() and len(joined) <= 5


def look_around(
    page: Page, segmentation: Segmentation, authors: tuple[Person, ...], pack: LanguagePack
) -> Surroundings:
    """What stands around the page's conversations."""
    authors = tuple(one for one in authors[:_MOST_AUTHORS] if _may_sign(one, pack))
    passages = tuple(gather_passages(page, segmentation))
    runs = gather_runs(passages, pack)
    common = find_common_nouns(runs, pack)
    in_text = count_words(one for one in passages if one.place not in (Place.TITLE, Place.BYLINE))
    small = in_text.copy()
    small.update(count_words(one for one in passages if one.place in (Place.TITLE, Place.BYLINE)))
    candidates = tuple(gather_candidates(passages, runs, small, common, pack))
    known = {one.words for one in candidates}
    candidates += tuple(_signed(author) for author in authors if _is_new(author, known))
    by_end: dict[str, list[Candidate]] = {}
    by_letter: dict[str, list[Candidate]] = {}
    for one in candidates:
        for word in dict.fromkeys((one.words[0], one.words[-1])):
            by_end.setdefault(word, []).append(one)
        for letter in dict.fromkeys((one.words[0][0], one.words[-1][0])):
            by_letter.setdefault(letter, []).append(one)
    return Surroundings(
        page=page,
        pack=pack,
        authors=authors,
        passages=passages,
        titles=tuple(one.text[:300] for one in passages if one.place is Place.TITLE)[:3],
        candidates=candidates,
        houses=frozenset(_house_names(page)),
        printed=in_text.keys(),
        common=frozenset(map(fold, common)),
        lone=frozenset(_lone(runs)),
        by_end=by_end,
        by_letter=by_letter,
    )


def _may_sign(author: Person, pack: LanguagePack) -> bool:
    """Whether whom the page calls its author may be a person: no desk or house, no date, no part of an address."""
    words = author.name.split()
    dated = any(word.isdigit() for word in words) and len(words) > 1
    slug = author.name.islower() and "-" in author.name
    return not dated and not slug and not names_organisation(author.name, pack)


def _is_new(author: Person, known: set[tuple[str, ...]]) -> bool:
    words = folded_words(author.name)
    return len(words) > 1 and words not in known


def _signed(author: Person) -> Candidate:
    passage = Passage(Place.BYLINE, 0, author.name)
    return Candidate(author.name, folded_words(author.name), [Mention(passage, 0, len(author.name), "")])


def _lone(runs: Sequence[Run]) -> Iterator[str]:
    for passage, run in runs:
        if passage.place not in _TELLING or len(run.words) > 2:
            continue
        first, last = run.words[0], run.words[-1]
        if len(run.words) == 1 or is_occupation(passage.text[first[0] : first[1]]):
            words = folded_words(passage.text[last[0] : last[1]])
            if len(words) == 1:
                yield words[0]


def _house_names(page: Page) -> Iterator[str]:
    """Folded names of the site, from its head and address."""
    head = page.head
    names = ("og:site_name", "application-name", "publisher", "twitter:site", "dc.publisher")
    values = [head.meta(name) or "" for name in names]
    parts = _TITLE_PART_RE.split(head.title or "")
    if len(parts) > 1:
        values += parts[-1:]
    elif len(parts[0].split()) <= 2:
        values += parts
    addresses = (page.url, head.meta("og:url"), *(link.href for link in head.links if link.rel == "canonical"))
    for address in addresses:
        try:
            host = urlsplit(address or "").hostname or ""
        except ValueError:
            continue
        values += host.removeprefix("www.").split(".")[-2:-1]
    yield from (folded for folded in map(fold, values) if folded)
