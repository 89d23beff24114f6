"""When the article appeared and when it was last changed: the printed dates and the told ones reconciled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from itertools import chain

import regex

from interview_parse.model.dates import Day, FoundDate, day_of, find_dates, is_midnight, read_date
from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import texts_of
from interview_parse.model.types import Role

_PUBLISHED_METAS = tuple(
    (
        "article:published_time og:article:published_time datepublished parsely-pub-date sailthru.date "
        "citation_publication_date citation_date citation_online_date dcterms.created dc.date.issued "
        "dcterms.issued dc.date.created dc.date dcterms.date pubdate publishdate publish-date publish_date "
        "published_time publication_date cxenseparse:recs:publishtime article.published date "
        "og:published_time article_date_original displaydate published rnews:datepublished created"
    ).split()
)
_MODIFIED_METAS = tuple(
    (
        "article:modified_time og:article:modified_time og:updated_time datemodified dcterms.modified "
        "dc.date.modified last-modified lastmod modified updated article.updated revised"
    ).split()
)
_UPDATED_RE = regex.compile(
    r"(?:updat|modif|mis[e]? à jour|aktuali[sz]|actuali[sz]|atualiz|aggiorn|bijgewerkt|gewijzigd|geändert|stand:|"
    r"uppdater|opdater|oppdater|päivitet|muokattu|frissít|güncel|обновл|оновл|изменен|актуализ|posodobl|更新|最終更新|수정|업데이트|تحديث|עודכן|ενημ)",
    regex.IGNORECASE,
)
"""Words before a date that say it is not the first one."""


def read_publication(evidence: Evidence) -> tuple[Day | None, Day | None]:
    """When the article was published and when it was modified."""
    language = evidence.page.head.language or evidence.language
    printed, updated = _printed_dates(evidence, language)
    told = _told_dates(evidence, ("datePublished", "dateCreated", "uploadDate"), _PUBLISHED_METAS, language)
    changed = _told_dates(evidence, ("dateModified",), _MODIFIED_METAS, language)
    published = _reconciled(evidence, "published", printed, told, changed)
    modified = _reconciled(evidence, "modified", updated, changed, [])
    if modified is not None and published is not None and _is_earlier(modified, published):
        evidence.notes.append(f"the page says it was modified on {modified.isoformat()}, before it was published")
        modified = None
    return published, modified


def _told_dates(evidence: Evidence, keys: Sequence[str], metas: Sequence[str], language: str | None) -> list[Day]:
    """The days under these keys of the JSON-LD and microdata, then those in the metas."""
    names = tuple(key.casefold() for key in keys)
    values = chain(
        (text for key in keys for text in texts_of(evidence.node.get(key))),
        evidence.microdata(*names),
        evidence.metas(*metas),
    )
    return [day for value in values if (day := read_date(value, evidence.pack, language)) is not None]


def _printed_dates(evidence: Evidence, language: str | None) -> tuple[list[FoundDate], list[FoundDate]]:
    """The dates in date pieces and bylines, those announced as an update apart."""
    first: list[FoundDate] = []
    updated: list[FoundDate] = []
    times = sorted(evidence.page.head.times, key=lambda one: one[1])
    offsets = [offset for _, offset in times]
    begin, last = evidence.turns
    dated = [(place, one) for place, one in enumerate(evidence.pieces) if one.role in (Role.DATE, Role.BYLINE)]
    # A date far below belongs to another piece or to a comment.
    near = [one for place, one in dated if place < begin] or [one for place, one in dated if place < last + 8]
    for piece in near:
        text = piece.span.of(evidence.page.text)
        end = 0
        for found in find_dates(text, evidence.pack, language):
            (updated if _UPDATED_RE.search(text, end, found.start) else first).append(found)
            end = found.end
        for value, offset in times[bisect_left(offsets, piece.span.start) : bisect_right(offsets, piece.span.end)]:
            if day := read_date(value, evidence.pack):
                (updated if _UPDATED_RE.search(text, 0, offset - piece.span.start) else first).append(
                    FoundDate(day, 0, 0)
                )
    return first, updated


def _reconciled(
    evidence: Evidence, what: str, printed: Sequence[FoundDate], told: Sequence[Day], others: Sequence[Day]
) -> Day | None:
    """One date: the printed, with the time that structured data knows for that day; else the structured."""
    if not printed:
        return _trusted(told, printed) or (_lone_time(evidence) if what == "published" else None)
    days = [day_of(one.value) for one in printed]
    same = [day for day in told if day_of(day) in days]
    if same:
        return _trusted([*same, *(one.value for one in printed if isinstance(one.value, datetime))], printed)
    if told and days[0] in [day_of(day) for day in others]:
        # The one printed date is that of the last change.
        return _trusted(told, ())
    chosen = printed[0].value
    if told and abs(day_of(told[0]) - days[0]).days > 1:
        evidence.notes.append(
            f"the page's head says {what} on {told[0].isoformat()}, the page prints {chosen.isoformat()}"
        )
    return chosen


def _lone_time(evidence: Evidence) -> Day | None:
    """The ``time`` element of a page that has just one."""
    values = {value for value, _ in evidence.page.head.times}
    return (
        _trusted([day for value in values if (day := read_date(value, evidence.pack))], ())
        if len(values) == 1
        else None
    )


def _trusted(days: Sequence[Day], printed: Sequence[FoundDate]) -> Day | None:
    """The first of several values for one moment, without a midnight that nothing else confirms."""
    if not days:
        return None
    first = days[0]
    if isinstance(first, datetime) and not is_midnight(first):
        return first
    timed = [day for day in days if isinstance(day, datetime) and not is_midnight(day) and day.date() == day_of(first)]
    if timed:
        return timed[0]
    return first if any(found.midnight for found in printed) else day_of(first)


def _is_earlier(one: Day, other: Day) -> bool:
    """Whether a moment lies before another; days apart where only one has a zone."""
    if isinstance(one, datetime) and isinstance(other, datetime) and bool(one.tzinfo) == bool(other.tzinfo):
        return one < other
    return day_of(one) < day_of(other)
