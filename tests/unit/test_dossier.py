"""Dossiers and themes, read from pieces of a page."""

from __future__ import annotations

import pytest

from interview_parse.languages import load
from interview_parse.model.dossier import find_part, read_dossier
from interview_parse.model.themes import read_themes
from interview_parse.model.types import Dossier, Role, Span, Theme
from interview_parse.segmenter.segmentation import Piece
from interview_parse.source import Format, Source
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Page


def pieces_of(html: str, *roles: Role, cue: str = "") -> tuple[Page, tuple[Piece, ...]]:
    """A page and one piece a block, with the roles given in order, the last for all that are left."""
    page = tokenize(Source(html, Format.HTML, None, "https://post.example/boats/2"))
    padded = [*roles, *[roles[-1]] * len(page.blocks)]
    return page, tuple(
        Piece(Span(block.start, block.end), role, (cue,)) for block, role in zip(page, padded, strict=False)
    )


def read(html: str, *roles: Role, language: str = "en", cue: str = "dossier box", **told: object) -> Dossier | None:
    page, pieces = pieces_of(html, *roles, cue=cue)
    return read_dossier(page, pieces, load(language), language, **told)  # type: ignore[arg-type]


BOX = "<p>I row.</p><p>In this series</p><p>Cold water</p><ul><li><a href=/boats/1>Ice</a></li><li><a href=/boats/2>Boats</a></li></ul>"


def test_entries_come_in_printed_order_with_addresses() -> None:
    """The box gives its name, and each entry its title and absolute address."""
    dossier = read(BOX, Role.ANSWER, Role.DOSSIER)
    assert dossier is not None
    assert dossier.title == "Cold water"
    assert [(entry.title, entry.url) for entry in dossier.entries] == [
        ("Ice", "https://post.example/boats/1"),
        ("Boats", "https://post.example/boats/2"),
    ]


def test_own_entry_is_known_by_address_then_by_title() -> None:
    """The address decides, whatever its scheme's "www."; a title only where no address does; the name alone is no entry."""
    by_address = read(BOX, Role.ANSWER, Role.DOSSIER, url="https://www.post.example/boats/2/", title="Ice")
    by_title = read(BOX, Role.ANSWER, Role.DOSSIER, url="https://post.example/other", title="“Ice”")
    neither = read(BOX, Role.ANSWER, Role.DOSSIER, title="Cold water")
    assert [one and one.current and one.current.title for one in (by_address, by_title, neither)] == [
        "Boats",
        "Ice",
        None,
    ]


def test_structured_data_serves_where_the_page_prints_nothing() -> None:
    """``isPartOf`` gives name, address and position; without it and without a box there is no dossier."""
    told = ("Cold water", "https://post.example/cold", 3)
    dossier = read("<p>I row.</p>", Role.ANSWER, part_of=told)
    assert dossier == Dossier(title="Cold water", url="https://post.example/cold", part=3)
    assert read("<p>I row.</p>", Role.ANSWER) is None


def test_contents_of_the_page_itself_are_no_dossier() -> None:
    """A list that leads to anchors of this page is its table of contents."""
    html = "<p>I row.</p><p>In this series</p><ul><li><a href=#a>Ice</a></li><li><a href=#b>Boats</a></li></ul>"
    assert read(html, Role.ANSWER, Role.DOSSIER) is None


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("part 2 of 4", "en", (2, 4)),
        ("teil 3 von 5", "de", (3, 5)),
        ("épisode 3/6", "fr", (3, 6)),
        ("第3回（全5回）", "ja", (3, 5)),
        ("del 1 av 2", "sv", (1, 2)),
        ("part ii of iv", "en", (2, 4)),
        ("第十二回", "ja", (12, None)),
        ("3 boats of 1920", "en", None),
    ],
)
def test_part_and_parts_are_read_as_printed(line: str, language: str, expected: tuple[int, int | None] | None) -> None:
    """Digits, Roman numbers and Han numbers, in the pack's forms; other numbers are none."""
    found = find_part(line, load(language))
    assert (found and (found.part, found.parts)) == expected


def themes(html: str, *roles: Role, keywords: tuple[tuple[str, str | None], ...] = ()) -> tuple[Theme, ...]:
    page, pieces = pieces_of(html, *roles)
    return read_themes(page, pieces, load("en"), keywords)


def test_themes_are_named_once_in_order() -> None:
    """Links give names and addresses; a double is dropped, the announcing line is no theme."""
    html = "<p>I row.</p><p>Topics</p><p><a href=/t/ice>Ice</a>, <a href=/t/oar>Oars</a>, <a href=/t/ice>ice</a></p>"
    assert themes(html, Role.ANSWER, Role.THEME) == (
        Theme(name="Ice", url="https://post.example/t/ice"),
        Theme(name="Oars", url="https://post.example/t/oar"),
    )


def test_an_empty_place_for_themes_stays_empty() -> None:
    """A heading without themes means none, even where the structured data has keywords; those serve where nothing is shown."""
    keywords = (("boats", None),)
    assert themes("<p>I row.</p><p>Topics</p>", Role.ANSWER, Role.THEME, keywords=keywords) == ()
    assert themes("<p>I row.</p>", Role.ANSWER, keywords=keywords) == (Theme(name="boats"),)


def test_sentences_are_no_themes() -> None:
    """What is too long for a name is left out."""
    long = "How we came to row in winter although nobody had asked us to do so at all"
    assert themes(f"<p>I row.</p><p><a href=/a>{long}</a></p>", Role.ANSWER, Role.THEME) == ()
