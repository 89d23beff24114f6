"""What a site is called, and the article's title without that name around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

import regex

from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import text_of
from interview_parse.model.names import fold, is_uncased

SITE_METAS = ("og:site_name", "og:og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title")
"""Metas that name the publication."""
_HOUSE_METAS = ("publisher", "copyright", "application-name", "apple-mobile-web-app-title", "cre", "source")
"""Metas that may hold its name, or another one."""
_SEPARATOR_RE = regex.compile(
    r"(?<=\s)(?:[|–—\-»«·•:>~]|::|//)(?=\s)|[|｜]|(?<=\p{Han})_(?=\p{Han})|(?<=\p{Han})-(?=\p{Han})"
)
_COLON_RE = regex.compile(r"\s*:\s+")
MOST_PARTS = 12
"""A title of more parts is a list of words, and is left as it is."""


def find_site_names(evidence: Evidence, publisher: str | None) -> frozenset[str]:
    """Folded names that the site goes by: in metas, and as the address spells it."""
    named = chain(
        (publisher or "",),
        evidence.metas(*SITE_METAS, *_HOUSE_METAS),
        (
            text_of(node.get("name")) or ""
            for node in evidence.data.of_type("WebSite", "Organization", "NewsMediaOrganization")
        ),
        _host_names(evidence.url),
    )
    return frozenset(name for name in map(fold, named) if name)


def _host_names(url: str | None) -> Iterator[str]:
    """The address's host, whole and by its telling labels."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return
    labels = host.removeprefix("www.").split(".")
    yield host
    yield ".".join(labels)
    if len(labels) > 1:
        yield labels[0]
        yield labels[-2]
        yield labels[-2].replace("-", " ")


def strip_site(title: str, sites: frozenset[str], others: Sequence[str]) -> str:
    """The title without the site's name around it; ``sites`` are folded, ``others`` the page's other titles."""
    title = " ".join(title.split())
    parts = cut_title(title)
    if not 1 < len(parts) <= MOST_PARTS:
        return _without_prefix(title, sites)
    first, last = 0, len(parts)
    while last - first > 1 and _is_site(parts[last - 1][0], sites):
        last -= 1
    while last - first > 1 and _is_site(parts[first][0], sites):
        first += 1
    stripped = title[parts[first][1] : parts[last - 1][2]].strip()
    if (first, last) != (0, len(parts)):
        return _without_prefix(stripped, sites)
    # A shorter title of the page that is these same parts, or some of them, says where the site's name begins.
    folded = {fold(other) for other in others if len(other) < len(title)}
    for start, stop in ((0, stop) for stop in range(len(parts) - 1, 0, -1)):
        if fold(title[parts[start][1] : parts[stop - 1][2]]) in folded:
            return title[parts[start][1] : parts[stop - 1][2]].strip()
    for start in range(1, min(len(parts), 6)):
        if fold(title[parts[start][1] :]) in folded:
            return title[parts[start][1] :].strip()
    if "_" in title and is_uncased(title) and all(len(part[0]) <= 6 for part in parts[1:]):
        return title[: parts[0][2]].strip()
    if "|" in title and not others and len(parts[-1][0].split()) <= 4 < len(parts[0][0].split()):
        return title[: parts[-2][2]].strip()
    return title


def cut_title(title: str) -> list[tuple[str, int, int]]:
    """The parts between separators, each with its start and end in the title."""
    parts, start = [], 0
    for match in _SEPARATOR_RE.finditer(title):
        parts.append((title[start : match.start()].strip(), start, match.start()))
        start = match.end()
    parts.append((title[start:].strip(), start, len(title)))
    return [part for part in parts if part[0]]


def _is_site(part: str, sites: frozenset[str]) -> bool:
    """Whether a part of a title is the site's name, as words, as one word, or as a host."""
    folded = fold(part)
    return folded in sites or folded.replace(" ", "") in sites or folded.removesuffix(" com") in sites


def _without_prefix(title: str, sites: frozenset[str]) -> str:
    """The title without "Site: " before it."""
    match = _COLON_RE.search(title)
    if match and _is_site(title[: match.start()], sites) and title[match.end() :].strip():
        return title[match.end() :].strip()
    return title
