"""What the page says of the article: its title, who signs it, when and where it appeared.

The sources in order of trust: the visible article, JSON-LD, microdata, metas and front matter. Where they
disagree the visible article wins, since metas are filled by templates; the losing value goes into the notes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain, takewhile
from urllib.parse import urljoin, urlsplit

import attrs
import regex

from interview_parse.formats import Format
from interview_parse.languages import LanguagePack
from interview_parse.model.dates import Day, FoundDate, day_of, find_dates, is_midnight, read_date
from interview_parse.model.json_ld import JsonLd, Node, clean, link_of, read_json_ld, text_of, texts_of, types_of
from interview_parse.model.names import (
    fold,
    folded_words,
    is_uncased,
    looks_like_name,
    presents,
    read_signature,
    split_names,
    split_pair,
    strip_announcement,
    without_aside,
)
from interview_parse.model.types import Person, Role
from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Block, Page

_TITLE_METAS = (
    "og:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
)
_AUTHOR_METAS = (
    *(
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "citation_author",
        "sailthru.author",
    ),
    *("cxenseparse:author", "byl", "authors", "og:article:author", "article:author_name"),
)
_SITE_METAS = ("og:site_name", "og:og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_PUBLISHER_METAS = ("publisher", "copyright", "application-name", "apple-mobile-web-app-title", "cre", "source")
_RUBRIC_METAS = (
    "article:section",
    "parsely-section",
    "section",
    "articlesection",
    "cxenseparse:category",
    "category",
    "categories",
)
_PUBLISHED_METAS = (
    *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date"),
    *("citation_publication_date", "citation_date", "citation_online_date", "dcterms.created", "dc.date.issued"),
    *("dcterms.issued", "dc.date.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date"),
    *(
        "publish_date",
        "published_time",
        "publication_date",
        "cxenseparse:recs:publishtime",
        "article.published",
        "date",
    ),
    *("og:published_time", "article_date_original", "displaydate", "published", "rnews:datepublished", "created"),
)
_MODIFIED_METAS = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    *("dc.date.modified", "last-modified", "lastmod", "modified", "updated", "article.updated", "revised"),
)

_SEPARATOR_RE = regex.compile(
    r"(?<=\s)(?:[|–—\-»«·•:>~]|::|//)(?=\s)|[|｜]|(?<=\p{Han})_(?=\p{Han})|(?<=\p{Han})-(?=\p{Han})"
)
_KICKER_RE = regex.compile(r"\s[|–—\-·•]\s|:\s")
_COLON_RE = regex.compile(r"\s*:\s+")
_UPDATED_RE = regex.compile(
    r"(?:updat|modif|mis[e]? à jour|aktuali[sz]|actuali[sz]|atualiz|aggiorn|bijgewerkt|gewijzigd|geändert|stand:|"
    r"uppdater|opdater|oppdater|päivitet|muokattu|frissít|güncel|обновл|оновл|изменен|актуализ|posodobl|更新|最終更新|수정|업데이트|تحديث|עודכן|ενημ)",
    regex.IGNORECASE,
)
"""Words before a date that say it is not the first one."""

_KICKER_CLASS_RE = regex.compile(
    r"kicker|rubri[ck]|section|category|kategorie|overline|topline|eyebrow|sur-?titre|ressort|dachzeile|channel",
    regex.IGNORECASE,
)
_FRONT_TITLES = (
    "post_title",
    "posttitle",
    "titulo",
    "título",
    "titre",
    "titel",
    "titolo",
    "otsikko",
    "tytuł",
    "tytul",
    "tittel",
    "заголовок",
    "标题",
    "タイトル",
)
_LEAD_METAS = (
    *("deck", "dek", "standfirst", "subtitle", "subheadline", "perex", "lead", "lede", "chapo", "teaser"),
    *("subtitulo", "subtítulo", "entradilla", "sous-titre", "untertitel", "vorspann", "sottotitolo", "ingress", "lid"),
)
_NICK_RE = regex.compile(r"\p{Lu}[\p{L}\p{N}._]{2,20}(?:\s?[\[(][^\[\]()]{1,40}[\])])?")
_DASHED_RE = regex.compile(r"\s*(?://|[|·•])\s*")
_PRESS_RE = regex.compile(
    r" (?:press|times|post|news|journal|guardian|magazine|review|daily|herald|tribune|team|staff)$"
)
_MOST_PARTS = 12
"""A title of more parts is a list of words, and is left as it is."""
_LONE_NAME_RE = regex.compile(r"\p{Lu}\p{Ll}{2,}")
_WEAK_ROLES = frozenset(
    {Role.FURNITURE, Role.ADVERT, Role.RELATED, Role.COMMENT, Role.CAPTION, Role.PAYWALL, Role.DOSSIER}
)
_ADDRESS_RE = regex.compile(r"\d-\d|〒|\d{5}")
"""Numbers of streets, telephones and post offices."""
_BY_RE = regex.compile(r"by:?\s+(?=\p{Lo}|\p{Lu})", regex.IGNORECASE)
"""What many systems print before the name, whatever the page's language."""
_GENERIC_AUTHORS = frozenset(
    {"admin", "administrator", "editor", "webmaster", "redaktion", "redaction", "redaccion", "redazione", "staff"}
)


@attrs.frozen
class Metadata:
    """What a page says of its article."""

    title: str | None = None
    """The article's own, without the site's name."""
    standfirst: str | None = None
    """As printed; None where the page sets no lead off from its body."""
    authors: tuple[Person, ...] = ()
    publisher: str | None = None
    rubric: str | None = None
    published: Day | None = None
    modified: Day | None = None
    language: str | None = None
    url: str | None = None
    accessible_for_free: bool | None = None
    """What the structured data claims; publishers set it wrongly, so it proves nothing alone."""
    paywalled_selectors: tuple[str, ...] = ()
    """CSS selectors of what is not free."""
    keywords: tuple[tuple[str, str | None], ...] = ()
    """Subjects in JSON-LD (``keywords``, ``about``) with their addresses, in order, each once."""
    part_of: tuple[str, str | None, int | None] | None = None
    """Series or issue in JSON-LD (``isPartOf``): title, address, position."""
    notes: tuple[str, ...] = ()
    """Values that lost against others."""


def read_metadata(page: Page, pieces: Sequence[Piece], pack: LanguagePack, language: str | None) -> Metadata:
    """Everything that the page says of its article, the visible and the structured reconciled."""
    return _Reader(page, pieces, pack, language).read()


@attrs.frozen(eq=False)
class _Reader:
    """One page, its pieces and its structured data, asked field by field."""

    page: Page
    pieces: Sequence[Piece]
    pack: LanguagePack
    language: str | None
    data: JsonLd = attrs.field(init=False)
    notes: list[str] = attrs.field(init=False, factory=list)

    @data.default
    def _read_data(self) -> JsonLd:
        return read_json_ld(self.page.head.json_ld)

    def read(self) -> Metadata:
        """All fields."""
        url = self._url()
        node = self._article(url)
        publisher = self._publisher(node)
        sites = self._site_names(publisher, url)
        title = self._title(node, sites)
        published, modified = self._dates(node)
        authors = self._authors(node, sites)
        free, selectors = _access(node, self.page)
        return Metadata(
            title=title,
            standfirst=self._standfirst(node),
            authors=authors,
            publisher=publisher,
            rubric=self._rubric(node, title),
            published=published,
            modified=modified,
            language=self._language(node),
            url=url,
            accessible_for_free=free,
            paywalled_selectors=selectors,
            keywords=_keywords(node, self.data),
            part_of=_part_of(node, self.data),
            notes=(*self.data.notes, *self.notes),
        )

    # what is printed

    def _printed(self, *roles: Role) -> list[str]:
        return [piece.span.of(self.page.text) for piece in self.pieces if piece.role in roles]

    def _microdata(self, *names: str) -> Iterator[str]:
        for item in self.page.head.items:
            if item.name in names and (not item.type or "Article" in item.type or "Posting" in item.type):
                value = item.value or self.page.text[item.start : item.end]
                if value.strip():
                    yield " ".join(value.split())

    def _metas(self, *names: str) -> Iterator[str]:
        for name in names:
            for content in self._contents.get(name, ()):
                yield clean(content)

    @cached_property
    def _contents(self) -> dict[str, list[str]]:
        """The head's metas by name: a hundred names are asked for."""
        contents: dict[str, list[str]] = {}
        for meta in self.page.head.metas:
            if meta.content.strip():
                contents.setdefault(meta.name, []).append(meta.content)
        return contents

    # address and language

    def _url(self) -> str | None:
        head = self.page.head
        node = self.data.article or {}
        printed = (
            *(link.href for link in head.links if "canonical" in link.rel.split()),
            head.meta("og:url", "twitter:url", "parsely-link"),
            link_of(node.get("url")),
            link_of(node.get("mainEntityOfPage")),
        )
        base = _joined(self.page.url, head.base) or self.page.url
        for value in printed:
            absolute = _joined(base, value)
            if absolute:
                return absolute
        return self.page.url

    def _language(self, node: Node) -> str | None:
        head = self.page.head
        values = (
            head.language,
            text_of(node.get("inLanguage")),
            head.meta("og:locale", "dc.language", "dcterms.language", "language", "lang"),
        )
        declared = next((tag for tag in map(_language_tag, values) if tag), None)
        if self.language is None or declared is None:
            return self.language or declared
        if declared.split("-")[0].casefold() == self.language.split("-")[0].casefold():
            return max(declared, self.language, key=len)
        self.notes.append(f"the page declares the language {declared}, its words are {self.language}")
        return self.language

    # the article's structured data

    def _article(self, url: str | None) -> Node:
        """The JSON-LD object that describes this very article."""
        articles = self.data.articles
        title = fold(" ".join(self._visible_title()))
        for node in articles:
            headline = fold(text_of(node.get("headline")) or text_of(node.get("name")) or "")
            if headline and title and (headline in title or title in headline):
                return node
        for node in articles:
            if url and link_of(node.get("url") or node.get("mainEntityOfPage")) == url:
                return node
        return articles[0] if articles else {}

    # title

    def _visible_title(self) -> list[str]:
        """The printed headline's parts: the first title pieces that stand in a row."""
        parts: list[str] = []
        for piece in self.pieces:
            if piece.role is Role.TITLE:
                lines = piece.span.of(self.page.text).split("\n")
                parts.append("\n".join(" ".join(line.split()) for line in lines if line.strip()))
            elif parts:
                break
        return list(dict.fromkeys(part for part in parts if part))

    def _title(self, node: Node, sites: frozenset[str]) -> str | None:
        told = list(self._told_titles(node))
        visible = self._printed_title(told)
        bare = [strip_site(one, sites, [visible, *told]) for one in told]
        bare = [one for one in bare if fold(one) and fold(one) not in sites]
        if visible and fold(visible) not in sites:
            visible = self._without_kicker(strip_site(visible, sites, bare), bare)
            if bare and not any(_agree(visible, one) for one in bare):
                self.notes.append(f"the page's head calls the article {bare[0]!r}")
            # A front matter is what the site prints above the text.
            return bare[0] if bare and self.page.format is Format.MARKDOWN else visible
        if bare and self.page.format is Format.MARKDOWN:
            return bare[0]
        found = self._printed_part(bare) or self._announced()
        if found is None and not any(True for _ in self._named_titles(node)):
            # A title element alone may be the site's ("Untitled Document").
            found = self._first_heading(sites)
        return found or (bare[0] if bare else None) or self._first_heading(sites) or visible or None

    def _printed_title(self, told: Sequence[str]) -> str:
        """The visible headline; of several lines only those that another title of the page knows."""
        parts = self._visible_title()
        if len(parts) == 1 and parts[0].casefold() in self.pack.interview_words:
            # "Interview" alone is the page's; the heading under it may be the article's.
            parts = self._subtitle() or parts
        elif len(parts) == 1:
            parts = self._taken_up(parts[0]) or parts
        lines = [line for part in parts for line in part.split("\n")]
        whole = " ".join(lines)
        known = set(map(fold, told))
        # Microdata around the very headline says nothing of its extent.
        wrapped = fold(whole) not in known or fold(whole) in map(fold, self._microdata("headline"))
        if len(lines) > 1 and wrapped and len(lines[-1].split()) > 2 and fold(lines[-1]) in known:
            return lines[-1]
        return whole

    def _without_kicker(self, visible: str, told: Sequence[str]) -> str:
        """The headline without a dateline or section in its line, where another title of the page shows its extent."""
        for title in told:
            start = visible.find(title)
            before = visible[:start] if start > 0 else ""
            if before and start + len(title) == len(visible) and len(title.split()) >= 3:
                dated = any(True for _ in find_dates(before, self.pack, self.language))
                if dated or "|" in before:
                    return title
        # Two kickers for one headline: what both titles end with is the headline.
        for title in told:
            for match in _KICKER_RE.finditer(visible):
                headline = visible[match.end() :]
                kicker = title.removesuffix(headline)
                other = kicker not in (title, "") and fold(kicker) != fold(visible[: match.start()])
                if other and len(headline.split()) >= 4 and _KICKER_RE.search(kicker):
                    return headline
        return visible

    def _subtitle(self) -> list[str]:
        """The longer heading between the title and the first turn, if there is just one."""
        above = takewhile(lambda piece: piece.role not in (Role.QUESTION, Role.ANSWER), self.pieces)
        headings = [piece.span.of(self.page.text) for piece in above if piece.role is Role.HEADING]
        return headings if len(headings) == 1 and len(headings[0].split()) >= 4 else []

    def _taken_up(self, title: str) -> list[str]:
        """The h1 below a first h1 that is a name or a keyword: the longer one, which says it again."""
        first = next(piece.span for piece in self.pieces if piece.role is Role.TITLE)
        start = next((piece.span.start for piece in self.pieces if piece.role is Role.QUESTION), first.end)
        below = [
            self.page.of(block) for block in self.page.blocks if block.heading == 1 and first.end <= block.start < start
        ]
        again = len(below) == 1 and len(below[0].split()) >= 4 and fold(title) in fold(below[0])
        return [" ".join(below[0].split())] if again else []

    def _announced(self) -> str | None:
        """The first short line right above the conversation that names the genre ("Interview with …")."""
        above = list(takewhile(lambda piece: piece.role not in (Role.QUESTION, Role.ANSWER), self.pieces))
        if any(piece.role is Role.TITLE for piece in above):
            return None
        for place, piece in enumerate(above):
            text = piece.span.of(self.page.text)
            lines = (line.strip(" \t.|*=-_#~<>[]") for line in text.split("\n")[:4])
            bare = next(filter(None, lines), "")
            if "\n" not in text and len(text) > 140:
                continue
            near = place >= len(above) - 4 or piece.role in (Role.INTRODUCTION, Role.BYLINE, Role.HEADING)
            short = 3 <= len(bare) <= 140 and ". " not in bare
            if near and short and bare[-1] not in ",:" and self.pack.interview_words.found_in(bare.casefold()):
                return bare
        return None

    def _first_heading(self, sites: frozenset[str]) -> str | None:
        """The highest heading above the conversation, or the page's one h1, where nothing else gives a title."""
        start = next((piece.span.start for piece in self.pieces if piece.role is Role.ANSWER), len(self.page.text))
        headings = [
            block
            for block in self.page.blocks
            if block.heading
            and block.start < start
            and block.end - block.start <= 200
            and fold(self.page.of(block)) not in sites
        ]
        best = min(headings, key=lambda block: block.heading, default=None)
        return " ".join(self.page.of(best).split()) if best else None

    def _printed_part(self, told: Sequence[str]) -> str | None:
        """The part of a title in the head that the page prints as a block of its own, where no headline was seen."""
        blocks = {
            fold(self.page.of(block)): block for block in self.page.blocks[:200] if block.end - block.start <= 200
        }
        for title in told:
            parts = _cut(title)[:_MOST_PARTS]
            for first in range(len(parts)):
                for last in range(len(parts), first, -1):
                    block = blocks.get(fold(title[parts[first][1] : parts[last - 1][2]]))
                    if block is not None and len(parts) > 1:
                        return " ".join(self.page.of(block).split())
        return None

    def _told_titles(self, node: Node) -> Iterator[str]:
        yield from self._named_titles(node)
        title = clean(self.page.head.title or "")
        if title:
            yield title

    def _named_titles(self, node: Node) -> Iterator[str]:
        values = chain(
            (text_of(node.get("headline")) or "",),
            self._microdata("headline"),
            self._metas(*_TITLE_METAS),
            self._metas("headline", "title", *(_FRONT_TITLES if self.page.format is Format.MARKDOWN else ())),
        )
        return (value for value in values if value)

    def _site_names(self, publisher: str | None, url: str | None) -> frozenset[str]:
        """Folded names that the site goes by: in metas, and as the address spells it."""
        named = chain(
            (publisher or "",),
            self._metas(*_SITE_METAS, *_PUBLISHER_METAS),
            (
                text_of(node.get("name")) or ""
                for node in self.data.of_type("WebSite", "Organization", "NewsMediaOrganization")
            ),
            _host_names(url or self.page.url),
        )
        return frozenset(name for name in map(fold, named) if name)

    # standfirst

    def _standfirst(self, node: Node) -> str | None:
        lead = self.page.head.meta(*_LEAD_METAS) if self.page.format is Format.MARKDOWN else None
        if lead:
            # A front matter's own field for it is what the site prints under the title.
            return clean(lead)
        parts: list[str] = []
        end = -1
        for piece in self.pieces:
            if piece.role is not Role.STANDFIRST:
                continue
            text = " ".join(piece.span.of(self.page.text).split())
            if parts and "\n\n" not in self.page.text[end : piece.span.start]:
                parts[-1] = f"{parts[-1]} {text}"
            elif text not in parts:
                parts.append(text)
            end = piece.span.end
        return "\n\n".join(parts) or self._described(node)

    def _described(self, node: Node) -> str | None:
        """The first block of the article's own prose, where metas repeat it and it is set off from what follows."""
        if self.page.format is Format.MARKDOWN:
            return self._in_front_matter()
        told = chain(
            (text_of(node.get("description")) or "",),
            self._metas("og:description", "description", "twitter:description"),
        )
        openings = [fold(text)[:80] for text in told]
        openings = [opening for opening in openings if len(opening) >= 40]
        if not openings:
            return None
        blocks = self._prose_blocks()
        for place, block in enumerate(blocks[:2]):
            text = fold(self.page.of(block))
            if any(text.startswith(opening) for opening in openings) and place + 1 < len(blocks):
                return " ".join(self.page.of(block).split()) if _set_off(block, blocks[place + 1]) else None
        return None

    def _in_front_matter(self) -> str | None:
        """A front matter's description, where the text repeats it."""
        lead = self.page.head.meta("description", "excerpt")
        return clean(lead) if lead and self._is_printed(lead) else None

    def _is_printed(self, lead: str) -> bool:
        opening = fold(lead)[:60]
        return len(opening) >= 20 and any(
            block.tag != "frontmatter" and fold(self.page.of(block)[:200]).startswith(opening)
            for block in self.page.blocks[:60]
        )

    def _prose_blocks(self) -> list[Block]:
        spans = [
            piece.span
            for piece in self.pieces
            if piece.role in (Role.INTRODUCTION, Role.BODY, Role.QUESTION, Role.ANSWER)
        ][:6]
        return [block for block in self.page.blocks if any(span.start <= block.start < span.end for span in spans)]

    # who signs

    def _authors(self, node: Node, houses: frozenset[str]) -> tuple[Person, ...]:
        told = _without_houses(self._told_authors(node), houses)
        seen = list(self._signatures())
        lines = seen or list(self._unseen_signatures())
        signed = " ".join(map(fold, lines))
        confirmed = [person for person in told if fold(person.name) in signed]
        if confirmed:
            return tuple(confirmed)
        printed = _without_houses((person for text in lines for person in read_signature(text, self.pack)), houses)
        full = [person for person in printed if looks_like_name(person.name, self.pack)]
        # Beside a full name a lone word is a label ("Bio", "Photo").
        printed = full or printed[:4]
        linked = [self.page.text[start:end] for start, end, _ in self.page.head.author_links]
        printed = printed or [Person(name=name) for name in linked if looks_like_name(name, self.pack)]
        front = self.page.format is Format.MARKDOWN and any(looks_like_name(person.name, self.pack) for person in told)
        if printed and (seen or not front):
            merged = [_with_facts(person, told) for person in printed]
            lost = [person.name for person in told if not any(_same(person.name, one.name) for one in merged)]
            if lost:
                self.notes.append(f"the page's head names {', '.join(lost)} as author")
            return tuple(dict.fromkeys(merged))
        return tuple(told)

    def _signatures(self) -> Iterator[str]:
        """The byline's lines above the text, or else below it."""
        first, last = self._turns
        seen = [place for place, piece in enumerate(self.pieces) if piece.role is Role.BYLINE]
        above = [place for place in seen if place < first]
        # Those that stand together: a byline far from the first is another piece's.
        near = [place for place in above if place - above[0] <= 3]
        if not near and not any(True for _ in self._dated_names(first)):
            near = [place for place in seen if place > last][:2] or seen[:2]
        announced = False
        for place in near:
            text = self.pieces[place].span.of(self.page.text)
            if self._announces(text.strip(" :：\n").casefold(), below=True):
                announced = True
                continue
            yield text
            if announced and looks_like_name(text, self.pack):
                # A table of facts: what follows the author is not a name.
                break

    def _unseen_signatures(self) -> Iterator[str]:
        """Lines that only their words tell: a name beside a date, or after "By"."""
        first, last = self._turns
        yield from self._dated_names(first)
        yield from self._announced_names(first, last)

    @cached_property
    def _turns(self) -> tuple[int, int]:
        """Places of the first and the last turn among the pieces; both the end where there is none."""
        turns = [place for place, piece in enumerate(self.pieces) if piece.role in (Role.QUESTION, Role.ANSWER)]
        return (turns[0], turns[-1]) if turns else (len(self.pieces), len(self.pieces))

    def _dated_names(self, first: int) -> Iterator[str]:
        """A name that shares a short line above the text with a date."""
        for piece in self.pieces[max(0, first - 12) : first]:
            text = " ".join(piece.span.of(self.page.text).split())
            dates = list(find_dates(text, self.pack, self.language)) if len(text) <= 80 else []
            if not dates:
                continue
            rest = (text[: dates[0].start] + " " + text[dates[-1].end :]).strip(" |,·•-–—/:")
            rest = _DASHED_RE.split(rest)[0]
            words = rest.split()
            plain = all(regex.fullmatch(r"[\p{L}\p{M}.'’\-]+", word) for word in words)
            if looks_like_name(rest, self.pack) or (
                plain and 1 <= len(words) <= 3 and piece.role is not Role.FURNITURE
            ):
                yield rest

    def _announced_names(self, first: int, last: int) -> Iterator[str]:
        """Short lines beside the text that open with "By" or "Interview by"."""
        beside = (*self.pieces[max(0, first - 12) : first], *self.pieces[last + 1 : last + 24])
        heading = False
        end = self.pieces[last].span.end if last < len(self.pieces) else 0
        for piece in beside:
            text = piece.span.of(self.page.text)
            name = " ".join(text.split())
            if heading and looks_like_name(name, self.pack):
                yield name
            heading = len(name) <= 30 and self._announces(name.rstrip(":： ").casefold(), below=piece.span.start > end)
            if piece.role in (Role.HEADING, Role.CAPTION, Role.RELATED, Role.COMMENT):
                continue
            if piece.role is not Role.TITLE or "\n" in text:
                for line in text.split("\n")[:4]:
                    yield from self._announced_in(line.lstrip(" |*-=~_[]+>").rstrip(" |*-=~_+>"))

    def _announces(self, words: str, *, below: bool) -> bool:
        """Whether a line of its own announces the name under it; "Interview" does so only below the conversation."""
        if words in self.pack.interview_words:
            return below
        return words in self.pack.byline_words or words in self.pack.credit_phrases

    def _announced_in(self, line: str) -> Iterator[str]:
        folded = line.casefold()
        if len(line) > 90 or len(folded) != len(line):
            return
        span = self.pack.credit_phrases.search(folded) or self.pack.byline_words.search(folded)
        if span is None or len(line[: span[0]].split()) > 2 or presents(folded[span[0] : span[1]]):
            return
        genre = folded[: span[1]].rstrip(":： ")
        if self.pack.interview_words.found_in(genre) and folded[span[0] : span[1]] not in self.pack.credit_phrases:
            return
        if genre in self.pack.interview_words:
            return
        rest = line[span[1] :].strip(" :：=＝/／|")
        dates = list(find_dates(rest, self.pack, self.language))
        rest = rest[: dates[0].start].strip(" ,|·") if dates else rest
        bare, _ = strip_announcement(rest, self.pack)
        names = split_pair(without_aside(bare).split(",")[0], self.pack.tag)
        opens = span[0] == 0
        if names and all(
            looks_like_name(name, self.pack) or (opens and len(names) == 1 and _NICK_RE.fullmatch(name))
            for name in names
        ):
            yield bare

    def _told_authors(self, node: Node) -> list[Person]:
        """Authors in the structured data, each with role and affiliation where given."""
        values = node.get("author") or node.get("creator") or []
        persons = [
            person for value in (values if isinstance(values, list) else [values]) for person in self._person(value)
        ]
        if persons:
            return persons
        held = [(item.start, item.end) for item in self.page.head.items if item.name == "author"][:_MOST_PARTS]
        microdata = [
            item.value or self.page.text[item.start : item.end]
            for item in self.page.head.items
            if (
                (item.name == "author" and item.value != "Person")
                or (item.name == "name" and item.type == "Person" and any(a <= item.start < b for a, b in held))
            )
        ]
        signed = set(map(fold, self._printed(Role.BYLINE, Role.CREDIT)))
        signed |= {word for text in signed for word in text.split()}
        first, _ = self._turns
        signed |= {
            fold(piece.span.of(self.page.text))
            for piece in self.pieces[max(0, first - 12) : first]
            if len(piece.span) <= 40
        }
        for texts in (microdata, list(self._metas(*_AUTHOR_METAS))):
            named = [
                Person(name=_turned(name))
                for text in texts
                for name in _listed(text, self.pack)
                # Other words are a login or a house, unless the page prints them where an author stands.
                if looks_like_name(name, self.pack) or fold(name) in signed or _LONE_NAME_RE.fullmatch(name)
            ]
            if named:
                return list(dict.fromkeys(named))
        return []

    def _person(self, value: object) -> Iterator[Person]:
        value = self.data.resolve(value)
        if isinstance(value, str):
            yield from (Person(name=name) for name in _listed(clean(value), self.pack))
        elif isinstance(value, dict) and not {"Organization", "NewsMediaOrganization", "Corporation"}.intersection(
            types_of(value)
        ):
            name = text_of(value.get("name"))
            if name and "://" not in name:
                affiliation = text_of(self.data.resolve(value.get("affiliation") or value.get("worksFor")))
                role = text_of(value.get("jobTitle"))
                names = (
                    split_names(name, self.pack.tag)
                    if len(split_names(name, self.pack.tag)) > 1
                    and all(looks_like_name(one, self.pack) for one in split_names(name, self.pack.tag))
                    else (name,)
                )
                yield from (Person(name=one, role=role, affiliation=affiliation) for one in names)

    # where

    def _publisher(self, node: Node) -> str | None:
        publisher = self.data.resolve(node.get("publisher"))
        named = chain(
            self._metas(*_SITE_METAS),
            (text_of(publisher) or "",),
            (text_of(one.get("name")) or "" for one in self.data.of_type("WebSite", "NewsMediaOrganization")),
            self._metas("application-name", "publisher"),
        )
        found = next((name for name in named if name and "://" not in name and len(name) <= 80), None)
        return found or self._printed_publisher()

    def _printed_publisher(self) -> str | None:
        """A page without a head: the name that stands alone right after the notice that the rest is for subscribers."""
        if self.page.head.metas or self.page.head.title:
            return None
        previous: Role | None = None
        for piece in self.pieces:
            text = piece.span.of(self.page.text)
            words = text.split()
            if (
                previous is Role.PAYWALL
                and piece.role in _WEAK_ROLES | {Role.BYLINE, Role.CREDIT, Role.BODY, Role.CLOSING}
                and 1 <= len(words) <= 5
                and text[0].isupper()
                and words[-1][0].isupper()
                and text[-1].isalnum()
            ):
                return text
            previous = piece.role
        return None

    def _rubric(self, node: Node, title: str | None) -> str | None:
        named = chain(
            self._metas(*_RUBRIC_METAS),
            texts_of(node.get("articleSection")),
            self._microdata("articlesection"),
            self._kickers(),
        )
        return next(
            (name for name in named if "://" not in name and 1 < len(name) <= 60 and fold(name) != fold(title or "")),
            None,
        )

    def _kickers(self) -> Iterator[str]:
        """Short lines before the headline whose class says that they file it."""
        start = next((piece.span.start for piece in self.pieces if piece.role is Role.TITLE), None)
        if start is None:
            return
        place = next((block.index for block in self.page.blocks if block.start <= start < block.end), 0)
        for block in reversed(self.page.blocks[max(0, place - 4) : place]):
            if _KICKER_CLASS_RE.search(" ".join(block.classes)) and len(self.page.of(block)) <= 40:
                yield " ".join(self.page.of(block).split())

    # when

    def _dates(self, node: Node) -> tuple[Day | None, Day | None]:
        language = self.page.head.language or self.language
        printed, updated = self._printed_dates(language)
        told = self._told_dates(node, ("datePublished", "dateCreated", "uploadDate"), _PUBLISHED_METAS, language)
        changed = self._told_dates(node, ("dateModified",), _MODIFIED_METAS, language)
        published = self._reconciled("published", printed, told, changed)
        modified = self._reconciled("modified", updated, changed, [])
        if modified is not None and published is not None and _is_earlier(modified, published):
            self.notes.append(f"the page says it was modified on {modified.isoformat()}, before it was published")
            modified = None
        return published, modified

    def _told_dates(self, node: Node, keys: Sequence[str], metas: Sequence[str], language: str | None) -> list[Day]:
        names = tuple(key.casefold() for key in keys)
        values = chain(
            (text for key in keys for text in texts_of(node.get(key))), self._microdata(*names), self._metas(*metas)
        )
        return [day for value in values if (day := read_date(value, self.pack, language)) is not None]

    def _printed_dates(self, language: str | None) -> tuple[list[FoundDate], list[FoundDate]]:
        """The dates in date pieces and bylines, those announced as an update apart."""
        first: list[FoundDate] = []
        updated: list[FoundDate] = []
        times = sorted(self.page.head.times, key=lambda one: one[1])
        offsets = [offset for _, offset in times]
        begin, last = self._turns
        dated = [(place, one) for place, one in enumerate(self.pieces) if one.role in (Role.DATE, Role.BYLINE)]
        # A date far below belongs to another piece or to a comment.
        near = [one for place, one in dated if place < begin] or [one for place, one in dated if place < last + 8]
        for piece in near:
            text = piece.span.of(self.page.text)
            end = 0
            for found in find_dates(text, self.pack, language):
                (updated if _UPDATED_RE.search(text, end, found.start) else first).append(found)
                end = found.end
            for value, offset in times[bisect_left(offsets, piece.span.start) : bisect_right(offsets, piece.span.end)]:
                if day := read_date(value, self.pack):
                    (updated if _UPDATED_RE.search(text, 0, offset - piece.span.start) else first).append(
                        FoundDate(day, 0, 0)
                    )
        return first, updated

    def _reconciled(
        self, what: str, printed: Sequence[FoundDate], told: Sequence[Day], others: Sequence[Day]
    ) -> Day | None:
        """One date: the printed, with the time that structured data knows for that day; else the structured."""
        if not printed:
            return _trusted(told, printed) or (self._lone_time() if what == "published" else None)
        days = [day_of(one.value) for one in printed]
        same = [day for day in told if day_of(day) in days]
        if same:
            return _trusted([*same, *(one.value for one in printed if isinstance(one.value, datetime))], printed)
        if told and days[0] in [day_of(day) for day in others]:
            # The one printed date is that of the last change.
            return _trusted(told, ())
        chosen = printed[0].value
        if told and abs(day_of(told[0]) - days[0]).days > 1:
            self.notes.append(
                f"the page's head says {what} on {told[0].isoformat()}, the page prints {chosen.isoformat()}"
            )
        return chosen

    def _lone_time(self) -> Day | None:
        """The ``time`` element of a page that has just one."""
        values = {value for value, _ in self.page.head.times}
        return (
            _trusted([day for value in values if (day := read_date(value, self.pack))], ())
            if len(values) == 1
            else None
        )


def strip_site(title: str, sites: frozenset[str], others: Sequence[str]) -> str:
    """The title without the site's name around it; ``sites`` are folded, ``others`` the page's other titles."""
    title = " ".join(title.split())
    parts = _cut(title)
    if not 1 < len(parts) <= _MOST_PARTS:
        return _without_prefix(title, sites)
    first, last = 0, len(parts)
    while last - first > 1 and _is_site(parts[last - 1][0], sites):
        last -= 1
    while last - first > 1 and _is_site(parts[first][0], sites):
        first += 1
    stripped = title[parts[first][1] : parts[last - 1][2]].strip()
    if (first, last) != (0, len(parts)):
        return _without_prefix(stripped, sites)
    # A shorter title of the page that is these same parts, or some of them, says where the site's name begins.
    folded = {fold(other) for other in others if len(other) < len(title)}
    for start, stop in ((0, stop) for stop in range(len(parts) - 1, 0, -1)):
        if fold(title[parts[start][1] : parts[stop - 1][2]]) in folded:
            return title[parts[start][1] : parts[stop - 1][2]].strip()
    for start in range(1, min(len(parts), 6)):
        if fold(title[parts[start][1] :]) in folded:
            return title[parts[start][1] :].strip()
    if "_" in title and is_uncased(title) and all(len(part[0]) <= 6 for part in parts[1:]):
        return title[: parts[0][2]].strip()
    if "|" in title and not others and len(parts[-1][0].split()) <= 4 < len(parts[0][0].split()):
        return title[: parts[-2][2]].strip()
    return title


def _cut(title: str) -> list[tuple[str, int, int]]:
    """The parts between separators, each with its place."""
    parts, start = [], 0
    for match in _SEPARATOR_RE.finditer(title):
        parts.append((title[start : match.start()].strip(), start, match.start()))
        start = match.end()
    parts.append((title[start:].strip(), start, len(title)))
    return [part for part in parts if part[0]]


def _is_site(part: str, sites: frozenset[str]) -> bool:
    folded = fold(part)
    return folded in sites or folded.replace(" ", "") in sites or folded.removesuffix(" com") in sites


def _without_prefix(title: str, sites: frozenset[str]) -> str:
    """The title without "Site: " before it."""
    match = _COLON_RE.search(title)
    if match and _is_site(title[: match.start()], sites) and title[match.end() :].strip():
        return title[match.end() :].strip()
    return title


def _agree(one: str, other: str) -> bool:
    """Whether two titles are the same but for a cut end or a part more."""
    first, second = fold(one), fold(other)
    return bool(first and second) and (first in second or second in first)


def _host_names(url: str | None) -> Iterator[str]:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return
    labels = host.removeprefix("www.").split(".")
    yield host
    yield ".".join(labels)
    if len(labels) > 1:
        yield labels[0]
        yield labels[-2]
        yield labels[-2].replace("-", " ")


def _joined(base: str | None, href: str | None) -> str | None:
    """The absolute address, or None where it cannot be made."""
    if not href or not href.strip():
        return None
    try:
        absolute = urljoin(base or "", href.strip())
        return absolute if urlsplit(absolute).scheme in ("http", "https") and urlsplit(absolute).netloc else None
    except ValueError:
        return None


_TAG_RE = regex.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z])")


def _language_tag(value: str | None) -> str | None:
    """A BCP 47 tag in its usual spelling; None where the value is none ("English")."""
    match = _TAG_RE.match((value or "").strip())
    if not match or match[1].casefold() in ("und", "mul", "zxx", "xx", "x"):
        return None
    script, region = match[2], match[3]
    return "-".join([match[1].casefold(), *([script.title()] if script else []), *([region.upper()] if region else [])])


def _set_off(block: Block, following: Block) -> bool:
    """Whether a block looks unlike the one after it: a heading, one style throughout, or a class that says lead."""
    styles = [(all(run.bold for run in one.runs), all(run.italic for run in one.runs)) for one in (block, following)]
    return (
        block.heading != following.heading
        or (styles[0] != styles[1] and any(styles[0]))
        or bool(_LEAD_RE.search(" ".join(block.classes)) and not _LEAD_RE.search(" ".join(following.classes)))
    )


_LEAD_RE = regex.compile(
    r"lead|intro|standfirst|teaser|abstract|\bde[ck]k?\b|subtitle|sub-?head|chapo|vorspann|summary|excerpt|perex|sapo|entradilla|ingress",
    regex.IGNORECASE,
)


def _without_houses(persons: Iterator[Person] | Sequence[Person], houses: frozenset[str]) -> list[Person]:
    """Those that are no publication, no desk and no login."""
    named = (
        attrs.evolve(person, name=_BY_RE.sub("", person.name, count=1) if _BY_RE.match(person.name) else person.name)
        for person in persons
        if person.name
    )
    return [person for person in named if not _is_house(person.name, houses)]


def _is_house(name: str, houses: frozenset[str]) -> bool:
    folded = fold(name)
    if not folded or folded in _GENERIC_AUTHORS or "@" in name or "://" in name or _ADDRESS_RE.search(name):
        return True
    if " " not in folded:
        return folded in houses
    if folded.startswith("the ") and _PRESS_RE.search(folded):
        return True
    return any(folded == house or house.startswith(folded + " ") or folded.startswith(house + " ") for house in houses)


def _listed(text: str, pack: LanguagePack) -> tuple[str, ...]:
    """The names in a meta's content; an address is none."""
    if "://" in text or len(text) > 200:
        return ()
    turned = _turned(text)
    if turned != text:
        return (turned,)
    for parts in (split_names(text, pack.tag), split_pair(text, pack.tag)):
        if len(parts) > 1 and all(looks_like_name(part, pack) or _LONE_NAME_RE.fullmatch(part) for part in parts):
            return parts
    return (text.strip(),)


def _turned(name: str) -> str:
    """ "Weber, Anna" as "Anna Weber"."""
    family, comma, given = name.partition(",")
    if (
        comma
        and len(family.split()) == 1
        and 1 <= len(given.split()) <= 2
        and given.strip()[0].isupper()
        and "," not in given
    ):
        return f"{given.strip()} {family.strip()}"
    return name


def _same(one: str, other: str) -> bool:
    first, second = set(folded_words(one)), set(folded_words(other))
    return bool(first) and bool(second) and (first <= second or second <= first)


def _is_earlier(one: Day, other: Day) -> bool:
    """Whether a moment lies before another; days apart where only one has a zone."""
    if isinstance(one, datetime) and isinstance(other, datetime) and bool(one.tzinfo) == bool(other.tzinfo):
        return one < other
    return day_of(one) < day_of(other)


def _with_facts(person: Person, told: Sequence[Person]) -> Person:
    """The person with the role and affiliation that the structured data adds."""
    other = next((one for one in told if _same(one.name, person.name)), None)
    if other is None:
        return person
    return Person(name=person.name, role=person.role or other.role, affiliation=person.affiliation or other.affiliation)


def _trusted(days: Sequence[Day], printed: Sequence[FoundDate]) -> Day | None:
    """The first of several values for one moment, without a midnight that nothing else confirms."""
    if not days:
        return None
    first = days[0]
    if isinstance(first, datetime) and not is_midnight(first):
        return first
    timed = [day for day in days if isinstance(day, datetime) and not is_midnight(day) and day.date() == day_of(first)]
    if timed:
        return timed[0]
    return first if any(found.midnight for found in printed) else day_of(first)


def _access(node: Node, page: Page) -> tuple[bool | None, tuple[str, ...]]:
    """What the structured data says of access, and which selectors it calls not free."""
    told = node.get("isAccessibleForFree")
    if told is None:
        told = next((item.value for item in page.head.items if item.name == "isaccessibleforfree"), None)
    if told is None:
        told = page.head.meta("isaccessibleforfree")
    parts = node.get("hasPart") or []
    parts = [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]
    selectors = [
        selector
        for part in parts
        if _truth(part.get("isAccessibleForFree")) is not True
        for selector in texts_of(part.get("cssSelector"))
    ]
    return _truth(told), tuple(dict.fromkeys(selectors))


def _truth(value: object) -> bool | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return value
    word = str(value).rstrip("/").rpartition("/")[2].strip().casefold()
    return True if word in ("true", "yes", "1") else False if word in ("false", "no", "0") else None


def _keywords(node: Node, data: JsonLd) -> tuple[tuple[str, str | None], ...]:
    found: dict[str, tuple[str, str | None]] = {}
    for key in ("keywords", "about"):
        values = node.get(key)
        for value in values if isinstance(values, list) else [values]:
            value = data.resolve(value)
            url = link_of(value) if isinstance(value, dict) else None
            for text in texts_of(value):
                for name in text.split(",") if isinstance(value, str) else [text]:
                    if name.strip() and "://" not in name:
                        found.setdefault(fold(name), (name.strip(), url if url and "://" in url else None))
    return tuple(found.values())


def _part_of(node: Node, data: JsonLd) -> tuple[str, str | None, int | None] | None:
    values = node.get("isPartOf")
    for value in values if isinstance(values, list) else [values]:
        whole = data.resolve(value)
        if not isinstance(whole, dict):
            continue
        types = types_of(whole)
        # "CreativeWork" with "Product" is how a subscription is written; a site or page is no series either.
        if {"Product", "WebSite", "WebPage", "CollectionPage", "Periodical", "Newspaper", "Organization"}.intersection(
            types
        ):
            continue
        title = text_of(whole.get("name")) or text_of(whole.get("headline"))
        if title:
            position = text_of(node.get("position")) or text_of(node.get("episodeNumber"))
            return (
                title,
                link_of(whole),
                int(position) if position and position.isdecimal() and len(position) < 6 else None,
            )
    return None
