"""Whatever the model holds, each form says it, and a reader of another hand reads it back."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import string
import unicodedata

import html5lib
import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from models import articles

from interview_parse import display
from interview_parse.exporters import (
    COLUMNS,
    from_json,
    json_schema,
    to_csv,
    to_html,
    to_json,
    to_jsonl,
    to_markdown,
    to_records,
    to_text,
)
from interview_parse.exporters.inline import printable
from interview_parse.exporters.outline import Headline, Passage, outline
from interview_parse.model.types import Article, TurnRole

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
laws = settings(max_examples=60, deadline=None, derandomize=True, database=None)
XHTML = "{http://www.w3.org/1999/xhtml}"


def squeezed(text: str | None) -> str:
    return " ".join(printable(text or "").split())


def stanzas_of(text: str) -> list[str]:
    """The words of each stanza, single-spaced: what survives in a form whose readers fold blanks."""
    lines = ["\n" if not line.strip() else squeezed(line) + "\n" for line in printable(text).split("\n")]
    return [squeezed(stanza) for stanza in re.split(r"\n\n+", "".join(lines)) if stanza.strip()]


def expected_blocks(article: Article) -> list[tuple[str, str]]:
    """What a form for people shows below title and standfirst: kind of block and its words."""
    blocks: list[tuple[str, str]] = []
    for part in outline(article):
        if isinstance(part, Headline):
            blocks.append(("heading", squeezed(part.text)))
        elif isinstance(part, Passage):
            blocks.extend(("prose", stanza) for stanza in stanzas_of(part.paragraph.text))
        else:
            stanzas = [stanza for paragraph in part.paragraphs for stanza in stanzas_of(paragraph.text)]
            label = squeezed(part.label)
            if label:
                stanzas[:1] = [squeezed(f"{label}: {stanzas[0] if stanzas else ''}")]
            blocks.extend((part.role.value, stanza) for stanza in stanzas)
    return [(kind, words) for kind, words in blocks if words]


@laws
@given(articles())
def test_json_loses_nothing(article: Article) -> None:
    """An article and what from_json reads of its JSON are equal, whatever the article holds."""
    again = from_json(to_json(article))
    assert again == article
    assert type(again.published) is type(article.published)
    assert to_json(again) == to_json(article)


@laws
@given(articles())
def test_json_keeps_the_schema(article: Article) -> None:
    """What to_json writes is valid by the published schema."""
    VALIDATOR.validate(json.loads(to_json(article)))


@laws
@given(articles())
def test_json_stands_in_a_script_and_on_one_line(article: Article) -> None:
    """JSON can be put in an HTML script, a CDATA section or a line of JSON Lines as it is."""
    text = to_json(article)
    assert "<" not in text
    assert ">" not in text
    assert len(text.splitlines()) == 1


@laws
@given(articles())
def test_markdown_reads_as_written_by_another_reader(article: Article) -> None:
    """CommonMark shows the same words in the same blocks; no text turns into syntax; every question is bold."""
    _, _, body = to_markdown(article)[4:].partition("\n---\n")
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    kinds = {token.type for token in tokens}
    assert kinds <= {"hr", "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"}
    blocks = []
    for opening, inline in itertools.pairwise(tokens):
        if inline.type != "inline":
            continue
        parts = inline.children or []
        inside = {part.type for part in parts}
        assert inside <= {
            *("text", "text_special", "softbreak", "hardbreak", "html_inline"),
            *("strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close"),
        }
        raw = {part.content for part in parts if part.type == "html_inline"}
        assert raw <= {"<strong>", "</strong>", "<em>", "</em>"}
        words = "".join(
            "\n" if part.type.endswith("break") else part.content for part in parts if part.content not in raw
        )
        blocks.append((opening.tag, squeezed(words), bool(inside & {"strong_open"} or "<strong>" in raw)))
    shown = [(tag, words) for tag, words, _ in blocks if words]
    expected = [("h2" if kind == "heading" else "p", words) for kind, words in expected_blocks(article)]
    above = [("h1", squeezed(article.title))] if squeezed(article.title) else []
    above += [("p", squeezed(line)) for line in printable(article.standfirst or "").split("\n") if line.strip()]
    assert shown == above + expected
    bold = [words for tag, words, is_bold in blocks if is_bold]
    assert all(words in bold for kind, words in expected_blocks(article) if kind == TurnRole.QUESTION)


@laws
@given(articles())
def test_front_matter_reads_as_yaml(article: Article) -> None:
    """A YAML reader gets the title, names and address from the front matter, whatever characters they hold."""
    front, _, _ = to_markdown(article)[4:].partition("\n---\n")
    data = yaml.safe_load(front)
    assert data.get("title") == (None if article.title is None else printable(article.title))
    assert data.get("url") == (None if article.url is None else printable(article.url))
    assert data.get("authors", []) == [printable(person.name) for person in article.authors]
    assert data["truncated"] is article.truncated
    assert str(data.get("date", "")).replace(" ", "T")[:10] == (str(article.published or "")[:10])


@laws
@given(articles())
def test_html_reads_as_written_by_another_reader(article: Article) -> None:
    """A strict HTML5 reader finds no error, no script, and each block's words in an element of its class."""
    tree = html5lib.HTMLParser(strict=True).parse(to_html(article))
    assert not tree.findall(f".//{XHTML}script")
    shown = []
    for element in tree.find(f".//{XHTML}div[@itemprop='articleBody']").iter():
        if element.tag in (f"{XHTML}h2", f"{XHTML}p"):
            shown.append(squeezed("".join(element.itertext())).replace(" ", ""))
    assert [one for one in shown if one] == [words.replace(" ", "") for _, words in expected_blocks(article)]
    classes = [one.get("class", "") for one in tree.iter(f"{XHTML}div") if one.get("class", "").startswith("turn ")]
    exchanges = [exchange for interview in article.interviews for exchange in interview] + list(article.faq)
    assert classes == [f"turn {turn.role.value}" for exchange in exchanges for turn in exchange.turns]
    hrefs = [one.get("href", "") for one in tree.iter(f"{XHTML}a")]
    assert not [href for href in hrefs if href.strip().lower().startswith(("javascript:", "data:", "vbscript:"))]


@laws
@given(articles())
def test_tables_hold_a_row_for_each_turn(article: Article) -> None:
    """JSON Lines and CSV give a reader of another hand the same rows as to_records, in the same columns."""
    records = to_records(article)
    assert len(records) == sum(len(interview.turns) for interview in article.interviews)
    assert all(list(record) == list(COLUMNS) for record in records)
    assert [json.loads(line) for line in to_jsonl(article).splitlines()] == records
    rows = list(csv.DictReader(io.StringIO(to_csv(article), newline="")))
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for name, value in record.items():
            written = "" if value is None else str(value)
            assert row[name] in (written, f"'{written}")
            assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r"))


@laws
@given(articles())
def test_records_keep_their_types(article: Article) -> None:
    """Each cell is of its column's type, or None."""
    for record in to_records(article):
        for name, value in record.items():
            assert value is None or type(value) is COLUMNS[name][0], name


@laws
@given(articles())
def test_text_holds_every_turn_and_no_control_characters(article: Article) -> None:
    """Plain text has each turn's words in order, and nothing that steers a terminal."""
    text = to_text(article)
    assert not set(text) & {chr(code) for code in (*range(9), *range(14, 32), 127)}
    place = 0
    for interview in article.interviews:
        for turn in interview.turns:
            for paragraph in turn.paragraphs:
                place = text.index(printable(paragraph.text).rstrip(), place)


@pytest.mark.parametrize("sign", string.punctuation)
@pytest.mark.parametrize("pattern", ["{0}", "{0} a", "{0}{0}{0}", "a{0}b{0}c", "a {0}b{0}", "1{0} a", "{0}b{0}: c"])
def test_no_punctuation_is_markdown_syntax(sign: str, pattern: str) -> None:
    """Any punctuation at any place of a paragraph comes back as it was."""
    from interview_parse.model.types import Interview, Kind, Paragraph, QuestionAnswer, Span, Turn

    words = pattern.format(sign)
    paragraph = Paragraph(text=words, span=Span(0, len(words)))
    turns = tuple(Turn(role=role, paragraphs=(paragraph,)) for role in TurnRole)
    exchange = QuestionAnswer(questions=turns[:1], answers=turns[1:])
    article = Article(kind=Kind.INTERVIEW, kind_confidence=1, interviews=(Interview(exchanges=(exchange,)),))
    _, _, body = to_markdown(article)[4:].partition("\n---\n")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(body)
    shown = ["".join(part.content for part in token.children or []) for token in tokens if token.type == "inline"]
    assert shown == [words, words]


@laws
@given(articles())
def test_views_of_any_article_are_valid_html(article: Article) -> None:
    """Notebook cell and annotated page of any article are HTML without error and without scripts."""
    cell = html5lib.HTMLParser(strict=True).parseFragment(article._repr_html_())
    page = html5lib.HTMLParser(strict=True).parse(article.annotated())
    for tree in (cell, page):
        assert not tree.findall(f".//{XHTML}script")
        hrefs = [one.get("href", "") for one in tree.iter(f"{XHTML}a")]
        assert not [href for href in hrefs if href.strip().lower().startswith(("javascript:", "data:", "vbscript:"))]


@laws
@given(articles())
def test_annotated_page_loses_no_word(article: Article) -> None:
    """The annotated page has every character of the page's text once, in order, whatever the segments."""
    page = html5lib.HTMLParser(strict=True).parse(article.annotated())
    lines = page.find(f".//{XHTML}main").iter(f"{XHTML}p")
    shown = "".join("".join(line.itertext()) for line in lines)
    assert "".join(shown.split()) == "".join(printable(article.page_text).split())


@laws
@given(articles(), st.integers(40, 120))
def test_outline_of_any_article_is_safe_and_within_the_width(article: Article, width: int) -> None:
    """No control character reaches the terminal, no line is wider than it."""
    text = display.outline(article, width=width)
    assert not [one for one in text if one != "\n" and unicodedata.category(one) == "Cc"]
    widest = max(
        sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line if not unicodedata.combining(one))
        for line in text.split("\n")
    )
    assert widest <= width
