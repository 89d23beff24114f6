"""The article's title: the printed headline, freed of what stands around it, else what the head calls the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import regex

from interview_parse.formats import Format
from interview_parse.model.dates import find_dates
from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import clean, text_of
from interview_parse.model.names import fold
from interview_parse.model.site_names import MOST_PARTS, cut_title, strip_site
from interview_parse.model.types import Role

_TITLE_METAS = tuple(
    "og:title dc.title dcterms.title citation_title parsely-title sailthru.title twitter:title".split()
)
_FRONT_TITLES = tuple(
    "post_title posttitle titulo título titre titel titolo otsikko tytuł tytul tittel заголовок 标题 タイトル".split()
)
_KICKER_RE = regex.compile(r"\s[|–—\-·•]\s|:\s")


def read_title(evidence: Evidence, sites: frozenset[str]) -> str | None:
    """The article's own title, without the site's name; ``sites`` are the folded names that the site goes by."""
    told = list(_told_titles(evidence))
    visible = _printed_title(evidence, told)
    bare = [strip_site(one, sites, [visible, *told]) for one in told]
    bare = [one for one in bare if fold(one) and fold(one) not in sites]
    if visible and fold(visible) not in sites:
        visible = _without_kicker(evidence, strip_site(visible, sites, bare), bare)
        if bare and not any(_agree(visible, one) for one in bare):
            evidence.notes.append(f"the page's head calls the article {bare[0]!r}")
        # A front matter is what the site prints above the text.
        return bare[0] if bare and evidence.page.format is Format.MARKDOWN else visible
    if bare and evidence.page.format is Format.MARKDOWN:
        return bare[0]
    found = _printed_part(evidence, bare) or _announced(evidence)
    if found is None and not any(True for _ in _named_titles(evidence)):
        # A title element alone may be the site's ("Untitled Document").
        found = _first_heading(evidence, sites)
    return found or (bare[0] if bare else None) or _first_heading(evidence, sites) or visible or None


def _printed_title(evidence: Evidence, told: Sequence[str]) -> str:
    """The visible headline; of several lines only those that another title of the page knows."""
    parts = list(evidence.headline)
    if len(parts) == 1 and parts[0].casefold() in evidence.pack.interview_words:
        # "Interview" alone is the page's; the heading under it may be the article's.
        parts = _subtitle(evidence) or parts
    elif len(parts) == 1:
        parts = _taken_up(evidence, parts[0]) or parts
    lines = [line for part in parts for line in part.split("\n")]
    whole = " ".join(lines)
    known = set(map(fold, told))
    # Microdata around the very headline says nothing of its extent.
    wrapped = fold(whole) not in known or fold(whole) in map(fold, evidence.microdata("headline"))
    if len(lines) > 1 and wrapped and len(lines[-1].split()) > 2 and fold(lines[-1]) in known:
        return lines[-1]
    return whole


def _without_kicker(evidence: Evidence, visible: str, told: Sequence[str]) -> str:
    """The headline without a dateline or section in its line, where another title of the page shows its extent."""
    for title in told:
        start = visible.find(title)
        before = visible[:start] if start > 0 else ""
        if before and start + len(title) == len(visible) and len(title.split()) >= 3:
            dated = any(True for _ in find_dates(before, evidence.pack, evidence.language))
            if dated or "|" in before:
                return title
    # Two kickers for one headline: what both titles end with is the headline.
    for title in told:
        for match in _KICKER_RE.finditer(visible):
            headline = visible[match.end() :]
            kicker = title.removesuffix(headline)
            other = kicker not in (title, "") and fold(kicker) != fold(visible[: match.start()])
            if other and len(headline.split()) >= 4 and _KICKER_RE.search(kicker):
                return headline
    return visible


def _subtitle(evidence: Evidence) -> list[str]:
    """The longer heading between the title and the first turn, if there is just one."""
    headings = [piece.span.of(evidence.page.text) for piece in evidence.above if piece.role is Role.HEADING]
    return headings if len(headings) == 1 and len(headings[0].split()) >= 4 else []


def _taken_up(evidence: Evidence, title: str) -> list[str]:
    """The h1 below a first h1 that is a name or a keyword: the longer one, which says it again."""
    page, pieces = evidence.page, evidence.pieces
    first = next(piece.span for piece in pieces if piece.role is Role.TITLE)
    start = next((piece.span.start for piece in pieces if piece.role is Role.QUESTION), first.end)
    below = [page.of(block) for block in page.blocks if block.heading == 1 and first.end <= block.start < start]
    again = len(below) == 1 and len(below[0].split()) >= 4 and fold(title) in fold(below[0])
    return [" ".join(below[0].split())] if again else []


def _announced(evidence: Evidence) -> str | None:
    """The first short line right above the conversation that names the genre ("Interview with …")."""
    above = evidence.above
    if any(piece.role is Role.TITLE for piece in above):
        return None
    for place, piece in enumerate(above):
        text = piece.span.of(evidence.page.text)
        lines = (line.strip(" \t.|*=-_#~<>[]") for line in text.split("\n")[:4])
        bare = next(filter(None, lines), "")
        if "\n" not in text and len(text) > 140:
            continue
        near = place >= len(above) - 4 or piece.role in (Role.INTRODUCTION, Role.BYLINE, Role.HEADING)
        short = 3 <= len(bare) <= 140 and ". " not in bare
        if near and short and bare[-1] not in ",:" and evidence.pack.interview_words.found_in(bare.casefold()):
            return bare
    return None


def _first_heading(evidence: Evidence, sites: frozenset[str]) -> str | None:
    """The highest heading above the conversation, or the page's one h1, where nothing else gives a title."""
    page = evidence.page
    start = next((piece.span.start for piece in evidence.pieces if piece.role is Role.ANSWER), len(page.text))
    headings = [
        block
        for block in page.blocks
        if block.heading
        and block.start < start
        and block.end - block.start <= 200
        and fold(page.of(block)) not in sites
    ]
    best = min(headings, key=lambda block: block.heading, default=None)
    return " ".join(page.of(best).split()) if best else None


def _printed_part(evidence: Evidence, told: Sequence[str]) -> str | None:
    """The part of a title in the head that the page prints as a block of its own, where no headline was seen."""
    page = evidence.page
    blocks = {fold(page.of(block)): block for block in page.blocks[:200] if block.end - block.start <= 200}
    for title in told:
        parts = cut_title(title)[:MOST_PARTS]
        for first in range(len(parts)):
            for last in range(len(parts), first, -1):
                block = blocks.get(fold(title[parts[first][1] : parts[last - 1][2]]))
                if block is not None and len(parts) > 1:
                    return " ".join(page.of(block).split())
    return None


def _told_titles(evidence: Evidence) -> Iterator[str]:
    """What the structured data and the head call the article, the ``title`` element last."""
    yield from _named_titles(evidence)
    title = clean(evidence.page.head.title or "")
    if title:
        yield title


def _named_titles(evidence: Evidence) -> Iterator[str]:
    """The titles that are said to be the article's."""
    values = chain(
        (text_of(evidence.node.get("headline")) or "",),
        evidence.microdata("headline"),
        evidence.metas(*_TITLE_METAS),
        evidence.metas("headline", "title", *(_FRONT_TITLES if evidence.page.format is Format.MARKDOWN else ())),
    )
    return (value for value in values if value)


def _agree(one: str, other: str) -> bool:
    """Whether two titles are the same but for a cut end or a part more."""
    first, second = fold(one), fold(other)
    return bool(first and second) and (first in second or second in first)
