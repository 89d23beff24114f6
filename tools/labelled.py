"""Labelled pages as the tools need them: read once, with what a careful reader found on them.

A corpus is any folder with ``pages/`` (HTML, Markdown, text, VTT or SRT files as they are) and ``gold/*.json``, one
file a page:

    {"page": "name of the file in pages/",
     "class": "interview" | "faq" | "negative" | any other word for a page with a conversation,
     "language": "BCP 47 tag", "site": "whatever two pages of one publisher share",
     "turns": [{"role": "Q" | "A", "label": "as printed" | null, "text": "the turn's words"}]}

``turns`` is empty where the class is ``faq`` or ``negative``. Pages are compared on words alone, casefolded, so how the
text is set in the JSON does not matter. Generated pages (``tests/generator``) take the same form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from interview_parse.languages import LanguagePack, available, load
from interview_parse.model.types import TurnRole
from interview_parse.segmenter import refine
from interview_parse.segmenter.around import View, survey
from interview_parse.segmenter.flow import Flow, make_flow
from interview_parse.segmenter.reading import Reading
from interview_parse.segmenter.segment import rank_readings
from interview_parse.segmenter.segmentation import Exchange
from interview_parse.segmenter.speech import speak
from interview_parse.segmenter.weights import Weights
from interview_parse.source import read
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Page
from tests.generator.layouts import LAYOUTS
from tests.generator.others import OTHERS
from tests.generator.page import ExpectedTurn, GeneratedPage, fitting, page, sample
from tests.generator.score import CLOSE, bag, f1, pairs_of

FIRST_SEED = 22000
"""Seeds of the generated pages that weights are fitted on: far from those that the tests hold floors on."""

Pair = tuple[list[str], list[str]]
"""Words of what was asked in a row, and of what was told to it."""


@attrs.frozen(kw_only=True, eq=False)
class LabelledPage:
    """A page, and what a careful reader found on it."""

    name: str
    site: str
    kind: str
    """The class: faq, negative, or what the conversation is."""
    language: str
    page: Page
    turns: tuple[ExpectedTurn, ...]
    pairs: Sequence[Pair]
    is_generated: bool = False

    @property
    def is_interview(self) -> bool:
        """Whether a conversation must be found on it."""
        return self.kind not in ("faq", "negative")


def read_corpus(folder: Path) -> Iterator[LabelledPage]:
    """The labelled pages of a folder, in order of their gold files' names."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        turns = tuple(ExpectedTurn(turn["role"], turn.get("label"), turn["text"]) for turn in gold["turns"])
        yield LabelledPage(
            name=gold["page"],
            site=gold["site"],
            kind=gold["class"],
            language=gold["language"],
            page=tokenize(read(folder / "pages" / gold["page"])),
            turns=turns,
            pairs=pairs_of(turns),
        )


def generate_pages(count: int, *, start: int = FIRST_SEED) -> Iterator[LabelledPage]:
    """Invented pages for fitting: all layouts in turn, other kinds of pages twice as often, mostly known languages."""
    known = set(available())
    names = [*LAYOUTS, *OTHERS, *OTHERS]
    for number in range(count):
        name = names[number % len(names)]
        languages = fitting(name)
        if number % 5:  # each fifth page may be in a language without a pack
            languages = tuple(tag for tag in languages if tag.split("-")[0] in known) or languages
        language = languages[(number * 7 + number // len(names)) % len(languages)]
        yield label_generated(page(start + number, layout=name, language=language))


def sample_generated(count: int) -> list[LabelledPage]:
    """The fixed sample that ``tests.generator.score`` takes too; no weight was fitted on it."""
    return [label_generated(made) for made in sample(count)]


def label_generated(made: GeneratedPage) -> LabelledPage:
    """An invented page in the form of labelled ones; each is a site of its own."""
    name = f"generated {made.layout} {made.language} {made.seed}"
    return LabelledPage(
        name=name,
        site=name,
        kind="interview" if made.turns else "faq" if "faq" in made.kinds else "negative",
        language=made.language,
        page=tokenize(read(made.source)),
        turns=made.turns,
        pairs=pairs_of(made.turns),
        is_generated=True,
    )


# Comparing


@attrs.frozen
class Agreement:
    """How well found turns agree with a page's."""

    pair_f1: float
    is_perfect: bool
    """All pairs right, and no other."""


def compare_pairs(wanted: LabelledPage, exchanges: Iterable[Exchange], page: Page) -> Agreement:
    """How well exchanges agree with the labelled ones: a pair is right where question and whole answer are."""
    found = pairs_of(
        ExpectedTurn(
            "Q" if turn.role is TurnRole.QUESTION else "A",
            None,
            "\n".join(page.text[span.start : span.end] for span in turn.spans),
        )
        for exchange in exchanges
        for turn in (*exchange.questions, *exchange.answers)
    )
    right = count_matches(wanted.pairs, found, _is_same_pair)
    both = len(wanted.pairs) + len(found)
    return Agreement(2 * right / both if both else 1.0, right == len(wanted.pairs) == len(found))


def count_matches(wanted: Sequence[Pair], found: Sequence[Pair], same: Callable[[Pair, Pair], bool]) -> int:
    """How many find their like, each once: the nearest to where the last match leads one to expect it."""
    taken: set[int] = set()
    shift = 0
    for place, one in enumerate(wanted):
        for other in sorted(range(len(found)), key=lambda at: abs(at - place - shift)):
            if other not in taken and same(one, found[other]):
                taken.add(other)
                shift = other - place
                break
    return len(taken)


def _is_same_pair(one: Pair, other: Pair) -> bool:
    return f1(one[0], other[0]) >= CLOSE and f1(one[1], other[1]) >= CLOSE


# Reading


@attrs.frozen(eq=False)
class Opened:
    """A labelled page up to where weights come in."""

    labelled: LabelledPage
    pack: LanguagePack
    flow: Flow

    def rank(self, weights: Weights) -> list[tuple[float, Reading, dict[str, float]]]:
        """Its readings, the best first, before the second look."""
        return rank_readings(self.flow, self.pack, weights)

    def judge(self, reading: Reading, weights: Weights) -> tuple[Reading, float, bool] | None:
        """The reading after the second look, its pair F1, and whether it is perfect; None where nothing is left."""
        page = self.labelled.page
        revised = refine.refine(reading, page, self.pack, weights)
        if revised is None:
            return None
        exchanges, _ = speak(revised, page, self.pack, is_faq=False)
        agreement = compare_pairs(self.labelled, exchanges, page)
        return revised, agreement.pair_f1, agreement.is_perfect

    def draft(self, reading: Reading, weights: Weights, *until: str) -> refine.Draft:
        """The reading under revision, before the first of the named steps."""
        page, roles = self.labelled.page, dict(reading.roles)
        draft = refine.Draft(reading, page, self.pack, weights, roles, reading.first, reading.last)
        for step in refine.STEPS:
            if step.__name__ in until:
                return draft
            step(draft)
        raise ValueError(f"none of {until} is a step of refine.STEPS")

    def turns(self, role: str) -> list[list[str]]:
        """The words of each labelled turn of one side."""
        return [bag(turn.text) for turn in self.labelled.turns if turn.role == role]


def open_page(labelled: LabelledPage, *, with_pack: bool = True) -> Opened:
    """The page with its pack (or none, as of a language that nobody described) and its units."""
    pack = load(labelled.language if with_pack else "und")
    return Opened(labelled, pack, make_flow(labelled.page, survey(View(labelled.page, pack)), pack))


__all__ = [
    "Agreement",
    "LabelledPage",
    "Opened",
    "bag",
    "compare_pairs",
    "f1",
    "generate_pages",
    "open_page",
    "read_corpus",
]
