"""The generator by itself: the same page for a seed, and every expected word on the page, in order."""

from __future__ import annotations

import html
import re

import pytest

from tests.generator import page, sample
from tests.generator.layouts import LAYOUTS
from tests.generator.others import OTHERS
from tests.generator.page import GeneratedPage
from tests.generator.words import load, tags

SAMPLE = sample(2 * (len(LAYOUTS) + len(OTHERS)))


def printed(made: GeneratedPage) -> str:
    """The page's letters and digits alone, without tags and caption times."""
    text = re.sub(r"(?s)<script.*?</script>|<head>.*?</head>|<!--.*?-->", "", made.source, flags=re.I)
    if made.format in ("html", "vtt"):
        text = html.unescape(re.sub(r"<[^<>]*>", "", text))
    if made.format in ("vtt", "srt"):
        text = re.sub(r"(?m)^(\d+\n)?[\d:.,]+ --> .*$", "", text)
    return letters(text)


def letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())


@pytest.mark.parametrize("made", SAMPLE, ids=lambda made: f"{made.layout}-{made.language}-{made.seed}")
def test_every_expected_turn_stands_on_the_page_in_order(made: GeneratedPage) -> None:
    """What the page expects to be found is printed on it, once after the other."""
    text, place = printed(made), 0
    for turn in made.turns:
        for paragraph in turn.text.split("\n\n"):
            found = text.find(letters(paragraph), place)
            assert found >= 0, f"{paragraph!r} is missing"
            place = found + len(letters(paragraph))


def test_a_seed_always_gives_the_same_page() -> None:
    """Two calls agree, also through the sample."""
    assert [page(seed) for seed in range(60)] == [page(seed) for seed in range(60)]
    assert sample(40) == sample(40)


def test_every_layout_and_language_is_in_a_sample() -> None:
    """600 pages leave no layout, no other kind of page and no language out."""
    made = sample(600)
    assert {one.layout for one in made} == {*LAYOUTS, *OTHERS}
    assert {one.language for one in made} == set(tags())


@pytest.mark.parametrize("tag", tags())
def test_a_language_is_rich_enough(tag: str) -> None:
    """Each file has the sentences that pages are made of, and names whose initials differ."""
    words = load(tag)
    assert len(words.questions) >= 20
    assert len(words.remarks) + len(words.requests) >= 5
    assert len(words.heads) + len(words.tails) + len(words.plain) >= 25
    assert len(words.people) == 5
    assert len({name.full for name in words.people}) == len({name.family for name in words.people}) == 5
    if words.cased:
        assert len({name.initials for name in words.people}) == 5
    assert len(words.faq) == 6
    assert len(words.news) == 8
    assert len(words.intro) == 5
    assert len(words.closing) >= 2
    assert len(words.topics) == 4
    assert len(words.comments) == 3
    assert all("{name}" in one for one in (words.credit, words.photo, words.caption, words.author, words.news[1]))


def test_a_cut_page_expects_what_stands_before_the_cut() -> None:
    """A cut page's last expected words are its text's last; nothing of the talk comes after."""
    cut = [one for one in (page(seed, layout="bold-paragraph", language="en") for seed in range(80)) if one.truncated]
    assert cut
    for made in cut:
        last = letters(made.turns[-1].text.split("\n\n")[-1])
        assert last
        assert last in printed(made)
    assert any(made.turns[-1].text.endswith("…") for made in cut)


def test_chance_is_seeded() -> None:
    """No layout leaves its choices to a global source of chance."""
    import random

    random.seed(1)
    first = page(3)
    random.seed(2)
    assert page(3) == first
