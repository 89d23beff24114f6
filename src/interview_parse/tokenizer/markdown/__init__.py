"""Markdown to a page, in one pass over the lines: containers, leaves, then the inline text of each leaf.

It reads what writers and their site generators write rather than one specification: CommonMark's blocks and emphasis,
pipe tables, definition lists, footnotes, strikethrough, kramdown's attributes, front matter, shortcodes, and HTML
wherever it stands. HTML tags act on the text between them whether Markdown's blocks agree or not. Where CommonMark
would leave signs of emphasis in sight (beside full-width punctuation, with a blank inside), they still count as
emphasis: a reader sees what was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import attrs
import regex

from interview_parse.formats import Format
from interview_parse.source import Source
from interview_parse.tokenizer.builder import PageBuilder, Style, resolve_entities
from interview_parse.tokenizer.markdown.attributes import ATTRIBUTES, classes_of
from interview_parse.tokenizer.markdown.code import CODE_INDENT, FENCE_RE, closes_fence
from interview_parse.tokenizer.markdown.front_matter import FENCES, read_front_matter
from interview_parse.tokenizer.markdown.inlines import read_inlines
from interview_parse.tokenizer.markdown.lines import BREAK, join_lines
from interview_parse.tokenizer.markdown.pieces import Kind, Styled
from interview_parse.tokenizer.markdown.references import is_reference, read_references
from interview_parse.tokenizer.markdown.tables import cells_of, opens_table
from interview_parse.tokenizer.markdown.tags import (
    BLOCK_TAGS,
    BOLD_TAGS,
    ENDED_BY,
    HEADINGS,
    ITALIC_TAGS,
    VOID_TAGS,
    Tag,
)
from interview_parse.tokenizer.markdown.unread import drop_unread
from interview_parse.tokenizer.page import ListKind, Page


def tokenize_markdown(source: Source) -> Page:
    """The page of a Markdown text; its front matter is in ``head.metas`` and, line by line, in the blocks too."""
    lines = drop_unread(source.text.expandtabs(4).translate(_FREE_MARKS)).split("\n")
    front = read_front_matter(lines)
    writer = _Writer()
    writer.write_front(lines[: front.end])
    _BlockReader(lines, front.end, writer).read()
    return writer.builder.page(front.head, Format.MARKDOWN, source.url)


_FREE_MARKS = {ord(BREAK): " "}

# --- Blocks ----------------------------------------------------------------------------------------------------------

QUOTE_RE = regex.compile(r"[ ]{0,3}>[ ]?")
ITEM_RE = regex.compile(r"(?P<indent>[ ]{0,3})(?P<mark>[-+*]|\d{1,9}[.)])(?:(?P<gap>[ ]+)(?=\S)|[ ]*$)")
RULE_RE = regex.compile(r"[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*$")
HEADING_RE = regex.compile(r"[ ]{0,3}(?:(#{1,6})(?:[ ]+|$)|(#{2,6})(?=[\p{L}\p{N}*_]))")
HEADING_END_RE = regex.compile(r"[ ]+#+[ ]*$")
UNDERLINE_RE = regex.compile(r"[ ]{0,3}(=+|-+)[ ]*$")
DEFINITION_RE = regex.compile(r"[ ]{0,3}:[ ]{1,3}(?=\S)")
FOOTNOTE_RE = regex.compile(r"[ ]{0,3}\[\^(?P<name>[^\[\]\s]{1,80})\]:[ ]*")
SHORTCODE_LINE_RE = regex.compile(r"[ ]*(?:\{\{.*\}\}|\{%.*%\}|\[%.*%\])[ ]*$")
ATTRIBUTES_RE = regex.compile(rf"[ ]{{0,3}}\{{:{ATTRIBUTES}\}}[ ]*$")
HEADING_ATTRIBUTES_RE = regex.compile(rf"[ ]*\{{:?{ATTRIBUTES}\}}[ ]*$")
DEEPEST = 64
LONGEST_UNDERLINED = 200


@attrs.frozen
class _Container:
    """A block quote, or one item of a list."""

    indent: int
    """Columns that the item's further lines are indented by; -1 for a quote."""
    list_kind: ListKind = ListKind.NONE
    list_id: int = -1
    mark: str = ""

    @property
    def is_quote(self) -> bool:
        return self.indent < 0


class _BlockReader:
    """Reads lines into leaves and hands each to the writer."""

    def __init__(self, lines: Sequence[str], start: int, writer: _Writer) -> None:
        self._lines = lines
        self._start = start
        self._writer = writer
        self._containers: list[_Container] = []
        self._lists: dict[int, _Container] = {}  # the latest item at each depth, while its list may still go on
        self._numbers: dict[int, int] = {}  # the latest number that counted an item at each depth
        self._paragraph: list[str] = []
        self._paragraph_line = 0
        self._paragraph_tag = "p"
        self._first_in_item = False
        self._code: list[str] = []
        self._code_line = 0
        self._fence = ""
        self._fence_info = ""
        self._table: tuple[int, int] | None = None  # number and next row
        self._definitions = -1  # number of the definition list under way
        self._in_footnote = False

    def read(self) -> None:
        self._writer.references = read_references(self._lines[self._start :])
        for number in range(self._start, len(self._lines)):
            self._read_line(self._lines[number], number + 1)
        self._end_leaf()

    def _read_line(self, line: str, number: int) -> None:
        rest, matched = self._inside(line)
        complete = matched == len(self._containers)
        if self._fence and complete:
            self._read_fenced(rest, number)
            return
        if not complete:
            if self._paragraph and rest.strip() and not self._starts_block(rest, matched):
                self._paragraph.append(rest.strip(" "))  # a lazy line goes on the paragraph
                return
            self._end_leaf()
            del self._containers[matched:]
        rest = self._open_containers(rest, number)
        self._read_leaf(rest, number)

    def _inside(self, line: str) -> tuple[str, int]:
        """The line inside the containers that it stays in, and how many these are."""
        rest = line
        for depth, container in enumerate(self._containers):
            if container.is_quote:
                match = QUOTE_RE.match(rest)
                if not match:
                    return rest, depth
                rest = rest[match.end() :]
            elif not rest.strip():
                continue
            elif rest.startswith(" " * container.indent):
                rest = rest[container.indent :]
            else:
                return rest, depth
        return rest, len(self._containers)

    def _open_containers(self, rest: str, number: int) -> str:
        while len(self._containers) < DEEPEST:
            quote = QUOTE_RE.match(rest)
            if quote:
                self._end_leaf()
                self._forget_lists(len(self._containers))
                self._containers.append(_Container(-1))
                rest = rest[quote.end() :]
                continue
            item = ITEM_RE.match(rest)
            if not item or RULE_RE.match(rest) or not self._counts_on(item):
                break
            if self._paragraph and not self._may_interrupt(item, len(self._containers)):
                break
            self._end_leaf()
            gap = len(item["gap"] or " ")
            wide = gap > CODE_INDENT
            indent = len(item["indent"]) + len(item["mark"]) + (1 if wide else gap)
            self._containers.append(self._list_item(item["mark"], indent))
            self._first_in_item = True
            rest = rest[min(indent, len(rest)) :]
        return rest

    def _counts_on(self, item: regex.Match[str]) -> bool:
        """Whether a number counts items. "1984." at the start of an answer does not, nor a number that stands alone."""
        mark = item["mark"]
        if mark in "-+*":
            return True
        number = int(mark[:-1])
        return bool(item["gap"]) and (number <= 1 or number == self._numbers.get(len(self._containers), 0) + 1)

    def _may_interrupt(self, item: regex.Match[str], depth: int) -> bool:
        """Whether an item may follow a paragraph without a blank line: not where prose wraps before a number."""
        if not item["gap"]:
            return False
        return item["mark"] in ("-", "+", "*", "1.", "1)") or depth in self._lists

    def _list_item(self, mark: str, indent: int) -> _Container:
        depth = len(self._containers)
        kind = ListKind.BULLETS if mark in "-+*" else ListKind.NUMBERS
        before = self._lists.get(depth)
        same = before is not None and before.list_kind is kind and before.mark == mark[-1]
        number = before.list_id if same and before is not None else self._writer.next_list()
        item = _Container(indent, kind, number, mark[-1])
        if kind is ListKind.NUMBERS:
            self._numbers[depth] = int(mark[:-1])
        self._forget_lists(depth)
        self._lists[depth] = item
        return item

    def _forget_lists(self, depth: int) -> None:
        for deeper in [key for key in self._lists if key >= depth]:
            del self._lists[deeper]

    def _starts_block(self, rest: str, depth: int) -> bool:
        return bool(
            QUOTE_RE.match(rest)
            or RULE_RE.match(rest)
            or HEADING_RE.match(rest)
            or FENCE_RE.match(rest)
            or ((item := ITEM_RE.match(rest)) and self._may_interrupt(item, depth))
            or SHORTCODE_LINE_RE.match(rest)
        )

    def _read_leaf(self, rest: str, number: int) -> None:
        text = rest.strip(" ")
        if not text:
            self._blank(number)
            return
        indent = len(rest) - len(rest.lstrip(" "))
        if indent >= CODE_INDENT and not self._paragraph and self._table is None and self._may_be_code():
            self._code_line = self._code_line or number
            self._code.append(rest[CODE_INDENT:])
            return
        self._end_code()
        if self._table is not None:
            if "|" in text:
                self._write_row(text, number)
                return
            self._table = None
        if not self._read_marked(rest, text, number):
            self._read_text(rest, text, number)

    def _read_marked(self, rest: str, text: str, number: int) -> bool:
        """Read a line that is a leaf of its own, or ends one; False where it is running text."""
        fence = FENCE_RE.match(rest)
        if fence:
            self._end_leaf()
            self._fence, self._fence_info, self._code_line = fence["fence"], fence["info"].strip(), number
            return True
        if self._paragraph and self._read_underline(rest, text, number):
            return True
        if RULE_RE.match(rest):
            self._end_leaf()
            self._writer.after_rule = True
            return True
        heading = HEADING_RE.match(rest)
        if heading:
            self._end_leaf()
            self._write_heading(HEADING_END_RE.sub("", rest[heading.end() :]), len(heading[1] or heading[2]), number)
            return True
        if SHORTCODE_LINE_RE.match(rest):
            self._end_leaf()
            self._writer.write_plain(text, "shortcode", self._containers, number)
            return True
        attributes = ATTRIBUTES_RE.match(rest)
        if attributes:
            classes = classes_of(attributes["inner"])
            if self._paragraph:
                self._writer.classes += classes
                self._end_leaf()
            else:
                self._writer.classes += classes
            return True
        if not self._paragraph and is_reference(rest):
            return True
        footnote = FOOTNOTE_RE.match(rest)
        if footnote:
            self._end_leaf()
            self._in_footnote = True
            self._begin(f"[{footnote['name']}] {rest[footnote.end() :]}", number, "footnote")
            return True
        definition = DEFINITION_RE.match(rest)
        if definition and (self._paragraph or self._definitions >= 0):
            self._end_terms()
            self._begin(rest[definition.end() :], number, "dd")
            return True
        return False

    def _read_underline(self, rest: str, text: str, number: int) -> bool:
        """Read what makes the paragraph above a heading or a table's head."""
        above = self._paragraph[-1]
        if opens_table(above, rest):
            self._paragraph.pop()
            line = number - 1
            self._end_leaf()
            self._table = (self._writer.next_table(), 0)
            self._write_row(above, line)
            return True
        underline = UNDERLINE_RE.match(rest)
        if not underline or self._paragraph_tag != "p":
            return False
        if sum(map(len, self._paragraph)) > LONGEST_UNDERLINED:
            return False  # A rule that somebody set directly under a paragraph.
        lines, self._paragraph = self._paragraph, []
        self._write_heading(" ".join(lines), 1 if underline[1][0] == "=" else 2, self._paragraph_line)
        return True

    def _read_text(self, rest: str, text: str, number: int) -> None:
        if self._paragraph:
            self._paragraph.append(rest.lstrip(" "))
        else:
            tag = "footnote" if self._in_footnote and rest[0] == " " else "p"
            self._in_footnote = tag == "footnote"
            self._definitions = -1
            self._begin(text if not rest.endswith("  ") else text + "  ", number, tag)

    def _begin(self, text: str, number: int, tag: str) -> None:
        self._forget_lists(len(self._containers))
        self._paragraph, self._paragraph_line, self._paragraph_tag = [text.lstrip(" ")], number, tag

    def _blank(self, number: int) -> None:
        if self._code:
            self._code.append("")
            return
        self._end_leaf()
        self._writer.blank_line()

    def _may_be_code(self) -> bool:
        return not self._writer.in_html and not self._in_footnote and self._definitions < 0

    def _read_fenced(self, rest: str, number: int) -> None:
        if closes_fence(rest, self._fence):
            self._end_code()
        else:
            self._code.append(rest)

    def _end_leaf(self) -> None:
        self._end_code()
        self._table = None
        if not self._paragraph:
            return
        lines, self._paragraph = self._paragraph, []
        tag, kind, number = self._paragraph_tag, ListKind.NONE, -1
        if tag == "dd":
            kind, number = ListKind.DEFINITION, self._definitions
        elif tag == "p" and self._first_in_item:
            tag = "li"
        self._first_in_item = False
        self._writer.write_inline(
            join_lines(lines), tag, self._containers, self._paragraph_line, kind=kind, list_id=number
        )

    def _end_terms(self) -> None:
        """End a paragraph whose lines turn out to be the terms of a definition list, or a definition before another."""
        if self._definitions < 0:
            self._definitions = self._writer.next_list()
        if self._paragraph_tag == "dd" or not self._paragraph:
            self._end_leaf()
            return
        lines, self._paragraph = self._paragraph, []
        for offset, line in enumerate(lines):
            self._writer.write_inline(
                line.strip(),
                "dt",
                self._containers,
                self._paragraph_line + offset,
                kind=ListKind.TERM,
                list_id=self._definitions,
            )

    def _end_code(self) -> None:
        if self._code or self._fence:
            self._writer.write_code(self._code, self._fence_info, self._containers, self._code_line)
            self._forget_lists(len(self._containers))
        self._code, self._code_line, self._fence, self._fence_info = [], 0, "", ""

    def _write_heading(self, text: str, level: int, number: int) -> None:
        attributes = HEADING_ATTRIBUTES_RE.search(text)
        if attributes:
            self._writer.classes += classes_of(attributes["inner"])
            text = text[: attributes.start()]
        self._definitions = -1
        self._in_footnote = self._first_in_item = False
        self._forget_lists(len(self._containers))
        self._writer.write_inline(text.strip(), f"h{level}", self._containers, number, heading=level)

    def _write_row(self, text: str, number: int) -> None:
        assert self._table is not None
        table, row = self._table
        for column, cell in enumerate(cells_of(text)):
            self._writer.write_inline(
                cell, "td" if row else "th", self._containers, number, table=table, row=row, column=column
            )
        self._table = (table, row + 1)


# --- Writing ---------------------------------------------------------------------------------------------------------

BOLD_STYLE_RE = regex.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", regex.IGNORECASE)
ITALIC_STYLE_RE = regex.compile(r"font-style\s*:\s*(?:italic|oblique)", regex.IGNORECASE)
HIDDEN_STYLE_RE = regex.compile(r"display\s*:\s*none", regex.IGNORECASE)
LONGEST_PATH = 32


class _Context(NamedTuple):
    """What the HTML elements around say of a block."""

    tag: str = ""
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


class _Inline(NamedTuple):
    """One inline HTML element that is open."""

    name: str
    bold: bool
    italic: bool
    href: str | None
    hint: str


class _Writer:
    """Writes leaves as blocks, with what the containers and the HTML around them say."""

    def __init__(self) -> None:
        self.builder = PageBuilder()
        self.references: dict[str, str] = {}
        self.after_rule = False
        self.classes: tuple[str, ...] = ()
        """Of kramdown's attributes, for the next block."""
        self._elements: list[_Context] = []
        self._open: Counter[str] = Counter()
        self._inline: list[_Inline] = []
        self._lists = 0
        self._tables: list[list[int]] = []  # row and column of each
        self._image: str | None = None
        self._images: list[str] = []  # alternative texts that wait for the block under way to end
        self._tag = "p"
        self._inner = 0  # elements that were open before the leaf under way
        self._fields: dict[str, Any] = {}

    @property
    def in_html(self) -> bool:
        return bool(self._elements)

    def next_list(self) -> int:
        self._lists += 1
        return self._lists - 1

    def next_table(self) -> int:
        self._tables.append([-1, -1])
        return len(self._tables) - 1

    def blank_line(self) -> None:
        """A blank line ends a paragraph tag that nobody closed."""
        if self._elements and self._elements[-1].tag == "p":
            self._pop()

    def write_front(self, lines: Sequence[str]) -> None:
        for number, line in enumerate(lines, 1):
            if line.strip() and line.strip() not in FENCES:
                self.builder.add(resolve_entities(line))
                self.builder.end_block(tag="frontmatter", path=("frontmatter",), line=number)

    def write_plain(self, text: str, tag: str, containers: Sequence[_Container], line: int) -> None:
        self._start_leaf(tag, containers, line, {})
        self.builder.add(text, Style())
        self._end_block()

    def write_code(self, lines: Sequence[str], info: str, containers: Sequence[_Container], line: int) -> None:
        language = info.split()[0].strip("{}.") if info else ""
        if language:
            self.classes += (f"language-{language}",)
        self._start_leaf("pre", containers, line, {"preformatted": True})
        for text in lines:
            self.builder.add(text)
            self.builder.break_line()
        self._end_block()

    def write_inline(
        self,
        text: str,
        tag: str,
        containers: Sequence[_Container],
        line: int,
        *,
        kind: ListKind = ListKind.NONE,
        list_id: int = -1,
        **fields: Any,
    ) -> None:
        if kind is not ListKind.NONE:
            fields |= {"list_kind": kind, "list_id": list_id}
        self._start_leaf(tag, containers, line, fields)
        for styled in read_inlines(text, self.references):
            if self.builder.empty:
                self._fields["line"] = line + styled.line
            if styled.kind == Kind.TAG:
                assert styled.tag is not None
                self._write_tag(styled.tag)
            elif styled.kind == Kind.BREAK:
                self.builder.break_line()
            elif styled.kind == Kind.IMAGE:
                self._write_image(styled.text, styled.href or "")
            else:
                self.builder.add(styled.text, self._style(styled))
        self._end_block()
        self._inline.clear()

    def _style(self, styled: Styled) -> Style:
        if not self._inline:
            return Style(styled.bold, styled.italic, styled.href)
        inner = self._inline[-1]
        return Style(styled.bold or inner.bold, styled.italic or inner.italic, styled.href or inner.href, inner.hint)

    def _start_leaf(self, tag: str, containers: Sequence[_Container], line: int, fields: dict[str, Any]) -> None:
        self._tag = tag
        self._inner = len(self._elements)
        self._fields = {"line": line, "quote": sum(one.is_quote for one in containers)} | fields
        item = next((one for one in reversed(containers) if not one.is_quote), None)
        if item is not None:
            self._fields.setdefault("list_kind", item.list_kind)
            self._fields.setdefault("list_id", item.list_id)
        self._fields["path"] = (*(_path_parts(containers)), tag)

    def _end_block(self) -> None:
        """End the block under way, if it has words, then the alternative texts of the images in it."""
        context = self._elements[-1] if self._elements else _Context()
        fields = dict(self._fields)
        own = len(self._elements) > self._inner  # an element that opened in this leaf is the innermost
        fields["quote"] += context.quote
        fields["tag"] = context.tag if own else self._tag
        fields["path"] = (*context.path, *(() if own else fields["path"]))
        fields["classes"] = self.classes + context.classes
        for name in ("heading", "preformatted"):
            fields[name] = fields.get(name) or getattr(context, name)
        if context.list_kind is not ListKind.NONE:
            fields["list_kind"], fields["list_id"] = context.list_kind, context.list_id
        if context.table >= 0:
            fields |= {"table": context.table, "row": context.row, "column": context.column}
        fields["hidden"] = context.hidden
        if self.builder.end_block(**fields, after_rule=self.after_rule, after_image=self._image):
            self.after_rule, self._image, self.classes = False, None, ()
        waiting, self._images = self._images, []
        for alt in waiting:
            self._write_alt(alt, fields)

    def _write_image(self, alt: str, source: str) -> None:
        name = alt.strip() or source.rstrip("/").rsplit("/", 1)[-1]
        if self.builder.empty:
            if alt.strip():
                self._write_alt(alt, self._fields)
            self._image = name
        elif alt.strip():
            self._images.append(alt)
        if not self.builder.empty:
            self.builder.add(" ")

    def _write_alt(self, alt: str, fields: dict[str, Any]) -> None:
        self.builder.add(alt.replace(BREAK, " "))
        place = {name: fields[name] for name in ("line", "quote", "table", "row", "column") if name in fields}
        if self.builder.end_block(tag="image", path=("image",), after_rule=self.after_rule, **place):
            self.after_rule = False

    def _write_tag(self, tag: Tag) -> None:
        if tag.name == "br":
            if not self.builder.break_line():
                self._end_block()
        elif tag.name in BLOCK_TAGS:
            self._end_block()
            if tag.name == "hr":
                self.after_rule = True
            elif tag.closing:
                self._close(tag.name)
            else:
                self._open_element(tag)
        elif tag.closing:
            for place in range(len(self._inline) - 1, max(-1, len(self._inline) - DEEPEST), -1):
                if self._inline[place].name == tag.name:
                    del self._inline[place:]
                    break
        elif tag.name not in VOID_TAGS:
            self._open_inline(tag)

    def _open_inline(self, tag: Tag) -> None:
        outer = self._inline[-1] if self._inline else _Inline("", False, False, None, "")
        style = tag.attributes.get("style", "")
        hint = " ".join(filter(None, (outer.hint[:200], tag.attributes.get("class", ""))))
        self._inline.append(
            _Inline(
                tag.name,
                outer.bold or tag.name in BOLD_TAGS or bool(BOLD_STYLE_RE.search(style)),
                outer.italic or tag.name in ITALIC_TAGS or bool(ITALIC_STYLE_RE.search(style)),
                tag.attributes.get("href", outer.href) if tag.name == "a" else outer.href,
                hint,
            )
        )

    def _open_element(self, tag: Tag) -> None:
        while self._elements and self._elements[-1].tag in ENDED_BY.get(tag.name, ()):
            self._pop()
        outer = self._elements[-1] if self._elements else _Context()
        classes = (*tag.attributes.get("class", "").split(), *tag.attributes.get("id", "").split())
        named = tag.name + "".join(f".{name}" for name in tag.attributes.get("class", "").split())
        context = outer._replace(
            tag=tag.name,
            classes=classes,
            path=(*outer.path, named) if len(outer.path) < LONGEST_PATH else outer.path,
            heading=HEADINGS.get(tag.name, outer.heading),
            quote=outer.quote + (tag.name == "blockquote"),
            preformatted=outer.preformatted or tag.name == "pre",
            hidden=outer.hidden
            or "hidden" in tag.attributes
            or tag.attributes.get("aria-hidden") == "true"
            or bool(HIDDEN_STYLE_RE.search(tag.attributes.get("style", ""))),
        )
        if tag.name in ("ul", "ol", "dl", "menu"):
            kind = ListKind.NUMBERS if tag.name == "ol" else ListKind.BULLETS if tag.name != "dl" else ListKind.NONE
            context = context._replace(list_kind=kind, list_id=self.next_list())
        elif tag.name in ("dt", "dd"):
            context = context._replace(list_kind=ListKind.TERM if tag.name == "dt" else ListKind.DEFINITION)
        elif tag.name == "table":
            context = context._replace(table=self.next_table(), row=-1, column=-1)
        elif tag.name == "tr" and context.table >= 0:
            place = self._tables[context.table]
            place[:] = [place[0] + 1, -1]
            context = context._replace(row=place[0], column=-1)
        elif tag.name in ("td", "th") and context.table >= 0:
            place = self._tables[context.table]
            place[1] += 1
            context = context._replace(row=place[0], column=place[1])
        self._elements.append(context)
        self._open[tag.name] += 1

    def _close(self, name: str) -> None:
        if self._open[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self._elements.pop().tag
        self._open[name] -= 1
        self._inner = min(self._inner, len(self._elements))
        return name


def _path_parts(containers: Sequence[_Container]) -> Iterator[str]:
    for container in containers[:LONGEST_PATH]:
        if container.is_quote:
            yield "blockquote"
        else:
            yield from (container.list_kind.value, "li")
