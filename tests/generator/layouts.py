"""How publishers set an interview: one small function a layout, all in the table ``LAYOUTS``.

A layout writes the pieces of a page onto a sheet, and notes the labels that it prints.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import attrs

from tests.generator.conversation import Conversation, Exchange, Shape, Turn
from tests.generator.sheet import Labels, Piece, Setting, Sheet, dressed, esc, set_turns
from tests.generator.words import Words


@attrs.frozen(kw_only=True)
class Layout:
    """One way to set an interview."""

    name: str
    format: str
    """html, markdown, text, vtt or srt."""
    write: Callable[[Sheet], None]
    shape: Shape
    fits: Callable[[Words], bool]
    """Whether a language is ever set so."""
    clear: bool
    """Whether any conversation without odd turns reads the same in it as in every other clear layout."""


LAYOUTS: dict[str, Layout] = {}
ANY = Shape()
LABELLED = Shape(tellers=(1, 3), askers=(1, 2), rows=True)
ALTERNATING = Shape(long_questions=False, paragraphs=(1, 1), topics=False)
"""One paragraph a turn: unmarked neighbours can be told by their order."""
ASKING = Shape(remarks=False, long_questions=False, open_ends=False)
"""Questions that only their mark tells."""


def _always(words: Words) -> bool:
    return True


def _marked(words: Words) -> bool:
    return words.asks in "?？؟;"


def _cased(words: Words) -> bool:
    return words.cased


def _spaced(words: Words) -> bool:
    return words.spaced


def layout(
    name: str,
    format: str = "html",
    *,
    shape: Shape = ANY,
    fits: Callable[[Words], bool] = _always,
    clear: bool = False,
) -> Callable[[Callable[[Sheet], None]], Callable[[Sheet], None]]:
    """Enter a layout in the table."""

    def enter(write: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
        assert name not in LAYOUTS
        LAYOUTS[name] = Layout(name=name, format=format, write=write, shape=shape, fits=fits, clear=clear)
        return write

    return enter


# How one turn's paragraphs are set.


def _plain(sheet: Sheet, index: int, turn: Turn) -> list[str]:
    return [f"<p>{dressed(sheet, text)}</p>" for text in turn.paragraphs]


def _inside(template: str) -> Setting:
    """Each paragraph in a template's place ``|``."""
    opened, closed = template.split("|")
    return lambda sheet, index, turn: [f"{opened}{esc(text)}{closed}" for text in turn.paragraphs]


def _around(template: str, paragraph: str = "<p>|</p>") -> Setting:
    """All paragraphs together in one element."""
    opened, closed = template.split("|")
    before, after = paragraph.split("|")
    return lambda sheet, index, turn: [
        opened + "".join(f"{before}{dressed(sheet, text)}{after}" for text in turn.paragraphs) + closed
    ]


def _bold(sheet: Sheet) -> str:
    return sheet.rng.choice(("<b>|</b>", "<strong>|</strong>"))


# Questions by the look of the whole paragraph.


@layout("bold-paragraph", clear=True)
def bold_paragraph(sheet: Sheet) -> None:
    opened, closed = _bold(sheet).split("|")
    set_turns(sheet, _inside(f"<p>{opened}|{closed}</p>"), _plain)


@layout("italic-paragraph", clear=True)
def italic_paragraph(sheet: Sheet) -> None:
    tag = sheet.rng.choice(("i", "em"))
    set_turns(sheet, _inside(f"<p><{tag}>|</{tag}></p>"), _plain)


@layout("bold-italic-paragraph", clear=True)
def bold_italic_paragraph(sheet: Sheet) -> None:
    template = sheet.rng.choice(("<p><strong><em>|</em></strong></p>", "<p><i><b>|</b></i></p>"))
    set_turns(sheet, _inside(template), _plain)


@layout("italic-answers")
def italic_answers(sheet: Sheet) -> None:
    set_turns(sheet, _plain, _inside("<p><em>|</em></p>"))


@layout("bold-with-anchor")
def bold_with_anchor(sheet: Sheet) -> None:
    set_turns(
        sheet, lambda s, i, t: [f'<p id="q{i}"><strong>{esc(x)}&nbsp;</strong></p>' for x in t.paragraphs], _plain
    )


@layout("bold-mark-outside")
def bold_mark_outside(sheet: Sheet) -> None:
    """The question mark slips out of the bold, as it does in many an editor."""

    def question(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        return [f"<p><b>{esc(text[:-1])}</b>{esc(text[-1])}</p>" for text in turn.paragraphs]

    set_turns(sheet, question, _plain)


@layout("bold-in-pieces")
def bold_in_pieces(sheet: Sheet) -> None:
    """A bold question that editing has cut into several bold runs."""

    def question(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        halves = [(text[: len(text) // 2], text[len(text) // 2 :]) for text in turn.paragraphs]
        return [f"<p><strong>{esc(a)}</strong><strong>{esc(b)}</strong></p>" for a, b in halves]

    set_turns(sheet, question, _plain)


def _heading(level: int) -> None:
    def write(sheet: Sheet) -> None:
        topic = f"h{level - 1}" if level > 2 else "h1"
        set_turns(sheet, _inside(f"<h{level}>|</h{level}>"), _plain, lambda text: f"<{topic}>{esc(text)}</{topic}>")

    layout(f"heading-{level}", shape=attrs.evolve(ANY, topics=level > 2, long_questions=False), clear=level in (3, 4))(
        write
    )


for _level in (2, 3, 4, 5, 6):
    _heading(_level)


@layout("heading-bold")
def heading_bold(sheet: Sheet) -> None:
    set_turns(sheet, _inside("<h3><strong>|</strong></h3>"), _plain)


@layout("two-headings", shape=attrs.evolve(ANY, topics=False))
def two_headings(sheet: Sheet) -> None:
    """A question of two paragraphs makes two headings in a row."""
    set_turns(sheet, _inside('<h3 class="wp-block-heading">|</h3>'), _plain)


@layout("css-weight", clear=True)
def css_weight(sheet: Sheet) -> None:
    set_turns(sheet, _inside(f'<p style="font-weight: {sheet.rng.choice(("bold", "700", "600"))}">|</p>'), _plain)


@layout("css-weight-span")
def css_weight_span(sheet: Sheet) -> None:
    set_turns(
        sheet,
        _inside('<p><span style="font-weight:bold;font-size:16px">|</span></p>'),
        _inside('<p><span style="font-weight:normal;font-size:16px">|</span></p>'),
    )


@layout("css-colour")
def css_colour(sheet: Sheet) -> None:
    set_turns(
        sheet,
        _inside(f'<p><span style="color: {sheet.rng.choice(("#c00", "rgb(0, 90, 160)", "navy"))}">|</span></p>'),
        _plain,
    )


@layout("css-font")
def css_font(sheet: Sheet) -> None:
    set_turns(
        sheet,
        _inside('<p style="font-family: Arial, sans-serif">|</p>'),
        _inside('<p style="font-family: Georgia, serif">|</p>'),
    )


@layout("font-colour")
def font_colour(sheet: Sheet) -> None:
    set_turns(
        sheet,
        _inside('<p><font color="#990000" face="Verdana">|</font></p>'),
        _inside('<p><font color="#000000" face="Verdana">|</font></p>'),
    )


@layout("span-class-bold", clear=True)
def span_class_bold(sheet: Sheet) -> None:
    name = sheet.rng.choice(("bold", "fett", "txt-bold", "Bold"))
    set_turns(sheet, _inside(f'<p><span class="{name}">|</span></p>'), _plain)


@layout("underline")
def underline(sheet: Sheet) -> None:
    set_turns(sheet, _inside("<p><u>|</u></p>"), _plain)


@layout("div-lines-bold")
def div_lines_bold(sheet: Sheet) -> None:
    """Lines as ``<div>`` with empty lines between, as old blog editors leave them."""
    set_turns(sheet, _inside("<div><b>|</b></div><div><br /></div>"), _inside("<div>|</div><div><br /></div>"))


# Questions by the element or class.


@layout("definition-list", clear=True)
def definition_list(sheet: Sheet) -> None:
    sheet.before, sheet.after, sheet.open = "<dl>", "</dl>", False
    sheet.talk = _without_topics(sheet)
    set_turns(sheet, _inside("<dt>|</dt>"), _around("<dd>|</dd>"))


@layout("definition-list-each")
def definition_list_each(sheet: Sheet) -> None:
    set_turns(sheet, _around("<dl><dt>|</dt>", "|<br>"), _around("<dd>|</dd></dl>"))
    _join_exchanges(sheet)


@layout("list-items")
def list_items(sheet: Sheet) -> None:
    sheet.before, sheet.after, sheet.open = "<ul>", "</ul>", False
    sheet.talk = _without_topics(sheet)
    set_turns(sheet, _inside('<li class="q"><b>|</b></li>'), _around('<li class="a">|</li>'))


@layout("list-item-exchange")
def list_item_exchange(sheet: Sheet) -> None:
    sheet.before, sheet.after, sheet.open = "<ol>", "</ol>", False
    sheet.talk = _without_topics(sheet)
    set_turns(sheet, _inside("<p><strong>|</strong></p>"), _plain)
    _join_exchanges(sheet, "<li>", "</li>", whole=True)


@layout("blockquote-answers")
def blockquote_answers(sheet: Sheet) -> None:
    set_turns(sheet, _plain, _around("<blockquote>|</blockquote>"))


@layout("blockquote-questions")
def blockquote_questions(sheet: Sheet) -> None:
    set_turns(sheet, _around("<blockquote>|</blockquote>"), _plain)


@layout("table-label-column")
def table_label_column(sheet: Sheet) -> None:
    """One row a turn: who speaks, then what is said."""
    labels = Labels(sheet, sheet.rng.choice(("letters", "full", "role")))
    sheet.before, sheet.after, sheet.open = "<table>", "</table>", False
    sheet.talk = _without_topics(sheet)

    def turn_row(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        text = "".join(f"<p>{dressed(sheet, one)}</p>" for one in turn.paragraphs)
        return [f"<tr><td>{esc(labels.of(index, turn))}</td><td>{text}</td></tr>"]

    set_turns(sheet, turn_row, turn_row)


@layout("table-two-columns", shape=attrs.evolve(ANY, parting=False))
def table_two_columns(sheet: Sheet) -> None:
    """One row an exchange: the question left, the answer right."""
    first, second = sheet.words.label_words
    head = f"<tr><th>{esc(first)}</th><th>{esc(second)}</th></tr>" if sheet.rng.random() < 0.5 else ""
    sheet.before, sheet.after, sheet.open = f"<table>{head}", "</table>", False
    sheet.talk = _without_topics(sheet)
    set_turns(sheet, _around("<tr><td>|</td>"), _around("<td>|</td></tr>"))


@layout("classes-question-answer", clear=True)
def classes_question_answer(sheet: Sheet) -> None:
    set_turns(sheet, _inside('<p class="question">|</p>'), _inside('<p class="answer">|</p>'))


@layout("classes-q-a")
def classes_q_a(sheet: Sheet) -> None:
    set_turns(sheet, _around('<div class="q">|</div>'), _around('<div class="a">|</div>'))


@layout("classes-bem", clear=True)
def classes_bem(sheet: Sheet) -> None:
    block = sheet.rng.choice(("interview", "c-qa", "article-interview"))
    set_turns(
        sheet,
        _around(f'<div class="{block}__question">|</div>'),
        _around(f'<div class="{block}__answer {block}__answer--text">|</div>'),
    )


@layout("classes-hashed")
def classes_hashed(sheet: Sheet) -> None:
    """Classes that mean nothing; only that they differ by side tells."""
    first, second = (f"css-{sheet.rng.randrange(16**6):06x}" for _ in range(2))
    set_turns(sheet, _inside(f'<p class="{first} e1d">|</p>'), _inside(f'<p class="{second} e1d">|</p>'))


@layout("classes-hashed-divs")
def classes_hashed_divs(sheet: Sheet) -> None:
    first, second = (f"sc-{sheet.rng.randrange(16**6):06x}" for _ in range(2))
    set_turns(sheet, _around(f'<div class="{first}">|</div>'), _around(f'<div class="{second}">|</div>'))


@layout("data-attributes")
def data_attributes(sheet: Sheet) -> None:
    set_turns(
        sheet,
        _around('<section data-role="question"><b>|</b></section>', "|<br>"),
        _around('<section data-role="answer">|</section>'),
    )


@layout("custom-elements")
def custom_elements(sheet: Sheet) -> None:
    set_turns(sheet, _inside("<qa-question>|</qa-question>"), _around("<qa-answer>|</qa-answer>"))


@layout("details-summary", shape=attrs.evolve(ANY, parting=False, long_questions=False))
def details_summary(sheet: Sheet) -> None:
    set_turns(sheet, _inside("<details open><summary>|</summary>"), _around("|</details>"))
    _join_exchanges(sheet)


@layout("avatars")
def avatars(sheet: Sheet) -> None:
    """A picture of who speaks in the place of a label."""

    def row(picture: str) -> Setting:
        return _around(
            f'<div class="row"><img class="avatar" src="/img/{picture}.jpg" alt="" width="40"><div class="bubble">|</div></div>'
        )

    set_turns(sheet, row("redaktion"), row("guest"))


@layout("classes-nested")
def classes_nested(sheet: Sheet) -> None:
    """Each exchange in its own block, each side in a block of that."""
    set_turns(
        sheet,
        _around('<div class="qa-item"><div class="qa-item__q">|</div>'),
        _around('<div class="qa-item__a">|</div></div>'),
    )
    _join_exchanges(sheet, whole=True)


@layout("heading-anchor", shape=attrs.evolve(ANY, long_questions=False))
def heading_anchor(sheet: Sheet) -> None:
    """Headings that link to themselves."""
    set_turns(
        sheet,
        lambda s, i, t: [f'<h3 id="q-{i}"><a href="#q-{i}">{esc(x)}</a></h3>' for x in t.paragraphs],
        _plain,
    )


@layout("icons")
def icons(sheet: Sheet) -> None:
    """A small picture before each paragraph's text."""
    set_turns(
        sheet,
        _inside('<p><img src="/img/icon-q.png" alt="" /> <b>|</b></p>'),
        lambda s, i, t: [
            (f'<p><img src="/img/icon-a.png" alt="" /> {esc(x)}</p>' if n == 0 else f"<p>{esc(x)}</p>")
            for n, x in enumerate(t.paragraphs)
        ],
    )


# Question and answer in one paragraph.


def _run_in(style: str, gap: str) -> Callable[[Sheet], None]:
    def write(sheet: Sheet) -> None:
        opened, closed = style.split("|")

        def answer(sheet: Sheet, index: int, turn: Turn) -> list[str]:
            first, *rest = turn.paragraphs
            return [f"{gap}{dressed(sheet, first)}</p>", *(f"<p>{dressed(sheet, text)}</p>" for text in rest)]

        set_turns(sheet, _around(f"<p>{opened}|{closed}", "| "), answer)
        _join_exchanges(sheet)

    return write


_TOGETHER = attrs.evolve(ANY, long_questions=False, parting=False)
layout("bold-lead-break", shape=_TOGETHER, clear=True)(_run_in("<b>|</b>", "<br>"))
layout("bold-lead-run-in", shape=_TOGETHER)(_run_in("<strong>|</strong>", " "))
layout("italic-lead-break", shape=_TOGETHER)(_run_in("<em>|</em>", "<br/>"))
layout("italic-lead-run-in", shape=_TOGETHER)(_run_in("<i>|</i>", " "))


@layout(
    "word-association",
    shape=Shape(exchanges=(6, 14), remarks=False, long_questions=False, terse=True, topics=False, parting=False),
)
def word_association(sheet: Sheet) -> None:
    """Short questions, each with a word or two, in one list."""
    _run_in("<b>|</b>", " ")(sheet)


@layout("one-paragraph-bold", shape=attrs.evolve(ANY, topics=False))
def one_paragraph_bold(sheet: Sheet) -> None:
    """The whole talk in one paragraph, double line breaks between."""
    opened, closed = _bold(sheet).split("|")
    sheet.before, sheet.after = "<p>", "</p>"
    set_turns(sheet, _inside(f"{opened}|{closed}<br><br>\n"), _inside("|<br><br>\n"))
    sheet.join()


@layout("one-paragraph-single-breaks", shape=attrs.evolve(ANY, topics=False))
def one_paragraph_single_breaks(sheet: Sheet) -> None:
    sheet.before, sheet.after = "<div>", "</div>"
    set_turns(sheet, _inside("<strong>|</strong><br />"), _inside("|<br />"))
    sheet.join()


# Labels.


def _labelled(style: str, template: str, after: str = "", *, again: bool = False) -> Callable[[Sheet], None]:
    """Each turn's first paragraph (or each, with ``again``) opens with its label, set in the template.

    ``{label}`` and ``{text}`` stand in the template; later paragraphs are plain.
    """

    def write(sheet: Sheet) -> None:
        labels = Labels(sheet, style)

        def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
            label = esc(labels.of(index, turn))
            out = []
            for place, text in enumerate(turn.paragraphs):
                if place == 0 or again:
                    out.append(template.format(label=label, text=dressed(sheet, text), colon=sheet.words.colon))
                else:
                    out.append(f"<p>{dressed(sheet, text)}</p>")
            return out

        set_turns(sheet, setting, setting)

    return write


_LETTER = "<p><b>{label}{colon}</b> {text}</p>"
_ONE_ASKER = attrs.evolve(LABELLED, askers=(1, 1))
layout("label-letters-bold", clear=True)(_labelled("letters", _LETTER))
layout("label-letters-plain", clear=True)(_labelled("letters", "<p>{label}{colon} {text}</p>"))
layout("label-letters-dot", fits=_cased)(_labelled("letters", "<p>{label}. {text}</p>"))
layout("label-letters-dash", fits=_cased)(_labelled("letters", "<p><b>{label}.-</b> {text}</p>"))
layout("label-letters-nbsp")(_labelled("letters", "<p><strong>{label}{colon}&nbsp;</strong>{text}</p>"))
layout("label-capitals", shape=LABELLED, fits=_cased)(_labelled("capitals", "<p>{label}{colon} {text}</p>"))
layout("label-words")(_labelled("words", _LETTER))
layout("label-words-own-line")(_labelled("words", "<p><strong>{label}{colon}</strong><br>{text}</p>"))
layout("label-full", shape=LABELLED, clear=True)(_labelled("full", _LETTER))
layout("label-full-plain", shape=LABELLED)(_labelled("full", "<p>{label}{colon} {text}</p>"))
layout("label-role", shape=_ONE_ASKER)(_labelled("role", _LETTER))
layout("label-family", shape=LABELLED, clear=True)(_labelled("family", "<p><strong>{label}</strong>{colon} {text}</p>"))
layout("label-initials", shape=LABELLED, fits=_cased)(_labelled("initials", _LETTER))
layout("label-initials-plain", shape=LABELLED, fits=_cased)(_labelled("initials", "<p>{label}{colon} {text}</p>"))
layout("label-full-then-initials", shape=LABELLED, fits=_cased)(_labelled("full-then-initials", _LETTER))
layout("label-full-then-family", shape=LABELLED)(_labelled("full-then-family", _LETTER))
layout("label-brackets", shape=LABELLED)(_labelled("family", "<p>[{label}] {text}</p>"))
layout("label-angle-brackets", shape=LABELLED)(_labelled("family", "<p>&lt;{label}&gt; {text}</p>"))
layout("label-no-space", shape=LABELLED)(_labelled("family", "<p><b>{label}{colon}</b>{text}</p>"))
layout("label-own-paragraph", shape=LABELLED)(_labelled("full", "<p><strong>{label}</strong></p>\n<p>{text}</p>"))
layout("label-own-div", shape=LABELLED)(_labelled("family", '<div class="speaker">{label}</div>\n<p>{text}</p>'))
layout("label-heading", shape=LABELLED)(_labelled("full", "<h4>{label}</h4>\n<p>{text}</p>"))
layout("label-small-caps", shape=LABELLED, fits=_cased)(
    _labelled("family", '<p><span style="font-variant: small-caps">{label}{colon}</span> {text}</p>')
)
layout("label-each-paragraph", shape=LABELLED)(_labelled("family", _LETTER, again=True))
layout("label-italic-dash", shape=LABELLED)(_labelled("family", "<p><i>{label}</i> – {text}</p>"))
layout("round-table", shape=Shape(tellers=(2, 3), rows=True, exchanges=(4, 10)))(_labelled("full-then-family", _LETTER))


@layout("label-bold-question", shape=_ONE_ASKER, clear=True)
def label_bold_question(sheet: Sheet) -> None:
    """The asking side wholly in bold, label and all; the answering side's label alone is bold."""
    labels = Labels(sheet, "family")

    def question(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"{esc(labels.of(index, turn))}{sheet.words.colon} "
        return [f"<p><b>{label if n == 0 else ''}{esc(x)}</b></p>" for n, x in enumerate(turn.paragraphs)]

    def answer(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"<b>{esc(labels.of(index, turn))}{sheet.words.colon}</b> "
        return [f"<p>{label if n == 0 else ''}{dressed(sheet, x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, question, answer)


@layout("label-on-answers-italic", shape=attrs.evolve(ANY, tellers=(1, 2)))
def label_on_answers_italic(sheet: Sheet) -> None:
    """Questions in italics bear no label, answers do."""
    labels = Labels(sheet, "family")

    def answer(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"<strong>{esc(labels.of(index, turn))}{sheet.words.colon}</strong> "
        return [f"<p>{label if n == 0 else ''}{dressed(sheet, x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, _inside("<p><em>|</em></p>"), answer)


@layout("label-on-answers-plain", shape=attrs.evolve(ANY, paragraphs=(1, 1), long_questions=False))
def label_on_answers_plain(sheet: Sheet) -> None:
    """Questions are plain lines; the label opens each answer, which is one paragraph."""
    labels = Labels(sheet, "family")
    set_turns(
        sheet,
        _plain,
        lambda s, i, t: [f"<p>{esc(labels.of(i, t))}{s.words.colon} {dressed(s, x)}</p>" for x in t.paragraphs],
    )


@layout("label-on-questions", shape=attrs.evolve(ANY, long_questions=False))
def label_on_questions(sheet: Sheet) -> None:
    """The publication asks under its name; answers bear no label."""
    labels = Labels(sheet, "full")
    set_turns(
        sheet,
        lambda s, i, t: [f"<p>{esc(labels.of(i, t))}{s.words.colon} {esc(x)}</p>" for x in t.paragraphs],
        _plain,
    )


@layout("label-in-heading-question")
def label_in_heading_question(sheet: Sheet) -> None:
    """The question is a heading that opens with its letter; the answer's paragraph opens with the other."""
    labels = Labels(sheet, "letters")

    def setting(tag: str) -> Setting:
        def write(sheet: Sheet, index: int, turn: Turn) -> list[str]:
            label = f"{esc(labels.of(index, turn))}{sheet.words.colon} "
            return [f"<{tag}>{label if n == 0 else ''}{esc(x)}</{tag}>" for n, x in enumerate(turn.paragraphs)]

        return write

    set_turns(sheet, setting("h3"), setting("p"))


@layout("label-numbered-letters", shape=attrs.evolve(ANY, parting=False))
def label_numbered_letters(sheet: Sheet) -> None:
    """Q1, A1, Q2, A2."""
    labels = Labels(sheet, "letters")

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        number = sum(one.role == "Q" for one in sheet.talk.turns[: index + 1])
        label = f"<b>{esc(labels.of(index, turn))}{number}{sheet.words.colon}</b> "
        return [f"<p>{label if n == 0 else ''}{dressed(sheet, x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, setting, setting)


@layout("label-first-only")
def label_first_only(sheet: Sheet) -> None:
    """Labels at the first exchange; from then on bold tells."""
    labels = Labels(sheet, "full")

    def setting(opened: str, closed: str) -> Setting:
        def write(sheet: Sheet, index: int, turn: Turn) -> list[str]:
            label = f"{esc(labels.of(index, turn))}{sheet.words.colon} " if index < 2 else ""
            return [f"<p>{opened}{label if n == 0 else ''}{esc(x)}{closed}</p>" for n, x in enumerate(turn.paragraphs)]

        return write

    set_turns(sheet, setting("<b>", "</b>"), setting("", ""))


@layout("label-glued", shape=attrs.evolve(LABELLED, topics=False, long_questions=False, paragraphs=(1, 1)))
def label_glued(sheet: Sheet) -> None:
    """One paragraph; each label stands right behind the text before it."""
    labels = Labels(sheet, "family")

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        return [f"<b>{esc(labels.of(index, turn))}{sheet.words.colon}</b> {esc(x)}" for x in turn.paragraphs]

    sheet.before, sheet.after = "<p>", "</p>"
    set_turns(sheet, setting, setting)
    sheet.join()


@layout("label-lines-in-div", shape=attrs.evolve(LABELLED, topics=False))
def label_lines_in_div(sheet: Sheet) -> None:
    _label_lines(sheet, "<br>\n", "<div>", "</div>")


@layout("label-lines-in-pre", shape=attrs.evolve(LABELLED, topics=False))
def label_lines_in_pre(sheet: Sheet) -> None:
    _label_lines(sheet, "\n", "<pre>", "</pre>")


@layout("label-double-breaks", shape=attrs.evolve(LABELLED, topics=False))
def label_double_breaks(sheet: Sheet) -> None:
    _label_lines(sheet, "<br /><br />", "<p>", "</p>")


def _label_lines(sheet: Sheet, end: str, before: str, after: str) -> None:
    labels = Labels(
        sheet, sheet.rng.choice(("full", "family", "letters") if len(sheet.talk.tellers) == 1 else ("full", "family"))
    )

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"{esc(labels.of(index, turn))}{sheet.words.colon} "
        return [f"{label if n == 0 else ''}{esc(x)}{end}" for n, x in enumerate(turn.paragraphs)]

    sheet.before, sheet.after = before, after
    set_turns(sheet, setting, setting)
    sheet.join()


@layout("same-questions-to-all", shape=Shape(tellers=(2, 3), everybody=True, exchanges=(3, 6), parting=False))
def same_questions_to_all(sheet: Sheet) -> None:
    """Each question once, as a heading; under it everybody's answer under their name."""
    labels = Labels(sheet, "full")

    def answer(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"<b>{esc(labels.of(index, turn))}{sheet.words.colon}</b> "
        return [f"<p>{label if n == 0 else ''}{esc(x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, _inside("<h3>|</h3>"), answer)


# Dashes, numbers, quotation marks, question marks.


@layout("dash-questions", shape=attrs.evolve(ANY, long_questions=False))
def dash_questions(sheet: Sheet) -> None:
    dash = sheet.rng.choice(("—", "–", "-"))
    set_turns(sheet, _inside(f"<p>{dash} |</p>"), _plain)


@layout("dash-questions-bold", shape=attrs.evolve(ANY, long_questions=False))
def dash_questions_bold(sheet: Sheet) -> None:
    set_turns(sheet, _inside("<p><strong>– |</strong></p>"), _plain)


@layout("dash-both", shape=ALTERNATING)
def dash_both(sheet: Sheet) -> None:
    """Every turn opens with a dash; the order tells who speaks."""
    set_turns(sheet, _inside("<p>— |</p>"), _inside("<p>— |</p>"))


@layout("dash-both-bold", shape=attrs.evolve(ALTERNATING, paragraphs=(1, 3)))
def dash_both_bold(sheet: Sheet) -> None:
    def answer(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        return [f"<p>{'– ' if n == 0 else ''}{esc(x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, _inside("<p><b>– |</b></p>"), answer)


@layout("japanese-dash", shape=attrs.evolve(ANY, long_questions=False), fits=lambda words: words.tag == "ja")
def japanese_dash(sheet: Sheet) -> None:
    set_turns(sheet, _inside(f"<p>{sheet.rng.choice(('――', '──', '—'))}|</p>"), _plain)


@layout(
    "japanese-dash-breaks",
    shape=attrs.evolve(ANY, long_questions=False, topics=False),
    fits=lambda words: words.tag == "ja",
)
def japanese_dash_breaks(sheet: Sheet) -> None:
    sheet.before, sheet.after = "<div>", "</div>"
    set_turns(sheet, _inside("<br>――|<br>"), _inside("|<br>"))
    sheet.join()


@layout("japanese-dash-and-name", shape=attrs.evolve(ANY, long_questions=False), fits=lambda words: words.tag == "ja")
def japanese_dash_and_name(sheet: Sheet) -> None:
    """The question opens with a dash, the answer with the surname and a wide space."""
    labels = Labels(sheet, "family")

    def answer(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"<strong>{esc(labels.of(index, turn))}</strong>　"
        return [f"<p>{label if n == 0 else ''}{esc(x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, _inside("<p>──|</p>"), answer)


def _numbered(template: str) -> Setting:
    def question(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        number = sum(one.role == "Q" for one in sheet.talk.turns[: index + 1])
        first, *rest = turn.paragraphs
        return [
            template.format(number=number, text=esc(first)),
            *(template.split("{")[0] + esc(x) + "</p>" for x in rest),
        ]

    return question


_NUMBERED = attrs.evolve(ANY, long_questions=False, parting=False)


@layout("numbered-bold", shape=_NUMBERED)
def numbered_bold(sheet: Sheet) -> None:
    template = sheet.rng.choice(
        ("<p><b>{number}. {text}</b></p>", "<p><strong>{number}) {text}</strong></p>", "<h3>{number}. {text}</h3>")
    )
    set_turns(sheet, _numbered(template), _plain)


@layout("numbered-plain", shape=_NUMBERED)
def numbered_plain(sheet: Sheet) -> None:
    set_turns(sheet, _numbered("<p>{number}. {text}</p>"), _plain)


@layout("answers-in-quotes", shape=attrs.evolve(ANY, paragraphs=(1, 2)))
def answers_in_quotes(sheet: Sheet) -> None:
    opened, closed = sheet.words.quotes

    def answer(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        last = len(turn.paragraphs) - 1
        return [f"<p>{opened}{esc(x)}{closed if n == last else ''}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, _plain, answer)


@layout("question-mark-only", shape=ASKING, fits=_marked)
def question_mark_only(sheet: Sheet) -> None:
    set_turns(sheet, _plain, _plain)


@layout("question-mark-only-breaks", shape=attrs.evolve(ASKING, topics=False), fits=_marked)
def question_mark_only_breaks(sheet: Sheet) -> None:
    sheet.before, sheet.after = "<p>", "</p>"
    set_turns(sheet, _inside("|<br><br>"), _inside("|<br><br>"))
    sheet.join()


# Mail, podcasts, chats.


@layout("mail-quotes")
def mail_quotes(sheet: Sheet) -> None:
    set_turns(sheet, _around('<blockquote type="cite">|</blockquote>'), _plain)


def _clock(index: int) -> str:
    seconds = 7 + index * 41
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


@layout("podcast-time-before", shape=LABELLED)
def podcast_time_before(sheet: Sheet) -> None:
    labels = Labels(sheet, "full")

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        lead = f"[{_clock(index)}] <b>{esc(labels.of(index, turn))}:</b> "
        return [f"<p>{lead if n == 0 else ''}{esc(x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, setting, setting)


@layout("podcast-time-after", shape=LABELLED)
def podcast_time_after(sheet: Sheet) -> None:
    labels = Labels(sheet, "full")

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        lead = f'<p class="speaker">{esc(labels.of(index, turn))} <span class="time">({_clock(index)})</span></p>'
        return [(lead if n == 0 else "") + f"<p>{esc(x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, setting, setting)


@layout("chat", shape=attrs.evolve(LABELLED, topics=False, long_questions=False, paragraphs=(1, 1)))
def chat(sheet: Sheet) -> None:
    labels = Labels(sheet, "full")

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        lead = f'<span class="nick">{esc(labels.of(index, turn))}</span> <time>{_clock(index)[:5]}</time>'
        return [f'<div class="message">{lead}<div class="text">{esc(x)}</div></div>' for x in turn.paragraphs]

    set_turns(sheet, setting, setting)


# Pages that hold more than one talk, or more than a talk.


@layout("two-interviews", shape=Shape(tellers=(2, 2), exchanges=(6, 12), topics=False, parting=False))
def two_interviews(sheet: Sheet) -> None:
    """One person's talk, then the next person's, each under the name."""
    talk = sheet.talk
    half = len(talk.exchanges) // 2
    parts = (talk.exchanges[:half], talk.exchanges[half:])
    given = [
        attrs.evolve(
            one,
            turns=tuple(Turn(t.role, teller if t.role == "A" else t.speaker, t.paragraphs) for t in one.turns),
            topic=teller.full if n == 0 else None,
        )
        for teller, part in zip(talk.tellers, parts, strict=True)
        for n, one in enumerate(part)
    ]
    sheet.talk = attrs.evolve(talk, exchanges=tuple(given))
    set_turns(sheet, _inside("<p><strong>|</strong></p>"), _plain)


@layout("mixed-with-prose", shape=attrs.evolve(ANY, exchanges=(3, 6), topics=False))
def mixed_with_prose(sheet: Sheet) -> None:
    """A report, a short talk in it, and the report's end."""
    labels = Labels(sheet, "full")
    name = sheet.talk.words.people[2].full
    news = [one.replace("{name}", name) for one in sheet.words.news]
    for text in (*sheet.talk.intro, *news[:4]):
        sheet.put("intro", [f"<p>{esc(text)}</p>"])
    sheet.put("topic", [f"<h2>{esc(sheet.words.topics[0])}</h2>"])

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"<b>{esc(labels.of(index, turn))}{sheet.words.colon}</b> "
        return [f"<p>{label if n == 0 else ''}{esc(x)}</p>" for n, x in enumerate(turn.paragraphs)]

    set_turns(sheet, setting, setting)
    if not sheet.talk.cut:
        sheet.put("topic", [f"<h2>{esc(sheet.words.topics[3])}</h2>"])
        for text in news[5:]:
            sheet.put("closing", [f"<p>{esc(text)}</p>"])
    sheet.has_prose = True


# Markdown.


def _markdown(question: str, answer: str = "|") -> Callable[[Sheet], None]:
    def lines(template: str) -> Setting:
        opened, closed = template.split("|")
        return lambda sheet, index, turn: [opened + text + closed for text in turn.paragraphs]

    return lambda sheet: set_turns(sheet, lines(question), lines(answer), lambda text: f"## {text}")


layout("markdown-bold", "markdown", clear=True)(_markdown("**|**"))
layout("markdown-italic", "markdown")(_markdown("*|*"))
layout("markdown-heading", "markdown", shape=attrs.evolve(ANY, long_questions=False))(_markdown("### |"))
layout("markdown-quote", "markdown", shape=attrs.evolve(ANY, long_questions=False))(_markdown("> |"))


def _lines(style: str, template: str, again: bool = False) -> Callable[[Sheet], None]:
    """Plain lines, each turn opened by its label."""

    def write(sheet: Sheet) -> None:
        labels = Labels(sheet, style)

        def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
            label = labels.of(index, turn)
            return [
                template.format(label=label, text=text, colon=sheet.words.colon, clock=_clock(index))
                if n == 0 or again
                else text
                for n, text in enumerate(turn.paragraphs)
            ]

        set_turns(
            sheet, setting, setting, lambda text: f"## {text}" if sheet.joint == "\n\n" and template[0] == "*" else text
        )

    return write


_NO_TOPICS = attrs.evolve(LABELLED, topics=False)
layout("markdown-letters", "markdown", clear=True)(_lines("letters", "**{label}{colon}** {text}"))
layout("markdown-names", "markdown", shape=LABELLED)(_lines("full", "**{label}{colon}** {text}"))
layout("markdown-name-heading", "markdown", shape=_NO_TOPICS)(_lines("full", "### {label}\n\n{text}"))
layout("markdown-bold-hard-break", "markdown", shape=_NO_TOPICS)(_lines("family", "**{label}**  \n{text}"))


# Plain text.

_TEXT = attrs.evolve(ANY, topics=False)
layout("text-letters", "text", shape=_TEXT, clear=True)(_lines("letters", "{label}{colon} {text}"))
layout("text-words", "text", shape=_TEXT)(_lines("words", "{label}{colon} {text}"))
layout("text-names", "text", shape=_NO_TOPICS, clear=True)(_lines("full", "{label}{colon} {text}"))
layout("text-names-then-initials", "text", shape=_NO_TOPICS, fits=_cased)(
    _lines("full-then-initials", "{label}{colon} {text}")
)
layout("text-name-own-line", "text", shape=_NO_TOPICS)(_lines("full", "{label}\n{text}"))
layout("text-brackets", "text", shape=_NO_TOPICS)(_lines("family", "[{label}] {text}"))
layout("text-podcast", "text", shape=_NO_TOPICS)(_lines("full", "{label} ({clock})\n{text}"))
layout("text-podcast-time-first", "text", shape=_NO_TOPICS)(_lines("full", "[{clock}] {label}: {text}"))


@layout("text-chat", "text", shape=attrs.evolve(_NO_TOPICS, long_questions=False, paragraphs=(1, 1)))
def text_chat(sheet: Sheet) -> None:
    sheet.joint = "\n"
    _lines("family", "[{clock}] <{label}> {text}")(sheet)


@layout("text-names-tight", "text", shape=_NO_TOPICS)
def text_names_tight(sheet: Sheet) -> None:
    """No blank line anywhere between turns."""
    sheet.joint = "\n"
    _lines("full", "{label}{colon} {text}")(sheet)


@layout("text-hard-wrapped", "text", shape=_NO_TOPICS, fits=_spaced)
def text_hard_wrapped(sheet: Sheet) -> None:
    labels = Labels(sheet, "full")

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        label = f"{labels.of(index, turn)}{sheet.words.colon} "
        return [
            textwrap.fill((label if n == 0 else "") + x, 72, break_on_hyphens=False, break_long_words=False)
            for n, x in enumerate(turn.paragraphs)
        ]

    set_turns(sheet, setting, setting)


@layout("text-mail", "text", shape=attrs.evolve(_TEXT, long_questions=False), fits=_spaced)
def text_mail(sheet: Sheet) -> None:
    """A mail's questions quoted with ``>``, the answers below each."""

    def question(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        return [
            "\n".join(f"> {line}" for line in textwrap.wrap(x, 66, break_on_hyphens=False)) for x in turn.paragraphs
        ]

    set_turns(sheet, question, lambda s, i, t: list(t.paragraphs))


@layout("text-question-marks", "text", shape=attrs.evolve(ASKING, topics=False), fits=_marked)
def text_question_marks(sheet: Sheet) -> None:
    set_turns(sheet, lambda s, i, t: list(t.paragraphs), lambda s, i, t: list(t.paragraphs))


@layout("text-extracted", "text", shape=attrs.evolve(ASKING, topics=False), fits=_marked)
def text_extracted(sheet: Sheet) -> None:
    """What a text extractor leaves: a line a paragraph, no style, no blank lines."""
    sheet.joint = "\n"
    set_turns(sheet, lambda s, i, t: list(t.paragraphs), lambda s, i, t: list(t.paragraphs))


@layout("text-dashes", "text", shape=ALTERNATING)
def text_dashes(sheet: Sheet) -> None:
    set_turns(sheet, lambda s, i, t: [f"- {x}" for x in t.paragraphs], lambda s, i, t: [f"- {x}" for x in t.paragraphs])


@layout("text-numbered", "text", shape=attrs.evolve(_NUMBERED, topics=False))
def text_numbered(sheet: Sheet) -> None:
    def question(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        number = sum(one.role == "Q" for one in sheet.talk.turns[: index + 1])
        return [f"{number}. {x}" for x in turn.paragraphs]

    set_turns(sheet, question, lambda s, i, t: list(t.paragraphs))


# Captions.


def _cues(text: str, words: Words) -> list[str]:
    if words.spaced:
        return textwrap.wrap(text, 76, break_on_hyphens=False)
    return [text[start : start + 24] for start in range(0, len(text), 24)]


def _stamp(second: int, mark: str) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}{mark}000"


def _captions(sheet: Sheet, mark: str, numbered: bool, say: Callable[[str, str, bool, bool], str]) -> None:
    """Cues of a few seconds; ``say`` makes one of a label, a text, whether it is the turn's first, and whether asked."""
    labels = Labels(sheet, "full")
    clock, number = 0, 0

    def setting(sheet: Sheet, index: int, turn: Turn) -> list[str]:
        nonlocal clock, number
        label = labels.of(index, turn)
        out = []
        for place, text in enumerate(_cues(sheet.words.gap.join(turn.paragraphs), sheet.words)):
            number += 1
            head = f"{number}\n" if numbered else ""
            out.append(
                f"{head}{_stamp(clock, mark)} --> {_stamp(clock + 4, mark)}\n{say(label, text, place == 0, turn.role == 'Q')}"
            )
            clock += 4
        return out

    sheet.talk = _without_topics(sheet)
    set_turns(sheet, setting, setting)
    sheet.has_prose, sheet.open = True, False


@layout("vtt-voices", "vtt", shape=_NO_TOPICS)
def vtt_voices(sheet: Sheet) -> None:
    _captions(sheet, ".", False, lambda label, text, first, asked: f"<v {label}>{esc(text)}</v>")


@layout("vtt-labels", "vtt", shape=_NO_TOPICS)
def vtt_labels(sheet: Sheet) -> None:
    _captions(sheet, ".", True, lambda label, text, first, asked: f"{label}: {esc(text)}" if first else esc(text))


@layout("vtt-chevrons", "vtt", shape=_NO_TOPICS)
def vtt_chevrons(sheet: Sheet) -> None:
    _captions(
        sheet, ".", False, lambda label, text, first, asked: f"&gt;&gt; {label}: {esc(text)}" if first else esc(text)
    )


@layout("srt-labels", "srt", shape=_NO_TOPICS)
def srt_labels(sheet: Sheet) -> None:
    _captions(sheet, ",", True, lambda label, text, first, asked: f"{label}: {text}" if first else text)


@layout("srt-brackets", "srt", shape=_NO_TOPICS)
def srt_brackets(sheet: Sheet) -> None:
    _captions(sheet, ",", True, lambda label, text, first, asked: f"[{label}] {text}" if first else text)


def _without_topics(sheet: Sheet) -> Conversation:
    """The same talk without subheadings, which some elements cannot hold."""
    return attrs.evolve(sheet.talk, exchanges=tuple(Exchange(one.turns) for one in sheet.talk.exchanges))


def _join_exchanges(sheet: Sheet, before: str = "", after: str = "", *, whole: bool = False) -> None:
    """Make each question and its answer's first piece one, as they share an element; with ``whole`` all the answer."""
    out: list[Piece] = []
    for piece in sheet.pieces:
        goes_on = piece.part == "question" and piece.follows
        if goes_on or (piece.part == "answer" and (whole or not piece.follows)):
            last = out.pop()
            out.append(
                Piece(last.markup + piece.markup, "exchange" if piece.part == "answer" else "question", last.turn)
            )
        else:
            out.append(piece)
    sheet.pieces = [
        attrs.evolve(piece, markup=before + piece.markup + after) if piece.part in ("question", "exchange") else piece
        for piece in out
    ]
