"""What a page is: the same layout with other words is another kind."""

from __future__ import annotations

import pytest

from interview_parse import Article, parse_article
from interview_parse.model.types import Kind, Role

TALK = [
    (
        "How did you come to tune bells?",
        "My uncle rang them, and I was small enough to crawl behind the frame. I dropped a spanner and heard it.",
    ),
    ("Do you ever get tired of the noise?", "I never do. I get tired of the gulls, because they answer me."),
    ("What would you tell your younger self?", "I would tell her to wear gloves. My hands never forgave me."),
    ("Who will do this after you?", "My niece comes along on Saturdays. I have not told her yet how good she is."),
]
HELP = [
    ("How is a library card renewed?", "Renewal takes five minutes at any desk and costs nothing for residents."),
    ("What happens if a book is lost?", "The borrower pays the price of a new copy. Members under twelve are exempt."),
    ("Are returns accepted at other branches?", "All branches accept returns during opening hours."),
    ("How long is the loan period?", "Three weeks for books, one week for films. Loans can be extended twice."),
]
FRAMES = {
    "headings": ("<h3>{}</h3><p>{}</p>", "<div>{}</div>"),
    "bold": ("<p><b>{}</b></p><p>{}</p>", "<div>{}</div>"),
    "definitions": ("<dt>{}</dt><dd>{}</dd>", "<dl>{}</dl>"),
    "labels": ("<p>Q: {}</p><p>A: {}</p>", "<div>{}</div>"),
    "table": ("<tr><td>{}</td><td>{}</td></tr>", "<table>{}</table>"),
}


def parse(pairs: list[tuple[str, str]], frame: str, title: str) -> Article:
    pair, around = FRAMES[frame]
    body = around.format("".join(pair.format(*one) for one in pairs))
    return parse_article(f"<html lang=en><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>")


@pytest.mark.parametrize("frame", FRAMES)
def test_people_who_talk_are_an_interview(frame: str) -> None:
    """Who says I and is asked as you is interviewed, however it is set."""
    article = parse(TALK, frame, "The woman who tunes the bells")
    assert article.kind is Kind.INTERVIEW
    assert article.kind_confidence > 0.5
    assert len(article.interviews) == 1
    assert article.faq == ()


@pytest.mark.parametrize("frame", FRAMES)
def test_a_house_that_answers_itself_is_an_faq(frame: str) -> None:
    """The same settings with a site's own questions and answers hold no interview."""
    article = parse(HELP, frame, "Frequently asked questions")
    assert article.kind is Kind.FAQ
    assert article.interview is None
    assert [one.question for one in article.faq] == [q for q, _ in HELP]
    assert [one.answer for one in article.faq] == [a for _, a in HELP]


def test_an_faq_has_roles_of_its_own() -> None:
    """Its segments are faq_question and faq_answer, so that no interview is seen in them."""
    article = parse(HELP, "headings", "Frequently asked questions")
    roles = {segment.role for segment in article.segments}
    assert {Role.FAQ_QUESTION, Role.FAQ_ANSWER} <= roles
    assert roles.isdisjoint({Role.QUESTION, Role.ANSWER})


def test_prose_is_an_article_and_says_why() -> None:
    """Without a layout of turns there is no interview, and the notes tell."""
    article = parse_article(
        "<h1>The bells</h1><p>They ring at six.</p><p>They have done so since 1902, and nobody minds.</p>"
    )
    assert (article.kind, article.interview, article.faq) == (Kind.ARTICLE, None, ())
    assert "no layout of questions and answers was found" in article.notes


def test_what_looks_like_talk_but_is_none_says_so() -> None:
    """Turns were found but no interview: the notes give the probability."""
    article = parse(HELP, "bold", "Frequently asked questions")
    assert any("little says that people talk" in note for note in article.notes)


@pytest.mark.parametrize(("pairs", "title"), [(TALK, "The bells"), (HELP, "FAQ"), ([], "Bells")])
def test_confidence_is_a_probability(pairs: list[tuple[str, str]], title: str) -> None:
    """Between 0 and 1, also where there is no interview; every interview has one of its own."""
    article = parse(pairs, "bold", title)
    assert 0.0 < article.kind_confidence <= 1.0
    assert all(0.0 < interview.confidence < 1.0 for interview in article.interviews)


def test_without_a_pack_layout_still_makes_an_interview() -> None:
    """A language that nobody has listed words for is parsed by its layout."""
    talk = [
        ("Zor ba talen mikro posha?", "Nemi dal tora, ko sheli mara benu. Tavi lon karo."),
        ("Vel osha na pirel?", "Ona miri, ona tabu. Sheli koro man deli vora."),
        ("Kara ba fondu lestra?", "Mina tavu, ko deli pashi. Ori man."),
        ("Posha zor miren?", "Tabu sheli, vora kani. Nemi ko lara dun benu."),
    ]
    body = "".join(f"<p><b>Redo: {q}</b></p><p><b>Tavi:</b> {a}</p>" for q, a in talk)
    article = parse_article(f"<html><body><h1>Tavi Lon</h1><article>{body}</article></body></html>", language="tlh")
    assert article.interview is not None
    assert [one.question for one in article.interview] == [q for q, _ in talk]
