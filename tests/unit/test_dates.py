"""Dates as printed for machines and for people."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from interview_parse.languages import build
from interview_parse.model.dates import find_dates, is_midnight, read_date

MONTHS = {
    "mai": 5,
    "mayo": 5,
    "mars": 3,
    "january": 1,
    "jan": 1,
    "märz": 3,
    "мая": 5,
    "ekim": 10,
    "september": 9,
    "may": 5,
}
PACK = build("xx", {"name": "Test", "status": "draft", "spaced": True, "months": MONTHS})


def zone(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-04-30T18:05:09Z", datetime(2021, 4, 30, 18, 5, 9, tzinfo=UTC)),
        ("2021-04-30T18:05:09.123+0530", datetime(2021, 4, 30, 18, 5, 9, tzinfo=zone(5.5))),
        ("2021-04-30 18:05 -0300", datetime(2021, 4, 30, 18, 5, tzinfo=zone(-3))),
        ("2021-04-30T18:05", datetime(2021, 4, 30, 18, 5)),
        ("20210430", date(2021, 4, 30)),
        ("2021-04-30", date(2021, 4, 30)),
        ("2021/04/30", date(2021, 4, 30)),
        ("Thu, 28 Jan 2021 18:00:00 GMT", datetime(2021, 1, 28, 18, tzinfo=UTC)),
        ("1619805600", datetime(2021, 4, 30, 18, tzinfo=UTC)),
        ("1619805600000", datetime(2021, 4, 30, 18, tzinfo=UTC)),
        ("2021-04-30T18:05:00+02:00[Europe/Oslo]", datetime(2021, 4, 30, 18, 5, tzinfo=zone(2))),
        ("0001-01-01T00:00:00Z", None),
        ("2021-13-01", None),
        ("2021-02-30", None),
        ("2021-04", None),
        ("1400-02-11", None),
        ("2564-05-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_machine_dates(value: str, expected: date | datetime | None) -> None:
    """ISO 8601, RFC 2822 and seconds since 1970, the zone kept; other calendars and partial dates give None."""
    found = read_date(value, PACK)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3. Mai 2021", "de", date(2021, 5, 3)),
        ("Montag, den 3. Mai 2021 um 09.15 Uhr", "de", datetime(2021, 5, 3, 9, 15)),
        ("1er mars 2020 à 8h30", "fr", datetime(2020, 3, 1, 8, 30)),
        ("3 de mayo de 2021", "es", date(2021, 5, 3)),
        ("May 3rd, 2021 at 9:15 p.m.", "en", datetime(2021, 5, 3, 21, 15)),
        ("January 5, 2022, 12:05 AM EST", "en-US", datetime(2022, 1, 5, 0, 5, tzinfo=zone(-5))),
        ("7 мая 2019, 18:21", "ru", datetime(2019, 5, 7, 18, 21)),
        ("18:21 07.05.2019", "ru", datetime(2019, 5, 7, 18, 21)),
        ("2021 Ekim 5", "tr", date(2021, 10, 5)),
        ("03.05.21", "de", date(2021, 5, 3)),
        ("03.05.98", "de", date(1998, 5, 3)),
        ("3/5/2021", "fr", date(2021, 5, 3)),
        ("3/5/2021", "en-US", date(2021, 3, 5)),
        ("3/5/2021", "en-GB", date(2021, 5, 3)),
        ("3/5/2021", "en", None),
        ("13/5/2021", "en", date(2021, 5, 13)),
        ("5/13/2021", "fr", date(2021, 5, 13)),
        ("2021年5月3日 07:37", "zh", datetime(2021, 5, 3, 7, 37)),
        ("2021년 5월 3일", "ko", date(2021, 5, 3)),
        ("٠٣/٠٥/٢٠٢١", "ar", date(2021, 5, 3)),
        ("۱۴۰۰/۰۲/۱۱", "fa", None),
        ("May 2021", "en", None),
        ("3 May", "en", None),
        ("vor zwei Stunden", "de", None),
        ("Call 555-1234-2021 now", "en", None),
        ("24:61 3. Mai 2021", "de", date(2021, 5, 3)),
    ],
)
def test_printed_dates(text: str, language: str, expected: date | datetime | None) -> None:
    """Every order and script; what leaves the day open (a month, "3/5" in plain English, an hour ago) gives None."""
    found = next(find_dates(text, PACK, language), None)
    assert (found.value if found else None) == expected


def test_several_dates_keep_their_places() -> None:
    """Each date comes with its place and its own time, in order."""
    text = "Published 03.05.2021 11:50 | updated 04.05.2021 16:49"
    found = list(find_dates(text, PACK, "de"))
    assert [one.value for one in found] == [datetime(2021, 5, 3, 11, 50), datetime(2021, 5, 4, 16, 49)]
    assert [text[one.start : one.end] for one in found] == ["03.05.2021 11:50", "04.05.2021 16:49"]


def test_english_months_are_known_in_every_language() -> None:
    """A page in a language without months in its pack still dates itself in English."""
    assert read_date("12 September 2020", build("yy", {"name": "Y", "status": "draft", "spaced": True})) == date(
        2020, 9, 12
    )


def test_midnight_is_told_here_and_in_utc() -> None:
    """A template's midnight shows as 00:00 in either zone."""
    assert is_midnight(datetime(2021, 5, 3))
    assert is_midnight(datetime(2021, 5, 3, 2, tzinfo=zone(2)))
    assert not is_midnight(datetime(2021, 5, 3, 2, tzinfo=zone(3)))
    assert not is_midnight(date(2021, 5, 3))


@pytest.mark.parametrize("piece", ["1.", "2021-", "mai ", "1 ", "1/", "12:", "٣"])
def test_hostile_lines_are_read_in_linear_time(piece: str) -> None:
    """A date line is read by its beginning: repetition costs nothing."""
    began = time.perf_counter()
    list(find_dates(piece * 50_000, PACK, "de"))
    read_date(piece * 50_000, PACK)
    assert time.perf_counter() - began < 1
