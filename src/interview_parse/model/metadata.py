"""What the page says of the article: its title, who signs it, when and where it appeared.

The sources in order of trust: the visible article, JSON-LD, microdata, metas and front matter. Where they
disagree the visible article wins, since metas are filled by templates; the losing value goes into the notes.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from interview_parse.languages import LanguagePack
from interview_parse.model.authors import read_authors
from interview_parse.model.claims import read_claimed_access, read_keywords, read_series
from interview_parse.model.dates import Day
from interview_parse.model.evidence import Evidence
from interview_parse.model.imprint import read_publisher, read_rubric
from interview_parse.model.language import read_language
from interview_parse.model.publication import read_publication
from interview_parse.model.site_names import find_site_names
from interview_parse.model.standfirst import read_standfirst
from interview_parse.model.title import read_title
from interview_parse.model.types import Person
from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Page


@attrs.frozen
class Metadata:
    """What a page says of its article."""

    title: str | None = None
    """The article's own, without the site's name."""
    standfirst: str | None = None
    """As printed; None where the page sets no lead off from its body."""
    authors: tuple[Person, ...] = ()
    publisher: str | None = None
    rubric: str | None = None
    published: Day | None = None
    modified: Day | None = None
    language: str | None = None
    url: str | None = None
    accessible_for_free: bool | None = None
    """What the structured data claims; publishers set it wrongly, so it proves nothing alone."""
    paywalled_selectors: tuple[str, ...] = ()
    """CSS selectors of what is not free."""
    keywords: tuple[tuple[str, str | None], ...] = ()
    """Subjects in JSON-LD (``keywords``, ``about``) with their addresses, in order, each once."""
    part_of: tuple[str, str | None, int | None] | None = None
    """Series or issue in JSON-LD (``isPartOf``): title, address, position."""
    notes: tuple[str, ...] = ()
    """Values that lost against others."""


def read_metadata(page: Page, pieces: Sequence[Piece], pack: LanguagePack, language: str | None) -> Metadata:
    """Everything that the page says of its article, the visible and the structured reconciled."""
    evidence = Evidence(page, pieces, pack, language)
    publisher = read_publisher(evidence)
    sites = find_site_names(evidence, publisher)
    title = read_title(evidence, sites)
    published, modified = read_publication(evidence)
    authors = read_authors(evidence, sites)
    free, selectors = read_claimed_access(evidence)
    return Metadata(
        title=title,
        standfirst=read_standfirst(evidence),
        authors=authors,
        publisher=publisher,
        rubric=read_rubric(evidence, title),
        published=published,
        modified=modified,
        language=read_language(evidence),
        url=evidence.url,
        accessible_for_free=free,
        paywalled_selectors=selectors,
        keywords=read_keywords(evidence),
        part_of=read_series(evidence),
        notes=(*evidence.data.notes, *evidence.notes),
    )
