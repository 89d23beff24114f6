"""HTML to blocks, in one pass over lxml's parser events: no tree, so no depth at which words are lost.

libxml2 repairs the markup and reports each element's start, text and end, balanced. A stack of frames follows them;
text is added in the style of the innermost element, and a block ends where a block element starts or ends.

A page has some thousand events, and most of the time goes into them, not into libxml2. So what an event needs is one
look-up or attribute away: a table knows each tag's kind, elements share the place that they do not change, and what
only blocks with text need (classes, paths) is made when there is text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias, cast

import regex
from lxml import etree

from interview_parse.source import Source
from interview_parse.tokenizer.builder import PLAIN, PageBuilder, Style, resolve_entities
from interview_parse.tokenizer.page import Block, Head, Item, Link, ListKind, Meta, Page

SKIPPED = frozenset("script style noscript template svg iframe head object math select textarea".split())
"""Elements whose text is none of the page's words."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb rt rp s samp small "
    "span strike strong sub sup time tt u var wbr img nobr g-emoji".split()
)
"""Elements that stand within a line. Every other element is a block, custom elements outside a line included."""

_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_LOOKS = frozenset({"u", "ins", "mark", "big", "small", "font", "kbd", "code"})
"""Inline elements whose name is a look of its own."""
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"})
_BLOCKS = frozenset(
    "address article aside audio blockquote body button canvas caption center col colgroup datalist dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main map menu meter nav ol optgroup option output p picture plaintext pre progress search "
    "section summary table tbody td tfoot th thead tr ul video xmp".split()
)
"""The block elements that HTML knows."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STYLING = _BOLD | _ITALIC | _LOOKS
_PLACING = _LISTS | _HEADINGS.keys() | {"li", "dt", "dd", "blockquote", "table", "tr", "td", "th", "pre", "html"}
"""Block elements that change where the blocks inside them stand."""
_BARE = frozenset({"br", "hr", "img", "link", "meta", "base"})
"""Elements that say something by standing there."""

_LOOKING = frozenset({"class", "style", "href"})
"""Attributes that change how text in a line looks, or where it leads."""
_MARKING = frozenset({"itemprop", "itemscope", "itemtype", "property", "typeof", "datetime", "rel"})
"""Attributes that say what an element means."""

_IN_LINE, _BLOCK, _SKIP = "in line", "block", "skip"
_KINDS = {
    **dict.fromkeys(_BLOCKS, _BLOCK),
    **dict.fromkeys(INLINE | _VOID, _IN_LINE),
    **dict.fromkeys(SKIPPED, _SKIP),
}
"""What an element is; one that HTML does not know is told by what is around it."""
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
_TELLING_CLASS_RE = re.compile("bold|strong|fett|gras|negrita|fw|ital|kursiv|cursiva|hidden|sr-only|reader|d-none")
"""What any class that tells a look holds: most classes tell none, and ``re`` is the faster to see it."""
_HIDDEN_CLASS_RE = regex.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|d-none|hidden)(?=$|\s)")


class _Look(NamedTuple):
    """What ``class`` and ``style`` say of an element; None where they leave the style as it is."""

    bold: bool | None
    italic: bool | None
    hidden: bool
    preformatted: bool
    hint: str


_NO_LOOK = _Look(None, None, False, False, "")


# Pages repeat a few looks, and sites repeat them from page to page.
@lru_cache(maxsize=8192)
def _read_look(classes: str, css: str) -> _Look:
    bold = italic = None
    hidden = preformatted = False
    hint = ""
    if css:
        css = css.casefold()
        if "font" in css:
            bold = True if _BOLD_CSS_RE.search(css) else False if _LIGHT_CSS_RE.search(css) else None
            italic = True if _ITALIC_CSS_RE.search(css) else False if _UPRIGHT_CSS_RE.search(css) else None
        hidden = bool(_HIDDEN_CSS_RE.search(css))
        preformatted = bool(_PRE_CSS_RE.search(css))
        hint = " ".join("".join(found.split()) for found in _LOOK_CSS_RE.findall(css))
    classes = classes.casefold()
    tells = _TELLING_CLASS_RE.search(classes)
    if not tells and not css:
        return _NO_LOOK
    if tells:
        if bold is None and _BOLD_CLASS_RE.search(classes):
            bold = True
        if italic is None and _ITALIC_CLASS_RE.search(classes):
            italic = True
        hidden = hidden or bool(_HIDDEN_CLASS_RE.search(classes))
    return _Look(bold, italic, hidden, preformatted, hint)


@lru_cache(maxsize=4096)
def _style_inside(tag: str, style: Style, classes: str, css: str) -> Style:
    """The style inside an element of a line that stands in the given style."""
    bold, italic, href, hint = style
    if tag in _BOLD:
        bold = True
    elif tag in _ITALIC:
        italic = True
    if classes or css:
        look = _read_look(classes, css)
        bold = bold if look.bold is None else look.bold
        italic = italic if look.italic is None else look.italic
        hint = " ".join(filter(None, (hint, ".".join(classes.split()), look.hint)))
    return Style(bold, italic, href, hint)


class _Place(NamedTuple):
    """Where blocks stand: the fields of :class:`Block` that an element inherits, in their order."""

    heading: int = 0
    list_kind: ListKind = ListKind.NONE
    list_id: int = -1
    quote: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    preformatted: bool = False
    hidden: bool = False


class _Frame:
    """An open block element."""

    __slots__ = ("attributes", "classes", "node", "parent", "path", "place", "tag")

    def __init__(
        self, tag: str, attributes: Mapping[str, str], node: int, parent: _Frame | None, place: _Place
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.node = node
        self.parent = parent
        self.place = place
        self.classes: tuple[str, ...] = ()
        """Its classes and id, as printed; empty until it is named."""
        self.path: tuple[str, ...] | None = None
        """The ancestors and this element; None until it is named."""

    def name(self) -> tuple[str, ...]:
        """The path, after ancestors that have none yet: without recursion, since pages may nest without bound."""
        missing: list[_Frame] = []
        frame: _Frame | None = self
        while frame is not None and frame.path is None:
            missing.append(frame)
            frame = frame.parent
        path: tuple[str, ...] = (frame.path or ()) if frame else ()
        for frame in reversed(missing):
            token = frame.tag
            if frame.attributes:
                classes = frame.attributes.get("class", "").split()
                if "id" in frame.attributes:
                    classes.append(f"#{frame.attributes['id']}")
                frame.classes = tuple(classes)
                token = ".".join((token, *classes))
            frame.path = path = (*path[: _MAX_PATH - 1], token)
        return path


_Marks: TypeAlias = tuple[tuple[str, str, str, int], ...]
"""Properties and links that end with an element: kind, name or href, value, start."""


class _Target:
    """Receives lxml's events and writes blocks."""

    def __init__(self) -> None:
        self.builder = PageBuilder()
        self._raw: list[str] = []
        self.data = self._raw.append
        """lxml's event for text. It comes in pieces, between which nothing is to be done."""
        self._style = PLAIN
        self._stack: list[tuple[str, Style, bool, _Marks]] = []
        # The open elements: each one's tag, the style to go back to when it ends, whether it is a block, its marks.
        self._frame = _Frame("body", {}, -1, None, _Place())
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

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._node += 1
        if self._skip:
            self._skip += 1
            self._take_skipped()
            if self._in_head or tag == "script":
                self._open_head(tag, attributes)
            return
        if self._raw:
            self._take_text()
        kind = _KINDS.get(tag)
        if kind is _SKIP:
            self._skip = 1
            self._in_head = tag == "head"
            if tag == "script":
                self._open_head(tag, attributes)
            return
        if tag in _BARE:
            self._see_bare(tag, attributes)
        # An element that HTML does not know stands within a line of text, as a word of it; else it is a block.
        is_block = kind is _BLOCK or (kind is None and not self.builder.size and self._frame.tag not in _LINES)
        outer = self._style
        if is_block:
            if self.builder.size:
                self._end_block()
            else:  # As _end_block would do; but most block elements start and end where no text is under way.
                self.builder.gap = ""
            frame = self._frame
            place = self._open_place(tag, attributes, frame.place) if tag in _PLACING else frame.place
            self._frame = _Frame(tag, attributes, self._node, frame, place)
            if attributes:
                self._style_block(attributes)
        elif tag in _STYLING or (attributes and not _LOOKING.isdisjoint(attributes)):
            self._style_line(tag, attributes)
        marks: _Marks = ()
        if attributes and not _MARKING.isdisjoint(attributes):
            marks = self._open_marks(tag, attributes)
        self._stack.append((tag, outer, is_block, marks))

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
            self._take_skipped()
            if self._head_text is not None:
                self._close_head(tag)
            if not self._skip:
                self._in_head = False
            return
        if self._raw:
            self._take_text()
        if not self._stack or self._stack[-1][0] != tag:
            return
        _, self._style, is_block, marks = self._stack.pop()
        if is_block:
            if self.builder.size:
                self._end_block()
            else:
                self.builder.gap = ""
            if self._frame.parent is not None:
                self._frame = self._frame.parent
        if marks:
            self._close_marks(marks)

    def close(self) -> None:
        if self._raw and not self._skip:
            self._take_text()
        self._end_block()
        self.builder.unwrap()

    # blocks and text

    def _take_text(self) -> None:
        raw = self._raw
        text = raw[0] if len(raw) == 1 else "".join(raw)
        raw.clear()
        if "&" in text:
            text = resolve_entities(text)
        if not self._frame.place.preformatted or "\n" not in text:
            builder = self.builder
            if not text.isspace():
                builder.add(text, self._style)
            elif builder.size and not builder.gap:  # As add would do; but most text is what indents the markup.
                builder.gap = " "
            return
        for number, line in enumerate(text.split("\n")):
            if number and not self.builder.break_line():
                self._end_block()
            self.builder.add(line, self._style)

    def _take_skipped(self) -> None:
        """Drop text that is none of the page's words, or keep it where it belongs to the head."""
        if self._head_text is not None:
            self._head_text += self._raw
        self._raw.clear()

    def _end_block(self) -> None:
        builder = self.builder
        if not builder.size:
            builder.gap = ""
            return
        frame = self._frame
        index, start, end, runs = builder.cut()
        path = frame.path or frame.name()  # first, since it also tells the classes
        heading, list_kind, list_id, quote, table, row, column, preformatted, hidden = frame.place
        # By position, since twenty keywords cost as much as the rest of it.
        block = Block(
            index, start, end, runs, frame.tag, frame.classes, path, heading, list_kind, list_id, quote, table,
            row, column, preformatted, hidden, self._after_rule, self._after_image, frame.node,
        )  # fmt: skip
        builder.blocks.append(block)
        self._after_rule, self._after_image = False, None

    # elements

    def _see_bare(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            if not self.builder.break_line():
                self._end_block()
        elif tag == "img":
            self._see_image(attributes)
        elif tag == "hr":
            self._end_block()
            self._after_rule = True
        else:
            self._open_head(tag, attributes)

    def _see_image(self, attributes: Mapping[str, str]) -> None:
        # An image that opens a line marks what follows it (an avatar, a "Q" in a circle): a block of its own.
        if not self.builder.empty and self.builder.at_line_start:
            self._end_block()
        name = attributes.get("alt") or attributes.get("src", "").rsplit("/", 1)[-1]
        self._after_image = " ".join(name.split())

    def _open_place(self, tag: str, attributes: Mapping[str, str], place: _Place) -> _Place:
        """Where the blocks inside an element stand that itself stands at the given place."""
        if tag in _HEADINGS:
            return place._replace(heading=_HEADINGS[tag])
        if tag == "li":
            return place._replace(list_kind=ListKind.BULLETS) if place.list_kind is ListKind.NONE else place
        if tag in _LISTS:
            number, self._lists = self._lists, self._lists + 1
            kind = ListKind.NUMBERS if tag == "ol" else ListKind.NONE if tag == "dl" else ListKind.BULLETS
            return place._replace(list_id=number, list_kind=kind)
        if tag == "dt":
            return place._replace(list_kind=ListKind.TERM)
        if tag == "dd":
            return place._replace(list_kind=ListKind.DEFINITION)
        if tag == "blockquote":
            return place._replace(quote=place.quote + 1)
        if tag == "table":
            number, self._tables = self._tables, self._tables + 1
            self._rows[number] = -1
            return place._replace(table=number, row=-1, column=-1)
        if tag == "tr":
            row = self._rows[place.table] = self._rows.get(place.table, -1) + 1
            self._cells[place.table] = -1
            return place._replace(row=row)
        if tag in ("td", "th"):
            column = self._cells[place.table] = self._cells.get(place.table, -1) + 1
            return place._replace(column=column)
        if tag == "pre":
            return place._replace(preformatted=True)
        if tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or self.language
        return place

    def _style_block(self, attributes: Mapping[str, str]) -> None:
        """Enter the style of a block element that has attributes; it may also hide its text or keep its lines."""
        bold, italic, href, hint = self._style
        look = _NO_LOOK
        if "class" in attributes or "style" in attributes:
            look = _read_look(attributes.get("class", ""), attributes.get("style", ""))
        if hint or look is not _NO_LOOK:
            bold = bold if look.bold is None else look.bold
            italic = italic if look.italic is None else look.italic
            self._style = Style(bold, italic, href, look.hint)
        hides = look.hidden or "hidden" in attributes or attributes.get("aria-hidden") == "true"
        if hides or look.preformatted:
            place = self._frame.place
            self._frame.place = place._replace(
                hidden=place.hidden or hides, preformatted=place.preformatted or look.preformatted
            )

    def _style_line(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter the style of an element that stands in a line."""
        style = self._style
        classes, css = attributes.get("class", ""), attributes.get("style", "")
        if classes or css or tag in _STYLING:
            style = _style_inside(tag, style, classes, css)
        if tag == "a":
            style = Style(style.bold, style.italic, attributes.get("href", style.href), style.hint)
        elif tag in _LOOKS:
            said = (f"{name}={attributes[name]}" for name in ("color", "face", "size") if name in attributes)
            hint = " ".join(filter(None, (style.hint, tag, *said))).casefold()
            style = Style(style.bold, style.italic, style.href, hint)
        self._style = style

    def _open_marks(self, tag: str, attributes: Mapping[str, str]) -> _Marks:
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

    def _close_marks(self, marks: _Marks) -> None:
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


def tokenize_html(source: Source) -> Page:
    """The page of an HTML source. Any markup gives a page; what libxml2 repairs is read as repaired."""
    target = _Target()
    # The stubs also allow bytes for every name and text, which lxml only passes on Python 2.
    events = cast("etree.ParserTarget", target)
    parser = etree.HTMLParser(target=events, encoding="utf-8", huge_tree=True, no_network=True)
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
