"""Who signs the article: the names in its signatures, and those that structured data and metas tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs
import regex

from interview_parse.formats import Format
from interview_parse.languages import LanguagePack
from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import clean, text_of, types_of
from interview_parse.model.names import fold, folded_words, looks_like_name, read_signature, split_names, split_pair
from interview_parse.model.signatures import find_signatures, find_unseen_signatures
from interview_parse.model.types import Person, Role

_AUTHOR_METAS = tuple(
    (
        "author article:author dc.creator dcterms.creator parsely-author citation_author sailthru.author "
        "cxenseparse:author byl authors og:article:author article:author_name"
    ).split()
)
_PRESS_RE = regex.compile(
    r" (?:press|times|post|news|journal|guardian|magazine|review|daily|herald|tribune|team|staff)$"
)
_LONE_NAME_RE = regex.compile(r"\p{Lu}\p{Ll}{2,}")
_ADDRESS_RE = regex.compile(r"\d-\d|〒|\d{5}")
"""Numbers of streets, telephones and post offices."""
_MOST_HELD = 12
"""So many stretches of microdata for an author are looked into."""
_BY_RE = regex.compile(r"by:?\s+(?=\p{Lo}|\p{Lu})", regex.IGNORECASE)
"""What many systems print before the name, whatever the page's language."""
_GENERIC_AUTHORS = frozenset(
    {"admin", "administrator", "editor", "webmaster", "redaktion", "redaction", "redaccion", "redazione", "staff"}
)


def read_authors(evidence: Evidence, houses: frozenset[str]) -> tuple[Person, ...]:
    """The persons who sign, as printed rather than as told; ``houses`` are the folded names that the site goes by."""
    page, pack = evidence.page, evidence.pack
    told = _without_houses(_told_authors(evidence), houses)
    seen = list(find_signatures(evidence))
    lines = seen or list(find_unseen_signatures(evidence))
    signed = " ".join(map(fold, lines))
    confirmed = [person for person in told if fold(person.name) in signed]
    if confirmed:
        return tuple(confirmed)
    printed = _without_houses((person for text in lines for person in read_signature(text, pack)), houses)
    full = [person for person in printed if looks_like_name(person.name, pack)]
    # Beside a full name a lone word is a label ("Bio", "Photo").
    printed = full or printed[:4]
    linked = [page.text[start:end] for start, end, _ in page.head.author_links]
    printed = printed or [Person(name=name) for name in linked if looks_like_name(name, pack)]
    front = page.format is Format.MARKDOWN and any(looks_like_name(person.name, pack) for person in told)
    if printed and (seen or not front):
        merged = [_with_facts(person, told) for person in printed]
        lost = [person.name for person in told if not any(_same(person.name, one.name) for one in merged)]
        if lost:
            evidence.notes.append(f"the page's head names {', '.join(lost)} as author")
        return tuple(dict.fromkeys(merged))
    return tuple(told)


def _told_authors(evidence: Evidence) -> list[Person]:
    """Authors in the structured data, each with role and affiliation where given."""
    page, pack = evidence.page, evidence.pack
    values = evidence.node.get("author") or evidence.node.get("creator") or []
    persons = [
        person for value in (values if isinstance(values, list) else [values]) for person in _persons(evidence, value)
    ]
    if persons:
        return persons
    held = [(item.start, item.end) for item in page.head.items if item.name == "author"][:_MOST_HELD]
    microdata = [
        item.value or page.text[item.start : item.end]
        for item in page.head.items
        if (
            (item.name == "author" and item.value != "Person")
            or (item.name == "name" and item.type == "Person" and any(a <= item.start < b for a, b in held))
        )
    ]
    signed = {fold(piece.span.of(page.text)) for piece in evidence.pieces if piece.role in (Role.BYLINE, Role.CREDIT)}
    signed |= {word for text in signed for word in text.split()}
    first, _ = evidence.turns
    signed |= {
        fold(piece.span.of(page.text)) for piece in evidence.pieces[max(0, first - 12) : first] if len(piece.span) <= 40
    }
    for texts in (microdata, list(evidence.metas(*_AUTHOR_METAS))):
        named = [
            Person(name=_turned(name))
            for text in texts
            for name in _listed(text, pack)
            # Other words are a login or a house, unless the page prints them where an author stands.
            if looks_like_name(name, pack) or fold(name) in signed or _LONE_NAME_RE.fullmatch(name)
        ]
        if named:
            return list(dict.fromkeys(named))
    return []


def _persons(evidence: Evidence, value: object) -> Iterator[Person]:
    """The persons of one JSON-LD author; an organisation is none."""
    pack = evidence.pack
    value = evidence.data.resolve(value)
    if isinstance(value, str):
        yield from (Person(name=name) for name in _listed(clean(value), pack))
    elif isinstance(value, dict) and not {"Organization", "NewsMediaOrganization", "Corporation"}.intersection(
        types_of(value)
    ):
        name = text_of(value.get("name"))
        if name and "://" not in name:
            affiliation = text_of(evidence.data.resolve(value.get("affiliation") or value.get("worksFor")))
            role = text_of(value.get("jobTitle"))
            parts = split_names(name, pack.tag)
            names = parts if len(parts) > 1 and all(looks_like_name(one, pack) for one in parts) else (name,)
            yield from (Person(name=one, role=role, affiliation=affiliation) for one in names)


def _without_houses(persons: Iterable[Person], houses: frozenset[str]) -> list[Person]:
    """Those that are no publication, no desk and no login."""
    named = (
        attrs.evolve(person, name=_BY_RE.sub("", person.name, count=1) if _BY_RE.match(person.name) else person.name)
        for person in persons
        if person.name
    )
    return [person for person in named if not _is_house(person.name, houses)]


def _is_house(name: str, houses: frozenset[str]) -> bool:
    """Whether a name is a publication's, a desk's, a login or an address."""
    folded = fold(name)
    if not folded or folded in _GENERIC_AUTHORS or "@" in name or "://" in name or _ADDRESS_RE.search(name):
        return True
    if " " not in folded:
        return folded in houses
    if folded.startswith("the ") and _PRESS_RE.search(folded):
        return True
    return any(folded == house or house.startswith(folded + " ") or folded.startswith(house + " ") for house in houses)


def _listed(text: str, pack: LanguagePack) -> tuple[str, ...]:
    """The names in a meta's content; an address is none."""
    if "://" in text or len(text) > 200:
        return ()
    turned = _turned(text)
    if turned != text:
        return (turned,)
    for parts in (split_names(text, pack.tag), split_pair(text, pack.tag)):
        if len(parts) > 1 and all(looks_like_name(part, pack) or _LONE_NAME_RE.fullmatch(part) for part in parts):
            return parts
    return (text.strip(),)


def _turned(name: str) -> str:
    """ "Weber, Anna" as "Anna Weber"."""
    family, comma, given = name.partition(",")
    if (
        comma
        and len(family.split()) == 1
        and 1 <= len(given.split()) <= 2
        and given.strip()[0].isupper()
        and "," not in given
    ):
        return f"{given.strip()} {family.strip()}"
    return name


def _same(one: str, other: str) -> bool:
    """Whether all words of one name are in the other."""
    first, second = set(folded_words(one)), set(folded_words(other))
    return bool(first) and bool(second) and (first <= second or second <= first)


def _with_facts(person: Person, told: Sequence[Person]) -> Person:
    """The person with the role and affiliation that the structured data adds."""
    other = next((one for one in told if _same(one.name, person.name)), None)
    if other is None:
        return person
    return Person(name=person.name, role=person.role or other.role, affiliation=person.affiliation or other.affiliation)
