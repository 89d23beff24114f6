"""The dossier, series or issue that an article is part of, as the page prints it: a box with its summary, a line
under the title ("Part 2 of 4"), a breadcrumb; structured data where it prints nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

import attrs
import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.printed import EDGES, Line, fold_evenly, read_lines, read_links, resolve
from interview_parse.model.types import Dossier, DossierEntry, Role
from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Page

_LONGEST_TITLE = 16
"""Words; a longer rest is a sentence."""
_LONGEST_LIST = 30
"""Entries; a longer list without a name is the site's archive."""
_NUMBER = r"(?:\d{1,3}|[ivx]{1,5}|[一二三四五六七八九十]{1,3})"
_QUOTED_RE = regex.compile(r"[«„“\"「『《‹](?P<name>[^«»„“”\"「」『』《》‹›]{2,120})[»“”\"」』》›]")
_MARK_RE = regex.compile(r"^(?:[-–—•*·]|\d{1,3}[.)])\s+")
_KIND_RE = regex.compile(r"^\w+\s?[:：]\s*(?=\S)")
_BETWEEN_RE = regex.compile(r"\s+[|/›»>·•]\s+|\s*[|｜›»]\s*")
_DIGIT_RE = regex.compile(r"\d|[ivx]|[一二三四五六七八九十]")
_BARE_RE = regex.compile(r"\W*\{part\}\W*\w{0,3}\W*(?:\{parts\})?\W*")
"""A form without a word that counts."""
_ROMAN = {"i": 1, "v": 5, "x": 10}
_HAN = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
_BOXES = frozenset({"dossier heading", "dossier box", "dossier list", "class dossier"})
_MARKS = tuple(":：|｜–—-/／»›・")
_NEAR = 4
"""Pieces above and below the title among which a line can name the series."""


@attrs.frozen(kw_only=True)
class _Told:
    """What one line tells of a series."""

    title: str = ""
    url: str | None = None
    announced: bool = False
    """Whether a phrase of the pack stands in it."""
    sure: bool = False
    """Whether marks, a link or emphasis set the name off, so that it is no leftover of the announcement."""
    part: int | None = None
    parts: int | None = None
    bare: bool = False
    """Whether the numbers stand without a word that counts parts: "2/4", "1 of 5"."""


def read_dossier(
    page: Page,
    pieces: Sequence[Piece],
    pack: LanguagePack,
    language: str | None = None,
    url: str | None = None,
    title: str | None = None,
    part_of: tuple[str, str | None, int | None] | None = None,
) -> Dossier | None:
    """The dossier, or None where the page tells of none.

    ``url`` and ``title`` are the article's, by which its own entry is known; ``part_of`` is what the structured data
    says: title, address, position.
    """
    near = _places_near_text(pieces)
    boxes = []
    for places in _groups(pieces):
        found = _read_box(page, [pieces[place] for place in places], pack, url)
        at_hand = not near.isdisjoint(places)
        if found and (at_hand or (found.entries and found.title)):
            boxes.append(found)
    box = max(boxes, key=lambda one: len(one.entries), default=None)
    told = _read_near_title(page, pieces, pack, url) or _read_crumbs(page, pieces, pack, url)
    if box is None and told is None:
        return Dossier(title=part_of[0], url=part_of[1], part=part_of[2]) if part_of else None
    named = next((one for one in (box, *boxes) if one is not None and one.title), None)
    name = (named.title if named else "") or (told.title if told else "") or (part_of[0] if part_of else "")
    if not name and box is not None and 2 <= len(box.entries) <= _LONGEST_LIST:
        name = box.heading
    if not name:
        return None
    numbers = [(one.part, one.parts) for one in (told, *boxes) if one is not None and one.part is not None]
    part, parts = numbers[0] if numbers else (part_of[2] if part_of else None, None)
    address = next((one.url for one in (named, told) if one is not None and one.url), part_of[1] if part_of else None)
    entries = box.entries if box else ()
    return Dossier(title=name, url=address, entries=_with_current(entries, url, title), part=part, parts=parts)


# the box


@attrs.frozen
class _Box:
    title: str
    heading: str
    url: str | None
    entries: tuple[DossierEntry, ...]
    part: int | None
    parts: int | None


def _groups(pieces: Sequence[Piece]) -> list[list[int]]:
    """Places of the dossier pieces that stand together."""
    groups: list[list[int]] = []
    for place, piece in enumerate(pieces):
        if piece.role is Role.DOSSIER:
            if not groups or place - groups[-1][-1] > 2:
                groups.append([])
            groups[-1].append(place)
    return groups


def _places_near_text(pieces: Sequence[Piece]) -> frozenset[int]:
    """Places between a little above the title and a little below the text: a lone line there is the article's."""
    titles = [place for place, piece in enumerate(pieces) if piece.role is Role.TITLE]
    texts = [place for place, piece in enumerate(pieces) if piece.role in _TEXT]
    if not texts:
        return frozenset()
    top = titles[0] if titles and titles[0] < texts[0] else texts[0]
    return frozenset(range(max(0, top - _NEAR), texts[0])) | frozenset(range(texts[-1], texts[-1] + 2 * _NEAR + 1))


def _read_box(page: Page, group: Sequence[Piece], pack: LanguagePack, url: str | None) -> _Box | None:
    lines = [line for piece in group for line in read_lines(page, piece)]
    listed = any(line.listed for line in lines)  # then a lone link above the list is the title
    marked = any(cue in _BOXES for piece in group for cue in piece.cues)
    entries: list[DossierEntry] = []
    names: list[tuple[str, str | None]] = []
    leftovers: list[tuple[str, str | None]] = []
    heading, part, parts, announced = "", None, None, False
    for line in lines:
        told = _read_line(line, page, pack)
        if told.announced and not line.listed:
            part, parts = (part, parts) if told.part is None else (told.part, told.parts)
            announced = True
            heading = heading or line.text.strip(EDGES)
            if told.title:
                (names if told.sure else leftovers).append((told.title, told.url))
        elif line.listed or (line.linked >= 0.7 and not line.block.heading and not listed):
            entry = _MARK_RE.sub("", line.text).strip()
            here = line.href and line.href.startswith("#")
            entries.append(DossierEntry(title=entry, url=line.href if here else resolve(page, url, line.href)))
        elif not entries and len(line.text.split()) <= _LONGEST_TITLE:
            # "Series: the name": one word and a colon say what the box is, in a language of any pack or none.
            names.append((_KIND_RE.sub("", line.text).strip(" :"), line.href))
    if entries and all((entry.url or "").startswith("#") for entry in entries):
        return None  # this very page's contents
    if not announced and not (marked and len(entries) >= 2):
        return None
    names += leftovers
    if len(entries) < 2 and not names:
        return None
    name, href = names[0] if names else ("", None)
    entries = entries if len(entries) >= 2 else []
    return _Box(name, heading, resolve(page, url, href), tuple(entries), part, parts)


def _with_current(entries: tuple[DossierEntry, ...], url: str | None, title: str | None) -> tuple[DossierEntry, ...]:
    """The entries with the article's own marked: by address, else by title."""
    own = _address(url)
    place = next((i for i, one in enumerate(entries) if own and _address(one.url) == own), -1)
    if place < 0 and title:
        wanted = fold_evenly(title).strip(EDGES)
        place = next((i for i, one in enumerate(entries) if fold_evenly(one.title).strip(EDGES) == wanted), -1)
    return tuple(attrs.evolve(one, current=i == place) for i, one in enumerate(entries))


def _address(url: str | None) -> tuple[str, str] | None:
    """Host and path, by which two addresses are one page; None for an address without a path."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    return (parts.netloc.casefold().removeprefix("www."), f"{path}?{parts.query}") if path else None


# a line


def _read_line(line: Line, page: Page, pack: LanguagePack) -> _Told:
    """What a line tells: the series' name is what is left of it without announcement and number."""
    if len(line.text) > 400:
        return _Told()
    folded = fold_evenly(line.text)
    text = line.text
    found = find_part(folded, pack)
    part, parts, bare = None, None, False
    if found:
        part, parts, bare = found.part, found.parts, found.bare
        text = f"{text[: found.start]} | {text[found.end :]}" if found.end < len(text) else text[: found.start]
        folded = fold_evenly(text)
    quoted = _QUOTED_RE.search(text)
    span = pack.dossier_phrases.search(folded)
    told = _Told(url=line.href, announced=span is not None, part=part, parts=parts, bare=bare)
    if quoted:
        return attrs.evolve(told, title=str(quoted["name"]).strip(), sure=True)
    if span is None:
        return attrs.evolve(told, title=text.strip(EDGES))
    marked = _marked_name(line, page, pack)
    if marked:
        return attrs.evolve(told, title=marked, sure=True)
    name, sure = _name_around(text, folded, span, pack)
    return attrs.evolve(told, title=name, sure=sure)


def _marked_name(line: Line, page: Page, pack: LanguagePack) -> str:
    """The part of an announcing line that a link or emphasis sets off; empty where all or nothing is."""
    end = line.start + len(line.text)
    runs = [run for run in line.block.runs if run.start < end and run.end > line.start]
    marked = [run for run in runs if run.href is not None] or [run for run in runs if run.bold or run.italic]
    text = "".join(page.text[max(run.start, line.start) : min(run.end, end)] for run in marked).strip(EDGES)
    if not text or len(text) > 0.9 * len(line.text) or len(text.split()) > _LONGEST_TITLE:
        return ""
    return "" if pack.dossier_phrases.search(fold_evenly(text)) else text


def _name_around(text: str, folded: str, span: tuple[int, int], pack: LanguagePack) -> tuple[str, bool]:
    """The name behind the last announcement, else before the first; and whether a colon or dash sets it off."""
    start, end = span
    while (again := pack.dossier_phrases.search(folded[end:])) is not None:
        between = folded[end : end + again[0]].strip(EDGES)
        if " " in between or len(between) > 4:  # more than "of the": a name that says "series" itself
            break
        end += again[1]
    after, before = text[end:].strip(EDGES), text[:start].strip(EDGES)
    set_off = text[end - 1] in ":：" or text[end:].lstrip()[:1] in _MARKS
    if after and _fits(after) and (set_off or pack.spaced):
        return after, set_off
    if before and not after and _fits(before) and text[:start].rstrip()[-1:] in _MARKS:
        return before, True
    return "", False


def _fits(name: str) -> bool:
    return len(name.split()) <= _LONGEST_TITLE and len(name) <= 120


# lines near the title, breadcrumbs


def _read_near_title(page: Page, pieces: Sequence[Piece], pack: LanguagePack, url: str | None) -> _Told | None:
    """A kicker or line by the title that names the series: with "part 2 of 5", or announced."""
    titles = [place for place, piece in enumerate(pieces) if piece.role is Role.TITLE]
    if not titles:
        return None
    near = range(max(0, titles[0] - _NEAR), min(len(pieces), titles[-1] + _NEAR + 1))
    heading = " ".join(page.text[pieces[place].span.slice] for place in titles)
    for place in near:
        if pieces[place].role in _ELSEWHERE:
            continue
        for line in read_lines(page, pieces[place]):
            if len(line.text.split()) > 30:
                continue
            told = _read_line(line, page, pack)
            if (
                told.announced
                and told.sure
                and place not in titles
                and pack.dossier_phrases.opens(fold_evenly(line.text))
            ):
                return attrs.evolve(told, url=resolve(page, url, told.url))
            if told.part is None or told.parts is None or told.part > told.parts:
                continue
            if told.bare and not told.announced:
                continue
            if place in titles:
                return attrs.evolve(told, url=None)
            if told.title and len(told.title.split()) <= _LONGEST_TITLE:
                return attrs.evolve(told, url=resolve(page, url, told.url))
            own = find_part(fold_evenly(heading), pack)
            name = f"{heading[: own.start]} {heading[own.end :]}" if own else heading
            return attrs.evolve(told, title=" ".join(name.split()).strip(EDGES), url=None)
    return None


_TEXT = frozenset({Role.QUESTION, Role.ANSWER, Role.BODY, Role.INTRODUCTION, Role.CLOSING})
_ELSEWHERE = frozenset(
    {Role.QUESTION, Role.ANSWER, Role.LABEL, Role.CAPTION, Role.ADVERT, Role.RELATED, Role.COMMENT, Role.DATE}
)


def _read_crumbs(page: Page, pieces: Sequence[Piece], pack: LanguagePack, url: str | None) -> _Told | None:
    """The series in a trail "Home › Dossiers › Its name › This article"."""
    trail: list[tuple[str, str | None]] = []
    for piece in pieces:
        if any("crumb" in cue for cue in piece.cues):
            links: list[tuple[str, str | None]] = list(read_links(page, piece))
            trail += links or [
                (name, None) for line in read_lines(page, piece) for name in _BETWEEN_RE.split(line.text)
            ]
    for (name, _), (following, href) in pairwise(trail):
        if _names_dossiers(fold_evenly(name.strip(EDGES)), pack):
            return _Told(title=following.strip(EDGES), url=resolve(page, url, href), announced=True)
    return None


def _names_dossiers(word: str, pack: LanguagePack) -> bool:
    """Whether a crumb says "dossiers" or "series": one of the pack's single words, maybe in the plural."""
    return any(
        word == one or (word.startswith(one) and len(word) - len(one) <= 2) for one in pack.dossier_phrases.words
    )


# numbers


@attrs.frozen
class FoundPart:
    """ "Part 2 of 5" in a line."""

    part: int
    parts: int | None
    start: int
    """Where it is printed."""
    end: int
    bare: bool
    """Whether nothing but the numbers says so."""


def find_part(folded: str, pack: LanguagePack) -> FoundPart | None:
    """Part and number of parts in a casefolded line; None where it says neither."""
    if not any(map(str.isalnum, folded)) or not _DIGIT_RE.search(folded):
        return None
    for bare, pattern in _part_patterns(pack):
        match = pattern.search(folded)
        if match:
            groups = match.groupdict()
            part = _number(groups["part"])
            parts = _number(groups["parts"]) if groups.get("parts") else None
            if part:
                return FoundPart(part, parts, match.start(), match.end(), bare)
    return None


@lru_cache(maxsize=64)
def _part_patterns(pack: LanguagePack) -> tuple[tuple[bool, regex.Pattern[str]], ...]:
    """The pack's forms of "part 2 of 5", those with both numbers first, then the longer; with whether each is bare."""
    forms = sorted(pack.part_patterns, key=lambda one: ("{parts}" not in one, -len(one), one))
    return tuple((bool(_BARE_RE.fullmatch(form)), _compile(form)) for form in forms)


def _compile(form: str) -> regex.Pattern[str]:
    body = r"\s*".join(regex.escape(word) for word in form.casefold().split())
    body = body.replace(regex.escape("{part}"), f"(?P<part>{_NUMBER})", 1)
    body = body.replace(regex.escape("{parts}"), f"(?P<parts>{_NUMBER})", 1)
    return regex.compile(rf"(?<![\w/.]){body}(?![\w/]|\.\d)")


def _number(printed: str) -> int | None:
    if printed.isdigit():
        return int(printed)
    if printed[0] in _HAN:
        return _han_number(printed)
    value, last = 0, 0
    for sign in reversed(printed):
        one = _ROMAN[sign]
        value, last = (value - one, last) if one < last else (value + one, one)
    return value


def _han_number(printed: str) -> int | None:
    tens, ten, ones = printed.partition("十")
    if not ten:
        return _HAN.get(printed)
    return (_HAN.get(tens, 1) * 10) + (_HAN.get(ones, 0) if ones else 0)
