"""Who is interviewed where the turns bear no labels: whom the title and introduction present, the questions address.

Every piece of evidence has a name and counts its points; ``_POINTS`` is the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.mentions import (
    PREPOSITIONS,
    Candidate,
    Mention,
    Passage,
    Place,
    closes_title,
    ends_of_genre,
    is_occupation,
    is_office,
    may_name_take_article,
    precedes_article,
    precedes_genre,
    prominence,
    sentence_around,
)
from interview_parse.model.names import (
    are_forms,
    basic_form,
    find_all,
    find_runs,
    find_whole,
    fold,
    folded_words,
    greetings,
    inflects_names,
    is_capitalised,
    is_function_word,
    is_joint,
    is_same,
    is_uncased,
    looks_like_name,
    names_organisation,
    presents,
    split_pair,
)
from interview_parse.model.offices import APPOSITION_RE
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
        *("title opens", "title closes", "before the genre", "beside the genre", "after the genre", "office before", "office after", "part alone"),
        *("addressed", "honorific", "box opens", "speaks", "introduction opens", "hinted", "introduces themselves", "only name"),
    )
)
"""Evidence that a candidate is a person at all; without any, it is a thing with capitals."""

_OF_THINGS_TOO = frozenset(("title opens", "title closes", "several places", "box opens", "part alone", "introduction opens", "word before"))
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

_HAN_OPENING_RE = regex.compile(r"(?:^|[。！？\n，“「])\s*(\p{Han}{2,4})")
"""The first words of a sentence or clause in Chinese."""
_HAN_NAME_BEFORE_RE = regex.compile(r"(?<!\p{Han})(?:\p{Han}{2,4}|\p{Lu})$")
_SPACED_NAME_BEFORE_RE = regex.compile(
    r"(?<![\p{Han}\p{Katakana}])(?P<name>(?P<family>\p{Han}{1,4})[ \u3000][\p{Han}\p{Hiragana}\p{Katakana}]{1,4})[ \u3000]?$"
)
"""A Japanese name whose parts a blank sets apart."""
_HANGUL_NAME_BEFORE_RE = regex.compile(r"(?<!\p{Hangul})(?P<name>\p{Hangul}{3}) ?$")
_LONGEST_HAN_NAME = 14
_MOST_TITLES = 6
_ARABIC_RE = regex.compile(r"\p{Arabic}")
_WITH_WORD_RE = regex.compile(
    r"(?<!\p{L})(?:with|mit|avec|con|com|amb|med|met|s|se|so|z|ze|с|со|з|із|to|a|με|ile|cu)\s(?:\S+\s){0,4}$", regex.IGNORECASE
)
"""A word that leads to the one who is asked, and what stands before the name."""
_STOP_RE = regex.compile(r"[.!?:;,]\s")
_FIRST_WORDS = 200
"""Signs of an answer within which somebody introduces themselves."""
_NAMING = 8
"""Signs of a phrase that names ("my name is") and does not just say "I am"."""
_SHORT_PROSE = 40
_SHORT_LINE = 100
"""Signs of a line that may announce the interview, wherever above it the line stands."""
_MOST_HINTED = 40
_MOST_MENTIONS = 40
_MOST_PASSAGES = 80
"""Bounds for pages that hold nothing but names."""

_ADDRESS_RE = regex.compile(
    r"(?:^|[,;!:.¡¿–—-]\s{0,2})(?P<name>(?:[\p{L}.]{1,14}\s){0,2}[\p{L}'’\-]{2,20})(?=\s{0,2}(?:[,!?–—:…]|\.{2,3}|\s-\s))"
    r"|,\s(?P<last>[\p{L}'’\-]{2,20})\.(?=\s|$)"
)
"""Somebody addressed: a word or three between a stop and a comma."""
_QUOTED_TITLE_RE = regex.compile(r"(?P<name>[^:：\"“„«»‘'「『\d]{2,40}?)\s{0,2}(?:[:：]|\s[-–—|])\s{0,2}[\"“„«»‘'「『]")
_COLON_TITLE_RE = regex.compile(r"(?P<name>[^:：\"“„«»「『\d]{4,40}?)(?:\s{0,2}[:：]|\s[–—|-])\s")
_OF_OR_IN = "by|von|par|por|di|of|at|from|in|for|about|on|bei|beim|im|zum|zur|über|chez|sur|en|em|no|na|sobre|su|om|over|op|o"
_LINKING = rf"\s{{0,2}}[:–—-]?\s{{0,2}}(?:(?!(?:{_OF_OR_IN})\b)\p{{Ll}}{{1,9}}\s){{0,3}}"
_NAME_WORD = r"[^\s,.:;!?()\[\]|–—„“\"«»]"
_PRESENTED_RE = regex.compile(
    rf"{_LINKING}(?P<name>\p{{Lu}}{_NAME_WORD}{{1,30}}(?:\s\p{{Lu}}{_NAME_WORD}{{1,30}}){{0,3}})"
)
"""A name after the genre's: "Interview with Jan Roth"."""
_PRESENTED_WHOLE_RE = regex.compile(
    rf"{_LINKING}(?P<name>\p{{Lu}}{_NAME_WORD}{{1,30}}\s\p{{Ll}}{_NAME_WORD}{{2,30}})(?=\s{{0,2}}[,.(]|\s*$)"
)
"""The same where the family name is written small."""
_PRESENTED_HANDLE_RE = regex.compile(r"\s(?P<name>(?=\S{0,30}[\d_])[\p{L}\d_.\-]{3,30})\s*$")
"""A pen name in small letters that bears a digit, at the line's end."""
_CALLED_RE = regex.compile(r"\s?[|｜丨：:]?\s?(?P<name>\p{Han}{2,3})(?=[：:，,|｜丨—\s]|$)")
"""In Chinese: a name between the genre and a stop."""
_READING_RE = regex.compile(r"(\p{Han}{1,4})\p{Katakana}{1,10}\s?(\p{Han}{1,4})\p{Katakana}{1,10}")
"""A Japanese name with its reading printed after each part."""


def find_presented(around: Surroundings, conversation: Conversation, others: Sequence[Person]) -> list[Person]:
    """Whom an interview without labels is with: one where it is clear, several where the text names several."""
    addressed = _addressed(around, conversation)
    candidates = [*around.candidates, *_further_candidates(around, addressed)]
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
    """The one full name in standfirst and introduction against which nothing speaks, where there is one."""
    plain = [
        one
        for one in candidates
        if len(one.words) in (2, 3)
        and any(Place.TITLE < mention.passage.place <= Place.INTRODUCTION for mention in one.mentions[:_MOST_MENTIONS])
        and not any(_POINTS[name] < 0 and times for name, times in evidence[id(one)])
    ]
    return plain[0] if plain and all(_shares(one, plain[0]) for one in plain) else None


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


def _evidence_of_form(
    around: Surroundings, candidate: Candidate, mentions: Sequence[Mention]
) -> Iterator[Evidence]:
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
    match = _COLON_TITLE_RE.match(text) or _QUOTED_TITLE_RE.match(text)
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


def _addressed(around: Surroundings, conversation: Conversation) -> Counter[str]:
    """The folded names by which questions address somebody, each with the number of questions."""
    calls: Counter[str] = Counter()
    before_names = around.honorifics | greetings(around.pack)
    for exchange in conversation.exchanges:
        for turn in exchange.questions:
            text = turn.spans[0].of(around.page.text) if turn.spans else ""
            found = set()
            for match in _ADDRESS_RE.finditer(text[:120]):
                words = (match["name"] or match["last"]).split()
                while len(words) > 1 and (
                    words[0].casefold().strip(".") in before_names or not is_capitalised(words[0])
                ):
                    words = words[1:] if not is_function_word(words[0], around.pack) else [""]
                if not words[-1]:
                    continue
                called = words[-1]
                if (
                    is_capitalised(called)
                    and called.casefold() not in before_names
                    and not around.writes_small(called)
                    and not is_function_word(called, around.pack)
                ):
                    found.add(fold(called))
            calls.update(found)
    return calls


def _further_candidates(around: Surroundings, addressed: Counter[str]) -> list[Candidate]:
    """Names of one word, and those of scripts without capitals, by what stands around them."""
    found: dict[str, Candidate] = {}
    above = [one for one in around.passages if one.place <= Place.CAPTION][:_MOST_PASSAGES]
    headings = [one for one in around.passages if one.place is Place.HEADING][:_MOST_PASSAGES]
    honorifics = around.honorifics
    for passage in (*above, *headings):
        for name, start, hint in _hinted(around, passage):
            folded = folded_words(name)
            opening = name.split()[0].casefold().strip(".") if name.split() else ""
            if opening in PREPOSITIONS or (opening in honorifics and opening == name.casefold().strip(".")):
                continue
            near = [one for word in folded for one in around.by_end.get(word, ())]
            if len(found) > _MOST_HINTED or any(set(one.words) <= set(folded) for one in near):
                continue
            nobody = around.is_generic(name) or (hint and around.names_nobody(name))
            if folded and len(name) <= 40 and not nobody and not around.is_house(name, asks=False):
                candidate = found.setdefault(" ".join(folded), Candidate(name, folded, hint=hint))
                candidate.mentions.append(Mention(passage, start, start + len(name), ""))
    for passage in above:
        if passage.place > Place.INTRODUCTION:
            continue
        for run in find_runs(passage.text):
            name = passage.text[run.start : run.end]
            word = fold(name)
            if len(run.words) == 1 and addressed[word] and word not in found:
                found[word] = Candidate(name, (word,), [Mention(passage, run.start, run.end, "")])
    for name, mention in _self_named(around):
        word = fold(name)
        if word and word not in found and not any(word in one.words for one in around.by_end.get(word, ())):
            found[word] = Candidate(name, (word,), [mention])
    for candidate in found.values():
        candidate.mentions += _repeated(above, candidate)
    known = {one.words for one in around.candidates}
    return [one for one in found.values() if one.words not in known]


def _self_named(around: Surroundings) -> Iterator[tuple[str, Mention]]:
    """Single names by which the first answers introduce whoever answers: "My name is Jan"."""
    for passage in around.passages:
        if passage.place is not Place.ANSWER or passage.start > around.second_answer:
            continue
        text = passage.text[:_FIRST_WORDS].casefold()
        for phrase in around.pack.self_introductions.entries if len(text) == len(passage.text[:_FIRST_WORDS]) else ():
            at = next(find_whole(text, phrase), -1)
            run = next(find_runs(passage.text[at + len(phrase) : at + len(phrase) + 40]), None) if at >= 0 else None
            if run is None or run.start > 2 or len(run.words) > 1:
                continue
            start = at + len(phrase) + run.start
            name = passage.text[start : at + len(phrase) + run.end]
            # "I am" leads to anything: the name has to stand above too.
            above = any(one.place <= Place.INTRODUCTION and next(find_whole(one.text, name), None) is not None for one in around.passages)
            if (above or len(phrase) >= _NAMING) and not around.writes_small(name) and not is_occupation(name):
                yield name, Mention(passage, start, start + len(name), "")


def _repeated(above: Sequence[Passage], candidate: Candidate) -> list[Mention]:
    """The other places above the conversation where a name stands that was found by its surroundings."""
    seen = {(one.passage.start, one.start) for one in candidate.mentions}
    find = find_all if is_uncased(candidate.name) else find_whole
    return [
        Mention(passage, start, start + len(candidate.name), "")
        for passage in above
        for start in find(passage.text, candidate.name)
        if (passage.start, start) not in seen
    ][:12]


def _hinted(around: Surroundings, passage: Passage) -> Iterator[tuple[str, int, str]]:
    """Names that only their surroundings tell, with their place and what told them (empty: the genre's name)."""
    text = passage.text
    if passage.place is Place.TITLE:
        yield from ((name, start, "title") for name, start in _hinted_by_title(around, text))
    announcing = passage.place in (Place.TITLE, Place.HEADING, Place.STANDFIRST) or (
        passage.place <= Place.OTHER and len(text) <= _SHORT_LINE
    )
    if announcing and not text.isupper():
        for end in ends_of_genre(around.pack, text.casefold()):
            match = (
                _PRESENTED_WHOLE_RE.match(text, end)
                or _PRESENTED_RE.match(text, end)
                or (_PRESENTED_HANDLE_RE.match(text, end) if presents(text[:end].casefold()) else None)
            )
            if match and not is_occupation(match["name"]):
                yield match["name"].strip(EDGE), match.start("name"), ""
    if is_uncased(text) and passage.place <= Place.CAPTION:
        yield from ((name, start, "honorific") for name, start in _hinted_by_honorific(around, text))
    if is_uncased(text) and passage.place <= Place.INTRODUCTION:
        yield from ((name, start, "recurrence") for name, start in _hinted_by_recurrence(around, passage))


def _hinted_by_title(around: Surroundings, text: str) -> Iterator[tuple[str, int]]:
    reading = _READING_RE.search(text)
    if reading:
        yield f"{reading[1]} {reading[2]}", reading.start()
    if around.pack.tag == "zh":
        for end in ends_of_genre(around.pack, text.casefold()):
            called = _CALLED_RE.match(text, end)
            if called and not around.is_generic(called["name"]):
                yield called["name"], called.start("name")
    match = _QUOTED_TITLE_RE.match(text)
    if match and (is_uncased(match["name"]) or looks_like_name(match["name"], around.pack)):
        yield match["name"].strip(EDGE), match.start("name")


def _hinted_by_honorific(around: Surroundings, text: str) -> Iterator[tuple[str, int]]:
    for title in around.pack.honorifics.entries:
        for at in islice(find_all(text, title), _MOST_TITLES) if is_uncased(title) else ():
            begin = max(0, at - _LONGEST_HAN_NAME)
            spaced = _SPACED_NAME_BEFORE_RE.search(text, begin, at) if around.pack.tag == "ja" else None
            if spaced and not names_organisation(spaced["family"], around.pack):
                yield spaced["name"], spaced.start("name")
                continue
            if around.pack.tag == "ko":
                yield from _hinted_in_korean(around, text, title, at)
                continue
            match = _HAN_NAME_BEFORE_RE.search(text, max(0, at - 6), at)
            if match and not any(text.startswith(office, match.start()) for office in around.pack.honorifics.entries):
                yield match[0] if len(match[0]) > 1 else match[0] + title, match.start()


def _hinted_in_korean(around: Surroundings, text: str, title: str, at: int) -> Iterator[tuple[str, int]]:
    """A name of three syllables before a title, in a line that names the genre, or where a title stands behind it again."""
    match = _HANGUL_NAME_BEFORE_RE.search(text, max(0, at - 5), at)
    if match is None or around.is_generic(match["name"]) or names_organisation(match["name"], around.pack):
        return
    again = sum(one.text.count(match["name"]) for one in around.passages if one.place <= Place.CAPTION)
    if again > 1 or around.pack.interview_words.found_in(text.casefold()):
        yield match["name"], match.start("name")


def _hinted_by_recurrence(around: Surroundings, passage: Passage) -> Iterator[tuple[str, int]]:
    """A name that opens a sentence of the introduction and stands in the title too."""
    titles = around.titles
    if passage.place is Place.TITLE or not titles:
        return
    openings = [match.span(1) for match in _HAN_OPENING_RE.finditer(passage.text[:2000])]
    counts = Counter(passage.text[start : start + length] for start, _ in openings for length in (2, 3, 4))
    if around.pack.tag == "ja":
        # A noun opens sentences too; a person who is spoken of bears a title there.
        openings = []
    for start, end in openings:
        for length in (4, 3, 2):
            name = passage.text[start : start + length]
            bounded = rf"(?<!\p{{Han}}){name}|{name}(?!\p{{Han}})"
            if start + length <= end and any(
                name in title and (counts[name] > 1 or regex.search(bounded, title)) for title in titles
            ):
                yield name, start
                break
    yield from _shared_words(around, passage, titles)


def _shared_words(around: Surroundings, passage: Passage, titles: Sequence[str]) -> Iterator[tuple[str, int]]:
    """In Arabic: the longest run of words that title and introduction share, without the adjectives before it."""
    if not _ARABIC_RE.search(passage.text):
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
