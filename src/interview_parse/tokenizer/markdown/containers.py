"""What stands around a leaf in Markdown's own signs: block quotes and items of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from interview_parse.tokenizer.page import ListKind

LONGEST_PATH = 32
"""Containers or elements that a block's path names; deeper ones share the path."""


@attrs.frozen
class Container:
    """A block quote, or one item of a list."""

    indent: int
    """Columns that the item's further lines are indented by; -1 for a quote."""
    list_kind: ListKind = ListKind.NONE
    list_id: int = -1
    mark: str = ""
    """The last character of the item's bullet or number."""

    @property
    def is_quote(self) -> bool:
        """Whether it is no item but a block quote."""
        return self.indent < 0


QUOTE = Container(-1)
"""Any block quote."""


def path_inside(containers: Sequence[Container]) -> Iterator[str]:
    """What the containers add to a block's path, from the outermost on."""
    for container in containers[:LONGEST_PATH]:
        if container.is_quote:
            yield "blockquote"
        else:
            yield from (container.list_kind.value, "li")
