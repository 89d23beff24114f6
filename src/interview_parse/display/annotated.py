"""The whole page with every word coloured by its role: where one sees at a glance what was read right and what not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

import attrs

from interview_parse.exporters.html import direction, text_of
from interview_parse.exporters.inline import one_line, printable
from interview_parse.exporters.records import count_words
from interview_parse.exporters.text import speaker_name
from interview_parse.model.types import Article, Role, Segment, Span, Turn

# Hue and saturation by role. What belongs together is near in hue: what is said, what stands around it, what breaks in.
_COLOURS: dict[Role, tuple[int, int]] = {
    Role.TITLE: (45, 90),
    Role.STANDFIRST: (38, 70),
    Role.BYLINE: (28, 45),
    Role.DATE: (22, 40),
    Role.INTRODUCTION: (182, 45),
    Role.BODY: (190, 32),
    Role.HEADING: (52, 85),
    Role.LABEL: (275, 60),
    Role.TIMESTAMP: (290, 35),
    Role.QUESTION: (212, 85),
    Role.ANSWER: (142, 50),
    Role.CLOSING: (172, 45),
    Role.PULL_QUOTE: (318, 55),
    Role.CAPTION: (80, 35),
    Role.FOOTNOTE: (95, 25),
    Role.CREDIT: (15, 35),
    Role.AUTHOR_BOX: (32, 28),
    Role.ADVERT: (0, 55),
    Role.PAYWALL: (350, 90),
    Role.DOSSIER: (256, 45),
    Role.THEME: (66, 55),
    Role.RELATED: (232, 25),
    Role.COMMENT: (300, 20),
    Role.FAQ_QUESTION: (200, 60),
    Role.FAQ_ANSWER: (160, 40),
    Role.FURNITURE: (215, 8),
}
_LIGHT = (
    "--ground:#fff;--ink:#1c2024;--soft:#66707b;--line:#e1e5ea;--wash:#f6f8fa;--mark:90%;--edge:48%;--tip:#1c2024;"
    "--tip-ink:#fff;--warn:#9a3412"
)
_DARK = (
    "--ground:#14171a;--ink:#e4e8eb;--soft:#97a2ad;--line:#2f363d;--wash:#1b2025;--mark:20%;--edge:62%;--tip:#e4e8eb;"
    "--tip-ink:#14171a;--warn:#fdba8c"
)
_RULES = """
:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.layout{display:grid;grid-template-columns:minmax(0,1fr) 19rem;max-width:80rem;margin:0 auto}
main{padding:1.6rem 1.6rem 5rem;min-width:0}
aside{border-inline-start:1px solid var(--line);background:var(--wash);padding:1.4rem 1.2rem;position:sticky;top:0;
height:100vh;overflow-y:auto;font-size:.88rem}
h1{font:600 1.25rem/1.3 Georgia,"Noto Serif",serif;margin:0 0 .3rem}
h2{font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:1.3rem 0 .4rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem .8rem;margin:.6rem 0 0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0}
.notes li{color:var(--warn);margin:.25rem 0}
.legend label{display:flex;align-items:center;gap:.5rem;padding:.08rem 0;cursor:pointer}
.legend i{width:.95rem;height:.95rem;border-radius:3px;border-width:1px;border-style:solid;flex:none}
.legend span{margin-inline-start:auto;color:var(--soft);font-variant-numeric:tabular-nums}
.bar{height:.5rem;border-radius:4px;background:var(--line);overflow:hidden;margin:.3rem 0 .1rem}
.bar div{height:100%;background:hsl(142 50% var(--edge))}
.row{display:grid;grid-template-columns:8.5rem minmax(0,1fr);column-gap:.9rem;margin:0 0 .5rem}
.row>div:first-child{font-size:.72rem;line-height:1.35;color:var(--soft);text-align:end;padding-top:.28rem;
overflow-wrap:anywhere}
.row b{display:block;color:var(--ink);font-weight:600}
.row p{margin:0;white-space:pre-wrap;overflow-wrap:break-word;min-width:0}
mark{color:inherit;border-radius:3px;padding:.1em .25em;box-decoration-break:clone;-webkit-box-decoration-break:clone;
border-inline-start:3px solid;position:relative}
mark:hover{outline:1px solid var(--ink)}
mark:hover::after{content:attr(data-tip);position:absolute;inset-inline-start:0;top:calc(100% + .25rem);z-index:2;
background:var(--tip);color:var(--tip-ink);font-size:.76rem;font-weight:400;line-height:1.4;padding:.35rem .6rem;
border-radius:6px;width:max-content;max-width:26rem;white-space:pre-line;pointer-events:none}
.role-question,.role-faq_question,.role-title,.role-heading{font-weight:600}
.cut{display:flex;align-items:center;gap:.7rem;margin:1rem 0;color:var(--warn);font-size:.85rem}
.cut::before,.cut::after{content:"";flex:1;border-top:2px dashed currentColor;opacity:.6}
.missed{outline:2px solid var(--warn)}
details{margin:0 0 .5rem}
summary{cursor:pointer;color:var(--soft);font-size:.8rem;margin-inline-start:9.4rem;white-space:nowrap;overflow:hidden;
text-overflow:ellipsis}
details[open] summary{margin-bottom:.5rem}
@media (max-width:52rem){.layout{grid-template-columns:minmax(0,1fr)}aside{position:static;height:auto;border:0;
border-top:1px solid var(--line)}.row{grid-template-columns:minmax(0,1fr)}.row>div:first-child{text-align:start}
summary{margin-inline-start:0}}
@media print{aside{position:static;height:auto}}
"""
_FOLDED = 3
"""Rows of furniture in a row that are still shown."""


@attrs.frozen
class _Place:
    """Where a turn's paragraph stands in the conversation."""

    number: str
    turn: Turn
    is_last_of_cut: bool


def annotate(article: Article) -> str:
    """The page's text as an HTML document: every segment coloured by its role, its cues on hover, legend and notes.

    Self-contained and without scripts. A tick box in the legend fades a role. Words that no segment holds, which a
    parse never leaves, are outlined.
    """
    title = text_of(article.title or article.url or "Annotated page")
    language = f' lang="{escape(one_line(article.language))}"' if article.language else ""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_style_sheet(article)}</style></head>",
            '<body><div class="layout">',
            f"<main{language}{direction(article.language)}>",
            *_rows(article),
            "</main>",
            f"<aside><h1>{title}</h1>",
            *_facts(article),
            *_legend(article),
            "</aside></div></body></html>",
        )
    )


def _style_sheet(article: Article) -> str:
    rules = [f":root{{{_LIGHT}}}", f"@media (prefers-color-scheme:dark){{:root{{{_DARK}}}}}", _RULES.replace("\n", "")]
    for role, (hue, saturation) in _COLOURS.items():
        colours = f"background:hsl({hue} {saturation}% var(--mark));border-color:hsl({hue} {saturation}% var(--edge))"
        rules.append(f".role-{role.value}{{{colours}}}")
    rules.extend(
        f"body:has(#show-{role.value}:not(:checked)) mark.role-{role.value}{{opacity:.15}}" for role in _roles(article)
    )
    return "".join(rules)


def _roles(article: Article) -> list[Role]:
    """The roles on the page, in the order of the role table."""
    present = {segment.role for segment in article.segments}
    return [role for role in Role if role in present]


# --- The page -----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Bit:
    """Words of the page with the segment they stand in; None where no segment holds them."""

    text: str
    span: Span
    segment: Segment | None


def _bits(article: Article) -> Iterator[_Bit]:
    """The page's text, whole and in order, cut where segments start and end."""
    at, page = 0, article.page_text
    for segment in sorted(article.segments, key=lambda one: one.span):
        start, end = max(segment.span.start, at), min(segment.span.end, len(page))
        if end <= start:
            continue
        if start > at:
            yield _Bit(page[at:start], Span(at, start), None)
        yield _Bit(page[start:end], Span(start, end), segment)
        at = end
    if at < len(page):
        yield _Bit(page[at:], Span(at, len(page)), None)


def _lines(bits: Iterable[_Bit]) -> Iterator[list[_Bit]]:
    """The bits in groups that share a line of the page; blanks between groups are left out."""
    line: list[_Bit] = []
    for bit in bits:
        if bit.segment is None and not bit.text.strip() and "\n" in bit.text:
            if line:
                yield line
            line = []
        else:
            line.append(bit)
    if line:
        yield line


def _rows(article: Article) -> Iterator[str]:
    places = _places(article)
    for folds, group in groupby(_lines(_bits(article)), _is_furniture):
        lines = list(group)
        rows = [_row(line, places) for line in lines]
        if not folds or len(lines) <= _FOLDED:
            yield from rows
            continue
        words = one_line(" · ".join(bit.text.strip() for line in lines[:6] for bit in line))
        yield f"<details><summary>{len(lines)} lines of furniture: {escape(words[:120])}</summary>"
        yield from rows
        yield "</details>"


def _is_furniture(line: Sequence[_Bit]) -> bool:
    return all(bit.segment is not None and bit.segment.role is Role.FURNITURE for bit in line)


def _places(article: Article) -> dict[Span, _Place]:
    """Exchange numbers and speakers by the span of a turn's paragraph."""
    places = {}
    for interview_number, interview in enumerate(article.interviews, 1):
        for number, exchange in enumerate(interview.exchanges, 1):
            name = f"{interview_number}.{number}" if len(article.interviews) > 1 else str(number)
            paragraphs = [(turn, paragraph) for turn in exchange.turns for paragraph in turn.paragraphs]
            for turn, paragraph in paragraphs:
                is_last = exchange.truncated and paragraph is paragraphs[-1][1]
                places[paragraph.span] = _Place(name, turn, is_last)
    return places


def _row(line: Sequence[_Bit], places: dict[Span, _Place]) -> str:
    roles = list(dict.fromkeys(bit.segment.role.value.replace("_", " ") for bit in line if bit.segment))
    place = next((places[bit.span] for bit in line if bit.span in places), None)
    gutter = "".join(f"<b>{role}</b>" for role in roles)
    if place:
        gutter += f"{place.number} · {text_of(speaker_name(place.turn))}"
    row = f'<div class="row"><div>{gutter}</div><p dir="auto">{"".join(map(_mark, line))}</p></div>'
    return f'{row}\n<div class="cut" role="note">the text is cut here</div>' if place and place.is_last_of_cut else row


def _mark(bit: _Bit) -> str:
    words = escape(printable(bit.text), quote=False)
    if bit.segment is None:
        return f'<span class="missed" title="in no segment">{words}</span>' if count_words(bit.text) else words
    role, cues = bit.segment.role.value, bit.segment.cues
    tip = escape(role.replace("_", " ") + (f": {', '.join(map(one_line, cues))}" if cues else ""))
    return f'<mark class="role-{role}" data-tip="{tip}" aria-description="{tip}">{words}</mark>'


# --- The side -----------------------------------------------------------------------------------------------------


def _facts(article: Article) -> Iterator[str]:
    yield _bar(article.kind.value, article.kind_confidence)
    for number, interview in enumerate(article.interviews, 1):
        name = f"interview {number}" if len(article.interviews) > 1 else "every exchange right"
        yield _bar(f"{len(interview)} exchanges; {name}", interview.confidence)
    rows = {
        "publisher": article.publisher,
        "language": article.language,
        "published": article.published and article.published.isoformat(),
        "access": article.access.value,
        "truncated": "yes" if article.truncated else "no",
        "dossier": article.dossier and article.dossier.title,
        "themes": ", ".join(theme.name for theme in article.themes),
    }
    items = "".join(f"<dt>{name}</dt><dd>{text_of(value)}</dd>" for name, value in rows.items() if value)
    yield f"<dl>{items}</dl>"
    if article.notes:
        yield f'<h2>Notes</h2><ul class="notes">{"".join(f"<li>{text_of(note)}</li>" for note in article.notes)}</ul>'


def _bar(name: str, ratio: float) -> str:
    width = f"{min(max(ratio, 0.0), 1.0):.0%}"
    return f'<div class="bar"><div style="width:{width}"></div></div>{text_of(name)}, {width}'


def _legend(article: Article) -> Iterator[str]:
    words: Counter[Role] = Counter()
    for segment in article.segments:
        words[segment.role] += count_words(segment.text)
    yield '<h2>Roles, words</h2><ul class="legend">'
    for role in _roles(article):
        box = f'<input type="checkbox" checked id="show-{role.value}">'
        name = role.value.replace("_", " ")
        yield f'<li><label>{box}<i class="role-{role.value}"></i>{name}<span>{words[role]}</span></label></li>'
    yield "</ul>"
