"""What stands around a conversation: kept out where it surely is no turn, left alone where it could be one."""

from __future__ import annotations

import time

import pytest

from interview_parse.languages import EMPTY, LanguagePack, load
from interview_parse.model.types import Role
from interview_parse.segmenter.around import View, settle, survey
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.source import Format, Source
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Page

TALK = "".join(
    f"<p><b>Why did you keep boat number {n} in the shed all winter?</b></p>"
    f"<p>Because boat {n} leaked, and I had promised my sister that nobody would row it before spring came back.</p>"
    for n in range(8)
)


def page_of(html: str) -> Page:
    return tokenize(Source(html, Format.HTML, None))


def judge(html: str, pack: LanguagePack = EMPTY) -> dict[str, Verdict]:
    page = page_of(html)
    return {page.of(block): verdict for block, verdict in zip(page, survey(View(page, pack)), strict=True)}


def settled(html: str, first: str, last: str, pack: LanguagePack = EMPTY) -> dict[str, Role]:
    """The role of each block, where the conversation runs from the first block with these words to the last with those."""
    page = page_of(html)
    texts = [page.of(block) for block in page]
    start = next(index for index, text in enumerate(texts) if first in text)
    stop = max(index for index, text in enumerate(texts) if last in text) + 1
    view = View(page, pack)
    roles = settle(view, survey(view), [(start, stop)])
    return {text: role for text, (role, _) in zip(texts, roles, strict=True)}


@pytest.mark.parametrize(
    ("markup", "text", "role"),
    [
        ("<nav><a href=/a>Boats</a></nav>", "Boats", Role.FURNITURE),
        ("<div class='social-share'>Tell a friend</div>", "Tell a friend", Role.FURNITURE),
        ("<figure><img src=a.jpg><figcaption>The shed in May</figcaption></figure>", "The shed in May", Role.CAPTION),
        ("<div class='related-posts'><a href=/x>Oars, a history</a></div>", "Oars, a history", Role.RELATED),
        ("<section id='comments'><p>First!</p></section>", "First!", Role.COMMENT),
        ("<div class='entry-tags'><a href=/t>boats</a></div>", "boats", Role.THEME),
        (
            "<blockquote class='pullquote'>Nobody rows before spring</blockquote>",
            "Nobody rows before spring",
            Role.PULL_QUOTE,
        ),
        ("<div class='ad-slot'>Buy paint</div>", "Buy paint", Role.ADVERT),
        ("<p>[00:12:45]</p>", "[00:12:45]", Role.TIMESTAMP),
        ("<p>© Harbour Archive</p>", "© Harbour Archive", Role.CAPTION),
        ("<ul><li>Facebook</li><li>WhatsApp</li></ul>", "WhatsApp", Role.FURNITURE),
        ("<p><a href=#>#boats</a> <a href=#>#winter</a></p>", "#boats #winter", Role.THEME),
        ("<div class='pages'><a href=?2>2</a> <a href=?3>3</a></div>", "2 3", Role.FURNITURE),
    ],
)
def test_furniture_is_kept_out_of_the_conversation_in_any_language(markup: str, text: str, role: Role) -> None:
    """Without any language pack, names of containers and looks alone tell what is surely no turn."""
    verdict = judge(f"<body><article>{TALK[:900]}{markup}{TALK}</article></body>")[text]
    assert (verdict.role, verdict.certain) == (role, True)


@pytest.mark.parametrize(
    "wrap",
    [
        "<form>{}</form>",
        "<aside>{}</aside>",
        "<div class='sidebar-layout has-comments'>{}</div>",
        "<div class='comment-content'>{}</div>",
        "<div id='related'>{}</div>",
        "<div class='newsletter'>{}</div>",
        "<footer>{}</footer>",
        "<div class='paywall'>{}</div>",
    ],
)
def test_a_name_around_the_whole_article_says_nothing(wrap: str) -> None:
    """An article inside a form, an aside or a container with any misleading class keeps all its turns."""
    verdicts = judge(f"<body>{wrap.format(TALK)}</body>")
    assert not [text for text, verdict in verdicts.items() if verdict.certain]


@pytest.mark.parametrize("tag", ["aside", "figcaption", "div class=caption", "div class=widget", "div class=comment"])
def test_a_container_that_asks_is_kept(tag: str) -> None:
    """Questions set in asides, captions or widgets, one by one between answers, are not thrown away."""
    name = tag.split()[0]
    answer = "<p>Because it leaked, and I had promised my sister that nobody would row it before spring, whatever he said.</p>"
    html = "".join(f"<{tag}>Why did boat {n} stay in?</{name}>{answer}" for n in range(6))
    verdicts = judge(f"<body><main>{html}</main></body>")
    assert not [text for text, verdict in verdicts.items() if verdict.certain]


def test_a_class_on_every_paragraph_says_nothing() -> None:
    """A page builder's "widget" around each paragraph is no sidebar, though each holds little."""
    html = "".join(f"<div class='widget w{n}'>{TALK}</div>" for n in range(5))
    assert not [verdict for verdict in judge(f"<body>{html}</body>").values() if verdict.certain]


def test_phrases_count_in_short_blocks_only() -> None:
    """A box that offers a newsletter is furniture; an answer that speaks of one is an answer."""
    answer = "I never liked the newsletter that we had then, it told people to sign up for a race which we never held, year after year after year."
    verdicts = judge(f"<body>{TALK}<p>Sign up for our newsletter</p><p>{answer}</p></body>", load("en"))
    assert verdicts["Sign up for our newsletter"].certain
    assert verdicts[answer].role is None


def test_captions_need_company() -> None:
    """Short lines after images lean to captions; where a portrait opens every turn, the turns stay turns."""
    captions = judge(f"<body>{TALK}<img src=a.jpg><p>The shed in May</p>{TALK}<img src=b.jpg><p>Oars of ash</p></body>")
    assert captions["The shed in May"].role is Role.CAPTION
    portraits = "".join(
        f"<p><img src=p{n}.png>Boat {n} again?</p><p>Yes, she sank in March, number {n}.</p>" for n in range(9)
    )
    assert not [one for one in judge(f"<body>{portraits}</body>").values() if one.role is Role.CAPTION]


def test_refrains_beside_the_text_are_furniture() -> None:
    """A hint that the page prints again and again in boxes of its own is kept out of the answers."""
    hint = "<div class='tip'><span>You have saved this piece.</span></div>"
    verdict = judge(f"<body><div>{TALK}{hint}{TALK}{hint}{TALK}{hint}</div></body>")["You have saved this piece."]
    assert verdict.certain


def test_title_lead_and_ending_are_told() -> None:
    """Once the conversation's place is known, headline, lead, intro, credit and site furniture get their roles."""
    html = f"""<html><head><title>The shed | Harbour Post</title></head><body>
      <header><h2>Harbour Post</h2><nav><a href=/>Home</a> <a href=/s>Sport</a></nav></header>
      <article><h1>The shed</h1><p class="standfirst">Ida Marsh keeps boats that nobody may row.</p>
      <div class="text"><p>We met her on a Tuesday, when the harbour was frozen and she had time for us.</p>
      {TALK}
      <p>She locked the door behind us, and the ice went on creaking until it was dark outside.</p>
      <p>Interview by Noel Pike</p></div></article>
      <section class="related"><h3>More</h3><a href=/x>Oars, a history</a></section>
      <footer><p>All rights reserved by the Harbour Post and its heirs, whoever they may be.</p></footer></body></html>"""
    roles = settled(html, "number 0", "boat 7", load("en"))
    assert roles["The shed"] is Role.TITLE
    assert roles["Harbour Post"] is not Role.TITLE
    assert roles["Ida Marsh keeps boats that nobody may row."] is Role.STANDFIRST
    assert roles["We met her on a Tuesday, when the harbour was frozen and she had time for us."] is Role.INTRODUCTION
    assert (
        roles["She locked the door behind us, and the ice went on creaking until it was dark outside."] is Role.CLOSING
    )
    assert roles["Interview by Noel Pike"] is Role.CREDIT
    assert roles["Oars, a history"] is Role.RELATED
    assert roles["All rights reserved by the Harbour Post and its heirs, whoever they may be."] is Role.FURNITURE


def test_an_opening_question_is_no_title() -> None:
    """Plain text that starts with the first question has no headline."""
    page = tokenize(
        Source("Why boats?\n\nBecause they float, mostly.\n\nAnd why now?\n\nIt is spring.\n", Format.TEXT, None)
    )
    view = View(page, EMPTY)
    roles = settle(view, survey(view), [(0, len(page.blocks))])
    assert Role.TITLE not in [role for role, _ in roles]


def test_a_page_without_conversation_has_a_body() -> None:
    """An article without interview keeps its headline, and its column's prose is its body."""
    prose = "".join(
        f"<p>The harbour froze for the {n}th time, and nobody could say when it had done so before.</p>"
        for n in range(6)
    )
    view = View(page_of(f"<body><nav><a href=/>Home</a></nav><main><h1>Ice</h1>{prose}</main></body>"), EMPTY)
    roles = [role for role, _ in settle(view, survey(view), [])]
    assert roles == [Role.FURNITURE, Role.TITLE, *[Role.BODY] * 6]


def test_every_block_gets_one_role_whatever_is_taken() -> None:
    """Any taken range, also an empty or a whole one, gives each block exactly one role."""
    view = View(page_of(f"<body><h1>Ice</h1>{TALK}<p>End</p></body>"), EMPTY)
    verdicts = survey(view)
    for taken in ([], [(0, 0)], [(0, len(view.blocks))], [(3, 4)], [(1, 3), (8, 12)]):
        assert len(settle(view, verdicts, taken)) == len(view.blocks)
    empty = View(page_of("<body></body>"), EMPTY)
    assert survey(empty) == ()
    assert settle(empty, (), []) == ()


@pytest.mark.parametrize(
    "block",
    [
        "<p>Somebody said that the boat was his own {n}.</p>",
        "<li><a href=/x{n}>In this series, part {n}</a></li>",
        "<p>“Nobody rows before spring comes back {n}”</p>",
        "<div class=related><p>In this series</p><a href=/{n}>One</a></div>",
    ],
)
def test_time_grows_with_the_page_and_no_faster(block: str) -> None:
    """Four times the blocks take about four times as long, whatever repeats on the page."""
    pack = load("en")

    def seconds(count: int) -> float:
        page = page_of("<body><main>" + "".join(block.format(n=n) for n in range(count)) + "</main></body>")
        survey(View(page, pack))
        began = time.perf_counter()
        view = View(page, pack)
        settle(view, survey(view), [(1, 2)])
        return time.perf_counter() - began

    small, large = seconds(1500), seconds(6000)
    assert large < 12 * small + 0.2
