"""The whole road on one screen: a source to a page, a page to its segmentation, both to the article."""

from __future__ import annotations

import os

import attrs

from interview_parse.formats import Format
from interview_parse.model.types import Article
from interview_parse.segmenter.segmentation import Hypothesis


@attrs.frozen(kw_only=True)
class Explanation:
    """A parse with its evidence. Each of ``article.segments`` bears its own cues."""

    article: Article
    """What :func:`parse_article` returns for the same source."""
    hypotheses: tuple[Hypothesis, ...]
    """The likeliest ways to read the page's layout, the one that was read first; each with its votes."""
    encoding: str | None
    """The encoding that the source was read in; None where it was a ``str``."""
    format: Format
    """The format that the source was read as."""


def parse_article(
    source: str | bytes | os.PathLike[str],
    *,
    format: Format | str | None = None,
    encoding: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """The article that a source holds: its interview, people, dossier, themes, and every word's role.

    ``source`` is HTML, Markdown, plain text, WebVTT or SRT as ``str`` or ``bytes``, or a path (``Path("page.html")``).
    ``format`` is told by content unless given; ``encoding`` is what HTTP or a catalogue says; ``url`` is where the page
    came from: it resolves links and tells the dossier's own entry; ``language`` is BCP 47. Nothing touches the network.

    Raises a child of :class:`InterviewParseError` where the source holds no article: ``UnsupportedSourceError``,
    ``EmptySourceError``, ``NotAnArticleError``, ``SourceNotFoundError``.
    """
    return explain(source, format=format, encoding=encoding, url=url, language=language).article


def explain(
    source: str | bytes | os.PathLike[str],
    *,
    format: Format | str | None = None,
    encoding: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Explanation:
    """The same parse as :func:`parse_article`, with its evidence: the layouts that were weighed, and their votes."""
    # The layers compile hundreds of patterns: importing the package stays cheap, the first parse pays for them.
    from interview_parse.model.assemble import assemble
    from interview_parse.segmenter.segment import segment
    from interview_parse.source import read
    from interview_parse.tokenizer import tokenize

    decoded = read(source, format=format, encoding=encoding, url=url)
    page = tokenize(decoded)
    segmentation = segment(page, language)
    article = assemble(page, segmentation, notes=decoded.notes)
    return Explanation(
        article=article, hypotheses=segmentation.hypotheses, encoding=decoded.encoding, format=decoded.format
    )
