"""HTML to blocks, in one pass over lxml's parser events: no tree, so no depth at which words are lost.

libxml2 repairs the markup and reports each element's start, text and end, balanced. A stack of frames follows them;
text is added in the style of the innermost element, and a block ends where a block element starts or ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import regex
from lxml import etree

from interview_parse.source import Source
from interview_parse.tokenizer.builder import PLAIN, PageBuilder, Style, resolve_entities
from interview_parse.tokenizer.page import Head, Item, Link, ListKind, Meta, Page

SKIPPED = frozenset("script style noscript template svg iframe head object math select textarea".split())
"""Elements whose text is none of the page's words."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb rt rp s samp small span "
    "strike strong sub sup time tt u var wbr img nobr g-emoji".split()
)
"""Elements that stand within a line. Every other element is a block, custom elements outside a line included."""

_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_LOOKS = frozenset({"u", "ins", "mark", "big", "small", "font", "kbd", "code"})
"""Inline elements whose name is a look of its own."""
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"})
_BLOCKS = frozenset(
    "address article aside audio blockquote body button canvas caption center col colgroup datalist dd details dialog dir "
    "div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "listing main map menu meter nav ol optgroup option output p picture plaintext pre progress search section summary "
    "table tbody td tfoot th thead tr ul video xmp".split()
)
"""The block elements that HTML knows."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MAX_PATH = 64
"""Ancestors that a block's path names; deeper ones share the path, so that deep pages stay linear."""

_BOLD_CSS_RE = regex.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)|font\s*:[^;]*\bbold\b")
_LIGHT_CSS_RE = regex.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)")
_ITALIC_CSS_RE = regex.compile(r"font-style\s*:\s*(?:italic|oblique)|font\s*:[^;]*\bitalic\b")
_UPRIGHT_CSS_RE = regex.compile(r"font-style\s*:\s*normal")
_LOOK_CSS_RE = regex.compile(
    r"(?<![\w-])(?:color|background(?:-color)?|font-family|font-size|font-variant|text-transform)\s*:\s*[^;]+"
)
_HIDDEN_CSS_RE = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PRE_CSS_RE = regex.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_BOLD_CLASS_RE = regex.compile(
    r"(?:^|[\s_-])(?:bold|strong|fett|gras|negrita|fw-?(?:bold|[6-9]00)|font-(?:bold|semibold|weight-bold)|semibold)(?=$|[\s_-])"
)
_ITALIC_CLASS_RE = regex.compile(r"(?:^|[\s_-])(?:italics?|kursiv|italique|cursiva|fst-italic)(?=$|[\s_-])")
_HIDDEN_CLASS_RE = regex.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|d-none|hidden)(?=$|\s)")


class _Look(NamedTuple):
    """What ``class`` and ``style`` say of an element; None where they leave the style as it is."""

    bold: bool | None
    italic: bool | None
    hidden: bool
    preformatted: bool
    hint: str


@lru_cache(maxsize=4096)
def _read_look(classes: str, css: str) -> _Look:
    folded, css = classes.casefold(), css.casefold()
    bold = True if _BOLD_CSS_RE.search(css) else False if _LIGHT_CSS_RE.search(css) else None
    italic = True if _ITALIC_CSS_RE.search(css) else False if _UPRIGHT_CSS_RE.search(css) else None
    if bold is None and _BOLD_CLASS_RE.search(folded):
        bold = True
    if italic is None and _ITALIC_CLASS_RE.search(folded):
        italic = True
    hidden = bool(_HIDDEN_CSS_RE.search(css) or _HIDDEN_CLASS_RE.search(folded))
    hint = " ".join("".join(found.split()) for found in _LOOK_CSS_RE.findall(css)) if css else ""
    return _Look(bold, italic, hidden, bool(css and _PRE_CSS_RE.search(css)), hint)


class _Frame:
    """An open block element: what the blocks inside it inherit."""

    __slots__ = (
        "_path",
        "cell",
        "classes",
        "heading",
        "hidden",
        "list_id",
        "list_kind",
        "node",
        "parent",
        "preformatted",
        "quote",
        "row",
        "table",
        "tag",
    )

    def __init__(self, tag: str, classes: tuple[str, ...], node: int, parent: _Frame | None) -> None:
        self.tag = tag
        self.classes = classes
        self.node = node
        self.parent = parent
        self._path: tuple[str, ...] | None = None
        if parent is None:
            self.heading, self.quote, self.table, self.row, self.cell = 0, 0, -1, -1, -1
            self.list_kind, self.list_id, self.hidden, self.preformatted = ListKind.NONE, -1, False, False
        else:
            self.heading, self.quote, self.table, self.row, self.cell = (
                parent.heading,
                parent.quote,
                parent.table,
                parent.row,
                parent.cell,
            )
            self.list_kind, self.list_id = parent.list_kind, parent.list_id
            self.hidden, self.preformatted = parent.hidden, parent.preformatted

    @property
    def path(self) -> tuple[str, ...]:
        """The ancestors and this element; found without recursion, since pages may nest without bound."""
        missing: list[_Frame] = []
        frame: _Frame | None = self
        while frame is not None and frame._path is None:
            missing.append(frame)
            frame = frame.parent
        path: tuple[str, ...] = (frame._path or ()) if frame else ()
        for frame in reversed(missing):
            token = ".".join((frame.tag, *frame.classes))
            path = (*path[: _MAX_PATH - 1], token)
            frame._path = path
        return path


class _Open(NamedTuple):
    """An element on the stack, and what to restore when it ends."""

    tag: str
    style: Style
    is_block: bool
    marks: tuple[tuple[str, str, str, int], ...]
    """Properties and links that end with it: kind, name or href, value, start."""


class _Target:
    """Receives lxml's events and writes blocks."""

    def __init__(self) -> None:
        self.builder = PageBuilder()
        self._raw: list[str] = []
        self._style = PLAIN
        self._stack: list[_Open] = []
        self._frame = _Frame("body", (), -1, None)
        self._skip = 0
        self._node = -1
        self._lists = self._tables = 0
        self._rows: dict[int, int] = {}
        self._cells: dict[int, int] = {}
        self._scopes: list[str] = []
        self._after_rule = False
        self._after_image: str | None = None
        self._head_text: list[str] | None = None
        self._in_head = False
        self.title: str | None = None
        self.language: str | None = None
        self.base: str | None = None
        self.metas: list[Meta] = []
        self.links: list[Link] = []
        self.json_ld: list[str] = []
        self.items: list[Item] = []
        self.times: list[tuple[str, int]] = []
        self.tag_links: list[tuple[int, int, str]] = []
        self.author_links: list[tuple[int, int, str]] = []

    # lxml's parser target interface

    def data(self, text: str | bytes) -> None:
        if self._skip:
            if self._head_text is not None:
                self._head_text.append(text)
        else:
            self._raw.append(text)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._node += 1
        if self._skip:
            self._skip += 1
            if self._in_head or tag == "script":
                self._open_head(tag, attributes)
            return
        if self._raw:
            self._take_text()
        if tag in SKIPPED:
            self._skip = 1
            self._in_head = tag == "head"
            if tag == "script":
                self._open_head(tag, attributes)
            return
        if tag == "br":
            if not self.builder.break_line():
                self._end_block()
        elif tag == "img":
            self._see_image(attributes)
        elif tag == "hr":
            self._end_block()
            self._after_rule = True
        elif tag in ("meta", "link", "base"):
            self._open_head(tag, attributes)
        self._push(tag, attributes)

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
            if self._head_text is not None:
                self._close_head(tag)
            if not self._skip:
                self._in_head = False
            return
        if self._raw:
            self._take_text()
        if not self._stack or self._stack[-1].tag != tag:
            return
        opened = self._stack.pop()
        if opened.is_block:
            self._end_block()
            if self._frame.parent is not None:
                self._frame = self._frame.parent
        self._style = opened.style
        if opened.marks:
            self._close_marks(opened.marks)

    def close(self) -> None:
        if self._raw:
            self._take_text()
        self._end_block()
        self.builder.unwrap()

    # blocks and text

    def _take_text(self) -> None:
        text = resolve_entities("".join(self._raw))
        self._raw.clear()
        if not self._frame.preformatted or "\n" not in text:
            self.builder.add(text, self._style)
            return
        for number, line in enumerate(text.split("\n")):
            if number and not self.builder.break_line():
                self._end_block()
            self.builder.add(line, self._style)

    def _end_block(self) -> None:
        if self.builder.empty:
            self.builder.end_block()
            return
        frame = self._frame
        self.builder.end_block(
            tag=frame.tag,
            classes=frame.classes,
            path=frame.path,
            heading=frame.heading,
            list_kind=frame.list_kind,
            list_id=frame.list_id,
            quote=frame.quote,
            table=frame.table,
            row=frame.row,
            column=frame.cell,
            preformatted=frame.preformatted,
            hidden=frame.hidden,
            after_rule=self._after_rule,
            after_image=self._after_image,
            node=frame.node,
        )
        self._after_rule, self._after_image = False, None

    def _see_image(self, attributes: Mapping[str, str]) -> None:
        # An image that opens a line marks what follows it (an avatar, a "Q" in a circle): a block of its own.
        if not self.builder.empty and self.builder.at_line_start:
            self._end_block()
        name = attributes.get("alt") or attributes.get("src", "").rsplit("/", 1)[-1]
        self._after_image = " ".join(name.split())

    # elements

    def _push(self, tag: str, attributes: Mapping[str, str]) -> None:
        style = self._style
        is_block = tag not in INLINE and tag not in _VOID and not self._is_inside_line(tag)
        if is_block:
            self._end_block()
            self._open_frame(tag, attributes)
        if attributes or tag in _BOLD or tag in _ITALIC or tag in _LOOKS:
            self._open_style(tag, attributes, is_block)
        marks: tuple[tuple[str, str, str, int], ...] = ()
        if attributes and not attributes.keys().isdisjoint(_MARKING):
            marks = self._open_marks(tag, attributes)
        self._stack.append(_Open(tag, style, is_block, marks))

    def _is_inside_line(self, tag: str) -> bool:
        """Whether an element that HTML does not know stands within a line of text, as a word of it; else it is a block."""
        return tag not in _BLOCKS and (self._frame.tag in _LINES or not self.builder.empty)

    def _open_frame(self, tag: str, attributes: Mapping[str, str]) -> None:
        classes: tuple[str, ...] = ()
        if attributes:
            classes = tuple(attributes.get("class", "").split())
            if "id" in attributes:
                classes = (*classes, f"#{attributes['id']}")
        frame = self._frame = _Frame(tag, classes, self._node, self._frame)
        if tag in _HEADINGS:
            frame.heading = _HEADINGS[tag]
        elif tag == "li":
            if frame.list_kind is ListKind.NONE:
                frame.list_kind = ListKind.BULLETS
        elif tag in _LISTS:
            frame.list_id, self._lists = self._lists, self._lists + 1
            frame.list_kind = ListKind.NUMBERS if tag == "ol" else ListKind.NONE if tag == "dl" else ListKind.BULLETS
        elif tag == "dt":
            frame.list_kind = ListKind.TERM
        elif tag == "dd":
            frame.list_kind = ListKind.DEFINITION
        elif tag == "blockquote":
            frame.quote += 1
        elif tag == "table":
            frame.table, self._tables = self._tables, self._tables + 1
            self._rows[frame.table] = -1
            frame.row = frame.cell = -1
        elif tag == "tr":
            self._rows[frame.table] = frame.row = self._rows.get(frame.table, -1) + 1
            self._cells[frame.table] = -1
        elif tag in ("td", "th"):
            self._cells[frame.table] = frame.cell = self._cells.get(frame.table, -1) + 1
        elif tag == "pre":
            frame.preformatted = True
        elif tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or self.language

    def _open_style(self, tag: str, attributes: Mapping[str, str], is_block: bool) -> None:
        bold, italic, href, hint = self._style
        if is_block:
            hint = ""
        if tag in _BOLD:
            bold = True
        elif tag in _ITALIC:
            italic = True
        elif tag == "a":
            href = attributes.get("href", href)
        classes, css = attributes.get("class", ""), attributes.get("style", "")
        if classes or css:
            look = _read_look(classes, css)
            bold = bold if look.bold is None else look.bold
            italic = italic if look.italic is None else look.italic
            hint = " ".join(filter(None, (hint, "" if is_block else ".".join(classes.split()), look.hint)))
            if is_block and look.preformatted:
                self._frame.preformatted = True
            if is_block and look.hidden:
                self._frame.hidden = True
        if tag in _LOOKS:
            said = (f"{name}={attributes[name]}" for name in ("color", "face", "size") if name in attributes)
            hint = " ".join(filter(None, (hint, tag, *said))).casefold()
        if is_block and ("hidden" in attributes or attributes.get("aria-hidden") == "true"):
            self._frame.hidden = True
        self._style = Style(bold, italic, href, hint)

    def _open_marks(self, tag: str, attributes: Mapping[str, str]) -> tuple[tuple[str, str, str, int], ...]:
        marks: list[tuple[str, str, str, int]] = []
        at = self.builder.offset
        scope = attributes.get("itemtype") or attributes.get("typeof")
        if tag == "meta":
            return ()
        name = attributes.get("itemprop") or (attributes.get("property") if tag != "meta" else None)
        if name:
            value = next((attributes[key] for key in ("content", "datetime") if key in attributes), "")
            if not value and tag in ("a", "link", "img", "area"):
                value = attributes.get("href") or attributes.get("src") or ""
            for one in name.split():
                short = one.rsplit(":", 1)[-1].rsplit("/", 1)[-1].casefold()
                marks.append(("item", short, value, at))
        if scope or "itemscope" in attributes:
            self._scopes.append((scope or "").split(" ")[0].rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1])
            marks.insert(0, ("scope", "", "", at))
        if tag == "time" and attributes.get("datetime", "").strip():
            self.times.append((attributes["datetime"].strip(), at))
        rel = attributes.get("rel", "").casefold().split()
        if tag == "a" and "tag" in rel:
            marks.append(("tag", "", attributes.get("href", ""), at))
        if tag == "a" and "author" in rel:
            marks.append(("author", "", attributes.get("href", ""), at))
        return tuple(marks)

    def _close_marks(self, marks: tuple[tuple[str, str, str, int], ...]) -> None:
        end = self.builder.offset
        scope = self._scopes[-1] if self._scopes else ""
        for kind, name, value, start in marks:
            if kind == "scope" and self._scopes:
                self._scopes.pop()
                outer = self._scopes[-1] if self._scopes else ""
                # The property that holds a thing belongs to what is around it: its value is that thing's type.
                scope, value = outer, value or scope
            elif kind == "item":
                self.items.append(Item(name, value, scope, start, end))
            elif kind == "tag":
                self.tag_links.append((start, end, value))
            elif kind == "author":
                self.author_links.append((start, end, value))

    # the head

    def _open_head(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "title" and self.title is None:
            self._head_text = []
        elif tag == "script":
            if attributes.get("type", "").split(";")[0].strip().casefold() == "application/ld+json":
                self._head_text = []
        elif tag == "meta":
            self._read_meta(attributes)
        elif tag == "link":
            rel, href = attributes.get("rel", ""), attributes.get("href", "")
            if rel and href:
                self.links.append(Link(rel.casefold(), href.strip(), attributes.get("hreflang")))
        elif tag == "base" and self.base is None:
            self.base = attributes.get("href")

    def _read_meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        for key in ("name", "property", "itemprop", "http-equiv"):
            if key in attributes and content:
                name = attributes[key].strip().casefold()
                self.metas.append(Meta(name, resolve_entities(content)))
                if name == "content-language" and not self.language:
                    self.language = content

    def _close_head(self, tag: str) -> None:
        text = "".join(self._head_text or ())
        if tag == "title":
            self.title = " ".join(resolve_entities(text).split())
        elif tag == "script":
            self.json_ld.append(text)
        self._head_text = None


_MARKING = frozenset({"itemprop", "itemscope", "itemtype", "property", "typeof", "datetime", "rel"})


def tokenize_html(source: Source) -> Page:
    """The page of an HTML source. Any markup gives a page; what libxml2 repairs is read as repaired."""
    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    parser.feed(source.text.encode("utf-8", "replace"))
    parser.close()
    head = Head(
        title=target.title,
        language=target.language,
        base=target.base,
        metas=tuple(target.metas),
        links=tuple(target.links),
        json_ld=tuple(target.json_ld),
        items=tuple(target.items),
        times=tuple(target.times),
        tag_links=tuple(target.tag_links),
        author_links=tuple(target.author_links),
    )
    return target.builder.page(head, source.format, source.url)
