"""Laws that hold for every source: no word lost or doubled, spans that mean what they say, one result whatever the run."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import TalkPage, cut_pages, html_sources, pages, plain_texts, soup, talk_pages

import interview_parse
from interview_parse import InterviewParseError, explain, parse_article
from interview_parse.model.types import Article, Role, TurnRole
from interview_parse.source import Format
from tests.cases.notation import all_cases

law = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
few = settings(law, max_examples=60)

NOT_TEXT = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "head", "object", "math", "select", "textarea")
)
"""What the contract says is no text of the page."""


def letters(text: str) -> str:
    """Letters and digits: what words are made of, blanks and marks left out."""
    return "".join(sign for sign in text if sign.isalnum())


def walk(html: str) -> str:
    """All text of a page but for what is none, by a plain walk over lxml's tree: nothing of the library's own."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(html.encode("utf-8", "replace"), parser) if html.strip() else None
    parts: list[str] = []
    stack: list[tuple[object, bool]] = [(root, True)] if root is not None else []
    while stack:
        node, opens = stack.pop()
        if not opens:
            parts.append(node)  # type: ignore[arg-type]
            continue
        if isinstance(node.tag, str) and node.tag not in NOT_TEXT:  # type: ignore[attr-defined]
            parts.append(node.text or "")  # type: ignore[attr-defined]
            for child in reversed(node):  # type: ignore[call-overload]
                stack.append((child.tail or "", False))
                stack.append((child, True))
    return "".join(parts)


def parse_html(html: str) -> Article:
    try:
        return parse_article(html, format=Format.HTML)
    except InterviewParseError:
        assume(False)
        raise


def turns_of(article: Article) -> Iterator[tuple[str, str | None, str]]:
    for interview in article.interviews:
        for turn in interview.turns:
            yield turn.role.value, turn.label, turn.text
    for exchange in article.faq:
        for turn in exchange.turns:
            yield f"faq {turn.role.value}", turn.label, turn.text


def assert_lawful(article: Article) -> None:
    """Whatever an article holds, its spans point at its words and its segments share the page out."""
    text = article.page_text
    end = 0
    for segment in article.segments:
        assert end <= segment.span.start < segment.span.end <= len(text), "segments overlap, or are out of order"
        assert text[segment.span.slice] == segment.text
        assert segment.text == segment.text.strip() != ""
        end = segment.span.end
    assert letters("".join(segment.text for segment in article.segments)) == letters(text)
    roles = {
        place: segment.role for segment in article.segments for place in range(segment.span.start, segment.span.end)
    }
    last = -1
    for number, exchange in enumerate([*article.faq, *(one for interview in article.interviews for one in interview)]):
        wanted = (Role.FAQ_QUESTION, Role.FAQ_ANSWER) if number < len(article.faq) else (Role.QUESTION, Role.ANSWER)
        assert exchange.turns, "an exchange without a turn"
        for turn in exchange.turns:
            assert turn.paragraphs, "a turn without a paragraph"
            assert turn.label is None or turn.label.strip()
            for paragraph in turn.paragraphs:
                span = paragraph.span
                assert text[span.slice] == paragraph.text == paragraph.text.strip() != ""
                assert span.start >= last, "turns out of the page's order"
                last = span.end
                role = wanted[turn.role is TurnRole.ANSWER]
                assert {roles.get(at) for at in range(span.start, span.end) if text[at].isalnum()} <= {role}
                for mark in paragraph.marks:
                    assert 0 <= mark.start < mark.end <= len(paragraph.text)
    for interview in article.interviews:
        for paragraph in (*interview.introduction, *interview.closing):
            assert text[paragraph.span.slice] == paragraph.text
        assert 0.0 <= interview.confidence <= 1.0
    assert 0.0 <= article.kind_confidence <= 1.0


@law
@given(html_sources)
def test_segments_share_out_the_words_of_html(html: str) -> None:
    """Each word of the page, as a plain walk over its tree finds them, stands in exactly one segment, in order."""
    article = parse_html(html)
    assert_lawful(article)
    assert letters(article.page_text) == letters(walk(html))


@law
@given(plain_texts(), st.sampled_from(list(Format)))
def test_text_of_any_format_is_lawful(text: str, form: Format) -> None:
    """Whatever it is taken for, each paragraph is the page's text at its span and each word is in one segment."""
    try:
        article = parse_article(text, format=form)
    except InterviewParseError:
        return
    assert_lawful(article)


@law
@given(plain_texts())
def test_plain_text_loses_no_word(text: str) -> None:
    """All letters of a plain text stand on the page, in order; what opens a line is a label, not lost."""
    try:
        article = parse_article(text, format=Format.TEXT)
    except InterviewParseError:
        return
    assert letters(article.page_text) == letters(text)


@law
@given(
    st.binary(max_size=300)
    | st.text(max_size=200)
    | st.builds(lambda a, b: a + b, st.binary(max_size=20), pages.map(str.encode))
)
def test_anything_gives_an_article_or_our_error(source: str | bytes) -> None:
    """No input raises anything else, and what is read is lawful."""
    refusal: InterviewParseError | None = None
    article: Article | None = None
    try:
        article = parse_article(source)
    except InterviewParseError as error:
        refusal = error
    if article is not None:
        assert_lawful(article)
    elif refusal is not None:
        assert refusal.expected
        assert refusal.found
        assert refusal.advice


@law
@given(
    talk_pages(),
    st.sampled_from(
        [
            ("<div>", "</div>"),
            ('<div class="x9">', "</div>"),
            ("<section><div>", "</div></section>"),
            ("<main>", "</main>"),
        ]
    ),
)
def test_a_wrapping_div_changes_no_turn(page: TalkPage, around: tuple[str, str]) -> None:
    """Another element around everything says nothing of who talks."""
    assert list(turns_of(parse_html(page.wrapped(*around)))) == list(turns_of(parse_html(page.html)))


@few
@given(pages)
def test_bytes_and_text_are_one_page(html: str) -> None:
    """UTF-8 bytes give what their text gives."""
    assert parse_article(html.encode()) == parse_article(html)


@few
@given(pages | cut_pages())
def test_parsing_twice_gives_equal_articles_that_pickle(html: str) -> None:
    """Articles compare by value, survive pickling, and show in one line."""
    article = parse_html(html)
    assert article == parse_html(html)
    again = pickle.loads(pickle.dumps(article))
    assert again == article
    assert repr(again) == repr(article)
    assert "\n" not in repr(article)


@few
@given(soup() | pages)
def test_the_evidence_is_of_the_same_parse(html: str) -> None:
    """``explain`` gives what ``parse_article`` gives, hypotheses best first, votes that add up."""
    article = parse_html(html)
    explained = explain(html, format=Format.HTML)
    assert explained.article == article
    scores = [hypothesis.score for hypothesis in explained.hypotheses]
    assert scores == sorted(scores, reverse=True)
    for hypothesis in explained.hypotheses:
        assert hypothesis.score == pytest.approx(sum(vote for _, vote in hypothesis.votes), abs=0.05)


@few
@given(pages)
def test_evidence_names_what_decided(html: str) -> None:
    """Every question and answer of a page bears at least one cue."""
    for segment in parse_html(html).segments:
        if segment.role in (Role.QUESTION, Role.ANSWER, Role.FAQ_QUESTION, Role.FAQ_ANSWER):
            assert segment.cues
            assert all(segment.cues)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_case_pages_are_lawful(case: object) -> None:
    """The laws hold on every page of the case files, and its words are those of a plain walk."""
    page: Path = case.page  # type: ignore[attr-defined]
    article = parse_article(page)
    assert_lawful(article)
    if page.suffix == ".html":
        assert letters(article.page_text) == letters(walk(page.read_text(encoding="utf-8")))


PRINT_ALL = """
import sys
from pathlib import Path
from interview_parse import explain
for page in sys.argv[1:]:
    explained = explain(Path(page))
    print(explained.hypotheses, *map(repr, (explained.article.segments, explained.article.faq, explained.article.themes)))
    article = explained.article
    print(article, article.kind, article.kind_confidence, article.notes, article.title, article.authors, article.dossier)
    for interview in article.interviews:
        print(interview.confidence, interview.interviewees, interview.interviewers, interview.introduction, interview.closing)
        for turn in interview.turns:
            print(turn.role, turn.label, turn.speaker, turn.paragraphs)
"""


def test_no_hash_seed_changes_a_result() -> None:
    """The same pages under other hash seeds give the same output, to the letter."""
    chosen = [str(case.page) for case in all_cases()[::4]]
    source = Path(interview_parse.__file__).parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINT_ALL, *chosen],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_segments_of_a_wrapped_page_hold_no_word_twice() -> None:
    """The walk of these laws sees what it must: text at each depth, none of what is no text."""
    html = (
        "<head><title>no</title></head><p>a<b>b<script>no</script>c</b>d<!-- no -->e</p>f<select><option>no</select>g"
    )
    assert letters(walk(html)) == "abcdefg"


def spell(number: int) -> str:
    """A name of its own for each number, no two of them a letter apart by rule."""
    return "".join(
        "bcdfghklmnprstvz"[(number >> (4 * place)) & 15] + "aeio"[(number >> (2 * place)) & 3] for place in range(4)
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"<p><b>Why {n}?</b></p><p>I do {n} things, as I always did.</p>",
    "labels": lambda n: f"<p>Tom: Why {n}?</p><p>Nora: I do {n} things.</p>",
    "dashes": lambda n: f"<p>— Why {n}?</p><p>— I do {n} things.</p>",
    "quotes": lambda n: f"<p>Why {n}?</p><p>“I do {n} things.”</p>",
    "classes": lambda n: f"<p class=c{n}>Why {n}?</p><p>I do {n} things.</p>",
    "rows": lambda n: f"<table><tr><td>Why {n}?</td><td>I do {n} things.</td></tr></table>",
    "depth": lambda n: f"<div class=c{n}><p>Why {n}?</p><p>I do {n}.</p>",
    "links": lambda n: f"<p>See <a href=/{n}>this {n}</a>?</p>",
    "pull quotes": lambda n: (
        f"<p><b>Why {n}?</b></p><p>I do {n} things each and every day.</p><blockquote>“I do {n} things each and every”</blockquote>"
    ),
    "one paragraph": lambda n: f"<b>Why {n}?</b> I do {n} things. ",
    "lines of one paragraph": lambda n: f"<b>Tom:</b> Why {n}?<br><b>Nora:</b> I do {n} things.<br>",
    "names that recur": lambda n: f"<p>{spell(n // 2)}: I do, or do I?</p>",
    "names that stand once": lambda n: f"<p>Tom: Who?</p><p>{spell(n)}: I do.</p>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_page_and_not_with_its_square(shape: str) -> None:
    """A page of four times the turns takes at most five times the calls; calls are counted, since clocks lie."""
    parse_article(SHAPES[shape](1) * 3)  # what is loaded once is loaded now

    def count(turns: int) -> int:
        source = "<html lang=en><body><div>" + "".join(map(SHAPES[shape], range(turns))) + "</div></body></html>"
        calls = 0

        def see(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(see)
        try:
            parse_article(source)
        finally:
            sys.setprofile(None)
        return calls

    assert count(600) <= 5 * count(150)
