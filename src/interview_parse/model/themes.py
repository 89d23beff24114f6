"""The subjects that a page files its article under, as printed: tag lists, topic chips, "Filed under: …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.printed import EDGES, Line, fold_evenly, read_lines, read_links, resolve
from interview_parse.model.types import Role, Theme
from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Page

_SPLIT_RE = regex.compile(r"\s*[,，、;；|·•/]\s*|\s{2,}|\s+(?=#)")
_MATTER_KEYS = ("tags", "tag", "categories", "category", "topics", "topic", "keywords", "themes", "subjects")
_MOST_WORDS = 7
_MOST_SIGNS = 60
"""A longer name is a sentence or a headline."""


def read_themes(
    page: Page, pieces: Sequence[Piece], pack: LanguagePack, keywords: Sequence[tuple[str, str | None]] = ()
) -> tuple[Theme, ...]:
    """The themes in printed order, each once.

    What the page shows comes first; ``keywords`` are the structured data's, names with their addresses, and serve
    where it shows no place for themes. A place that is shown and empty means none.
    """
    found: dict[str, Theme] = {}
    shown = False
    for piece in pieces:
        if piece.role is not Role.THEME:
            continue
        shown = True
        for name, href in _names(page, piece, pack):
            _add(found, name, resolve(page, None, href), pack)
    for name in _front_matter(page):
        shown = True
        _add(found, name, None, pack)
    if not shown:
        for name, url in keywords:
            _add(found, name, url, pack)
    return tuple(found.values())


def _add(found: dict[str, Theme], name: str, url: str | None, pack: LanguagePack) -> None:
    name = " ".join(name.split()).strip(EDGES)
    folded = fold_evenly(name)
    if not name or len(name.split()) > _MOST_WORDS or len(name) > _MOST_SIGNS or not any(map(str.isalnum, name)):
        return
    # The line that announces the list is none of its items, nor is a button that unfolds it.
    if folded in pack.theme_phrases or folded in pack.continue_phrases or folded in pack.share_phrases:
        return
    if folded in pack.related_phrases or folded in pack.comment_phrases:
        return
    found.setdefault(folded, Theme(name=name, url=url))


def _names(page: Page, piece: Piece, pack: LanguagePack) -> Iterator[tuple[str, str | None]]:
    links = list(read_links(page, piece))
    if links:
        yield from links
        return
    for line in read_lines(page, piece):
        text = _without_announcement(line, pack)
        if line.listed and line.text == text:
            yield text, None
        else:
            yield from ((name, None) for name in _SPLIT_RE.split(text))


def _without_announcement(line: Line, pack: LanguagePack) -> str:
    opened = pack.theme_phrases.opens(fold_evenly(line.text))
    return line.text[opened:].lstrip(" :：|") if opened else line.text


def _front_matter(page: Page) -> Iterator[str]:
    for key in _MATTER_KEYS:
        if page.format.value != "markdown":
            return
        for meta in page.head.metas:
            if meta.name == key or meta.name.startswith(f"{key}."):
                yield from _SPLIT_RE.split(meta.content.strip("[]"))
