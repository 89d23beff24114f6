"""What each family of cues is worth: accuracy with the family switched off, on generated and on labelled pages.

    python tools/ablate.py [CORPUS] [--generated 600] [--only NAME]

CORPUS is a folder of labelled pages in the form that ``tools/labelled.py`` describes. Prints a Markdown table. Nothing
is refitted: the other weights stay as they are, so what two families both know counts for neither.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))

from interview_parse.languages import load  # noqa: E402
from interview_parse.model.types import Kind  # noqa: E402
from interview_parse.segmenter import hypotheses, refine, segment  # noqa: E402
from interview_parse.segmenter.around.containers import NOTHING  # noqa: E402
from interview_parse.segmenter.weights import Vector, load_weights  # noqa: E402
from tools.labelled import LabelledPage, compare_pairs, read_corpus, sample_generated  # noqa: E402

Patch = tuple[Any, str, Any]
"""A module, a name in it, and what stands there while the family is off."""

_NO_PACK = load("und")
_GATE_WORDS = ("credited", "faq_before", "faq_in_title", "interview_inside")
_NEVER = Vector(-30.0, {})


def _propose_nothing(*_: object) -> Iterator[hypotheses.Layout]:
    return iter(())


def _without_looks(*names: str) -> Patch:
    return hypotheses, "_LOOKS", tuple(look for look in hypotheses._LOOKS if look[0] not in names)


def _without_steps(*names: str) -> Patch:
    missing = set(names) - {step.__name__ for step in refine.STEPS}
    assert not missing, f"no such steps: {missing}"
    return refine, "STEPS", tuple(step for step in refine.STEPS if step.__name__ not in names)


def _with_weights(**vectors: Vector) -> tuple[Patch, ...]:
    changed = attrs.evolve(load_weights(), **vectors)
    return ((segment, "load_weights", lambda: changed),)


def _without_gate_words() -> tuple[Patch, ...]:
    gate = load_weights().gate
    kept = {name: weight for name, weight in gate.weights.items() if name not in _GATE_WORDS}
    return _with_weights(gate=Vector(gate.bias, kept))


_TRIMMING = ("drop_labelled_introduction", "trim_first_turn", "trim_start", "trim_finish", "trim_last_turn", "trim_end")
_BETWEEN = (
    "drop_headings",
    "drop_prose_between",
    "drop_repeated",
    "drop_leanings",
    "drop_captions",
    "drop_pull_quotes",
)

FAMILIES: dict[str, Callable[[], tuple[Patch, ...]]] = {
    "speakers' labels": lambda: ((hypotheses, "_by_labels", _propose_nothing),),
    "looks of any kind": lambda: ((hypotheses, "_by_looks", _propose_nothing),),
    "exact looks alone": lambda: (_without_looks("exact", "opened", "look without tag"),),
    "wrappers alone": lambda: (_without_looks("wrapper"),),
    "openings (dashes, numbers, quotation marks)": lambda: (
        (hypotheses, "_by_openings", _propose_nothing),
        _without_looks("opened", "opening"),
    ),
    "language packs": lambda: ((segment, "load", lambda tag: _NO_PACK),),
    "survey of what stands around": lambda: ((segment, "survey", lambda view: (NOTHING,) * len(view.blocks)),),
    "where the talk starts and finishes": lambda: (_without_steps(*_TRIMMING),),
    "where the last answer ends": lambda: _with_weights(end=_NEVER),
    "farewells": lambda: (_without_steps("add_farewell"),),
    "remarks and rhetorical questions": lambda: (_without_steps("promote_remarks", "demote_rhetorical"),),
    "subheadings, captions, pull quotes": lambda: (_without_steps(*_BETWEEN),),
    "words that announce, credit, ask frequently": _without_gate_words,
    "the gate": lambda: _with_weights(gate=Vector(30.0, {})),
}
"""Families, each with what switches it off."""


@attrs.frozen
class Figures:
    """Accuracy on a set of pages: means over pages."""

    pair_f1: float
    perfect: float
    taken: float
    """Share of pages without an interview on which one is found."""


def score(pages: Sequence[LabelledPage], patches: Sequence[Patch] = ()) -> Figures:
    """The figures of the segmenter as it stands but for the patches."""
    f1s, perfect, taken = [], [], []
    with ExitStack() as stack:
        for module, name, value in patches:
            stack.enter_context(patch.object(module, name, value))
        for one in pages:
            found = segment.segment(one.page)
            exchanges = found.conversations[0].exchanges if found.kind is Kind.INTERVIEW and found.conversations else ()
            if one.is_interview:
                agreement = compare_pairs(one, exchanges, one.page)
                f1s.append(agreement.pair_f1)
                perfect.append(agreement.is_perfect)
            else:
                taken.append(bool(exchanges))
    return Figures(_mean(f1s), _mean(perfect), _mean(taken))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def write_table(sets: Sequence[tuple[str, Sequence[LabelledPage]]], only: str = "") -> Iterator[str]:
    """The table's lines, each as soon as it is measured."""
    columns = [f"{name}: {column}" for name, _ in sets for column in ("pair F1", "perfect", "others taken")]
    yield f"| left out | {' | '.join(columns)} |"
    yield f"| --- |{' ---: |' * len(columns)}"
    whole = [score(pages) for _, pages in sets]
    cells = [f"{value:.3f}" for one in whole for value in attrs.astuple(one)]
    yield f"| *nothing: the values themselves* | {' | '.join(cells)} |"
    for name, switch_off in FAMILIES.items():
        if only in name:
            cells = []
            for (_, pages), full in zip(sets, whole, strict=True):
                now = score(pages, switch_off())
                pairs = zip(attrs.astuple(now), attrs.astuple(full), strict=True)
                cells += [f"{value - before:+.3f}".replace("-", "−") for value, before in pairs]
            yield f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--generated", type=int, default=600, help="how many generated pages")
    parser.add_argument("--only", default="", help="families whose name has this in it")
    options = parser.parse_args()
    sets: list[tuple[str, Sequence[LabelledPage]]] = []
    if options.generated:
        sets.append(("generated", sample_generated(options.generated)))
    if options.corpus:
        sets.append(("labelled", list(read_corpus(options.corpus))))
    for line in write_table(sets, options.only):
        print(line, flush=True)


if __name__ == "__main__":
    main()
