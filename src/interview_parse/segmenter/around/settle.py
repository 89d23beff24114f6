"""What each block is once the conversation's place is known: title to last line of the article, and all around it."""

from __future__ import annotations

from collections.abc import Sequence

from interview_parse.model.types import Role
from interview_parse.segmenter.around.ground import Ground
from interview_parse.segmenter.around.headline import Headline
from interview_parse.segmenter.around.view import View
from interview_parse.segmenter.segmentation import Verdict

Settled = tuple[Role, tuple[str, ...]]
"""A block's role and the names of what decided it."""

_OWN = frozenset({Role.FURNITURE, Role.BYLINE, Role.DATE, Role.RELATED, Role.PULL_QUOTE, Role.CAPTION})
"""Leanings of the survey that a title, lead or paragraph of the article may overrule where they are not certain."""


def settle(view: View, verdicts: Sequence[Verdict], taken: Sequence[tuple[int, int]]) -> tuple[Settled, ...]:
    """The final role and its cues for every block.

    ``taken`` are sorted half-open ranges of block indexes that hold conversations; a block inside gets what it would
    be if it were no turn. Without any, the main column's prose is the article.
    """
    return _Settling(Ground(view, verdicts, taken)).settle()


class _Settling:
    """One page's blocks on their way to a final role."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.headline = Headline(ground)

    def settle(self) -> tuple[Settled, ...]:
        return tuple(self._settle(index) for index in range(len(self.ground.blocks)))

    def _settle(self, index: int) -> Settled:
        if index in self.headline.title:
            return Role.TITLE, (self.headline.title[index],)
        if index in self.headline.leads:
            return Role.STANDFIRST, (self.headline.leads[index],)
        if index < self.ground.first:
            return self._settle_above(index)
        if index < self.ground.last:
            return self._settle_within(index)
        return self._settle_below(index, over=index >= self.ground.end)

    def _settle_above(self, index: int) -> Settled:
        verdict, look, block = self.ground.verdicts[index], self.ground.looks[index], self.ground.blocks[index]
        if verdict.certain and verdict.role is not None:
            return verdict.role, (verdict.cue,)
        under_title = bool(self.headline.title) and index > max(self.headline.title)
        if self.ground.is_byline(index):
            return Role.BYLINE, ("byline",)
        if self.ground.is_date(index):
            return Role.DATE, ("date",)
        if verdict.role is not None and not (verdict.role in _OWN and look.prose and self.ground.in_column(index)):
            return verdict.role, (verdict.cue,)
        inside = self.ground.in_column(index)
        if self.headline.title and not under_title:
            return Role.FURNITURE, ("above title",)
        if block.heading and (under_title or inside):
            return Role.HEADING, (f"h{block.heading}",)
        if look.prose and (inside or under_title):
            return Role.INTRODUCTION, ("prose before the first turn",)
        if inside and not (look.linked >= 0.7):
            return Role.INTRODUCTION, ("in the text's column",)
        return Role.FURNITURE, ("outside",)

    def _settle_within(self, index: int) -> Settled:
        verdict, block = self.ground.verdicts[index], self.ground.blocks[index]
        if verdict.role is not None and (
            verdict.certain or not (verdict.role in _OWN and self.ground.looks[index].prose)
        ):
            return verdict.role, (verdict.cue,)
        if block.heading:
            return Role.HEADING, (f"h{block.heading}",)
        if not self.ground.taken and not self.ground.in_column(index):
            return Role.FURNITURE, ("outside",)
        return Role.BODY, ("within the article",)

    def _settle_below(self, index: int, *, over: bool) -> Settled:
        verdict, look, block = self.ground.verdicts[index], self.ground.looks[index], self.ground.blocks[index]
        if verdict.certain and verdict.role is not None:
            return verdict.role, (verdict.cue,)
        if self.ground.is_credit(index):
            return Role.CREDIT, ("credit phrase",)
        inside = self.ground.in_column(index)
        if verdict.role is not None and not (verdict.role in _OWN and look.prose and inside and not over):
            return verdict.role, (verdict.cue,)
        if over:
            return Role.FURNITURE, ("after the article",)
        if self.ground.is_date(index):
            return Role.DATE, ("date",)
        if block.heading:
            return (Role.HEADING, (f"h{block.heading}",)) if inside else (Role.FURNITURE, ("after the article",))
        if look.prose and (inside or self._is_near(index)):
            return (Role.CLOSING if self.ground.taken else Role.BODY), ("prose after the last turn",)
        return Role.FURNITURE, ("after the article",)

    def _is_near(self, index: int) -> bool:
        """Whether a block stands beside the text's column, in the same article."""
        outline = self.ground.view.outline
        top = outline.parents[self.ground.column] if self.ground.column > 0 else 0
        node = self.ground.looks[index].node
        while node > 0:
            if node == top:
                return True
            node = outline.parents[node]
        return top == 0 and outline.parents[self.ground.column] <= 0
