"""What a conversation is, judged apart from its layout: nothing in how it is set tells an interview from an FAQ."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from interview_parse.languages import LanguagePack
from interview_parse.model.types import Kind
from interview_parse.segmenter.reading import Reading
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.segmenter.weights import Weights
from interview_parse.tokenizer.page import Page


@attrs.frozen
class Judgement:
    """The page's kind."""

    kind: Kind
    confidence: float
    """Probability that the kind is right."""
    pairs_right: float = 0.0
    """Probability that every pair of the reading is right."""
    notes: tuple[str, ...] = ()


def judge(
    page: Page, pack: LanguagePack, reading: Reading | None, score: float, verdicts: Sequence[Verdict], weights: Weights
) -> Judgement:
    """What the page is, given its best reading."""
    if reading is None:
        return Judgement(Kind.ARTICLE, 0.9)
    return Judgement(Kind.INTERVIEW, 0.9, 0.5)
