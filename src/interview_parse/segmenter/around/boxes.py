"""Boxes: a line that announces related pieces, a dossier, themes or comments speaks for the lines under it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from interview_parse.model.types import Role
from interview_parse.segmenter.around.outline import Look
from interview_parse.segmenter.around.view import View
from interview_parse.segmenter.segmentation import Verdict


def _spread_list(view: View, verdicts: list[Verdict], role: Role, cue: str, limit: int) -> None:
    """Give a box's entries (list items, links) the role of the line that announces them."""
    inside = False
    left = 0
    for index, verdict in enumerate(verdicts):
        if verdict.role is role and verdict.cue in _HEADS:
            inside, left = True, limit
            continue
        if not inside:
            continue
        look = view.looks[index]
        entry = (view.outline.is_listed(index) or look.linked >= 0.7) and left and not look.prose
        if entry and verdict.role in (None, Role.FURNITURE, role):
            certain = look.linked >= 0.7 or verdict.certain
            verdicts[index] = Verdict(role, cue, certain=certain)
            left -= 1
        else:
            inside = False


_HEADS = frozenset({"read also", "theme heading", "dossier heading"})


def _spread_related(view: View, verdicts: list[Verdict]) -> None:
    _spread_list(view, verdicts, Role.RELATED, "related list", 30)


def _spread_themes(view: View, verdicts: list[Verdict]) -> None:
    _spread_list(view, verdicts, Role.THEME, "theme list", 30)


def _spread_dossier(view: View, verdicts: list[Verdict]) -> None:
    """A dossier's box: its heading lines, a title between or after them, and the summary under them."""
    index, count = 0, len(verdicts)
    ends = _ends_of_lists(view, verdicts)
    linked = list(accumulate((look.linked >= 0.7 for look in view.looks), initial=0))
    while index < count:
        if verdicts[index].role is not Role.DOSSIER or not verdicts[index].cue.startswith("dossier"):
            index += 1
            continue
        first, last, headed, opened, sure = index, index, False, False, 0
        at = index
        while at < count and at <= last + 2:  # one line that announces nothing may stand between: the title
            if verdicts[at].role is Role.DOSSIER:
                last = at
                headed = headed or verdicts[at].cue == "dossier heading"
                opened = opened or verdicts[at].cue == "dossier opening"
                sure += verdicts[at].certain
            at += 1
        start = last + 1
        if start + 1 < count and not _is_entry(view, start) and _is_title_line(view, start):
            start += 1
        end = ends[start] if start < count else start
        links = linked[end] - linked[start]
        linking = links >= 0.6 * (end - start)
        listed = end - start >= 2 and ((headed and (linking or sure >= 1)) or (opened and linking))
        if listed and _is_contents(view, start, end):
            for place in range(first, end):
                verdicts[place] = Verdict(Role.FURNITURE, "contents", certain=True)
            index = end
            continue
        if listed:
            for place in range(start, end):
                verdicts[place] = Verdict(Role.DOSSIER, "dossier list", certain=True)
        else:
            start = last + 1
        if listed or (headed and last > first):
            for place in range(first, start):
                if verdicts[place].role in (None, Role.DOSSIER, Role.FURNITURE) and view.looks[place].words <= 30:
                    verdicts[place] = Verdict(Role.DOSSIER, "dossier box", certain=True)
        index = max(end if listed else 0, last + 1)


def _ends_of_lists(view: View, verdicts: list[Verdict]) -> list[int]:
    """For each block, where the row of possible entries that starts there ends; itself where it is no entry."""
    ends = list(range(len(verdicts) + 1))
    for index in range(len(verdicts) - 1, -1, -1):
        if verdicts[index].role in (None, Role.DOSSIER, Role.FURNITURE) and _is_entry(view, index):
            ends[index] = max(index + 1, ends[index + 1])
    return ends


def _is_contents(view: View, start: int, end: int) -> bool:
    """Whether a list leads to places on this very page."""
    links = [run.href for block in view.blocks[start:end] for run in block.runs if run.href is not None]
    return bool(links) and all(href.startswith("#") for href in links)


def _is_title_line(view: View, index: int) -> bool:
    """Whether a block can name the dossier between its heading and its list."""
    look = view.looks[index]
    return look.words <= 16 and not (look.ends and look.folded[-1] == ".")


def _is_entry(view: View, index: int) -> bool:
    """Whether a block can be one line of a summary: a list item or a link of a title's length."""
    look = view.looks[index]
    if look.words > 40:
        return False
    return (
        view.outline.is_listed(index) or look.linked >= 0.7 or look.folded[:2] in ("- ", "– ", "— ", "• ", "* ", "· ")
    )


def _spread_comments(view: View, verdicts: list[Verdict]) -> None:
    """All after a heading "Comments" low on the page leans to comments."""
    total = view.outline.total
    prose = 0
    below = False
    for index, verdict in enumerate(verdicts):
        prose += view.looks[index].prose
        if verdict.cue == "comments heading" and prose >= 0.5 * total:
            below = True
        elif below and verdict.role is None:
            verdicts[index] = Verdict(Role.COMMENT, "below comments heading")


def _spread_notices(view: View, verdicts: list[Verdict]) -> None:
    """What stands under a paywall notice: the links it offers, and scraps where no more text follows."""
    left = sum(look.prose for look, verdict in zip(view.looks, verdicts, strict=True) if not verdict.certain)
    under = False
    for index, verdict in enumerate(verdicts):
        look = view.looks[index]
        if verdict.certain:
            under = under or verdict.role is Role.PAYWALL
            continue
        left -= look.prose
        if under and look.words <= 15 and look.linked >= 0.7:
            verdicts[index] = Verdict(Role.PAYWALL, "paywall box", certain=True)
        elif under and _is_scrap(look, verdict) and left < 20:
            verdicts[index] = Verdict(Role.FURNITURE, "below notice", certain=True)
        else:
            under = False


_CAPTION_LINES = 8
"""Blocks that a caption in a shortcode has at most."""


def _spread_shortcodes(view: View, verdicts: list[Verdict]) -> None:
    """A caption that a shortcode holds: from "[caption …]" to "[/caption]", over several lines."""
    left = 0
    for index, look in enumerate(view.looks):
        if look.folded.startswith("[caption "):
            ends = (view.looks[at].folded.endswith("[/caption]") for at in range(index, len(view.looks)))
            left = next((count for count, end in zip(range(1, _CAPTION_LINES + 1), ends, strict=False) if end), 0)
        if left:
            verdicts[index] = Verdict(Role.CAPTION, "shortcode", certain=True)
            left -= 1


def _is_scrap(look: Look, verdict: Verdict) -> bool:
    """A few words that are no sentence, and that no name of a box claims for something else."""
    return look.words <= 6 and not look.ends and not look.prose and verdict.role in (None, Role.FURNITURE)


BOXES: tuple[Callable[[View, list[Verdict]], None], ...] = (
    _spread_dossier,
    _spread_themes,
    _spread_related,
    _spread_comments,
    _spread_notices,
    _spread_shortcodes,
)
"""In order; each changes the verdicts in place."""
