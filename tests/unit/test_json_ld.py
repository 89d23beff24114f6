"""JSON-LD as publishers write it: what is read, what is repaired, what is left out with a note."""

from __future__ import annotations

import time

import pytest

from interview_parse.model.json_ld import link_of, read_json_ld, text_of, texts_of, types_of


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Salt and Wind"}',
        '\ufeff{"@type": "NewsArticle", "headline": "Salt and Wind"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Salt and Wind"}\n//]]>',
        '/*<![CDATA[*/{"@type": "NewsArticle", "headline": "Salt and Wind"}/*]]>*/',
        '<!-- {"@type": "NewsArticle", "headline": "Salt and Wind"} -->',
        '{"@type": "NewsArticle", /* a comment */ "headline": "Salt and Wind",}',
        '{"@type": ["NewsArticle",], // one type\n"headline": "Salt and Wind",,}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Salt and Wind&quot;}",
        '{"@type": "NewsArticle", "headline": "Salt\n and Wind"}',
        '{"@type": "NewsArticle", "headline": "Salt \\and Wind"}',
        '{"@type": "NewsArticle", "headline": "Salt and Wind"};',
        '{"@type": "WebSite"}{"@type": "NewsArticle", "headline": "Salt and Wind"}',
        '[{"@type": "WebSite"}, {"@type": "https://schema.org/NewsArticle", "headline": "Salt and Wind"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "<em>Salt</em> and&nbsp;Wind"}]}',
    ],
)
def test_an_article_is_read_however_it_is_written(script: str) -> None:
    """Marks around the script, comments, trailing commas, escapes and raw line breaks cost nothing."""
    data = read_json_ld([script])
    assert data.article is not None
    assert text_of(data.article["headline"]) == "Salt and Wind"
    assert data.notes == ()


def test_what_looks_like_a_comment_inside_a_string_stays() -> None:
    """Repair touches no string: an address with two slashes is no comment."""
    data = read_json_ld(['{"url": "https://example.org/a/*b*/", "x": [1,],}'])
    assert data.nodes[0]["url"] == "https://example.org/a/*b*/"


def test_a_broken_script_is_left_out_with_a_note_and_the_others_are_read() -> None:
    """One unreadable script costs neither the page nor its other scripts."""
    data = read_json_ld(['{"headline": "cut of', "   ", '{"@type": "Article", "headline": "Whole"}'])
    assert [node["headline"] for node in data.nodes] == ["Whole"]
    assert data.notes == ("JSON-LD script 1 cannot be read and is left out",)


def test_an_article_in_a_list_of_others_is_not_this_pages() -> None:
    """Lists, comments and the whole that an article is part of describe something else."""
    data = read_json_ld(
        [
            """{"@graph": [
                {"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "Other", "author": "Xi", "x": 1}]},
                {"@type": "Article", "headline": "This"}]}"""
        ]
    )
    assert data.article is not None
    assert data.article["headline"] == "This"
    assert [node["headline"] for node in data.of_type("Article")] == ["Other", "This"]
    assert [node["headline"] for node in data.of_type("Article", own=True)] == ["This"]


def test_a_reference_is_followed_to_its_object() -> None:
    """ "@id" alone stands for the object of that name elsewhere on the page."""
    data = read_json_ld(
        ['{"@graph": [{"@id": "#jo", "@type": "Person", "name": "Jo Lund"}, {"author": {"@id": "#jo"}}]}']
    )
    assert text_of(data.resolve(data.nodes[2]["author"])) == "Jo Lund"
    assert data.resolve({"@id": "#nobody"}) == {"@id": "#nobody"}


def test_values_are_read_in_every_form() -> None:
    """A string, an object with a name, a list of either."""
    assert list(texts_of(["a ", {"name": "b"}, {"@value": "c"}, None, {"headline": "d"}, 3, True])) == [
        "a",
        "b",
        "c",
        "d",
        "3",
    ]
    assert text_of({}) is None
    assert link_of({"@id": "https://example.org/x"}) == "https://example.org/x"
    assert link_of([{"url": "https://example.org/y"}]) == "https://example.org/y"
    assert link_of(7) is None
    assert types_of({"@type": ["http://schema.org/Report", "schema:Article"]}) == ("Report", "Article")


@pytest.mark.parametrize("piece", ['"\\"', "/*", ", ", "[", '{"a":', '"', "} {", "&quot;", "<", "//", "\\"])
def test_hostile_scripts_are_read_in_linear_time(piece: str) -> None:
    """Depth and repetition neither crash the reader nor slow it beyond the script's length."""
    began = time.perf_counter()
    data = read_json_ld([piece * 60_000])
    assert time.perf_counter() - began < 3
    assert len(data.notes) <= 1
