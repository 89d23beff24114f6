"""A seeded conversation: who asks, who tells, what they say. How it is set is no matter of this module."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import attrs

from tests.generator.words import Name, Words


@attrs.frozen(kw_only=True)
class Shape:
    """What a layout lets a conversation be, so that a careful reader can still tell its turns."""

    exchanges: tuple[int, int] = (3, 12)
    tellers: tuple[int, int] = (1, 1)
    askers: tuple[int, int] = (1, 1)
    remarks: bool = True
    """Whether the asking side may say things that are no questions."""
    long_questions: bool = True
    """Whether a question may run over two paragraphs."""
    paragraphs: tuple[int, int] = (1, 4)
    """How many paragraphs an answer has."""
    open_ends: bool = True
    """Whether a paragraph of an answer may end with a question mark."""
    topics: bool = True
    everybody: bool = False
    """Whether all tellers answer each question, in the same order."""
    rows: bool = False
    """Whether several ask or tell in a row (needs labels)."""
    terse: bool = False
    """Whether each answer is one short sentence."""
    parting: bool = True
    """Whether the asking side may thank at the end and get no answer."""


@attrs.frozen
class Turn:
    """What one person says before another speaks."""

    role: str
    """"Q" or "A"."""
    speaker: Name
    paragraphs: tuple[str, ...]


@attrs.frozen
class Exchange:
    """What is asked in a row, and what is told to it."""

    turns: tuple[Turn, ...]
    topic: str | None = None


@attrs.frozen(kw_only=True)
class Conversation:
    """Everything that is said, and the prose around it."""

    words: Words
    title: str
    standfirst: str
    intro: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    closing: tuple[str, ...]
    aside: str
    """A sentence about who tells, for a box beside the talk."""
    tellers: tuple[Name, ...]
    askers: tuple[Name, ...]
    occupation: str
    for_house: bool
    """Whether the asking side is printed under the publication's name."""
    cut: bool = False
    """Whether it stops before its end."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(turn for exchange in self.exchanges for turn in exchange.turns)

    @property
    def house(self) -> str:
        return self.words.publication

    def script(self) -> Iterator[tuple[int | None, Turn | str]]:
        """Topics as ``(None, text)`` and turns as ``(index, turn)``, in order."""
        index = 0
        for exchange in self.exchanges:
            if exchange.topic:
                yield None, exchange.topic
            for turn in exchange.turns:
                yield index, turn
                index += 1


class Told:
    """An endless supply of sentences, none twice before all have been said."""

    def __init__(self, words: Words, rng: Random) -> None:
        self._words = words
        self._rng = rng
        self._stock: list[str] = []

    def sentence(self) -> str:
        if not self._stock:
            self._stock = self._round()
        return self._stock.pop()

    def _round(self) -> list[str]:
        """All sentences; those that share a head or a tail stand far apart, simple ones stand among the made ones."""
        heads, tails, plain = (
            self._rng.sample(some, len(some)) for some in (self._words.heads, self._words.tails, self._words.plain)
        )
        made = [
            head + tails[(place + shift) % len(tails)]
            for shift in range(len(tails))
            for place, head in enumerate(heads)
        ]
        for place, one in enumerate(plain):
            made.insert(len(made) - 3 * place, one)
        return made


def compose(words: Words, rng: Random, shape: Shape) -> Conversation:
    """A conversation of the given shape."""
    tellers = _some(rng, words.people[:3], shape.tellers)
    askers = _some(rng, words.people[3:], shape.askers)
    told = Told(words, rng)
    asked = _questions(words, rng, shape)
    low, high = shape.exchanges
    count = rng.randint(low, high)
    if high >= 12 and rng.random() < 0.1:
        count = rng.randint(high, 25)
    topics = list(words.topics)
    exchanges = []
    for number in range(count):
        turns = [Turn("Q", rng.choice(askers), next(asked))]
        if shape.rows and len(askers) > 1 and rng.random() < 0.15:
            other = next(one for one in askers if one != turns[0].speaker)
            turns.append(Turn("Q", other, (rng.choice(words.questions),)))
        for speaker in _answering(rng, tellers, shape):
            turns.append(Turn("A", speaker, _answer(words, rng, told, shape)))
        topic = None
        if shape.topics and topics and number > 1 and rng.random() < 0.15:
            topic = topics.pop(0)
        exchanges.append(Exchange(tuple(turns), topic))
    if shape.parting and shape.remarks and rng.random() < 0.2:
        parting = [Turn("Q", askers[0], (words.thanks,))]
        if rng.random() < 0.5 and not shape.terse:
            parting.append(Turn("A", tellers[0], (told.sentence(),)))
        exchanges.append(Exchange(tuple(parting)))
    occupation = rng.choice(words.occupations)
    prose = [_fill(one, tellers[0], occupation) for one in words.intro]
    rng.shuffle(prose)
    closing = [_fill(one, tellers[0], occupation) for one in rng.sample(words.closing, rng.choice((1, 1, 2)))]
    return Conversation(
        words=words,
        title=_fill(rng.choice(words.headlines), tellers[0], occupation),
        standfirst=prose[0],
        intro=tuple(prose[1 : rng.choice((2, 3, 4))]),
        exchanges=tuple(exchanges),
        aside=prose[-1],
        closing=tuple(closing) if rng.random() < 0.35 else (),
        tellers=tellers,
        askers=askers,
        occupation=occupation,
        for_house=len(askers) == 1 and rng.random() < 0.5,
    )


def cut(conversation: Conversation, rng: Random, *, inside: bool) -> Conversation:
    """The same conversation up to a turn past the first exchange: after it, or in the middle of its last sentence."""
    turns = conversation.turns
    first = len(conversation.exchanges[0].turns)
    places = [
        place
        for place, turn in enumerate(turns)
        if place >= first and (not inside or (turn.role == "A" and len(turn.paragraphs[-1]) > 40))
    ]
    return cut_after(conversation, rng.choice(places), inside=inside) if places else conversation


def cut_after(conversation: Conversation, place: int, *, inside: bool = False) -> Conversation:
    """The conversation up to its turn number ``place``; with ``inside`` that turn stops before its end.

    The result's turns are what a reader finds; nothing closes it.
    """
    kept, left = [], place + 1
    for exchange in conversation.exchanges:
        turns = exchange.turns[:left]
        left -= len(turns)
        if turns:
            kept.append(attrs.evolve(exchange, turns=turns))
    if inside:
        last = kept[-1].turns[-1]
        broken = attrs.evolve(last, paragraphs=(*last.paragraphs[:-1], _broken(last.paragraphs[-1])))
        kept[-1] = attrs.evolve(kept[-1], turns=(*kept[-1].turns[:-1], broken))
    return attrs.evolve(conversation, exchanges=tuple(kept), closing=(), cut=True)


def _broken(paragraph: str) -> str:
    """A paragraph that stops before its last sentence does."""
    if " " in paragraph:
        return " ".join(paragraph.split(" ")[:-2]).rstrip(",;:.!?،、 ") + "…"
    return paragraph[:-6].rstrip("，、。？！") + "…"


def _some(rng: Random, people: tuple[Name, ...], bounds: tuple[int, int]) -> tuple[Name, ...]:
    return tuple(rng.sample(people, min(len(people), rng.randint(*bounds))))


def _answering(rng: Random, tellers: tuple[Name, ...], shape: Shape) -> list[Name]:
    if shape.everybody:
        return list(tellers)
    if shape.rows and len(tellers) > 1 and rng.random() < 0.6:
        return rng.sample(tellers, rng.randint(2, len(tellers)))
    return [rng.choice(tellers)]


def _questions(words: Words, rng: Random, shape: Shape) -> Iterator[tuple[str, ...]]:
    """What is asked, each question once before any comes back."""
    while True:
        for question in rng.sample(words.questions, len(words.questions)):
            luck = rng.random()
            remark = rng.choice(words.remarks)
            if shape.terse or luck < 0.6:
                yield (question,)
            elif luck < 0.8:
                yield (remark + words.gap + question,)
            elif luck < 0.86 and shape.long_questions:
                yield (remark, question)
            elif luck < 0.92:
                other = rng.choice([one for one in words.questions if one != question])
                yield (question + words.gap + other,)
            elif shape.remarks:
                yield (rng.choice((*words.requests, remark)),)
            else:
                yield (question,)


def _answer(words: Words, rng: Random, told: Told, shape: Shape) -> tuple[str, ...]:
    if shape.terse:
        return (rng.choice((*words.short, *words.plain)),)
    low, high = shape.paragraphs
    count = min(high, max(low, rng.choice((1, 1, 1, 1, 2, 2, 3, 4, 4))))
    if count == 1 and rng.random() < 0.07:
        return (rng.choice(words.short),)
    return tuple(_paragraph(words, rng, told, shape, opens=place == 0) for place in range(count))


def _paragraph(words: Words, rng: Random, told: Told, shape: Shape, *, opens: bool) -> str:
    sentences = [told.sentence() for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5, 6)))]
    if opens and rng.random() < 0.15:
        sentences.insert(0, rng.choice(words.short))
    if rng.random() < 0.12:
        place = rng.randint(0, len(sentences) if shape.open_ends else len(sentences) - 1)
        sentences.insert(place, rng.choice(words.rhetorical))
    if rng.random() < 0.06:
        sentences.insert(rng.randint(0, 1), words.laugh)
    return words.gap.join(sentences)


def _fill(text: str, name: Name, occupation: str) -> str:
    return text.replace("{name}", name.full).replace("{job}", occupation)
