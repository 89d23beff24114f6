"""Who answers and who asks: labels, initials and surnames resolved to the full names that the page prints.

A label resolves to the name that fits it best. Where the turns bear no labels, the answering side is whoever the
title, the standfirst and the introduction present, and whom the questions address; the asking side is whoever a
credit line or the byline names. Every piece of evidence counts some points; the table is ``_POINTS``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.mentions import (
    Candidate,
    Mention,
    Passage,
    Place,
    ends_of_genre,
    find_common_nouns,
    gather_candidates,
    gather_passages,
    is_office,
    precedes_article,
    sentence_around,
    small_words,
)
from interview_parse.model.names import (
    find_runs,
    fold,
    folded_words,
    is_capitalised,
    is_function_word,
    is_uncased,
    looks_like_name,
    names_guest,
    presents,
    read_signature,
    split_names,
    split_pair,
)
from interview_parse.model.types import Person, TurnRole
from interview_parse.segmenter.segmentation import Conversation, Segmentation, SpokenTurn
from interview_parse.tokenizer.page import Page

_POINTS = {
    "title": 4.0,
    "standfirst": 3.0,
    "introduction": 1.0,
    "introduction again": 0.5,
    "introduction opens": 1.0,
    "hinted": 1.5,
    "several places": 0.5,
    "speaks": 1.0,
    "told of in answers": -1.0,
    "box opens": 2.0,
    "box": 0.3,
    "caption": 1.0,
    "heading": 1.0,
    "beside the genre": 2.5,
    "after the genre": 3.0,
    "title opens": 3.0,
    "office before": 1.0,
    "word before": 0.3,
    "office after": 0.7,
    "part alone": 1.5,
    "addressed": 4.0,
    "addressed again": 1.5,
    "honorific": 1.0,
    "article before": -3.0,
    "abbreviation": -2.0,
    "common noun": -2.5,
    "signs": -4.0,
    "asks": -20.0,
}
"""What each kind of evidence for being the one interviewed counts."""

_ENOUGH = 2.5
_ALONE = 1.5
"""Fewer points name nobody; a lone candidate, far ahead of the next, needs fewer."""

_INFLECTING = frozenset(
    {"cs", "sk", "pl", "ru", "uk", "sr", "hr", "sl", "bs", "be", "lt", "lv", "et", "fi", "hu", "el", "la"}
)
"""Languages whose names change by case: a label shows the form that stands alone."""

_PERSONAL = frozenset(
    (
        *(
            "title opens",
            "beside the genre",
            "after the genre",
            "office before",
            "office after",
            "part alone",
            "addressed",
        ),
        *("honorific", "box opens", "speaks", "introduction opens", "hinted", "several places"),
    )
)
"""Evidence that a candidate is a person at all; without any, it is a thing with capitals."""

_EDGE = ' \t\n\u00a0.,;:：，。、|/–—-*_#>~“”„"«»()[]【】（）<>'
_AFTER_RE = regex.compile(
    r"\s{0,2}[,，]\s(?P<comma>[^.!?;:–—()\n]{3,110}?)(?=,\s|[.!?;:–—()\n]|$)|\s{0,2}[(（](?P<aside>[^()（）\n]{2,80})[)）]"
)
"""An apposition after a name: between commas, or in brackets."""
_ALIAS_RE = regex.compile(r"\s{0,2}[(（\[](?P<aside>[^()（）\[\]\n]{1,60})[)）\]]")
_ADDRESS_RE = regex.compile(
    r"(?:^|[,;!:.¡¿–—-]\s{0,2})(?P<name>(?:[\p{L}.]{1,14}\s){0,2}[\p{L}'’\-]{2,20})(?=\s{0,2}(?:[,!?–—:…]|\.{2,3}|\s-\s))"
    r"|,\s(?P<last>[\p{L}'’\-]{2,20})\.(?=\s|$)"
)
"""Somebody addressed: a word or three between a stop and a comma."""
_QUOTED_TITLE_RE = regex.compile(r"(?P<name>[^:：\"“„«»‘'「『\d]{2,40}?)\s{0,2}(?:[:：]|\s[-–—|])\s{0,2}[\"“„«»‘'「『]")
_COLON_TITLE_RE = regex.compile(r"(?P<name>[^:：\"“„«»「『\d]{4,40}?)(?:\s{0,2}[:：]|\s[–—|-])\s")
_LINKING = r"\s{0,2}[:–—-]?\s{0,2}(?:(?!(?:by|von|par|por|di)\b)\p{Ll}{1,9}\s){0,3}"
_NAME_WORD = r"[^\s,.:;!?()\[\]|–—„“\"«»]"
_PRESENTED_RE = regex.compile(
    rf"{_LINKING}(?P<name>\p{{Lu}}{_NAME_WORD}{{1,30}}(?:\s\p{{Lu}}{_NAME_WORD}{{1,30}}){{0,3}})"
)
"""A name after the genre's: "Interview with Jan Roth"."""
_PRESENTED_WHOLE_RE = regex.compile(
    rf"{_LINKING}(?P<name>\p{{Lu}}{_NAME_WORD}{{1,30}}\s\p{{Ll}}{_NAME_WORD}{{2,30}})(?=\s{{0,2}}[,.(]|\s*$)"
)
"""The same where the family name is written small."""
_SIGNED_RE = regex.compile(r"\s(?:by|von|par|por|di|door|av|od|от)\s(?P<name>\S{2,30}(?:\s\p{Lu}\S{1,30}){0,3})\s*$")
_READING_RE = regex.compile(r"(\p{Han}{1,4})\p{Katakana}{1,10}\s?(\p{Han}{1,4})\p{Katakana}{1,10}")
"""A Japanese name with its reading printed after each part."""
_OPENING_NAME_RE = regex.compile(r"\W*(\p{Han}{2,4}|\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+)(?=\s?[（(，,：])")
_HAN_BEFORE_RE = regex.compile(r"(\p{Han}{2,4})[（(]$")
_UNCLOSED_RE = regex.compile(r"[(（\[][^()（）\[\]]*$")
_NOTE_RE = regex.compile(r"[注註按]$|^注")
_HOUSE_RE = regex.compile(
    r"(?:[报報社网網台刊]|周刊|杂志|雜誌|新闻|新聞|新闻网|時報|日報|编辑部|編集部|news|magazine|zeitung|times|radio|tv|fm|post|press|media|blog)$",
    regex.IGNORECASE,
)
"""How the names of publications end."""


@attrs.frozen(eq=False)
class People:
    """The persons of each conversation, and who speaks each turn."""

    _sides: tuple[_Sides, ...] = ()

    def interviewees(self, number: int) -> tuple[Person, ...]:
        """Who answers in the conversation of that number, from 0, in the order of their turns."""
        return self._sides[number].interviewees if number < len(self._sides) else ()

    def interviewers(self, number: int) -> tuple[Person, ...]:
        """Who asks in it, where the page names a person."""
        return self._sides[number].interviewers if number < len(self._sides) else ()

    def speaker(self, turn: SpokenTurn) -> Person | None:
        """Who speaks a turn: by its label, or where only one person can be meant."""
        start = turn.spans[0].start if turn.spans else -1
        for sides in self._sides:
            if sides.start <= start < sides.end:
                return sides.speaker(turn)
        return None


@attrs.frozen(eq=False)
class _Sides:
    """One conversation's persons."""

    start: int
    end: int
    by_key: dict[str, Person | None]
    interviewees: tuple[Person, ...]
    interviewers: tuple[Person, ...]
    several_answer: bool
    several_ask: bool

    def speaker(self, turn: SpokenTurn) -> Person | None:
        """Who speaks a turn."""
        key = _key(turn)
        if key is not None and key in self.by_key:
            person = self.by_key[key]
            if person is not None or turn.role is TurnRole.ANSWER:
                return person
        if key is not None and not turn.names_nobody and turn.role is TurnRole.ANSWER:
            return None
        asks = turn.role is TurnRole.QUESTION
        side, several = (self.interviewers, self.several_ask) if asks else (self.interviewees, self.several_answer)
        return side[0] if len(side) == 1 and not several else None


def resolve_people(page: Page, segmentation: Segmentation, authors: tuple[Person, ...], pack: LanguagePack) -> People:
    """The persons of every conversation on the page."""
    if not segmentation.conversations:
        return People()
    cast = _Cast(page, segmentation, authors, pack)
    return People(tuple(cast.sides(conversation) for conversation in segmentation.conversations))


def _key(turn: SpokenTurn) -> str | None:
    return turn.speaker_key or (fold(turn.voice) if turn.voice else None)


@attrs.frozen
class _Voice:
    """One label of a conversation, in all its printed forms."""

    key: str
    labels: tuple[str, ...]
    """The longest first."""
    asked: int
    answered: int
    first: int = 0
    """Number of its first turn, from 0."""
    quoted: bool = False
    """Whether the label stands in quotation marks."""


@attrs.frozen(eq=False)
class _Cast:
    """Everybody around the page's conversations."""

    page: Page
    segmentation: Segmentation
    authors: tuple[Person, ...]
    pack: LanguagePack
    passages: list[Passage] = attrs.field(init=False)
    candidates: list[Candidate] = attrs.field(init=False)
    houses: frozenset[str] = attrs.field(init=False)
    small: frozenset[str] = attrs.field(init=False)
    common: frozenset[str] = attrs.field(init=False)

    @passages.default
    def _gather_passages(self) -> list[Passage]:
        return gather_passages(self.page, self.segmentation)

    @candidates.default
    def _gather_candidates(self) -> list[Candidate]:
        found = gather_candidates(self.passages, self.pack)
        known = {one.words for one in found}
        for author in self.authors:
            words = folded_words(author.name)
            if len(words) > 1 and words not in known:
                passage = Passage(Place.BYLINE, 0, author.name)
                found.append(Candidate(author.name, words, [Mention(passage, 0, len(author.name), "")]))
        return found

    @houses.default
    def _gather_houses(self) -> frozenset[str]:
        return frozenset(_house_names(self.page))

    @small.default
    def _gather_small(self) -> frozenset[str]:
        return frozenset(
            word
            for passage in self.passages
            if passage.place not in (Place.TITLE, Place.BYLINE)
            for word in small_words(passage.text)
        )

    @common.default
    def _gather_common(self) -> frozenset[str]:
        return frozenset(map(fold, find_common_nouns(self.passages, self.pack)))

    # both sides of one conversation

    def sides(self, conversation: Conversation) -> _Sides:
        """Who answers and who asks in a conversation."""
        voices = self._voices(conversation)
        by_key: dict[str, Person | None] = {}
        unlabelled = sum(_key(turn) is None for exchange in conversation.exchanges for turn in exchange.answers)
        most = max([unlabelled, *(voice.answered for voice in voices)])
        for voice in voices:
            person = self._resolve(voice, asks=voice.asked > voice.answered)
            opening = voice.first < 4
            if (
                person is not None
                and not opening
                and 0 < voice.answered <= min(5, most // 4)
                and not self._is_known(person, voice.answered)
            ):
                # A word before a colon inside an answer is no speaker.
                person = None
            by_key[voice.key] = person
        by_key |= self._abbreviated(voices, by_key)
        answering = [voice for voice in voices if voice.answered >= voice.asked]
        asking = [voice for voice in voices if voice.answered < voice.asked]
        interviewees = _folded_together(
            person
            for voice in answering
            for person in ([by_key[voice.key]] if by_key[voice.key] else self._jointly(voice))
        )
        askers = _folded_together(by_key[voice.key] for voice in asking)
        credited = self._credited(interviewees)
        if not interviewees:
            interviewees = self._presented(conversation, [*askers, *credited])
        interviewers = [one for one in askers if not _is_among(one, interviewees)]
        interviewers += [one for one in credited if not _is_among(one, [*interviewers, *interviewees])]
        unnamed = {fold(voice.labels[0]) for voice in asking if by_key[voice.key] is None}
        signing = [one for one in self._signing(interviewees) if fold(one.name) not in unnamed]
        interviewers = interviewers or signing
        return _Sides(
            start=conversation.span.start,
            end=conversation.span.end,
            by_key={key: self._fullest(person, [*interviewees, *interviewers]) for key, person in by_key.items()},
            interviewees=tuple(self._described(person) for person in interviewees),
            interviewers=tuple(self._described(person) for person in interviewers),
            several_answer=len(interviewees) > 1,
            several_ask=len(interviewers) > 1,
        )

    def _is_known(self, person: Person, turns: int) -> bool:
        """Whether the name stands outside the labels too."""
        name = fold(person.name)
        return any(_is_same(person, Person(name=one.name)) for one in self.candidates) or any(
            name in fold(one.text)
            for one in self.passages
            if turns > 1 and one.place < Place.CAPTION and is_uncased(person.name)
        )

    def _fullest(self, person: Person | None, side: Sequence[Person]) -> Person | None:
        """The same person as the sides list it, so that a speaker compares equal to it."""
        if person is None:
            return None
        same = next((one for one in side if _is_same(one, person)), person)
        return self._described(same)

    def _voices(self, conversation: Conversation) -> list[_Voice]:
        """The conversation's labels in order of their first turn."""
        labels: dict[str, Counter[str]] = {}
        asked: Counter[str] = Counter()
        answered: Counter[str] = Counter()
        nobody: set[str] = set()
        quoted: set[str] = set()
        first: dict[str, int] = {}
        number = -1
        for exchange in conversation.exchanges:
            for turn in (*exchange.questions, *exchange.answers):
                number += 1
                key = _key(turn)
                if key is None:
                    continue
                first.setdefault(key, number)
                if turn.names_nobody:
                    nobody.add(key)
                printed = turn.label.of(self.page.text) if turn.label else turn.voice
                if turn.label and self.page.text[turn.label.start - 1 : turn.label.start] in tuple('"„“«”'):
                    quoted.add(key)
                labels.setdefault(key, Counter())[printed or key] += 1
                (asked if turn.role is TurnRole.QUESTION else answered)[key] += 1
        return [
            _Voice(
                key,
                tuple(sorted(forms, key=lambda form: (-len(form), form))),
                asked[key],
                answered[key],
                first[key],
                key in quoted,
            )
            for key, forms in labels.items()
            if key not in nobody
        ]

    # labels

    def _resolve(self, voice: _Voice, *, asks: bool) -> Person | None:
        """Whom a label names; None where it is an office, a publication or several persons at once."""
        if asks and voice.quoted:
            # A name in quotation marks is a publication's.
            return None
        full = [label for label in voice.labels if len(fold(label)) > 2 and self._may_speak(self._stripped(label)[0])]
        for label in full or voice.labels:
            bare, role = self._stripped(label)
            if not bare or self._names_nobody(bare):
                continue
            if len(split_names(bare, self.pack.tag)) > 1 and not looks_like_name(bare, self.pack):
                continue
            if asks and self._is_house(bare, asks=False):
                continue
            called = self._called(bare)
            if called:
                return Person(name=called, role=role)
            candidate = self._named(bare)
            if candidate is not None and asks and bare.isupper() and len(bare) <= 5 and not _is_around(candidate):
                # An abbreviation that asks is the house that the questions spell out.
                candidate = None
            if candidate is not None:
                return Person(name=self._nominative(candidate, bare), role=role)
            if self._is_house(bare, asks=asks):
                continue
            if (asks and not self._may_ask(bare)) or not self._may_speak(bare):
                continue
            name = self._introduced_as(bare) or self._spelled_out(bare) or bare
            if is_uncased(name):
                name = regex.split(r"[\-－–—·\s]", name)[-1] or name
            return Person(name=name, role=role)
        return None

    def _abbreviated(self, voices: Sequence[_Voice], by_key: dict[str, Person | None]) -> dict[str, Person | None]:
        """Labels of one letter that abbreviate a longer label of their side: "W" after a first "Weber"."""
        found: dict[str, Person | None] = {}
        for voice in voices:
            letter = fold(voice.labels[0]).replace(" ", "")
            longer = [
                one
                for one in voices
                if one is not voice
                and (one.asked > one.answered) == (voice.asked > voice.answered)
                and len(fold(one.labels[0])) > 2
                and fold(one.labels[0]).startswith(letter)
            ]
            if len(letter) == 1 and len(longer) == 1:
                found[voice.key] = by_key[longer[0].key]
        return found

    def _jointly(self, voice: _Voice) -> list[Person]:
        """The persons of a label that several share ("A. and B.", "M/G/S"); none where a part is unknown."""
        parts = split_names(voice.labels[0], self.pack.tag)
        if len(parts) < 2:
            return []
        named = [self._named(part) for part in parts]
        return [Person(name=one.name) for one in named if one] if all(named) else []

    def _stripped(self, label: str) -> tuple[str, str | None]:
        """The label's name without honorific, bracket and what follows a comma; the latter is a role."""
        label = " ".join(label.split()).strip(_EDGE + "'‘’\"")
        label = _UNCLOSED_RE.sub("", label)
        aside = _ALIAS_RE.search(label)
        role = None
        if aside and aside.start():
            role = aside["aside"].strip(_EDGE) if len(aside["aside"]) > 3 else None
            label = label[: aside.start()] + label[aside.end() :]
        name, comma, rest = label.partition(",")
        if comma and len(name.split()) >= 2:
            label, role = name, rest.strip(_EDGE) or role
        words = label.split()
        while len(words) > 1 and words[0].casefold().strip(".") in self._honorifics:
            words = words[1:]
        return " ".join(words).strip(_EDGE), role

    @property
    def _honorifics(self) -> frozenset[str]:
        return frozenset(word.strip(".") for word in self.pack.honorifics.words) | {"dr", "prof", "mr", "mrs", "ms"}

    def _names_nobody(self, label: str) -> bool:
        """Whether a label is an office or a word of the language, which the page writes small elsewhere."""
        common = len(label) > 4 and label.casefold() in self.small and not is_uncased(label) and not label.islower()
        return self._is_generic(label) or common

    def _is_generic(self, label: str) -> bool:
        folded = label.casefold()
        return (
            folded in self.pack.question_labels
            or folded in self.pack.answer_labels
            or folded in self.pack.interviewer_words
            or folded in self.pack.interview_words
        )

    def _named(self, label: str) -> Candidate | None:
        """The name that a label stands for: whole, in part, by initials, announced, misspelt or inflected."""
        words = folded_words(label)
        if not words:
            return None
        for fits in (self._fits_words, self._fits_alias, self._fits_initials, self._fits_nearly):
            fitting = [one for one in self.candidates if fits(label, words, one)]
            if fitting:
                return max(fitting, key=lambda one: (not _is_shouted(one), _prominence(one)))
        return None

    def _called(self, letter: str) -> str | None:
        """The one first name or pen name of the introduction that a label of one letter abbreviates."""
        if len(letter) != 1 or not letter.isalpha():
            return None
        counts: Counter[str] = Counter()
        for passage in self.passages:
            if passage.place in (Place.TITLE, Place.STANDFIRST, Place.INTRODUCTION) and not passage.text.isupper():
                for run in find_runs(passage.text):
                    name = passage.text[run.start : run.end]
                    if len(run.words) == 1 and name[0] == letter and name.casefold() not in self.small:
                        counts[name] += 1
        best = counts.most_common(2)
        if not best or best[0][1] < 2 or (len(best) > 1 and best[1][1] == best[0][1]):
            return None
        fuller = self._named(best[0][0])
        return fuller.name if fuller and not _is_shouted(fuller) else best[0][0]

    def _fits_words(self, label: str, words: tuple[str, ...], candidate: Candidate) -> bool:
        own = candidate.words
        if len(words) == 1:
            return len(words[0]) > 1 and words[0] in (own[0], own[-1])
        return set(words) <= set(own) or (set(own) <= set(words) and len(words) - len(own) <= 1)

    def _fits_alias(self, label: str, words: tuple[str, ...], candidate: Candidate) -> bool:
        """ "Jan Roth (JR)": the label stands in brackets after the name."""
        for mention in candidate.mentions[:12]:
            match = _ALIAS_RE.match(mention.passage.text, mention.end)
            if (
                match
                and folded_words(match["aside"])[-len(words) :] == words
                and len(folded_words(match["aside"])) <= 4
            ):
                return True
        return False

    def _fits_initials(self, label: str, words: tuple[str, ...], candidate: Candidate) -> bool:
        letters = "".join(words)
        if not 1 <= len(letters) <= 4 or not letters.isalpha() or any(len(word) > 4 for word in words):
            return False
        initials = [word[0] for word in candidate.words]
        small = [word for word in candidate.name.split() if word[0].islower()]
        strict = "".join(word[0] for word in candidate.words if word not in {fold(one) for one in small})
        wide = "".join(
            char for word in candidate.name.split() for char in fold("".join(c for c in word if c.isupper()))
        )
        if letters in ("".join(initials), strict, wide):
            return len(letters) > 2 or any(mention.passage.place < Place.QUESTION for mention in candidate.mentions)
        # Two of three names, or one: only for somebody whom the article presents.
        ends = initials[0] + initials[-1]
        return (letters == ends or letters in (initials[0], initials[-1])) and any(
            mention.passage.place <= Place.BYLINE for mention in candidate.mentions
        )

    def _fits_nearly(self, label: str, words: tuple[str, ...], candidate: Candidate) -> bool:
        if len(words) == 1:
            return any(is_nearly(words[0], own) for own in (candidate.words[0], candidate.words[-1]))
        return len(words) == len(candidate.words) and all(map(is_nearly, words, candidate.words))

    def _nominative(self, candidate: Candidate, label: str) -> str:
        """The name, with the label's own spelling where the text inflects it."""
        if not self.pack.spaced:
            for mention in candidate.mentions:
                # A Latin name in brackets after the Chinese one: the latter is the page's.
                before = _HAN_BEFORE_RE.search(mention.passage.text[max(0, mention.start - 6) : mention.start])
                if before:
                    return str(before[1])
        name = _basic_form(candidate.name, self.pack.tag)
        words, own = folded_words(label), folded_words(name)
        if len(words) > 1 and len(words) == len(candidate.words) and words != candidate.words:
            return label if self.pack.tag in _INFLECTING else name
        if (
            len(words) == 1
            and self.pack.tag in _INFLECTING
            and words[0] not in own
            and len(own) == 2
            and len(words[0]) > 3
        ):
            printed = label.title() if label.isupper() and not candidate.name.isupper() else label
            parts = name.split()
            if is_nearly(words[0], own[0]):
                return " ".join([printed, *parts[1:]])
            if is_nearly(words[0], own[-1]):
                return " ".join([*parts[:-1], printed])
        return name

    def _is_house(self, label: str, *, asks: bool) -> bool:
        """Whether a label is the publication: the site's name, or on the asking side an abbreviation."""
        folded = fold(label)
        joined = folded.replace(" ", "")
        if (
            folded in self.houses
            or joined in self.houses
            or any(house.replace(" ", "") == joined for house in self.houses)
        ):
            return True
        if not asks:
            return False
        if _HOUSE_RE.search(label) or folded.startswith(("the ", "die ", "der ", "le ", "la ", "el ", "il ")):
            return True
        return label.isupper() and len(joined) <= 5

    def _may_speak(self, label: str) -> bool:
        """Whether an unknown label may be a name: one word, or words with capitals; no note of the editors."""
        if is_uncased(label):
            return len(label) <= 16 and not _NOTE_RE.search(label)
        words = label.split()
        return len(words) == 1 or (len(words) <= 5 and is_capitalised(words[0]) and is_capitalised(words[-1]))

    def _introduced_as(self, label: str) -> str | None:
        """The name that opens the paragraph which announces a short label ("…, in the following: JR")."""
        if len(label) > 4 or not label.isascii():
            return None
        for passage in self.passages:
            if passage.place >= Place.QUESTION:
                continue
            for line in passage.text.split("\n"):
                opening = _OPENING_NAME_RE.match(line)
                if opening and regex.search(rf"(?<![A-Za-z]){regex.escape(label)}(?![A-Za-z])", line[opening.end() :]):
                    return str(opening[1])
        return None

    def _spelled_out(self, label: str) -> str | None:
        """The words of title or introduction that a label abbreviates by their first letters ("rgb")."""
        letters = fold(label).replace(" ", "")
        if not 3 <= len(letters) <= 5 or not letters.isalpha():
            return None
        for passage in self.passages:
            if passage.place > Place.INTRODUCTION:
                continue
            words = regex.findall(r"[\p{L}'’.\-]+", passage.text[:1000])
            for at in range(len(words) - len(letters) + 1):
                part = words[at : at + len(letters)]
                if all(fold(word)[:1] == letter for word, letter in zip(part, letters, strict=True)):
                    return " ".join(part)
        return None

    def _may_ask(self, label: str) -> bool:
        """Whether an unknown label on the asking side may be a person's name."""
        if is_uncased(label):
            return False
        words = label.split()
        return len(words) <= 3 and not any(is_function_word(word, self.pack) for word in words)

    # who is presented

    def _presented(self, conversation: Conversation, others: Sequence[Person]) -> list[Person]:
        """Whom an interview without labels is with: one where it is clear, several where the text names several."""
        addressed = self._addressed(conversation)
        candidates = [*self.candidates, *self._further_candidates(addressed)]
        points = {id(one): self._points(one, addressed, others) for one in candidates}
        ranked = sorted(candidates, key=lambda one: (-points[id(one)], one.first))
        if not ranked:
            return []
        best = ranked[0]
        ahead = points[id(best)] - max([points[id(one)] for one in ranked[1:] if not _shares(one, best)], default=0.0)
        if points[id(best)] < (_ALONE if ahead >= 1.0 else _ENOUGH):
            return []
        joined = [
            one
            for one in ranked[1:8]
            if points[id(one)] >= max(_ENOUGH, 0.55 * points[id(best)])
            and _stand_together(best, one, self.pack)
            and not _shares(one, best)
        ]
        chosen = sorted([best, *joined], key=lambda one: one.first)
        return [Person(name=_basic_form(self._longer(one).name, self.pack.tag)) for one in chosen]

    def _longer(self, candidate: Candidate) -> Candidate:
        """The fullest name that a single word stands for."""
        if len(candidate.words) > 1:
            return candidate
        fuller = [one for one in self.candidates if candidate.words[0] in (one.words[0], one.words[-1])]
        return max(fuller, key=_prominence, default=candidate)

    def _points(self, candidate: Candidate, addressed: Counter[str], others: Sequence[Person]) -> float:
        evidence = list(self._evidence(candidate, addressed, others))
        points = sum(_POINTS[name] * times for name, times in evidence)
        return points if any(name in _PERSONAL for name, _ in evidence) else min(points, 0.0)

    def _evidence(
        self, candidate: Candidate, addressed: Counter[str], others: Sequence[Person]
    ) -> Iterator[tuple[str, float]]:
        """What speaks for and against a candidate's being the one interviewed, each by name."""
        places = Counter(mention.passage.place for mention in candidate.mentions)
        for place, name in _ONCE.items():
            if places[place]:
                yield name, 1
        if candidate.hint:
            yield "hinted", 1
        if sum(bool(places[place]) for place in (Place.TITLE, Place.STANDFIRST, Place.INTRODUCTION, Place.CAPTION)) > 1:
            yield "several places", 1
        yield "introduction again", min(4, max(0, places[Place.INTRODUCTION] - 1))
        around = [
            one
            for one in candidate.mentions
            if one.passage.place <= Place.INTRODUCTION or one.passage.place is Place.OTHER
        ]
        if any(self._is_beside_genre(one) for one in around):
            yield "beside the genre", 1
        if any(self._is_after_genre(one) for one in around):
            yield "after the genre", 1
        for mention in candidate.mentions:
            if mention.passage.place is Place.TITLE and self._opens_title(mention):
                yield "title opens", 1
                break
        if any(
            one.passage.place is Place.BOX and not one.passage.text[: one.start].strip(_EDGE)
            for one in candidate.mentions
        ):
            yield "box opens", 1
        if any(
            one.passage.place is Place.INTRODUCTION and not one.passage.text[: one.start].strip(_EDGE) for one in around
        ):
            yield "introduction opens", 1
        if any(self._speaks(one) for one in around):
            yield "speaks", 1
        if any(
            one.before.split()[-1].strip(".").casefold() in self._honorifics for one in candidate.mentions if one.before
        ):
            yield "honorific", 1
        elif any(one.before and is_office(one.before.split()[-1], candidate.name.split()) for one in around):
            yield "office before", 1
        elif any(one.before for one in around):
            yield "word before", 1
        told = [one for one in candidate.mentions if one.passage.place is Place.ANSWER]
        if any(one.passage.start != self._first_answer for one in told):
            yield "told of in answers", 1
        if any(_AFTER_RE.match(one.passage.text, one.end) for one in around):
            yield "office after", 1
        if any(precedes_article(one) for one in candidate.mentions):
            yield "article before", 1
        words = candidate.name.split()
        if any(len(word) > 1 and word[-2:].isupper() for word in words) and not words[-1].isupper():
            yield "abbreviation", 1
        if candidate.words[-1] in self.common or (len(words) > 1 and candidate.words[0] in self.common):
            yield "common noun", 1
        if self._stands_alone(candidate):
            yield "part alone", 1
        calls = sum(addressed[word] for word in {candidate.words[0], candidate.words[-1]})
        if calls and (around or calls > 1):
            yield "addressed", 1
            yield "addressed again", min(2, calls - 1)
        person = Person(name=candidate.name)
        if any(_is_same(person, one) for one in others):
            yield "asks", 1
        elif any(_is_same(person, one) for one in self.authors) and not any(
            self._is_after_genre(one) for one in around
        ):
            yield "signs", 1

    def _is_beside_genre(self, mention: Mention) -> bool:
        text = mention.passage.text
        start, end = sentence_around(text, mention.start, mention.end)
        return self.pack.interview_words.found_in(text[start:end].casefold())

    @property
    def _first_answer(self) -> int:
        return next((one.start for one in self.passages if one.place is Place.ANSWER), -1)

    def _speaks(self, mention: Mention) -> bool:
        """Whether a verb of speech stands next to the name."""
        text = mention.passage.text.casefold()
        after, before = text[mention.end : mention.end + 24], text[max(0, mention.start - 20) : mention.start]
        return self.pack.narration_verbs.found_in(after) or self.pack.narration_verbs.found_in(before)

    def _is_after_genre(self, mention: Mention) -> bool:
        """Whether "interview with" stands right before the name and its office."""
        before = mention.passage.text[max(0, mention.start - 60) : mention.start].casefold()
        return any(
            len(before[end:].split()) <= 4 and not regex.search(r"[.!?:;,]\s", before[end:])
            for end in ends_of_genre(self.pack, before)
        )

    def _opens_title(self, mention: Mention) -> bool:
        """Whether a title begins with the name and a colon or a quotation, or is the name alone."""
        text = mention.passage.text
        if not (text[: mention.start] + text[mention.end :]).strip(_EDGE):
            return True
        match = _COLON_TITLE_RE.match(text) or _QUOTED_TITLE_RE.match(text)
        before = text[: mention.start].split()
        plain = len(before) <= 3 and not any(word[0].islower() for word in before)
        return bool(match) and match.end("name") == mention.end and plain

    def _stands_alone(self, candidate: Candidate) -> bool:
        """Whether the first or the last name stands somewhere without the other."""
        ends = {candidate.words[0], candidate.words[-1]} - self.small
        for passage in self.passages:
            if passage.place in (Place.INTRODUCTION, Place.STANDFIRST, Place.TITLE, Place.QUESTION, Place.HEADING):
                for run in find_runs(passage.text):
                    words = folded_words(passage.text[run.start : run.end])
                    if len(words) == 1 and words[0] in ends:
                        return True
        return False

    def _addressed(self, conversation: Conversation) -> Counter[str]:
        """The folded names by which questions address somebody, each with the number of questions."""
        calls: Counter[str] = Counter()
        for exchange in conversation.exchanges:
            for turn in exchange.questions:
                text = turn.spans[0].of(self.page.text) if turn.spans else ""
                found = set()
                for match in _ADDRESS_RE.finditer(text[:120]):
                    words = (match["name"] or match["last"]).split()
                    while len(words) > 1 and (
                        words[0].casefold().strip(".") in self._honorifics or not is_capitalised(words[0])
                    ):
                        words = words[1:]
                    called = words[-1]
                    if (
                        is_capitalised(called)
                        and called.casefold() not in self.small
                        and not is_function_word(called, self.pack)
                    ):
                        found.add(fold(called))
                calls.update(found)
        return calls

    def _further_candidates(self, addressed: Counter[str]) -> list[Candidate]:
        """Names of one word, and those of scripts without capitals, by what stands around them."""
        found: dict[str, Candidate] = {}
        for passage in self.passages:
            for name, start, hint in self._hinted(passage):
                folded = folded_words(name)
                if name.casefold().strip(".") in self._honorifics:
                    continue
                if any(set(one.words) <= set(folded) for one in self.candidates):
                    continue
                nobody = self._is_generic(name) or (hint and self._names_nobody(name))
                if folded and len(name) <= 40 and not nobody and not self._is_house(name, asks=False):
                    candidate = found.setdefault(" ".join(folded), Candidate(name, folded, hint=hint))
                    candidate.mentions.append(Mention(passage, start, start + len(name), ""))
        for passage in self.passages:
            if passage.place > Place.INTRODUCTION:
                continue
            for run in find_runs(passage.text):
                name = passage.text[run.start : run.end]
                word = fold(name)
                if len(run.words) == 1 and addressed[word] and word not in found:
                    found[word] = Candidate(name, (word,), [Mention(passage, run.start, run.end, "")])
        for candidate in found.values():
            candidate.mentions += self._repeated(candidate)
        known = {one.words for one in self.candidates}
        return [one for one in found.values() if one.words not in known]

    def _repeated(self, candidate: Candidate) -> list[Mention]:
        """The other places above the conversation where a name stands that was found by its surroundings."""
        seen = {(one.passage.start, one.start) for one in candidate.mentions}
        name = regex.escape(candidate.name)
        pattern = name if is_uncased(candidate.name) else rf"(?<!\w){name}(?!\w)"
        return [
            Mention(passage, match.start(), match.end(), "")
            for passage in self.passages
            if passage.place <= Place.CAPTION
            for match in regex.finditer(pattern, passage.text)
            if (passage.start, match.start()) not in seen
        ][:12]

    def _hinted(self, passage: Passage) -> Iterator[tuple[str, int, str]]:
        """Names that only their surroundings tell, with their place and what told them (empty: the genre's name)."""
        text = passage.text
        if passage.place is Place.TITLE:
            yield from ((name, start, "title") for name, start in self._hinted_by_title(text))
        if passage.place in (Place.TITLE, Place.HEADING, Place.STANDFIRST) and not text.isupper():
            for end in ends_of_genre(self.pack, text.casefold()):
                match = _PRESENTED_WHOLE_RE.match(text, end) or _PRESENTED_RE.match(text, end)
                if match:
                    yield match["name"].strip(_EDGE), match.start("name"), ""
        if is_uncased(text) and passage.place <= Place.CAPTION:
            yield from ((name, start, "honorific") for name, start in self._hinted_by_honorific(text))
        if is_uncased(text) and passage.place <= Place.INTRODUCTION:
            yield from ((name, start, "recurrence") for name, start in self._hinted_by_recurrence(passage))

    def _hinted_by_title(self, text: str) -> Iterator[tuple[str, int]]:
        reading = _READING_RE.search(text)
        if reading:
            yield f"{reading[1]} {reading[2]}", reading.start()
        match = _QUOTED_TITLE_RE.match(text)
        if match and (is_uncased(match["name"]) or looks_like_name(match["name"], self.pack)):
            yield match["name"].strip(_EDGE), match.start("name")

    def _hinted_by_honorific(self, text: str) -> Iterator[tuple[str, int]]:
        for title in self.pack.honorifics.entries:
            at = text.find(title) if is_uncased(title) else -1
            if at > 0:
                match = regex.search(r"(?<!\p{Han})(?:\p{Han}{2,4}|\p{Lu})$", text[max(0, at - 6) : at])
                if match:
                    name = match[0] if len(match[0]) > 1 else match[0] + title
                    yield name, max(0, at - 6) + match.start()

    def _hinted_by_recurrence(self, passage: Passage) -> Iterator[tuple[str, int]]:
        """A name that opens a sentence of the introduction and stands in the title too."""
        titles = [one.text for one in self.passages if one.place is Place.TITLE]
        if passage.place is Place.TITLE or not titles:
            return
        for match in regex.finditer(r"(?:^|[。！？\n，“「])\s*(\p{Han}{2,4})", passage.text[:2000]):
            for length in (4, 3, 2):
                name = match[1][:length]
                if len(name) == length and any(
                    regex.search(rf"(?<!\p{{Han}}){name}|{name}(?!\p{{Han}})", title) for title in titles
                ):
                    yield name, match.start(1)
                    break
        yield from self._shared_words(passage, titles)

    def _shared_words(self, passage: Passage, titles: Sequence[str]) -> Iterator[tuple[str, int]]:
        """In Arabic: the longest run of words that title and introduction share, without the adjectives before it."""
        if not regex.search(r"\p{Arabic}", passage.text):
            return
        title = titles[0].split()
        text = " ".join(passage.text.split())
        best: list[str] = []
        for start in range(min(len(title), 30)):
            for stop in range(start + 2, min(len(title), start + 6) + 1):
                part = title[start:stop]
                while part and part[0].startswith("ال"):
                    part = part[1:]
                if len(part) >= 2 and len(part) > len(best) and " ".join(part) in text:
                    best = part
        if best:
            yield " ".join(best), max(0, passage.text.find(best[0]))

    # who asks

    def _credited(self, interviewees: Sequence[Person]) -> list[Person]:
        """Who is named after a credit phrase ("Interview by"), in order."""
        found: list[Person] = []
        for passage in self.passages:
            if passage.place in (Place.QUESTION, Place.ANSWER, Place.HEADING, Place.CAPTION):
                continue
            if passage.place is Place.TITLE:
                match = _SIGNED_RE.search(passage.text)
                if match and self.pack.interview_words.found_in(passage.text.casefold()):
                    found.append(Person(name=match["name"].strip(_EDGE)))
                continue
            for line in passage.text.split("\n"):
                found += self._credited_in(line, passage.place)
        found = [one for one in found if not self._is_house(one.name, asks=True) and not _is_among(one, interviewees)]
        return _folded_together(found)

    def _credited_in(self, line: str, place: Place) -> list[Person]:
        folded = line.casefold()
        span = self.pack.credit_phrases.search(folded) if len(folded) == len(line) else None
        if span is None:
            return []
        phrase = folded[span[0] : span[1]].strip()
        if names_guest(line, self.pack):
            return []
        if presents(phrase) or not self._is_interviewing(phrase):
            return []
        if phrase.rstrip(":： ") in self.pack.interview_words and place not in (Place.BYLINE, Place.CREDIT):
            # "Interview: Jan Roth" above a text may name either side.
            return []
        rest = line[span[1] :].lstrip(" :：=＝/／·-–—\t")
        opens = not line[: span[0]].strip(_EDGE + "()（）[]")
        if opens and len(rest) <= (24 if is_uncased(rest) else 80) and place is not Place.INTRODUCTION:
            signed = read_signature(rest.split(". ")[0], self.pack)
            return [person for person in signed if self._may_sign(person.name)]
        return self._names_at(rest)

    def _is_interviewing(self, phrase: str) -> bool:
        """Whether a credit phrase is about the talk, not its translation or editing."""
        return not regex.search(
            r"transl|übers|tradu|traduz|edit|redakt|redaz|перев|译|譯|翻訳|編集|校|transcri|illustr|фото|foto|photo",
            phrase,
        )

    def _may_sign(self, name: str) -> bool:
        words = name.split()
        plain = is_uncased(name) or looks_like_name(name, self.pack) or len(words) <= 2
        if not name or name[-1].isdigit() or (words[0].islower() and any(char.isdigit() for char in name)):
            return False
        return len(name) <= 50 and plain and not self._names_nobody(name) and (is_uncased(name) or not name.islower())

    def _names_at(self, text: str) -> list[Person]:
        """The names with which a text opens, joined by "and"."""
        found: list[Person] = []
        at = 0
        for run in find_runs(text[:160]):
            gap = text[at : run.start]
            if found and not _is_joint(gap, self.pack):
                break
            if not found and len(gap.split()) > 2:
                break
            name = text[run.start : run.end]
            if len(run.words) < 2 and not found and run.words:
                break
            found.append(Person(name=name))
            at = run.end
        return found

    def _signing(self, interviewees: Sequence[Person]) -> list[Person]:
        """Who asks where nothing says so: who the text sets beside the interviewee, else who signs the article."""
        printed = " ".join(
            fold(one.text) for one in self.passages if one.place in (Place.BYLINE, Place.CREDIT, Place.BOX, Place.OTHER)
        )
        authors = [
            one for one in self.authors if not _is_among(one, interviewees) and not self._is_house(one.name, asks=False)
        ]
        beside = [
            Person(name=_basic_form(one.name, self.pack.tag))
            for one in self.candidates
            if self._talks_with(one, interviewees)
        ]
        signed = [one for one in authors if fold(one.name) in printed]
        if signed and (not beside or any(_is_among(one, signed) for one in beside)):
            return signed
        return beside[:2] or authors

    def _talks_with(self, candidate: Candidate, interviewees: Sequence[Person]) -> bool:
        """Whether a sentence about the interview names somebody beside the interviewee."""
        if any(set(candidate.words) & set(folded_words(one.name)) for one in interviewees):
            return False
        if (
            any(word.isupper() and len(word) > 1 for word in candidate.name.split())
            or candidate.words[-1] in self.common
        ):
            return False
        for mention in candidate.mentions:
            if mention.passage.place not in (
                Place.INTRODUCTION,
                Place.STANDFIRST,
                Place.BYLINE,
                Place.BOX,
                Place.OTHER,
            ):
                continue
            text = mention.passage.text
            start, end = sentence_around(text, mention.start, mention.end)
            sentence = text[start:end]
            # "X in conversation with Y", or "the interview with X was led by Y".
            genres = [start + one for one in ends_of_genre(self.pack, sentence.casefold())]
            others = [start + at for one in interviewees for at in _found_at(sentence, one.name)]
            for genre in genres:
                before = any(other < genre for other in others)
                after = [other for other in others if genre <= other < mention.start]
                gap = text[after[-1] : mention.start].split()[1:] if after else []
                if before and genre <= mention.start and len(text[genre : mention.start].split()) <= 4:
                    return True
                if after and len(gap) <= 3 and not {",", "and", "und", "et", "y", "e"} & {word.strip() for word in gap}:
                    return "," not in text[after[-1] : mention.start]
        return False

    # office and house

    def _described(self, person: Person) -> Person:
        """The person with role and affiliation as the page prints them."""
        told = next((one for one in self.authors if _is_same(one, person)), None)
        role = person.role or (told.role if told else None)
        affiliation = person.affiliation or (told.affiliation if told else None)
        if role is None:
            role = self._printed_role(person)
        return Person(name=person.name, role=role, affiliation=affiliation)

    def _printed_role(self, person: Person) -> str | None:
        words = folded_words(person.name)
        for candidate in self.candidates:
            if not (candidate.words == words or (len(words) > 1 and set(words) <= set(candidate.words))):
                continue
            for mention in candidate.mentions:
                if mention.passage.place in (Place.QUESTION, Place.ANSWER, Place.CAPTION, Place.HEADING):
                    continue
                role = self._apposition(mention)
                if role:
                    return role
            for mention in candidate.mentions:
                role = self._office_before(mention)
                if role:
                    return role
        return None

    def _apposition(self, mention: Mention) -> str | None:
        match = _AFTER_RE.match(mention.passage.text, mention.end)
        if not match:
            return None
        role = (match["comma"] or match["aside"] or "").strip(_EDGE)
        named = set(folded_words(role))
        if any(len(one.words) > 1 and set(one.words) <= named and not _is_shouted(one) for one in self.candidates[:60]):
            # The next in a list of names, not what the first one is.
            return None
        first = role.split()[0].casefold() if role.split() else ""
        if (
            not role
            or first.isdigit()
            or role[0].isdigit()
            or len(role.split()) > 14
            or is_function_word(first, self.pack)
        ):
            return None
        if match["comma"] and (first in _LINKS or (len(role.split()) < 2 and not role[0].islower())):
            return None
        if match["aside"] and len(role) <= 4:
            return None
        if looks_like_name(role, self.pack) and len(role.split()) <= 3:
            return None
        return role

    def _office_before(self, mention: Mention) -> str | None:
        before = [word for word in mention.before.split() if word.strip(".").casefold() not in self._honorifics]
        before = [word for word in before if not is_function_word(word, self.pack)]
        office = " ".join(before).strip(_EDGE)
        return office if len(office) > 3 and not self.pack.byline_words.found_in(office.casefold()) else None


_ONCE = {
    Place.TITLE: "title",
    Place.STANDFIRST: "standfirst",
    Place.INTRODUCTION: "introduction",
    Place.BOX: "box",
    Place.CAPTION: "caption",
    Place.HEADING: "heading",
}
_LINKS = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "och",
        "og",
        "en",
        "is",
        "ist",
        "est",
        "es",
        "è",
        "who",
        "which",
        "whose",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "qui",
        "que",
        "che",
        "que",
        "said",
        "says",
        "sagt",
        "hat",
        "has",
        "had",
        "was",
        "war",
    ]
)


def is_nearly(one: str, other: str) -> bool:
    """Whether two folded words are one name: a letter apart, or the same stem inflected."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 3:
        return False
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    if shared >= 4 and max(len(one), len(other)) - shared <= 3 and shared >= min(len(one), len(other)) - 1:
        return True
    return len(one) == len(other) >= 5 and _is_letter_apart(one, other)


def _is_letter_apart(one: str, other: str) -> bool:
    """One letter replaced, or two neighbours swapped."""
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    if len(apart) == 1:
        return True
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def _is_around(candidate: Candidate) -> bool:
    return any(mention.passage.place < Place.QUESTION for mention in candidate.mentions)


def _is_shouted(candidate: Candidate) -> bool:
    """Whether a word of the name is an abbreviation in capitals, or the whole is."""
    return any(len(word) > 1 and word.isupper() and "." not in word for word in candidate.name.split())


def _prominence(candidate: Candidate) -> tuple[int, int, int]:
    """How much the article makes of a candidate: places around the conversation first, then mentions."""
    around = sum(mention.passage.place < Place.CAPTION for mention in candidate.mentions)
    return min(around, 3), len(candidate.mentions), -candidate.first


def _folded_together(persons: Iterable[Person | None]) -> list[Person]:
    """Each person once, under the fullest name."""
    found: list[Person] = []
    for person in persons:
        if person is None:
            continue
        at = next((at for at, one in enumerate(found) if _is_same(one, person)), None)
        if at is None:
            found.append(person)
        elif len(person.name) > len(found[at].name):
            found[at] = Person(
                name=person.name,
                role=person.role or found[at].role,
                affiliation=person.affiliation or found[at].affiliation,
            )
    return found


def _is_same(one: Person, other: Person) -> bool:
    """Whether two names are one person's: all words of the shorter in the longer, a lone one at either end."""
    short, long = sorted((folded_words(one.name), folded_words(other.name)), key=len)
    if not short:
        return False
    if len(short) == len(long) == 1 and is_uncased(one.name):
        # "Dr." and the like stand before a Chinese name without a blank.
        short, long = sorted((short, long), key=lambda words: len(words[0]))
        return len(short[0]) > 1 and long[0].endswith(short[0])
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return set(short) <= set(long) or (len(short) == len(long) and all(map(is_nearly, short, long)))


def _is_among(person: Person, others: Iterable[Person]) -> bool:
    return any(_is_same(person, one) for one in others)


def _found_at(text: str, name: str) -> list[int]:
    """Where the last word of a name stands in a text."""
    last = name.split()[-1]
    return [match.start() for match in regex.finditer(rf"(?<!\w){regex.escape(last)}(?!\w)", text)]


def _shares(one: Candidate, other: Candidate) -> bool:
    return bool(set(one.words) & set(other.words))


def _stand_together(one: Candidate, other: Candidate, pack: LanguagePack) -> bool:
    """Whether two names stand in one sentence of the title, standfirst or introduction, joined by "and" or commas."""
    for first in one.mentions:
        for second in other.mentions:
            if first.passage is not second.passage or first.passage.place > Place.INTRODUCTION:
                continue
            start, end = sorted((first, second), key=lambda mention: mention.start)
            gap = first.passage.text[start.end : end.start]
            if len(gap) <= 160 and (
                _is_joint(gap, pack) or (gap.lstrip().startswith((",", "(")) and _ends_joint(gap, pack))
            ):
                return True
    return False


def _is_joint(gap: str, pack: LanguagePack) -> bool:
    return split_names(f"A{gap}B", pack.tag) == ("A", "B")


def _ends_joint(gap: str, pack: LanguagePack) -> bool:
    parts = split_pair(f"A{gap[-12:]}B", pack.tag)
    return len(parts) > 1 and parts[-1] == "B"


_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "cs": (
        ("ovou", "ová"),
        ("skou", "ská"),
        ("ckou", "cká"),
        ("ským", "ský"),
        ("ckým", "cký"),
        ("em", ""),
        ("ou", "a"),
    ),
    "sk": (("ovou", "ová"), ("skou", "ská"), ("ckou", "cká"), ("ským", "ský"), ("om", ""), ("ou", "a")),
    "pl": (("skim", "ski"), ("ckim", "cki"), ("ską", "ska"), ("cką", "cka"), ("iem", ""), ("em", ""), ("ą", "a")),
    "ru": (
        *(("ским", "ский"), ("цким", "цкий"), ("ской", "ская"), ("овой", "ова"), ("евой", "ева"), ("иной", "ина")),
        *(("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("еем", "ей"), ("ием", "ий"), ("аем", "ай"), ("ией", "ия")),
        *(("ом", ""), ("ем", "ь"), ("ой", "а"), ("ей", "я")),
    ),
    "uk": (
        *(("ським", "ський"), ("цьким", "цький"), ("ською", "ська"), ("ом", ""), ("ем", ""), ("ою", "а"), ("єю", "я")),
    ),
}
"""The case that "with" takes, and the form that stands alone; where every word of a name has it, it is undone."""


def _basic_form(name: str, language: str) -> str:
    """The name as it stands alone: without a case ending or a suffix set off by a mark."""
    language = language.split("-")[0]
    if language == "hu":
        name = regex.sub(r"-(?:v[ae]l|n[ae]k|t|tól|ról)$", "", name)
    elif language == "tr":
        name = regex.sub(r"['’]\p{Ll}{1,4}$", "", name)
    elif language == "en":
        name = regex.sub(r"['’]s$", "", name)
    endings = _ENDINGS.get(language, ())
    words = [_undone(word, endings) for word in name.split()]
    return " ".join(word for word in words if word) if words and all(words) else name


def _undone(word: str, endings: Sequence[tuple[str, str]]) -> str | None:
    for ending, basic in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + basic
    return None


def _house_names(page: Page) -> Iterator[str]:
    """Folded names of the site, from its head and address."""
    head = page.head
    values = [
        head.meta(name) or ""
        for name in ("og:site_name", "application-name", "publisher", "twitter:site", "dc.publisher")
    ]
    parts = regex.split(r"\s[|–—\-·:»]\s|[|_]", head.title or "")
    if len(parts) > 1:
        values += parts[-1:]
    elif len(parts[0].split()) <= 2:
        values += parts
    for address in (page.url, head.meta("og:url"), *(link.href for link in head.links if link.rel == "canonical")):
        try:
            host = urlsplit(address or "").hostname or ""
        except ValueError:
            continue
        labels = host.removeprefix("www.").split(".")
        values += labels[-2:-1]
    yield from (folded for folded in map(fold, values) if folded)
