"""Who asks where no label says so: whom a credit line names, whom the text sets beside the guest, who signs."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from interview_parse.model.mentions import Candidate, Place, ends_of_genre, sentence_around
from interview_parse.model.names import (
    basic_form,
    find_runs,
    find_whole,
    fold,
    folded_words,
    is_among,
    is_joint,
    is_uncased,
    looks_like_name,
    merge_persons,
    names_guest,
    presents,
    read_signature,
)
from interview_parse.model.surroundings import EDGE, Surroundings
from interview_parse.model.types import Person

_SIGNED_RE = regex.compile(r"\s(?:by|von|par|por|di|door|av|od|от)\s(?P<name>\S{2,30}(?:\s\p{Lu}\S{1,30}){0,3})\s*$")


_OTHER_WORK_RE = regex.compile(
    r"transl|übers|tradu|traduz|edit|redakt|redaz|перев|译|譯|翻訳|編集|校|transcri|illustr|фото|foto|photo"
)


def find_credited(around: Surroundings, interviewees: Sequence[Person]) -> list[Person]:
    """Who is named after a credit phrase ("Interview by"), in order."""
    found: list[Person] = []
    for passage in around.passages:
        if passage.place in (Place.QUESTION, Place.ANSWER, Place.HEADING, Place.CAPTION):
            continue
        if passage.place is Place.TITLE:
            match = _SIGNED_RE.search(passage.text)
            if match and around.pack.interview_words.found_in(passage.text.casefold()):
                found.append(Person(name=match["name"].strip(EDGE)))
            continue
        for line in passage.text.split("\n"):
            found += _credited_in(around, line, passage.place)
    found = [one for one in found if not around.is_house(one.name, asks=True) and not is_among(one, interviewees)]
    return merge_persons(found)


def _credited_in(around: Surroundings, line: str, place: Place) -> list[Person]:
    folded = line.casefold()
    span = around.pack.credit_phrases.search(folded) if len(folded) == len(line) else None
    if span is None:
        return []
    phrase = folded[span[0] : span[1]].strip()
    if names_guest(line, around.pack):
        return []
    if presents(phrase) or not _is_interviewing(around, phrase):
        return []
    if phrase.rstrip(":： ") in around.pack.interview_words and place not in (Place.BYLINE, Place.CREDIT):
        # "Interview: Jan Roth" above a text may name either side.
        return []
    rest = line[span[1] :].lstrip(" :：=＝/／·-–—\t")
    opens = not line[: span[0]].strip(EDGE + "()（）[]")
    if opens and len(rest) <= (24 if is_uncased(rest) else 80) and place is not Place.INTRODUCTION:
        signed = read_signature(rest.split(". ")[0], around.pack)
        return [person for person in signed if _may_sign(around, person.name)]
    return _names_at(around, rest)


def _is_interviewing(around: Surroundings, phrase: str) -> bool:
    """Whether a credit phrase is about the talk, not its translation or editing."""
    return not _OTHER_WORK_RE.search(phrase)


def _may_sign(around: Surroundings, name: str) -> bool:
    words = name.split()
    plain = is_uncased(name) or looks_like_name(name, around.pack) or len(words) <= 2
    if not name or name[-1].isdigit() or (words[0].islower() and any(char.isdigit() for char in name)):
        return False
    return len(name) <= 50 and plain and not around.names_nobody(name) and (is_uncased(name) or not name.islower())


def _names_at(around: Surroundings, text: str) -> list[Person]:
    """The names with which a text opens, joined by "and"."""
    found: list[Person] = []
    at = 0
    for run in find_runs(text[:160]):
        gap = text[at : run.start]
        if found and not is_joint(gap, around.pack):
            break
        if not found and len(gap.split()) > 2:
            break
        name = text[run.start : run.end]
        if len(run.words) < 2 and not found and run.words:
            break
        found.append(Person(name=name))
        at = run.end
    return found


def find_signing(around: Surroundings, interviewees: Sequence[Person]) -> list[Person]:
    """Who asks where nothing says so: who the text sets beside the interviewee, else who signs the article."""
    printed = " ".join(
        fold(one.text) for one in around.passages if one.place in (Place.BYLINE, Place.CREDIT, Place.BOX, Place.OTHER)
    )
    authors = [
        one for one in around.authors if not is_among(one, interviewees) and not around.is_house(one.name, asks=False)
    ]
    beside = [
        Person(name=basic_form(one.name, around.pack.tag))
        for one in around.candidates
        if _talks_with(around, one, interviewees)
    ]
    signed = [one for one in authors if fold(one.name) in printed]
    if signed and (not beside or any(is_among(one, signed) for one in beside)):
        return signed
    return beside[:2] or authors


def _talks_with(around: Surroundings, candidate: Candidate, interviewees: Sequence[Person]) -> bool:
    """Whether a sentence about the interview names somebody beside the interviewee."""
    if any(set(candidate.words) & set(folded_words(one.name)) for one in interviewees):
        return False
    if any(word.isupper() and len(word) > 1 for word in candidate.name.split()) or candidate.words[-1] in around.common:
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
        genres = [start + one for one in ends_of_genre(around.pack, sentence.casefold())]
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


def _found_at(text: str, name: str) -> list[int]:
    """Where the last word of a name stands in a text."""
    return list(find_whole(text, name.split()[-1]))
