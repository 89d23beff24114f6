"""The subjects that a page files its article under, as printed: tag lists, topic chips, "Filed under: …"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

import regex

from interview_parse.formats import Format
from interview_parse.languages import LanguagePack
from interview_parse.model.printed import EDGES, Line, find_blocks, fold_evenly, read_lines, read_links, resolve
from interview_parse.model.types import Role, Theme
from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Page

_SPLIT_RE = regex.compile(r"\s*[,，、;；|·•/]\s*|\s{2,}|\s*(?=[#＃])")
_MATTER_KEYS = (("tags", "tag"), ("keywords", "topics", "topic", "themes", "subjects"), ("categories", "category"))
_FACTS_RE = regex.compile(r"\s+[|·•–—]\s+|\s*[|｜]\s*")
_ARTICLE = frozenset({Role.TITLE, Role.INTRODUCTION, Role.BODY, Role.QUESTION, Role.ANSWER, Role.CLOSING})
_AROUND = frozenset({Role.BYLINE, Role.DATE, Role.CREDIT, Role.FURNITURE})
_ABOVE, _BELOW = 8, 200
"""Pieces above the title and below the text among which themes are this article's."""
_REFRAIN = 4
"""A name printed so often is a button's ("show more") beside each theme."""
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
    near = _near_article(page, pieces)
    lists = [piece for piece in near if piece.role is Role.THEME]
    leading = [any(resolve(page, None, href) for _, href in read_links(page, piece)) for piece in lists]
    linked = 2 * sum(leading) > len(lists)  # then what leads nowhere is a heading or button
    listed = 2 * sum(_is_listed(page, piece) for piece in lists) > len(lists)
    names: list[tuple[str, str | None]] = []
    for piece in near:
        if piece.role is Role.THEME:
            shown = True
            if listed and not _is_listed(page, piece):
                continue
            if not linked or any(resolve(page, None, href) for _, href in read_links(page, piece)):
                names += _names(page, piece, pack)
        elif piece.role in _AROUND:
            inline = list(_inline_names(page, piece, pack))
            shown = shown or bool(inline)
            names += inline
    counts = Counter(fold_evenly(name) for name, _ in names)
    for name, href in names:
        if counts[fold_evenly(name)] < _REFRAIN:
            _add(found, name, resolve(page, None, href), pack)
    for name in _front_matter(page):
        shown = True
        _add(found, name, None, pack)
    if not shown:
        for name, url in keywords:
            _add(found, name, url, pack)
    return tuple(found.values())


def _is_listed(page: Page, piece: Piece) -> bool:
    return any(line.listed for line in read_lines(page, piece))


def _is_in_menu(page: Page, piece: Piece) -> bool:
    """Whether a piece stands in the site's navigation: above the article a list of topics is the site's."""
    blocks = find_blocks(page, piece.span.start, piece.span.end)
    return any(name.partition(".")[0] in ("nav", "menu") for block in blocks for name in block.path)


def _near_article(page: Page, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces from a little above the title to a little below the text; all where there is neither."""
    places = [place for place, piece in enumerate(pieces) if piece.role in _ARTICLE]
    if not places:
        return pieces
    last, others = places[-1], 0
    above = [piece for piece in pieces[max(0, places[0] - _ABOVE) : places[0]] if not _is_in_menu(page, piece)]
    near = [*above, *pieces[places[0] : last + 1]]
    for place in range(last + 1, min(len(pieces), last + 1 + _BELOW)):
        piece = pieces[place]
        if piece.role is Role.COMMENT:
            break
        others += piece.role is Role.RELATED
        # Among other pieces' headlines stand their themes, one by one; a list still is this article's.
        listed = piece.role is Role.THEME and any(
            pieces[beside].role is Role.THEME for beside in (place - 1, place + 1) if beside < len(pieces)
        )
        if others <= 2 or listed:
            near.append(piece)
    return near


def _inline_names(page: Page, piece: Piece, pack: LanguagePack) -> Iterator[tuple[str, str | None]]:
    """Themes within a line of other facts: links marked as tags, or what follows "Filed under:"."""
    start, end = piece.span.start, piece.span.end
    marked = page.head.tag_links  # in page order
    first = bisect_left(marked, start, key=lambda link: link[0])
    here = takewhile(lambda link: link[0] < end, islice(marked, first, None))
    tags = [(page.text[begin:finish], href) for begin, finish, href in here]
    if tags:
        yield from tags
        return
    for line in read_lines(page, piece):
        if len(line.text) > 300:
            continue
        folded = fold_evenly(line.text)
        span = pack.theme_phrases.search(folded)
        if span is None:
            continue
        rest = line.text[span[1] :]
        if folded[span[1] - 1] not in ":：" and rest.lstrip()[:1] not in (":", "："):
            continue
        after = line.start + span[1]
        links = [
            (page.text[run.start : run.end], run.href)
            for run in line.block.runs
            if run.href is not None and run.start >= after and run.end <= line.start + len(line.text)
        ]
        if links:
            yield from links
        else:
            for name in _FACTS_RE.split(rest.lstrip(" :："))[0].split(","):
                yield name, None


def _add(found: dict[str, Theme], name: str, url: str | None, pack: LanguagePack) -> None:
    name = " ".join(name.split()).strip(EDGES)
    folded = fold_evenly(name)
    if not name or len(name.split()) > _MOST_WORDS or len(name) > _MOST_SIGNS or not any(map(str.isalpha, name)):
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
    """Themes in a Markdown file's head: its tags, else its categories."""
    if page.format is not Format.MARKDOWN:
        return
    for keys in _MATTER_KEYS:
        told = [
            meta.content for meta in page.head.metas if meta.name.partition(".")[0] in keys and meta.content.strip()
        ]
        if told:
            for content in told:
                yield from _SPLIT_RE.split(content.strip("[]"))
            return
