"""A reading said aloud: turns as spans, without their labels, dashes and numbers, and the pieces they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview_parse.languages import LanguagePack
from interview_parse.model.types import Role, Span, TurnRole
from interview_parse.segmenter.labels import Label
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
    labels = reading.flow.speakers.labels | _find_first_labels(reading, page)
    for turn in reading.turns:
        one, its = _speak_turn(turn, reading, page, pack, labels, numbered[turn.role], is_faq)
        pieces.extend(its)
        if one.spans:
            spoken.append(one)
    return _pair(spoken, reading, page), tuple(pieces)


def _find_first_labels(reading: Reading, page: Page) -> dict[int, Label]:
    """Labels that the first exchange alone bears: "Gazette: …" before the first question, a name before its answer.

    Such a label stands once, so the page must bear it out: both sides bear one, its style parts it from the text, or
    the name stands elsewhere on the page.
    """
    turns = reading.turns
    speakers = reading.flow.speakers
    if sum(turn.speaker is not None for turn in turns) > 0.5 * len(turns) or len(turns) < 2:
        return {}
    found: dict[int, Label] = {}
    for turn in turns[:2]:
        unit = turn.units[0]
        label = speakers.candidates.get(unit.index)
        if label is None or unit.index in speakers.labels or label.form not in ("colon", "bracket", "style"):
            continue
        if label.form == "style" and page.text[label.end : label.end + 2].strip()[:1] not in (":", "：", ".", "–", "-"):
            continue
        found[unit.index] = label
    sure = len(found) == 2
    return {
        index: label for index, label in found.items() if sure or _is_borne_out(label, reading.flow.units[index], page)
    }


def _is_borne_out(label: Label, unit: Unit, page: Page) -> bool:
    name = page.text[label.start : label.end]
    set_apart = 0 < unit.lead <= label.body - unit.start + 1
    site = " ".join(filter(None, (page.head.title, page.head.meta("og:site_name", "application-name", "author"))))
    words = name.split()
    parts = [word for word in words if len(word) > 2] or words
    named = page.text.count(name) > 1 or name.casefold() in site.casefold()
    known = any(page.text.count(part) > 1 for part in parts)
    return len(words) <= 5 and (named or (set_apart and (known or len(words) <= 3)))


def _pair(spoken: Sequence[SpokenTurn], reading: Reading, page: Page) -> tuple[Exchange, ...]:
    """Questions in a row with the answers to them, under the subheading that stands last before them."""
    headings = _find_headings(reading)
    exchanges: list[Exchange] = []
    questions: list[SpokenTurn] = []
    answers: list[SpokenTurn] = []

    def close() -> None:
        start = (questions or answers)[0].spans[0].start
        above = [heading for heading in headings if heading.start < start]
        exchanges.append(Exchange(tuple(questions), tuple(answers), above[-1] if above else None))
        questions.clear()
        answers.clear()

    for turn in spoken:
        if turn.role is TurnRole.QUESTION and answers:
            close()
        (questions if turn.role is TurnRole.QUESTION else answers).append(turn)
    if questions or answers:
        close()
    return tuple(exchanges)


def _find_headings(reading: Reading) -> list[Span]:
    """Subheadings between the turns: what the second look took out of them as such."""
    units = reading.flow.units
    headings = []
    for unit in units[reading.first : reading.last + 1]:
        if unit.index not in reading.roles and (
            unit.block.heading or (unit.bold and unit.unfinished and unit.size <= 16)
        ):
            headings.append(Span(unit.start, unit.end))
    for unit in reversed(units[max(0, reading.first - 1) : reading.first]):
        if 1 < unit.block.heading < 7 and not unit.asks:
            headings.insert(0, Span(unit.start, unit.end))
    return headings


def _is_numbered(reading: Reading, role: TurnRole) -> bool:
    """Whether numbers open most turns of that side: then they count turns and are no words of them."""
    turns = [turn for turn in reading.turns if turn.role is role]
    return sum(turn.units[0].opening == "number" for turn in turns) > 0.5 * len(turns)


def _speak_turn(
    turn: ReadTurn,
    reading: Reading,
    page: Page,
    pack: LanguagePack,
    labels: Mapping[int, Label],
    numbered: bool,
    is_faq: bool,
) -> tuple[SpokenTurn, list[Piece]]:
    role = _ROLES[turn.role][is_faq]
    cue = reading.layout.name
    spans: list[Span] = []
    pieces: list[Piece] = []
    printed: Label | None = None
    line = -1
    for number, unit in enumerate(turn.units):
        label = labels.get(unit.index)
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
        if spans and unit.line == line and label is None:
            spans[-1] = Span(spans[-1].start, unit.end)
        else:
            spans.append(Span(start, unit.end))
        line = unit.line
    pieces.extend(Piece(span, role, (cue,)) for span in spans)
    pieces.sort(key=lambda piece: piece.span)
    key = reading.flow.speakers.clusters.get(printed.key, printed.key) if printed else turn.speaker
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


def _opening(text: str, *, numbered: bool) -> int:
    """Length of the dash, bullet or number that opens a turn and is none of its words."""
    at = 0
    for pattern in (DASH_RE, BULLET_RE, *((NUMBER_RE,) if numbered else ()), DASH_RE):
        found = pattern.match(text, at)
        if found:
            at = found.end()
    return at if at < len(text) else 0
