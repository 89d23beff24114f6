"""Who answers and who asks in each conversation, and who speaks each turn.

A label resolves to the name that fits it best (:mod:`labels`). Where the turns bear none, the answering side is whoever
the page presents (:mod:`presented`), the asking side whoever a credit line or the byline names (:mod:`credits`).
"""

from __future__ import annotations

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.credits import find_credited, find_signing
from interview_parse.model.forms import title_case
from interview_parse.model.labels import (
    Voice,
    abbreviated,
    key_of,
    read_voices,
    resolve_jointly,
    resolve_label,
    told_apart,
)
from interview_parse.model.mentions import Place, ends_of_genre, is_around, sentence_around
from interview_parse.model.names import (
    find_runs,
    find_whole,
    fold,
    folded_words,
    is_among,
    is_function_word,
    is_same,
    is_uncased,
    looks_like_name,
    merge_persons,
    presents,
    split_names,
)
from interview_parse.model.offices import describe
from interview_parse.model.organisations import names_organisation
from interview_parse.model.presented import find_presented
from interview_parse.model.surroundings import Surroundings, look_around
from interview_parse.model.types import Person, TurnRole
from interview_parse.segmenter.segmentation import Conversation, Segmentation, SpokenTurn
from interview_parse.tokenizer.page import Page

_MOST_VOICES = 100
"""Labels beyond these, the most frequent, name nobody: no conversation has so many speakers."""


_SHORT_LINE = 80
"""Signs of a line that may name somebody and say no more."""
_LONGEST_SIGNATURE = 400
_NEAR = 30
"""Signs between the genre and the guest's name."""
_MOST_PLACES = 8
_OF = frozenset("of from for von vom der für de du des del di da della van voor av af från fra z od od от из".split())
"""Prepositions between somebody and the house that they write for."""
_MARKS = " |｜丨:：/／-–—\t"
"""What may stand between the genre and a name."""
_REPORTER_RE = regex.compile(r"(?:记者|記者)[ ：:]?(\p{Han}{2,3})(?=[)）】 ,，、]|$)")
"""In Chinese: a reporter named in a dateline."""
_SENTENCE_END_RE = regex.compile(r"\n|(?<=[.!?])\s")
_SIGNATURE_END_RE = regex.compile(r"//|[\n\d|()]")


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

    def speaker(self, turn: SpokenTurn) -> Person | None:
        """Who speaks a turn."""
        key = key_of(turn)
        if key is not None and key in self.by_key:
            person = self.by_key[key]
            if person is not None or turn.role is TurnRole.ANSWER:
                return person
        if key is not None and not turn.names_nobody and turn.role is TurnRole.ANSWER:
            return None
        asks = turn.role is TurnRole.QUESTION
        side = self.interviewers if asks else self.interviewees
        return side[0] if len(side) == 1 else None


def resolve_people(page: Page, segmentation: Segmentation, authors: tuple[Person, ...], pack: LanguagePack) -> People:
    """The persons of every conversation on the page."""
    if not segmentation.conversations:
        return People()
    around = look_around(page, segmentation, authors, pack)
    return People(tuple(_take_sides(around, conversation) for conversation in segmentation.conversations))


def _take_sides(around: Surroundings, conversation: Conversation) -> _Sides:
    """Who answers and who asks in a conversation."""
    voices = read_voices(around, conversation)
    by_key = _resolve_voices(around, conversation, voices)
    answering = [voice for voice in voices if not voice.asks]
    asking = [voice for voice in voices if voice.asks]
    interviewees = merge_persons(person for voice in answering for person in _persons_of(around, voice, by_key))
    askers = merge_persons(by_key.get(voice.key) for voice in asking)
    credited = [one for one in find_credited(around, interviewees) if not _is_part(around, one)]
    if not interviewees or _are_asides(conversation, answering, interviewees, around):
        interviewees = find_presented(around, conversation, [*askers, *credited]) or interviewees
    interviewers = [one for one in askers if not is_among(one, interviewees)]
    interviewers += [one for one in credited if not is_among(one, [*interviewers, *interviewees])]
    if not interviewers:
        houses = [voice.labels[0] for voice in asking if by_key.get(voice.key) is None]
        interviewers = _unlabelled_askers(around, interviewees, houses)
    everybody = [describe(around, _in_small_letters(around, person)) for person in (*interviewees, *interviewers)]
    return _Sides(
        start=conversation.span.start,
        end=conversation.span.end,
        by_key={key: _as_listed(around, person, everybody) for key, person in by_key.items()},
        interviewees=tuple(everybody[: len(interviewees)]),
        interviewers=tuple(everybody[len(interviewees) :]),
    )


def _in_small_letters(around: Surroundings, person: Person) -> Person:
    """The person under the name with small letters after the first, as the page prints it elsewhere or as is usual."""
    if not person.name.isupper() or is_uncased(person.name):
        return person
    words = folded_words(person.name)
    printed = next((one.name for one in around.candidates if one.words == words and not one.name.isupper()), None)
    if printed is None and len(words) == 1:
        printed = _printed_small(around, person.name)
    return attrs.evolve(person, name=printed or title_case(person.name, around.pack.tag))


def _printed_small(around: Surroundings, word: str) -> str | None:
    """A word in capitals as title or introduction print it with small letters."""
    for passage in around.passages:
        if passage.place <= Place.INTRODUCTION and not passage.text.isupper():
            for run in find_runs(passage.text):
                for start, end in run.words:
                    printed = passage.text[start:end]
                    if printed.upper() == word != printed:
                        return printed
    return None


def _unlabelled_askers(around: Surroundings, interviewees: list[Person], houses: list[str]) -> list[Person]:
    """Who asks where neither a label nor a credit says so; ``houses`` are labels that name no person."""
    for find in (_find_announced, _find_beside, _find_meeting, find_signing, _find_bylined):
        found = [
            one
            for one in find(around, interviewees)
            if not is_among(one, interviewees) and not names_organisation(one.name, around.pack)
        ]
        if find is _find_announced and not found:
            found = [person for house in houses for person in _sent_by(around, house, interviewees)]
        found = [one for one in found if fold(one.name) not in set(map(fold, houses))]
        if found:
            return merge_persons(found)
    return []


def _find_announced(around: Surroundings, interviewees: list[Person]) -> list[Person]:
    """Whom a line of its own names after the genre ("Interview | Jan Roth"), where the guest is known and another."""
    if not interviewees:
        return []
    for passage in around.passages:
        if passage.place not in (Place.INTRODUCTION, Place.OTHER, Place.BYLINE, Place.CREDIT, Place.BOX):
            continue
        reporter = _REPORTER_RE.search(passage.text[:_LONGEST_SIGNATURE])
        if reporter and around.pack.tag == "zh":
            return [Person(name=reporter[1])]
        for line in _SENTENCE_END_RE.split(passage.text):
            cut = around.pack.interview_words.opens(line.casefold()) if len(line) <= _SHORT_LINE else 0
            rest = line[cut:].lstrip()
            name = rest.lstrip(_MARKS).strip()
            if cut and rest[:1] in _MARKS and name != rest and looks_like_name(name, around.pack):
                return [Person(name=name)]
    return []


def _find_beside(around: Surroundings, interviewees: list[Person]) -> list[Person]:
    """Who signs together with the guest, in a line of two names alone: "Ada Brook, Jan Roth"."""
    for passage in around.passages:
        if passage.place not in (Place.OTHER, Place.BYLINE, Place.CREDIT, Place.BOX):
            continue
        for line in _SIGNATURE_END_RE.split(passage.text[:_LONGEST_SIGNATURE]):
            names = split_names(line, around.pack.tag) if len(line) <= _SHORT_LINE else ()
            if len(names) != 2 or not all(looks_like_name(name, around.pack) for name in names):
                continue
            others = [person for person in map(_named, names) if not is_among(person, interviewees)]
            if len(others) == 1:
                return others
    return []


def _find_meeting(around: Surroundings, interviewees: list[Person]) -> list[Person]:
    """Who is said to have met the guest: "Jan Roth of Saltwater caught up with Ada Brook"."""
    guests = [one.name.split()[0] for one in interviewees]
    telling = {
        id(one)
        for one in around.passages
        if one.place in (Place.STANDFIRST, Place.INTRODUCTION, Place.OTHER)
        and any(guest in one.text for guest in guests)
        and around.pack.interview_words.found_in(one.text.casefold())
    }
    for candidate in around.candidates if telling else ():
        for mention in candidate.mentions:
            if id(mention.passage) not in telling:
                continue
            text = mention.passage.text
            stop = sentence_around(text, mention.start, mention.end)[1]
            after = text[mention.end : stop].casefold()
            genre = next(ends_of_genre(around.pack, after), None)
            if genre is None or genre > _SHORT_LINE or "," in after[:genre] or not presents(after[:genre]):
                continue
            met = text[mention.end + genre : stop]
            if any(at <= _NEAR for guest in guests for at in find_whole(met, guest)):
                return [Person(name=candidate.name)]
    return []


def _named(name: str) -> Person:
    return Person(name=name)


def _find_bylined(around: Surroundings, interviewees: list[Person]) -> list[Person]:
    """Whom a byline names with which nothing else was done: "By Jan Roth 4 May"."""
    if around.authors:
        return []
    for passage in around.passages:
        if passage.place is not Place.BYLINE:
            continue
        cut = around.pack.byline_words.opens(passage.text.casefold())
        run = next(find_runs(passage.text[cut : cut + _SHORT_LINE]), None) if cut else None
        if run is not None and run.start <= 2 and len(run.words) >= 2:
            return [Person(name=passage.text[cut + run.start : cut + run.end])]
    return []


def _sent_by(around: Surroundings, house: str, interviewees: list[Person]) -> list[Person]:
    """Whom the text presents as of the house that asks: "Jan Roth of Saltwater met her", "Jan, who runs Saltwater"."""
    for passage in around.passages:
        if passage.place not in (Place.STANDFIRST, Place.INTRODUCTION, Place.OTHER, Place.BOX):
            continue
        for at in list(find_whole(passage.text, house))[:_MOST_PLACES]:
            before = passage.text[max(0, at - _SHORT_LINE) : at]
            for run in reversed(list(find_runs(before))):
                gap = before[run.end :]
                words = [before[start:end] for start, end in run.words]
                while len(words) > 1 and (around.writes_small(words[0]) or is_function_word(words[0], around.pack)):
                    words = words[1:]
                person = Person(name=" ".join(words))
                if not _is_apposed(around, gap) or is_among(person, interviewees) or around.writes_small(person.name):
                    break
                if len(words) > 1 or gap.startswith(","):
                    return [person]
    return []


def _is_apposed(around: Surroundings, gap: str) -> bool:
    """Whether words between a name and a house say that the one is of the other: a preposition, an apposition."""
    words = gap.split()
    if not 1 <= len(words) <= 5 or any(mark in gap for mark in ".:;!?"):
        return False
    belongs = len(words) <= 2 and gap.startswith(" ") and words[0] in _OF
    return belongs or (
        gap[0] in ",(" and gap.count(",") == 1 and not around.pack.narration_verbs.found_in(gap.casefold())
    )


def _is_part(around: Surroundings, person: Person) -> bool:
    """Whether a credited name is a house's, or the end of a longer name: "Interview mit Lena von Berg"."""
    words = folded_words(person.name)
    return names_organisation(person.name, around.pack) or any(
        len(one.words) > len(words) and one.words[-len(words) :] == words and one.words[-len(words) - 1] in _OF
        for one in around.by_end.get(words[-1] if words else "", ())
    )


def _are_asides(
    conversation: Conversation, answering: list[Voice], interviewees: list[Person], around: Surroundings
) -> bool:
    """Whether few answers bear a label, and none a name that the page prints elsewhere: captions and the like."""
    bare = sum(key_of(turn) is None for exchange in conversation.exchanges for turn in exchange.answers)
    if bare <= 3 * sum(voice.answered for voice in answering):
        return False
    named = [one for one in around.candidates if is_around(one)]
    return not any(is_same(person, Person(name=one.name)) for person in interviewees for one in named)


def _resolve_voices(around: Surroundings, conversation: Conversation, voices: list[Voice]) -> dict[str, Person | None]:
    """Whom each label names."""
    unlabelled = sum(key_of(turn) is None for exchange in conversation.exchanges for turn in exchange.answers)
    most = max([unlabelled, *(voice.answered for voice in voices)])
    loudest = sorted(voices, key=lambda voice: -(voice.asked + voice.answered))[:_MOST_VOICES]
    by_key: dict[str, Person | None] = {voice.key: None for voice in voices}
    for voice in loudest:
        person = resolve_label(around, voice, asks=voice.asks)
        if person is not None and _is_stray(around, voice, person, most):
            person = None
        by_key[voice.key] = person
    by_key |= told_apart(around, loudest, by_key)
    return by_key | abbreviated(loudest, by_key)


def _is_stray(around: Surroundings, voice: Voice, person: Person, most: int) -> bool:
    """Whether a label is a word before a colon inside a turn: rare, late, and no name elsewhere on the page."""
    rare = voice.asked == 1 if voice.asks else 0 < voice.answered <= min(5, most // 4)
    if voice.first < 4 or most < 8 or not rare:
        return False
    words = folded_words(person.name)
    near = [one for word in (words[0], words[-1]) for one in around.by_end.get(word, ())] if words else []
    if any(is_same(person, Person(name=one.name)) for one in near):
        return False
    if voice.asks or voice.answered == 1 or not is_uncased(person.name):
        return True
    return not any(fold(person.name) in fold(one.text) for one in around.passages if one.place < Place.CAPTION)


def _persons_of(around: Surroundings, voice: Voice, by_key: dict[str, Person | None]) -> list[Person]:
    person = by_key.get(voice.key)
    return [person] if person else resolve_jointly(around, voice)


def _as_listed(around: Surroundings, person: Person | None, listed: list[Person]) -> Person | None:
    """The same person as the sides list it, so that a speaker compares equal to it."""
    if person is None:
        return None
    return next((one for one in listed if is_same(one, person)), None) or describe(around, person)
