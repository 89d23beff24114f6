"""The conversation as a notebook shows it: self-contained HTML, one style sheet scoped to one class, no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import escape

from interview_parse.exporters.html import direction, paragraph_lines, text_of
from interview_parse.exporters.inline import one_line, safe_href
from interview_parse.exporters.text import speaker_name
from interview_parse.model.types import (
    Access,
    Article,
    Dossier,
    Interview,
    Paragraph,
    QuestionAnswer,
    Turn,
)

CLASS = "interview-parse"
"""The class of every view's outermost element; the style sheet touches nothing outside it."""

_SPEAKER_COLOURS = 6

_LIGHT = (
    "--ground:#fff;--ink:#1c2024;--soft:#5b646e;--line:#dfe3e8;--wash:#f5f7f9;--link:#0b5cad;--warn:#9a3412;"
    "--warn-wash:#fff4ec;--s0:#1d5fa8;--s1:#13733f;--s2:#8a3ea8;--s3:#a1440c;--s4:#0e7178;--s5:#a8235c"
)
_DARK = (
    "--ground:#16191d;--ink:#e6e9ec;--soft:#9aa5b1;--line:#333a42;--wash:#1e2329;--link:#7ab8f5;--warn:#fdba8c;"
    "--warn-wash:#33231a;--s0:#7db5f0;--s1:#6fce97;--s2:#cf9be8;--s3:#f0a36d;--s4:#63c7cf;--s5:#f092b8"
)
_RULES = """
{font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);
background:var(--ground);border:1px solid var(--line);border-radius:10px;max-width:54rem;
padding:1.1rem 1.4rem 1.2rem;margin:.4rem 0;
box-sizing:border-box;overflow-wrap:break-word;text-align:start}
*{box-sizing:border-box}
p{margin:0 0 .55em;padding:0;font-size:inherit;line-height:inherit;color:inherit;background:none}
p:last-child{margin-bottom:0}
a{color:var(--link);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:2px}
.kicker{font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin-bottom:.25em}
.title{font:600 1.42rem/1.25 Georgia,"Noto Serif",serif;margin:0 0 .35em;color:var(--ink)}
.standfirst{font-size:1.02rem;color:var(--soft);margin-bottom:.6em}
.byline{font-size:.86rem;color:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:.35rem;margin:.7rem 0 0;padding:0;list-style:none}
.facts li{font-size:.78rem;line-height:1.5;color:var(--soft);background:var(--wash);border:1px solid var(--line);
border-radius:999px;padding:.05rem .6rem;margin:0}
.facts li.warn{color:var(--warn);background:var(--warn-wash);border-color:currentColor}
.prose{color:var(--soft);margin:1rem 0;padding:0}
.talk{border-top:1px solid var(--line);margin-top:1rem;padding-top:.9rem;max-height:38rem;overflow-y:auto}
.heading{font:600 1.05rem/1.35 Georgia,"Noto Serif",serif;margin:1.2rem 0 .6rem;padding:0;color:var(--ink)}
.turn{display:grid;grid-template-columns:8.5rem minmax(0,1fr);column-gap:1rem;margin:0 0 .65rem}
.who{color:var(--hue);font-size:.83rem;font-weight:600;text-align:end;padding-top:.1rem;overflow-wrap:anywhere}
.who small{display:block;font-weight:400;color:var(--soft);font-size:.74rem}
.said{border-inline-start:3px solid var(--hue);padding-inline-start:.85rem;min-width:0}
.question .said{font-weight:600}
.answer .said{border-inline-start-color:var(--line)}
.exchange+.exchange{margin-top:1.1rem}
.cut{display:flex;align-items:center;gap:.7rem;margin:.9rem 0 .2rem;color:var(--warn);font-size:.83rem}
.cut::before,.cut::after{content:"";flex:1;border-top:2px dashed currentColor;opacity:.55}
.box{border:1px solid var(--line);background:var(--wash);border-radius:8px;padding:.7rem .95rem;margin:1rem 0 0}
.box:first-child{margin-top:0}
.box .name{font-weight:600;margin-bottom:.3em}
.box ol{margin:.2rem 0 0;padding-inline-start:1.5rem;font-size:.9rem}
.box li{margin:.12rem 0}
.box li.here{font-weight:600}
.box li.here::after{content:" ◂ this article";color:var(--soft);font-weight:400;font-size:.8rem}
.notes{margin:1rem 0 0;padding:0;list-style:none;font-size:.86rem;color:var(--warn)}
.notes li::before{content:"⚠ "}
@media (max-width:34rem){.turn{grid-template-columns:minmax(0,1fr)}.who{text-align:start}}
"""


def _scoped(rules: str) -> Iterator[str]:
    """The rules with the class before each selector."""
    root = f".{CLASS}"
    for rule in rules.strip().replace("\n", "").replace("}", "}\n").split("\n"):
        if rule.startswith("{"):
            yield root + rule
        elif rule.startswith("@"):
            query, _, inner = rule.partition("{")
            yield f"{query}{{{root} {inner}"
        elif rule:
            yield rule if rule == "}" else f"{root} {rule}"


def _style_sheet() -> str:
    # The system's theme, unless the notebook (JupyterLab, VS Code) says its own.
    root = f".{CLASS}"
    themes = (
        f"{root}{{{_LIGHT}}}",
        f"@media (prefers-color-scheme:dark){{{root}{{{_DARK}}}}}",
        f'[data-jp-theme-light="true"] {root},.vscode-light {root}{{{_LIGHT}}}',
        f'[data-jp-theme-light="false"] {root},.vscode-dark {root}{{{_DARK}}}',
    )
    hues = (f"{root} .s{number}{{--hue:var(--s{number})}}" for number in range(_SPEAKER_COLOURS))
    return "".join((*themes, *_scoped(_RULES), *hues))


STYLE = f"<style>{_style_sheet()}</style>"


def article_html(article: Article) -> str:
    """The article as a notebook cell: head, conversations, dossier, notes."""
    blocks = [*_head(article)]
    for interview in article.interviews:
        blocks.extend(_interview(interview, article.access))
    if not article.interviews:
        blocks.append(f'<p class="prose">No interview: {_kind(article)}.</p>')
        if article.truncated:
            blocks.append(_cut(article.access))
    elif article.truncated and all(interview.complete for interview in article.interviews):
        blocks.append(_cut(article.access))
    if article.faq:
        blocks.append('<p class="heading">Questions and answers of the site</p>')
        blocks.extend(_talk(article.faq, article.access))
    if article.dossier:
        blocks.append(_dossier(article.dossier))
    if article.notes:
        blocks.append(f'<ul class="notes">{"".join(f"<li>{text_of(note)}</li>" for note in article.notes)}</ul>')
    return _framed(blocks, article.language)


def interview_html(interview: Interview) -> str:
    """One conversation as a notebook cell."""
    names = _names(interview)
    facts = _facts([(f"{len(interview)} exchanges", False), (f"confidence {interview.confidence:.0%}", False)])
    return _framed([f'<p class="title">{names}</p>' if names else "", facts, *_interview(interview, Access.UNKNOWN)])


def exchange_html(exchange: QuestionAnswer) -> str:
    """One exchange as a notebook cell."""
    return _framed(_talk([exchange], Access.UNKNOWN, is_alone=True))


def dossier_html(dossier: Dossier) -> str:
    """The dossier with its entries as a notebook cell."""
    return _framed([_dossier(dossier)])


def _framed(blocks: Iterable[str], language: str | None = None) -> str:
    lang = f' lang="{escape(one_line(language))}"' if language else ""
    return f'{STYLE}<div class="{CLASS}"{lang}{direction(language)}>{"".join(blocks)}</div>'


def _head(article: Article) -> Iterator[str]:
    kicker = [text_of(part) for part in (article.publisher, article.rubric) if part]
    if kicker:
        yield f'<p class="kicker">{" · ".join(kicker)}</p>'
    if article.title:
        yield f'<p class="title">{_anchor(article.title, article.url)}</p>'
    if article.standfirst:
        yield f'<p class="standfirst">{text_of(article.standfirst)}</p>'
    byline = [text_of(person.name) for person in article.authors]
    if article.published:
        byline.append(_day(article.published))
    if byline:
        yield f'<p class="byline">{" · ".join(byline)}</p>'
    yield _facts(_article_facts(article))


def _article_facts(article: Article) -> Iterator[tuple[str, bool]]:
    """Short facts, each with whether it is a warning."""
    yield _kind(article), article.kind_confidence < 0.5
    for interview in article.interviews:
        yield f"{len(interview)} exchanges, confidence {interview.confidence:.0%}", interview.confidence < 0.5
    if article.language:
        yield one_line(article.language), False
    if article.access is not Access.UNKNOWN:
        yield article.access.value, article.access is Access.PAYWALLED
    if article.truncated:
        yield "cut", True
    for theme in article.themes:
        yield f"# {one_line(theme.name)}", False


def _facts(facts: Iterable[tuple[str, bool]]) -> str:
    items = (f"<li{' class=warn' if warns else ''}>{text_of(fact)}</li>" for fact, warns in facts)
    return f'<ul class="facts">{"".join(items)}</ul>'


def _kind(article: Article) -> str:
    return f"{article.kind.value} {article.kind_confidence:.0%}"


def _day(moment: date) -> str:
    text = f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()
    return f'<time datetime="{moment.isoformat()}">{text}</time>'


def _names(interview: Interview) -> str:
    return ", ".join(text_of(person.name) for person in interview.interviewees)


def _interview(interview: Interview, access: Access) -> Iterator[str]:
    yield from _prose(interview.introduction)
    yield from _talk(interview.exchanges, access)
    yield from _prose(interview.closing)


def _prose(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    inner = "".join(f"<p>{lines}</p>" for paragraph in paragraphs for lines in paragraph_lines(paragraph))
    if inner:
        yield f'<div class="prose">{inner}</div>'


def _talk(exchanges: Iterable[QuestionAnswer], access: Access, *, is_alone: bool = False) -> Iterator[str]:
    hues: dict[str, int] = {}
    above: str | None = None
    yield "<div>" if is_alone else '<div class="talk">'
    for exchange in exchanges:
        yield '<div class="exchange">'
        if exchange.heading and exchange.heading != above:
            yield f'<p class="heading">{text_of(exchange.heading)}</p>'
        above = exchange.heading
        for turn in exchange.turns:
            yield _turn(turn, hues)
        if exchange.truncated:
            yield _cut(access)
        yield "</div>"
    yield "</div>"


def _turn(turn: Turn, hues: dict[str, int]) -> str:
    """A turn in its speaker's colour."""
    who = speaker_name(turn)
    known = hues.get("known", 0)
    number = speaker_number(turn, hues)
    # Whoever speaks for the first time is introduced.
    role = turn.speaker.role if turn.speaker and number == known else None
    words = "".join(f"<p>{lines}</p>" for paragraph in turn.paragraphs for lines in paragraph_lines(paragraph))
    small = f"<small>{text_of(role)}</small>" if role else ""
    small += f"<small>{_clock(turn.start.total_seconds())}</small>" if turn.start is not None else ""
    return (
        f'<div class="turn {turn.role.value} s{number % _SPEAKER_COLOURS}">'
        f'<div class="who">{text_of(who)}{small}</div><div class="said">{words}</div></div>'
    )


def speaker_number(turn: Turn, numbers: dict[str, int]) -> int:
    """The speaker's number, by first appearance; where nobody is named, the one who spoke last on that side."""
    side = f"side {turn.role.value}"
    named = turn.speaker.name if turn.speaker else turn.label
    key = side if named is None else f"name {named}"
    if key not in numbers:
        numbers[key] = numbers.get("known", 0)
        numbers["known"] = numbers[key] + 1
    numbers[side] = numbers[key]
    return numbers[key]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def _cut(access: Access) -> str:
    why = "cut by a paywall" if access is Access.PAYWALLED else "the text is cut here"
    return f'<div class="cut" role="note">{why}</div>'


def _dossier(dossier: Dossier) -> str:
    part = f"part {dossier.part}" if dossier.part is not None else ""
    if dossier.parts is not None:
        part = f"{part} of {dossier.parts}" if part else f"{dossier.parts} parts"
    entries = "".join(
        f"<li{' class=here' if entry.current else ''}>{_anchor(entry.title, entry.url)}</li>"
        for entry in dossier.entries
    )
    kicker = f'<p class="kicker">Dossier{f" · {part}" if part else ""}</p>'
    inner = f'{kicker}<p class="name">{_anchor(dossier.title, dossier.url)}</p>'
    return f'<div class="box">{inner}{f"<ol>{entries}</ol>" if entries else ""}</div>'


def _anchor(text: str, url: str | None) -> str:
    href = safe_href(url)
    return f'<a href="{escape(href)}">{text_of(text)}</a>' if href else text_of(text)
