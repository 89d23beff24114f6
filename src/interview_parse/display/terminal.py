"""The conversation and its evidence as text for a terminal: wrapped, coloured where the terminal can."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from interview_parse.display.html import speaker_number
from interview_parse.exporters.inline import one_line, printable
from interview_parse.exporters.outline import prose_outline
from interview_parse.exporters.text import speaker_name
from interview_parse.model.types import Access, Article, Interview, Paragraph, QuestionAnswer, Role, Turn, TurnRole

if TYPE_CHECKING:
    from interview_parse.parse import Explanation

_PLAIN, _BOLD, _DIM, _RED = "0", "1", "2", "31"
_HUES = ("36", "32", "35", "33", "34", "91")
_ROLE_HUES = {
    Role.QUESTION: "36",
    Role.ANSWER: "32",
    Role.LABEL: "35",
    Role.TITLE: "33",
    Role.HEADING: "33",
    Role.PAYWALL: "31",
    Role.FURNITURE: "2",
}


def outline(article: Article, *, width: int = 80, colour: bool = False) -> str:
    """The article's head and conversations, wrapped to ``width`` columns (at least 40); ends with a line end."""
    paint = _Paint(colour)
    blocks = [*_head(article, width, paint)]
    for interview in article.interviews:
        blocks.extend(_interview(interview, article, width, paint))
    if not article.interviews:
        said = "\n".join(_wrapped(f"No interview: {_kind(article)}.", width))
        blocks.append(paint(said, _DIM))
        words = sum(1 for _ in prose_outline(article))
        if words:
            blocks.append(paint(f"{words} paragraphs and subheadings of prose", _DIM))
    if article.faq:
        blocks.append(paint("Questions and answers of the site", _BOLD))
        blocks.extend(_exchanges(article.faq, article, width, paint, {}))
    if article.dossier:
        blocks.append("\n".join(_dossier(article, width, paint)))
    if article.notes:
        notes = (line for note in article.notes for line in _wrapped(note, width, "! ", "  "))
        blocks.append("\n".join(paint(line, _RED) for line in notes))
    return "\n\n".join(block for block in blocks if block) + "\n"


def evidence(explanation: Explanation, *, width: int = 100, colour: bool = False) -> str:
    """Each segment with its role and cues, then the layouts that were weighed, with their votes."""
    paint = _Paint(colour)
    article = explanation.article
    encoding = explanation.encoding or "as passed in"
    lines = [f"{_kind(article)}; read as {explanation.format.value}, encoding {encoding}", ""]
    for segment in article.segments:
        role = paint(f"{segment.role.value:<13}", _ROLE_HUES.get(segment.role, _PLAIN))
        cues = one_line(", ".join(segment.cues))
        text = _cut_to(one_line(segment.text), max(width - 18 - _columns(cues), width // 2))
        lines.append(f"{role} {text}" + (paint(f"  [{cues}]", _DIM) if cues else ""))
    lines += [
        "",
        "Layouts weighed, the one that was read first:" if explanation.hypotheses else "No layout was weighed.",
    ]
    for number, hypothesis in enumerate(explanation.hypotheses, 1):
        head = f"{number}. {one_line(hypothesis.name)}"
        lines.append(paint("\n".join(_wrapped(head, width, "", "   ")), _BOLD if number == 1 else _PLAIN))
        lines.append(f"   score {hypothesis.score:+.2f}, {hypothesis.exchanges} exchanges")
        votes = ", ".join(f"{one_line(name)} {share:+.2f}" for name, share in hypothesis.votes)
        lines.extend(paint(line, _DIM) for line in _wrapped(votes, width, "   ", "   ") if votes)
    if article.notes:
        lines.append("")
        lines.extend(paint(line, _RED) for note in article.notes for line in _wrapped(note, width, "! ", "  "))
    return "\n".join(lines) + "\n"


class _Paint:
    """Puts a text in an ANSI style, or leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, *codes: str) -> str:
        if not self._colour or not text:
            return text
        # Each line by itself: pagers forget the style at a line's end.
        return "\n".join(f"\x1b[{';'.join(codes)}m{line}\x1b[0m" for line in text.split("\n"))


def _kind(article: Article) -> str:
    return f"{article.kind.value} {article.kind_confidence:.0%}"


def _head(article: Article, width: int, paint: _Paint) -> Iterator[str]:
    kicker = "\n".join(_wrapped(" · ".join(part for part in (article.publisher, article.rubric) if part), width))
    title = "\n".join(_wrapped(article.title or "(no title)", width))
    yield (paint(kicker, _DIM) + "\n" if kicker else "") + paint(title, _BOLD)
    if article.standfirst:
        yield "\n".join(_wrapped(article.standfirst, width))
    byline = [one_line(person.name) for person in article.authors]
    if article.published:
        byline.append(article.published.isoformat())
    facts = [_kind(article)]
    facts.extend(f"{len(one)} exchanges, confidence {one.confidence:.0%}" for one in article.interviews)
    facts.extend(one_line(part) for part in (article.language,) if part)
    if article.access is not Access.UNKNOWN:
        facts.append(article.access.value)
    if article.truncated:
        facts.append("cut")
    themes = " ".join(f"#{one_line(theme.name)}" for theme in article.themes)
    lines = [" · ".join(byline), " · ".join(facts), themes]
    yield "\n".join(paint(line, _DIM) for text in lines if text for line in _wrapped(text, width))


def _interview(interview: Interview, article: Article, width: int, paint: _Paint) -> Iterator[str]:
    yield from _prose(interview.introduction, width, paint)
    hues: dict[str, int] = {}
    yield from _exchanges(interview.exchanges, article, width, paint, hues)
    yield from _prose(interview.closing, width, paint)


def _prose(paragraphs: Iterable[Paragraph], width: int, paint: _Paint) -> Iterator[str]:
    for paragraph in paragraphs:
        yield paint("\n".join(_wrapped(paragraph.text, width)), _DIM)


def _exchanges(
    exchanges: Iterable[QuestionAnswer], article: Article, width: int, paint: _Paint, hues: dict[str, int]
) -> Iterator[str]:
    above: str | None = None
    for number, exchange in enumerate(exchanges, 1):
        if exchange.heading and exchange.heading != above:
            yield paint("\n".join(_wrapped(exchange.heading, width, "   ", "   ")), _BOLD, "4")
        above = exchange.heading
        lead = f"{number:>2} "
        for turn in exchange.turns:
            yield _turn(turn, lead, width, paint, hues)
            lead = "   "
        if exchange.truncated:
            why = "cut by a paywall" if article.access is Access.PAYWALLED else "the text is cut here"
            yield paint(f"   --- {why}", _RED)


def _turn(turn: Turn, lead: str, width: int, paint: _Paint, hues: dict[str, int]) -> str:
    who = _cut_to(speaker_name(turn), max(width - len(lead), 10))
    hue = _HUES[speaker_number(turn, hues) % len(_HUES)]
    is_question = turn.role is TurnRole.QUESTION
    indent = "   " if is_question else "     "
    head = lead + paint(who, _BOLD, hue)
    blocks = []
    for paragraph in turn.paragraphs:
        text = "\n".join(_wrapped(paragraph.text, width, indent, indent))
        blocks.append(paint(text, _BOLD) if is_question else text)
    return head + "\n" + "\n\n".join(blocks)


def _dossier(article: Article, width: int, paint: _Paint) -> Iterator[str]:
    dossier = article.dossier
    if dossier is None:
        return
    part = f", part {dossier.part}" if dossier.part is not None else ""
    part += f" of {dossier.parts}" if dossier.parts is not None else ""
    yield paint("\n".join(_wrapped(f"Dossier: {dossier.title}{part}", width)), _BOLD)
    for entry in dossier.entries:
        sign = "> " if entry.current else "  "
        yield from _wrapped(entry.title, width, sign, "    ")


# --- Wrapping -----------------------------------------------------------------------------------------------------


def _columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word in pieces that may be parted: wide characters one by one, what is longer than a line by the line."""
    if word.isascii() and len(word) <= room:
        yield word
        return
    piece, size = "", 0
    for character in word:
        columns = _columns(character)
        is_wide = columns == 2 and not unicodedata.category(character).startswith("P")
        if piece and (is_wide or size + columns > room):
            yield piece
            piece, size = "", 0
        piece, size = piece + character, size + columns
    yield piece


def _wrapped(text: str, width: int, first: str = "", other: str = "") -> Iterator[str]:
    """The text in lines of at most ``width`` columns, control characters replaced; its own line ends stay."""
    lead = first
    room = max(width - _columns(other), 10)
    for line in printable(text).split("\n"):
        now, size = "", 0
        for word in line.split():
            gap = 1 if now else 0
            for piece in _pieces(word, room):
                columns = _columns(piece)
                if now and size + gap + columns > room:
                    yield (lead + now).rstrip()
                    lead, now, size, gap = other, "", 0, 0
                now += " " * gap + piece
                size += gap + columns
                gap = 0
        if now:
            yield (lead + now).rstrip()
            lead = other


def _cut_to(text: str, columns: int) -> str:
    """The text's head that fits the columns, with "…" where it is cut."""
    if _columns(text) <= columns:
        return text
    out, size = "", 1
    for character in text:
        size += _columns(character)
        if size > columns:
            break
        out += character
    return out.rstrip() + "…"
