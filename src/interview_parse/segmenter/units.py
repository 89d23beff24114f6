"""Blocks cut into units, the atoms that the segmenter gives roles to.

A unit is one line of a block in one lead style: a bold question and the plain answer behind it on the same line are
two units, a bold word inside an answer is none. Cutting too much costs nothing, since neighbours on one line that end
up in the same turn are one paragraph again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import attrs
import regex

from interview_parse.languages import WORD_RE, LanguagePack, Lexicon, fold
from interview_parse.marks import ends_asking, holds_question
from interview_parse.tokenizer.page import Block, ListKind, Page, Run, runs_between

ENDS_RE = regex.compile(r"[.!。！…‥।۔;:：，,–—-]?[\p{Pe}\p{Pf}\p{Pi}\"'*]*$")
DASH_RE = regex.compile(r"(?:[-–—―─‒⸺━]{1,3}|>>+|»(?=\s))\s*(?=[^\s-–—])")
NUMBER_RE = regex.compile(
    r"(?:[QqFf]?\s?\d{1,3}\s?(?:[.)．、:：/]|\s[-–—]\s|[-–—](?=\s?[\p{Lu}¿¡«]))|\(\d{1,3}\)|[①-⑳]|#\d{1,3}\b|[一二三四五六七八九十]{1,3}、)\s*(?=\S)"
)
QUOTE_OPEN = "\"“„«»‚‘‹「『〝'"
BULLET_RE = regex.compile(r"[•·●○■□◆◇▶►▪‣➤*>❓❔🎤★☆◎※]+\s*(?=\S)")
_SPACELESS_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")

NO_WORDS = Lexicon(())

Look = tuple[str, bool, bool]
"""Tag, bold, italic."""


@attrs.define(slots=False, eq=False)
class Unit:
    """One line of a block in one lead style. Offsets count code points of ``Page.text``."""

    index: int
    block: Block
    start: int
    end: int
    text: str
    bold: bool
    """Whether all its words are bold."""
    italic: bool
    hint: str
    """Look of its first run without a tag of its own: classes, colour, font."""
    line: int
    """Number of the line it stands on; units that share one are cut only by style."""
    line_start: bool
    """Whether it opens its line."""
    links: float
    """Share of its characters that are links."""
    lead: int = 0
    """Length of the styled run that opens it, where that run does not cover it whole."""
    glued: bool = False
    """Whether it was cut off the text before because a known label stands there."""
    size: int = 0
    """Words, or half the characters where the script sets no spaces."""
    endings: Lexicon = NO_WORDS
    """How the page's language ends questions without a mark."""

    @cached_property
    def look(self) -> Look:
        """How it is set, in short."""
        return self.block.tag, self.bold, self.italic

    @property
    def is_item(self) -> bool:
        """Whether it stands in a list, or opens like an item of one."""
        return self.block.list_kind is not ListKind.NONE or self.opening in ("bullet", "number")

    @cached_property
    def signature(self) -> Signature:
        """How it is set."""
        return read_signature(self)

    @cached_property
    def _told(self) -> dict[tuple[str, int], int]:
        return {}

    def count(self, lexicon: Lexicon) -> int:
        """How often a lexicon's entries stand in it; looked up once, since every reading asks again."""
        key = ("count", id(lexicon))
        if key not in self._told:
            self._told[key] = lexicon.count(self.words, self.folded) if lexicon else 0
        return self._told[key]

    def opens(self, lexicon: Lexicon) -> int:
        """Length of the entry that opens it; 0 where none does."""
        key = ("opens", id(lexicon))
        if key not in self._told:
            self._told[key] = lexicon.opens(self.folded) if lexicon else 0
        return self._told[key]

    def opens_asking(self, pack: LanguagePack) -> bool:
        """Whether it opens as questions and requests do."""
        return bool(self.opens(pack.question_words) or self.opens(pack.question_openings))

    def says(self, lexicon: Lexicon) -> bool:
        """Whether any entry of a lexicon stands in it."""
        key = ("says", id(lexicon))
        if key not in self._told:
            self._told[key] = int(lexicon.found_in(self.folded)) if lexicon else 0
        return bool(self._told[key])

    def part(self, start: int, end: int, index: int, *, first: bool) -> Unit:
        """A piece of the unit between two offsets of ``Page.text``; ``first`` where it keeps the line's start."""
        text = self.text[start - self.start : end - self.start].rstrip()
        return Unit(
            index=index,
            block=self.block,
            start=start,
            end=start + len(text),
            text=text,
            bold=self.bold,
            italic=self.italic,
            hint=self.hint,
            line=self.line,
            line_start=self.line_start and first,
            links=self.links,
            lead=self.lead if first and self.lead < len(text) else 0,
            glued=not first,
            size=measure_size(text),
            endings=self.endings,
        )

    @cached_property
    def folded(self) -> str:
        """The text folded for word counts."""
        return fold(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Folded words."""
        return WORD_RE.findall(self.folded)

    @cached_property
    def asks(self) -> bool:
        """Whether it ends in a question mark of any script, or in a word that the language asks with."""
        return ends_asking(self.text) or (bool(self.endings) and self.endings.closes(self.folded))

    @cached_property
    def has_question(self) -> bool:
        """Whether a question mark stands anywhere in it."""
        return self.asks or holds_question(self.text)

    @cached_property
    def opening(self) -> str:
        """What opens it: "dash", "number", "quote", "bullet" or ""."""
        if not self.line_start:
            return ""
        text = self.text
        first = text[0]
        if first.isalpha():
            return "number" if first in "QqFf一二三四五六七八九十" and NUMBER_RE.match(text) else ""
        if first in QUOTE_OPEN:
            return "quote"
        if DASH_RE.match(text):
            return "dash"
        if NUMBER_RE.match(text):
            return "number"
        if BULLET_RE.match(text):
            return "bullet"
        return ""

    @cached_property
    def unfinished(self) -> bool:
        """Whether it ends without any closing punctuation, as headings and captions do."""
        last = self.text.rstrip("\"'”’»›“‘」』）)]】*_ ")[-1:]
        return bool(last) and (last.isalnum() or last in ",、，;-–—")

    @cached_property
    def caps(self) -> bool:
        """Whether it is set in capitals."""
        return self.text.isupper()


TIME_LINE_RE = regex.compile(
    r"\s*[\[(（【]?\d{1,2}[:：.]\d{2}(?:[:：.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?[\])）】]?\s*[-–—|]?\s*"
)
"""A line that holds a time and nothing else: it says when, and is part of no turn."""


def measure_size(text: str) -> int:
    """How much a reader reads: words, or characters at two to the word where the script sets no spaces."""
    if text.isascii():
        return len(text.split())
    unspaced = len(_SPACELESS_RE.findall(text))
    if unspaced * 3 < len(text):
        return len(text.split())
    return unspaced // 2 + len(text.split())


def cut_units(page: Page, keep: Iterable[Block], endings: Lexicon = NO_WORDS) -> list[Unit]:
    """The units of the kept blocks, in page order; ``endings`` are the language's words that end a question."""
    units: list[Unit] = []
    line = 0
    for block in keep:
        text = page.text[block.start : block.end]
        offset = block.start
        for part in text.split("\n") if "\n" in text else (text,):
            end = offset + len(part)
            if part.strip() and not (len(part) < 16 and TIME_LINE_RE.fullmatch(part)):
                line += 1
                for index, (start, stop) in enumerate(_cut_line(page, block, offset, end)):
                    units.append(_describe(page, block, start, stop, len(units), line, index == 0))
                    units[-1].endings = endings
            offset = end + 1
    return units


_RUN_IN_RE = regex.compile(r"[^.!。！\n]{3,240}?[?？؟][\p{Pe}\p{Pf}\"']*\s*(?=[^\s?？؟])")
"""A question that opens a line, with more behind it."""


def cut_run_in(units: list[Unit]) -> list[Unit] | None:
    """The units cut behind the question that opens them, where the page sets answers so; None where it doesn't.

    A page does where most of its questions have their answer on the same line in the same look, and few stand alone.
    """
    found = {}
    alone = 0
    for unit in units:
        if unit.asks:
            alone += 1
        elif unit.line_start and not (unit.bold or unit.italic or unit.block.heading) and unit.has_question:
            match = _RUN_IN_RE.match(unit.text)
            if match and not holds_question(unit.text[match.end() :]):
                found[unit.index] = match.end()
    if len(found) < 3 or alone > 0.5 * len(found):
        return None
    out: list[Unit] = []
    for unit in units:
        at = found.get(unit.index)
        edges = [unit.start, unit.end] if at is None else [unit.start, unit.start + at, unit.end]
        for number, (start, end) in enumerate(itertools.pairwise(edges)):
            out.append(unit.part(start, end, len(out), first=number == 0) if at is not None else unit)
            out[-1].index = len(out) - 1
    return out


def _cut_line(page: Page, block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """Where the line is cut: after a styled lead that is a sentence, before a styled sentence that ends it."""
    runs = block.runs
    if len(runs) == 1:
        return [(start, end)]
    inside = _joined_runs(page, runs, start, end)
    if len(inside) < 2:
        return [(start, end)]
    cuts = []
    for (_, middle, before), (_, stop, after) in itertools.pairwise(inside):
        if before == after:
            continue
        left, right = page.text[max(start, middle - 12) : middle], page.text[middle:stop]
        # A sentence ends where the style changes; a label's colon is no end, but a styled label starts a turn.
        if _ends_sentence(left) and (len(right.split()) > 1 or (after and _LABEL_END_RE.search(right))):
            cuts.append(middle)
    edges = [start, *cuts, end]
    pieces = []
    for first, last in itertools.pairwise(edges):
        piece = page.text[first:last]
        stripped = piece.strip()
        if stripped:
            begin = first + len(piece) - len(piece.lstrip())
            pieces.append((begin, begin + len(stripped)))
    return pieces


def _joined_runs(page: Page, runs: tuple[Run, ...], start: int, end: int) -> list[tuple[int, int, int]]:
    """Runs within a line as (start, end, style), joined where only links, blanks or marks part equal styles."""
    out: list[tuple[int, int, int]] = []
    for run in runs_between(runs, start, end):
        first, last = max(run.start, start), min(run.end, end)
        style = run.bold + 2 * run.italic
        text = page.text[first:last]
        if out and (out[-1][2] == style or not any(c.isalnum() for c in text)):
            out[-1] = (out[-1][0], last, out[-1][2])
        elif (
            out
            and len(out) > 1
            and out[-2][2] == style
            and not any(c.isalnum() for c in page.text[out[-1][0] : out[-1][1]])
        ):
            out[-2:] = [(out[-2][0], last, style)]
        else:
            out.append((first, last, style))
    return out


_SENTENCE_END_RE = regex.compile(r"[.!?。！？؟…;՞।۔][\p{Pe}\p{Pf}\p{Pi}\"'*]*\s*$")


_LABEL_END_RE = regex.compile(r"^\s*\S.{0,40}[:：]\s*$")


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END_RE.search(text))


def _describe(page: Page, block: Block, start: int, end: int, index: int, line: int, opens: bool) -> Unit:
    text = page.text[start:end]
    runs = block.runs
    if len(runs) == 1:
        run = runs[0]
        links = 1.0 if run.href else 0.0
        unit = Unit(index, block, start, end, text, run.bold, run.italic, run.hint, line, opens, links)
    else:
        unit = _describe_mixed(page, block, start, end, index, line, opens, text)
    unit.size = measure_size(text)
    return unit


def _describe_mixed(
    page: Page, block: Block, start: int, end: int, index: int, line: int, opens: bool, text: str
) -> Unit:
    letters = bold = italic = linked = 0
    lead = 0
    leading: tuple[bool, bool, str] | None = None
    hint = ""
    first = True
    for run in runs_between(block.runs, start, end):
        begin, stop = max(run.start, start), min(run.end, end)
        part = page.text[begin:stop]
        count = sum(map(str.isalnum, part))
        if not count:
            continue
        letters += count
        bold += count * run.bold
        italic += count * run.italic
        linked += count * bool(run.href)
        look = (run.bold, run.italic, run.hint)
        if first:
            hint, leading, first = run.hint, look, False
        if leading == look and lead == begin - start - _gap(text, lead):
            lead = stop - start
    whole = max(1, letters)
    # Marks and a stray word may escape the tags; nine letters in ten decide.
    unit = Unit(
        index, block, start, end, text, bold >= 0.9 * whole, italic >= 0.9 * whole, hint, line, opens, linked / whole
    )
    if leading and (leading[0] or leading[1] or leading[2]) and 0 < lead < len(text):
        unit.lead = lead
    return unit


def _gap(text: str, at: int) -> int:
    """Characters without letters from there on."""
    count = 0
    while at + count < len(text) and not text[at + count].isalnum():
        count += 1
    return 0 if at == 0 else count


class Signature(NamedTuple):
    """How a unit is set: what questions of one page share and its answers don't."""

    tag: str
    heading: int
    bold: bool
    italic: bool
    classes: tuple[str, ...]
    hint: str
    opening: str
    list_kind: ListKind
    column: int
    quote: int
    image: str


def read_signature(unit: Unit) -> Signature:
    """The unit's signature in full."""
    block = unit.block
    opening = unit.opening
    return Signature(
        block.tag,
        block.heading,
        unit.bold,
        unit.italic,
        block.classes,
        unit.hint,
        opening if opening != "quote" else "",
        block.list_kind,
        block.column,
        block.quote,
        (block.after_image or "") if unit.start == block.start else "",
    )
