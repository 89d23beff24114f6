"""A reading said aloud: turns as spans, without their labels, dashes and numbers, and the pieces they leave."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.types import Role, Span, TurnRole
from interview_parse.segmenter.labels import LEADING_RE, TIME_RE, Label
from interview_parse.segmenter.reading import Reading, ReadTurn
from interview_parse.segmenter.segmentation import Exchange, Piece, SpokenTurn
from interview_parse.segmenter.units import BULLET_RE, DASH_RE, NUMBER_RE, Unit
from interview_parse.tokenizer.page import Page

_ROLES = {TurnRole.QUESTION: (Role.QUESTION, Role.FAQ_QUESTION), TurnRole.ANSWER: (Role.ANSWER, Role.FAQ_ANSWER)}


def speak(
    reading: Reading, page: Page, pack: LanguagePack, *, is_faq: bool
) -> tuple[tuple[Exchange, ...], tuple[Piece, ...]]:
    """The exchanges, and the pieces of the page that they take, in page order."""
    numbered = {role: _is_numbered(reading, role) for role in TurnRole}
    spoken: list[SpokenTurn] = []
    pieces: list[Piece] = []
    for turn in reading.turns:
        one, its = _speak_turn(turn, reading, page, pack, numbered[turn.role], is_faq)
        pieces.extend(its)
        if one.spans:
            spoken.append(one)
    return _pair(spoken, reading, page), tuple(pieces)


def _pair(spoken: Sequence[SpokenTurn], reading: Reading, page: Page) -> tuple[Exchange, ...]:
    exchanges: list[Exchange] = []
    questions: list[SpokenTurn] = []
    answers: list[SpokenTurn] = []
    for turn in spoken:
        if turn.role is TurnRole.QUESTION:
            if answers:
                exchanges.append(Exchange(tuple(questions), tuple(answers)))
                questions, answers = [], []
            questions.append(turn)
        else:
            answers.append(turn)
    if questions or answers:
        exchanges.append(Exchange(tuple(questions), tuple(answers)))
    return tuple(exchanges)


def _is_numbered(reading: Reading, role: TurnRole) -> bool:
    """Whether numbers open most turns of that side: then they count turns and are no words of them."""
    turns = [turn for turn in reading.turns if turn.role is role]
    return sum(turn.units[0].opening == "number" for turn in turns) > 0.5 * len(turns)


def _speak_turn(
    turn: ReadTurn, reading: Reading, page: Page, pack: LanguagePack, numbered: bool, is_faq: bool
) -> tuple[SpokenTurn, list[Piece]]:
    role = _ROLES[turn.role][is_faq]
    cue = reading.layout.name
    spans: list[Span] = []
    pieces: list[Piece] = []
    printed: Label | None = None
    line = -1
    for number, unit in enumerate(turn.units):
        label = reading.flow.speakers.labels.get(unit.index)
        start = unit.start
        if label is not None:
            start = label.body
            if label.start < label.end:
                pieces.append(Piece(Span(label.start, label.end), Role.LABEL, ("label",)))
                printed = printed or label
            start += _opening(page.text[start : unit.end], numbered=False)
        elif unit.line_start:
            skipped = _opening(unit.text, numbered=numbered and number == 0)
            if skipped and any(c.isalnum() for c in unit.text[:skipped]):
                pieces.append(
                    Piece(Span(unit.start, unit.start + len(unit.text[:skipped].rstrip())), Role.LABEL, ("number",))
                )
            start += skipped
        if not any(c.isalnum() for c in page.text[start : unit.end]) and (label is not None or start >= unit.end):
            continue
        if spans and unit.line == line:
            spans[-1] = Span(spans[-1].start, unit.end)
        else:
            spans.append(Span(start, unit.end))
        line = unit.line
    pieces.extend(Piece(span, role, (cue,)) for span in spans)
    pieces.sort(key=lambda piece: piece.span)
    key = reading.flow.speakers.clusters[printed.key] if printed else turn.speaker
    nobody = printed is not None and (
        printed.key in pack.question_labels
        or printed.key in pack.answer_labels
        or (len(printed.key) == 1 and printed.key in "qa问答問")
    )
    blocks = [unit.block for unit in turn.units]
    return (
        SpokenTurn(
            role=turn.role,
            spans=tuple(spans),
            label=Span(printed.start, printed.end) if printed else None,
            voice=blocks[0].voice,
            names_nobody=nobody,
            speaker_key=key,
            begin=blocks[0].begin if blocks[0].begin is not None else printed.time if printed else None,
            finish=blocks[-1].finish,
        ),
        pieces,
    )


_BLANK_RE = regex.compile(r"\s+")


def _opening(text: str, *, numbered: bool) -> int:
    """Length of the dash, bullet or number that opens a turn and is none of its words."""
    at = 0
    for pattern in (DASH_RE, BULLET_RE, *((NUMBER_RE,) if numbered else ()), DASH_RE):
        found = pattern.match(text, at)
        if found:
            at = found.end()
    return at if at < len(text) else 0


__all__ = ["LEADING_RE", "TIME_RE", "Unit", "speak"]
