"""Views stand the test of a real browser, where the machine has one."""

from __future__ import annotations

import re

import pytest

from interview_parse import Article, parse_article
from tests.browser import find_browser, in_notebook, picture, shown_dom, shown_words
from tests.snippets import ROOT

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def article() -> Article:
    return parse_article(ROOT / "examples/interview.html")


def test_the_browser_shows_every_word_of_the_annotated_page(article: Article) -> None:
    """All words of the page are on the annotated page, in order, as the browser reads it."""
    shown = iter(re.findall(r"\w+", " ".join(shown_words(article.annotated()))))
    for word in re.findall(r"\w+", article.page_text):
        assert word in shown, word


def test_the_browser_shows_the_conversation_in_a_notebook(article: Article) -> None:
    """A cell's output has every turn's words, in order, and nothing that is fetched or run."""
    dom = shown_dom(in_notebook(article._repr_html_()))
    assert not re.search(r"<script|<link|src=|@import|url\(", dom)
    shown = iter(re.findall(r"\w+", " ".join(shown_words(in_notebook(article._repr_html_())))))
    assert article.interview is not None
    for turn in article.interview.turns:
        for word in re.findall(r"\w+", turn.text):
            assert word in shown, word


def test_light_and_dark_themes_differ(article: Article) -> None:
    """On a dark ground the view is drawn in other colours; neither picture is empty."""
    light = picture(in_notebook(article._repr_html_()), width=500, height=400)
    dark = picture(in_notebook(article._repr_html_(), dark=True), width=500, height=400, dark=True)
    # A blank PNG of this size has some 2 kB.
    assert min(len(light), len(dark)) > 10_000
    assert light != dark
