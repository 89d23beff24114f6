"""Dates as pages print them, for people and for machines, to ``date`` or ``datetime``.

A ``datetime`` is given only where a time is printed, with its zone kept as printed; a time is never invented.
"Yesterday" and a month without a day name no day and give None. Years are read as printed in the common era:
a year before 1500 or after 2199 belongs to another calendar (Hijri, Jalali, Buddhist) and is not guessed at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache

import attrs
import regex

from interview_parse.languages import LanguagePack, load

Day = date | datetime
"""A day, or a moment where a time is known."""

_FIRST_YEAR, _LAST_YEAR = 1500, 2199

_MOST_READ = 400
"""A printed date stands within so many code points, or the text is no date line."""

_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180}
_ZONES |= {"MSK": 180, "JST": 540, "KST": 540, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360}
_ZONES |= {"PST": -480, "PDT": -420}
"""Abbreviations that mean one offset wherever they are printed, in minutes."""

_TIME = r"(?P<hour>\d{1,2})[:：h.時点시](?P<minute>\d{2})(?:分|분)?(?:[:：.](?P<second>\d{2})(?:[.,]\d{1,9})?)?(?!\d)"
_ISO_RE = regex.compile(
    r"\s*(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:(?:[Tt]|\s{1,3})(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s{0,2}(?P<zone>Z|z|UTC|GMT|[+\-−]\d{2}:?\d{2}|[+\-−]\d{2})?)?(?P<rest>.*)",
    regex.DOTALL,
)
"""ISO 8601, extended or basic, with a blank for the "T"."""

_ZONE = r"\s{0,2}\(?(?P<zone>[+\-−]\d{2}:?\d{2}|(?:GMT|UTC)\s?[+\-−]\d{1,2}(?::?\d{2})?|[A-Z]{1,4}\b)?"
_CLOCK_RE = regex.compile(
    rf"(?<![\d.:])(?:{_TIME})\s{{0,2}}(?P<half>[AaPp]\.?[Mm]\b\.?)?(?P<word>\s{{0,2}}Uhr\b)?{_ZONE}"
)
_HOUR_RE = regex.compile(rf"(?<![\d.:])(?P<hour>\d{{1,2}})\s{{0,2}}(?P<half>[AaPp]\.?[Mm]\b\.?){_ZONE}")
"""A time of the day; "9.30" is one only before "Uhr" or after a word for it."""

_NUMERIC_RE = regex.compile(
    r"(?<![\d.,/:\-])(?:"
    r"(?P<y1>\d{4})\s?年\s?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?[日号號]?"
    r"|(?P<y2>\d{4})\s?년\s?(?P<m2>\d{1,2})\s?월\s?(?P<d2>\d{1,2})\s?일"
    r"|(?P<y3>\d{4})(?P<s3>[\-/.‑–])\s?(?P<m3>\d{1,2})(?P=s3)\s?(?P<d3>\d{1,2})\.?(?![\d])"
    r"|(?P<a>\d{1,2})(?P<s4>[.\-/‑])\s?(?P<b>\d{1,2})(?P=s4)\s?(?P<y4>\d{4}|\d{2}(?![:.h]\d))(?!\d)"
    r")"
)
_DIGIT_RE = regex.compile(r"\d")
_WORD_RE = regex.compile(r"[\p{L}\p{M}]+|\d+")
_YEAR_RE = regex.compile(r"(?:1[5-9]|2[01])\d{2}")


@attrs.frozen
class FoundDate:
    """A date in a text, with its place."""

    value: Day
    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last, the time included."""
    midnight: bool = False
    """Whether the text prints a time, and that time is midnight."""


def read_date(value: str, pack: LanguagePack | None = None, language: str | None = None) -> Day | None:
    """The date that a machine's value gives (ISO 8601, RFC 2822, seconds since 1970), or a printed one."""
    value = _ascii_digits(value.strip()[:_MOST_READ])
    match = _ISO_RE.match(value)
    # What follows an ISO date is either nothing, a named zone or an oddity such as "[Europe/Berlin]".
    if match and not match["rest"].lstrip()[:1].isdigit():
        return _built(match, int(match["year"]), int(match["month"]), int(match["day"]))
    if value.isdigit() and len(value) in (10, 13):
        return _since_1970(int(value[:10]))
    found = next(find_dates(value, pack or load("en"), language), None)
    return found.value if found else None


def find_dates(text: str, pack: LanguagePack, language: str | None = None) -> Iterator[FoundDate]:
    """The absolute dates in a printed line, in order; ``language`` tells day-month from month-day."""
    if not _DIGIT_RE.search(text, 0, _MOST_READ):
        return
    line = _ascii_digits(text[:_MOST_READ])
    days = sorted(
        [*_numeric_days(line, language or pack.tag), *_worded_days(line, pack)], key=lambda one: (one[1], -one[2])
    )
    end = 0
    clocks = [match for pattern in (_CLOCK_RE, _HOUR_RE) for match in pattern.finditer(line)]
    for day, start, stop in days:
        if start < end:
            continue
        following = min((one[1] for one in days if one[1] >= stop), default=len(line))
        moment, end, midnight = _with_time(day, start, stop, following, end, line, clocks)
        yield FoundDate(moment, start, end, midnight)


def is_midnight(moment: Day) -> bool:
    """Whether this is exactly midnight, here or in UTC, which templates print where they know the day only."""
    if not isinstance(moment, datetime):
        return False
    return moment.time() == time(0) or (moment.tzinfo is not None and moment.astimezone(UTC).time() == time(0))


def day_of(moment: Day) -> date:
    """The calendar day, in the moment's own zone."""
    return moment.date() if isinstance(moment, datetime) else moment


def _since_1970(seconds: int) -> datetime | None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def _ascii_digits(text: str) -> str:
    """The text with every script's digits as 0 to 9; its length stays."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() and not char.isascii() else char for char in text)


def _built(match: regex.Match[str], year: int, month: int, day: int) -> Day | None:
    whole = _day(year, month, day)
    if whole is None or match["hour"] is None:
        return whole
    clock = _clock(match)
    return datetime.combine(whole, clock) if clock else whole


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(match: regex.Match[str]) -> time | None:
    groups = match.groupdict()
    hour = int(groups["hour"])
    half = (groups.get("half") or "").casefold().replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(groups.get("minute") or 0), int(groups.get("second") or 0), tzinfo=_zone(groups["zone"]))
    except ValueError:
        return None


def _zone(printed: str | None) -> timezone | None:
    if not printed:
        return None
    name = printed.upper().replace("−", "-").replace(":", "").replace(" ", "")
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name])) if _ZONES[name] else UTC
    name = name.removeprefix("GMT").removeprefix("UTC")
    if name[:1] not in ("+", "-") or not name[1:].isdigit():
        return None
    digits = name[1:]
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    if not offset:
        return UTC
    return timezone(-offset if name[0] == "-" else offset)


def _numeric_days(line: str, language: str) -> Iterator[tuple[date, int, int]]:
    for match in _NUMERIC_RE.finditer(line):
        day = _numeric_day(match, language)
        if day:
            yield day, match.start(), match.end()


def _numeric_day(match: regex.Match[str], language: str) -> date | None:
    for number in "123":
        if match[f"y{number}"]:
            return _day(int(match[f"y{number}"]), int(match[f"m{number}"]), int(match[f"d{number}"]))
    year, first, second = int(match["y4"]), int(match["a"]), int(match["b"])
    if len(match["y4"]) == 2:
        year += 1900 if year >= 70 else 2000
    if match["s4"] == ".":
        return _day(year, second, first)
    if first > 12 or second > 12:
        return _day(year, second, first) if first > 12 else _day(year, first, second)
    if first == second:
        return _day(year, first, second)
    tag = language.casefold().replace("_", "-")
    if tag in ("en-us", "es-us", "en-ph", "fil", "tl"):
        return _day(year, first, second)
    # English without a country prints both orders: the day is not known.
    return None if tag in ("en", "und", "") else _day(year, second, first)


def _worded_days(line: str, pack: LanguagePack) -> Iterator[tuple[date, int, int]]:
    """Days whose month is a word: "3. Mai 2021", "May 3, 2021", "3 de mayo de 2021", "2021 May 3"."""
    months = _months(pack)
    words = [(match[0], match.start(), match.end()) for match in _WORD_RE.finditer(line)]
    for place, (word, start, end) in enumerate(words):
        month = months.get(word.casefold())
        if month is None:
            continue
        before = _numbers(words[max(0, place - 4) : place][::-1])
        after = _numbers(words[place + 1 : place + 6])
        yield from _around_month(month, before, after, start, end)


def _around_month(
    month: int, before: list[tuple[str, int, int]], after: list[tuple[str, int, int]], start: int, end: int
) -> Iterator[tuple[date, int, int]]:
    orders = (
        (before[:1], [one for one in after if len(one[0]) == 4][:1]),
        (after[:1], [one for one in after[1:2] if len(one[0]) == 4]),
        (after[:1], [one for one in before if len(one[0]) == 4][:1]),
        (before[:1], [one for one in before[1:2] if len(one[0]) == 4]),
    )
    for days, years in orders:
        if days and years and len(days[0][0]) <= 2 and _YEAR_RE.fullmatch(years[0][0]):
            day = _day(int(years[0][0]), month, int(days[0][0]))
            if day:
                places = [days[0], years[0]]
                yield day, min(start, *(one[1] for one in places)), max(end, *(one[2] for one in places))
                return


def _numbers(words: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The numbers next to a month, from it outwards, over at most two short words ("de", "of", "st") between."""
    numbers, between = [], 0
    for word in words:
        if word[0].isdigit():
            numbers.append(word)
            between = 0
        elif len(word[0]) <= 3 and between < 2:
            between += 1
        else:
            break
    return numbers


@cache
def _months(pack: LanguagePack) -> Mapping[str, int]:
    return dict(load("en").months) | dict(pack.months)


def _with_time(
    day: date, start: int, stop: int, following: int, ended: int, line: str, clocks: list[regex.Match[str]]
) -> tuple[Day, int, bool]:
    """The day with the time printed next to it, after it or else before."""
    after = [one for one in clocks if stop <= one.start() <= min(stop + 24, following)]
    before = [one for one in clocks if ended <= one.start() and start - 12 <= one.end() <= start]
    for match in (*after, *reversed(before)):
        dotted = match.re is _CLOCK_RE and "." in match[0][: match.end("minute") - match.start()]
        if (
            dotted
            and not match["word"]
            and not line[: match.start()].rstrip().casefold().endswith(("kl.", "kl", "klo"))
        ):
            continue
        clock = _clock(match)
        if clock:
            end = max(stop, match.start() + len(match[0].rstrip()))
            return datetime.combine(day, clock), end, clock.replace(tzinfo=None) == time(0)
    return day, stop, False
