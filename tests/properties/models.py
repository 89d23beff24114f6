"""Hypothesis strategies for the model's types: anything that can be built, and articles as a parse gives them."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TypeVar

from hypothesis import strategies as st

from interview_parse.model.types import (
    Access,
    Article,
    Dossier,
    DossierEntry,
    Interview,
    Kind,
    Mark,
    MarkKind,
    Paragraph,
    Person,
    QuestionAnswer,
    Role,
    Segment,
    Span,
    Theme,
    Turn,
    TurnRole,
)

T = TypeVar("T")

HOSTILE = (
    "</script><script>alert(1)</script>",
    "]]>",
    "<!--",
    "=1+1",
    "@SUM(A1)",
    "---",
    "***",
    "# no heading",
    "- no item",
    "1. no list",
    "> no quote",
    "| a | b |",
    "`code`",
    "_no_ *emphasis*",
    "[no](link)",
    "&amp; &#38;",
    "\\",
    "a\u2028b",
    "a\u0085b",
    "a\x00b",
    "\x1b[31mred",
    "key: value",
    '"quoted"',
    "'single'",
    "%TAG",
    "{{ template }}",
    "$x$",
    "~~~",
    "<div>",
    "a  b",
    "line\nline",
    "stanza\n\nstanza",
)

texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map(" ".join),
)
names = st.none() | texts
ratios = st.floats(0, 1, allow_nan=False)
spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(min(ends), max(ends)))
durations = st.none() | st.timedeltas(timedelta(0), timedelta(days=10_000))
zones = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
dates = st.none() | st.dates() | st.datetimes(timezones=zones)


@st.composite
def marks(draw: st.DrawFn, size: int) -> Mark:
    start, end = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
    kind = draw(st.sampled_from(MarkKind))
    href = draw(names | st.just("https://example.org/a_(b)?c=1&copy;")) if kind is MarkKind.LINK else None
    return Mark(kind=kind, start=start, end=end, href=href)


@st.composite
def paragraphs(draw: st.DrawFn, text: st.SearchStrategy[str] = texts) -> Paragraph:
    words = draw(text)
    inside = draw(st.lists(marks(len(words)), max_size=3).map(lambda made: sorted(made, key=lambda one: one.start)))
    return Paragraph(text=words, span=draw(spans), marks=tuple(inside))


def tuples(items: st.SearchStrategy[T], max_size: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, max_size=max_size).map(tuple)


persons = st.builds(Person, name=texts, role=names, affiliation=names)
turns = st.builds(
    Turn,
    role=st.sampled_from(TurnRole),
    label=names,
    speaker=st.none() | persons,
    paragraphs=tuples(paragraphs(), 2),
    start=durations,
    end=durations,
)
exchanges = st.builds(
    QuestionAnswer, questions=tuples(turns, 2), answers=tuples(turns, 2), heading=names, truncated=st.booleans()
)
interviews = st.builds(
    Interview,
    exchanges=st.lists(exchanges, min_size=1, max_size=3).map(tuple),
    introduction=tuples(paragraphs(), 2),
    closing=tuples(paragraphs(), 1),
    interviewees=tuples(persons, 2),
    interviewers=tuples(persons, 1),
    confidence=ratios,
)
dossiers = st.builds(
    Dossier,
    title=texts,
    url=names,
    entries=tuples(st.builds(DossierEntry, title=texts, url=names, current=st.booleans())),
    part=st.none() | st.integers(1, 99),
    parts=st.none() | st.integers(1, 99),
)


@st.composite
def segments(draw: st.DrawFn, page_text: str) -> Segment:
    """Usually the page's own words at the span, now and then other words."""
    ends = sorted((draw(st.integers(0, len(page_text))), draw(st.integers(0, len(page_text)))))
    span = Span(*ends)
    words = draw(st.just(span.of(page_text)) | texts)
    return Segment(text=words, role=draw(st.sampled_from(Role)), span=span, cues=draw(tuples(texts, 2)))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article that can be built, also one that no parse would give."""
    page_text = draw(st.text(max_size=60) | st.sampled_from(HOSTILE))
    return Article(
        kind=draw(st.sampled_from(Kind)),
        kind_confidence=draw(ratios),
        interviews=draw(tuples(interviews, 2)),
        title=draw(names),
        standfirst=draw(names),
        authors=draw(tuples(persons, 2)),
        publisher=draw(names),
        rubric=draw(names),
        published=draw(dates),
        modified=draw(dates),
        language=draw(st.none() | st.sampled_from(("fr", "de-CH", "ar", "zh-Hant")) | texts),
        url=draw(names | st.just("https://example.org/piece?a=1&b=2")),
        access=draw(st.sampled_from(Access)),
        truncated=draw(st.booleans()),
        dossier=draw(st.none() | dossiers),
        themes=draw(tuples(st.builds(Theme, name=texts, url=names), 2)),
        faq=draw(tuples(exchanges, 1)),
        segments=draw(tuples(segments(page_text), 3)),
        page_text=page_text,
        notes=draw(tuples(texts, 2)),
    )
