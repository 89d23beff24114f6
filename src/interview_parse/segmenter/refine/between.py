"""What stands between the turns and in none: subheadings, captions, pull quotes, boxes, buttons, emphasis."""

from __future__ import annotations

import itertools
from collections import Counter

import regex

from interview_parse.model.types import Role
from interview_parse.segmenter.refine.draft import A, Draft, Q
from interview_parse.segmenter.units import QUOTE_OPEN, Unit

_INTERRUPTING = frozenset(
    {
        Role.CAPTION,
        Role.ADVERT,
        Role.RELATED,
        Role.PULL_QUOTE,
        Role.FURNITURE,
        Role.DOSSIER,
        Role.THEME,
        Role.PAYWALL,
        Role.FOOTNOTE,
        Role.CREDIT,
        Role.AUTHOR_BOX,
        Role.TIMESTAMP,
    }
)
_LETTERS_RE = regex.compile(r"[^\p{L}\p{N}]+")


def drop_headings(draft: Draft) -> None:
    """Subheadings stand in no turn: headings, or short styled lines without an end, that don't ask."""
    layout = draft.reading.layout
    if layout.kind == "labels":
        _drop_unlabelled_headings(draft)
    for run in draft.answers():
        for unit in run:
            if draft.labelled(unit) or (len(run) == 1 and not unit.block.heading):
                continue
            share = draft.look_shares.get(unit.look, 0.0)
            if (unit.block.heading and share < 0.3 and not (len(run) == 1 and not _follows(draft, unit))) or (
                (unit.bold or unit.caps)
                and unit.unfinished
                and unit.size <= 16
                and share < 0.15
                and draft.is_whole_line(unit)
            ):
                draft.drop(unit)
    _drop_headings_among_questions(draft)
    if layout.kind in ("signature", "asking"):
        _drop_numbered_headings(draft)


def _drop_unlabelled_headings(draft: Draft) -> None:
    """Where labels open the turns, a heading or short styled line without one, before a label, is a subheading."""
    units = draft.flow.units
    headings = sum(unit.block.heading > 0 and draft.labelled(unit) for unit in draft.region)
    styled = sum(unit.bold and not draft.labelled(unit) for unit in draft.region)
    for unit in draft.region:
        if draft.labelled(unit) or unit.index not in draft.roles or not draft.is_whole_line(unit):
            continue
        alone = draft.flow.speakers.labels.get(units[unit.index - 1].index) if unit.index else None
        if alone is not None and alone.body >= units[unit.index - 1].end:
            continue
        after = units[unit.index + 1] if unit.index + 1 < len(units) else None
        before_label = after is not None and draft.labelled(after)
        if (unit.block.heading and not headings) or (
            before_label and unit.bold and unit.unfinished and unit.size <= 16 and styled < 0.3 * len(draft.region)
        ):
            draft.drop(unit)


def _follows(draft: Draft, unit: Unit) -> bool:
    """Whether a question or nothing follows: a lone heading there is no answer."""
    for other in draft.flow.units[unit.index + 1 : draft.last + 1]:
        role = draft.roles.get(other.index)
        if role is not None:
            return role is Q
    return True


def _drop_headings_among_questions(draft: Draft) -> None:
    """Of two asking units in a row, the first is a heading where it doesn't ask, has no end and ranks higher."""
    units = [unit for unit in draft.region if unit.index in draft.roles]
    for before, after in itertools.pairwise(units):
        if draft.roles.get(before.index) is not Q or draft.roles.get(after.index) is not Q or before.line == after.line:
            continue
        if draft.labelled(before) or before.asks:
            continue
        ranks = before.block.heading and (before.block.heading < after.block.heading or not after.block.heading)
        if ranks or (after.asks and before.unfinished and before.size <= 12):
            draft.drop(before)


def drop_prose_between(draft: Draft) -> None:
    """Prose that introduces the next part or person: what stands in a question's turn before a heading."""
    units = draft.flow.units
    turns = draft.turns
    for turn in turns:
        if turn.role is not Q or len(turn.units) < 2:
            continue
        for number in range(len(turn.units) - 1, 0, -1):
            before, after = turn.units[number - 1], turn.units[number]
            between = units[before.index + 1 : after.index]
            if any(unit.block.heading and unit.index not in draft.roles for unit in between):
                for unit in turn.units[:number]:
                    if not draft.labelled(unit) and not unit.asks:
                        draft.drop(unit)
                break


def demote_emphasis(draft: Draft) -> None:
    """Where questions stand on lines of their own, a styled sentence within a line of answer is emphasis."""
    layout = draft.reading.layout
    if layout.kind != "signature":
        return
    questions = [unit for unit in draft.region if draft.roles.get(unit.index) is Q]
    whole = [unit for unit in questions if draft.is_whole_line(unit)]
    if len(whole) < 0.6 * len(questions):
        return
    for unit in questions:
        if not unit.asks and not draft.is_whole_line(unit):
            draft.roles[unit.index] = A


def drop_repeated(draft: Draft) -> None:
    """Buttons and widgets: the same short line again and again."""
    counts = Counter(unit.text for unit in draft.region if unit.size <= 10 and draft.roles.get(unit.index) is A)
    for run in draft.answers():
        odd = [unit for unit in run if counts[unit.text] >= 3 and not draft.labelled(unit)]
        if len(odd) < len(run):
            for unit in odd:
                draft.drop(unit)


def _drop_numbered_headings(draft: Draft) -> None:
    """ "2. About your work" before a question, where questions themselves bear no number."""
    questions = [unit for unit in draft.region if draft.roles.get(unit.index) is Q]
    if sum(unit.opening == "number" for unit in questions) > 0.2 * len(questions):
        return
    for run in draft.answers():
        unit = run[-1]
        if len(run) > 1 and unit.opening == "number" and unit.size <= 10 and not unit.asks:
            before = run[-2]
            if before.opening != "number" and before.block.list_kind.value == "":
                draft.drop(unit)


def drop_leanings(draft: Draft) -> None:
    """What looks like a caption, an advert or a box by itself, where something else is left to answer."""
    leaning = [unit for unit in draft.region if _leans(draft, unit)]
    whole = sum(unit.size for unit in draft.region) or 1
    if sum(unit.size for unit in leaning) > 0.2 * whole:
        return
    for run in draft.answers():
        odd = [unit for unit in run if _leans(draft, unit)]
        if len(odd) < len(run) or all(draft.flow.leaning(unit).role is Role.PAYWALL for unit in odd):
            for unit in odd:
                draft.drop(unit)


def _leans(draft: Draft, unit: Unit) -> bool:
    verdict = draft.flow.leaning(unit)
    return verdict.role in _INTERRUPTING and not verdict.certain and not draft.labelled(unit)


def drop_captions(draft: Draft) -> None:
    """A short line without an end right after an image, or a line that is all link, in an answer that goes on."""
    for run in draft.answers():
        if len(run) < 2:
            continue
        for unit in run[1:] if draft.labelled(run[0]) else run:
            if draft.labelled(unit):
                continue
            after_image = unit.block.after_image is not None and unit.start == unit.block.start
            if (
                after_image and unit.size <= 30 and (unit.unfinished or unit.italic) and draft.unfinished_share < 0.3
            ) or (
                unit.links > 0.9
                and unit.size <= 25
                and unit.line_start
                and _linkedshare(draft) < 0.1
                and draft.is_whole_line(unit)
            ):
                draft.drop(unit)


def _linkedshare(draft: Draft) -> float:
    units = [unit for unit in draft.region if draft.roles.get(unit.index) is A]
    return sum(unit.links > 0.9 for unit in units) / (len(units) or 1)


def drop_pull_quotes(draft: Draft) -> None:
    """Words that stand elsewhere in the conversation too, set apart by look or by quotation marks."""
    region = draft.region
    seen = Counter(_LETTERS_RE.sub(" ", unit.folded).strip() for unit in region if unit.size >= 5)
    joined = ""
    for run in draft.answers():
        if len(run) < 2:
            continue
        for unit in list(run):
            odd = draft.look_shares.get(unit.look, 0.0) < 0.2 or unit.block.quote > 0
            if draft.labelled(unit) or unit.size < 5 or unit.size > 60 or not (odd or unit.text[0] in QUOTE_OPEN):
                continue
            if not joined:
                joined = " ".join(_LETTERS_RE.sub(" ", other.folded) for other in region)
            words = _LETTERS_RE.sub(" ", unit.folded).strip()
            if (
                seen[words] > 1
                or joined.count(words) > 1
                or (
                    odd
                    and unit.block.quote
                    and unit.text[0] in QUOTE_OPEN
                    and draft.is_whole_line(unit)
                    and len(run) > 1
                )
            ):
                draft.drop(unit)
                run.remove(unit)
