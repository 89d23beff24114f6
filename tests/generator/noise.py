"""What stands around and inside a talk and belongs to none of its turns."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import attrs

from tests.generator.conversation import Conversation
from tests.generator.sheet import Piece, Sheet, esc
from tests.generator.words import Words


@attrs.define
class Surroundings:
    """Markup for each place of a page, with the names of what was put there."""

    top: list[str] = attrs.field(factory=list)
    before: list[str] = attrs.field(factory=list)
    after: list[str] = attrs.field(factory=list)
    bottom: list[str] = attrs.field(factory=list)
    names: list[str] = attrs.field(factory=list)


Noise = Callable[[Conversation, Random], str]


def _headline(talk: Conversation, rng: Random) -> str:
    words = talk.words
    other = next(one for one in words.people if one not in talk.tellers)
    choices = [one.replace("{name}", other.full) for one in words.headlines] + [words.faq[0][0], words.news[4]]
    return rng.choice([one for one in choices if one != talk.title])


def menu(talk: Conversation, rng: Random) -> str:
    items = "".join(f'<li><a href="/{n}">{esc(one)}</a></li>' for n, one in enumerate(talk.words.menu))
    return f'<nav class="main-nav"><ul>{items}</ul></nav>'


def breadcrumbs(talk: Conversation, rng: Random) -> str:
    first, second = talk.words.menu[0], talk.words.menu[2]
    return f'<div class="breadcrumb"><a href="/">{esc(first)}</a> &raquo; <a href="/c">{esc(second)}</a> &raquo; <span>{esc(talk.title)}</span></div>'


def cookie(talk: Conversation, rng: Random) -> str:
    return f'<div id="cookie-banner" role="dialog"><p>{esc(talk.words.cookie)}</p><button>OK</button></div>'


def share(talk: Conversation, rng: Random) -> str:
    items = "".join(f'<a href="#">{esc(one)}</a> ' for one in talk.words.share)
    return f'<div class="share-buttons">{items}</div>'


def contents(talk: Conversation, rng: Random) -> str:
    """A table of contents made of the questions."""
    asked = [turn.paragraphs[-1] for turn in talk.turns if turn.role == "Q"]
    items = "".join(f'<li><a href="#q{n}">{esc(one)}</a></li>' for n, one in enumerate(asked))
    return f'<div class="toc"><p class="toc-title">{esc(talk.words.contents)}</p><ul>{items}</ul></div>'


def hero(talk: Conversation, rng: Random) -> str:
    words = talk.words
    caption = words.caption.replace("{name}", talk.tellers[0].full)
    credit = words.photo.replace("{name}", words.people[3].full)
    return f'<figure><img src="/hero.jpg" alt="{esc(caption)}"><figcaption>{esc(caption)} <span class="credit">{esc(credit)}</span></figcaption></figure>'


def figure(talk: Conversation, rng: Random) -> str:
    words = talk.words
    caption = words.caption.replace("{name}", talk.tellers[0].full)
    return f'<figure class="image"><img src="/2.jpg" alt=""><figcaption>{esc(caption)}</figcaption></figure>'


def image_credit(talk: Conversation, rng: Random) -> str:
    """A picture in a paragraph, its credit in small type."""
    credit = talk.words.photo.replace("{name}", talk.words.people[4].full)
    return f'<p class="image"><img src="/3.jpg" alt="" /><br /><small>{esc(credit)}</small></p>'


def player(talk: Conversation, rng: Random) -> str:
    return '<div class="audio-player"><button>Play</button><span>00:00</span> / <span>12:34</span></div>'


def advert(talk: Conversation, rng: Random) -> str:
    return f'<div class="ad ad--inline"><span>{esc(talk.words.advert)}</span></div>'


def read_also(talk: Conversation, rng: Random) -> str:
    link = f'<a href="/other-story">{esc(_headline(talk, rng))}</a>'
    lead = esc(talk.words.read_also)
    return rng.choice(
        (
            f"<p><strong>{lead}{talk.words.colon}</strong> {link}</p>",
            f"<p>{lead}{talk.words.colon} {link}</p>",
            f'<div class="related-inline"><span>{lead}</span> {link}</div>',
        )
    )


def newsletter(talk: Conversation, rng: Random) -> str:
    head, text = talk.words.newsletter
    return f'<div class="newsletter-box"><h4>{esc(head)}</h4><p>{esc(text)}</p><form><input type="email"><button>OK</button></form></div>'


def info_box(talk: Conversation, rng: Random) -> str:
    return f'<aside class="infobox"><h4>{esc(talk.tellers[0].full)}</h4><p>{esc(talk.aside)}</p></aside>'


def pull_quote(talk: Conversation, rng: Random) -> str:
    """A sentence of an answer, printed again and large."""
    words = talk.words
    said = [text for turn in talk.turns if turn.role == "A" for text in turn.paragraphs if len(text) > 40]
    if not said:
        return advert(talk, rng)
    quote = first_sentence(rng.choice(said), words)
    opened, closed = words.quotes
    return rng.choice(
        (
            f'<blockquote class="pullquote"><p>{opened}{esc(quote)}{closed}</p></blockquote>',
            f'<aside class="pull-quote">{esc(quote)}</aside>',
            f'<div class="zitat">{opened}{esc(quote)}{closed}</div>',
        )
    )


def first_sentence(text: str, words: Words) -> str:
    """A paragraph's first made sentence: one of the heads with its tail, or a simple one."""
    for head in words.heads:
        start = text.find(head)
        if start >= 0:
            for tail in words.tails:
                if text.startswith(tail, start + len(head)):
                    return head + tail
    return next((one for one in words.plain if one in text), text)


def footnotes(talk: Conversation, rng: Random) -> str:
    notes = "".join(
        f'<li id="fn{n}">{esc(one)}</li>' for n, one in enumerate((talk.words.news[2], talk.words.news[5]), 1)
    )
    return f'<section class="footnotes"><ol>{notes}</ol></section>'


def credit(talk: Conversation, rng: Random) -> str:
    """Who asked, at the end of the text itself."""
    line = esc(talk.words.credit.replace("{name}", talk.askers[0].full))
    return rng.choice(
        (f"<p><em>{line}</em></p>", f"<p>{line}</p>", f'<p class="credit">{line}</p>', f"<p>({line})</p>")
    )


def tags(talk: Conversation, rng: Random) -> str:
    items = " ".join(f'<a rel="tag" href="/tag/{n}">{esc(one)}</a>' for n, one in enumerate(talk.words.themes))
    return f'<div class="tags">{items}</div>'


DOSSIER_TAGS = ("en", "fr", "de", "es", "it", "pt", "nl", "ca", "ro", "pl", "hr")
"""Languages whose press says "dossier"."""


def dossier_box(talk: Conversation, rng: Random) -> str:
    """The dossier that the piece belongs to, with its summary and the piece itself in it."""
    words = talk.words
    entries = [words.news[0], talk.title, words.news[2]]
    items = "".join(
        f'<li class="current">{esc(one)}</li>' if one == talk.title else f'<li><a href="/d{n}">{esc(one)}</a></li>'
        for n, one in enumerate(entries)
    )
    return f'<div class="dossier"><h3>Dossier{words.colon} {esc(words.dossier)}</h3><ol>{items}</ol></div>'


def author_box(talk: Conversation, rng: Random) -> str:
    words = talk.words
    name = talk.askers[0].full
    return f'<div class="author-box"><h4>{esc(words.about_author)}</h4><p><b>{esc(name)}</b></p><p>{esc(words.author.replace("{name}", name))}</p></div>'


def related(talk: Conversation, rng: Random) -> str:
    items = "".join(f'<li><a href="/r{n}">{esc(_headline(talk, rng))}</a></li>' for n in range(3))
    return f'<section class="related"><h3>{esc(talk.words.read_also)}</h3><ul>{items}</ul></section>'


def teasers(talk: Conversation, rng: Random) -> str:
    """Cards for other pieces, some asking."""
    words = talk.words
    cards = ((words.faq[1][0], words.news[0]), (words.news[4], words.news[2]))
    return "".join(
        f'<article class="teaser"><h3><a href="/t{n}">{esc(head)}</a></h3><p>{esc(text)}</p></article>'
        for n, (head, text) in enumerate(cards)
    )


def comments(talk: Conversation, rng: Random) -> str:
    words = talk.words
    posts = "".join(
        f'<li class="comment"><div class="comment-author"><b>{name.given}{n}</b></div><div class="comment-content"><p>{esc(text)}</p></div></li>'
        for n, (text, name) in enumerate(zip(words.comments, words.people, strict=False))
    )
    return (
        f'<section id="comments"><h3>{esc(words.comments_heading)}</h3><ol class="comment-list">{posts}</ol></section>'
    )


def footer(talk: Conversation, rng: Random) -> str:
    return f"<footer><p>{esc(talk.words.footer)}</p></footer>"


TOP: tuple[Noise, ...] = (cookie, menu, breadcrumbs)
BEFORE: tuple[Noise, ...] = (share, hero, player, contents)
INSIDE: tuple[Noise, ...] = (figure, image_credit, advert, read_also, newsletter, info_box, pull_quote, player)
AFTER: tuple[Noise, ...] = (
    credit,
    footnotes,
    tags,
    dossier_box,
    author_box,
    newsletter,
    share,
    related,
    teasers,
    comments,
)
BOTTOM: tuple[Noise, ...] = (footer,)


def surround(talk: Conversation, rng: Random, *, amount: float) -> Surroundings:
    """Furniture for the places around a talk."""
    out = Surroundings()
    for place, choices in ((out.top, TOP), (out.before, BEFORE), (out.after, AFTER), (out.bottom, BOTTOM)):
        for noise in choices:
            # A table of contents is rare, and a credit would stand behind a cut.
            likely = amount * (0.25 if noise is contents else 1)
            out_of_place = (talk.cut and noise is credit) or (
                noise is dossier_box and talk.words.tag not in DOSSIER_TAGS
            )
            if rng.random() < likely and not out_of_place:
                place.append(noise(talk, rng))
                out.names.append(noise.__name__)
    return out


def interrupt(sheet: Sheet, rng: Random, *, amount: float) -> list[str]:
    """Put furniture between the sheet's pieces; the names of what was put."""
    if not sheet.open:
        return []
    out: list[Piece] = []
    names: list[str] = []
    left = [one for one in INSIDE if rng.random() < amount]
    for piece in sheet.pieces:
        fit = piece.part in ("question", "exchange") or (piece.part == "answer" and piece.follows)
        if fit and out and left and rng.random() < 0.15:
            noise = left.pop(rng.randrange(len(left)))
            out.append(Piece(noise(sheet.talk, rng), "furniture"))
            names.append(noise.__name__)
        out.append(piece)
    sheet.pieces = out
    return names
