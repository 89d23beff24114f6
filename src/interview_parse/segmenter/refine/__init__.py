"""The second, local look: once the layout is chosen, each unit against this page's own questions and answers.

A layout finds the turns; it can't see what stands between them. Each step here settles one thing that readers see at
once (a subheading, a caption, a pull quote, where the talk begins and ends), always relative to the page: what is odd
on one page is the rule on another. No step takes the only words that could answer a question.
"""

from __future__ import annotations

from collections.abc import Callable

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.reading import Reading
from interview_parse.segmenter.refine.between import (
    demote_emphasis,
    drop_captions,
    drop_headings,
    drop_leanings,
    drop_prose_between,
    drop_pull_quotes,
    drop_repeated,
)
from interview_parse.segmenter.refine.draft import Draft
from interview_parse.segmenter.refine.edges import (
    drop_labelled_introduction,
    trim_end,
    trim_finish,
    trim_first_turn,
    trim_last_turn,
    trim_start,
)
from interview_parse.segmenter.refine.farewell import add_farewell, drop_after_farewell
from interview_parse.segmenter.refine.remarks import demote_rhetorical, promote_remarks
from interview_parse.segmenter.weights import Weights
from interview_parse.tokenizer.page import Page

STEPS: tuple[Callable[[Draft], None], ...] = (
    demote_emphasis,
    drop_headings,
    drop_prose_between,
    drop_repeated,
    drop_leanings,
    drop_captions,
    drop_pull_quotes,
    demote_rhetorical,
    promote_remarks,
    drop_labelled_introduction,
    trim_first_turn,
    trim_start,
    trim_finish,
    drop_after_farewell,
    trim_last_turn,
    add_farewell,
    trim_end,
)
"""In order: what stands between the turns first, since the edges are judged by what is left."""


def refine(reading: Reading, page: Page, pack: LanguagePack, weights: Weights) -> Reading | None:
    """The reading with its edges, subheadings and interruptions settled; None where no exchange is left."""
    draft = Draft(reading, page, pack, weights, dict(reading.roles), reading.first, reading.last)
    for step in STEPS:
        step(draft)
    units = draft.flow.units
    spoken = [at for at in range(draft.first, draft.last + 1) if units[at].index in draft.roles]
    if not spoken:
        return None
    roles = {units[at].index: draft.roles[units[at].index] for at in spoken}
    revised = Reading(reading.layout, roles, draft.flow, spoken[0], spoken[-1], reading.doubts | draft.doubts)
    return revised if revised.questions and revised.answers else None
