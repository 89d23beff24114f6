"""The lines of a page that sign its article: bylines, and lines that only their words or a date beside them tell."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from interview_parse.model.dates import find_dates
from interview_parse.model.evidence import Evidence
from interview_parse.model.names import looks_like_name, presents, split_pair, strip_announcement, without_aside
from interview_parse.model.types import Role

_NICK_RE = regex.compile(r"\p{Lu}[\p{L}\p{N}._]{2,20}(?:\s?[\[(][^\[\]()]{1,40}[\])])?")
_WORD_RE = regex.compile(r"[\p{L}\p{M}.'’\-]+")
_DIVIDER_RE = regex.compile(r"\s*(?://|[|·•])\s*")


def find_signatures(evidence: Evidence) -> Iterator[str]:
    """The byline's lines above the text, or else below it."""
    first, last = evidence.turns
    seen = [place for place, piece in enumerate(evidence.pieces) if piece.role is Role.BYLINE]
    above = [place for place in seen if place < first]
    # Those that stand together: a byline far from the first is another piece's.
    near = [place for place in above if place - above[0] <= 3]
    if not near and not any(True for _ in _dated_names(evidence, first)):
        near = [place for place in seen if place > last][:2] or seen[:2]
    announced = False
    for place in near:
        text = evidence.pieces[place].span.of(evidence.page.text)
        if _announces(evidence, text.strip(" :：\n").casefold(), below=True):
            announced = True
            continue
        yield text
        if announced and looks_like_name(text, evidence.pack):
            # A table of facts: what follows the author is not a name.
            break


def find_unseen_signatures(evidence: Evidence) -> Iterator[str]:
    """Lines that only their words tell: a name beside a date, or after "By"."""
    first, last = evidence.turns
    yield from _dated_names(evidence, first)
    yield from _announced_names(evidence, first, last)


def _dated_names(evidence: Evidence, first: int) -> Iterator[str]:
    """A name that shares a short line above the text with a date."""
    for piece in evidence.pieces[max(0, first - 12) : first]:
        text = " ".join(piece.span.of(evidence.page.text).split())
        dates = list(find_dates(text, evidence.pack, evidence.language)) if len(text) <= 80 else []
        if not dates:
            continue
        rest = (text[: dates[0].start] + " " + text[dates[-1].end :]).strip(" |,·•-–—/:")
        rest = _DIVIDER_RE.split(rest)[0]
        words = rest.split()
        plain = all(map(_WORD_RE.fullmatch, words))
        if looks_like_name(rest, evidence.pack) or (
            plain and 1 <= len(words) <= 3 and piece.role is not Role.FURNITURE
        ):
            yield rest


def _announced_names(evidence: Evidence, first: int, last: int) -> Iterator[str]:
    """Short lines beside the text that open with "By" or "Interview by"."""
    beside = (*evidence.pieces[max(0, first - 12) : first], *evidence.pieces[last + 1 : last + 24])
    heading = False
    end = evidence.pieces[last].span.end if last < len(evidence.pieces) else 0
    for piece in beside:
        text = piece.span.of(evidence.page.text)
        name = " ".join(text.split())
        if heading and looks_like_name(name, evidence.pack):
            yield name
        heading = len(name) <= 30 and _announces(evidence, name.rstrip(":： ").casefold(), below=piece.span.start > end)
        if piece.role in (Role.HEADING, Role.CAPTION, Role.RELATED, Role.COMMENT):
            continue
        if piece.role is not Role.TITLE or "\n" in text:
            for line in text.split("\n")[:4]:
                yield from _announced_in(evidence, line.lstrip(" |*-=~_[]+>").rstrip(" |*-=~_+>"))


def _announces(evidence: Evidence, words: str, *, below: bool) -> bool:
    """Whether a line of its own announces the name under it; "Interview" does so only below the conversation."""
    if words in evidence.pack.interview_words:
        return below
    return words in evidence.pack.byline_words or words in evidence.pack.credit_phrases


def _announced_in(evidence: Evidence, line: str) -> Iterator[str]:
    """The names that a line's own words announce, as they stand there."""
    pack = evidence.pack
    folded = line.casefold()
    if len(line) > 90 or len(folded) != len(line):
        return
    span = pack.credit_phrases.search(folded) or pack.byline_words.search(folded)
    if span is None or len(line[: span[0]].split()) > 2 or presents(folded[span[0] : span[1]]):
        return
    genre = folded[: span[1]].rstrip(":： ")
    if pack.interview_words.found_in(genre) and folded[span[0] : span[1]] not in pack.credit_phrases:
        return
    if genre in pack.interview_words:
        return
    rest = line[span[1] :].strip(" :：=＝/／|")
    dates = list(find_dates(rest, pack, evidence.language))
    rest = rest[: dates[0].start].strip(" ,|·") if dates else rest
    bare, _ = strip_announcement(rest, pack)
    names = split_pair(without_aside(bare).split(",")[0], pack.tag)
    opens = span[0] == 0
    if names and all(
        looks_like_name(name, pack) or (opens and len(names) == 1 and _NICK_RE.fullmatch(name)) for name in names
    ):
        yield bare
