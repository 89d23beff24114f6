"""Names that only their surroundings tell: of one word, in scripts without capitals, in a greeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import regex

from interview_parse.model.mentions import PREPOSITIONS, Candidate, Mention, Passage, Place, ends_of_genre
from interview_parse.model.names import (
    find_all,
    find_runs,
    find_whole,
    fold,
    folded_words,
    greetings,
    is_capitalised,
    is_function_word,
    is_uncased,
    looks_like_name,
    presents,
)
from interview_parse.model.nouns import is_occupation
from interview_parse.model.organisations import names_organisation
from interview_parse.model.surroundings import EDGE, Surroundings
from interview_parse.segmenter.segmentation import Conversation

_HAN_OPENING_RE = regex.compile(r"(?:^|[。！？\n，“「])\s*(\p{Han}{2,4})")
"""The first words of a sentence or clause in Chinese."""
_HAN_NAME_BEFORE_RE = regex.compile(r"(?<!\p{Han})(?:\p{Han}{2,4}|\p{Lu})$")
_SPACED_NAME_BEFORE_RE = regex.compile(
    r"(?<![\p{Han}\p{Katakana}])"
    r"(?P<name>(?P<family>\p{Han}{1,4})[ \u3000][\p{Han}\p{Hiragana}\p{Katakana}]{1,4})[ \u3000]?$"
)
"""A Japanese name whose parts a blank sets apart."""
_HANGUL_NAME_BEFORE_RE = regex.compile(r"(?<!\p{Hangul})(?P<name>\p{Hangul}{3}) ?$")
_LONGEST_HAN_NAME = 14
_MOST_TITLES = 6
_ARABIC_RE = regex.compile(r"\p{Arabic}")
_FIRST_WORDS = 200
"""Signs of an answer within which somebody introduces themselves."""
_NAMING = 8
"""Signs of a phrase that names ("my name is") and does not just say "I am"."""
_SHORT_LINE = 100
"""Signs of a line that may announce the interview, wherever above it the line stands."""
_MOST_HINTED = 40
_MOST_PASSAGES = 80
"""Bounds for pages that hold nothing but names."""
_ADDRESS_RE = regex.compile(
    r"(?:^|[,;!:.¡¿–—-]\s{0,2})(?P<name>(?:[\p{L}.]{1,14}\s){0,2}[\p{L}'’\-]{2,20})(?=\s{0,2}(?:[,!?–—:…]|\.{2,3}|\s-\s))"
    r"|,\s(?P<last>[\p{L}'’\-]{2,20})\.(?=\s|$)"
)
"""Somebody addressed: a word or three between a stop and a comma."""
QUOTED_TITLE_RE = regex.compile(r"(?P<name>[^:：\"“„«»‘'「『\d]{2,40}?)\s{0,2}(?:[:：]|\s[-–—|])\s{0,2}[\"“„«»‘'「『]")
_OF_OR_IN = (
    "by|von|par|por|di|of|at|from|in|for|about|on|bei|beim|im|zum|zur|über|chez|sur|en|em|no|na|sobre|su|om|over|op|o"
)
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


def count_addressed(around: Surroundings, conversation: Conversation) -> Counter[str]:
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


def find_further(around: Surroundings, addressed: Counter[str]) -> list[Candidate]:
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
            above = any(
                one.place <= Place.INTRODUCTION and next(find_whole(one.text, name), None) is not None
                for one in around.passages
            )
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
    match = QUOTED_TITLE_RE.match(text)
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
    """A name of three syllables before a title, in a line that names the genre or where the name stands again."""
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
