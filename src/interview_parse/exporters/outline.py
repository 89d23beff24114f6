"""The article's body in reading order: what each form for people writes, one part after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from interview_parse.model.types import Article, Interview, Paragraph, QuestionAnswer, Role, Turn


@attrs.frozen
class Headline:
    """A subheading."""

    text: str


@attrs.frozen
class Passage:
    """A paragraph of prose outside the conversation."""

    paragraph: Paragraph


Part = Headline | Passage | Turn

_PROSE = frozenset({Role.INTRODUCTION, Role.BODY, Role.CLOSING})


def outline(article: Article) -> Iterator[Part]:
    """The interviews with introduction and closing, else the body's prose; last the site's own questions."""
    if not article.interviews:
        yield from prose_outline(article)
    for interview in article.interviews:
        yield from interview_outline(interview)
    yield from exchanges_outline(article.faq)


def interview_outline(interview: Interview) -> Iterator[Part]:
    """Introduction, exchanges, closing."""
    yield from map(Passage, interview.introduction)
    yield from exchanges_outline(interview.exchanges)
    yield from map(Passage, interview.closing)


def exchanges_outline(exchanges: Iterable[QuestionAnswer]) -> Iterator[Part]:
    """The turns, each subheading once before the first exchange that stands under it."""
    above: str | None = None
    for exchange in exchanges:
        if exchange.heading and exchange.heading != above:
            yield Headline(exchange.heading)
        above = exchange.heading
        yield from exchange.turns


def prose_outline(article: Article) -> Iterator[Part]:
    """The body's prose and subheadings, for an article without interview."""
    for segment in article.segments:
        if segment.role is Role.HEADING:
            yield Headline(segment.text)
        elif segment.role in _PROSE:
            yield Passage(Paragraph(text=segment.text, span=segment.span))
