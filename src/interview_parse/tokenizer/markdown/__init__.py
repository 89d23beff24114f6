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
from interview_parse.tokenizer.markdown.code import CODE_INDENT, FENCE_RE, closes_fence
from interview_parse.tokenizer.markdown.front_matter import FENCES, read_front_matter
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


BREAK = "\x02"
"""A line end that stays one, inside a paragraph's text; a "\\n" there is only where the source was wrapped."""
_FREE_MARKS = {2: " "}

# --- Blocks ----------------------------------------------------------------------------------------------------------

QUOTE_RE = regex.compile(r"[ ]{0,3}>[ ]?")
ITEM_RE = regex.compile(r"(?P<indent>[ ]{0,3})(?P<mark>[-+*]|\d{1,9}[.)])(?:(?P<gap>[ ]+)(?=\S)|[ ]*$)")
RULE_RE = regex.compile(r"[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*$")
HEADING_RE = regex.compile(r"[ ]{0,3}(?:(#{1,6})(?:[ ]+|$)|(#{2,6})(?=[\p{L}\p{N}*_]))")
HEADING_END_RE = regex.compile(r"[ ]+#+[ ]*$")
UNDERLINE_RE = regex.compile(r"[ ]{0,3}(=+|-+)[ ]*$")
DELIMITERS_RE = regex.compile(r"[ ]{0,3}\|?(?:[ ]*:?-+:?[ ]*\|)+(?:[ ]*:?-+:?[ ]*)?$|[ ]{0,3}\|?[ ]*:?-+:?[ ]*\|?$")
DEFINITION_RE = regex.compile(r"[ ]{0,3}:[ ]{1,3}(?=\S)")
REFERENCE_RE = regex.compile(
    r"[ ]{0,3}\[(?P<label>[^\[\]^\n][^\[\]\n]{0,200})\]:[ ]*(?P<target><[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ ]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ ]*$"
)
TARGET_RE = regex.compile(r"<|#|\.{0,2}/|[\w.+-]+:\S|\S*\w\.\w|\S+/")
FOOTNOTE_RE = regex.compile(r"[ ]{0,3}\[\^(?P<name>[^\[\]\s]{1,80})\]:[ ]*")
SHORTCODE_LINE_RE = regex.compile(r"[ ]*(?:\{\{.*\}\}|\{%.*%\}|\[%.*%\])[ ]*$")
ATTRIBUTES = r"(?P<inner>(?:[ ]*(?:[.#][\w-]++|[\w-]++=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']++)|toc\b))++[ ]*)"
ATTRIBUTES_RE = regex.compile(rf"[ ]{{0,3}}\{{:{ATTRIBUTES}\}}[ ]*$")
HEADING_ATTRIBUTES_RE = regex.compile(rf"[ ]*\{{:?{ATTRIBUTES}\}}[ ]*$")
ATTRIBUTE_RE = regex.compile(r"[#.](?P<name>[\w-]+)|\bclass=[\"']?(?P<names>[\w -]+)")
# A line in a paragraph that does not go on the line before it: a label, a dash, or a line all in bold or italics.
LABEL_START_RE = regex.compile(
    r"(?:\*\*|__)[^*_\n]{1,60}(?:[:：](?:\*\*|__)|(?:\*\*|__)[ ]?[:：])|[QAFRP][:：.][ ]|[—–―]"
)
STYLED_LINE_RE = regex.compile(r"[ ]*(?:(\*\*|__)(?=\S)[^*_]+(?<=\S)\1|([*_])(?=[^\s*_])[^*_]+(?<=\S)\2)[ ]*$")
WIDEST_WRAP = 130
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
        self._writer.references = self._references()
        for number in range(self._start, len(self._lines)):
            self._read_line(self._lines[number], number + 1)
        self._end_leaf()

    def _references(self) -> dict[str, str]:
        """Targets of ``[label]: target`` lines, by casefolded label; the first of a label counts."""
        found: dict[str, str] = {}
        for line in self._lines[self._start :]:
            if "]:" in line:
                match = REFERENCE_RE.match(line.lstrip(" >"))
                if match and TARGET_RE.match(match["target"]):
                    found.setdefault(_fold(match["label"]), match["target"].strip("<>"))
        return found

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
            classes = _classes(attributes["inner"])
            if self._paragraph:
                self._writer.classes += classes
                self._end_leaf()
            else:
                self._writer.classes += classes
            return True
        if not self._paragraph and _is_reference(rest):
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
        if "|" in above and DELIMITERS_RE.match(rest) and ("|" in text or "|" in above.strip("| ")):
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
        self._writer.write_inline(_flow(lines), tag, self._containers, self._paragraph_line, kind=kind, list_id=number)

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
            self._writer.classes += _classes(attributes["inner"])
            text = text[: attributes.start()]
        self._definitions = -1
        self._in_footnote = self._first_in_item = False
        self._forget_lists(len(self._containers))
        self._writer.write_inline(text.strip(), f"h{level}", self._containers, number, heading=level)

    def _write_row(self, text: str, number: int) -> None:
        assert self._table is not None
        table, row = self._table
        for column, cell in enumerate(_cells(text)):
            self._writer.write_inline(
                cell, "td" if row else "th", self._containers, number, table=table, row=row, column=column
            )
        self._table = (table, row + 1)


def _is_reference(rest: str) -> bool:
    match = REFERENCE_RE.match(rest)
    return bool(match and TARGET_RE.match(match["target"]))


def _fold(label: str) -> str:
    return " ".join(label.casefold().split())


def _classes(inner: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in ATTRIBUTE_RE.finditer(inner):
        found += [match["name"]] if match["name"] else match["names"].split()
    return tuple(found)


def _flow(lines: Sequence[str]) -> str:
    """A paragraph's lines as one text, each line end either kept or only a wrap."""
    parts: list[str] = []
    for index, line in enumerate(lines):
        if index:
            before = lines[index - 1]
            parts.append(BREAK if _breaks(before, line) else "\n")
        bare = line.strip(" ")
        parts.append(bare[:-1] if bare.endswith("\\") and index + 1 < len(lines) else bare)
    return "".join(parts)


def _breaks(before: str, after: str) -> bool:
    if before.endswith(("  ", "\\")) or len(before) > WIDEST_WRAP:
        return True
    return bool(LABEL_START_RE.match(after) or STYLED_LINE_RE.match(before) or STYLED_LINE_RE.match(after))


CELL_RE = regex.compile(r"(?:\\.|[^|\\]|\\$)*+")


def _cells(text: str) -> list[str]:
    """A table row's cells. A bar after a backslash parts nothing."""
    row = text.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    cells = []
    position = 0
    while position <= len(row):
        match = CELL_RE.match(row, position)
        end = match.end() if match else len(row)
        cells.append(row[position:end].strip())
        position = end + 1
    return cells


# --- Inline ----------------------------------------------------------------------------------------------------------


class _Kind:
    TEXT, CODE, BREAK, DELIMITER, OPENER, TAG, IMAGE, GONE = range(8)


@attrs.define
class _Piece:
    """A stretch of inline text, a sign of emphasis, a tag or an image."""

    kind: int
    text: str = ""
    count: int = 0
    """How many signs of a delimiter are left."""
    opens: bool = False
    closes: bool = False
    tag: _Tag | None = None
    target: str = ""
    """An image's source."""
    line: int = 0
    """On which of the leaf's lines it stands, from 0."""


class _Tag(NamedTuple):
    """An HTML tag in Markdown."""

    name: str
    closing: bool
    attributes: dict[str, str]


class _Styled(NamedTuple):
    """What the writer gets: text with its style, a kept line end, a tag, or an image."""

    kind: int
    text: str
    bold: bool
    italic: bool
    href: str | None
    tag: _Tag | None
    line: int


SPECIAL_RE = regex.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    rf"|(?P<end>[ ]*[\n{BREAK}][ ]*)"
    r"|(?P<code>`+)"
    r"|<(?P<auto>(?:https?|ftp|mailto):[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>"
    r"|<(?P<closing>/?)(?P<tag>[A-Za-z][\w-]*)(?P<attributes>(?:\s[^<>]*)?)/?>"
    r"|(?P<url>(?<![\w/])(?:https?://|www\.)[^\s<>\[\]（）。，、]+)"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])"
    r"|(?P<delimiter>\*+|_+|~~+)"
    r"|(?P<shortcode>\{\{[<%]?(?:(?!\}\}).){0,300}\}\}|\{%(?:(?!%\}).){0,300}%\})"
    rf"|(?P<gone>\{{:{ATTRIBUTES}\}})"
)
LINK_TARGET_RE = regex.compile(
    r"\(\s*(?P<target><[^<>\n]{0,2000}>|\{\{[^\n]{0,500}?\}\}|[^\s()<]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,20})"
    rf"(?:[\s{BREAK}]+(?:\"[^\"]{{0,1000}}\"|'[^']{{0,1000}}'|\([^()]{{0,1000}}\)))?\s*\)"
    rf"(?:\{{:?{ATTRIBUTES}\}})?"
)
LINK_REFERENCE_RE = regex.compile(r"[ \n]?\[(?P<label>[^\[\]]{0,200})\]")
LONGEST_LABEL = 64
FOOTNOTE_MARK_RE = regex.compile(r"\^[^\[\]\s]{1,80}")
URL_END_RE = regex.compile(r"[.,;:!?'\"»”’*_~]+$")
ATTRIBUTE_PAIR_RE = regex.compile(r"([\w:@-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
UNSPACED_RE = regex.compile(r"[\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff00-\uff60]")


class _InlineReader:
    """Reads one leaf's text into styled pieces, in one pass and a second over its signs of emphasis."""

    def __init__(self, text: str, references: dict[str, str]) -> None:
        self._text = text
        self._references = references
        self._pieces: list[_Piece] = []
        self._openers: list[int] = []  # pieces that are "[" or "![" without their "]"
        self._links: list[tuple[int, int, str]] = []  # first piece, piece after the last, target
        self._hopeless: set[int] = set()  # lengths of backtick runs that no run closes any more
        self._line = 0

    def read(self) -> list[_Styled]:
        position = 0
        text = self._text
        while match := SPECIAL_RE.search(text, position):
            self._add_text(text[position : match.start()])
            position = self._read_special(match)
        self._add_text(text[position:])
        return list(self._styled())

    def _add(self, piece: _Piece) -> None:
        piece.line = self._line
        self._pieces.append(piece)

    def _add_text(self, text: str) -> None:
        if text:
            self._add(_Piece(_Kind.TEXT, text))

    def _read_special(self, match: regex.Match[str]) -> int:
        """Read one special form; gives where reading goes on."""
        if match["escaped"]:
            self._add(_Piece(_Kind.CODE, match["escaped"]))
        elif match["end"]:
            self._read_end(match)
        elif match["code"]:
            return self._read_code(match)
        elif match["auto"] or match["url"]:
            return self._read_address(match)
        elif match["tag"]:
            self._read_tag(match)
        elif match["image"] or match["open"]:
            self._openers.append(len(self._pieces))
            self._add(_Piece(_Kind.OPENER, match[0]))
        elif match["close"]:
            return self._read_close(match)
        elif match["delimiter"]:
            self._read_delimiter(match)
        elif match["shortcode"]:
            self._add(_Piece(_Kind.CODE, match[0]))
        return int(match.end())

    def _read_end(self, match: regex.Match[str]) -> None:
        self._line += 1
        if BREAK in match[0]:
            self._add(_Piece(_Kind.BREAK))
            return
        before, after = self._text[match.start() - 1 : match.start()], self._text[match.end() : match.end() + 1]
        if not (UNSPACED_RE.match(before) and UNSPACED_RE.match(after)):
            self._add_text(" ")

    def _read_code(self, match: regex.Match[str]) -> int:
        length = len(match["code"])
        if length not in self._hopeless:
            closing = regex.compile(rf"(?<!`)`{{{length}}}(?!`)").search(self._text, match.end())
            if closing:
                content = self._text[match.end() : closing.start()].replace(BREAK, "\n")
                self._line += content.count("\n")
                self._add(_Piece(_Kind.CODE, content))
                return int(closing.end())
            self._hopeless.add(length)
        self._add_text(match[0])
        return int(match.end())

    def _read_address(self, match: regex.Match[str]) -> int:
        address = match["auto"] or match["url"]
        end: int = match.end()
        if match["url"]:
            surplus = URL_END_RE.search(address)
            if surplus:
                address = address[: surplus.start()]
            if address.endswith(")") and address.count("(") < address.count(")"):
                address = address[:-1]
            end = match.start() + len(address)
        start = len(self._pieces)
        self._add(_Piece(_Kind.CODE, address.removeprefix("mailto:") if match["auto"] else address))
        target = f"mailto:{address}" if "@" in address and ":" not in address else address
        self._links.append((start, start + 1, target))
        return end

    def _read_tag(self, match: regex.Match[str]) -> None:
        name = match["tag"].lower()
        if name not in KNOWN_TAGS and not match["attributes"].strip() and "-" not in name:
            self._add(_Piece(_Kind.CODE, match[0]))  # "<T>" in prose about code, "<Nick>" in a chat
            return
        attributes = {
            pair[1].lower(): resolve_entities(pair[2] or pair[3] or pair[4] or "")
            for pair in ATTRIBUTE_PAIR_RE.finditer(match["attributes"])
        }
        if name == "img":
            self._add(_Piece(_Kind.IMAGE, attributes.get("alt", ""), target=attributes.get("src", "")))
            return
        self._add(_Piece(_Kind.TAG, tag=_Tag(name, bool(match["closing"]), attributes)))
        self._line += match[0].count("\n") + match[0].count(BREAK)

    def _read_close(self, match: regex.Match[str]) -> int:
        """Read a "]": it ends a link, an image or a footnote's mark, or stands for itself."""
        if not self._openers:
            self._add_text("]")
            return int(match.end())
        start = self._openers.pop()
        opener = self._pieces[start]
        short = len(self._pieces) - start <= LONGEST_LABEL
        inner = self._text_of(start + 1) if short else ""
        if FOOTNOTE_MARK_RE.fullmatch(inner) and opener.text == "[":
            del self._pieces[start:]
            self._add(_Piece(_Kind.CODE, f"[{inner[1:]}]"))
            return int(match.end())
        target, end = self._target(match.end(), inner)
        if target is None:
            self._add_text("]")
            return int(match.end())
        if opener.text == "![":
            alt = self._text_of(start + 1)
            del self._pieces[start:]
            self._add(_Piece(_Kind.IMAGE, alt, target=target))
        else:
            opener.kind = _Kind.GONE
            self._links.append((start, len(self._pieces), target))
            # No link stands in another: what opened further left can only be an image.
            self._openers = [one for one in self._openers if self._pieces[one].text == "!["]
        return end

    def _text_of(self, start: int) -> str:
        return "".join(piece.text for piece in self._pieces[start:] if piece.kind != _Kind.TAG)

    def _target(self, position: int, inner: str) -> tuple[str | None, int]:
        """The target of a link whose text has just ended, and where it ends; None where there is none."""
        direct = LINK_TARGET_RE.match(self._text, position)
        if direct:
            target = direct["target"]
            return target[1:-1] if target[:1] == "<" else target, int(direct.end())
        reference = LINK_REFERENCE_RE.match(self._text, position)
        if reference:
            target = self._references.get(_fold(reference["label"] or inner))
            if target is not None:
                return target, int(reference.end())
        return self._references.get(_fold(inner)), position

    def _read_delimiter(self, match: regex.Match[str]) -> None:
        signs = match["delimiter"]
        before = self._text[match.start() - 1 : match.start()] if match.start() else " "
        after = self._text[match.end() : match.end() + 1] or " "
        opens, closes = not after.isspace() and after != BREAK, not before.isspace() and before != BREAK
        if signs[0] == "_":  # snake_case stays as it is
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        self._add(_Piece(_Kind.DELIMITER, signs, len(signs), opens, closes))

    def _styled(self) -> Iterator[_Styled]:
        pieces = self._pieces
        bold, italic = self._emphasis()
        href_at: dict[int, str] = {}
        ends: Counter[int] = Counter()
        for start, end, target in self._links:
            href_at[start] = target
            ends[end] += 1
        targets: list[str] = []
        is_bold = is_italic = 0
        for index, piece in enumerate(pieces):
            is_bold += bold[index]
            is_italic += italic[index]
            for _ in range(min(ends[index], len(targets))):
                targets.pop()
            if index in href_at:
                targets.append(href_at[index])
            kind, text = piece.kind, piece.text
            if kind == _Kind.GONE:
                continue
            if kind == _Kind.DELIMITER:
                text = piece.text[0] * piece.count
            if kind in (_Kind.DELIMITER, _Kind.OPENER):
                kind = _Kind.TEXT
            if kind == _Kind.TEXT:
                text = resolve_entities(resolve_entities(text))
            if kind == _Kind.IMAGE:
                yield _Styled(kind, resolve_entities(text), False, False, piece.target, None, piece.line)
            elif text or kind in (_Kind.BREAK, _Kind.TAG):
                yield _Styled(
                    kind, text, is_bold > 0, is_italic > 0, targets[-1] if targets else None, piece.tag, piece.line
                )

    def _emphasis(self) -> tuple[list[int], list[int]]:
        """Where bold and italics start (+1) and end (-1), by piece. Signs that are paired lose their count."""
        pieces = self._pieces
        bold, italic = [0] * (len(pieces) + 1), [0] * (len(pieces) + 1)
        stack: list[int] = []
        bottoms: dict[tuple[str, bool, int], int] = {}  # below it no opener fits: each closer looks only once
        for index, piece in enumerate(pieces):
            if piece.kind != _Kind.DELIMITER or piece.text[0] == "~":
                continue
            key = (piece.text[0], piece.opens, len(piece.text) % 3)
            while piece.closes and piece.count:
                place = self._opener(stack, piece, min(bottoms.get(key, 0), len(stack)))
                if place < 0:
                    bottoms[key] = len(stack)
                    break
                opener = pieces[stack[place]]
                strength = 2 if opener.count > 1 and piece.count > 1 else 1
                spans = bold if strength == 2 else italic
                spans[stack[place] + 1] += 1
                spans[index] -= 1
                opener.count -= strength
                piece.count -= strength
                del stack[place + (1 if opener.count else 0) :]
                for one in bottoms:
                    bottoms[one] = min(bottoms[one], len(stack))
            if piece.opens and piece.count:
                stack.append(index)
        self._drop_strikes()
        self._pair_leftovers(bold)
        return bold, italic

    def _opener(self, stack: Sequence[int], closer: _Piece, bottom: int) -> int:
        for place in range(len(stack) - 1, bottom - 1, -1):
            opener = self._pieces[stack[place]]
            if opener.text[0] != closer.text[0]:
                continue
            both = opener.closes or closer.opens
            if both and (len(opener.text) + len(closer.text)) % 3 == 0 and len(opener.text) % 3:
                continue
            return place
        return -1

    def _drop_strikes(self) -> None:
        strikes = [piece for piece in self._pieces if piece.kind == _Kind.DELIMITER and piece.text == "~~"]
        if len(strikes) > 1:
            for piece in strikes:
                piece.kind = _Kind.GONE

    def _pair_leftovers(self, bold: list[int]) -> None:
        """Take the "**" that found no partner for bold too: up to the next one, or to the edge that it stands at."""
        left = [
            index
            for index, piece in enumerate(self._pieces)
            if piece.kind == _Kind.DELIMITER
            and piece.text[0] in "*_"
            and piece.count == 2
            and not self._is_power(index)
        ]
        for opener, closer in zip(left[::2], left[1::2], strict=False):
            bold[opener + 1] += 1
            bold[closer] -= 1
        if len(left) % 2:
            index = left[-1]
            piece = self._pieces[index]
            if index and not piece.opens and not piece.closes:
                left.pop()  # "2 ** 8"
            elif index == 0:
                bold[1] += 1
            elif index == len(self._pieces) - 1:
                bold[0] += 1
                bold[index] -= 1
        for index in left:
            self._pieces[index].kind = _Kind.GONE

    def _is_power(self, index: int) -> bool:
        """Whether "**" stands between letters or digits, as in ``2**8``, or alone between blanks."""
        piece = self._pieces[index]
        if not piece.opens and not piece.closes:
            return len(self._pieces) == 1
        before = self._pieces[index - 1].text[-1:] if index else ""
        after = self._pieces[index + 1].text[:1] if index + 1 < len(self._pieces) else ""
        return before.isalnum() and after.isalnum()


# --- Writing ---------------------------------------------------------------------------------------------------------

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_TAGS = (
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
_INLINE_TAGS = (
    "a abbr acronym audio b bdi bdo big br cite code data del dfn em embed font i img input ins kbd label link "
    "map area mark meta nobr param picture q rb rp rt ruby s samp small source span strike strong sub sup time "
    "track tt u var video wbr colgroup col head title script style noscript template svg iframe object math "
    "select textarea"
)
INLINE_TAGS = frozenset(_INLINE_TAGS.split())
KNOWN_TAGS = BLOCK_TAGS | INLINE_TAGS
BOLD_TAGS = frozenset({"b", "strong"})
ITALIC_TAGS = frozenset({"i", "em", "cite"})
BOLD_STYLE_RE = regex.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", regex.IGNORECASE)
ITALIC_STYLE_RE = regex.compile(r"font-style\s*:\s*(?:italic|oblique)", regex.IGNORECASE)
HIDDEN_STYLE_RE = regex.compile(r"display\s*:\s*none", regex.IGNORECASE)
# What an opening tag ends where its own closing tag was left out.
ENDED_BY = {
    "p": ("p",), "li": ("li", "p"), "dt": ("dt", "dd", "p"), "dd": ("dt", "dd", "p"), "td": ("td", "th", "p"),
    "th": ("td", "th", "p"), "tr": ("tr", "td", "th", "p"),
}  # fmt: skip
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
        for styled in _InlineReader(text, self.references).read():
            if self.builder.empty:
                self._fields["line"] = line + styled.line
            if styled.kind == _Kind.TAG:
                assert styled.tag is not None
                self._write_tag(styled.tag)
            elif styled.kind == _Kind.BREAK:
                self.builder.break_line()
            elif styled.kind == _Kind.IMAGE:
                self._write_image(styled.text, styled.href or "")
            else:
                self.builder.add(styled.text, self._style(styled))
        self._end_block()
        self._inline.clear()

    def _style(self, styled: _Styled) -> Style:
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

    def _write_tag(self, tag: _Tag) -> None:
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

    def _open_inline(self, tag: _Tag) -> None:
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

    def _open_element(self, tag: _Tag) -> None:
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


VOID_TAGS = frozenset({"wbr", "input", "embed", "source", "track", "param", "link", "meta", "area", "col"})


def _path_parts(containers: Sequence[_Container]) -> Iterator[str]:
    for container in containers[:LONGEST_PATH]:
        if container.is_quote:
            yield "blockquote"
        else:
            yield from (container.list_kind.value, "li")
