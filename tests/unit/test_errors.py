"""Bad input: what is no article raises one of our errors in pinned words; what is merely broken gives an article."""

from __future__ import annotations

import copy
import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest

import interview_parse
from interview_parse import (
    EmptySourceError,
    InterviewParseError,
    NotAnArticleError,
    SourceNotFoundError,
    UnsupportedSourceError,
    parse_article,
)
from interview_parse.model.types import Article

ARTICLE = "an article as HTML, Markdown, plain text, WebVTT or SRT"


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:p>Who?</w:p>")
    return buffer.getvalue()


REFUSED = [
    (None, UnsupportedSourceError, f"expected {ARTICLE}, as str, bytes or pathlib.Path, found None; pass the content itself or a Path to it"),
    (7, UnsupportedSourceError, f"expected {ARTICLE}, as str, bytes or pathlib.Path, found a value of type int; pass the content itself or a Path to it"),
    (["Who?"], UnsupportedSourceError, f"expected {ARTICLE}, as str, bytes or pathlib.Path, found a value of type list; pass the content itself or a Path to it"),
    ("", EmptySourceError, f"expected {ARTICLE}, found nothing; check that the download or export has finished"),
    (b"", EmptySourceError, f"expected {ARTICLE}, found nothing; check that the download or export has finished"),
    (" \n\t\u3000", EmptySourceError, f"expected {ARTICLE}, found only blanks; check that the download or export has finished"),
    (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", NotAnArticleError, f"expected {ARTICLE}, found a PDF; extract its text first (pdftotext) and pass that"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotAnArticleError, f"expected {ARTICLE}, found a PNG image; recognise its text first (OCR) and pass that"),
    (zipped(), NotAnArticleError, f"expected {ARTICLE}, found a ZIP archive (a docx, odt or epub is one); unpack it or export it as HTML, and pass that"),
    (json.dumps({"headline": "Bells", "body": "Who?"}), NotAnArticleError, f"expected {ARTICLE}, found JSON; take the article's HTML or text out of it and pass that"),
    ("interview.html", NotAnArticleError, f"expected {ARTICLE}, found what looks like a path: 'interview.html'; for a file, pass Path('interview.html')"),
    ("https://example.org/talk", NotAnArticleError, f"expected {ARTICLE}, found an address: 'https://example.org/talk'; fetch it yourself, then pass the content, and the address as url="),
    (Path("/nowhere/talk.html"), SourceNotFoundError, "expected a readable file, found no file at '/nowhere/talk.html'; check the path and the working directory"),
    (Path("/"), SourceNotFoundError, "expected a readable file, found a directory: '/'; name one file in it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "kind", "words"), REFUSED, ids=[f"{n}-{kind.__name__}" for n, (_, kind, _) in enumerate(REFUSED)]
)
def test_what_is_no_article_is_refused(source: object, kind: type[InterviewParseError], words: str) -> None:
    """The error says what was expected, what was found and what to do, in these words."""
    with pytest.raises(kind) as caught:
        parse_article(source)  # type: ignore[arg-type]
    assert str(caught.value) == words
    assert f"expected {caught.value.expected}, found {caught.value.found}; {caught.value.advice}" == words


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [(UnsupportedSourceError, TypeError), (EmptySourceError, ValueError), (NotAnArticleError, ValueError),
     (SourceNotFoundError, FileNotFoundError)],
)  # fmt: skip
def test_errors_are_ours_and_pythons(kind: type[InterviewParseError], builtin: type[Exception]) -> None:
    """One ``except`` catches all of ours, and so does the built-in that fits."""
    error = kind(expected="a bell", found="a gull", advice="look up")
    assert isinstance(error, InterviewParseError)
    assert isinstance(error, builtin)
    assert str(error) == "expected a bell, found a gull; look up"
    assert kind.__name__ in interview_parse.__all__


@pytest.mark.parametrize("kind", [UnsupportedSourceError, EmptySourceError, NotAnArticleError, SourceNotFoundError])
def test_errors_pickle_and_copy(kind: type[InterviewParseError]) -> None:
    """An error crosses process borders with its facts."""
    error = kind(expected="a bell", found="a gull", advice="look up")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is kind
        assert (again.expected, again.found, again.advice, str(again)) == ("a bell", "a gull", "look up", str(error))


def words_of(article: Article) -> list[str]:
    return " ".join(segment.text for segment in article.segments).split()


TALK = "<p><b>Who are you?</b></p><p>I am the one who rings.</p><p><b>Why do you?</b></p><p>I was asked to, and I stayed.</p>"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f"<html><body>{TALK}<p>And then I wen", "And then I wen"),
        (f"<html><body>{TALK}<p>And then</p><div class='a", "And then"),
        (f"{TALK}<!-- never closed <p>lost</p>", "Who are you?"),
        ("<p>one\0two <b>three", "one\ufffdtwo three"),
        ("<p>one \ud800 two", "one \ufffd two"),
        (b"<p>caf\xe9 \xff\xfe fin</p>", "caf"),
        (b"<p>" + b"\xc3\x28" * 3 + b" after</p>", "after"),
        ("<div><span><b><i>one<p>two<div>three</span>four", "four"),
        ("</p></div></body>one</html>two", "two"),
        ("<table><tr><td>one<table><td>two</table>three", "three"),
        ("<p <b>one</b> two", "two"),
        ("<<<>>> one & < two", "two"),
        ("<html><head><title>t</title></head><frameset><noframes>one</noframes></frameset></html>", "one"),
        ("&#0;&#xD800;&#x110000;&nosuch; one", "one"),
        ("<a href='//[bad'>one</a> <img src='::::'> two", "one two"),
        ("<p>\x01\x02 one and two and three and four</p>", "one and two"),
        ("<p>" + "a" * 70_000 + "</p>", "a" * 70_000),
        ("<html lang='!!'><base href='http://['><p>one</p>", "one"),
        ("---\ntitle: [unclosed\n---\n\none", "one"),
        ("WEBVTT\n\nnot a time --> at all\none", "one"),
        ("1\n00:00:01,000 --> 99:99\none", "one"),
    ],
)  # fmt: skip
def test_broken_input_gives_an_article(source: str | bytes, words: str) -> None:
    """Whatever can still be read is, and each word stands in a segment."""
    article = parse_article(source)
    assert words in article.page_text.replace("\n\n", " ")
    assert [word for word in words_of(article) if any(map(str.isalnum, word))] == [
        word for word in article.page_text.split() if any(map(str.isalnum, word))
    ]


@pytest.mark.parametrize(
    "source",
    ["<script>var a = 'Who?';</script>", "<html><head><style>p{}</style></head><body></body></html>", "<p></p>", "<img src=a.png>",
     "<!-- only this --><html></html>"],
)  # fmt: skip
def test_a_page_without_words_is_an_article_without_words(source: str) -> None:
    """A page that a script would fill is no error: it is empty, and has no interview."""
    article = parse_article(source)
    assert (article.page_text, article.segments, article.interview) == ("", (), None)


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul><li", "table><tr><td", "section", "x-a", "font"])
def test_depth_loses_no_word(tag: str) -> None:
    """Text at several of 100,000 levels, closed and unclosed, is all there."""
    levels = 100_000 if tag == "div" else 4_000
    opened = "".join(f"<{tag}>" + (f"word{level}" if level % (levels // 8) == 0 else "") for level in range(levels))
    wanted = [f"word{level}" for level in range(0, levels, levels // 8)]
    closed = "".join(f"</{part}>" for part in reversed(tag.split("><"))) * levels
    for source in (opened, opened + closed + "<p>after</p>"):
        article = parse_article(source)
        got = " ".join(words_of(article))
        assert [word for word in wanted if word not in got] == []
        assert got.endswith("after") == source.endswith("</p>")


@pytest.mark.parametrize(
    "piece",
    ["<p>Who?</p>", "<b>", "Ann: ", "?", "&hellip", "<br>", "“", "a:", "[", "- ", "1. ", "<td>", "((((", "\u00ad", "> ", "**", "`", "|", "&#"],
)  # fmt: skip
def test_repetition_does_not_hang(piece: str) -> None:
    """A page of one piece, eight thousand times, is read like any other."""
    for source in (
        piece * 8_000 + " end",
        f"<html><body><p>{piece * 8_000} end</p></body></html>",
        (piece + "\n") * 4_000 + "end",
    ):
        assert "end" in parse_article(source).page_text
