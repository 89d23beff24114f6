"""Article to plain text, as one would read it aloud."""

from __future__ import annotations

from collections.abc import Iterator

from interview_parse.exporters.inline import one_line, printable
from interview_parse.exporters.outline import Headline, Passage, outline
from interview_parse.model.types import Article, Turn, TurnRole


def to_text(article: Article) -> str:
    """Title, standfirst and the conversation, a blank line between paragraphs; each turn opens with who speaks.

    A turn without label and known speaker opens with "Q" or "A". Ends with a line end; control characters are replaced.
    """
    blocks = [printable(text) for text in (article.title, article.standfirst) if text]
    for part in outline(article):
        match part:
            case Headline():
                blocks.append(printable(part.text))
            case Passage():
                blocks.append(printable(part.paragraph.text))
            case Turn():
                blocks.extend(_turn(part))
    return "\n\n".join(blocks) + "\n"


def speaker_name(turn: Turn) -> str:
    """Who speaks, as short as the page has it: the printed label, the name, or "Q" and "A"."""
    named = turn.label or (turn.speaker.name if turn.speaker else None)
    return one_line(named) if named else "Q" if turn.role is TurnRole.QUESTION else "A"


def _turn(turn: Turn) -> Iterator[str]:
    first, *others = [printable(paragraph.text) for paragraph in turn.paragraphs] or [""]
    yield f"{speaker_name(turn)}: {first}".rstrip()
    yield from others
