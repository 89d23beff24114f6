"""What a page's containers say by their names, where the rest of the page does not speak against it.

Names lie where the class wraps the article or every turn, so each is believed only as far as the container's share
of the page's running text, and the questions in it, allow.
"""

from __future__ import annotations

from interview_parse.model.types import Role
from interview_parse.segmenter.around.outline import Outline
from interview_parse.segmenter.segmentation import Verdict

NOTHING = Verdict()
"""Nothing speaks for a role of its own."""

MENUS = frozenset(
    f"{kind} {name}"
    for kind in ("tag", "class")
    for name in (
        "nav",
        "navbar",
        "navigation",
        "menu",
        "menus",
        "dropdown",
        "burger",
        "sidebar",
        "widget",
        "widgets",
        "aside",
    )
)


_THEME_PROSE = 25
"""Words of running text above which a container lists no subjects but pieces on a subject."""


def judge_containers(outline: Outline) -> tuple[Verdict, ...]:
    """What each container of the outline says of the blocks in it, its parents' word included."""
    spoken = _overused(outline)
    verdicts: list[Verdict] = []
    for node, hint in enumerate(outline.hints):
        inherited = verdicts[outline.parents[node]] if node else NOTHING
        unfit = hint is not None and hint.role is Role.THEME and outline.prose[node] > _THEME_PROSE
        if hint is None or unfit or hint.cue in spoken or outline.share(node) > hint.limit:
            verdicts.append(inherited)
            continue
        # A teaser of another piece links to it; the article's own lead, also called teaser, does not.
        below = outline.starts[node] > outline.starts[outline.column] and not outline.inside[node]
        elsewhere = hint.role is Role.RELATED and outline.links[node] >= 1 and below
        certain = (hint.certain or elsewhere) and not _holds_turns(outline, node, repeats=hint.repeats)
        role: Role | None = hint.role
        cue = hint.cue
        if role is Role.THEME and inherited.cue in MENUS:
            role, cue = inherited.role, inherited.cue  # a menu's or sidebar's topics are the site's
        if inherited.role is not None and inherited.role is not Role.FURNITURE and role is Role.FURNITURE:
            role, cue = inherited.role, inherited.cue
        verdicts.append(Verdict(role, cue, certain=certain or inherited.certain))
    return tuple(verdicts)


def _overused(outline: Outline) -> frozenset[str]:
    """Names that hold too much of the page, in all their containers together: ``widget`` around every paragraph."""
    sums: dict[str, int] = {}
    limits: dict[str, float] = {}
    blocked: list[frozenset[str]] = []
    for node, hint in enumerate(outline.hints):
        above = blocked[outline.parents[node]] if node else frozenset()
        if hint is not None and outline.share(node) <= hint.limit and hint.cue not in above:
            sums[hint.cue] = sums.get(hint.cue, 0) + outline.prose[node]
            limits[hint.cue] = hint.limit
            above = above | {hint.cue}
        blocked.append(above)
    return frozenset(cue for cue, prose in sums.items() if prose > limits[cue] * max(1, outline.total))


def _holds_turns(outline: Outline, node: int, *, repeats: bool) -> bool:
    """Whether a container's blocks ask, or come again and again between paragraphs, as questions would."""
    plain, asking = outline.plain[node], outline.asking[node]
    if asking >= 2 and asking >= 0.25 * plain and (outline.inside[node] or outline.share(node) > 0.05):
        return True
    return not repeats and outline.inside[node] and outline.entries[node] >= 4 and plain >= 4
