"""Laws that hold for every interview page, whoever set it."""

from __future__ import annotations

from random import Random

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.generator.conversation import Conversation, cut_after
from tests.generator.layouts import LAYOUTS
from tests.generator.page import GeneratedPage, set_page
from tests.generator.rewrite import REWRITES, Rewrite, rename_classes
from tests.generator.score import bag, compare, read
from tests.generator.strategies import CLEAR, conversations
from tests.generator.words import Name

law = settings(max_examples=12, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate))
# No shrinking: a conversation is made of a seed, and a smaller seed is no simpler one.

Spoken = list[tuple[str, tuple[str, ...]]]

STYLED = tuple(
    name for name in CLEAR if LAYOUTS[name].format == "html" and "classes" not in name and "class" not in name
)
NAMED = tuple(name for name in CLEAR if name in ("label-full", "label-family", "label-bold-question", "text-names"))


def spoken(made: GeneratedPage) -> Spoken:
    """Who (role) says which words, as the library reads a page."""
    return [(turn.role, tuple(bag(turn.text))) for turn in read(made.source).turns]


def expected(made: GeneratedPage) -> Spoken:
    return [(turn.role, tuple(bag(turn.text))) for turn in made.turns]


@pytest.mark.parametrize("layout", CLEAR)
@law
@given(talk=conversations())
def test_a_clear_layout_gives_the_turns_that_were_set(layout: str, talk: Conversation) -> None:
    """The same conversation in any of the clear layouts gives the same turns, word by word."""
    made = set_page(talk, layout)
    assert spoken(made) == expected(made)


@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda one: one.__name__)
@law
@given(
    talk=conversations(),
    layout=st.sampled_from([one for one in CLEAR if LAYOUTS[one].format == "html"]),
    seed=st.integers(0, 999),
)
def test_how_the_source_is_written_changes_nothing(
    rewrite: Rewrite, talk: Conversation, layout: str, seed: int
) -> None:
    """Wrapping, indenting, minifying, order of attributes, references, case of tags, comments: the turns stay."""
    made = set_page(talk, layout, amount=0.4, seed=seed)
    changed = attrs.evolve(made, source=rewrite(made.source, Random(seed)))
    assert changed.source != made.source or rewrite.__name__ == "encode"
    assert spoken(changed) == spoken(made)


@law
@given(talk=conversations(), layout=st.sampled_from(STYLED), seed=st.integers(0, 999))
def test_names_of_classes_change_nothing_where_style_speaks(talk: Conversation, layout: str, seed: int) -> None:
    """A page whose tags tell the sides reads the same under any names of its classes."""
    made = set_page(talk, layout)
    changed = attrs.evolve(made, source=rename_classes(made.source, Random(seed)))
    assert spoken(changed) == spoken(made)


@law
@given(
    talk=conversations(languages=("en", "fr", "de", "es", "ru", "el", "pl", "sv", "it", "cs")),
    layout=st.sampled_from(NAMED),
)
def test_another_name_changes_the_label_alone(talk: Conversation, layout: str) -> None:
    """Renaming who answers changes that label at each turn, and nothing else."""
    teller = talk.tellers[0]
    other = Name("Quoril" if teller.given.isascii() else "Ξω", "Zambuque" if teller.given.isascii() else "Жуз")
    swap = {teller: other}
    renamed = attrs.evolve(
        talk,
        tellers=(other,),
        exchanges=tuple(
            attrs.evolve(
                one, turns=tuple(attrs.evolve(turn, speaker=swap.get(turn.speaker, turn.speaker)) for turn in one.turns)
            )
            for one in talk.exchanges
        ),
    )
    first, second = (read(set_page(one, layout).source).turns for one in (talk, renamed))
    assert [(turn.role, turn.text) for turn in first] == [(turn.role, turn.text) for turn in second]
    labels = {teller.full: other.full, teller.family: other.family}
    assert [labels.get(turn.label or "", turn.label) for turn in first] == [turn.label for turn in second]


@pytest.mark.parametrize("layout", [name for name in CLEAR if LAYOUTS[name].format == "html"])
@law
@given(talk=conversations(), seed=st.integers(0, 999))
def test_furniture_stands_in_no_turn(layout: str, talk: Conversation, seed: int) -> None:
    """Menus, captions, pull quotes, related links, comments and the like change no turn."""
    bare, furnished = set_page(talk, layout, seed=seed), set_page(talk, layout, amount=1.0, seed=seed)
    assert furnished.noise
    assert spoken(furnished) == spoken(bare)


@pytest.mark.parametrize("layout", ["bold-paragraph", "heading-3", "label-full", "label-letters-bold", "classes-bem"])
@law
@given(talk=conversations(), data=st.data())
def test_a_paywall_keeps_every_turn_before_it(layout: str, talk: Conversation, data: st.DataObject) -> None:
    """Cut after any exchange past the first two, a page is truncated and all turns before the cut are kept."""
    ends = [place for place, turn in enumerate(talk.turns) if turn.role == "A"][1:]
    made = set_page(cut_after(talk, data.draw(st.sampled_from(ends))), layout, notice=True)
    reading = read(made.source)
    assert compare(made, reading).perfect
    assert reading.truncated


@law
@given(talk=conversations(), layout=st.sampled_from(("bold-paragraph", "label-full", "heading-3")))
def test_a_broken_sentence_is_a_cut(talk: Conversation, layout: str) -> None:
    """A page that stops inside a sentence says that it is truncated, with no notice at all."""
    ends = [place for place, turn in enumerate(talk.turns) if turn.role == "A" and len(turn.paragraphs[-1]) > 60]
    if not ends or ends[-1] < 2:
        return
    made = set_page(cut_after(talk, ends[-1], inside=True), layout)
    assert read(made.source).truncated
