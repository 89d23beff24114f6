"""Hypothesis strategies for sources: tag soup, pages that hold a talk in some setting, cut and garbled ones."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

ASKED = (
    "How did you come to tune bells?", "Do you ever sleep?", "Tell us about the tower.", "¿Qué echa de menos?", "Wann haben Sie Angst?",
    "Que disent vos voisins ?", "いちばん難しいのはどこですか？", "Τι φοβάστε περισσότερο;", "هل خفت يوماً؟", "Why?", "And then …", "Вы сами опаздываете?",
)  # fmt: skip
TOLD = (
    "My uncle rang them, and I was small.", "Never. I get tired of the gulls, because they answer me.", "El silencio, yo creo.",
    "Vorige Woche: ich fahre immer mit.", "Au début, ils avaient peur. J’ai attendu.", "水を待つところです。私は何もしません。",
    "Τη βιασύνη, εγώ την έχω δει.", "نعم، خفت مرة واحدة.", "“I was asked”, as she says.", "Well – no; I mean: yes!", "Дома часов нет.",
    "Q: is a letter. A: so is this.", "1. One thing.", "(laughs)", "https://example.org/a?b=1",
)  # fmt: skip
AROUND = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/c">Culture</a></li></ul></nav>',
    '<aside><h4>Related</h4><a href="/1">Is the old ferry worth saving?</a></aside>',
    "<figure><img src=a.jpg alt=''><figcaption>The tower. Photo: Will Crane</figcaption></figure>",
    '<div class="share">Share <a href="#">Mail</a></div>',
    "<p hidden>Not shown</p>",
    '<div class="newsletter"><p>Sign up for our newsletter</p></div>',
    "<hr>",
    "<script>var lost = 'Who?';</script>",
    "<h2>The first winter</h2>",
    "<blockquote><p>I was small</p></blockquote>",
    "<table><tr><td>1902</td><td>cast</td></tr></table>",
    "<p>© 2023 Quayside Review</p>",
    "<!-- comment -->",
)
SETTINGS = (
    ("<p><b>{}</b></p>", "<p>{}</p>"),
    ("<h3>{}</h3>", "<p>{}</p>"),
    ("<p><i>{}</i> ", "{}</p>"),
    ("<p>Q: {}</p>", "<p>A: {}</p>"),
    ("<p><b>Tom:</b> {}</p>", "<p><b>Nora:</b> {}</p>"),
    ("<p>– {}</p>", "<p>– {}</p>"),
    ("<dl><dt>{}</dt>", "<dd>{}</dd></dl>"),
    ("<p>{}<br>", "{}</p>"),
    ('<div class="q">{}</div>', '<div class="a">{}</div>'),
    ("<p>{}</p>", "<p>{}</p>"),
    ("<tr><td>{}</td>", "<td>{}</td></tr>"),
    ("<li>{}</li>", "<li>{}</li>"),
)

INLINE = ("b", "i", "em", "strong", "span", "a", "sup", "u", "font", "cite", "time")
BLOCKS = ("p", "div", "h1", "h2", "h5", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "section", "pre", "table", "tr", "td", "th",
          "figure", "figcaption", "details", "summary", "center", "article", "form", "button", "label", "x-talk", "main", "footer")  # fmt: skip
SKIPPED = ("script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea")
VOID = ("br", "hr", "img", "wbr", "input")
ATTRIBUTES = ("", "", "", " class=q", ' class="answer"', " hidden", ' style="font-weight:bold"', ' style="display:none"', " id=x7",
              ' itemprop="name"', ' lang="fr"', " aria-hidden=true")  # fmt: skip

words = st.text(alphabet="abc éßИ問ا’'-–?:;.!“”«»()[]<&\u00a0\u00ad\u200b\n\t0789", min_size=0, max_size=24)
sentences = st.sampled_from(ASKED + TOLD)


@st.composite
def soup(draw: st.DrawFn) -> str:
    """Tags in any order, opened, closed or not, with text between."""
    parts = []
    for _ in range(draw(st.integers(1, 25))):
        kind = draw(st.sampled_from("ttttoooocccvws"))
        if kind == "t":
            parts.append(draw(words).replace("&", "&amp;").replace("<", "&lt;"))
        elif kind == "w":
            parts.append(draw(sentences))
        elif kind == "o":
            parts.append(f"<{draw(st.sampled_from(INLINE + BLOCKS))}{draw(st.sampled_from(ATTRIBUTES))}>")
        elif kind == "c":
            parts.append(f"</{draw(st.sampled_from(INLINE + BLOCKS))}>")
        elif kind == "s":
            tag = draw(st.sampled_from(SKIPPED))
            parts.append(f"<{tag}>gone</{tag}>")
        else:
            parts.append(f"<{draw(st.sampled_from(VOID))}>")
    return "".join(parts)


@attrs.frozen
class TalkPage:
    """A page that holds a talk."""

    before: str
    talk: str
    after: str

    @property
    def html(self) -> str:
        """The whole source."""
        return self.wrapped("", "")

    def wrapped(self, opened: str, closed: str) -> str:
        """The source with something around everything in its body."""
        head = '<html lang="en"><head><title>The bells</title></head><body>'
        return f"{head}{opened}{self.before}{self.talk}{self.after}{closed}</body></html>"


@st.composite
def talk_pages(draw: st.DrawFn) -> TalkPage:
    """A talk of some exchanges in one setting, with what stands around and inside on real pages."""
    asked, told = draw(st.sampled_from(SETTINGS))
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        parts.append(asked.format(draw(st.sampled_from(ASKED))))
        parts.append(told.format(draw(st.sampled_from(TOLD))))
        if told.startswith("<p>"):
            parts += [f"<p>{more}</p>" for more in draw(st.lists(st.sampled_from(TOLD), max_size=2))]
            parts += draw(st.lists(st.sampled_from(AROUND), max_size=1))
    body = "".join(parts)
    if asked.startswith("<tr"):
        body = f"<table>{body}</table>"
    elif asked.startswith("<li"):
        body = f"<ul>{body}</ul>"
    around = st.lists(st.sampled_from(AROUND), max_size=3).map("".join)
    return TalkPage(
        draw(around) + "<h1>The bells</h1><p>On a wet morning she climbs down.</p>", f"<div>{body}</div>", draw(around)
    )


pages = talk_pages().map(lambda page: page.html)
"""Whole sources."""


@st.composite
def cut_pages(draw: st.DrawFn) -> str:
    """A page that ends anywhere, also inside a tag."""
    html = draw(pages)
    return html[: draw(st.integers(1, len(html)))]


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    """Lines of talk as text, with labels, dashes, quotes and blanks as they come."""
    lead = st.sampled_from(
        ("", "", "Q: ", "A: ", "Tom: ", "Nora: ", "– ", "> ", "<nora> ", "[00:10] ", "**", "# ", "1. ", "- ")
    )
    gap = draw(st.sampled_from(("\n", "\n\n")))
    return gap.join(draw(lead) + line for line in draw(st.lists(sentences | words, min_size=1, max_size=12)))


html_sources = st.one_of(soup(), pages, cut_pages())
