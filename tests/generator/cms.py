"""Habits of publishing systems: the page that they build around a text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from random import Random

import attrs

from tests.generator.sheet import esc


@attrs.frozen(kw_only=True)
class Parts:
    """What a system is given to build a page of."""

    language: str
    rtl: bool
    title: str
    site: str
    standfirst: str
    byline: str
    date: str
    top: str
    before: str
    body: str
    after: str
    bottom: str
    head: str
    """Further lines of the head."""

    @property
    def attributes(self) -> str:
        return f'lang="{self.language}"' + (' dir="rtl"' if self.rtl else "")

    @property
    def page_title(self) -> str:
        return esc(f"{self.title} | {self.site}")


Cms = Callable[[Parts, Random], str]


def plain(parts: Parts, rng: Random) -> str:
    return (
        f'<!DOCTYPE html>\n<html {parts.attributes}>\n<head>\n<meta charset="utf-8">\n<title>{parts.page_title}</title>\n{parts.head}</head>\n<body>\n'
        f'{parts.top}\n<main>\n<article>\n<h1>{esc(parts.title)}</h1>\n<p class="lead">{esc(parts.standfirst)}</p>\n'
        f'<p class="byline">{esc(parts.byline)}</p>\n{parts.before}\n{parts.body}\n</article>\n{parts.after}\n</main>\n{parts.bottom}\n</body>\n</html>\n'
    )


def wordpress(parts: Parts, rng: Random) -> str:
    body = (
        re.sub(r"^(<p\b.*</p>)$", r"<!-- wp:paragraph -->\n\1\n<!-- /wp:paragraph -->", parts.body, flags=re.M)
        if rng.random() < 0.4
        else parts.body
    )
    return (
        f'<!DOCTYPE html>\n<html {parts.attributes}>\n<head>\n<meta charset="UTF-8" />\n<title>{parts.page_title}</title>\n'
        f'<meta name="generator" content="WordPress 6.4" />\n{parts.head}</head>\n<body class="post-template-default single single-post postid-812">\n'
        f'<div id="page" class="site">{parts.top}\n<article id="post-812" class="post type-post status-publish">\n<header class="entry-header">'
        f'<h1 class="entry-title">{esc(parts.title)}</h1><div class="entry-meta"><span class="byline">{esc(parts.byline)}</span> <time class="entry-date">{parts.date}</time></div></header>\n'
        f'<div class="entry-content wp-block-post-content">\n<p class="has-medium-font-size"><strong>{esc(parts.standfirst)}</strong></p>\n{parts.before}\n{body}\n</div>\n'
        f"{parts.after}\n</article>\n{parts.bottom}</div>\n</body>\n</html>\n"
    )


def drupal(parts: Parts, rng: Random) -> str:
    return (
        f'<!DOCTYPE html>\n<html {parts.attributes}>\n<head>\n<meta charset="utf-8" />\n<title>{parts.page_title}</title>\n{parts.head}</head>\n<body class="path-node page-node-type-article">\n'
        f'<div class="dialog-off-canvas-main-canvas">{parts.top}\n<div class="region region-content"><article class="node node--type-article node--view-mode-full">\n'
        f'<h1 class="page-title"><span class="field field--name-title">{esc(parts.title)}</span></h1>\n<div class="node__meta">{esc(parts.byline)}</div>\n'
        f'<div class="field field--name-field-teaser field--type-string">{esc(parts.standfirst)}</div>\n{parts.before}\n'
        f'<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{parts.body}</div>\n'
        f"</article></div>\n{parts.after}{parts.bottom}</div>\n</body>\n</html>\n"
    )


def typo3(parts: Parts, rng: Random) -> str:
    return (
        f'<!DOCTYPE html>\n<html {parts.attributes}>\n<head>\n<meta charset="utf-8">\n<title>{parts.page_title}</title>\n<meta name="generator" content="TYPO3 CMS">\n{parts.head}</head>\n<body id="p41">\n'
        f'{parts.top}<!--TYPO3SEARCH_begin-->\n<div class="news-single"><div class="header"><h1 itemprop="headline">{esc(parts.title)}</h1></div>\n'
        f'<div class="teaser-text" itemprop="description"><p>{esc(parts.standfirst)}</p></div>\n{parts.before}<div class="news-text-wrap ce-bodytext" itemprop="articleBody">\n{parts.body}\n</div>'
        f"<p>{esc(parts.byline)}</p></div>\n<!--TYPO3SEARCH_end-->{parts.after}{parts.bottom}\n</body>\n</html>\n"
    )


def ghost(parts: Parts, rng: Random) -> str:
    return (
        f'<!DOCTYPE html>\n<html {parts.attributes}>\n<head>\n<meta charset="utf-8" />\n<title>{parts.page_title}</title>\n<meta name="generator" content="Ghost 5.75" />\n{parts.head}</head>\n<body class="post-template">\n'
        f'<div class="gh-viewport">{parts.top}<main class="gh-main"><article class="gh-article post">\n<header class="gh-article-header gh-canvas"><h1 class="gh-article-title">{esc(parts.title)}</h1>\n'
        f'<p class="gh-article-excerpt">{esc(parts.standfirst)}</p><div class="gh-article-meta">{esc(parts.byline)}</div></header>\n'
        f'<section class="gh-content gh-canvas">\n{parts.before}{parts.body}\n</section></article></main>{parts.after}{parts.bottom}</div>\n</body>\n</html>\n'
    )


def hashed(parts: Parts, rng: Random) -> str:
    """Classes without meaning on everything, paragraphs included."""
    first = "".join(rng.choice("abcdefghij") for _ in range(2))
    body = parts.body.replace("<p>", f'<p class="pw-post-body-paragraph {first} mk ml">')
    return (
        f'<!doctype html><html {parts.attributes}><head><title>{parts.page_title}</title><meta charset="utf-8">{parts.head}</head><body><div id="root"><div class="a b c">{parts.top}</div>'
        f'<article><div class="{first} fs"><section><div><div class="ch bg fw"><h1 class="pw-post-title nd ne">{esc(parts.title)}</h1><h2 class="pw-subtitle-paragraph">{esc(parts.standfirst)}</h2>'
        f'<div class="speechify"><span>{esc(parts.byline)}</span><span>·</span><span>{parts.date}</span></div>{parts.before}{body}</div></div></section></div></article><div class="z ab">{parts.after}</div>{parts.bottom}</div></body></html>'
    )


def amp(parts: Parts, rng: Random) -> str:
    body = re.sub(r"<img ([^>]*?)/?>", r'<amp-img \1 layout="responsive"></amp-img>', parts.body)
    return (
        f'<!doctype html>\n<html ⚡ {parts.attributes}>\n<head>\n<meta charset="utf-8">\n<title>{parts.page_title}</title>\n<style amp-custom>p{{margin:0}}</style>\n{parts.head}</head>\n<body>\n{parts.top}'
        f'<div class="amp-wp-article"><h1 class="amp-wp-title">{esc(parts.title)}</h1>\n<p class="amp-wp-excerpt">{esc(parts.standfirst)}</p><div class="amp-wp-byline">{esc(parts.byline)}</div>\n{parts.before}'
        f'<div class="amp-wp-article-content">\n{body}\n</div></div>\n{parts.after}{parts.bottom}\n</body>\n</html>\n'
    )


def blogger(parts: Parts, rng: Random) -> str:
    body = (
        re.sub(r"<p>(.*?)</p>\n?", r"<div>\1</div><div><br /></div>", parts.body) if rng.random() < 0.5 else parts.body
    )
    return (
        f"<!DOCTYPE html>\n<html class='v2' {parts.attributes}>\n<head>\n<meta content='blogger' name='generator'/>\n<title>{esc(parts.site)}: {esc(parts.title)}</title>\n{parts.head}</head>\n<body>\n{parts.top}"
        f"<div class='post hentry'><h3 class='post-title entry-title' itemprop='name'>{esc(parts.title)}</h3>\n<div class='post-body entry-content' itemprop='description articleBody'>\n"
        f"<i>{esc(parts.standfirst)}</i><br /><br />{parts.before}{body}\n</div><div class='post-footer'>{esc(parts.byline)}</div></div>\n{parts.after}{parts.bottom}\n</body>\n</html>\n"
    )


def old_table(parts: Parts, rng: Random) -> str:
    """Before style sheets: a table for the page, fonts in the text, capitals in the tags."""
    return (
        f'<HTML>\n<HEAD>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">\n<TITLE>{parts.page_title}</TITLE>\n{parts.head}</HEAD>\n<BODY BGCOLOR="#FFFFFF">\n<CENTER>\n'
        f'<TABLE WIDTH="760" BORDER="0" CELLPADDING="4"><TR><TD COLSPAN="2">{parts.top}</TD></TR>\n<TR VALIGN="top"><TD WIDTH="560"{" DIR=rtl" if parts.rtl else ""}>'
        f'<FONT SIZE="+3"><B>{esc(parts.title)}</B></FONT><BR>\n<P><I>{esc(parts.standfirst)}</I></P>\n{parts.before}{parts.body}\n<P><FONT SIZE="-1">{esc(parts.byline)}</FONT></P></TD>\n'
        f'<TD WIDTH="200" BGCOLOR="#EEEEEE">{parts.after}</TD></TR>\n<TR><TD COLSPAN="2">{parts.bottom}</TD></TR></TABLE>\n</CENTER>\n</BODY>\n</HTML>\n'
    )


def xhtml(parts: Parts, rng: Random) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{parts.language}" {parts.attributes}>\n<head>\n<title>{parts.page_title}</title>\n{parts.head}</head>\n<body>\n'
        f'<div id="wrap">\n<div id="header">{parts.top}</div>\n<div id="content">\n<h1>{esc(parts.title)}</h1>\n<p class="intro"><strong>{esc(parts.standfirst)}</strong></p>\n'
        f'<p class="author">{esc(parts.byline)}</p>\n{parts.before}\n<div class="text">\n{parts.body}\n</div>\n</div>\n<div id="sidebar">{parts.after}</div>\n<div id="footer">{parts.bottom}</div>\n</div>\n</body>\n</html>\n'
    )


def custom(parts: Parts, rng: Random) -> str:
    return (
        f'<!DOCTYPE html>\n<html {parts.attributes}>\n<head>\n<meta charset="utf-8">\n<title>{parts.page_title}</title>\n{parts.head}</head>\n<body>\n<site-shell>{parts.top}<site-article>\n'
        f"<article-header><h1>{esc(parts.title)}</h1><article-lead>{esc(parts.standfirst)}</article-lead><article-author>{esc(parts.byline)}</article-author></article-header>\n"
        f"{parts.before}<article-body>\n{parts.body}\n</article-body></site-article>{parts.after}{parts.bottom}</site-shell>\n</body>\n</html>\n"
    )


def single_page_app(parts: Parts, rng: Random) -> str:
    """Minified, hashed, with its data once more in a script."""
    body = re.sub(r">\n+<", "><", parts.body)
    data = json.dumps({"props": {"title": parts.title, "lead": parts.standfirst}}, ensure_ascii=False).replace(
        "<", "\\u003c"
    )
    return (
        f'<!DOCTYPE html><html {parts.attributes}><head><meta charSet="utf-8"/><title>{parts.page_title}</title>{parts.head}</head><body><div id="__next"><div class="css-1dbjc4n">{parts.top}</div>'
        f'<div class="css-175oi2r"><h1 class="css-901oao">{esc(parts.title)}</h1><div class="css-76zvg2">{esc(parts.standfirst)}</div><div class="css-16my4">{esc(parts.byline)}</div>{parts.before}'
        f'<div class="css-g5y9jx">{body}</div></div>{parts.after}{parts.bottom}</div><script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    )


def squarespace(parts: Parts, rng: Random) -> str:
    body = re.sub(r"<p>", '<p class="" style="white-space:pre-wrap;">', parts.body)
    return (
        f'<!doctype html>\n<html {parts.attributes}>\n<head>\n<meta charset="utf-8" />\n<title>{parts.page_title}</title>\n{parts.head}</head>\n<body class="blog-item">\n{parts.top}'
        f'<article class="h-entry entry"><h1 class="entry-title">{esc(parts.title)}</h1><div class="blog-meta-item">{esc(parts.byline)}</div>\n'
        f'<div class="sqs-layout sqs-grid-12 columns-12"><div class="row sqs-row"><div class="col sqs-col-12"><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content"><h3>{esc(parts.standfirst)}</h3>{parts.before}{body}</div></div></div></div></div></div>'
        f"</article>{parts.after}{parts.bottom}\n</body>\n</html>\n"
    )


def fragment(parts: Parts, rng: Random) -> str:
    """No head at all: what an export or a feed holds."""
    return f"<h1>{esc(parts.title)}</h1>\n<p><em>{esc(parts.standfirst)}</em></p>\n{parts.body}\n"


CMS: dict[str, Cms] = {
    one.__name__: one
    for one in (
        plain,
        wordpress,
        drupal,
        typo3,
        ghost,
        hashed,
        amp,
        blogger,
        old_table,
        xhtml,
        custom,
        single_page_app,
        squarespace,
        fragment,
    )
}


def metadata(parts_title: str, site: str, language: str, author: str, day: str, description: str, rng: Random) -> str:
    """Lines for the head: Open Graph mostly, JSON-LD sometimes."""
    lines = [
        f'<meta property="og:title" content="{escape(parts_title)}">',
        f'<meta property="og:site_name" content="{escape(site)}">',
        '<meta property="og:type" content="article">',
        f'<meta name="description" content="{escape(description)}">',
    ]
    if rng.random() < 0.4:
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": parts_title,
            "inLanguage": language,
            "datePublished": day,
            "author": {"@type": "Person", "name": author},
            "publisher": {"@type": "Organization", "name": site},
        }
        lines.append(f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>')
    return "\n".join(lines) + "\n"
