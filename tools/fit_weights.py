"""Fit the segmenter's weights (segmenter/weights.toml) on labelled pages and on generated ones.

    python tools/fit_weights.py [CORPUS] [--generated 1000] [--only NAME] [--write]

CORPUS is a folder of labelled pages in the form that ``tools/labelled.py`` describes; without it, generated pages alone
are used. The vectors are fitted in the order in which a page is read, each on rows gathered with those before it in
place: where an answer ends, where the talk starts and finishes, what is rhetorical and what a remark, which layout is
best, what kind of page it is. ``layout`` is a ranker (softmax over the readings of a page), the others are logistic.

For each vector two figures are printed, both on labelled pages (on generated ones where there are no others): *fitted*,
with the weights that are kept, and *left out*, each site judged by weights that saw none of its pages. The left-out
figures hold one vector at a time to that rule: the rows are gathered with the vectors before it as fitted on all sites.

Needs numpy (the dependency group ``fit``). The file changes only with ``--write``.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import attrs
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))

from interview_parse.model.types import TurnRole  # noqa: E402
from interview_parse.segmenter.ending import REACH, learn_habits, measure_end, name_people  # noqa: E402
from interview_parse.segmenter.kind import measure_kind  # noqa: E402
from interview_parse.segmenter.refine import Draft, edges, farewell, remarks  # noqa: E402
from interview_parse.segmenter.units import Unit  # noqa: E402
from interview_parse.segmenter.weights import Vector, Weights, load_weights  # noqa: E402
from tools.labelled import LabelledPage, Opened, bag, f1, generate_pages, open_page, read_corpus  # noqa: E402

WEIGHTS_FILE = ROOT / "src/interview_parse/segmenter/weights.toml"
Array = NDArray[np.float64]
Q, A = TurnRole.QUESTION, TurnRole.ANSWER


@attrs.frozen(kw_only=True)
class Recipe:
    """How one vector is fitted."""

    generated: float
    """Weight of a generated page's row beside 1 for a labelled page's."""
    generated_others: float | None = None
    """The same for pages without an interview, where it differs."""
    without_pack: float = 1.0
    """Factor for rows of pages read without their language's pack."""
    penalty: float = 0.01
    """Of the squared weights, with measures scaled to unit variance."""
    only_against: frozenset[str] = frozenset()
    """Measures of something wrong: few pages must not turn their meaning around."""
    shift: float = 0.0
    """Added to the bias: what a miss costs beyond a false find."""


VOTES: dict[str, str] = {
    "end": (
        "bold_odd bullet caption class_unseen credit first_line_over gap heading hint_unseen home_changes "
        "interview italic_odd mentions named rule runs_on says_i short side subscribes unfinished"
    ),
    "start": (
        "answer_byline answer_credit answer_labelled answer_linked answer_long answer_opens asks gap "
        "higher_heading i linked longer many_lines opened_alike others_unfinished unfinished you you_known"
    ),
    "finish": (
        "answer_leaning answer_opens answer_short asks exclaims home_unseen interview long look_unseen "
        "many_lines opened_alike rule styled thanks you you_known"
    ),
    "farewell": (
        "credit gap i labels leaning like_answers like_questions linked look_unseen named opens_thanking rule "
        "thanks thanks_by_name you"
    ),
    "rhetorical": (
        "after_longer after_opens_talking before_longer bullet many_units no_i odd_look opens_asking same_block "
        "single_unit_page size styled_layout usual_units you you_rare"
    ),
    "remark": (
        "after_longer after_opens_talking as_short asks_inside before_longer i linked odd_look opens_asking "
        "plain_layout quoted single_unit_page styled_layout too_long you_rare"
    ),
    "layout": (
        "a_length a_opens_talking a_unfinished answers_styled asks asks_covered asks_left_inside asks_outside "
        "exchanges furniture i_in_answers labelled labels_cross longer_answers look_apart look_pure "
        "q_opens_asking questions_in_a_row questions_linked unanswered you_in_answers you_in_questions"
    ),
    "gate": (
        "by_labels credited cut_question directed doubt_remarks faq_in_title first_at interview_before "
        "layout_a_unfinished layout_answers_linked layout_asks layout_i_in_answers layout_i_in_questions "
        "layout_labelled layout_longer_answers layout_look_apart layout_q_longest layout_questions_linked "
        "layout_single layout_size layout_styled layout_unanswered layout_weakest_asker layout_you_in_answers "
        "layout_you_in_questions leaning listed narration_verbs no_words otherwise_typed says_i score storied "
        "unspaced"
    ),
    "faq": (
        "by_marks faq_before faq_in_title first_at interview_before interview_in_title layout_a_opens_talking "
        "layout_alternation layout_answers_linked layout_asks layout_asks_left_inside layout_coverage "
        "layout_i_in_questions layout_labels_cross layout_longer_answers layout_look_pure layout_q_bulk "
        "layout_styled layout_you_in_questions narration_verbs says_i title_asks"
    ),
    "sure": (
        "doubt_end doubt_remarks interview_before interview_in_url interview_inside layout_a_length "
        "layout_both_sides_labelled layout_coverage layout_labels_outside layout_size layout_unquoted_left "
        "leaning listed"
    ),
}
"""By vector the measures that vote; `tools/choose_measures.py` chose them, on pages of sites that no fit had seen."""
_WRONG = frozenset(
    "same_look_left asks_left_inside asks_outside dashes_left unquoted_left labels_outside labels_cross single few "
    "unanswered answers_ask answers_linked questions_linked a_unfinished furniture answers_styled q_bulk".split()
)

RECIPES: dict[str, Recipe] = {
    "end": Recipe(generated=0.25),
    "start": Recipe(generated=0.25, penalty=0.02),
    "finish": Recipe(generated=0.25, penalty=0.02),
    "farewell": Recipe(generated=0.25, penalty=0.02),
    "rhetorical": Recipe(generated=0.25),
    "remark": Recipe(generated=0.25),
    "layout": Recipe(generated=0.3, penalty=0.02, only_against=_WRONG),
    "gate": Recipe(generated=0.07, generated_others=0.25, without_pack=0.2, shift=0.62),
    "faq": Recipe(generated=0.07, generated_others=0.15, without_pack=0.2, penalty=0.02, shift=0.6),
    "sure": Recipe(generated=0.3, without_pack=0.05, penalty=0.003),
}


# Rows


@attrs.frozen(kw_only=True)
class Row:
    """One decision with its measures, and what was right."""

    vector: str
    page: LabelledPage
    measures: Mapping[str, float]
    target: float
    """1 where the vector should say yes; for layouts, the reading's pair F1."""
    has_pack: bool = True

    @property
    def weight(self) -> float:
        """How much it counts in fitting."""
        recipe = RECIPES[self.vector]
        weight = 1.0 if self.has_pack else recipe.without_pack
        if not self.page.is_generated:
            return weight
        others = recipe.generated if recipe.generated_others is None else recipe.generated_others
        return weight * (recipe.generated if self.page.is_interview else others)

    @property
    def counts(self) -> bool:
        """Whether figures are told of it: read as pages are, with what is known of their language."""
        return self.has_pack


def gather_end(opened: Opened, weights: Weights) -> Iterator[Row]:
    """Each line after the last question, up to the first that is outside the last answer."""
    pairs = opened.labelled.pairs
    judged = [(opened.judge(reading, weights), reading) for _, reading, _ in opened.rank(weights)]
    best, reading = max(judged, key=lambda one: one[0][1] if one[0] else -1.0, default=(None, None))
    if best is None or reading is None or best[1] < 0.5 or not all(pairs[-1]):
        return
    flow, units = opened.flow, opened.flow.units
    asked = [at for at in range(reading.first, len(units)) if reading.roles.get(units[at].index) is Q]
    last = max((at for at in asked if _stands_in(bag(units[at].text), pairs[-1][0], near=3)), default=None)
    if last is None:
        return
    habits = learn_habits(flow, reading.roles, reading.first, last)
    people = name_people(flow, reading.roles, reading.first, last)
    left, started = Counter(pairs[-1][1]), False
    for at in range(last + 1, min(len(units), last + REACH)):
        words = Counter(bag(units[at].text))
        if not words:
            continue
        inside = (words & left).total() >= 0.7 * words.total()
        if started and units[at].line != units[at - 1].line:
            measures = measure_end(flow, at, habits, opened.pack, people)
            yield Row(vector="end", page=opened.labelled, measures=measures, target=float(not inside))
        if not inside and started:
            return
        if inside:
            left -= words
            started = True


def gather_start(opened: Opened, weights: Weights) -> Iterator[Row]:
    """The first question of each fair reading, and the next where it is none."""
    asked = opened.turns("Q")
    for draft in _fair_drafts(opened, weights, "trim_start"):
        for _ in range(3):
            measures = edges.measure_start(draft)
            if measures is None:
                break
            turns = draft.turns
            is_question = _is_one_of(turns[0].units, asked)
            yield Row(vector="start", page=opened.labelled, measures=measures, target=float(not is_question))
            if is_question:
                break
            following = next(turn for turn in turns[1:] if turn.role is Q)
            for turn in turns[: turns.index(following)]:
                for unit in turn.units:
                    draft.drop(unit)
            draft.first = following.units[0].index


def gather_finish(opened: Opened, weights: Weights) -> Iterator[Row]:
    """The last question of each fair reading, and the one before where it is none."""
    asked = opened.turns("Q")
    for draft in _fair_drafts(opened, weights, "trim_finish"):
        for _ in range(4):
            found = edges.measure_finish(draft)
            if found is None:
                break
            units, measures = found
            is_question = _is_one_of([unit for unit in units if draft.roles.get(unit.index) is Q], asked)
            yield Row(vector="finish", page=opened.labelled, measures=measures, target=float(not is_question))
            if is_question:
                break
            for unit in units:
                draft.drop(unit)


def gather_farewells(opened: Opened, weights: Weights) -> Iterator[Row]:
    """Each line of the last answer but its first, and some behind it, in each fair reading."""
    asked = opened.turns("Q")
    for draft in _fair_drafts(opened, weights, "add_farewell"):
        for unit, measures in farewell.find_farewells(draft):
            words = bag(unit.text)
            if words:
                is_asked = _share_in(words, asked[-2:]) >= 0.9
                yield Row(vector="farewell", page=opened.labelled, measures=measures, target=float(is_asked))
                if is_asked:
                    break


def _fair_drafts(opened: Opened, weights: Weights, step: str) -> Iterator[Draft]:
    for _, reading, _ in opened.rank(weights)[:5]:
        judged = opened.judge(reading, weights)
        if judged is not None and judged[1] >= 0.5:
            yield opened.draft(reading, weights, step)


def _stands_in(words: list[str], turn: list[str], *, share: float = 0.8, near: float = 1e9) -> bool:
    """Whether words are a turn's, or most of them a part of it (of one ``near`` times as long at most)."""
    if not words:
        return False
    common = (Counter(words) & Counter(turn)).total()
    return f1(words, turn) >= 0.6 or (len(words) > 3 and common >= share * len(words) and len(turn) < near * len(words))


def _is_one_of(units: Iterable[Unit], turns: Iterable[list[str]]) -> bool:
    words = bag(" ".join(unit.text for unit in units))
    return any(_stands_in(words, turn, share=0.85) for turn in turns)


def gather_remarks(opened: Opened, weights: Weights) -> Iterator[Row]:
    """What could be a remark or a rhetorical question in the best reading, and in one more told by question marks."""
    fair = []
    for _, reading, _ in opened.rank(weights):
        judged = opened.judge(reading, weights)
        if judged is not None and judged[1] >= 0.25:
            fair.append((judged[1], reading))
    best = max(fair, key=lambda one: one[0], default=(0.0, None))
    if best[1] is None or best[0] < 0.35:
        return
    plain = [reading for _, reading in fair if reading.layout.kind in ("asking", "asker", "answerer")]
    asked, told = opened.turns("Q"), opened.turns("A")
    for reading in [best[1], *[one for one in plain if one is not best[1]][:1]]:
        draft = opened.draft(reading, weights, "promote_remarks", "demote_rhetorical")
        for unit, measures in remarks.find_rhetorical(draft):
            words = bag(unit.text)
            in_question, in_answer = _share_in(words, asked), _share_in(words, told)
            if (in_question >= 0.9) != (in_answer >= 0.9):
                target = float(in_answer > in_question)
                yield Row(vector="rhetorical", page=opened.labelled, measures=measures, target=target)
        for unit, measures in remarks.find_remarks(draft):
            words = bag(unit.text)
            in_question, in_answer = _share_in(words, asked), _share_in(words, told)
            if max(in_question, in_answer) >= 0.9 and (min(in_question, in_answer) < 0.9 or len(words) > 3):
                target = float(in_question > in_answer)
                yield Row(vector="remark", page=opened.labelled, measures=measures, target=target)


def _share_in(words: list[str], turns: Iterable[list[str]]) -> float:
    """The largest share of words that one turn has."""
    counted = Counter(words)
    return max(((counted & Counter(turn)).total() / len(words) for turn in turns if words), default=0.0)


def gather_layouts(opened: Opened, weights: Weights) -> Iterator[Row]:
    """Every reading, with its pair F1 after the second look."""
    for _, reading, measures in opened.rank(weights):
        judged = opened.judge(reading, weights)
        if judged is not None:
            yield Row(vector="layout", page=opened.labelled, measures=measures, target=judged[1])


def gather_kinds(opened: Opened, weights: Weights) -> Iterator[Row]:
    """The best reading, with language pack and without: is it an interview; is it an FAQ; is every pair right."""
    labelled = opened.labelled
    for has_pack in (True, False):
        one = opened if has_pack else open_page(labelled, with_pack=False)
        ranked = one.rank(weights)
        judged = one.judge(ranked[0][1], weights) if ranked else None
        if judged is None:
            continue
        score, _, layout = ranked[0]
        measures = measure_kind(labelled.page, one.pack, judged[0], layout, score)
        answers = {"gate": labelled.is_interview}
        answers |= {"sure": judged[2]} if labelled.is_interview else {"faq": labelled.kind == "faq"}
        for vector, answer in answers.items():
            yield Row(vector=vector, page=labelled, measures=measures, target=float(answer), has_pack=has_pack)


STAGES: tuple[tuple[Callable[[Opened, Weights], Iterator[Row]], tuple[str, ...]], ...] = (
    (gather_end, ("end",)),
    (gather_start, ("start",)),
    (gather_finish, ("finish",)),
    (gather_farewells, ("farewell",)),
    (gather_remarks, ("rhetorical", "remark")),
    (gather_layouts, ("layout",)),
    (gather_kinds, ("gate", "faq", "sure")),
)
"""In the order in which they are fitted: who gathers the rows, and for which vectors."""


def gather(stage: Callable[[Opened, Weights], Iterator[Row]], pages: Iterable[Opened], weights: Weights) -> list[Row]:
    """A stage's rows of all pages; those without an interview teach only what kind of page it is."""
    rows: list[Row] = []
    for opened in pages:
        if opened.labelled.is_interview or stage is gather_kinds:
            rows.extend(stage(opened, weights))
    return rows


# Fitting


def fit(rows: Sequence[Row]) -> Vector:
    """The vector that says best what was right in the rows."""
    recipe = RECIPES[rows[0].vector]
    names = VOTES[rows[0].vector].split()
    x = np.array([[row.measures[name] for name in names] for row in rows])
    y = np.array([row.target for row in rows])
    weights = np.array([row.weight for row in rows])
    if rows[0].vector == "layout":
        own = x[[not row.page.is_generated for row in rows]]
        scale = (own if len(own) else x).std(0) + 1e-6
        falls = np.array([name in recipe.only_against for name in names])
        raw, bias = rank(x / scale, y, weights, find_starts(rows), falls, recipe) / scale, 0.0
    else:
        mean, scale = x.mean(0), x.std(0) + 1e-6
        found = separate((x - mean) / scale, y, weights, recipe)
        raw = found[:-1] / scale
        bias = float(found[-1] - raw @ mean) + recipe.shift
    return Vector(round(bias, 2), {name: round(float(one), 2) for name, one in zip(names, raw, strict=True)})


def separate(x: Array, y: Array, weights: Array, recipe: Recipe) -> Array:
    """Logistic regression by Newton's method: scaled weights and, last, the bias, which bears no penalty."""
    x = np.hstack([x, np.ones((len(x), 1))])
    weights = weights / weights.sum()
    shrunk = np.append(np.full(x.shape[1] - 1, recipe.penalty), 1e-9)
    found: Array = np.zeros(x.shape[1])
    for _ in range(20):
        chance = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ ((chance - y) * weights) + shrunk * found
        bend = (x * (weights * chance * (1 - chance))[:, None]).T @ x + np.diag(shrunk)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if abs(step).max() < 1e-6:
            break
    return found


def rank(
    x: Array, y: Array, weights: Array, starts: NDArray[np.intp], falls: NDArray[np.bool_], recipe: Recipe
) -> Array:
    """Softmax over each page's readings towards those of highest F1; pages count by how much the choice matters.

    ``starts`` says where each page's rows begin.
    """
    page = np.repeat(np.arange(len(starts)), np.diff([*starts, len(y)]))
    best, worst = np.maximum.reduceat(y, starts), np.minimum.reduceat(y, starts)
    wanted = np.exp((y - best[page]) * 12)
    wanted /= np.add.reduceat(wanted, starts)[page]
    spread = best - worst
    matters = weights[starts] * (spread + 0.1) * (spread >= 0.02) / weights[starts].sum()

    def slope(w: Array) -> Array:
        scores = x @ w
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[page])
        chances /= np.add.reduceat(chances, starts)[page]
        out: Array = x.T @ ((chances - wanted) * matters[page]) + recipe.penalty * w
        return out

    return descend(slope, x.shape[1], steps=300, rate=0.025, hold=lambda w: np.where(falls, np.minimum(w, 0), w))


def descend(
    slope: Callable[[Array], Array], size: int, *, steps: int, rate: float, hold: Callable[[Array], Array] = lambda w: w
) -> Array:
    """Where a convex function is least, by its slope (Adam); ``hold`` brings each step back to what is allowed."""
    w, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        now = slope(w)
        mean = 0.9 * mean + 0.1 * now
        square = 0.99 * square + 0.01 * now * now
        w = hold(w - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8))
    return w


def find_starts(rows: Sequence[Row]) -> NDArray[np.intp]:
    """Where the rows of each page begin."""
    return np.array([at for at in range(len(rows)) if not at or rows[at].page is not rows[at - 1].page])


# Figures


def score_left_out(rows: Sequence[Row], folds: int, seed: int = 2) -> list[float]:
    """Each row's score by weights fitted without any page of its site."""
    sites = sorted({row.page.site for row in rows})
    Random(seed).shuffle(sites)
    fold = {site: number % folds for number, site in enumerate(sites)}
    scores = [0.0] * len(rows)
    for number in range(folds):
        seen = [row for row in rows if fold[row.page.site] != number]
        if not seen:
            continue
        vector = fit(seen)
        for at, row in enumerate(rows):
            if fold[row.page.site] == number:
                scores[at] = vector.score(row.measures)
    return scores


def tell_figures(rows: Sequence[Row], scores: Sequence[float]) -> str:
    """How right the scores are, on labelled pages where there are any."""
    is_generated = all(row.page.is_generated for row in rows)
    told = [(row, score) for row, score in zip(rows, scores, strict=True) if row.counts]
    told = [one for one in told if one[0].page.is_generated == is_generated]
    if rows[0].vector == "layout":
        groups: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for row, score in told:
            groups[row.page.name].append((score, row.target))
        chosen = [max(group, key=lambda one: one[0])[1] for group in groups.values()]
        best = [max(target for _, target in group) for group in groups.values()]
        return f"pair F1 {np.mean(chosen):.4f} of at most {np.mean(best):.4f}, pages {len(groups)}"
    chance = 1 / (1 + np.exp(-np.array([score for _, score in told])))
    right = np.array([row.target for row, _ in told])
    says, yes = chance > 0.5, right > 0.5
    sure = chance >= 0.9
    brier = ((chance - right) ** 2).mean()
    return (
        f"right {(says == yes).mean():.4f}, missed {(yes & ~says).sum()} of {yes.sum()}, "
        f"false {(says & ~yes).sum()} of {(~yes).sum()}, Brier {brier:.4f} (the mean alone {right.var():.4f}), "
        f"0.9 or more {sure.mean():.2f}" + (f" ({right[sure].mean():.2f} true)" if sure.any() else "")
    )


# The file


def render(text: str, fitted: Mapping[str, Vector]) -> str:
    """The file's text with other weights in the tables of the fitted vectors; all else stays."""
    for name, vector in fitted.items():
        lines = [f"{key} = {weight:.2f}" for key, weight in sorted(vector.weights.items())]
        table = "\n".join([f"[{name}]", f"bias = {vector.bias:.2f}", *lines])
        text, count = re.subn(rf"^\[{name}\]\n(?:[^\[\n].*\n?)*", f"{table}\n", text, flags=re.M)
        if count != 1:
            raise ValueError(f"{count} tables named {name}")
    tomllib.loads(text)
    return text


def fit_all(pages: Sequence[LabelledPage], only: str | None = None, folds: int = 6) -> dict[str, Vector]:
    """The fitted vectors by name, with their figures printed; ``only`` names one, the others stay as they are."""
    opened = [open_page(page) for page in pages]
    weights, fitted = load_weights(), {}
    for stage, names in STAGES:
        if only and only not in names:
            continue
        rows = gather(stage, opened, weights)
        for name in names:
            own = [row for row in rows if row.vector == name]
            if (only and only != name) or not own:
                continue
            fitted[name] = fit(own)
            weights = attrs.evolve(weights, **{name: fitted[name]})
            scores = [fitted[name].score(row.measures) for row in own]
            print(f"{name}: {len(own)} rows, {sum(not row.page.is_generated for row in own)} of labelled pages")
            print(f"  fitted    {tell_figures(own, scores)}")
            print(f"  left out  {tell_figures(own, score_left_out(own, folds))}", flush=True)
    return fitted


def main() -> None:
    """Fit, print figures, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", help="labelled pages; generated ones alone where left out")
    parser.add_argument("--generated", type=int, default=1000, help="how many generated pages")
    parser.add_argument("--only", choices=sorted(RECIPES), help="one vector; the others stay as they are")
    parser.add_argument("--write", action="store_true", help="change segmenter/weights.toml")
    options = parser.parse_args()
    pages = [*(read_corpus(options.corpus) if options.corpus else ()), *generate_pages(options.generated)]
    fitted = fit_all(pages, options.only)
    if options.write:
        WEIGHTS_FILE.write_text(render(WEIGHTS_FILE.read_text(encoding="utf-8"), fitted), encoding="utf-8")


if __name__ == "__main__":
    main()
