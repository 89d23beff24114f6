"""Everything around the conversation: what a block is before the turns are known, and what it is once they are."""

from __future__ import annotations

from interview_parse.segmenter.around.settle import settle
from interview_parse.segmenter.around.survey import survey
from interview_parse.segmenter.around.view import View

__all__ = ["View", "settle", "survey"]
