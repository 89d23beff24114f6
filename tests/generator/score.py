"""Score the library on invented pages.

    PYTHONPATH=src python -m tests.generator.score [--count 600] [--start N] [--layout X] [--language Y] [--failing] [--show SEED]

A turn is right where its role is equal and its words agree at F1 >= 0.9; a pair where its question and all answers up to
the next question are; a page is perfect where all its pairs are right and there is no other.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import attrs
import regex

from tests.generator.layouts import LAYOUTS
from tests.generator.others import OTHERS
from tests.generator.page import ExpectedTurn, GeneratedPage, fitting, page, sample

WORD_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{N}\p{M}]+")
CLOSE = 0.9


def bag(text: str) -> list[str]:
    """A text's words, casefolded; characters where the script sets no spaces."""
    return list(WORD_RE.findall(unicodedata.normalize("NFKC", text).casefold()))


def f1(first: Sequence[str], second: Sequence[str]) -> float:
    if not first and not second:
        return 1.0
    return 2 * sum((Counter(first) & Counter(second)).values()) / (len(first) + len(second))


@attrs.define
class Tally:
    """Hits against what was found and what was wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0

    def __iadd__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


@attrs.frozen(kw_only=True)
class Score:
    """How one page was read."""

    page: GeneratedPage
    reading: Reading
    pairs: Tally
    turns: Tally
    labels: Tally

    @property
    def found(self) -> tuple[ExpectedTurn, ...]:
        return self.reading.turns

    @property
    def kind(self) -> str:
        return self.reading.kind

    @property
    def truncated(self) -> bool:
        return self.reading.truncated

    @property
    def error(self) -> str | None:
        return self.reading.error

    @property
    def is_interview(self) -> bool:
        return bool(self.page.turns)

    @property
    def perfect(self) -> bool:
        """All pairs right and no other; for other pages: nothing taken for an interview, and an FAQ found where one must be."""
        if self.error:
            return False
        if not self.is_interview:
            return not self.found and (self.page.kinds != ("faq",) or self.kind == "faq")
        return self.pairs.right == self.pairs.found == self.pairs.wanted


@attrs.frozen(kw_only=True)
class Reading:
    """What the library finds on a page."""

    turns: tuple[ExpectedTurn, ...] = ()
    """Of all interviews, in order."""
    kind: str = "interview"
    """``faq`` only where entries are given too."""
    truncated: bool = False
    title: str | None = None
    themes: tuple[str, ...] = ()
    dossier: str | None = None
    error: str | None = None


def read(source: str, format: str | None = None) -> Reading:
    """What the library finds in a source, without a format unless one is given."""
    from interview_parse import parse_article
    from interview_parse.source import Format

    article = parse_article(source, format=Format(format) if format else None)
    turns = tuple(
        ExpectedTurn("Q" if turn.role.value == "question" else "A", turn.label, turn.text)
        for interview in article.interviews
        for turn in interview.turns
    )
    kind = article.kind.value
    return Reading(
        turns=turns,
        kind=kind if kind != "faq" or article.faq else "faq without entries",
        truncated=article.truncated,
        title=article.title,
        themes=tuple(theme.name for theme in article.themes),
        dossier=article.dossier.title if article.dossier else None,
    )


def pairs_of(turns: Iterable[ExpectedTurn]) -> list[tuple[list[str], list[str]]]:
    """Words of what was asked in a row, and of what was told to it."""
    out: list[tuple[list[str], list[str]]] = []
    for turn in turns:
        if turn.role == "Q" and (not out or out[-1][1]):
            out.append((bag(turn.text), []))
        elif turn.role == "Q":
            out[-1][0].extend(bag(turn.text))
        else:
            if not out:
                out.append(([], []))
            out[-1][1].extend(bag(turn.text))
    return out


def score_page(made: GeneratedPage) -> Score:
    """One page, read and compared."""
    try:
        reading = read(made.source)
    except Exception as problem:  # a crash is a result here
        reading = Reading(kind="error", error=f"{type(problem).__name__}: {problem}")
    return compare(made, reading)


def compare(made: GeneratedPage, reading: Reading) -> Score:
    """What was found on a page against what is there."""
    found = reading.turns
    wanted_turns = [(turn.role, bag(turn.text), turn.label) for turn in made.turns]
    found_turns = [(turn.role, bag(turn.text), turn.label) for turn in found]
    matched = _matches(wanted_turns, found_turns)
    named = Tally(
        right=sum(1 for a, b in matched if wanted_turns[a][2] and _same(wanted_turns[a][2], found_turns[b][2])),
        found=sum(1 for turn in found_turns if turn[2]),
        wanted=sum(1 for turn in wanted_turns if turn[2]),
    )
    wanted_pairs, found_pairs = pairs_of(made.turns), pairs_of(found)
    right = _count_in_order(wanted_pairs, found_pairs)
    return Score(
        page=made,
        reading=reading,
        pairs=Tally(right, len(found_pairs), len(wanted_pairs)),
        turns=Tally(len(matched), len(found_turns), len(wanted_turns)),
        labels=named,
    )


def _same(wanted: str | None, found: str | None) -> bool:
    return bag(wanted or "") == bag(found or "")


def _matches(
    wanted: list[tuple[str, list[str], str | None]], found: list[tuple[str, list[str], str | None]]
) -> list[tuple[int, int]]:
    """Pairs of indices of turns that agree, in order; a found turn counts once."""
    out, start = [], 0
    for a, (role, words, _) in enumerate(wanted):
        for b in range(start, len(found)):
            if found[b][0] == role and f1(words, found[b][1]) >= CLOSE:
                out.append((a, b))
                start = b + 1
                break
    return out


def _count_in_order(wanted: list[tuple[list[str], list[str]]], found: list[tuple[list[str], list[str]]]) -> int:
    right, start = 0, 0
    for question, answer in wanted:
        for place in range(start, len(found)):
            if f1(question, found[place][0]) >= CLOSE and f1(answer, found[place][1]) >= CLOSE:
                right, start = right + 1, place + 1
                break
    return right


@attrs.define
class Summary:
    """Scores of many pages, added up."""

    pages: int = 0
    perfect: int = 0
    pairs: Tally = attrs.field(factory=Tally)
    turns: Tally = attrs.field(factory=Tally)
    labels: Tally = attrs.field(factory=Tally)
    negatives: int = 0
    taken: int = 0
    cut: Tally = attrs.field(factory=Tally)
    titles: Tally = attrs.field(factory=Tally)
    themes: Tally = attrs.field(factory=Tally)
    dossiers: Tally = attrs.field(factory=Tally)

    def add(self, score: Score) -> None:
        if score.is_interview:
            self.pages += 1
            self.perfect += score.perfect
            self.pairs += score.pairs
            self.turns += score.turns
            self.labels += score.labels
            self._add_facts(score)
            self.cut += Tally(score.truncated and score.page.truncated, score.truncated, score.page.truncated)
        else:
            self.negatives += 1
            self.taken += bool(score.found)

    def _add_facts(self, score: Score) -> None:
        made, reading = score.page, score.reading
        if made.format in ("html", "markdown", "text"):
            self.titles += Tally(_same(made.title, reading.title), reading.title is not None, 1)
        if made.format == "html":
            wanted, found = {*map(str.casefold, made.themes)}, {*map(str.casefold, reading.themes)}
            self.themes += Tally(len(wanted & found), len(found), len(wanted))
            right = made.dossier is not None and _same(made.dossier, reading.dossier)
            self.dossiers += Tally(right, reading.dossier is not None, made.dossier is not None)

    def line(self) -> str:
        if not self.pages:
            return f"taken {self.taken}/{self.negatives}"
        more = f"  taken {self.taken}/{self.negatives}" if self.negatives else ""
        return (
            f"pair {self.pairs.f1:.3f}  perfect {self.perfect / self.pages:.3f}  turn {self.turns.f1:.3f}  "
            f"label {self.labels.f1:.3f}  cut {self.cut.f1:.3f}  n {self.pages}{more}"
        )


def summarise(scores: Iterable[Score]) -> Summary:
    total = Summary()
    for score in scores:
        total.add(score)
    return total


def grouped(scores: Iterable[Score], key: str) -> dict[str, Summary]:
    groups: dict[str, Summary] = defaultdict(Summary)
    for score in scores:
        groups[getattr(score.page, key)].add(score)
    return dict(
        sorted(groups.items(), key=lambda item: (item[1].perfect / item[1].pages if item[1].pages else 1.0, item[0]))
    )


def show(made: GeneratedPage) -> None:
    """The page's source, then what is expected and what was found."""
    score = score_page(made)
    print(made.source)
    print(
        f"== {made}  noise: {', '.join(made.noise)}  kind: {score.kind} (wanted {'/'.join(made.kinds)})  cut: {score.truncated} ({made.truncated})"
    )
    if score.error:
        print(score.error)
    matched = dict(
        _matches(
            [(t.role, bag(t.text), t.label) for t in made.turns], [(t.role, bag(t.text), t.label) for t in score.found]
        )
    )
    next_found = 0
    for index, turn in enumerate(made.turns):
        until = matched.get(index, next_found)
        for place in range(next_found, until):
            print(_turn_line("+ found ", score.found[place]))
        next_found = max(next_found, until + (index in matched))
        print(_turn_line("  right " if index in matched else "- wanted", turn))
    for extra in score.found[next_found:]:
        print(_turn_line("+ found ", extra))


def _turn_line(mark: str, turn: ExpectedTurn) -> str:
    text = turn.text.replace("\n", " ⏎ ")
    short = text if len(text) < 150 else f"{text[:90]} […] {text[-50:]}"
    return f"{mark} {turn.role} [{turn.label or ''}] {short}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--start", type=int, default=1000, help="seed of the sample's first page")
    parser.add_argument("--layout", choices=sorted([*LAYOUTS, *OTHERS]))
    parser.add_argument("--language")
    parser.add_argument("--failing", action="store_true", help="name each page that is not perfect")
    parser.add_argument("--show", type=int, metavar="SEED", help="with --layout and --language as listed by --failing")
    options = parser.parse_args()
    if options.show is not None:
        show(page(options.show, layout=options.layout, language=options.language))
        return
    if options.layout and options.language:
        made = [page(options.start + n, layout=options.layout, language=options.language) for n in range(options.count)]
    elif options.layout:
        languages = fitting(options.layout)
        made = [
            page(options.start + n, layout=options.layout, language=languages[n % len(languages)])
            for n in range(options.count)
        ]
    elif options.language:
        names = [name for name in (*LAYOUTS, *OTHERS) if options.language in fitting(name)]
        made = [
            page(options.start + n, layout=names[n % len(names)], language=options.language)
            for n in range(options.count)
        ]
    else:
        made = sample(options.count, start=options.start)
    scores = [score_page(one) for one in made]
    for key in ("language", "layout"):
        print(f"by {key}, worst first")
        for name, summary in grouped(scores, key).items():
            print(f"  {name:28} {summary.line()}")
    errors = [score for score in scores if score.error]
    faqs = [score for score in scores if score.page.kinds == ("faq",)]
    total = summarise(scores)
    print(f"\nall  {total.line()}")
    print(f"title {total.titles.f1:.3f}  themes {total.themes.f1:.3f}  dossier {total.dossiers.f1:.3f}")
    print(f"faq pages read as such {sum(score.perfect for score in faqs)}/{len(faqs)}; errors {len(errors)}")
    for score in errors[:10]:
        print(f"  {score.page}: {score.error}")
    if options.failing:
        for score in scores:
            if not score.perfect:
                one = score.page
                print(
                    f"--show {one.seed} --layout {one.layout} --language {one.language}   pair {score.pairs.f1:.2f} kind {score.kind} {one.cms}{' cut' if one.truncated else ''}"
                )


if __name__ == "__main__":
    main()
