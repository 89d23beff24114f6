"""What structured data alone claims of the article: access, subjects, and the series that it is part of."""

from __future__ import annotations

from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import link_of, text_of, texts_of, types_of
from interview_parse.model.names import fold


def read_claimed_access(evidence: Evidence) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the structured data calls the article free, and which CSS selectors it calls not free."""
    node, head = evidence.node, evidence.page.head
    told = node.get("isAccessibleForFree")
    if told is None:
        told = next((item.value for item in head.items if item.name == "isaccessibleforfree"), None)
    if told is None:
        told = head.meta("isaccessibleforfree")
    parts = node.get("hasPart") or []
    parts = [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]
    selectors = [
        selector
        for part in parts
        if _truth(part.get("isAccessibleForFree")) is not True
        for selector in texts_of(part.get("cssSelector"))
    ]
    return _truth(told), tuple(dict.fromkeys(selectors))


def _truth(value: object) -> bool | None:
    """True or false, however it is written; None for all else."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return value
    word = str(value).rstrip("/").rpartition("/")[2].strip().casefold()
    return True if word in ("true", "yes", "1") else False if word in ("false", "no", "0") else None


def read_keywords(evidence: Evidence) -> tuple[tuple[str, str | None], ...]:
    """The subjects with their addresses, in order, each once."""
    found: dict[str, tuple[str, str | None]] = {}
    for key in ("keywords", "about"):
        values = evidence.node.get(key)
        for value in values if isinstance(values, list) else [values]:
            value = evidence.data.resolve(value)
            url = link_of(value) if isinstance(value, dict) else None
            for text in texts_of(value):
                for name in text.split(",") if isinstance(value, str) else [text]:
                    if name.strip() and "://" not in name:
                        found.setdefault(fold(name), (name.strip(), url if url and "://" in url else None))
    return tuple(found.values())


def read_series(evidence: Evidence) -> tuple[str, str | None, int | None] | None:
    """The series or issue that the article is part of: title, address, position."""
    node = evidence.node
    values = node.get("isPartOf")
    for value in values if isinstance(values, list) else [values]:
        whole = evidence.data.resolve(value)
        if not isinstance(whole, dict):
            continue
        types = types_of(whole)
        # "CreativeWork" with "Product" is how a subscription is written; a site or page is no series either.
        if {"Product", "WebSite", "WebPage", "CollectionPage", "Periodical", "Newspaper", "Organization"}.intersection(
            types
        ):
            continue
        title = text_of(whole.get("name")) or text_of(whole.get("headline"))
        if title:
            position = text_of(node.get("position")) or text_of(node.get("episodeNumber"))
            return (
                title,
                link_of(whole),
                int(position) if position and position.isdecimal() and len(position) < 6 else None,
            )
    return None
