"""Where the article appeared: the house that publishes it and the section that it is filed under."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import regex

from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import text_of, texts_of
from interview_parse.model.names import fold
from interview_parse.model.site_names import SITE_METAS
from interview_parse.model.types import Role

_RUBRIC_METAS = tuple(
    "article:section parsely-section section articlesection cxenseparse:category category categories".split()
)
_KICKER_CLASS_RE = regex.compile(
    r"kicker|rubri[ck]|section|category|kategorie|overline|topline|eyebrow|sur-?titre|ressort|dachzeile|channel",
    regex.IGNORECASE,
)
_LOOSE = frozenset(
    {
        *(Role.FURNITURE, Role.ADVERT, Role.RELATED, Role.COMMENT, Role.CAPTION, Role.PAYWALL, Role.DOSSIER),
        *(Role.BYLINE, Role.CREDIT, Role.BODY, Role.CLOSING),
    }
)
"""What a publication's name after a notice may be taken for."""


def read_publisher(evidence: Evidence) -> str | None:
    """The publication's name."""
    publisher = evidence.data.resolve(evidence.node.get("publisher"))
    named = chain(
        evidence.metas(*SITE_METAS),
        (text_of(publisher) or "",),
        (text_of(one.get("name")) or "" for one in evidence.data.of_type("WebSite", "NewsMediaOrganization")),
        evidence.metas("application-name", "publisher"),
    )
    found = next((name for name in named if name and "://" not in name and len(name) <= 80), None)
    return found or _printed_publisher(evidence)


def _printed_publisher(evidence: Evidence) -> str | None:
    """A page without a head: the name that stands alone right after the notice that the rest is for subscribers."""
    if evidence.page.head.metas or evidence.page.head.title:
        return None
    previous: Role | None = None
    for piece in evidence.pieces:
        text = piece.span.of(evidence.page.text)
        words = text.split()
        if (
            previous is Role.PAYWALL
            and piece.role in _LOOSE
            and 1 <= len(words) <= 5
            and text[0].isupper()
            and words[-1][0].isupper()
            and text[-1].isalnum()
        ):
            return text
        previous = piece.role
    return None


def read_rubric(evidence: Evidence, title: str | None) -> str | None:
    """The section's name, where it does not just repeat the title."""
    named = chain(
        evidence.metas(*_RUBRIC_METAS),
        texts_of(evidence.node.get("articleSection")),
        evidence.microdata("articlesection"),
        _kickers(evidence),
    )
    return next(
        (name for name in named if "://" not in name and 1 < len(name) <= 60 and fold(name) != fold(title or "")),
        None,
    )


def _kickers(evidence: Evidence) -> Iterator[str]:
    """Short lines before the headline whose class says that they file it."""
    start = next((piece.span.start for piece in evidence.pieces if piece.role is Role.TITLE), None)
    if start is None:
        return
    place = next((block.index for block in evidence.page.blocks if block.start <= start < block.end), 0)
    for block in reversed(evidence.page.blocks[max(0, place - 4) : place]):
        if _KICKER_CLASS_RE.search(" ".join(block.classes)) and len(evidence.page.of(block)) <= 40:
            yield " ".join(evidence.page.of(block).split())
