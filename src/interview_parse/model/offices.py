"""What somebody is, as the page prints it: an office before the name, an apposition after it."""

from __future__ import annotations

import regex

from interview_parse.model.mentions import Mention, Place, is_shouted
from interview_parse.model.names import folded_words, is_function_word, is_same, looks_like_name
from interview_parse.model.surroundings import EDGE, Surroundings
from interview_parse.model.types import Person

APPOSITION_RE = regex.compile(
    r"\s{0,2}[,，]\s(?P<comma>[^.!?;:–—()\n]{3,110}?)(?=,\s|[.!?;:–—()\n]|$)"
    r"|\s{0,2}[(（](?P<aside>[^()（）\n]{2,80})[)）]"
)
"""An apposition after a name: between commas, or in brackets."""
_LINKING_WORDS = (
    "and und et y e och og en is ist est es è who which whose der die das dem den qui que che "
    "said says sagt hat has had was war"
)
_LINKS = frozenset(_LINKING_WORDS.split())
"""Words that open a clause and no apposition."""


def describe(around: Surroundings, person: Person) -> Person:
    """The person with role and affiliation as the page prints them."""
    told = next((one for one in around.authors if is_same(one, person)), None)
    role = person.role or (told.role if told else None)
    affiliation = person.affiliation or (told.affiliation if told else None)
    if role is None:
        role = _printed_role(around, person)
    return Person(name=person.name, role=role, affiliation=affiliation)


def _printed_role(around: Surroundings, person: Person) -> str | None:
    words = folded_words(person.name)
    for candidate in around.candidates:
        if not (candidate.words == words or (len(words) > 1 and set(words) <= set(candidate.words))):
            continue
        for mention in candidate.mentions:
            if mention.passage.place in (Place.QUESTION, Place.ANSWER, Place.CAPTION, Place.HEADING):
                continue
            role = _apposition(around, mention)
            if role:
                return role
        for mention in candidate.mentions:
            role = _office_before(around, mention)
            if role:
                return role
    return None


def _apposition(around: Surroundings, mention: Mention) -> str | None:
    match = APPOSITION_RE.match(mention.passage.text, mention.end)
    if not match:
        return None
    role = (match["comma"] or match["aside"] or "").strip(EDGE)
    named = set(folded_words(role))
    if any(len(one.words) > 1 and set(one.words) <= named and not is_shouted(one) for one in around.candidates[:60]):
        # The next in a list of names, not what the first one is.
        return None
    first = role.split()[0].casefold() if role.split() else ""
    if (
        not role
        or first.isdigit()
        or role[0].isdigit()
        or len(role.split()) > 14
        or is_function_word(first, around.pack)
    ):
        return None
    if match["comma"] and (first in _LINKS or (len(role.split()) < 2 and not role[0].islower())):
        return None
    if match["aside"] and len(role) <= 4:
        return None
    if looks_like_name(role, around.pack) and len(role.split()) <= 3:
        return None
    return role


def _office_before(around: Surroundings, mention: Mention) -> str | None:
    before = [word for word in mention.before.split() if word.strip(".").casefold() not in around.honorifics]
    before = [word for word in before if not is_function_word(word, around.pack)]
    office = " ".join(before).strip(EDGE)
    return office if len(office) > 3 and not around.pack.byline_words.found_in(office.casefold()) else None
