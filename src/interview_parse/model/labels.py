"""Whom a label at a turn names: a full name of the page, by a part of it, its initials, or a slip of the pen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

import attrs
import regex

from interview_parse.model.forms import inflects_names
from interview_parse.model.mentions import (
    Candidate,
    Mention,
    Place,
    is_around,
    is_shouted,
    precedes_article,
    prominence,
)
from interview_parse.model.names import (
    basic_form,
    find_runs,
    find_whole,
    fold,
    folded_words,
    is_capitalised,
    is_function_word,
    is_nearly,
    is_same,
    is_uncased,
    looks_like_name,
    split_names,
)
from interview_parse.model.nouns import may_name_take_article
from interview_parse.model.organisations import names_organisation
from interview_parse.model.surroundings import EDGE, Surroundings
from interview_parse.model.types import Person, TurnRole
from interview_parse.segmenter.segmentation import Conversation, SpokenTurn

_MOST_ANNOUNCED = 60
"""How many of the page's first names may bear an abbreviation in brackets."""
_ALIAS_RE = regex.compile(r"\s{0,2}[(（\[](?P<aside>[^()（）\[\]\n]{1,60})[)）\]]")
_OPENING_NAME_RE = regex.compile(r"\W*(\p{Han}{2,4}|\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+)(?=\s?[（(，,：])")
_HAN_BEFORE_RE = regex.compile(r"(\p{Han}{2,4})[（(]$")
_UNCLOSED_RE = regex.compile(r"[(（\[][^()（）\[\]]*$")
_NOTE_RE = regex.compile(r"[注註按]$|^注")
_JOINT_RE = regex.compile(r"[\-－–—·\s]")
_SPELT_WORD_RE = regex.compile(r"[\p{L}'’.\-]+")
_MOST_PLACES = 8
_QUOTES = frozenset('"„“«”')


@attrs.frozen
class Voice:
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

    @property
    def asks(self) -> bool:
        """Whether it asks more often than it answers."""
        return self.asked > self.answered


def key_of(turn: SpokenTurn) -> str | None:
    """What tells one speaker from another: the folded label, or the voice that a transcript names."""
    return turn.speaker_key or (fold(turn.voice) if turn.voice else None)


def read_voices(around: Surroundings, conversation: Conversation) -> list[Voice]:
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
            key = key_of(turn)
            if key is None:
                continue
            first.setdefault(key, number)
            if turn.names_nobody:
                nobody.add(key)
            printed = turn.label.of(around.page.text) if turn.label else turn.voice
            if turn.label and around.page.text[turn.label.start - 1 : turn.label.start] in _QUOTES:
                quoted.add(key)
            labels.setdefault(key, Counter())[printed or key] += 1
            (asked if turn.role is TurnRole.QUESTION else answered)[key] += 1
    return [
        Voice(
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


def resolve_label(around: Surroundings, voice: Voice, *, asks: bool) -> Person | None:
    """Whom a label names; None where it is an office, a publication or several persons at once."""
    if asks and voice.quoted:
        # A name in quotation marks is a publication's.
        return None
    full = [label for label in voice.labels if len(fold(label)) > 2 and _may_speak(around, _stripped(around, label)[0])]
    for label in full or voice.labels:
        bare, role = _stripped(around, label)
        if not bare or around.names_nobody(bare):
            continue
        if len(split_names(bare, around.pack.tag)) > 1 and not looks_like_name(bare, around.pack):
            continue
        if asks and around.is_house(bare, asks=False):
            continue
        called = _called(around, bare)
        if called:
            return Person(name=called, role=role)
        candidate = named_by(around, bare)
        if candidate is not None and asks and bare.isupper() and len(bare) <= 5 and not is_around(candidate):
            # An abbreviation that asks is the house that the questions spell out.
            candidate = None
        if candidate is not None:
            return Person(name=_nominative(around, candidate, bare), role=role)
        if around.is_house(bare, asks=asks):
            continue
        if label[:1] in "([（［" and bare.isupper():
            # "(LAUGHTER)" is a stage direction.
            continue
        if (asks and not _may_ask(around, bare)) or not _may_speak(around, bare):
            continue
        if asks and _is_thing(around, bare):
            continue
        name = _introduced_as(around, bare) or _spelled_out(around, bare) or bare
        if is_uncased(name):
            name = _JOINT_RE.split(name)[-1] or name
        return Person(name=name, role=role)
    return None


def abbreviated(voices: Sequence[Voice], by_key: dict[str, Person | None]) -> dict[str, Person | None]:
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


def resolve_jointly(around: Surroundings, voice: Voice) -> list[Person]:
    """The persons of a label that several share ("A. and B.", "M/G/S"); none where a part is unknown."""
    parts = split_names(voice.labels[0], around.pack.tag)
    if len(parts) < 2:
        return []
    named = [named_by(around, part) for part in parts]
    return [Person(name=one.name) for one in named if one] if all(named) else []


def _stripped(around: Surroundings, label: str) -> tuple[str, str | None]:
    """The label's name without honorific, bracket and what follows a comma; the latter is a role."""
    label = " ".join(label.split()).strip(EDGE + "'‘’\"")
    label = _UNCLOSED_RE.sub("", label)
    aside = _ALIAS_RE.search(label)
    role = None
    if aside and aside.start():
        role = aside["aside"].strip(EDGE) if len(aside["aside"]) > 3 else None
        label = label[: aside.start()] + label[aside.end() :]
    name, comma, rest = label.partition(",")
    if comma and len(name.split()) >= 2:
        label, role = name, rest.strip(EDGE) or role
    words = label.split()
    while len(words) > 1 and words[0].casefold().strip(".") in around.honorifics:
        words = words[1:]
    return " ".join(words).strip(EDGE), role


def told_apart(
    around: Surroundings, voices: Sequence[Voice], by_key: dict[str, Person | None]
) -> dict[str, Person | None]:
    """Labels of two sides that seemed one person's, the ambiguous one resolved to the next name that it fits.

    "Jan" asks and "Roth" answers: where Jan Roth is interviewed and Jan Marsh is named too, the latter asks.
    """
    found: dict[str, Person | None] = {}
    for voice in sorted(voices, key=lambda one: not one.asks):
        person = by_key.get(voice.key)
        across = [one for one in voices if one.asks != voice.asks and one.key not in found]
        if person is None or not any(by_key.get(one.key) == person for one in across):
            continue
        bare = _stripped(around, voice.labels[0])[0]
        other = named_by(around, bare, but=person) if fold(bare) != fold(person.name) else None
        if other is not None:
            found[voice.key] = Person(name=_nominative(around, other, bare))
    return found


def named_by(around: Surroundings, label: str, but: Person | None = None) -> Candidate | None:
    """The name that a label stands for: whole, in part, by initials, announced, misspelt or inflected."""
    words = folded_words(label)
    if not words:
        return None
    near = _candidates_near(around, words)
    if len(words) == 1 and inflects_names(around.pack.tag):
        based = [one for one in near[0] if words[0] in _ends_alone(one.name, around.pack.tag)]
        if based and not near[1]:
            return max(based, key=prominence)
    for fits in (_fits_words, _fits_alias, _fits_initials, _fits_nearly):
        if fits is _fits_nearly and _stands_alone(around, words):
            return None
        fitting = [one for one in near[fits is _fits_words] if fits(words, one)]
        fitting = [one for one in fitting if but is None or not is_same(but, Person(name=one.name))]
        if fitting:
            return max(fitting, key=lambda one: (not is_shouted(one), prominence(one)))
    return None


def _candidates_near(around: Surroundings, words: tuple[str, ...]) -> tuple[Sequence[Candidate], Sequence[Candidate]]:
    """Those who may fit at all: by first letters, or all where a bracket may announce the label; and by whole words."""
    letters = dict.fromkeys(one for word in (words[0], words[-1]) for one in (word[0], word[-1]))
    loose = [one for letter in letters for one in around.by_letter.get(letter, ())]
    exact = [one for word in dict.fromkeys(words) for one in around.by_end.get(word, ())]
    return ([*loose, *around.candidates[:_MOST_ANNOUNCED]], exact)


def _called(around: Surroundings, letter: str) -> str | None:
    """The one first name or pen name of the introduction that a label of one letter abbreviates."""
    if len(letter) != 1 or not letter.isalpha():
        return None
    counts: Counter[str] = Counter()
    for passage in around.passages:
        if passage.place in (Place.TITLE, Place.STANDFIRST, Place.INTRODUCTION) and not passage.text.isupper():
            for run in find_runs(passage.text):
                name = passage.text[run.start : run.end]
                if len(run.words) == 1 and name[0] == letter and not around.writes_small(name):
                    counts[name] += 1
    best = counts.most_common(2)
    if not best or best[0][1] < 2 or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    fuller = named_by(around, best[0][0])
    return fuller.name if fuller and not is_shouted(fuller) else best[0][0]


def _fits_words(words: tuple[str, ...], candidate: Candidate) -> bool:
    own = candidate.words
    if len(words) == 1:
        return len(words[0]) > 1 and words[0] in (own[0], own[-1])
    return set(words) <= set(own) or (set(own) <= set(words) and len(words) - len(own) <= 1)


def _fits_alias(words: tuple[str, ...], candidate: Candidate) -> bool:
    """ "Jan Roth (JR)": the label stands in brackets after the name."""
    for mention in candidate.mentions[:12]:
        match = _ALIAS_RE.match(mention.passage.text, mention.end)
        if match and folded_words(match["aside"])[-len(words) :] == words and len(folded_words(match["aside"])) <= 4:
            return True
    return False


def _fits_initials(words: tuple[str, ...], candidate: Candidate) -> bool:
    letters = "".join(words)
    if not 1 <= len(letters) <= 4 or not letters.isalpha() or any(len(word) > 4 for word in words):
        return False
    initials = [word[0] for word in candidate.words]
    small = [word for word in candidate.name.split() if word[0].islower()]
    strict = "".join(word[0] for word in candidate.words if word not in {fold(one) for one in small})
    wide = "".join(char for word in candidate.name.split() for char in fold("".join(c for c in word if c.isupper())))
    if letters in ("".join(initials), strict, wide):
        return len(letters) > 2 or any(mention.passage.place < Place.QUESTION for mention in candidate.mentions)
    # Two of three names, or one: only for somebody whom the article presents.
    ends = initials[0] + initials[-1]
    return (letters == ends or letters in (initials[0], initials[-1])) and any(
        mention.passage.place <= Place.BYLINE for mention in candidate.mentions
    )


def _ends_alone(name: str, language: str) -> tuple[str, ...]:
    """The first and last word of a name in the form that stands alone, folded."""
    words = folded_words(basic_form(name, language))
    return words[:1] + words[-1:]


def _stands_alone(around: Surroundings, words: tuple[str, ...]) -> bool:
    """Whether a label of one word is a name that the text prints so, and no slip of the pen for a longer one."""
    return len(words) == 1 and words[0] in around.lone and not inflects_names(around.pack.tag)


def _fits_nearly(words: tuple[str, ...], candidate: Candidate) -> bool:
    if len(words) == 1:
        return any(is_nearly(words[0], own) for own in (candidate.words[0], candidate.words[-1]))
    return len(words) == len(candidate.words) and all(map(is_nearly, words, candidate.words))


def _nominative(around: Surroundings, candidate: Candidate, label: str) -> str:
    """The name, with the label's own spelling where the text inflects it."""
    if not around.pack.spaced:
        for mention in candidate.mentions:
            # A Latin name in brackets after the Chinese one: the latter is the page's.
            before = _HAN_BEFORE_RE.search(mention.passage.text[max(0, mention.start - 6) : mention.start])
            if before:
                return str(before[1])
    words = folded_words(label)
    # A label stands alone: so does the name that it is a word of.
    alone = inflects_names(around.pack.tag) and set(words) <= set(candidate.words)
    name = candidate.name if alone else basic_form(candidate.name, around.pack.tag)
    own = folded_words(name)
    if len(words) > 1 and len(words) == len(candidate.words) and words != candidate.words:
        return label if inflects_names(around.pack.tag) else name
    if (
        len(words) == 1
        and inflects_names(around.pack.tag)
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


def _may_speak(around: Surroundings, label: str) -> bool:
    """Whether an unknown label may be a name: one word, or words with capitals; no note of the editors."""
    if is_uncased(label):
        return len(label) <= 16 and not _NOTE_RE.search(label)
    words = label.split()
    return len(words) == 1 or (len(words) <= 5 and is_capitalised(words[0]) and is_capitalised(words[-1]))


def _introduced_as(around: Surroundings, label: str) -> str | None:
    """The name that opens the paragraph which announces a short label ("…, in the following: JR")."""
    if len(label) > 4 or not label.isascii():
        return None
    for passage in around.passages:
        if passage.place >= Place.QUESTION:
            continue
        for line in passage.text.split("\n"):
            opening = _OPENING_NAME_RE.match(line)
            if opening and regex.search(rf"(?<![A-Za-z]){regex.escape(label)}(?![A-Za-z])", line[opening.end() :]):
                return str(opening[1])
    return None


def _spelled_out(around: Surroundings, label: str) -> str | None:
    """The words of title or introduction that a label abbreviates by their first letters ("rgb")."""
    letters = fold(label).replace(" ", "")
    if not 3 <= len(letters) <= 5 or not letters.isalpha():
        return None
    for passage in around.passages:
        if passage.place > Place.INTRODUCTION:
            continue
        words = _SPELT_WORD_RE.findall(passage.text[:1000])
        for at in range(len(words) - len(letters) + 1):
            part = words[at : at + len(letters)]
            if all(fold(word)[:1] == letter for word, letter in zip(part, letters, strict=True)):
                return " ".join(part)
    return None


def _is_thing(around: Surroundings, label: str) -> bool:
    """Whether a label is no person's name: it bears a word of organisations, or the text sets an article before it."""
    if names_organisation(label, around.pack) or (fold(label) in around.common and not label.isupper()):
        return True
    if may_name_take_article(around.pack) and not around.pack.tag.startswith("de"):
        return False
    places = ((one, at) for one in around.passages if one.place < Place.QUESTION for at in find_whole(one.text, label))
    return any(
        precedes_article(Mention(passage, at, at + len(label), ""), around.pack)
        for passage, at in islice(places, _MOST_PLACES)
    )


def _may_ask(around: Surroundings, label: str) -> bool:
    """Whether an unknown label on the asking side may be a person's name."""
    if is_uncased(label):
        return False
    words = label.split()
    return len(words) <= 3 and not any(is_function_word(word, around.pack) for word in words)
