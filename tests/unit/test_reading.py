"""A layout read to turns: who says each unit, where the conversation starts and ends, and which reading is best."""

from __future__ import annotations

import pytest
from test_hypotheses import ASKED, SETTINGS, TOLD, flow_of, page_of, set_turns

from interview_parse.languages import load
from interview_parse.model.types import TurnRole
from interview_parse.segmenter.flow import Flow
from interview_parse.segmenter.hypotheses import Layout
from interview_parse.segmenter.reading import Reading, read_layout
from interview_parse.segmenter.refine import refine
from interview_parse.segmenter.segment import rank_readings
from interview_parse.segmenter.weights import load_weights

Q, A = TurnRole.QUESTION, TurnRole.ANSWER


def best_of(html: str, language: str = "en") -> Reading:
    pack = load(language)
    reading = refine(
        rank_readings(flow_of(html, language), pack, load_weights())[0][1], page_of(html), pack, load_weights()
    )
    assert reading is not None
    return reading


def said(reading: Reading) -> list[tuple[str, str]]:
    """Each turn's side and words."""
    return [(turn.role.value[0], " / ".join(unit.text for unit in turn.units)) for turn in reading.turns]


def read_bold(html: str) -> Reading | None:
    """The reading in which the bold units ask."""
    flow = flow_of(html)
    asking = frozenset(unit.index for unit in flow.units if unit.bold)
    return read_layout(Layout("bold", "signature", asking), flow, load("en"), load_weights().end)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_best_reading_has_the_turns_that_were_set(name: str) -> None:
    """In each setting the highest score goes to the reading with every question and every answer."""
    asked, told, kind = SETTINGS[name]
    opened = {"labels": ("Tom: ", "Nora: "), "asker": ("Tom: ", ""), "answerer": ("", "Nora: "), "dashes": ("– ", "– ")}
    before, behind = opened.get(kind, ("", ""))
    quoted = "“{}”" if kind == "quotes" else "{}"
    wanted = []
    for q, a in zip(ASKED, TOLD, strict=True):
        wanted += [("q", before + q), ("a", behind + quoted.format(a))]
    assert said(best_of(set_turns(asked, told))) == wanted


def test_units_between_two_questions_answer() -> None:
    """An answer of several paragraphs is one turn of several units."""
    reading = read_bold(
        "<div><p><b>Who?</b></p><p>I do.</p><p>Every day.</p><p><b>Why?</b></p><p>I was asked.</p></div>"
    )
    assert reading is not None
    assert said(reading) == [("q", "Who?"), ("a", "I do. / Every day."), ("q", "Why?"), ("a", "I was asked.")]


def test_what_stands_before_the_first_question_is_no_turn() -> None:
    """A headline and an introduction stay out."""
    reading = read_bold(
        "<h1>Bells</h1><div><p>A talk.</p><p><b>Who?</b></p><p>I do.</p><p><b>Why?</b></p><p>So.</p></div>"
    )
    assert reading is not None
    assert reading.turns[0].units[0].text == "Who?"


def test_another_speaker_starts_another_turn() -> None:
    """Two people who answer one question give two turns."""
    html = "".join(
        f"<p>Tom: {q}</p><p>Nora: {a}</p><p>Will: I agree with that.</p>" for q, a in zip(ASKED, TOLD, strict=True)
    )
    reading = best_of(f"<div>{html}</div>")
    assert [(turn.role, turn.speaker) for turn in reading.turns] == [(Q, "tom"), (A, "nora"), (A, "will")] * 4


def test_a_conversation_may_end_in_a_question() -> None:
    """What a paywall cut from its answer stays a question."""
    reading = read_bold("<div><p><b>Who?</b></p><p>I do.</p><p><b>Why?</b></p><p>So.</p><p><b>And when?</b></p></div>")
    assert reading is not None
    assert said(reading)[-1] == ("q", "And when?")


def test_questions_far_from_the_others_are_left_out() -> None:
    """A bold teaser in a sidebar is no part of the conversation."""
    talk = "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in zip(ASKED, TOLD, strict=True))
    reading = read_bold(
        f"<main><div class=body>{talk}</div></main><aside><div class=box><p><b>Is the ferry late?</b></p></div></aside>"
    )
    assert reading is not None
    assert [turn.units[0].text for turn in reading.questions] == ASKED


def test_no_asking_unit_no_reading() -> None:
    """A layout without a unit yields nothing."""
    flow: Flow = flow_of("<p>One.</p><p>Two.</p>")
    for kind in ("signature", "asking", "quotes", "dashes", "labels", "asker", "answerer"):
        assert read_layout(Layout("none", kind, frozenset()), flow, load("en"), load_weights().end) is None


def test_with_dashes_on_both_sides_a_request_without_a_mark_asks() -> None:
    """Where a question has no mark, alternation still tells the sides."""
    turns = [
        "Who rings?",
        "I do, every morning.",
        "Tell me about the tower.",
        "It is tall, and I climb it.",
        "Why do you?",
        "I was asked.",
    ]
    flow = flow_of("<div>" + "".join(f"<p>— {turn}</p>" for turn in turns) + "</div>")
    dashed = frozenset(unit.index for unit in flow.units)
    reading = read_layout(Layout("dashes", "dashes", dashed), flow, load("en"), load_weights().end)
    assert reading is not None
    assert said(reading) == [("qa"[n % 2], f"— {turn}") for n, turn in enumerate(turns)]


def test_readings_come_best_first_and_are_stable() -> None:
    """The order of readings is that of their scores, and the same each time."""
    html = set_turns("<p><b>Tom: {}</b></p>", "<p>Nora: {}</p>")
    pack, weights = load("en"), load_weights()
    ranked = rank_readings(flow_of(html), pack, weights)
    scores = [score for score, _, _ in ranked]
    assert scores == sorted(scores, reverse=True)
    again = rank_readings(flow_of(html), pack, weights)
    assert [(one.layout.name, score) for score, one, _ in again] == [
        (one.layout.name, score) for score, one, _ in ranked
    ]
