"""The HTML elements that are open around the text, and what they say of it.

A page of Markdown closes what it opens only now and then, so a closing tag that nothing opened is passed over, and an
opening tag may end what stands before it.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import regex

from interview_parse.tokenizer.builder import PLAIN, Style
from interview_parse.tokenizer.markdown.containers import LONGEST_PATH
from interview_parse.tokenizer.markdown.numbers import Numbers
from interview_parse.tokenizer.markdown.tags import BOLD_TAGS, ENDED_BY, HEADINGS, ITALIC_TAGS, Tag
from interview_parse.tokenizer.page import ListKind

_BOLD_STYLE_RE = regex.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", regex.IGNORECASE)
_ITALIC_STYLE_RE = regex.compile(r"font-style\s*:\s*(?:italic|oblique)", regex.IGNORECASE)
_HIDDEN_STYLE_RE = regex.compile(r"display\s*:\s*none", regex.IGNORECASE)

_FURTHEST = 64
"""Open elements of a line among which a closing tag looks for its own."""
_LONGEST_HINT = 200
"""Characters that an element's hint takes over from the elements around."""


class Context(NamedTuple):
    """What the block elements around say of a block."""

    tag: str = ""
    """Of the innermost; empty where none is open."""
    classes: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    heading: int = 0
    list_kind: ListKind = ListKind.NONE
    list_id: int = -1
    quote: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    preformatted: bool = False
    hidden: bool = False


_OUTSIDE = Context()


class BlockElements:
    """The open block elements, from the outermost on."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._open: list[Context] = []
        self._counts: Counter[str] = Counter()
        self._before_leaf = 0  # elements that were open before the leaf under way, and still are

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def context(self) -> Context:
        """What the elements say together."""
        return self._open[-1] if self._open else _OUTSIDE

    @property
    def opened_in_leaf(self) -> bool:
        """Whether the innermost element opened inside the leaf under way."""
        return len(self._open) > self._before_leaf

    def start_leaf(self) -> None:
        """Begin a leaf of Markdown: what opens from here on stands inside it."""
        self._before_leaf = len(self._open)

    def end_paragraph(self) -> None:
        """Close a ``p`` that nobody has closed, where it is the innermost."""
        if self.context.tag == "p":
            self._pop()

    def open(self, tag: Tag) -> None:
        """Open an element inside the others, after those that it ends."""
        while self.context.tag in ENDED_BY.get(tag.name, ()):
            self._pop()
        self._open.append(self._place(tag, _inside(tag, self.context)))
        self._counts[tag.name] += 1

    def close(self, name: str) -> None:
        """Close the innermost element of that name and all that stand in it, where there is one."""
        if self._counts[name]:
            while self._pop() != name:
                pass

    def _place(self, tag: Tag, context: Context) -> Context:
        """The context with the list or table that the tag begins or goes on in."""
        if tag.name in ("ul", "ol", "dl", "menu"):
            kind = ListKind.NUMBERS if tag.name == "ol" else ListKind.BULLETS if tag.name != "dl" else ListKind.NONE
            return context._replace(list_kind=kind, list_id=self._numbers.next_list())
        if tag.name in ("dt", "dd"):
            return context._replace(list_kind=ListKind.TERM if tag.name == "dt" else ListKind.DEFINITION)
        if tag.name == "table":
            return context._replace(table=self._numbers.next_table(), row=-1, column=-1)
        if tag.name == "tr" and context.table >= 0:
            return context._replace(row=self._numbers.next_row(context.table), column=-1)
        if tag.name in ("td", "th") and context.table >= 0:
            row, column = self._numbers.next_cell(context.table)
            return context._replace(row=row, column=column)
        return context

    def _pop(self) -> str:
        name = self._open.pop().tag
        self._counts[name] -= 1
        self._before_leaf = min(self._before_leaf, len(self._open))
        return name


def _inside(tag: Tag, outer: Context) -> Context:
    """What stands inside a tag's element, lists and tables apart."""
    names = tag.attributes.get("class", "").split()
    named = tag.name + "".join(f".{name}" for name in names)
    return outer._replace(
        tag=tag.name,
        classes=(*names, *tag.attributes.get("id", "").split()),
        path=(*outer.path, named) if len(outer.path) < LONGEST_PATH else outer.path,
        heading=HEADINGS.get(tag.name, outer.heading),
        quote=outer.quote + (tag.name == "blockquote"),
        preformatted=outer.preformatted or tag.name == "pre",
        hidden=outer.hidden
        or "hidden" in tag.attributes
        or tag.attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE_RE.search(tag.attributes.get("style", ""))),
    )


class LineElements:
    """The open elements within a line, and the style that they give its text."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Style]] = []  # name, and the style inside

    def open(self, tag: Tag) -> None:
        """Open an element inside the others."""
        outer = self._open[-1][1] if self._open else PLAIN
        css = tag.attributes.get("style", "")
        style = Style(
            outer.bold or tag.name in BOLD_TAGS or bool(_BOLD_STYLE_RE.search(css)),
            outer.italic or tag.name in ITALIC_TAGS or bool(_ITALIC_STYLE_RE.search(css)),
            tag.attributes.get("href", outer.href) if tag.name == "a" else outer.href,
            " ".join(filter(None, (outer.hint[:_LONGEST_HINT], tag.attributes.get("class", "")))),
        )
        self._open.append((tag.name, style))

    def close(self, name: str) -> None:
        """Close the innermost element of that name and all that stand in it, where there is one."""
        for place in range(len(self._open) - 1, max(-1, len(self._open) - _FURTHEST), -1):
            if self._open[place][0] == name:
                del self._open[place:]
                break

    def close_all(self) -> None:
        """Close what a leaf has left open."""
        self._open.clear()

    def style(self, bold: bool, italic: bool, href: str | None) -> Style:
        """The style of text that Markdown's own signs set so."""
        if not self._open:
            return Style(bold, italic, href)
        inner = self._open[-1][1]
        return Style(bold or inner.bold, italic or inner.italic, href or inner.href, inner.hint)
