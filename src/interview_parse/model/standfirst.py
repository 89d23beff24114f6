"""The lead that a page sets off from the text: printed as such, or known by the head's description."""

from __future__ import annotations

from itertools import chain

import regex

from interview_parse.formats import Format
from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import clean, text_of
from interview_parse.model.names import fold
from interview_parse.model.types import Role
from interview_parse.tokenizer.page import Block

_LEAD_METAS = tuple(
    (
        "deck dek standfirst subtitle subheadline perex lead lede chapo teaser subtitulo subtítulo entradilla "
        "sous-titre untertitel vorspann sottotitolo ingress lid"
    ).split()
)
_LEAD_RE = regex.compile(
    r"lead|intro|standfirst|teaser|abstract|\bde[ck]k?\b|subtitle|sub-?head|chapo|vorspann|summary|excerpt|perex|sapo|entradilla|ingress",
    regex.IGNORECASE,
)


def read_standfirst(evidence: Evidence) -> str | None:
    """The lead as printed, its paragraphs a blank line apart; None where nothing is set off from the body."""
    lead = evidence.page.head.meta(*_LEAD_METAS) if evidence.page.format is Format.MARKDOWN else None
    if lead:
        # A front matter's own field for it is what the site prints under the title.
        return clean(lead)
    parts: list[str] = []
    end = -1
    for piece in evidence.pieces:
        if piece.role is not Role.STANDFIRST:
            continue
        text = " ".join(piece.span.of(evidence.page.text).split())
        if parts and "\n\n" not in evidence.page.text[end : piece.span.start]:
            parts[-1] = f"{parts[-1]} {text}"
        elif text not in parts:
            parts.append(text)
        end = piece.span.end
    return "\n\n".join(parts) or _described(evidence)


def _described(evidence: Evidence) -> str | None:
    """The first block of the article's own prose, where metas repeat it and it is set off from what follows."""
    if evidence.page.format is Format.MARKDOWN:
        return _in_front_matter(evidence)
    told = chain(
        (text_of(evidence.node.get("description")) or "",),
        evidence.metas("og:description", "description", "twitter:description"),
    )
    openings = [fold(text)[:80] for text in told]
    openings = [opening for opening in openings if len(opening) >= 40]
    if not openings:
        return None
    blocks = _prose_blocks(evidence)
    for place, block in enumerate(blocks[:2]):
        text = fold(evidence.page.of(block))
        if any(text.startswith(opening) for opening in openings) and place + 1 < len(blocks):
            return " ".join(evidence.page.of(block).split()) if _set_off(block, blocks[place + 1]) else None
    return None


def _in_front_matter(evidence: Evidence) -> str | None:
    """A front matter's description, where the text repeats it."""
    lead = evidence.page.head.meta("description", "excerpt")
    return clean(lead) if lead and _is_printed(evidence, lead) else None


def _is_printed(evidence: Evidence, lead: str) -> bool:
    """Whether a block outside the front matter opens like the lead."""
    opening = fold(lead)[:60]
    return len(opening) >= 20 and any(
        block.tag != "frontmatter" and fold(evidence.page.of(block)[:200]).startswith(opening)
        for block in evidence.page.blocks[:60]
    )


def _prose_blocks(evidence: Evidence) -> list[Block]:
    """The blocks of the text's first pieces."""
    spans = [
        piece.span
        for piece in evidence.pieces
        if piece.role in (Role.INTRODUCTION, Role.BODY, Role.QUESTION, Role.ANSWER)
    ][:6]
    return [block for block in evidence.page.blocks if any(span.start <= block.start < span.end for span in spans)]


def _set_off(block: Block, following: Block) -> bool:
    """Whether a block looks unlike the one after it: a heading, one style throughout, or a class that says lead."""
    styles = [(all(run.bold for run in one.runs), all(run.italic for run in one.runs)) for one in (block, following)]
    return (
        block.heading != following.heading
        or (styles[0] != styles[1] and any(styles[0]))
        or bool(_LEAD_RE.search(" ".join(block.classes)) and not _LEAD_RE.search(" ".join(following.classes)))
    )
