"""One language's invented sentences, read from its file in ``sentences/``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import attrs

FOLDER = Path(__file__).parent / "sentences"


@attrs.frozen
class Name:
    """An invented person's name, in its language's own order."""

    given: str
    family: str
    family_first: bool = False
    joint: str = " "

    @property
    def full(self) -> str:
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return self.joint.join(parts)

    @property
    def initials(self) -> str:
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return "".join(part[0] for part in parts)

    def __str__(self) -> str:
        return self.full


@attrs.frozen(kw_only=True)
class Words:
    """Everything that a page in one language says."""

    tag: str
    name: str
    spaced: bool
    rtl: bool
    cased: bool
    surname_alone: bool
    colon: str
    quotes: tuple[str, str]
    people: tuple[Name, ...]
    publication: str
    occupations: tuple[str, ...]
    questions: tuple[str, ...]
    remarks: tuple[str, ...]
    requests: tuple[str, ...]
    thanks: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    plain: tuple[str, ...]
    short: tuple[str, ...]
    rhetorical: tuple[str, ...]
    laugh: str
    """A stage direction within an answer."""
    intro: tuple[str, ...]
    closing: tuple[str, ...]
    topics: tuple[str, ...]
    headlines: tuple[str, ...]
    letters: tuple[str, str]
    label_words: tuple[str, str]
    interviewer: str
    credit: str
    photo: str
    caption: str
    paywall: str
    read_also: str
    share: tuple[str, ...]
    newsletter: tuple[str, str]
    about_author: str
    author: str
    comments_heading: str
    comments: tuple[str, ...]
    menu: tuple[str, ...]
    contents: str
    footer: str
    cookie: str
    advert: str
    themes: tuple[str, ...]
    dossier: str
    faq: tuple[tuple[str, str], ...]
    news: tuple[str, ...]
    drama: tuple[str, ...]

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return " " if self.spaced or self.tag == "th" else ""

    @property
    def asks(self) -> str:
        """The mark that ends a question."""
        return self.questions[0][-1]

    @property
    def told(self) -> int:
        """How many different sentences an answer can be made of."""
        return len(self.heads) * len(self.tails) + len(self.plain)


def tags() -> tuple[str, ...]:
    """All languages that have a file, sorted."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def load(tag: str) -> Words:
    """The sentences of one language."""
    table = tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))
    labels = table.pop("labels")
    family_first = table.pop("family_first", False)
    joint = table.pop("name_joint", " ")
    people = tuple(Name(given, family, family_first, joint) for given, family in table.pop("people"))
    defaults = {"spaced": True, "rtl": False, "cased": True, "surname_alone": True, "colon": ":"}
    settled: dict[str, Any] = {key: _settle(value) for key, value in {**defaults, **table}.items()}
    return Words(
        tag=tag,
        people=people,
        letters=tuple(labels["letters"]),
        label_words=tuple(labels["words"]),
        interviewer=labels["interviewer"],
        **settled,
    )


def _settle(value: object) -> object:
    return tuple(_settle(one) for one in value) if isinstance(value, list) else value
