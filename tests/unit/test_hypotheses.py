"""Ways in which a page may set its conversation: for each kind of page, the right one is among those proposed."""

from __future__ import annotations

import pytest

from interview_parse.languages import load
from interview_parse.segmenter.around import View, survey
from interview_parse.segmenter.flow import Flow, make_flow
from interview_parse.segmenter.hypotheses import MOST_LAYOUTS, Layout, propose_layouts
from interview_parse.source import Format, read
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Page

ASKED = ["Who rings the bells?", "Why do you ring them?", "When do you sleep?", "What do you dream of?"]
TOLD = [
    "I ring them, every morning at six.",
    "I was asked to by the harbour master.",
    "In the afternoon, when the gulls do.",
    "Of ladders that hold themselves.",
]


def page_of(html: str) -> Page:
    return tokenize(read(html, format=Format.HTML))


def flow_of(html: str, language: str = "en") -> Flow:
    page = page_of(html)
    pack = load(language)
    return make_flow(page, survey(View(page, pack)), pack)


def propose(flow: Flow, language: str = "en") -> list[Layout]:
    return propose_layouts(flow.units, flow.containers, flow.speakers, load(language))


def set_turns(asked: str, told: str) -> str:
    """The conversation in one setting, within an article's frame."""
    body = "".join(asked.format(q) + told.format(a) for q, a in zip(ASKED, TOLD, strict=True))
    return f"<h1>The bells</h1><p>A talk on the quay, on a wet morning in March.</p><div>{body}</div>"


SETTINGS = {
    "bold": ("<p><b>{}</b></p>", "<p>{}</p>", "signature"),
    "heading": ("<h3>{}</h3>", "<p>{}</p>", "signature"),
    "italic": ("<p><i>{}</i></p>", "<p>{}</p>", "signature"),
    "class": ('<div class="x1">{}</div>', '<div class="x2">{}</div>', "signature"),
    "colour": ('<p><font color="red">{}</font></p>', "<p>{}</p>", "signature"),
    "definition list": ("<dl><dt>{}</dt>", "<dd>{}</dd></dl>", "signature"),
    "blockquote": ("<blockquote>{}</blockquote>", "<p>{}</p>", "signature"),
    "lead": ("<p><b>{}</b> ", "{}</p>", "signature"),
    "columns": ("<table><tr><td>{}</td>", "<td>{}</td></tr></table>", "signature"),
    "labels": ("<p>Tom: {}</p>", "<p>Nora: {}</p>", "labels"),
    "asker only": ("<p>Tom: {}</p>", "<p>{}</p>", "asker"),
    "answerer only": ("<p>{}</p>", "<p>Nora: {}</p>", "answerer"),
    "dashes": ("<p>– {}</p>", "<p>– {}</p>", "dashes"),
    "quotes": ("<p>{}</p>", "<p>“{}”</p>", "quotes"),
    "nothing but question marks": ("<p>{}</p>", "<p>{}</p>", "asking"),
}


def asking_texts(flow: Flow, layout: Layout) -> list[str]:
    return [unit.text for unit in flow.units if unit.index in layout.asking]


@pytest.mark.parametrize("name", SETTINGS)
def test_the_right_layout_is_proposed(name: str) -> None:
    """Whatever sets the questions apart, one proposal has exactly them for its asking side."""
    asked, told, kind = SETTINGS[name]
    flow = flow_of(set_turns(asked, told))
    layouts = propose(flow)
    if kind == "dashes":
        wanted = [f"– {text}" for pair in zip(ASKED, TOLD, strict=True) for text in pair]
    elif kind == "quotes":
        wanted = ["The bells", "A talk on the quay, on a wet morning in March.", *ASKED]
    else:
        wanted = [f"Tom: {text}" if kind in ("labels", "asker") else text for text in ASKED]
    kinds = [layout.kind for layout in layouts if asking_texts(flow, layout) == wanted]
    assert kinds
    assert kind not in ("labels", "asker", "dashes", "quotes") or kind in kinds


def test_answers_that_alone_bear_labels_are_proposed() -> None:
    """Then what stands before a label asks, also where it has no mark."""
    turns = zip(["Who?", "About the tower, then.", "Why?", "And your dreams."], TOLD, strict=True)
    html = "".join(
        f"<p><i>{q}</i></p><p>Nora: {a}</p><p>And so on it goes.</p><p>It always did.</p><p>I like it.</p>"
        for q, a in turns
    )
    flow = flow_of(f"<div>{html}</div>")
    assert [f"Nora: {a}" for a in TOLD] in [asking_texts(flow, one) for one in propose(flow) if one.kind == "answerer"]


@pytest.mark.xfail(reason="the question after an answer counts for the answer's speaker", strict=True)
def test_short_answers_that_alone_bear_labels_are_proposed() -> None:
    """Also where a question follows each answer's one paragraph."""
    flow = flow_of(set_turns("<p>{}</p>", "<p>Nora: {}</p>"))
    assert [f"Nora: {a}" for a in TOLD] in [asking_texts(flow, one) for one in propose(flow) if one.kind == "answerer"]


def test_labels_are_proposed_before_looks() -> None:
    """Where names open the turns, layouts by names come first."""
    assert propose(flow_of(set_turns("<p><b>Tom: {}</b></p>", "<p><b>Nora:</b> {}</p>")))[0].kind == "labels"


def test_both_ways_round_are_proposed() -> None:
    """That one name asks and the other answers is a proposal, and so is the reverse: the score decides."""
    flow = flow_of(set_turns("<p>Tom: {}</p>", "<p>Nora: {}</p>"))
    askers = {layout.askers for layout in propose(flow) if layout.kind == "labels"}
    assert {frozenset({"tom"}), frozenset({"nora"})} <= askers


def test_proposals_are_few_and_each_once() -> None:
    """However many looks a page has, the number of readings is bounded."""
    looks = "".join(f'<p class="c{n % 17}"><b class="d{n % 5}">Why {n}?</b></p><p>– So {n}.</p>' for n in range(200))
    layouts = propose(flow_of(f"<div>{looks}</div>"))
    assert 0 < len(layouts) <= MOST_LAYOUTS
    assert len({(layout.asking, layout.askers) for layout in layouts}) == len(layouts)


def test_a_page_without_a_question_has_no_layout_by_look() -> None:
    """Bold paragraphs that ask nothing are headings."""
    flow = flow_of("<p><b>First winter</b></p><p>It snowed.</p><p><b>Second winter</b></p><p>It rained.</p>")
    assert propose(flow) == []


def test_names_say_what_is_read() -> None:
    """A layout's name is for people."""
    flow = flow_of(set_turns("<h3>{}</h3>", "<p>{}</p>"))
    assert "questions are h3" in [layout.name for layout in propose(flow)]
    flow = flow_of(set_turns("<p>Tom: {}</p>", "<p>Nora: {}</p>"))
    assert "tom asks, nora answers" in [layout.name for layout in propose(flow)]
