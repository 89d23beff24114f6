"""Invented articles for the tests of exporters, display and command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import attrs

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

WREN = Person(name="Ada Wren", role="beekeeper", affiliation="Hill Farm")
REED = Person(name="Tom Reed")

PIECES: tuple[tuple[Role, str], ...] = (
    (Role.TITLE, "“Bees do not read calendars”"),
    (Role.STANDFIRST, "Ada Wren keeps forty hives above the town. A talk about patience."),
    (Role.BYLINE, "By Tom Reed"),
    (Role.INTRODUCTION, "We met on a cold morning in March."),
    (Role.LABEL, "HILL POST:"),
    (Role.QUESTION, "When does your year begin?"),
    (Role.LABEL, "Ada Wren:"),
    (Role.ANSWER, "In August, when the others think that it ends. I count what is left."),
    (Role.ANSWER, "Then I read The Old Hive once more, and wait."),
    (Role.HEADING, "Winter work"),
    (Role.QUESTION, "What do you do in winter?"),
    (Role.PULL_QUOTE, "“I listen”"),
    (Role.ANSWER, "I listen at the hives. A good one hums like a far-off train,"),
    (Role.PAYWALL, "Subscribe to read on"),
    (Role.THEME, "Nature"),
)


def _page() -> tuple[str, tuple[Segment, ...]]:
    text, segments = "", []
    for role, words in PIECES:
        start = len(text)
        text += words + (" " if role is Role.LABEL else "\n\n")
        cues = ("label",) if role is Role.LABEL else (f"looks like {role.value}", "place")
        segments.append(Segment(text=words, role=role, span=Span(start, start + len(words)), cues=cues))
    return text.rstrip(), tuple(segments)


def _paragraph(text: str, segments: tuple[Segment, ...], *marks: Mark) -> Paragraph:
    return Paragraph(text=text, span=next(one.span for one in segments if one.text == text), marks=marks)


def sample_article(**changes: object) -> Article:
    """A dossier's part with two exchanges, the second cut by a paywall."""
    page_text, segments = _page()
    words = {text: _paragraph(text, segments) for _, text in PIECES}
    book = PIECES[8][1]
    start = book.index("The Old Hive")
    marked = attrs.evolve(
        words[book],
        marks=(
            Mark(kind=MarkKind.ITALIC, start=start, end=start + len("The Old Hive")),
            Mark(kind=MarkKind.LINK, start=start, end=start + len("The Old Hive"), href="https://example.org/hive"),
            Mark(kind=MarkKind.BOLD, start=book.index("wait"), end=book.index("wait") + 4),
        ),
    )
    first = QuestionAnswer(
        questions=(Turn(role=TurnRole.QUESTION, label="HILL POST", paragraphs=(words[PIECES[5][1]],)),),
        answers=(
            Turn(
                role=TurnRole.ANSWER,
                label="Ada Wren",
                speaker=WREN,
                paragraphs=(words[PIECES[7][1]], marked),
                start=timedelta(seconds=2.5),
                end=timedelta(minutes=1),
            ),
        ),
    )
    second = QuestionAnswer(
        questions=(Turn(role=TurnRole.QUESTION, paragraphs=(words[PIECES[10][1]],)),),
        answers=(Turn(role=TurnRole.ANSWER, speaker=WREN, paragraphs=(words[PIECES[12][1]],)),),
        heading="Winter work",
        truncated=True,
    )
    article = Article(
        kind=Kind.INTERVIEW,
        kind_confidence=0.97,
        interviews=(
            Interview(
                exchanges=(first, second),
                introduction=(words[PIECES[3][1]],),
                interviewees=(WREN,),
                interviewers=(REED,),
                confidence=0.91,
            ),
        ),
        title=PIECES[0][1],
        standfirst=PIECES[1][1],
        authors=(REED,),
        publisher="Hill Post",
        rubric="Country",
        published=datetime(2024, 3, 9, 7, 30, tzinfo=UTC),
        language="en",
        url="https://example.org/bees",
        access=Access.PAYWALLED,
        truncated=True,
        dossier=Dossier(
            title="The slow year",
            url="https://example.org/slow",
            entries=(
                DossierEntry(title="A baker’s night", url="https://example.org/baker"),
                DossierEntry(title="Bees do not read calendars", url="https://example.org/bees", current=True),
            ),
            part=2,
            parts=5,
        ),
        themes=(Theme(name="Nature", url="https://example.org/nature"),),
        segments=segments,
        page_text=page_text,
        notes=("The text is cut by a paywall.",),
    )
    return attrs.evolve(article, **changes)  # type: ignore[arg-type]


def article_said(question: str, answer: str, **changes: object) -> Article:
    """An article with one exchange of these words."""
    text = f"{question}\n\n{answer}"
    spans = Span(0, len(question)), Span(len(question) + 2, len(text))
    turns = [
        Turn(role=role, paragraphs=(Paragraph(text=span.of(text), span=span),))
        for role, span in zip(TurnRole, spans, strict=True)
    ]
    interview = Interview(exchanges=(QuestionAnswer(questions=(turns[0],), answers=(turns[1],)),))
    article = Article(kind=Kind.INTERVIEW, kind_confidence=0.5, interviews=(interview,), page_text=text)
    return attrs.evolve(article, **changes)  # type: ignore[arg-type]
