"""HTML's tags as Markdown holds them: one tag, and what its name says of it."""

from __future__ import annotations

from typing import NamedTuple


class Tag(NamedTuple):
    """An HTML tag in Markdown."""

    name: str
    """Lower case."""
    closing: bool
    attributes: dict[str, str]
    """Entities resolved; a name without a value has an empty one."""


_BLOCK_TAGS = (
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
"""Tags that end the block under way."""
_INLINE_TAGS = (
    "a abbr acronym audio b bdi bdo big br cite code data del dfn em embed font i img input ins kbd label link "
    "map area mark meta nobr param picture q rb rp rt ruby s samp small source span strike strong sub sup time "
    "track tt u var video wbr colgroup col head title script style noscript template svg iframe object math "
    "select textarea"
)
KNOWN_TAGS = BLOCK_TAGS | frozenset(_INLINE_TAGS.split())
"""Tags that are none of the text also without attributes. "<T>" is one of its words."""
VOID_TAGS = frozenset({"wbr", "input", "embed", "source", "track", "param", "link", "meta", "area", "col"})
"""Tags within a line that nothing closes; ``br`` and ``img`` are read apart."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""Tag to level."""
BOLD_TAGS = frozenset({"b", "strong"})
ITALIC_TAGS = frozenset({"i", "em", "cite"})
ENDED_BY = {
    "p": ("p",), "li": ("li", "p"), "dt": ("dt", "dd", "p"), "dd": ("dt", "dd", "p"), "td": ("td", "th", "p"),
    "th": ("td", "th", "p"), "tr": ("tr", "td", "th", "p"),
}  # fmt: skip
"""Opening tag to the elements that it ends where their closing tags were left out."""
