"""Lines to leaves: paragraphs, headings, code, table rows and terms, inside their block quotes and lists."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from interview_parse.tokenizer.markdown.attributes import ATTRIBUTES, classes_of
from interview_parse.tokenizer.markdown.code import CODE_INDENT, FENCE_RE, closes_fence
from interview_parse.tokenizer.markdown.containers import QUOTE, Container
from interview_parse.tokenizer.markdown.lines import join_lines
from interview_parse.tokenizer.markdown.references import is_reference, read_references
from interview_parse.tokenizer.markdown.tables import cells_of, opens_table
from interview_parse.tokenizer.markdown.writer import Writer
from interview_parse.tokenizer.page import ListKind

_QUOTE_RE = regex.compile(r"[ ]{0,3}>[ ]?")
_ITEM_RE = regex.compile(r"(?P<indent>[ ]{0,3})(?P<mark>[-+*]|\d{1,9}[.)])(?:(?P<gap>[ ]+)(?=\S)|[ ]*$)")
_RULE_RE = regex.compile(r"[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*$")
_HEADING_RE = regex.compile(r"[ ]{0,3}(?:(#{1,6})(?:[ ]+|$)|(#{2,6})(?=[\p{L}\p{N}*_]))")
_HEADING_END_RE = regex.compile(r"[ ]+#+[ ]*$")
_UNDERLINE_RE = regex.compile(r"[ ]{0,3}(=+|-+)[ ]*$")
_DEFINITION_RE = regex.compile(r"[ ]{0,3}:[ ]{1,3}(?=\S)")
_FOOTNOTE_RE = regex.compile(r"[ ]{0,3}\[\^(?P<name>[^\[\]\s]{1,80})\]:[ ]*")
_SHORTCODE_LINE_RE = regex.compile(r"[ ]*(?:\{\{.*\}\}|\{%.*%\}|\[%.*%\])[ ]*$")
_ATTRIBUTES_RE = regex.compile(rf"[ ]{{0,3}}\{{:{ATTRIBUTES}\}}[ ]*$")
_HEADING_ATTRIBUTES_RE = regex.compile(rf"[ ]*\{{:?{ATTRIBUTES}\}}[ ]*$")
_DEEPEST = 64
"""Containers inside each other; signs of further ones are text."""
_LONGEST_UNDERLINED = 200
"""Characters of a heading that is told by the line under it."""


def read_blocks(lines: Sequence[str], start: int, writer: Writer) -> None:
    """Hand the leaves among a file's lines, from the line of index ``start`` on, to the writer."""
    _BlockReader(lines, start, writer).read()


class _BlockReader:
    """Reads lines into leaves and hands each to the writer."""

    def __init__(self, lines: Sequence[str], start: int, writer: Writer) -> None:
        self._lines = lines
        self._start = start
        self._writer = writer
        self._containers: list[Container] = []
        self._lists: dict[int, Container] = {}  # the latest item at each depth, while its list may still go on
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
            self._read_fenced(rest)
            return
        if not complete:
            if self._paragraph and rest.strip() and not self._starts_block(rest, matched):
                self._paragraph.append(rest.strip(" "))  # a lazy line goes on the paragraph
                return
            self._end_leaf()
            del self._containers[matched:]
        rest = self._open_containers(rest)
        self._read_leaf(rest, number)

    def _inside(self, line: str) -> tuple[str, int]:
        """The line inside the containers that it stays in, and how many these are."""
        rest = line
        for depth, container in enumerate(self._containers):
            if container.is_quote:
                match = _QUOTE_RE.match(rest)
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

    def _open_containers(self, rest: str) -> str:
        while len(self._containers) < _DEEPEST:
            quote = _QUOTE_RE.match(rest)
            if quote:
                self._end_leaf()
                self._forget_lists(len(self._containers))
                self._containers.append(QUOTE)
                rest = rest[quote.end() :]
                continue
            item = _ITEM_RE.match(rest)
            if not item or _RULE_RE.match(rest) or not self._counts_on(item):
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

    def _list_item(self, mark: str, indent: int) -> Container:
        depth = len(self._containers)
        kind = ListKind.BULLETS if mark in "-+*" else ListKind.NUMBERS
        before = self._lists.get(depth)
        same = before is not None and before.list_kind is kind and before.mark == mark[-1]
        number = before.list_id if same and before is not None else self._writer.numbers.next_list()
        item = Container(indent, kind, number, mark[-1])
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
            _QUOTE_RE.match(rest)
            or _RULE_RE.match(rest)
            or _HEADING_RE.match(rest)
            or FENCE_RE.match(rest)
            or ((item := _ITEM_RE.match(rest)) and self._may_interrupt(item, depth))
            or _SHORTCODE_LINE_RE.match(rest)
        )

    def _read_leaf(self, rest: str, number: int) -> None:
        text = rest.strip(" ")
        if not text:
            self._blank()
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
        if self._paragraph and self._read_underline(rest, number):
            return True
        if _RULE_RE.match(rest):
            self._end_leaf()
            self._writer.after_rule = True
            return True
        heading = _HEADING_RE.match(rest)
        if heading:
            self._end_leaf()
            self._write_heading(_HEADING_END_RE.sub("", rest[heading.end() :]), len(heading[1] or heading[2]), number)
            return True
        if _SHORTCODE_LINE_RE.match(rest):
            self._end_leaf()
            self._writer.write_plain(text, "shortcode", self._containers, number)
            return True
        attributes = _ATTRIBUTES_RE.match(rest)
        if attributes:
            self._writer.classes += classes_of(attributes["inner"])
            if self._paragraph:
                self._end_leaf()
            return True
        if not self._paragraph and is_reference(rest):
            return True
        footnote = _FOOTNOTE_RE.match(rest)
        if footnote:
            self._end_leaf()
            self._in_footnote = True
            self._begin(f"[{footnote['name']}] {rest[footnote.end() :]}", number, "footnote")
            return True
        definition = _DEFINITION_RE.match(rest)
        if definition and (self._paragraph or self._definitions >= 0):
            self._end_terms()
            self._begin(rest[definition.end() :], number, "dd")
            return True
        return False

    def _read_underline(self, rest: str, number: int) -> bool:
        """Read what makes the paragraph above a heading or a table's head."""
        above = self._paragraph[-1]
        if opens_table(above, rest):
            self._paragraph.pop()
            line = number - 1
            self._end_leaf()
            self._table = (self._writer.numbers.next_table(), 0)
            self._write_row(above, line)
            return True
        underline = _UNDERLINE_RE.match(rest)
        if not underline or self._paragraph_tag != "p":
            return False
        if sum(map(len, self._paragraph)) > _LONGEST_UNDERLINED:
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

    def _blank(self) -> None:
        if self._code:
            self._code.append("")
            return
        self._end_leaf()
        self._writer.blank_line()

    def _may_be_code(self) -> bool:
        return not self._writer.in_html and not self._in_footnote and self._definitions < 0

    def _read_fenced(self, rest: str) -> None:
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
            self._definitions = self._writer.numbers.next_list()
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
        attributes = _HEADING_ATTRIBUTES_RE.search(text)
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
