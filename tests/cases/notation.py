"""Case files: a page beside NAME.expected.txt, which says in plain words what the page must give.

An expected file opens with headers, one a line::

    about: questions are bold paragraphs      what the case is for
    language: de
    kind: interview                           the article's kind
    title: Eine Brücke muss atmen             "-" where the page has no headline
    truncated: yes                            "no" where left out
    access: paywalled
    publisher: Stadtblatt
    dossier: Unsere Flüsse                    "-" where there must be none; then its entries, one a line
    entry: Wem gehört das Wasser?
    theme: Brücken                            one a line, or "-" for none

``about``, ``language`` and ``kind`` are required; what else is left out is not looked at. After a blank line come the
turns in order, one a line, ``¶`` between paragraphs, the printed label in brackets, ``[]`` before a text that opens with a
bracket of its own::

    Q [Stadtblatt] Frau Vogt, haben Sie Angst?
    A [Vogt] Immer. ¶ Und das ist gut so.

In an FAQ they are the questions and answers of ``article.faq``; with any other kind than these two there must be no
interview.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs
import regex

from interview_parse import Article
from interview_parse.model.types import Turn, TurnRole

ROOT = Path(__file__).parent
FOLDERS = ("layouts", "kinds", "seed")
SUFFIX = ".expected.txt"

ONCE = ("about", "language", "kind", "title", "truncated", "access", "publisher", "dossier")
REPEATED = ("entry", "theme")
REQUIRED = ("about", "language", "kind")
NOTHING = "-"

HEADER_RE = regex.compile(r"(?P<name>[a-z]+): (?P<value>\S.*)")
TURN_RE = regex.compile(r"(?P<side>[QA]) (?:\[(?P<label>[^\]]*)\] )?(?P<text>\S.*)")


@attrs.frozen
class Case:
    """A page and what it must give."""

    path: Path
    """The expected file."""
    headers: dict[str, str]
    lists: dict[str, list[str]]
    turns: tuple[str, ...]
    """The turns without their labels: "Q text ¶ text"."""
    labels: tuple[str, ...]
    """By turn; empty where none is printed or where it names nobody."""

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def page(self) -> Path:
        """The input."""
        return next(file for file in sorted(self.path.parent.glob(f"{self.name}.*")) if file != self.path)

    @property
    def aspects(self) -> tuple[str, ...]:
        """What the case looks at."""
        named = tuple(name for name in ("kind", "title", "access", "publisher", "dossier") if name in self.headers)
        return (
            *named,
            "truncated",
            "turns",
            *(("labels",) if self.turns else ()),
            *(("themes",) if self.lists["theme"] else ()),
        )

    def expected(self, aspect: str) -> object:
        """What that aspect must be."""
        match aspect:
            case "turns":
                return list(self.turns)
            case "labels":
                return [(turn, label) for label, turn in zip(self.labels, self.turns, strict=True)]
            case "truncated":
                return self.headers.get("truncated", "no")
            case "themes":
                return [theme for theme in self.lists["theme"] if theme != NOTHING]
            case "dossier":
                return [self.headers["dossier"], *self.lists["entry"]] if self.headers["dossier"] != NOTHING else None
        value = self.headers[aspect]
        return None if value == NOTHING else value


def read_case(path: Path) -> Case:
    """The case of an expected file. Raises ``ValueError`` naming file and line where the notation is broken."""
    headers: dict[str, str] = {}
    lists: dict[str, list[str]] = {name: [] for name in REPEATED}
    turns: list[str] = []
    labels: list[str] = []
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    for number, line in enumerate(head.splitlines(), 1):
        found = HEADER_RE.fullmatch(line)
        name = found["name"] if found else ""
        if not found or name not in (*ONCE, *REPEATED) or name in headers:
            raise ValueError(f"{path.name}, line {number}: not a header, or twice: {line!r}")
        if name in REPEATED:
            lists[name].append(found["value"])
        else:
            headers[name] = found["value"]
    for line in filter(None, body.splitlines()):
        found = TURN_RE.fullmatch(line)
        if not found:
            raise ValueError(f"{path.name}: a turn opens with Q or A and holds words: {line!r}")
        turns.append(f"{found['side']} {found['text']}")
        labels.append(found["label"] or "")
    missing = [name for name in REQUIRED if name not in headers]
    if missing:
        raise ValueError(f"{path.name}: headers {missing} are missing")
    return Case(path, headers, lists, tuple(turns), tuple(labels))


def all_cases() -> list[Case]:
    """Every case, by folder and name."""
    return [read_case(path) for folder in FOLDERS for path in sorted((ROOT / folder).glob(f"*{SUFFIX}"))]


def compare(case: Case, article: Article, aspect: str) -> tuple[object, object]:
    """What an article says of an aspect and what it should, in the notation's words.

    Labels are compared at the turns that are right: a wrong turn is one failure, not two.
    """
    came, wanted = found(article, aspect), case.expected(aspect)
    if aspect == "turns" and case.headers["kind"] not in ("interview", "faq"):
        came = [write_turn(turn) for interview in article.interviews for turn in interview.turns]
    if aspect == "labels" and isinstance(came, list) and isinstance(wanted, list):
        both = {turn for turn, _ in came} & {turn for turn, _ in wanted}
        return [one for one in came if one[0] in both], [one for one in wanted if one[0] in both]
    return came, wanted


def found(article: Article, aspect: str) -> object:
    """What an article says of an aspect, in the notation's words."""
    match aspect:
        case "turns":
            return [write_turn(turn) for turn in turns_of(article)]
        case "labels":
            return [(write_turn(turn), turn.label or "") for turn in turns_of(article)]
        case "truncated":
            return "yes" if article.truncated else "no"
        case "themes":
            return [theme.name for theme in article.themes]
        case "dossier":
            dossier = article.dossier
            return [dossier.title, *(entry.title for entry in dossier.entries)] if dossier else None
        case "kind" | "access":
            return str(getattr(article, aspect))
    return getattr(article, aspect)


def turns_of(article: Article) -> list[Turn]:
    """Turns of all interviews and of the FAQ, in order."""
    return [turn for one in article.interviews for turn in one.turns] + [
        turn for one in article.faq for turn in one.turns
    ]


def write_turn(turn: Turn) -> str:
    """A turn as the notation has it, without its label."""
    side = "Q" if turn.role is TurnRole.QUESTION else "A"
    return f"{side} " + " ¶ ".join(_one_line(paragraph.text for paragraph in turn.paragraphs))


def _one_line(texts: Iterable[str]) -> list[str]:
    """Texts with the signs shown that the notation has no place for."""
    return [text.replace("\n", "⏎").replace("\xa0", "⍽") for text in texts]
