"""Who is interviewed where the turns bear no labels: whom the title and introduction present, the questions address.

Every piece of evidence has a name and counts its points; ``_POINTS`` is the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.forms import are_forms, inflects_names
from interview_parse.model.hints import QUOTED_TITLE_RE, count_addressed, find_further
from interview_parse.model.mentions import (
    Candidate,
    Mention,
    Place,
    closes_title,
    ends_of_genre,
    is_around,
    precedes_article,
    precedes_genre,
    prominence,
    sentence_around,
)
from interview_parse.model.names import (
    basic_form,
    is_joint,
    is_same,
    is_uncased,
    looks_like_name,
    presents,
    split_pair,
)
from interview_parse.model.nouns import is_office, may_name_take_article
from interview_parse.model.offices import APPOSITION_RE
from interview_parse.model.organisations import names_organisation
from interview_parse.model.surroundings import EDGE, Surroundings
from interview_parse.model.types import Person
from interview_parse.segmenter.segmentation import Conversation

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
    "title closes": 2.5,
    "office before": 1.0,
    "word before": 0.3,
    "office after": 0.7,
    "part alone": 1.5,
    "addressed": 6.0,
    "addressed again": 1.5,
    "honorific": 1.0,
    "article before": -3.0,
    "abbreviation": -2.0,
    "common noun": -2.5,
    "ends in a noun": 0.0,
    "organisation": -9.0,
    "house": -5.0,
    "one word": -1.0,
    "before the genre": 2.0,
    "stands as a place": -2.0,
    "introduces themselves": 5.0,
    "only name": 2.0,
    "signs": -4.0,
    "asks": -20.0,
}
"""What each kind of evidence for being the one interviewed counts."""

_ENOUGH = 2.5
_ALONE = 1.5
"""Fewer points name nobody; a lone candidate, far ahead of the next, needs fewer."""

_PERSONAL = frozenset(
    (
        *(
            "title opens",
            "title closes",
            "before the genre",
            "beside the genre",
            "after the genre",
            "office before",
            "office after",
            "part alone",
        ),
        *(
            "addressed",
            "honorific",
            "box opens",
            "speaks",
            "introduction opens",
            "hinted",
            "introduces themselves",
            "only name",
        ),
    )
)
"""Evidence that a candidate is a person at all; without any, it is a thing with capitals."""

_OF_THINGS_TOO = frozenset(
    ("title opens", "title closes", "several places", "box opens", "part alone", "introduction opens", "word before")
)
"""Evidence that says nothing where the text sets an article before the name."""

_ONCE = {
    Place.TITLE: "title",
    Place.STANDFIRST: "standfirst",
    Place.INTRODUCTION: "introduction",
    Place.BOX: "box",
    Place.CAPTION: "caption",
    Place.HEADING: "heading",
}
"""Places that count once, however often a name stands there."""

_ABOVE = frozenset((Place.TITLE, Place.STANDFIRST, Place.INTRODUCTION, Place.OTHER))
"""Places whose sentences present the guest."""

_WITH_WORD_RE = regex.compile(
    r"(?<!\p{L})(?:with|mit|avec|con|com|amb|med|met|s|se|so|z|ze|с|со|з|із|to|a|με|ile|cu)\s(?:\S+\s){0,4}$",
    regex.IGNORECASE,
)
"""A word that leads to the one who is asked, and what stands before the name."""
_STOP_RE = regex.compile(r"[.!?:;,]\s")
_SHORT_PROSE = 40
_MOST_MENTIONS = 40
_COLON_TITLE_RE = regex.compile(r"(?P<name>[^:：\"“„«»「『\d]{4,40}?)(?:\s{0,2}[:：]|\s[–—|-])\s")


def find_presented(around: Surroundings, conversation: Conversation, others: Sequence[Person]) -> list[Person]:
    """Whom an interview without labels is with: one where it is clear, several where the text names several."""
    addressed = count_addressed(around, conversation)
    named = [one for one in around.candidates if _may_be_guest(around, one, addressed)]
    candidates = [*named, *find_further(around, addressed)]
    evidence = {id(one): list(_evidence(around, one, addressed, others)) for one in candidates}
    only = _only_name(candidates, evidence) if around.pack.spaced else None
    if only is not None:
        evidence[id(only)].append(("only name", 1))
    points = {one: _points(found) for one, found in evidence.items()}
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
        and _stand_together(best, one, around.pack)
        and not _shares(one, best)
    ]
    chosen = sorted([best, *joined], key=lambda one: one.first)
    return [Person(name=_standing_alone(around, _longer(around, one, candidates))) for one in chosen]


def _may_be_guest(around: Surroundings, candidate: Candidate, addressed: Counter[str]) -> bool:
    """Whether a name stands outside the turns, is addressed, or stands in the first answers: others are told of."""
    if is_around(candidate) or addressed[candidate.words[0]] or addressed[candidate.words[-1]]:
        return True
    first = candidate.mentions[0].passage
    return first.place is Place.ANSWER and first.start <= around.second_answer


def _standing_alone(around: Surroundings, candidate: Candidate) -> str:
    """The name in the form that stands alone: of those that the page prints the shortest, its case ending undone."""
    if not inflects_names(around.pack.tag) or is_uncased(candidate.name):
        return basic_form(candidate.name, around.pack.tag)
    others = [
        one
        for one in around.candidates
        if one.words != candidate.words and are_forms(one.words, candidate.words) and not one.name.isupper()
    ]
    if others:
        return min([candidate, *others], key=lambda one: len(one.name)).name
    return basic_form(candidate.name, around.pack.tag)


def _longer(around: Surroundings, candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The fullest name that a single word stands for."""
    if around.pack.tag == "ja" and is_uncased(candidate.name):
        fuller = [one for one in candidates if one.hint and _is_begun_by(one.name, candidate.name)]
        return max(fuller, key=lambda one: (" " in one.name, prominence(one)), default=candidate)
    if len(candidate.words) > 1:
        return candidate
    fuller = [one for one in around.candidates if candidate.words[0] in (one.words[0], one.words[-1])]
    return max(fuller, key=prominence, default=candidate)


Evidence = tuple[str, float]
"""A name of ``_POINTS``, and how often it counts."""


def _only_name(candidates: Sequence[Candidate], evidence: Mapping[int, Sequence[Evidence]]) -> Candidate | None:
    """The one full name in standfirst and introduction against which nothing speaks, where there is one.

    Inside a sentence of the introduction it may be a thing's all the same.
    """
    plain = [
        one
        for one in candidates
        if len(one.words) in (2, 3)
        and any(Place.TITLE < mention.passage.place <= Place.INTRODUCTION for mention in one.mentions[:_MOST_MENTIONS])
        and not any(_POINTS[name] < 0 and times for name, times in evidence[id(one)])
    ]
    if not plain or not all(_shares(one, plain[0]) for one in plain):
        return None
    shown = any(one.passage.place is Place.STANDFIRST or _opens_sentence(one) for one in plain[0].mentions)
    return plain[0] if shown else None


def _opens_sentence(mention: Mention) -> bool:
    """Whether a name opens a sentence of the introduction."""
    start, _ = sentence_around(mention.passage.text, mention.start, mention.end)
    opens = not mention.passage.text[start : mention.start].strip(EDGE)
    return opens and mention.passage.place is Place.INTRODUCTION


def _is_begun_by(name: str, family: str) -> bool:
    """Whether a Japanese name is the family name and a few signs more."""
    return name.startswith(family) and 1 <= len(name[len(family) :].strip()) <= 3


def _points(evidence: Sequence[Evidence]) -> float:
    if any(name == "ends in a noun" for name, _ in evidence):
        evidence = [one for one in evidence if one[0] not in _OF_THINGS_TOO]
    points = sum(_POINTS[name] * times for name, times in evidence)
    return points if any(name in _PERSONAL for name, _ in evidence) else min(points, 0.0)


def _evidence(
    around: Surroundings, candidate: Candidate, addressed: Counter[str], others: Sequence[Person]
) -> Iterator[Evidence]:
    """What speaks for and against a candidate's being the one interviewed, each by name."""
    mentions = candidate.mentions[:_MOST_MENTIONS]
    above = [one for one in mentions if one.passage.place in _ABOVE or _is_announced(around, one)]
    yield from _evidence_of_places(candidate, mentions)
    yield from _evidence_of_genre(around, mentions, above)
    yield from _evidence_of_office(around, candidate, mentions, above)
    yield from _evidence_of_form(around, candidate, mentions)
    calls = sum(addressed[word] for word in {candidate.words[0], candidate.words[-1]})
    if calls and (above or calls > 1):
        yield "addressed", 1
        yield "addressed again", min(2, calls - 1)
    person = Person(name=candidate.name)
    if any(is_same(person, one) for one in others):
        yield "asks", 1
    elif any(is_same(person, one) for one in around.authors) and not any(_is_guest(around, one) for one in above):
        yield "signs", 1


def _evidence_of_places(candidate: Candidate, mentions: Sequence[Mention]) -> Iterator[Evidence]:
    places = Counter(mention.passage.place for mention in mentions)
    for place, name in _ONCE.items():
        if places[place]:
            yield name, 1
    if candidate.hint:
        yield "hinted", 1
    if sum(bool(places[place]) for place in (Place.TITLE, Place.STANDFIRST, Place.INTRODUCTION, Place.CAPTION)) > 1:
        yield "several places", 1
    yield "introduction again", min(4, max(0, places[Place.INTRODUCTION] - 1))
    openings = {
        one.passage.place
        for one in mentions
        if not one.passage.text[: one.start].strip(EDGE)
        # A line of a list opens with anything.
        and (one.passage.place is not Place.INTRODUCTION or len(one.passage.text) >= _SHORT_PROSE)
    }
    if Place.BOX in openings:
        yield "box opens", 1
    if Place.INTRODUCTION in openings:
        yield "introduction opens", 1


def _evidence_of_genre(
    around: Surroundings, mentions: Sequence[Mention], above: Sequence[Mention]
) -> Iterator[Evidence]:
    if any(_is_beside_genre(around, one) for one in above):
        yield "beside the genre", 1
    if any(is_after_genre(around, one) for one in above):
        yield "after the genre", 1
    if any(one.passage.place is Place.TITLE and _opens_title(one, around.pack) for one in above):
        yield "title opens", 1
    if any(one.passage.place is Place.TITLE and precedes_genre(one, around.pack) for one in above):
        yield "before the genre", 1
    # "Salt: New Trends" ends with two capitals as well; a guest is told of below.
    if any(closes_title(one) for one in above) and any(one.passage.place is not Place.TITLE for one in mentions):
        yield "title closes", 1


def _evidence_of_office(
    around: Surroundings, candidate: Candidate, mentions: Sequence[Mention], above: Sequence[Mention]
) -> Iterator[Evidence]:
    honorifics = around.honorifics
    if any(_word_before(one) in honorifics for one in mentions):
        yield "honorific", 1
    elif any(one.before and is_office(one.before.split()[-1], candidate.name.split()) for one in above):
        yield "office before", 1
    elif any(one.before and not precedes_article(one, around.pack) for one in above):
        yield "word before", 1
    if any(_is_described(around, one) for one in above):
        yield "office after", 1
    if any(_introduces_themselves(around, one) for one in mentions):
        yield "introduces themselves", 1
    if any(_speaks(around, one) for one in above):
        yield "speaks", 1
    first = around.first_answer
    if any(one.passage.place is Place.ANSWER and one.passage.start != first for one in mentions):
        yield "told of in answers", 1


def _evidence_of_form(around: Surroundings, candidate: Candidate, mentions: Sequence[Mention]) -> Iterator[Evidence]:
    words = candidate.name.split()
    articles = min(3, sum(precedes_article(one, around.pack) for one in mentions))
    yield "article before", articles if may_name_take_article(around.pack) else 2 * articles
    short = len(words[-1]) <= 3 and not candidate.name.isupper()
    if any(len(word) > 1 and word[-2:].isupper() for word in words) and (short or not words[-1].isupper()):
        yield "abbreviation", 1
    if candidate.words[-1] in around.common or (len(words) > 1 and candidate.words[0] in around.common):
        yield "common noun", 1
        if candidate.words[-1] in around.common:
            yield "ends in a noun", 1
    alone = not around.lone.isdisjoint({candidate.words[0], candidate.words[-1]} - around.printed)
    if alone and len(words) > 1 and any(one.passage.place is not Place.BOX for one in mentions):
        yield "part alone", 1
    if len(words) == 1 and not candidate.hint and not is_uncased(candidate.name):
        yield "one word", 1
    if names_organisation(candidate.name, around.pack) or any(_follows_organisation(around, one) for one in mentions):
        yield "organisation", 1
    if around.is_house(candidate.name, asks=False):
        yield "house", 1
    placed = [one for one in mentions if _stands_as_place(around, one)]
    if 2 * len(placed) >= len(mentions) and placed:
        yield "stands as a place", 1


def _is_guest(around: Surroundings, mention: Mention) -> bool:
    """Whether "Interview with" stands before the name: a mere "Interview" may announce who asked."""
    return is_after_genre(around, mention) and _WITH_WORD_RE.search(mention.passage.text, 0, mention.start) is not None


def _is_announced(around: Surroundings, mention: Mention) -> bool:
    """Whether a line taken for a byline says "Interview with" before the name."""
    if mention.passage.place is not Place.BYLINE:
        return False
    before = mention.passage.text[: mention.start].casefold()
    return presents(before) and is_after_genre(around, mention)


def _word_before(mention: Mention) -> str:
    """The word right before the name, folded, without its full stop."""
    before = mention.before or mention.passage.text[max(0, mention.start - 16) : mention.start]
    words = before.split() if mention.before or before[-1:].isspace() else []
    return words[-1].strip(".").casefold() if words else ""


def _is_described(around: Surroundings, mention: Mention) -> bool:
    """Whether an apposition follows the name, and not the next in a list of things with capitals."""
    match = APPOSITION_RE.match(mention.passage.text, mention.end)
    if match is None:
        return False
    words = (match["comma"] or match["aside"]).split()
    nouns = around.pack.tag.startswith("de")  # German writes every office with a capital
    return nouns or match["comma"] is None or not all(word[0].isupper() for word in words)


def _follows_organisation(around: Surroundings, mention: Mention) -> bool:
    """Whether a word of organisations in small letters stands right before the name: "revista Salina"."""
    before = mention.passage.text[max(0, mention.start - 24) : mention.start]
    word = before[:-1].rpartition(" ")[2] if before.endswith(" ") and not mention.before else ""
    return word.isalpha() and word.islower() and names_organisation(word, around.pack)


def _stands_as_place(around: Surroundings, mention: Mention) -> bool:
    """Whether a preposition of place stands right before the name: "at Roth Hill"."""
    before = mention.passage.text[max(0, mention.start - 8) : mention.start]
    if mention.before or not before.endswith(" "):
        return False
    return before.split(" ")[-2].casefold() in around.pack.place_words.words


def _introduces_themselves(around: Surroundings, mention: Mention) -> bool:
    """Whether a first answer says the name: "My name is Jan Roth"."""
    if mention.passage.place is not Place.ANSWER or mention.passage.start > around.second_answer:
        return False
    before = mention.passage.text[max(0, mention.start - 32) : mention.start].casefold().rstrip(" ,:")
    return any(
        before.endswith(phrase) and not before[: -len(phrase)][-1:].isalnum()
        for phrase in around.pack.self_introductions.entries
    )


def _is_beside_genre(around: Surroundings, mention: Mention) -> bool:
    text = mention.passage.text
    start, end = sentence_around(text, mention.start, mention.end)
    return around.pack.interview_words.found_in(text[start:end].casefold())


def _speaks(around: Surroundings, mention: Mention) -> bool:
    """Whether a verb of speech stands next to the name."""
    text = mention.passage.text.casefold()
    after, before = text[mention.end : mention.end + 24], text[max(0, mention.start - 20) : mention.start]
    return around.pack.narration_verbs.found_in(after) or around.pack.narration_verbs.found_in(before)


def is_after_genre(around: Surroundings, mention: Mention) -> bool:
    """Whether "interview with" stands right before the name and its office."""
    before = mention.passage.text[max(0, mention.start - 60) : mention.start].casefold()
    return any(
        len(before[end:].split()) <= 4 and not _STOP_RE.search(before, end)
        for end in ends_of_genre(around.pack, before)
    )


def _opens_title(mention: Mention, pack: LanguagePack) -> bool:
    """Whether a title begins with the name and a colon or a quotation, or is the name alone."""
    text = mention.passage.text
    if not (text[: mention.start] + text[mention.end :]).strip(EDGE):
        return True
    match = _COLON_TITLE_RE.match(text) or QUOTED_TITLE_RE.match(text)
    if match is None:
        return False
    rest = text[match.end("name") :].casefold()
    if any(presents(rest[:end]) for end in ends_of_genre(pack, rest)):
        # "Salt Makers: an interview with …" opens with a series.
        return False
    names = split_pair(match["name"], pack.tag)
    if len(names) == 2 and all(looks_like_name(name, pack) for name in names):
        return text[mention.start : mention.end] in names and mention.end <= match.end("name")
    before = text[: mention.start].split()
    plain = len(before) <= 3 and not any(word[0].islower() for word in before)
    return match.end("name") == mention.end and plain


def _shares(one: Candidate, other: Candidate) -> bool:
    return bool(set(one.words) & set(other.words))


def _stand_together(one: Candidate, other: Candidate, pack: LanguagePack) -> bool:
    """Whether two names stand in one sentence of the title, standfirst or introduction, joined by "and" or commas."""
    for first in one.mentions[:_MOST_MENTIONS]:
        for second in other.mentions[:_MOST_MENTIONS]:
            if first.passage is not second.passage or first.passage.place > Place.INTRODUCTION:
                continue
            start, end = sorted((first, second), key=lambda mention: mention.start)
            gap = first.passage.text[start.end : end.start]
            if len(gap) <= 160 and (
                is_joint(gap, pack) or (gap.lstrip().startswith((",", "(")) and _ends_joint(gap, pack))
            ):
                return True
    return False


def _ends_joint(gap: str, pack: LanguagePack) -> bool:
    parts = split_pair(f"A{gap[-12:]}B", pack.tag)
    return len(parts) > 1 and parts[-1] == "B"
