"""Who may read the whole, and whether the text at hand is cut."""

from __future__ import annotations

import pytest

from interview_parse import parse_article
from interview_parse.languages import load
from interview_parse.model.access import is_truncated, read_access, select_blocks
from interview_parse.model.types import Access, Role, Span
from interview_parse.segmenter.segmentation import Piece
from interview_parse.source import Format, Source
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Page

Q, A, NOTICE = Role.QUESTION, Role.ANSWER, Role.PAYWALL
TALK = (
    (Q, "Why did you keep the boat in the shed?"),
    (A, "Because it leaked, and I had promised my sister that nobody would row it before spring."),
    (Q, "And in spring?"),
    (A, "In spring we painted her, and the whole harbour came to watch us with folded arms."),
)


def set_pieces(*lines: tuple[Role, str], cue: str = "paywall notice") -> tuple[Page, tuple[Piece, ...]]:
    html = "<body>" + "".join(f"<p class=line>{text}</p>" for _, text in lines) + "</body>"
    page = tokenize(Source(html, Format.HTML, None))
    return page, tuple(
        Piece(Span(block.start, block.end), role, (cue,) if role is NOTICE else ())
        for block, (role, _) in zip(page, lines, strict=True)
    )


def cut(*lines: tuple[Role, str], language: str = "en") -> bool:
    page, pieces = set_pieces(*TALK, *lines)
    return is_truncated(page, pieces, load(language))


@pytest.mark.parametrize(
    "lines",
    [
        [(NOTICE, "For subscribers only")],
        [(Q, "Do you still row?")],
        [(Q, "Do you still row?"), (NOTICE, "For subscribers only")],
        [(Q, "Do you still row?"), (A, "I row every morning, unless the ice has closed the")],
        [(Q, "Do you still row?"), (A, "I row every morning, unless the harbour, which")],
        [(Q, "Do you still row?"), (A, "I row every morning. [...]")],
        [(Q, "Do you still row?"), (A, "I row every morning, unless the ice has closed the…")],
        [(Role.FURNITURE, "Page 1 of 3")],
        [(Role.HEADING, "What will you do next?")],
    ],
)
def test_cuts_are_seen(lines: list[tuple[Role, str]]) -> None:
    """A notice, a question without answer, a broken sentence, an open ellipsis or a pager cuts the text."""
    assert cut(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [(Q, "Thank you for your time.")],
        [(Q, "Do you still row?"), (A, "“I row every morning”")],
        [(Q, "Do you still row?"), (A, "Well... I row most mornings, my sister says, and then I rest…")],
        [(Q, "Do you still row?"), (A, "Every morning")],
        [(Q, "Do you still row?"), (A, "I row every morning."), (Role.CREDIT, "Interview by Noel Pike")],
        [(Role.FURNITURE, "Sign up for our newsletter")],
        [(Role.COMMENT, "3 comments"), (NOTICE, "For subscribers only")],
        [(Role.RELATED, "Read also"), (Role.FURNITURE, "Page 1 of 3")],
    ],
)
def test_whole_texts_are_not_called_cut(lines: list[tuple[Role, str]]) -> None:
    """Thanks without answer, quotation marks, ellipses of habit, short last answers, boxes and comments are no cut."""
    assert not cut(*lines)


def test_text_without_marks_throughout_is_not_cut() -> None:
    """Where no answer ends in a mark, the last one need not either."""
    page, pieces = set_pieces(
        *[(role, text.rstrip(".?")) for role, text in TALK],
        (Q, "And now"),
        (A, "now we wait for the ice to go away again"),
    )
    assert not is_truncated(page, pieces, load("en"))


@pytest.mark.parametrize(
    ("notice", "flag", "expected"),
    [
        ("For subscribers only", None, Access.PAYWALLED),
        ("For subscribers only", True, Access.PAYWALLED),
        ("You have 2 free articles left", None, Access.METERED),
        (None, True, Access.FREE),
        (None, False, Access.UNKNOWN),
        (None, None, Access.UNKNOWN),
    ],
)
def test_access_needs_more_than_a_flag(notice: str | None, flag: bool | None, expected: Access) -> None:
    """A notice by the text decides; the structured data's "not free" alone proves nothing."""
    page, pieces = set_pieces(*TALK, *([(NOTICE, notice)] if notice else []))
    access, notes = read_access(page, pieces, load("en"), flag)
    assert access is expected
    assert bool(notes) == (flag is not None and (bool(notice) == flag))


def test_marked_paragraphs_prove_the_flag() -> None:
    """Where the data's selector finds paragraphs of the text, "not free" is believed."""
    page, pieces = set_pieces(*TALK)
    assert read_access(page, pieces, load("en"), False, (".line",))[0] is Access.PAYWALLED
    assert read_access(page, pieces, load("en"), False, (".other",))[0] is Access.UNKNOWN


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".paid", ("2", "3")),
        ("#rest", ("3",)),
        ("div.paid.deep", ("3",)),
        ("article .paid", ("2", "3")),
        ("p.paid", ()),
        (".free, #rest", ("1", "3")),
        ("div:nth-child(2)", ()),
        ("", ()),
        ("..", ()),
    ],
)
def test_simple_selectors_find_their_blocks(selector: str, expected: tuple[str, ...]) -> None:
    """Tag, classes and id select; anything cleverer selects nothing and never fails."""
    html = (
        "<article><div class=free>1</div><div class=paid>2</div><div class='paid deep' id=rest><p>3</p></div></article>"
    )
    page = tokenize(Source(html, Format.HTML, None))
    assert tuple(page.of(page.blocks[index]) for index in select_blocks(page, [selector])) == expected


def test_the_last_exchange_bears_the_cut() -> None:
    """The exchange in which the page stops says so, and the interview is not complete."""
    turns = "".join(f"<p><b>{text}</b></p>" if role is Q else f"<p>{text}</p>" for role, text in (*TALK, *TALK, *TALK))
    html = f"<html lang=en><body><h1>An interview in the shed</h1>{turns}<p><b>Will you ever sell her?</b></p><p>For subscribers only</p></body></html>"
    article = parse_article(html)
    assert article.truncated
    assert article.access is Access.PAYWALLED
    assert article.interview is not None
    assert [one.truncated for one in article.interview.exchanges][-2:] == [False, True]
    assert not article.interview.complete
