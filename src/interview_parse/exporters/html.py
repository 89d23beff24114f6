"""Article to a clean HTML5 document: semantic elements, schema.org microdata, no style and no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from itertools import groupby

import attrs

from interview_parse.exporters.inline import Line, StyledText, one_line, printable, safe_href, split_blanks, stanzas
from interview_parse.exporters.outline import (
    Headline,
    Part,
    Passage,
    exchanges_outline,
    prose_outline,
)
from interview_parse.model.types import Access, Article, Dossier, Interview, MarkKind, Paragraph, Person, Turn, TurnRole

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_FREE = {Access.FREE: "True", Access.PAYWALLED: "False", Access.METERED: "False"}


def to_html(article: Article) -> str:
    """The article as an HTML5 document.

    Each turn is a ``div`` of class ``turn``; its paragraphs are of class ``question`` or ``answer``, its label is a
    ``span`` of class ``label``; questions are ``strong``. Links and emphasis are kept, links that would run a script
    are not.
    """
    language = one_line(article.language or "")
    rows = [
        "<!DOCTYPE html>",
        f"<html{_attribute('lang', language)}{direction(article.language)}>",
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{text_of(article.title or '')}</title>",
        *_head(article),
        "</head>",
        "<body>",
        '<article itemscope itemtype="https://schema.org/Article">',
        *_article_metas(article),
        *_header(article),
        '<div itemprop="articleBody">',
        *_main(article),
        "</div>",
        *_dossier(article.dossier),
        *_themes(article),
        "</article>",
        "</body>",
        "</html>",
    ]
    return "\n".join(rows) + "\n"


def text_of(text: str) -> str:
    """The text for one line of an element."""
    return escape(one_line(text), quote=False)


def direction(language: str | None) -> str:
    """The ``dir`` attribute where the language is written from right to left, with a blank before it."""
    return ' dir="rtl"' if (language or "").lower().partition("-")[0] in _RIGHT_TO_LEFT else ""


def line_html(line: Line) -> str:
    """A line as inline HTML; links outermost, then strong, then em."""
    return "".join(_link(href, list(group)) for href, group in groupby(line, lambda part: part.href))


def paragraph_lines(paragraph: Paragraph) -> Iterator[str]:
    """The paragraph as inline HTML, several where blank lines part it."""
    for lines in stanzas(paragraph):
        yield "<br>\n".join(line_html(line) for line in lines)


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(printable(value))}"' if value else ""


def _link(href: str | None, parts: list[StyledText]) -> str:
    inner = "".join(_strong(bold, list(group)) for bold, group in groupby(parts, lambda part: part.bold))
    return f"<a{_attribute('href', href)}>{inner}</a>" if href else inner


def _strong(bold: bool, parts: list[StyledText]) -> str:
    inner = "".join(_em(italic, list(group)) for italic, group in groupby(parts, lambda part: part.italic))
    return _wrapped("strong", inner) if bold else inner


def _em(italic: bool, parts: list[StyledText]) -> str:
    inner = escape("".join(part.text for part in parts), quote=False)
    return _wrapped("em", inner) if italic else inner


def _wrapped(element: str, inner: str) -> str:
    before, words, after = split_blanks(inner)
    return f"{before}<{element}>{words}</{element}>{after}" if words else before


def _head(article: Article) -> Iterator[str]:
    if href := safe_href(article.url):
        yield f'<link rel="canonical"{_attribute("href", href)}>'
    if article.standfirst:
        yield f'<meta name="description"{_attribute("content", one_line(article.standfirst))}>'
    for person in article.authors:
        yield f'<meta name="author"{_attribute("content", one_line(person.name))}>'


def _article_metas(article: Article) -> Iterator[str]:
    if article.language:
        yield f'<meta itemprop="inLanguage"{_attribute("content", one_line(article.language))}>'
    if article.access in _FREE:
        yield f'<meta itemprop="isAccessibleForFree" content="{_FREE[article.access]}">'
    if article.modified:
        yield f'<meta itemprop="dateModified" content="{article.modified.isoformat()}">'


def _header(article: Article) -> Iterator[str]:
    rows = list(_header_rows(article))
    if rows:
        yield from ("<header>", *rows, "</header>")


def _header_rows(article: Article) -> Iterator[str]:
    if article.rubric:
        yield f'<p class="rubric" itemprop="articleSection">{text_of(article.rubric)}</p>'
    if article.title:
        yield f'<h1 itemprop="headline">{text_of(article.title)}</h1>'
    if article.standfirst:
        lines = (text_of(line) for line in printable(article.standfirst).split("\n") if line.strip())
        yield f'<p class="standfirst" itemprop="description">{"<br>".join(lines)}</p>'
    if article.authors:
        yield f'<p class="byline">{", ".join(_person("author", person) for person in article.authors)}</p>'
    if article.published:
        yield f'<p class="published">{_time("datePublished", article.published)}</p>'
    if article.publisher:
        name = f'<span itemprop="name">{text_of(article.publisher)}</span>'
        kind = "https://schema.org/Organization"
        yield f'<p class="publisher"><span itemprop="publisher" itemscope itemtype="{kind}">{name}</span></p>'


def _person(prop: str, person: Person) -> str:
    parts = [f'<span itemprop="name">{text_of(person.name)}</span>']
    if person.role:
        parts.append(f'<meta itemprop="jobTitle"{_attribute("content", one_line(person.role))}>')
    if person.affiliation:
        parts.append(f'<meta itemprop="affiliation"{_attribute("content", one_line(person.affiliation))}>')
    return f'<span itemprop="{prop}" itemscope itemtype="https://schema.org/Person">{"".join(parts)}</span>'


def _time(prop: str, moment: date) -> str:
    return f'<time itemprop="{prop}" datetime="{moment.isoformat()}">{moment.isoformat()[:10]}</time>'


def _main(article: Article) -> Iterator[str]:
    if not article.interviews:
        yield from _parts(prose_outline(article))
    for interview in article.interviews:
        yield from _interview(interview)
    if article.faq:
        yield '<section class="faq">'
        yield from _parts(exchanges_outline(article.faq))
        yield "</section>"


def _interview(interview: Interview) -> Iterator[str]:
    confidence = f'data-confidence="{interview.confidence:.3f}"'
    yield f'<section class="interview" {confidence}>'
    yield from _prose("introduction", interview.introduction)
    # A rule parts prose and talk, else the closing would read as the last answer's end.
    if interview.introduction:
        yield "<hr>"
    yield from _parts(exchanges_outline(interview.exchanges))
    if interview.closing:
        yield "<hr>"
    yield from _prose("closing", interview.closing)
    if not interview.complete:
        yield "<!-- the text is cut here -->"
    yield "</section>"


def _prose(name: str, paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    rows = [f"<p>{lines}</p>" for paragraph in paragraphs for lines in paragraph_lines(paragraph)]
    if rows:
        yield from (f'<div class="{name}">', *rows, "</div>")


def _parts(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        match part:
            case Headline():
                yield f"<h2>{text_of(part.text)}</h2>"
            case Passage():
                yield from (f"<p>{lines}</p>" for lines in paragraph_lines(part.paragraph))
            case Turn():
                yield _turn(part)


def _turn(turn: Turn) -> str:
    role = turn.role.value
    name = _attribute("data-speaker", one_line(turn.speaker.name)) if turn.speaker else ""
    rows = [f'<div class="turn {role}"{name}{_times(turn)}>']
    label = f'<span class="label">{text_of(turn.label)}:</span> ' if turn.label else ""
    for lines in [lines for paragraph in turn.paragraphs for lines in _said(paragraph, turn.role)] or [""]:
        words = f"{label}{lines}".strip()
        rows.append(f'<p class="{role}">{_wrapped("strong", words) if turn.role is TurnRole.QUESTION else words}</p>')
        label = ""
    return "".join([*rows, "</div>"])


def _said(paragraph: Paragraph, role: TurnRole) -> Iterator[str]:
    """The paragraph's inline HTML; a question is bold as a whole, so that nothing in it is bold by itself."""
    if role is TurnRole.QUESTION:
        marks = tuple(mark for mark in paragraph.marks if mark.kind is not MarkKind.BOLD)
        paragraph = attrs.evolve(paragraph, marks=marks)
    return paragraph_lines(paragraph)


def _times(turn: Turn) -> str:
    start, end = turn.start, turn.end
    return "".join(
        f' data-{name}="{moment.total_seconds():.3f}"'
        for name, moment in (("start", start), ("end", end))
        if moment is not None
    )


def _dossier(dossier: Dossier | None) -> Iterator[str]:
    if dossier is None:
        return
    yield '<aside class="dossier" itemprop="isPartOf" itemscope itemtype="https://schema.org/CreativeWorkSeries">'
    yield f'<p itemprop="name">{_anchor(dossier.title, dossier.url)}</p>'
    if dossier.entries:
        yield "<ol>"
        for entry in dossier.entries:
            current = ' aria-current="page"' if entry.current else ""
            yield f"<li{current}>{_anchor(entry.title, entry.url)}</li>"
        yield "</ol>"
    yield "</aside>"


def _themes(article: Article) -> Iterator[str]:
    if not article.themes:
        return
    yield '<footer><ul class="themes">'
    for theme in article.themes:
        yield f'<li itemprop="about">{_anchor(theme.name, theme.url, rel="tag")}</li>'
    yield "</ul></footer>"


def _anchor(text: str, url: str | None, *, rel: str | None = None) -> str:
    href = safe_href(url)
    return f"<a{_attribute('href', href)}{_attribute('rel', rel)}>{text_of(text)}</a>" if href else text_of(text)
