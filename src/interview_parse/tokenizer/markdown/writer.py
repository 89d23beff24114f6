"""Leaves to blocks of the page: each with what the containers and the HTML around it say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from interview_parse.tokenizer.builder import PageBuilder, resolve_entities
from interview_parse.tokenizer.markdown.containers import Container, path_inside
from interview_parse.tokenizer.markdown.elements import BlockElements, LineElements
from interview_parse.tokenizer.markdown.front_matter import FENCES
from interview_parse.tokenizer.markdown.inlines import read_inlines
from interview_parse.tokenizer.markdown.lines import BREAK
from interview_parse.tokenizer.markdown.numbers import Numbers
from interview_parse.tokenizer.markdown.pieces import Kind, Styled
from interview_parse.tokenizer.markdown.tags import BLOCK_TAGS, VOID_TAGS, Tag
from interview_parse.tokenizer.page import ListKind


class Writer:
    """Writes leaves to a page builder, in their order."""

    def __init__(self) -> None:
        self.builder = PageBuilder()
        """The page so far."""
        self.numbers = Numbers()
        """Of the page's lists and tables."""
        self.references: Mapping[str, str] = {}
        """Targets of links by folded label."""
        self.after_rule = False
        """Whether a rule stands before the next block."""
        self.classes: tuple[str, ...] = ()
        """Of kramdown's attributes, for the next block."""
        self._elements = BlockElements(self.numbers)
        self._line_elements = LineElements()
        self._image: str | None = None  # of the image before the next block
        self._images: list[str] = []  # alternative texts that wait for the block under way to end
        self._tag = "p"
        self._fields: dict[str, Any] = {}

    @property
    def in_html(self) -> bool:
        """Whether a block element is open."""
        return bool(self._elements)

    def blank_line(self) -> None:
        """Take notice of a blank line: it ends a paragraph tag that nobody closed."""
        self._elements.end_paragraph()

    def write_front_matter(self, lines: Sequence[str]) -> None:
        """Write the lines of a front matter, from the file's first on, a block each."""
        for number, line in enumerate(lines, 1):
            if line.strip() and line.strip() not in FENCES:
                self.builder.add(resolve_entities(line))
                self.builder.end_block(tag="frontmatter", path=("frontmatter",), line=number)

    def write_plain(self, text: str, tag: str, containers: Sequence[Container], line: int) -> None:
        """Write a text as it stands."""
        self._start_leaf(tag, containers, line, {})
        self.builder.add(text)
        self._end_block()

    def write_code(self, lines: Sequence[str], info: str, containers: Sequence[Container], line: int) -> None:
        """Write a block of code; ``info`` is what its fence says."""
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
        containers: Sequence[Container],
        line: int,
        *,
        kind: ListKind = ListKind.NONE,
        list_id: int = -1,
        **fields: Any,
    ) -> None:
        """Write running text; HTML in it may part it into several blocks. ``fields`` are those of :class:`Block`."""
        if kind is not ListKind.NONE:
            fields |= {"list_kind": kind, "list_id": list_id}
        self._start_leaf(tag, containers, line, fields)
        for styled in read_inlines(text, self.references):
            if self.builder.empty:
                self._fields["line"] = line + styled.line
            self._write_styled(styled)
        self._end_block()
        self._line_elements.close_all()

    def _write_styled(self, styled: Styled) -> None:
        if styled.kind == Kind.TAG:
            assert styled.tag is not None
            self._write_tag(styled.tag)
        elif styled.kind == Kind.BREAK:
            self.builder.break_line()
        elif styled.kind == Kind.IMAGE:
            self._write_image(styled.text, styled.href or "")
        else:
            self.builder.add(styled.text, self._line_elements.style(styled.bold, styled.italic, styled.href))

    def _start_leaf(self, tag: str, containers: Sequence[Container], line: int, fields: dict[str, Any]) -> None:
        self._tag = tag
        self._elements.start_leaf()
        self._fields = {"line": line, "quote": sum(one.is_quote for one in containers)} | fields
        item = next((one for one in reversed(containers) if not one.is_quote), None)
        if item is not None:
            self._fields.setdefault("list_kind", item.list_kind)
            self._fields.setdefault("list_id", item.list_id)
        self._fields["path"] = (*path_inside(containers), tag)

    def _end_block(self) -> None:
        """End the block under way, if it has words, then the alternative texts of the images in it."""
        context = self._elements.context
        fields = dict(self._fields)
        own = self._elements.opened_in_leaf
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

    def _write_alt(self, alt: str, fields: Mapping[str, Any]) -> None:
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
                self._elements.close(tag.name)
            else:
                self._elements.open(tag)
        elif tag.closing:
            self._line_elements.close(tag.name)
        elif tag.name not in VOID_TAGS:
            self._line_elements.open(tag)
