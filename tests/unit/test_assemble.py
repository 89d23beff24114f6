"""A page and its segmentation to the article: spans become turns, paragraphs and marks, and nothing else is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interview_parse import Article, parse_article
from interview_parse.model.assemble import assemble
from interview_parse.model.types import Kind, Mark, MarkKind, Role, Span, TurnRole
from interview_parse.segmenter.segmentation import Conversation, Exchange, Piece, Segmentation, SpokenTurn
from interview_parse.source import Format, read
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Page
from tests.cases.notation import ROOT

HTML = (
    "<p>A wet morning in March.</p><p><b>Tom:</b> Who <i>rings</i> the <a href='/bells'>old bells</a>?</p>"
    "<p><b>Nora:</b> I do.</p><p>Every <b>single <i>day</i></b>.</p><p>The ferry leaves.</p>"
)


def page_of(html: str, url: str | None = None) -> Page:
    return tokenize(read(html, format=Format.HTML, url=url))


def span_of(page: Page, text: str) -> Span:
    start = page.text.index(text)
    return Span(start, start + len(text))


def segmented(
    page: Page, *, conversations: tuple[Conversation, ...] = (), pieces: tuple[Piece, ...] = (), truncated: bool = False
) -> Segmentation:
    return Segmentation(
        pieces=pieces,
        kind=Kind.INTERVIEW,
        kind_confidence=0.9,
        conversations=conversations,
        language="en",
        truncated=truncated,
    )


def talk(page: Page, *, names_nobody: bool = False) -> Exchange:
    question = SpokenTurn(
        TurnRole.QUESTION,
        (span_of(page, "Who rings the old bells?"),),
        span_of(page, "Tom"),
        names_nobody=names_nobody,
        speaker_key="tom",
    )
    answer = SpokenTurn(
        TurnRole.ANSWER,
        (span_of(page, "I do."), span_of(page, "Every single day.")),
        span_of(page, "Nora"),
        names_nobody=names_nobody,
        speaker_key="nora",
        begin=61.5,
        finish=3600.0,
    )
    return Exchange((question,), (answer,))


def article_of(html: str = HTML, url: str | None = None) -> Article:
    page = page_of(html, url)
    pieces = (
        Piece(span_of(page, "A wet morning in March."), Role.INTRODUCTION, ("before the talk",)),
        Piece(span_of(page, "Who rings the old bells?"), Role.QUESTION, ("bold",)),
        Piece(span_of(page, "I do."), Role.ANSWER, ("bold",)),
        Piece(span_of(page, "Every single day."), Role.ANSWER, ("bold",)),
        Piece(span_of(page, "The ferry leaves."), Role.CLOSING, ()),
    )
    return assemble(page, segmented(page, conversations=(Conversation((talk(page),), 0.8),), pieces=pieces))


def test_turns_are_the_spans_words() -> None:
    """Each paragraph's text is the page's text at its span; a turn joins them by a blank line."""
    article = article_of()
    (exchange,) = article.interview.exchanges if article.interview else ()
    assert exchange.question == "Who rings the old bells?"
    assert exchange.answer == "I do.\n\nEvery single day."
    for turn in exchange.turns:
        for paragraph in turn.paragraphs:
            assert article.page_text[paragraph.span.slice] == paragraph.text == str(paragraph)


def test_labels_are_as_printed() -> None:
    """Without colon or brackets."""
    article = article_of()
    assert article.interview is not None
    assert [turn.label for turn in article.interview.turns] == ["Tom", "Nora"]


def test_a_label_that_names_nobody_is_none() -> None:
    """A bare "Q" is no name."""
    page = page_of(HTML)
    article = assemble(page, segmented(page, conversations=(Conversation((talk(page, names_nobody=True),)),)))
    assert article.interview is not None
    assert [turn.label for turn in article.interview.turns] == [None, None]


@pytest.mark.parametrize(
    "case", ["label_qa_en", "label_fa_de", "label_pr_es", "label_wenda_zh", "label_vo_ru", "label_two_words_ko"]
)
def test_bare_labels_name_nobody(case: str) -> None:
    """From the front door too: a turn under "Q:" has neither a label nor a trace of it in its text."""
    article = parse_article(ROOT / "layouts" / f"{case}.html")
    assert article.interview is not None
    assert {turn.label for turn in article.interview.turns} == {None}
    assert [turn.text[:2] for turn in article.interview.turns if turn.text[1] in ":：.)"] == []


def test_a_voice_is_a_label() -> None:
    """A transcript's voice tag stands for the printed name, its times for the turn's."""
    article = parse_article(ROOT / "layouts" / "vtt_voices_en.vtt")
    assert article.interview is not None
    asked, told = article.interview.turns[:2]
    assert (asked.label, told.label) == ("Tom Asher", "Nora Pickering")
    assert (asked.start, asked.end) == (timedelta(seconds=4), timedelta(seconds=9))
    assert (told.start, told.end) == (timedelta(seconds=10), timedelta(seconds=15))


def test_times_are_kept_and_never_invented() -> None:
    """Seconds become a ``timedelta``; a turn without times has none."""
    article = article_of()
    assert article.interview is not None
    question, answer = article.interview.turns
    assert (question.start, question.end) == (None, None)
    assert (answer.start, answer.end) == (timedelta(minutes=1, seconds=1.5), timedelta(hours=1))


def test_marks_are_offsets_in_the_paragraph() -> None:
    """Bold, italic and links, in order, with their own words."""
    article = article_of(url="https://example.org/a/talk")
    assert article.interview is not None
    (question,) = article.interview.turns[0].paragraphs
    assert [(question.text[mark.start : mark.end].strip(), mark.kind, mark.href) for mark in question.marks] == [
        ("rings", MarkKind.ITALIC, None),
        ("old bells", MarkKind.LINK, "https://example.org/bells"),
    ]
    last = article.interview.turns[1].paragraphs[1]
    assert [(last.text[mark.start : mark.end], mark.kind.value) for mark in last.marks] == [
        ("single day", "bold"),
        ("day", "italic"),
    ]


@pytest.mark.xfail(reason="a run takes the blank behind it along", strict=True)
def test_marks_cover_words_and_no_blank_behind_them() -> None:
    """What is marked is what is set so: the blank after an italic word is not."""
    article = article_of()
    assert article.interview is not None
    assert article.interview.turns[0].paragraphs[0].marks[0] == Mark(kind=MarkKind.ITALIC, start=4, end=9)


def test_marks_stay_inside_their_paragraph() -> None:
    """A bold that covers label and text is cut to the text."""
    page = page_of("<p><b>Tom: Who?</b></p><p>I do.</p>")
    turn = SpokenTurn(TurnRole.QUESTION, (span_of(page, "Who?"),), span_of(page, "Tom"))
    answer = SpokenTurn(TurnRole.ANSWER, (span_of(page, "I do."),))
    article = assemble(page, segmented(page, conversations=(Conversation((Exchange((turn,), (answer,)),)),)))
    assert article.interview is not None
    assert article.interview.turns[0].paragraphs[0].marks == (Mark(kind=MarkKind.BOLD, start=0, end=4),)


def test_links_without_a_base_stay_as_printed() -> None:
    """Also malformed ones."""
    page = page_of("<p>See <a href='/a'>one</a> and <a href='http://[bad'>two</a></p>", url="https://example.org/")
    turn = SpokenTurn(TurnRole.QUESTION, (span_of(page, "See one and two"),))
    article = assemble(page, segmented(page, conversations=(Conversation((Exchange((turn,)),)),)))
    assert article.interview is not None
    assert [mark.href for mark in article.interview.turns[0].paragraphs[0].marks] == [
        "https://example.org/a",
        "http://[bad",
    ]
    assert article_of().interview.turns[0].paragraphs[0].marks[1].href == "/bells"  # type: ignore[union-attr]


def test_prose_around_the_talk() -> None:
    """What stands before the first turn introduces, what stands after the last closes."""
    article = article_of()
    assert article.interview is not None
    assert [paragraph.text for paragraph in article.interview.introduction] == ["A wet morning in March."]
    assert [paragraph.text for paragraph in article.interview.closing] == ["The ferry leaves."]


def test_segments_are_the_pieces() -> None:
    """In order, with their role and cues, and the page's words at their span."""
    article = article_of()
    assert [(segment.role, segment.cues) for segment in article.segments][:2] == [
        (Role.INTRODUCTION, ("before the talk",)),
        (Role.QUESTION, ("bold",)),
    ]
    assert all(article.page_text[segment.span.slice] == segment.text for segment in article.segments)


def test_only_the_last_exchange_is_cut() -> None:
    """A cut page truncates the exchange it ends in, and the interview is then not complete."""
    page = page_of(HTML)
    one = Exchange(
        (SpokenTurn(TurnRole.QUESTION, (span_of(page, "Who rings the old bells?"),)),),
        (SpokenTurn(TurnRole.ANSWER, (span_of(page, "I do."),)),),
    )
    two = Exchange((SpokenTurn(TurnRole.QUESTION, (span_of(page, "Every single day."),)),))
    article = assemble(page, segmented(page, conversations=(Conversation((one, two)),), truncated=True))
    assert article.interview is not None
    assert [exchange.truncated for exchange in article.interview] == [False, True]
    assert article.truncated
    assert not article.interview.complete
    assert (article.interview.exchanges[1].answer, article.interview.exchanges[1].answers) == (None, ())


def test_an_unanswered_last_remark_is_not_cut() -> None:
    """ "Thank you for your time." needs no answer."""
    page = page_of(HTML)
    one = Exchange(
        (SpokenTurn(TurnRole.QUESTION, (span_of(page, "Who rings the old bells?"),)),),
        (SpokenTurn(TurnRole.ANSWER, (span_of(page, "I do."),)),),
    )
    two = Exchange((SpokenTurn(TurnRole.QUESTION, (span_of(page, "The ferry leaves."),)),))
    article = assemble(page, segmented(page, conversations=(Conversation((one, two)),)))
    assert article.interview is not None
    assert article.interview.complete
    assert not article.truncated


def test_the_interview_is_the_longest() -> None:
    """Of two on a page, ``interview`` is the one with most words; both stand in ``interviews``."""
    page = page_of(HTML)
    short = Conversation((Exchange((SpokenTurn(TurnRole.QUESTION, (span_of(page, "I do."),)),)),))
    article = assemble(page, segmented(page, conversations=(Conversation((talk(page),), 0.8), short)))
    assert [len(one.turns) for one in article.interviews] == [2, 1]
    assert article.interview is article.interviews[0]
    assert article.interview.confidence == 0.8


def test_notes_come_each_once() -> None:
    """Doubts of all layers, the source's first."""
    page = page_of("<p>One.</p>")
    segmentation = Segmentation(pieces=(), kind=Kind.ARTICLE, kind_confidence=0.9, notes=("no talk", "odd bytes"))
    article = assemble(page, segmentation, notes=("odd bytes",))
    assert article.notes[:2] == ("odd bytes", "no talk")
    assert len(set(article.notes)) == len(article.notes)
