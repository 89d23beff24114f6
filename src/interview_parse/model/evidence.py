"""All that a page tells of its article, printed or structured, laid out for the readers of the single fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import attrs

from interview_parse.languages import LanguagePack
from interview_parse.model.json_ld import JsonLd, Node, clean, link_of, read_json_ld, text_of
from interview_parse.model.names import fold
from interview_parse.model.types import Role
from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Page


@attrs.frozen(eq=False)
class Evidence:
    """One page, its pieces and its structured data; each is looked up once, however many fields ask."""

    page: Page
    pieces: Sequence[Piece]
    pack: LanguagePack
    language: str | None
    """What the words are in."""
    data: JsonLd = attrs.field(init=False)
    notes: list[str] = attrs.field(init=False, factory=list)
    """Values that lost against others; who reads a field adds to them."""

    @data.default
    def _read_data(self) -> JsonLd:
        return read_json_ld(self.page.head.json_ld)

    # what is printed

    @cached_property
    def headline(self) -> tuple[str, ...]:
        """The printed headline's parts: the first title pieces that stand in a row, their lines kept."""
        parts: list[str] = []
        for piece in self.pieces:
            if piece.role is Role.TITLE:
                lines = piece.span.of(self.page.text).split("\n")
                parts.append("\n".join(" ".join(line.split()) for line in lines if line.strip()))
            elif parts:
                break
        return tuple(dict.fromkeys(part for part in parts if part))

    @cached_property
    def turns(self) -> tuple[int, int]:
        """Places of the first and the last turn among the pieces; both the end where there is none."""
        turns = [place for place, piece in enumerate(self.pieces) if piece.role in (Role.QUESTION, Role.ANSWER)]
        return (turns[0], turns[-1]) if turns else (len(self.pieces), len(self.pieces))

    @property
    def above(self) -> Sequence[Piece]:
        """The pieces before the first turn."""
        return self.pieces[: self.turns[0]]

    # what the head and the markup tell

    def metas(self, *names: str) -> Iterator[str]:
        """The contents of the metas of these names, in the order of the names."""
        for name in names:
            for content in self._contents.get(name, ()):
                yield clean(content)

    def microdata(self, *names: str) -> Iterator[str]:
        """The values of an article's properties of these names, in document order."""
        for item in self.page.head.items:
            if item.name in names and (not item.type or "Article" in item.type or "Posting" in item.type):
                value = item.value or self.page.text[item.start : item.end]
                if value.strip():
                    yield " ".join(value.split())

    @cached_property
    def url(self) -> str | None:
        """The article's address: canonical where the page says so, else as passed in."""
        head = self.page.head
        node = self.data.article or {}
        told = (
            *(link.href for link in head.links if "canonical" in link.rel.split()),
            head.meta("og:url", "twitter:url", "parsely-link"),
            link_of(node.get("url")),
            link_of(node.get("mainEntityOfPage")),
        )
        base = _joined(self.page.url, head.base) or self.page.url
        for value in told:
            absolute = _joined(base, value)
            if absolute:
                return absolute
        return self.page.url

    @cached_property
    def node(self) -> Node:
        """The JSON-LD object that describes this very article; empty where there is none."""
        articles = self.data.articles
        title = fold(" ".join(self.headline))
        for node in articles:
            headline = fold(text_of(node.get("headline")) or text_of(node.get("name")) or "")
            if headline and title and (headline in title or title in headline):
                return node
        for node in articles:
            if self.url and link_of(node.get("url") or node.get("mainEntityOfPage")) == self.url:
                return node
        return articles[0] if articles else {}

    @cached_property
    def _contents(self) -> dict[str, list[str]]:
        """The head's metas by name: a hundred names are asked for."""
        contents: dict[str, list[str]] = {}
        for meta in self.page.head.metas:
            if meta.content.strip():
                contents.setdefault(meta.name, []).append(meta.content)
        return contents


def _joined(base: str | None, href: str | None) -> str | None:
    """The absolute address, or None where it cannot be made."""
    if not href or not href.strip():
        return None
    try:
        absolute = urljoin(base or "", href.strip())
        return absolute if urlsplit(absolute).scheme in ("http", "https") and urlsplit(absolute).netloc else None
    except ValueError:
        return None
