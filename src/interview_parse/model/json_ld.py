"""What a page says of itself in JSON-LD, read tolerantly: repaired where it can be, skipped with a note where not.

Publishers write it by templates, so it comes with trailing commas, comments, raw line breaks inside strings,
HTML entities and CDATA marks. Nothing here fails, and every step is linear in the script's length.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import attrs
import regex

Node = dict[str, Any]
"""One JSON-LD object, as plain data."""

ARTICLE_TYPES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "AskPublicNewsArticle",
    "ReviewNewsArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "PodcastEpisode",
    "RadioEpisode",
    "TVEpisode",
)
"""schema.org types of the piece itself."""

_ELSEWHERE = frozenset(
    (
        *("associatedArticle", "backstory", "citation", "comment", "hasPart", "isBasedOn", "isPartOf"),
        *("itemListElement", "mentions", "relatedLink", "review", "subjectOf", "suggestedAnswer", "acceptedAnswer"),
        *("workExample", "exampleOfWork", "significantLink", "publisher", "author", "creator"),
    )
)
"""Properties that lead from the article to something that is not the article."""

_OPENERS = ("\ufeff", "//", "/*", "*/", "<![CDATA[", "<!--")
_CLOSERS = (";", "*/", "/*", "//", "]]>", "-->")
"""CDATA and comment marks that stand around a whole script."""

_STRING = r'"(?:[^"\\]++|\\(?s:.)|\\\Z)*+(?:"|\Z)'
_COMMENT_RE = regex.compile(rf"({_STRING})|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|//[^\n]*+|<!--|-->")
"""A string, to be kept, or a comment, to be dropped; both run to the end where they are not closed."""
_TRAILING_COMMA_RE = regex.compile(rf"({_STRING})|,(?=\s*+(?:,|\}}|\]|\Z))")
_BAD_ESCAPE_RE = regex.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|(?s:(.))|\Z)')
_GLUED_RE = regex.compile(r"(?<=[}\]])\s*+(?=[{\[])")
_TAG_RE = regex.compile(r"</?[a-zA-Z][^<>]{0,300}>")


@attrs.frozen(eq=False)
class JsonLd:
    """All JSON-LD of one page."""

    nodes: tuple[Node, ...] = ()
    """Every object, in document order, outer before inner."""
    own: tuple[Node, ...] = ()
    """Those that describe this page: none that stands in a list, a comment or another work."""
    notes: tuple[str, ...] = ()
    """What could not be read."""

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for node in self.nodes:
            name = node.get("@id")
            # A node that only refers has nothing but its @id.
            if isinstance(name, str) and len(node) > 1:
                found.setdefault(name, node)
        return found

    def resolve(self, value: object) -> object:
        """The object that a bare ``{"@id": …}`` refers to, where the page has it; else the value itself."""
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str) and "name" not in value:
            return self._by_id.get(value["@id"], value)
        return value

    def of_type(self, *names: str, own: bool = False) -> tuple[Node, ...]:
        """All objects of one of these schema.org types, in document order."""
        wanted = frozenset(names)
        return tuple(node for node in (self.own if own else self.nodes) if wanted.intersection(types_of(node)))

    @cached_property
    def articles(self) -> tuple[Node, ...]:
        """The objects that may describe this page's article, the one that says most first."""
        found = self.of_type(*ARTICLE_TYPES, own=True)
        return tuple(sorted(found, key=lambda node: ("headline" in node, len(node)), reverse=True))

    @property
    def article(self) -> Node | None:
        """The object that describes this page's article; the one that says most where there are several."""
        return self.articles[0] if self.articles else None


def read_json_ld(scripts: Sequence[str]) -> JsonLd:
    """Everything that the scripts say, with a note for each that cannot be read."""
    roots: list[Any] = []
    notes: list[str] = []
    for number, script in enumerate(scripts, start=1):
        if not script.strip():
            continue
        values = _parse(script)
        if values is None:
            notes.append(f"JSON-LD script {number} cannot be read and is left out")
        else:
            roots.extend(values)
    nodes = tuple(_walk(roots))
    return JsonLd(
        nodes=tuple(node for node, _ in nodes), own=tuple(node for node, own in nodes if own), notes=tuple(notes)
    )


def types_of(node: Node) -> tuple[str, ...]:
    """The schema.org names of an object's types, without the vocabulary's address."""
    return tuple(
        name.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2] for name in _strings(node.get("@type"))
    )


def text_of(value: object) -> str | None:
    """The text that a value stands for (a string, ``name``, ``@value``, the first of a list); None where none."""
    return next(texts_of(value), None)


def texts_of(value: object) -> Iterator[str]:
    """The texts of a value, in order, entities and tags resolved, none blank."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            text = clean(one)
            if text:
                yield text
        elif isinstance(one, int | float) and not isinstance(one, bool):
            yield str(one)
        elif isinstance(one, dict):
            stack.append(one.get("name") or one.get("@value") or one.get("headline"))
        elif isinstance(one, list):
            stack.extend(reversed(one))


def link_of(value: object) -> str | None:
    """The address that a value stands for: a string, or an object's ``url``, ``@id`` or ``item``."""
    for _ in range(4):
        if isinstance(value, str):
            return value.strip() or None
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("url") or value.get("@id") or value.get("item")
        else:
            return None
    return None


def clean(text: str) -> str:
    """The text without tags, entities and runs of blanks."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG_RE.sub("", text)
    return " ".join(text.split())


def _strings(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(one for one in values if isinstance(one, str))


def _parse(script: str) -> list[Any] | None:
    """The script's values, as printed or after the least repair that helps; None where none does."""
    for text in chain(_repairs(_unwrap(script)), _repairs(script)):
        try:
            return [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
    return None


def _unwrap(text: str) -> str:
    """The script without the marks around it."""
    text = text.strip()
    for _ in range(6):
        opener = next((mark for mark in _OPENERS if text.startswith(mark)), None)
        closer = next((mark for mark in _CLOSERS if text.endswith(mark)), None)
        if opener is None and closer is None:
            break
        text = text[len(opener or "") :].strip()
        text = text[: -len(closer)].strip() if closer and text.endswith(closer) else text
    return text


def _repairs(text: str) -> Iterator[str]:
    yield text
    mended = _mend(text)
    yield mended
    yield "[" + _GLUED_RE.sub(",", mended) + "]"
    if "&" in text:
        # Escaped as a whole: the quotation marks are entities too.
        plain = html.unescape(text)
        yield plain
        yield _mend(plain)


def _mend(text: str) -> str:
    """The same without comments, trailing commas and escapes that JSON does not know."""
    text = _COMMENT_RE.sub(lambda match: _mend_string(match[1]) if match[1] else " ", text)
    mended: str = _TRAILING_COMMA_RE.sub(lambda match: match[1] or "", text)
    return mended.strip(" \t\r\n;")


def _mend_string(text: str) -> str:
    mended: str = _BAD_ESCAPE_RE.sub(lambda match: match[0] if match[1] is None else match[1], text)
    return mended


def _walk(roots: Sequence[Any]) -> Iterator[tuple[Node, bool]]:
    """Each object with whether it describes this page, without recursion: depth costs nothing."""
    stack: list[tuple[Any, bool]] = [(root, True) for root in reversed(roots)]
    while stack:
        value, own = stack.pop()
        if isinstance(value, dict):
            yield value, own
            stack.extend((inner, own and key not in _ELSEWHERE) for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend((inner, own) for inner in reversed(value))
