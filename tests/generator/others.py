"""Pages that hold no interview, though many look like one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import attrs

from tests.generator.conversation import Told
from tests.generator.sheet import esc
from tests.generator.words import Words


@attrs.frozen(kw_only=True)
class Other:
    """One page of another kind: how it reads, and what it should be taken for."""

    title: str
    body: str
    format: str = "html"


@attrs.frozen(kw_only=True)
class OtherKind:
    """A row of the table: the writer, and the kinds that a reader could name it."""

    name: str
    write: Callable[[Words, Random], Other]
    kinds: tuple[str, ...]
    fits: Callable[[Words], bool]


OTHERS: dict[str, OtherKind] = {}


def other(
    name: str, *kinds: str, fits: Callable[[Words], bool] = lambda words: True
) -> Callable[[Callable[[Words, Random], Other]], Callable[[Words, Random], Other]]:
    """Enter a kind of page in the table."""

    def enter(write: Callable[[Words, Random], Other]) -> Callable[[Words, Random], Other]:
        OTHERS[name] = OtherKind(name=name, write=write, kinds=kinds, fits=fits)
        return write

    return enter


def _pairs(words: Words, rng: Random) -> list[tuple[str, str]]:
    return rng.sample(words.faq, rng.randint(4, len(words.faq)))


def _news(words: Words) -> list[str]:
    return [one.replace("{name}", words.people[2].full) for one in words.news]


def _faq(question: str, answer: str, before: str = "", after: str = "") -> Callable[[Words, Random], Other]:
    def write(words: Words, rng: Random) -> Other:
        q, a = words.letters
        pairs = _pairs(words, rng)
        body = "\n".join(
            question.format(text=esc(asked), label=esc(q), colon=words.colon, number=n)
            + "\n"
            + answer.format(text=esc(told), label=esc(a), colon=words.colon)
            for n, (asked, told) in enumerate(pairs, 1)
        )
        return Other(title=f"FAQ – {words.publication}", body=before + body + after)

    return write


other("faq-headings", "faq")(_faq("<h3>{text}</h3>", "<p>{text}</p>"))
other("faq-bold", "faq")(_faq("<p><strong>{text}</strong></p>", "<p>{text}</p>"))
other("faq-definition-list", "faq")(_faq("<dt>{text}</dt>", "<dd>{text}</dd>", "<dl>", "</dl>"))
other("faq-details", "faq")(_faq("<details><summary>{text}</summary>", "<p>{text}</p></details>"))
other("faq-letters", "faq")(_faq("<p><b>{label}{colon}</b> {text}</p>", "<p><b>{label}{colon}</b> {text}</p>"))
other("faq-numbered", "faq")(_faq("<p><b>{number}. {text}</b></p>", "<p>{text}</p>"))
other("faq-accordion", "faq")(
    _faq(
        '<div class="accordion-item"><button class="accordion-header">{text}</button>',
        '<div class="accordion-body">{text}</div></div>',
    )
)


@other("faq-text", "faq")
def faq_text(words: Words, rng: Random) -> Other:
    lines = [f"FAQ – {words.publication}", *(line for pair in _pairs(words, rng) for line in pair)]
    return Other(title=lines[0], body="\n\n".join(lines) + "\n", format="text")


@other("faq-markdown", "faq")
def faq_markdown(words: Words, rng: Random) -> Other:
    body = "\n\n".join(f"## {asked}\n\n{told}" for asked, told in _pairs(words, rng))
    return Other(title=f"FAQ – {words.publication}", body=f"# FAQ – {words.publication}\n\n{body}\n", format="markdown")


@other("explainer", "faq", "article")
def explainer(words: Words, rng: Random) -> Other:
    """A report under headings that ask, written by the house."""
    news = _news(words)
    news.pop(4)
    pairs = _pairs(words, rng)[:4]
    sections = "\n".join(
        f"<h2>{esc(asked)}</h2>\n<p>{esc(told)} {esc(news[n])}</p>" for n, (asked, told) in enumerate(pairs)
    )
    return Other(title=words.topics[3], body=f"<p>{esc(news[0])} {esc(news[2])}</p>\n{sections}")


@other("news", "article")
def news_report(words: Words, rng: Random) -> Other:
    news = _news(words)
    paragraphs = [words.gap.join(news[:2]), news[2], words.gap.join(news[3:5]), news[5], words.gap.join(news[6:])]
    return Other(title=news[0], body="\n".join(f"<p>{esc(one)}</p>" for one in paragraphs))


@other("news-subheadings", "article")
def news_subheadings(words: Words, rng: Random) -> Other:
    news = _news(words)
    body = f"<p>{esc(news[0])}</p><h2>{esc(news[4])}</h2><p>{esc(words.gap.join(news[1:4]))}</p><h2>{esc(words.topics[3])}</h2><p>{esc(words.gap.join(news[5:]))}</p>"
    return Other(title=news[2], body=body)


@other("news-text", "article")
def news_text(words: Words, rng: Random) -> Other:
    news = _news(words)
    return Other(
        title=news[0],
        body="\n\n".join([news[0], words.gap.join(news[1:4]), words.gap.join(news[4:6]), words.gap.join(news[6:])])
        + "\n",
        format="text",
    )


@other("essay", "article")
def essay(words: Words, rng: Random) -> Other:
    """A column in the first person, with questions that its writer puts and answers."""
    told = Told(words, rng)
    paragraphs = [words.gap.join(told.sentence() for _ in range(rng.randint(3, 5))) for _ in range(6)]
    for place in (1, 3, 4):
        paragraphs[place] = words.rhetorical[place % len(words.rhetorical)] + words.gap + paragraphs[place]
    return Other(title=words.topics[0], body="\n".join(f"<p>{esc(one)}</p>" for one in paragraphs))


@other("profile-with-bold-leads", "article")
def profile(words: Words, rng: Random) -> Other:
    """Sections that open with a bold word or two that ask nothing."""
    told = Told(words, rng)
    body = "\n".join(
        f"<p><b>{esc(topic)}.</b> {esc(words.gap.join(told.sentence() for _ in range(3)))}</p>"
        for topic in words.topics
    )
    return Other(title=words.dossier, body=body)


@other("forum", "discussion")
def forum(words: Words, rng: Random) -> Other:
    """One writer a post: most tell, some ask back."""
    told = Told(words, rng)
    texts = [
        words.faq[2][0],
        told.sentence(),
        words.comments[2],
        words.gap.join((told.sentence(), told.sentence())),
        words.comments[0],
        told.sentence(),
        words.faq[2][1],
    ]
    posts = "\n".join(
        f'<div class="post"><div class="post-author">{name}{n}</div><div class="post-date">1{n}.03.2021, 09:4{n}</div><div class="post-body"><p>{esc(text)}</p></div></div>'
        for n, (text, name) in enumerate(
            zip(texts, ("kiwi", "north", "rolo", "kiwi", "ansa", "plum", "north"), strict=True)
        )
    )
    return Other(title=words.faq[2][0], body=posts)


@other("question-site", "discussion", "faq")
def question_site(words: Words, rng: Random) -> Other:
    """One question; several answers with votes."""
    told = Told(words, rng)
    asked = f'<div class="question"><p>{esc(words.faq[4][0])}{words.gap}{esc(told.sentence())}</p><div class="user">rolo 1,204</div></div>'
    answers = "\n".join(
        f'<div class="answer"><span class="votes">{9 - n}</span><p>{esc(text)}</p><div class="user">{user} 31{n}</div></div>'
        for n, (text, user) in enumerate(
            (
                (words.faq[4][1], "plum"),
                (words.gap.join((told.sentence(), told.sentence())), "ansa"),
                (told.sentence(), "north"),
            )
        )
    )
    return Other(title=words.faq[4][0], body=f"{asked}\n<h2>3</h2>\n{answers}")


@other("mailing-list", "discussion", "other")
def mailing_list(words: Words, rng: Random) -> Other:
    told = Told(words, rng)
    first, second, third = (name.full for name in words.people[:3])
    body = (
        f"From: {first}\nDate: Tue, 4 Mar 2003 10:12:00 +0100\nSubject: {words.topics[1]}\n\n{told.sentence()}{words.gap}{words.faq[3][0]}\n\n{first}\n\n"
        f"From: {second}\nDate: Tue, 4 Mar 2003 11:40:00 +0100\nSubject: Re: {words.topics[1]}\n\n> {words.faq[3][0]}\n\n{words.faq[3][1]}\n\n{second}\n\n"
        f"From: {third}\nDate: Wed, 5 Mar 2003 08:02:00 +0100\nSubject: Re: {words.topics[1]}\n\n{told.sentence()}\n\n{third}\n"
    )
    return Other(title=words.topics[1], body=body, format="text")


@other("comments-only", "discussion", "other")
def guest_book(words: Words, rng: Random) -> Other:
    told = Told(words, rng)
    posts = "\n".join(
        f"<li><p><b>{esc(name.given)}</b> 0{n + 1}.05.2019</p><p>{esc(text)}</p></li>"
        for n, (name, text) in enumerate(
            zip(words.people, (*words.comments, told.sentence(), told.sentence()), strict=True)
        )
    )
    return Other(title=words.comments_heading, body=f"<ul>{posts}</ul>")


@other("review", "article")
def review(words: Words, rng: Random) -> Other:
    told = Told(words, rng)
    paragraphs = [
        words.news[2],
        words.rhetorical[1] + words.gap + told.sentence(),
        told.sentence() + words.gap + told.sentence(),
        words.news[7],
    ]
    return Other(
        title=f"{words.dossier} ★★★★☆",
        body="\n".join(f"<p>{esc(one)}</p>" for one in paragraphs) + "<p><b>8/10</b></p>",
    )


@other("quiz", "other")
def quiz(words: Words, rng: Random) -> Other:
    choices = (*words.themes, *words.topics)
    items = "\n".join(
        f"<li><p><b>{esc(asked)}</b></p><ul>"
        + "".join(f"<li>{letter}) {esc(one)}</li>" for letter, one in zip("ABC", rng.sample(choices, 3), strict=True))
        + "</ul></li>"
        for asked, _ in _pairs(words, rng)
    )
    return Other(title=f"Quiz – {words.dossier}", body=f"<ol>{items}</ol>")


@other("survey", "other")
def survey(words: Words, rng: Random) -> Other:
    items = "\n".join(
        f"<fieldset><legend>{n}. {esc(asked)}</legend>"
        + "".join(f'<label><input type="radio" name="q{n}"> {value}</label> ' for value in range(1, 6))
        + "</fieldset>"
        for n, asked in enumerate(rng.sample(words.questions, 8), 1)
    )
    return Other(title=words.topics[3], body=f"<form>{items}<button>OK</button></form>")


@other("product", "other", "faq", "article")
def product(words: Words, rng: Random) -> Other:
    rows = "".join(f"<tr><th>{esc(theme)}</th><td>{rng.randint(2, 90)} cm</td></tr>" for theme in words.themes)
    asked, told = words.faq[1]
    return Other(
        title=words.dossier,
        body=f'<div class="price">49.90 €</div><p>{esc(words.news[2])}</p><table>{rows}</table><h3>{esc(asked)}</h3><p>{esc(told)}</p>',
    )


@other("play", "drama", fits=lambda words: bool(words.drama))
def play(words: Words, rng: Random) -> Other:
    first, second = (name.given.upper() for name in words.people[:2])
    lines = [f"<p><b>{esc((first, second)[n % 2])}.</b> {esc(line)}</p>" for n, line in enumerate(words.drama * 2)]
    lines.insert(0, f"<p><i>({esc(words.intro[4])})</i></p>")
    lines.insert(6, f"<p><i>({esc(words.plain[1])})</i></p>")
    lines.insert(9, f"<p><i>({esc(first)} – {esc(second)})</i></p>")
    return Other(title=f"{words.topics[0]} (I, 1)", body="\n".join(lines))


@other("fiction", "article", "drama", fits=lambda words: bool(words.drama))
def fiction(words: Words, rng: Random) -> Other:
    """A story whose people speak in quotation marks."""
    opened, closed = words.quotes
    told = Told(words, rng)
    paragraphs = [words.plain[1] + words.gap + told.sentence()]
    for n, line in enumerate(words.drama):
        paragraphs.append(f"{opened}{line}{closed}")
        if n % 2:
            paragraphs.append(told.sentence() + words.gap + told.sentence())
    return Other(title=words.topics[2], body="\n".join(f"<p>{esc(one)}</p>" for one in paragraphs))


@other("minutes", "article", "other", "discussion")
def minutes(words: Words, rng: Random) -> Other:
    """What was decided at a meeting, by item."""
    news = _news(words)
    items = "\n".join(
        f"<h3>{n}. {esc(topic)}</h3><p>{esc(news[n])}</p><p>{esc(news[(n + 3) % 8])}</p>"
        for n, topic in enumerate(words.topics)
    )
    people = ", ".join(name.full for name in words.people)
    return Other(title=f"{words.dossier}, 12.04.2018", body=f"<p>{esc(people)}</p>{items}")


@other("listing", "listing", "other")
def listing(words: Words, rng: Random) -> Other:
    """Teasers of many pieces, interviews among them."""
    heads = [one.replace("{name}", name.full) for name in words.people for one in words.headlines] + [
        pair[0] for pair in words.faq
    ]
    texts = [
        *_news(words),
        *(one.replace("{name}", words.people[0].full).replace("{job}", words.occupations[0]) for one in words.intro),
    ]
    items = "\n".join(
        f'<article class="teaser"><h3><a href="/a{n}">{esc(head)}</a></h3><p>{esc(rng.choice(texts))}</p><span class="date">{n + 1}.06.2022</span></article>'
        for n, head in enumerate(rng.sample(heads, 10))
    )
    return Other(title=words.menu[2], body=items)


@other("link-list", "listing", "other")
def link_list(words: Words, rng: Random) -> Other:
    items = "\n".join(
        f'<li><a href="/q{n}">{esc(one)}</a></li>'
        for n, one in enumerate((*words.questions[:8], *(pair[0] for pair in words.faq)))
    )
    return Other(title=words.contents, body=f"<ul>{items}</ul>")


@other("testimonials", "other", "article", "listing")
def testimonials(words: Words, rng: Random) -> Other:
    """What several people say of themselves, each with a name below; nobody asks."""
    told = Told(words, rng)
    opened, closed = words.quotes
    items = "\n".join(
        f'<div class="testimonial"><blockquote><p>{opened}{esc(told.sentence())}{words.gap}{esc(told.sentence())}{closed}</p></blockquote><cite>{esc(name.full)}</cite></div>'
        for name in words.people
    )
    return Other(title=words.topics[3], body=items)


@other("timeline", "article", "other", "listing")
def timeline(words: Words, rng: Random) -> Other:
    """Years in bold, and what happened."""
    items = "\n".join(
        f"<p><b>{1900 + 17 * n}</b> {esc(one)}</p>"
        for n, one in enumerate(_news(words)[:1] + _news(words)[2:4] + _news(words)[5:])
    )
    return Other(title=words.dossier, body=items)


@other("glossary", "other", "listing", "article")
def glossary(words: Words, rng: Random) -> Other:
    """Terms and what they mean."""
    terms = [*words.themes, *words.topics]
    items = "".join(
        f"<dt>{esc(term)}</dt><dd>{esc(text)}</dd>"
        for term, text in zip(terms, [pair[1] for pair in words.faq], strict=False)
    )
    return Other(title=words.contents, body=f"<dl>{items}</dl>")


@other("news-bold-leads", "article")
def news_bold_leads(words: Words, rng: Random) -> Other:
    """A report that quotes one person all along, its paragraphs opened in bold."""
    opened, closed = words.quotes
    told = Told(words, rng)
    news = _news(words)
    body = "\n".join(
        f"<p><strong>{esc(topic)}</strong> {opened}{esc(told.sentence())}{closed}{words.gap}{esc(news[n])}</p>"
        for n, topic in enumerate(words.topics)
    )
    return Other(title=news[0], body=f"<p>{esc(news[0])} {esc(news[1])}</p>\n{body}")
