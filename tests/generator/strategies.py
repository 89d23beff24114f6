"""Hypothesis strategies over the generator."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from tests.generator.conversation import Conversation, Shape, compose
from tests.generator.layouts import LAYOUTS
from tests.generator.page import GeneratedPage, page
from tests.generator.words import load, tags

PLAIN = Shape(exchanges=(3, 7), long_questions=False, topics=False, parting=False, open_ends=False)
"""A conversation that every clear layout can hold."""

CLEAR = tuple(sorted(name for name, layout in LAYOUTS.items() if layout.clear))


@st.composite
def conversations(draw: st.DrawFn, shape: Shape = PLAIN, languages: tuple[str, ...] | None = None) -> Conversation:
    """A conversation of a shape, in any language."""
    tag = draw(st.sampled_from(languages or tags()))
    return compose(load(tag), Random(draw(st.integers(0, 2**32))), shape)


def clear_layouts() -> st.SearchStrategy[str]:
    """A layout that nobody could misread."""
    return st.sampled_from(CLEAR)


def pages(layouts: tuple[str, ...] = tuple(LAYOUTS)) -> st.SearchStrategy[GeneratedPage]:
    """A page with its furniture, in one of the layouts."""
    return st.builds(lambda seed, layout: page(seed, layout=layout), st.integers(0, 2**32), st.sampled_from(layouts))
