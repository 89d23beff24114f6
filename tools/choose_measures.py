"""Choose the measures that each of the segmenter's vectors needs: `VOTES` in `tools/fit_weights.py`.

    python tools/choose_measures.py CORPUS [--only NAME] [--generated 1000]

A measure stays where pages of sites that the fit has not seen are judged worse without it. From all measures, one after
the other is dropped whose loss costs nothing; then those are taken back that help; and so on until nothing changes.
Weighed is the log loss (of the ranker the cross-entropy) on labelled pages, each site left out in six parts, by three
ways to part the sites. Prints the names, and the loss with them on two further ways; the list in `fit_weights.py` is
changed by hand.

Needs numpy (the dependency group ``fit``) and minutes to an hour.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))

from interview_parse.segmenter.weights import load_weights  # noqa: E402
from tools import fit_weights  # noqa: E402
from tools.fit_weights import RECIPES, STAGES, VOTES, Row, gather, score_left_out  # noqa: E402
from tools.labelled import generate_pages, open_page, read_corpus  # noqa: E402

CHOOSING, JUDGING = (2, 3, 4), (11, 12)
"""Seeds of the ways to part the sites: those that choose, and those that tell what was chosen."""
DEAR, CHEAP = 0.012, 0.001
"""Share of the loss that a measure must save to be taken back, and that one may save and still be dropped."""


def measure_loss(rows: Sequence[Row], names: Iterable[str], seeds: Sequence[int]) -> float:
    """Mean loss on labelled pages with these measures alone."""
    vector = rows[0].vector
    before = VOTES[vector]
    VOTES[vector] = " ".join(sorted(names))
    try:
        losses = [_loss(rows, score_left_out(rows, 6, seed)) for seed in seeds]
    finally:
        VOTES[vector] = before
    return float(np.mean(losses))


def _loss(rows: Sequence[Row], scores: Sequence[float]) -> float:
    told = [(row, score) for row, score in zip(rows, scores, strict=True) if row.counts and not row.page.is_generated]
    right = np.array([row.target for row, _ in told])
    score = np.array([score for _, score in told])
    if rows[0].vector != "layout":
        chance = np.clip(1 / (1 + np.exp(-score)), 0.01, 0.99)
        return float(-(right * np.log(chance) + (1 - right) * np.log(1 - chance)).mean())
    losses, weights = [], []
    starts = fit_weights.find_starts([row for row, _ in told])
    for start, stop in zip(starts, [*starts[1:], len(told)], strict=True):
        own, wanted = score[start:stop], np.exp((right[start:stop] - right[start:stop].max()) * 12)
        weights.append(float(np.ptp(right[start:stop])))
        chances = np.exp(own - own.max())
        losses.append(float(-(wanted / wanted.sum() * np.log(chances / chances.sum())).sum()))
    return float(np.average(losses, weights=weights))


def choose(rows: Sequence[Row]) -> tuple[set[str], float]:
    """The measures to keep, and their loss."""
    every = set(rows[0].measures)
    kept = set(every)
    loss = whole = measure_loss(rows, kept, CHOOSING)
    changed = True
    while changed:
        changed = False
        for name in sorted(kept):
            without = measure_loss(rows, kept - {name}, CHOOSING) if len(kept) > 4 else np.inf
            if without < loss + CHEAP * whole:
                kept, loss, changed = kept - {name}, without, True
        for name in sorted(every - kept):
            with_it = measure_loss(rows, kept | {name}, CHOOSING)
            if with_it < loss - DEAR * whole:
                kept, loss, changed = kept | {name}, with_it, True
    return kept, loss


def main() -> None:
    """Gather rows vector by vector, each with those before it fitted, and print what to keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="labelled pages, in the form that tools/labelled.py describes")
    parser.add_argument("--only", choices=sorted(RECIPES), help="one vector")
    parser.add_argument("--generated", type=int, default=1000, help="how many generated pages are fitted on too")
    options = parser.parse_args()
    opened = [open_page(page) for page in (*read_corpus(options.corpus), *generate_pages(options.generated))]
    weights = load_weights()
    for stage, names in STAGES:
        rows = gather(stage, opened, weights)
        for name in names:
            own = [row for row in rows if row.vector == name]
            if not options.only or options.only == name:
                kept, loss = choose(own)
                print(f"{name}: {' '.join(sorted(kept))}")
                print(f"  loss {loss:.4f}, parted otherwise {measure_loss(own, kept, JUDGING):.4f}", flush=True)
            weights = attrs.evolve(weights, **{name: fit_weights.fit(own)})


if __name__ == "__main__":
    main()
