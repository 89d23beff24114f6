"""Where a span of the page text stands in the source that the user has: an XPath in HTML, line and column in text.

The source is read and tokenized again, so nothing of it needs to be kept with the article. A block knows the
document-order number of its element; a second pass over the same parser events turns numbers into paths.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import attrs
from lxml import etree

from interview_parse.errors import InterviewParseError
from interview_parse.formats import Format
from interview_parse.model.types import Span
from interview_parse.source import Source, read
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Block, Page

_PLAIN_NAME_RE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_LONGEST_PATH = 200
"""Steps; libxml2 evaluates a longer path by deeper recursion than it allows itself."""
_SNIPPET = 80


class SpanError(InterviewParseError, ValueError):
    """The span does not lie in the page's text."""


@attrs.frozen(kw_only=True)
class Location:
    """Where words of one block stand in the source."""

    span: Span
    """The part of the asked span that lies in this block, in ``Article.page_text``."""
    snippet: str
    """Its first words, on one line, at most 80 characters."""
    xpath: str | None = None
    """HTML: the element around the words, in lxml's tree of the source; None in text formats."""
    line: int | None = None
    """From 1. Text: the line of the first word. HTML: the line of the element's start tag. None where not known."""
    column: int | None = None
    """Text: the first word's column, from 1, in code points; None in HTML and where the word is written otherwise."""


def locate(
    source: str | bytes | os.PathLike[str],
    span: Span,
    *,
    format: Format | str | None = None,
    encoding: str | None = None,
    url: str | None = None,
) -> tuple[Location, ...]:
    """Where a span stands in its source: one location a block that it touches, in order.

    Pass the source and the parameters that the article was parsed from. The XPath names an element of the tree that
    ``lxml.etree.HTMLParser(huge_tree=True)`` makes of the page; where the tree ends before the words, since markup
    nests too deeply, it names their nearest ancestor in the tree.

    Raises :class:`SpanError` for a span outside the page.
    """
    decoded = read(source, format=format, encoding=encoding, url=url)
    page = tokenize(decoded)
    _check(span, len(page.text))
    blocks = _blocks_at(page, span)
    spans = [Span(max(span.start, block.start), min(span.end, block.end)) for block in blocks]
    if decoded.format is Format.HTML:
        places = _find_elements(decoded.text, {block.node for block in blocks})
        return tuple(
            Location(span=part, snippet=_shorten(part.of(page.text)), xpath=xpath, line=line)
            for part, (xpath, line) in zip(
                spans, (places.get(block.node, (None, None)) for block in blocks), strict=True
            )
        )
    return _find_lines(decoded, page, blocks, spans)


def _check(span: Span, size: int) -> None:
    if not isinstance(span, Span):
        raise SpanError(
            expected="a Span", found=f"a {type(span).__name__}", advice="pass the span of a segment or paragraph"
        )
    if not 0 <= span.start < span.end <= size:
        raise SpanError(
            expected=f"a span of at least one character within 0 and {size}",
            found=f"{span.start} to {span.end}",
            advice="take the span from an article of the same source, parsed with the same parameters",
        )


def _blocks_at(page: Page, span: Span) -> Sequence[Block]:
    """The blocks that the span touches; none where it covers only the gap between two."""
    starts = [block.start for block in page.blocks]
    first = bisect_right(starts, span.start) - 1
    if first < 0 or page.blocks[first].end <= span.start:
        first += 1
    return page.blocks[first : bisect_right(starts, span.end - 1)]


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SNIPPET else f"{line[: _SNIPPET - 1].rstrip()}…"


# --- HTML ---------------------------------------------------------------------------------------------------------


@attrs.define
class _Element:
    """An open element on the way to the wanted ones."""

    step: str
    tag: str
    node: int
    children: int = 0
    """How many elements it has had so far."""
    tags: Counter[str] = attrs.field(factory=Counter)
    """How many of each name."""


class _Paths:
    """Receives lxml's events and notes the chain of elements down to each wanted number."""

    def __init__(self, wanted: Iterable[int], limit: int) -> None:
        self.chains: dict[int, tuple[str, int]] = {}
        self._wanted = frozenset(wanted)
        self._limit = limit
        self._open = [_Element(step="", tag="", node=-1)]
        self._node = -1

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        self._node += 1
        parent = self._open[-1]
        parent.children += 1
        parent.tags[tag] += 1
        is_plain = _PLAIN_NAME_RE.fullmatch(tag)
        step = f"{tag}[{parent.tags[tag]}]" if is_plain else f"*[{parent.children}]"
        self._open.append(_Element(step=step, tag=tag, node=self._node))
        if self._node in self._wanted:
            self.chains[self._node] = self._path()

    def end(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def data(self, data: str) -> None:
        """Nothing: only elements count."""

    def close(self) -> None:
        """Nothing."""

    def _path(self) -> tuple[str, int]:
        """The XPath and number of the innermost open element that the tree holds."""
        # Numbers grow along the chain, so that what the tree holds of it is a head of the chain.
        depth = bisect_right(self._open, self._limit - 1, key=lambda element: element.node)
        if depth <= 1:
            return "/*", 0
        node = self._open[depth - 1].node
        if depth > _LONGEST_PATH:
            return f"(//*)[{node + 1}]", node
        return "".join(f"/{element.step}" for element in self._open[1:depth]), node


def _find_elements(text: str, wanted: set[int]) -> dict[int, tuple[str, int | None]]:
    """XPath and line by an element's document-order number."""
    data = text.encode("utf-8", "replace")
    tree = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    tree.feed(data)
    root = tree.close()
    # What stands after "</html>" comes into the tree as further roots.
    roots = [root, *(one for one in root.itersiblings() if isinstance(one.tag, str))]
    elements: list[Any] = [element for one in roots for element in one.iter(etree.Element)]
    paths = _Paths(wanted, len(elements))
    target: Any = paths  # the stubs ask for more methods than lxml calls
    events = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    events.feed(data)
    events.close()
    return {number: (path, elements[node].sourceline) for number, (path, node) in paths.chains.items()}


# --- Text ---------------------------------------------------------------------------------------------------------


def _find_lines(source: Source, page: Page, blocks: Sequence[Block], spans: Sequence[Span]) -> tuple[Location, ...]:
    starts = [0, *(match.end() for match in re.finditer("\n", source.text)), len(source.text) + 1]
    following = {block.index: after.line for block, after in pairwise(page.blocks)}
    locations = []
    for block, span in zip(blocks, spans, strict=True):
        line, column = block.line if block.line > 0 else None, None
        if line is not None and line < len(starts):
            until = following.get(block.index, -1)
            # A line may hold two blocks (a table's cells), so the region takes in the line of the block after.
            end = starts[min(until, len(starts) - 1)] if until >= line else starts[-1]
            offset = _find_words(
                source.text[starts[line - 1] : end], page.text[block.start : span.start], span.of(page.text)
            )
            if offset is not None:
                offset += starts[line - 1]
                line = bisect_right(starts, offset)
                column = offset - starts[line - 1] + 1
        locations.append(Location(span=span, snippet=_shorten(span.of(page.text)), line=line, column=column))
    return tuple(locations)


def _find_words(region: str, before: str, text: str) -> int | None:
    """Where the text starts in a region of the source that has the words ``before`` first; None where not found."""
    words = text.split()[:4]
    heads = [words[:count] for count in range(len(words), 0, -1)]
    # Where syntax stands within the first word (an entity, a link in a script without blanks), its head must do.
    heads += [[words[0][:size]] for size in (8, 4, 2) if words and size < len(words[0])]
    for head in heads:
        pattern = re.compile(r"\s+".join(map(re.escape, head)))
        earlier = sum(1 for _ in pattern.finditer(before))
        found = next((match for number, match in enumerate(pattern.finditer(region)) if number == earlier), None)
        if found:
            return found.start()
    return None
