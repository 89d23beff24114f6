"""A page and its segmentation to the article: the model layer's one function."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urljoin

from interview_parse.languages import load
from interview_parse.model.access import is_truncated, read_access
from interview_parse.model.dossier import read_dossier
from interview_parse.model.metadata import read_metadata
from interview_parse.model.people import People, resolve_people
from interview_parse.model.themes import read_themes
from interview_parse.model.types import (
    Article,
    Interview,
    Mark,
    MarkKind,
    Paragraph,
    QuestionAnswer,
    Role,
    Segment,
    Span,
    Turn,
    TurnRole,
)
from interview_parse.segmenter.segmentation import Conversation, Exchange, Segmentation, SpokenTurn
from interview_parse.tokenizer.page import Block, Page, runs_between


def assemble(page: Page, segmentation: Segmentation, *, notes: tuple[str, ...] = ()) -> Article:
    """The article. ``notes`` are doubts from before: a wrong encoding declaration, replaced bytes."""
    pack = load(segmentation.language or "und")
    metadata = read_metadata(page, segmentation.pieces, pack, segmentation.language)
    people = resolve_people(page, segmentation, metadata.authors, pack)
    access, access_notes = read_access(
        page, segmentation.pieces, pack, metadata.accessible_for_free, metadata.paywalled_selectors
    )
    truncated = segmentation.truncated or is_truncated(page, segmentation.pieces, pack)
    paragraphs = _Paragraphs(page, metadata.url)
    interviews = tuple(
        _make_interview(one, number, segmentation, people, paragraphs, truncated=truncated)
        for number, one in enumerate(segmentation.conversations)
    )
    return Article(
        kind=segmentation.kind,
        kind_confidence=segmentation.kind_confidence,
        interviews=interviews,
        title=metadata.title,
        standfirst=metadata.standfirst,
        authors=metadata.authors,
        publisher=metadata.publisher,
        rubric=metadata.rubric,
        published=metadata.published,
        modified=metadata.modified,
        language=metadata.language,
        url=metadata.url,
        access=access,
        truncated=truncated,
        dossier=read_dossier(
            page, segmentation.pieces, pack, segmentation.language, metadata.url, metadata.title, metadata.part_of
        ),
        themes=read_themes(page, segmentation.pieces, pack, metadata.keywords),
        faq=tuple(_make_exchange(one, None, paragraphs) for one in segmentation.faq),
        segments=tuple(
            Segment(text=piece.span.of(page.text), role=piece.role, span=piece.span, cues=piece.cues)
            for piece in segmentation.pieces
        ),
        page_text=page.text,
        notes=tuple(dict.fromkeys((*notes, *segmentation.notes, *metadata.notes, *access_notes))),
    )


def _make_interview(
    conversation: Conversation,
    number: int,
    segmentation: Segmentation,
    people: People,
    paragraphs: _Paragraphs,
    *,
    truncated: bool,
) -> Interview:
    exchanges = [_make_exchange(one, people, paragraphs) for one in conversation.exchanges]
    is_last = number == len(segmentation.conversations) - 1
    if truncated and is_last and not _goes_on(segmentation, conversation):
        last = exchanges[-1]
        exchanges[-1] = QuestionAnswer(
            questions=last.questions, answers=last.answers, heading=last.heading, truncated=True
        )
    before = segmentation.conversations[number - 1].span.end if number else 0
    after = len(paragraphs.page.text) if is_last else segmentation.conversations[number + 1].span.start
    here = conversation.span
    return Interview(
        exchanges=tuple(exchanges),
        introduction=_prose(segmentation, paragraphs, before, here.start, (Role.INTRODUCTION, Role.BODY)),
        closing=_prose(segmentation, paragraphs, here.end, after, (Role.CLOSING,)),
        interviewees=people.interviewees(number),
        interviewers=people.interviewers(number),
        confidence=conversation.confidence,
    )


def _goes_on(segmentation: Segmentation, conversation: Conversation) -> bool:
    """Whether prose of the article follows the conversation: then a cut is in that prose, not in its last exchange."""
    end = conversation.span.end
    return any(
        piece.role in (Role.CLOSING, Role.BODY) and piece.span.start >= end and len(piece.span) > 200
        for piece in segmentation.pieces
    )


def _prose(
    segmentation: Segmentation, paragraphs: _Paragraphs, start: int, end: int, roles: Sequence[Role]
) -> tuple[Paragraph, ...]:
    return tuple(
        paragraphs.make(piece.span)
        for piece in segmentation.pieces
        if piece.role in roles and start <= piece.span.start and piece.span.end <= end
    )


def _make_exchange(exchange: Exchange, people: People | None, paragraphs: _Paragraphs) -> QuestionAnswer:
    heading = exchange.heading.of(paragraphs.page.text) if exchange.heading else None
    return QuestionAnswer(
        questions=tuple(_make_turn(turn, people, paragraphs) for turn in exchange.questions),
        answers=tuple(_make_turn(turn, people, paragraphs) for turn in exchange.answers),
        heading=heading,
    )


def _make_turn(turn: SpokenTurn, people: People | None, paragraphs: _Paragraphs) -> Turn:
    printed = turn.label.of(paragraphs.page.text) if turn.label else turn.voice
    return Turn(
        role=TurnRole(turn.role),
        label=None if turn.names_nobody else printed,
        speaker=people.speaker(turn) if people else None,
        paragraphs=tuple(paragraphs.make(span) for span in turn.spans),
        start=None if turn.begin is None else timedelta(seconds=turn.begin),
        end=None if turn.finish is None else timedelta(seconds=turn.finish),
    )


class _Paragraphs:
    """Spans to paragraphs with their marks."""

    def __init__(self, page: Page, url: str | None) -> None:
        self.page = page
        self.base = urljoin(url or page.url or "", page.head.base or "") or None
        self._starts = [block.start for block in page.blocks]

    def make(self, span: Span) -> Paragraph:
        """The paragraph of a span."""
        return Paragraph(text=span.of(self.page.text), span=span, marks=tuple(self._marks(span)))

    def _marks(self, span: Span) -> list[Mark]:
        marks: list[Mark] = []
        open_marks: dict[tuple[MarkKind, str | None], int] = {}
        for block in self._within(span):
            for run in runs_between(block.runs, span.start, span.end):
                start, end = max(run.start, span.start), min(run.end, span.end)
                for kind, on, href in (
                    (MarkKind.BOLD, run.bold, None),
                    (MarkKind.ITALIC, run.italic, None),
                    (MarkKind.LINK, run.href is not None, self._resolve(run.href)),
                ):
                    if not on:
                        continue
                    first, last = start - span.start, end - span.start
                    before = open_marks.get((kind, href))
                    if before is not None and marks[before].end == first:
                        marks[before] = Mark(kind=kind, start=marks[before].start, end=last, href=href)
                    else:
                        open_marks[kind, href] = len(marks)
                        marks.append(Mark(kind=kind, start=first, end=last, href=href))
        return sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind.value))

    def _resolve(self, href: str | None) -> str | None:
        if href is None:
            return None
        try:
            return urljoin(self.base, href.strip()) if self.base else href.strip()
        except ValueError:  # a malformed address stays as printed
            return href.strip()

    def _within(self, span: Span) -> tuple[Block, ...]:
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_right(self._starts, span.end - 1)
        return self.page.blocks[max(0, first) : last]
