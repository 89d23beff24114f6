"""What a layout writes on: pieces of markup in order, and what each turn's label should be read as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from random import Random

import attrs

from tests.generator.conversation import Conversation, Turn
from tests.generator.words import Name, Words


@attrs.frozen
class Piece:
    """One block of the page."""

    markup: str
    part: str
    """intro, topic, question, answer, closing."""
    turn: int | None = None
    """Index of the turn that it (first) belongs to."""
    follows: bool = False
    """Whether it goes on with the turn of the piece before, so that furniture above it interrupts that turn."""


@attrs.define
class Sheet:
    """A conversation being set."""

    talk: Conversation
    rng: Random
    pieces: list[Piece] = attrs.field(factory=list)
    labels: dict[int, str] = attrs.field(factory=dict)
    """Labels that name somebody, by the turn that they are printed at."""
    before: str = ""
    """Opens what encloses all pieces."""
    after: str = ""
    """Closes it."""
    open: bool = True
    """Whether furniture may stand between pieces."""
    joint: str = "\n\n"
    """What stands between two pieces where the page is no HTML."""
    has_prose: bool = False
    """Whether the layout has set intro and closing itself."""

    @property
    def words(self) -> Words:
        return self.talk.words

    def put(self, part: str, markups: Sequence[str], turn: int | None = None) -> None:
        for place, markup in enumerate(markups):
            self.pieces.append(Piece(markup, part, turn, follows=place > 0))

    def join(self, joint: str = "") -> None:
        """Make all pieces one, which nothing can interrupt."""
        self.pieces = [Piece(joint.join(piece.markup for piece in self.pieces), "whole", 0)]

    @property
    def expected(self) -> list[tuple[str, str | None, str]]:
        """Role, label and text of each turn."""
        return [
            (turn.role, self.labels.get(index), "\n\n".join(turn.paragraphs))
            for index, turn in enumerate(self.talk.turns)
        ]


Setting = Callable[[Sheet, int, Turn], list[str]]
"""The blocks that one turn is set as."""


def set_turns(sheet: Sheet, question: Setting, answer: Setting, topic: Callable[[str], str] | None = None) -> None:
    """All turns, each set by the function of its side."""
    topic = topic or (lambda text: f"<h2>{escape(text)}</h2>")
    for index, item in sheet.talk.script():
        if isinstance(item, str):
            sheet.put("topic", [topic(item)])
        elif index is not None:
            setting = question if item.role == "Q" else answer
            sheet.put("question" if item.role == "Q" else "answer", setting(sheet, index, item), index)


def esc(text: str) -> str:
    return escape(text, quote=False)


def dressed(sheet: Sheet, text: str) -> str:
    """Escaped text, now and then with a word in bold, italics or a link, as running text has."""
    if sheet.rng.random() > 0.12 or len(text) < 60:
        return esc(text)
    if sheet.words.spaced and sheet.words.cased and sheet.rng.random() < 0.2:
        return f'<span class="dropcap">{esc(text[0])}</span>{esc(text[1:])}'
    tag = sheet.rng.choice(('<a href="/thema/17">|</a>', "<em>|</em>", "<i>|</i>", "<strong>|</strong>"))
    opened, closed = tag.split("|")
    if not sheet.words.spaced:
        start = len(text) // 3
        return esc(text[:start]) + opened + esc(text[start : start + 3]) + closed + esc(text[start + 3 :])
    parts = text.split(" ")
    place = len(parts) // 2
    return esc(" ".join(parts[:place])) + f" {opened}{esc(parts[place])}{closed} " + esc(" ".join(parts[place + 1 :]))


@attrs.define
class Labels:
    """How speakers are printed, turn by turn."""

    sheet: Sheet
    style: str
    """letters, words, full, capitals, family, initials, full-then-family, full-then-initials, role."""
    seen: list[Name] = attrs.field(factory=list)

    def of(self, index: int, turn: Turn) -> str:
        """The label of a turn; where it names somebody the sheet notes it."""
        words, talk = self.sheet.words, self.sheet.talk
        asking = turn.role == "Q"
        if self.style == "letters":
            return words.letters[0 if asking else 1]
        if self.style == "words":
            return words.label_words[0 if asking else 1]
        if asking and talk.for_house:
            printed = talk.house
        elif asking and self.style == "role":
            printed = words.interviewer
        else:
            printed = self._name(turn.speaker)
        if self.style == "capitals":
            printed = printed.upper()
        self.sheet.labels[index] = printed
        return printed

    def _name(self, name: Name) -> str:
        first = name not in self.seen
        self.seen.append(name)
        if self.style in ("full", "capitals", "role") or (first and self.style.startswith("full-then")):
            return name.full
        if self.style in ("initials", "full-then-initials"):
            return name.initials
        return name.family if self.sheet.words.surname_alone else name.full
