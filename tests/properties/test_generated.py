"""Laws of interview pages, whoever set them: how a page is written changes nothing; what is set is what is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from random import Random

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.generator.conversation import Conversation, compose, cut_after
from tests.generator.layouts import LAYOUTS
from tests.generator.page import GeneratedPage, set_page
from tests.generator.rewrite import REWRITES, Rewrite, rename_classes
from tests.generator.score import bag, compare, read, show
from tests.generator.strategies import CLEAR, PLAIN, conversations
from tests.generator.words import Name, load, tags
from tests.quality import floors

law = settings(max_examples=30, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate))
# No shrinking: a conversation is made of a seed, and a smaller seed is no simpler one.

Spoken = list[tuple[str, tuple[str, ...]]]

MARKED_UP = tuple(name for name in CLEAR if LAYOUTS[name].format == "html")
STYLED = tuple(name for name in MARKED_UP if "class" not in name)
NAMED = tuple(name for name in CLEAR if name in ("label-full", "label-family", "label-bold-question", "text-names"))


# How a page is written: these laws hold for every page.


def spoken(made: GeneratedPage) -> Spoken:
    """Who (role) says which words, as the library reads a page."""
    return [(turn.role, tuple(bag(turn.text))) for turn in read(made.source).turns]


def expected(made: GeneratedPage) -> Spoken:
    return [(turn.role, tuple(bag(turn.text))) for turn in made.turns]


@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda one: one.__name__)
@law
@given(
    talk=conversations(),
    layout=st.sampled_from(MARKED_UP),
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


# How a page is read is a judgement, so what follows cannot hold for every page. Each law is tried on fixed pages, one for
# each layout and language, and the share for which it holds has a floor.


@attrs.frozen
class Trial:
    """A conversation in a layout. The conversation of a language is the same in each layout."""

    layout: str
    language: str
    seed: int

    @property
    def talk(self) -> Conversation:
        return compose(load(self.language), Random(self.seed), PLAIN)

    def __str__(self) -> str:
        return f"{self.layout} {self.language} {self.seed}"


Law = Callable[[Trial], tuple[GeneratedPage, bool] | None]
"""The page that is tried and whether the law holds for it; None where it has nothing to say of the conversation."""


def clear_layout(trial: Trial) -> tuple[GeneratedPage, bool]:
    """A clear layout gives the turns that were set, word by word."""
    made = set_page(trial.talk, trial.layout, seed=trial.seed)
    return made, spoken(made) == expected(made)


def furniture(trial: Trial) -> tuple[GeneratedPage, bool]:
    """Menus, captions, pull quotes, related links, comments and the like change no turn."""
    bare, furnished = (set_page(trial.talk, trial.layout, amount=amount, seed=trial.seed) for amount in (0.0, 1.0))
    assert furnished.noise
    return furnished, spoken(furnished) == spoken(bare)


def paywall(trial: Trial) -> tuple[GeneratedPage, bool]:
    """Cut after an answer past the first, a page is truncated and all turns before the cut are kept."""
    ends = [place for place, turn in enumerate(trial.talk.turns) if turn.role == "A"][1:]
    made = set_page(cut_after(trial.talk, ends[trial.seed % len(ends)]), trial.layout, notice=True)
    reading = read(made.source)
    return made, compare(made, reading).perfect and reading.truncated


def broken_sentence(trial: Trial) -> tuple[GeneratedPage, bool] | None:
    """A page that stops inside a sentence says that it is truncated, with no notice at all."""
    turns = trial.talk.turns
    ends = [place for place, turn in enumerate(turns) if turn.role == "A" and len(turn.paragraphs[-1]) > 60]
    if not ends or ends[-1] < 2:
        return None
    made = set_page(cut_after(trial.talk, ends[-1], inside=True), trial.layout)
    return made, read(made.source).truncated


LAWS: dict[str, tuple[Law, tuple[str, ...]]] = {
    "clear_layout": (clear_layout, CLEAR),
    "furniture": (furniture, MARKED_UP),
    "paywall": (paywall, ("bold-paragraph", "heading-3", "label-full", "label-letters-bold", "classes-bem")),
    "broken_sentence": (broken_sentence, ("bold-paragraph", "label-full", "heading-3")),
}
"""Law by the name of its floor, with the layouts that it is tried in."""


@cache
def verdicts(name: str) -> dict[Trial, bool]:
    """Whether a law holds, trial by trial."""
    law, layouts = LAWS[name]
    trials = [Trial(layout, tag, seed) for layout in layouts for seed, tag in enumerate(tags())]
    return {trial: found[1] for trial in trials if (found := law(trial))}


def share(name: str) -> float:
    """The share of its trials that a law holds for."""
    return sum(verdicts(name).values()) / len(verdicts(name))


@pytest.mark.parametrize("name", LAWS)
def test_a_law_of_reading_holds_as_often_as_pinned(name: str) -> None:
    """The share of pages for which the law holds is no less than its floor in ``tests/quality/floors.toml``."""
    floor = floors.load("laws")[name]
    assert len(verdicts(name)) >= 100
    broken = "\n".join(f"  {name} {trial}" for trial, holds in verdicts(name).items() if not holds)
    assert share(name) >= floor, (
        f"{name} holds for {share(name):.4f} of {len(verdicts(name))} pages, its floor is {floor}; "
        f"python -m tests.properties.test_generated, followed by one of these, shows a page:\n{broken}"
    )


def test_every_law_of_reading_has_its_floor() -> None:
    """The file pins these laws and no others."""
    assert floors.load("laws").keys() == LAWS.keys()


if __name__ == "__main__":
    law_name, layout_name, language_tag, number = sys.argv[1:]
    tried = LAWS[law_name][0](Trial(layout_name, language_tag, int(number)))
    if tried:
        show(tried[0])
