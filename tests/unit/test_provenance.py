"""A span leads back to the very place in the source that the user has."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from lxml import etree

from interview_parse.errors import InterviewParseError
from interview_parse.model.types import Span
from interview_parse.provenance import Location, SpanError, locate
from interview_parse.source import read
from interview_parse.tokenizer import tokenize


def page_text(source: str | bytes | Path, **how: str) -> str:
    return tokenize(read(source, **how)).text


def span_of(words: str, source: str | bytes | Path, **how: str) -> Span:
    start = page_text(source, **how).index(words)
    return Span(start, start + len(words))


def evaluated(location: Location, raw: str | bytes) -> str:
    """The words of the one element that the XPath names in the raw page."""
    data = raw.encode() if isinstance(raw, str) else raw
    tree = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True)).getroottree()
    (element,) = tree.xpath(location.xpath)
    return " ".join("".join(element.itertext()).split())


WELL_FORMED = """<!DOCTYPE html><html><head><title>t</title><script>var p = "<p>no</p>";</script></head><body>
<!-- a comment --><div><p>Alpha asks</p><p>Beta tells<br>on two lines</p></div>
<div><ul><li>Gamma</li><li>Delta <b>bold</b> end</li></ul><table><tr><td>Eta</td><td>Theta</td></tr></table></div>
</body></html>"""

# What lxml repairs: no html or body, unclosed and crossed elements, a table in a paragraph, names it does not know,
# words after the end, a stray end tag, attributes on a second html.
BROKEN = """Before all <p>Alpha asks <b>boldly <i>so</b> crossed</i><p>Beta tells <div>Gamma in a div in a p</p> after
<table><td>Delta cell<tr><td>Eta cell</table></span><o:p>Theta office</o:p><my-q>Iota own</my-q>
<html lang="en"><body class="x"><h2>Kappa <p>Lambda in a heading</h2> <dl><dt>Mu<dd>Nu</dl>
</body></html> Xi late <div>Omicron later</div>"""


@pytest.mark.parametrize("raw", [WELL_FORMED, BROKEN, BROKEN.replace("\n", "\r\n"), f"<div>{BROKEN}" * 3])
def test_every_block_is_found_by_its_xpath(raw: str) -> None:
    """For each block of a page, also of one that lxml repairs, the XPath names an element with the block's words."""
    page = tokenize(read(raw, format="html"))
    assert len(page.blocks) >= 6
    locations = locate(raw, Span(0, len(page.text)), format="html")
    assert [location.span for location in locations] == [Span(block.start, block.end) for block in page.blocks]
    for location in locations:
        # A line end of the page's text may be a "br", which is no text of the element's.
        words = "".join(location.span.of(page.text).split())
        assert words in evaluated(location, raw).replace(" ", "")


def test_the_xpath_is_the_innermost_block() -> None:
    """The element is the paragraph and not a wrapper around it."""
    (location,) = locate(WELL_FORMED, span_of("Delta", WELL_FORMED))
    assert location.xpath == "/html[1]/body[1]/div[2]/ul[1]/li[2]"
    assert evaluated(location, WELL_FORMED) == "Delta bold end"
    assert location.line == 3


def test_a_span_over_several_blocks_gives_one_location_each() -> None:
    """Each location has its part of the span and its first words."""
    text = page_text(WELL_FORMED)
    locations = locate(WELL_FORMED, Span(text.index("asks"), text.index("Gamma") + 2))
    assert [location.snippet for location in locations] == ["asks", "Beta tells on two lines", "Ga"]
    assert [location.span.of(text) for location in locations] == ["asks", "Beta tells\non two lines", "Ga"]


def test_the_gap_between_blocks_is_nowhere() -> None:
    """A span of nothing but the blank line between two blocks touches none."""
    end = page_text(WELL_FORMED).index("Alpha asks") + len("Alpha asks")
    assert locate(WELL_FORMED, Span(end, end + 2)) == ()


def test_bytes_and_paths_are_read_with_their_encoding(tmp_path: Path) -> None:
    """Whatever the source, the place is the same."""
    raw = '<html><head><meta charset="windows-1252"></head><body><p>Zuerst</p><p>Später</p></body></html>'
    path = tmp_path / "page.html"
    path.write_bytes(raw.encode("windows-1252"))
    span = span_of("Später", raw)
    expected = locate(raw, span)
    assert expected[0].xpath == "/html[1]/body[1]/p[2]"
    assert locate(path, span) == expected == locate(raw.encode("windows-1252"), span)


@pytest.mark.parametrize("depth", [300, 3000, 20_000])
def test_past_the_depth_of_a_tree_the_nearest_ancestor_is_found(depth: int) -> None:
    """Nested more deeply than lxml's tree goes, words are still located: at the innermost element that the tree has."""
    raw = f"<p>start</p>{'<div>' * depth}deep words{'</div>' * depth}<p>after</p>"
    (location,) = locate(raw, span_of("deep words", raw))
    tree = etree.fromstring(raw.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True)).getroottree()
    (element,) = tree.xpath(location.xpath)
    if depth < 2000:
        assert element.text == "deep words"
    else:
        assert element.tag == "div"
        assert not len(element)
        assert sum(1 for _ in element.iterancestors()) > 1000


def test_a_strange_element_name_still_makes_an_xpath() -> None:
    """A prefix, or signs that no XPath name may hold, do not break the path."""
    raw = "<div><o:p>one</o:p><x@y>two</x@y><p>three</p></div>"
    for words in ("one", "two", "three"):
        (location,) = locate(raw, span_of(words, raw))
        assert words in evaluated(location, raw)


TEXT = "The talk\n\nQ: How is the sea?\n\nA: The sea is wide, and\nthe sea is cold.\n"


@pytest.mark.parametrize(
    ("words", "line", "column"),
    [
        ("The talk", 1, 1),
        ("How is", 3, 4),
        ("the sea?", 3, 11),
        ("wide", 5, 15),
        ("the sea is cold", 6, 1),
        ("cold", 6, 12),
    ],
)
def test_text_gives_line_and_column(words: str, line: int, column: int) -> None:
    """In plain text a place is a line and a column from 1, of the first word."""
    (location,) = locate(TEXT, span_of(words, TEXT, format="text"), format="text")
    assert (location.line, location.column, location.xpath) == (line, column, None)
    assert TEXT.split("\n")[line - 1][column - 1 :].startswith(words.split()[0])


def test_a_repeated_word_is_the_right_one() -> None:
    """The third "sea" of a block is not taken for its first."""
    line = "sea and sea and sea"
    (location,) = locate(line + "\n\nmore", Span(16, 19), format="text")
    assert (location.line, location.column) == (1, 17)


def test_transcripts_give_the_line_of_the_words() -> None:
    """In WebVTT the line is the cue's text, not its times."""
    raw = "WEBVTT\n\n00:01.000 --> 00:02.000\nHow are you?\n\n00:02.000 --> 00:04.000\nI am well.\n"
    (location,) = locate(raw, span_of("I am well", raw))
    assert (location.line, location.column) == (7, 1)


def test_markdown_gives_the_line_of_the_words() -> None:
    """Signs before a word count as columns; words that Markdown writes otherwise keep their line."""
    raw = "# Title here\n\n**How are you today?**\n\nI am *very* well.\n"
    (question,) = locate(raw, span_of("How are", raw, format="markdown"), format="markdown")
    assert (question.line, question.column) == (3, 3)
    (answer,) = locate(raw, span_of("very well", raw, format="markdown"), format="markdown")
    assert (answer.line, answer.column) == (5, 7)


def test_syntax_within_the_first_word_hides_no_column() -> None:
    """In a script without blanks a link may stand inside the first word; its place is still found."""
    raw = "# 題\n\n最近の[作品](https://example.org/x)について教えてください。\n"
    (location,) = locate(raw, span_of("最近の作品について", raw, format="markdown"), format="markdown")
    assert (location.line, location.column) == (3, 1)


def test_a_long_snippet_is_cut() -> None:
    """A snippet fits a line of a terminal."""
    (location,) = locate(f"<p>{'word ' * 100}</p>", Span(0, 499))
    assert len(location.snippet) <= 80
    assert location.snippet.endswith("word…")


@pytest.mark.parametrize("span", [Span(-1, 2), Span(0, 10_000), Span(3, 3), Span(5, 2), (0, 1), None])
def test_a_span_outside_the_page_is_refused(span: Span) -> None:
    """A wrong span names the page's size and what to do; it is our error and a ValueError."""
    with pytest.raises(SpanError, match=r"expected a [sS]pan") as caught:
        locate(WELL_FORMED, span)
    assert isinstance(caught.value, InterviewParseError)
    assert isinstance(caught.value, ValueError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_many_blocks_cost_no_more_than_linear_time() -> None:
    """A page of ten thousand siblings is located whole in a moment."""
    raw = "".join(f"<p>word {number}</p>" for number in range(10_000))
    locations = locate(raw, Span(0, len(page_text(raw))))
    assert locations[-1].xpath == "/html[1]/body[1]/p[10000]"
