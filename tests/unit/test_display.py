"""What people look at: notebook cells, the annotated page, the terminal's outline."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import attrs
import html5lib
import pytest
from lxml import html
from sample_articles import PIECES, WREN, article_said, sample_article

from interview_parse.display import evidence, outline
from interview_parse.display.annotated import _COLOURS
from interview_parse.model.types import Access, Article, Interview, Kind, QuestionAnswer, Role
from interview_parse.parse import Explanation
from interview_parse.segmenter.segmentation import Hypothesis
from interview_parse.source import Format


def views() -> dict[str, str]:
    article = sample_article()
    shown = {
        "article": article,
        "interview": article.interview,
        "exchange": article.interviews[0].exchanges[1],
        "dossier": article.dossier,
    }
    return {name: one._repr_html_() for name, one in shown.items()}


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# --- Notebook -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["article", "interview", "exchange", "dossier"])
def test_a_cell_is_self_contained(name: str) -> None:
    """A cell is a style sheet and one element of one class: valid, without scripts, fetching nothing."""
    fragment = views()[name]
    html5lib.HTMLParser(strict=True).parseFragment(fragment)
    tree = html.fragment_fromstring(fragment, create_parent="main")
    assert [child.tag for child in tree] == ["style", "div"]
    assert tree[1].get("class") == "interview-parse"
    assert not tree.xpath(".//script | .//img | .//link | .//*[starts-with(name(@*), 'on')] | .//@src")
    assert "url(" not in fragment
    assert "@import" not in fragment


def test_a_cell_styles_nothing_outside_itself() -> None:
    """Every rule of the style sheet is about the one class, so that a notebook's own look stays."""
    style = re.search("<style>(.*)</style>", views()["article"])[1]
    flat = re.sub(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\}", r"\1", style)
    selectors = [one for rule in re.findall(r"([^{}]+)\{", flat) for one in rule.split(",") if one.strip()]
    assert len(selectors) > 30
    own = re.compile(r"^(\[data-jp-theme-light=\"(true|false)\"\] |\.vscode-(light|dark) )?\.interview-parse([ .]|$)")
    continued = re.compile(r"^\.[a-z]+::after$")
    assert [one for one in selectors if not own.match(one) and not continued.match(one)] == []


def test_a_cell_has_a_light_and_a_dark_theme() -> None:
    """The system's theme decides, and a notebook that says its own overrules it."""
    cell = views()["article"]
    assert "@media (prefers-color-scheme:dark)" in cell
    assert '[data-jp-theme-light="false"]' in cell
    assert '[data-jp-theme-light="true"]' in cell


def test_the_article_reads_as_a_conversation() -> None:
    """Speakers stand beside their words, in order; questions and answers have their class, speakers their colour."""
    tree = html.fromstring(views()["article"])
    turns = tree.xpath("//div[starts-with(@class, 'turn ')]")
    assert [turn.get("class") for turn in turns] == [
        "turn question s0",
        "turn answer s1",
        "turn question s0",
        "turn answer s1",
    ]
    assert [turn.xpath("string(div[@class='who']/text())") for turn in turns] == [
        "HILL POST",
        "Ada Wren",
        "Q",
        "Ada Wren",
    ]
    assert tree.xpath("//div[@class='who']/small/text()") == ["beekeeper", "0:02"]
    said = [[words_of(line) for line in turn.xpath("div[@class='said']/p")] for turn in turns]
    assert said == [[line.text for line in turn.paragraphs] for turn in sample_article().interview.turns]
    assert tree.xpath("//div[@class='said']//a[@href='https://example.org/hive']/em/text()") == ["The Old Hive"]
    assert tree.xpath("//p[@class='heading']/text()") == ["Winter work"]


def test_the_cut_and_the_paywall_are_seen() -> None:
    """Where the text is cut a line says so, and why; a complete article has none."""
    tree = html.fromstring(views()["article"])
    assert tree.xpath("//div[@class='cut']/text()") == ["cut by a paywall"]
    assert tree.xpath("//li[@class='warn']/text()") == ["paywalled", "cut"]
    free = html.fromstring(sample_article(access=Access.UNKNOWN)._repr_html_())
    assert free.xpath("//div[@class='cut']/text()") == ["the text is cut here"]
    assert not html.fromstring(article_said("Who?", "Me.")._repr_html_()).xpath("//div[@class='cut']")


def test_a_cut_outside_the_conversation_is_seen_too() -> None:
    """An article that is cut, with all exchanges whole or with none, still shows the cut."""
    assert html.fromstring(article_said("Who?", "Me.", truncated=True)._repr_html_()).xpath("//div[@class='cut']")
    bare = Article(kind=Kind.ARTICLE, kind_confidence=1, truncated=True)
    assert html.fromstring(bare._repr_html_()).xpath("//div[@class='cut']")


def test_dossier_and_notes_are_seen() -> None:
    """The dossier shows its part and this article's place; doubts are listed."""
    tree = html.fromstring(views()["article"])
    assert words_of(tree.xpath("//div[@class='box']")[0]).startswith("Dossier · part 2 of 5The slow year")
    assert tree.xpath("//li[@class='here']/a/text()") == ["Bees do not read calendars"]
    assert tree.xpath("//ul[@class='notes']/li/text()") == ["The text is cut by a paywall."]
    alone = html.fromstring(views()["dossier"])
    assert alone.xpath("//ol/li/a/@href") == ["https://example.org/baker", "https://example.org/bees"]


def test_an_article_without_interview_says_what_it_is() -> None:
    """The cell of an article without conversation names its kind and confidence."""
    cell = Article(kind=Kind.LISTING, kind_confidence=0.8, title="Ten towns")._repr_html_()
    assert "No interview: listing 80%." in cell


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", "</style><b>", '"><img src=x onerror=alert(1)>']
)
def test_hostile_text_is_shown_as_text(name: str) -> None:
    """Names, titles, cues and notes that are markup are words in the cell and in the annotated page."""
    article = sample_article(title=name, notes=(name,), publisher=name, url="javascript:alert(1)")
    (interview,) = article.interviews
    turn = attrs.evolve(interview.turns[1], label=name, speaker=attrs.evolve(WREN, name=name, role=name))
    exchange = attrs.evolve(interview.exchanges[0], answers=(turn,))
    segment = attrs.evolve(article.segments[0], cues=(name,))
    article = attrs.evolve(
        article,
        interviews=(attrs.evolve(interview, exchanges=(exchange,)),),
        segments=(segment, *article.segments[1:]),
    )
    for shown in (article._repr_html_(), article.annotated()):
        tree = html.fromstring(shown)
        assert not tree.xpath("//script | //img | //*[@onerror] | //a[starts-with(@href, 'javascript')]")
        assert len(tree.xpath("//style")) == 1
        assert name in " ".join(tree.itertext())


@pytest.mark.parametrize("name", ["article", "interview", "exchange", "dossier"])
def test_a_repr_fits_a_line(name: str) -> None:
    """What the prompt prints is one short line, however long the texts are."""
    article = sample_article(title="word " * 100)
    long = article_said("Why? " * 100, "Because. " * 100)
    shown = {
        "article": [article, long],
        "interview": [article.interview, long.interview, Interview(exchanges=())],
        "exchange": [*article.interviews[0], *long.interviews[0], QuestionAnswer()],
        "dossier": [attrs.evolve(article.dossier, title="slow " * 50)],
    }
    for one in shown[name]:
        assert "\n" not in repr(one)
        assert len(repr(one)) <= 100


# --- Annotated page -----------------------------------------------------------------------------------------------


def test_annotated_page_shows_every_segment_in_its_role() -> None:
    """Each segment is marked with its role, and says its cues on hover; all words of the page are there, once, in order."""
    article = sample_article()
    page = article.annotated()
    html5lib.HTMLParser(strict=True).parse(page)
    tree = html.fromstring(page)
    marks = tree.xpath("//main//mark")
    assert [(mark.get("class"), mark.text) for mark in marks] == [
        (f"role-{role.value}", words) for role, words in PIECES
    ]
    assert marks[5].get("data-tip") == "question: looks like question, place"
    shown = "".join("".join(line.text_content() for line in tree.xpath("//main//p")).split())
    assert shown == "".join(article.page_text.split())
    assert not tree.xpath("//*[@class='missed'] | //script | //@src")


def test_annotated_page_names_exchange_and_speaker() -> None:
    """Beside each turn stand its role, its exchange's number and who speaks; a label shares the line of its turn."""
    tree = html.fromstring(sample_article().annotated())
    rows = [words_of(gutter) for gutter in tree.xpath("//main//div[@class='row']/div")]
    assert "labelquestion1 · HILL POST" in rows
    assert "answer2 · Ada Wren" in rows
    assert tree.xpath("//main//div[@class='cut']")


def test_annotated_page_has_legend_confidence_and_notes() -> None:
    """The side lists the roles present with their words, the confidences, and the doubts."""
    tree = html.fromstring(sample_article().annotated())
    legend = {words_of(label).split(" ")[0] for label in tree.xpath("//ul[@class='legend']//label")}
    assert len(tree.xpath("//ul[@class='legend']/li")) == len({role for role, _ in PIECES})
    assert any(entry.startswith("question") for entry in legend)
    side = words_of(tree.xpath("//aside")[0])
    assert "interview, 97%" in side
    assert "2 exchanges; every exchange right, 91%" in side
    assert "The text is cut by a paywall." in side


def test_annotated_page_outlines_words_in_no_segment() -> None:
    """Words that a segmentation lost are not lost from sight."""
    article = sample_article()
    lost = attrs.evolve(article, segments=article.segments[:2] + article.segments[3:])
    assert html.fromstring(lost.annotated()).xpath("//span[@class='missed']/text()")[0].strip() == "By Tom Reed"


def test_annotated_page_folds_long_runs_of_furniture() -> None:
    """Menus do not push the article off the screen, but can be opened."""
    text = "\n\n".join(f"menu {number}" for number in range(8))
    article = article_said("x", "y", page_text=text)
    segment = sample_article().segments[0]
    starts = [match.span() for match in re.finditer("menu .", text)]
    segments = tuple(
        attrs.evolve(
            segment, role=Role.FURNITURE, text=text[start:end], span=attrs.evolve(segment.span, start=start, end=end)
        )
        for start, end in starts
    )
    tree = html.fromstring(attrs.evolve(article, segments=segments).annotated())
    assert tree.xpath("//details/summary/text()")[0].startswith("8 lines of furniture: menu 0 · menu 1")
    assert len(tree.xpath("//details//mark")) == 8


def test_every_role_has_a_colour_of_its_own() -> None:
    """No two roles look the same."""
    assert set(_COLOURS) == set(Role)
    assert len(set(_COLOURS.values())) == len(Role)


def test_the_model_loads_no_view() -> None:
    """A pipeline that only parses does not pay for views: they are imported when somebody looks."""
    code = "import sys, interview_parse; print([name for name in sys.modules if 'interview_parse.display' in name])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# --- Terminal -----------------------------------------------------------------------------------------------------


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line if not unicodedata.combining(one))


def test_outline_reads_as_a_conversation() -> None:
    """Head, numbered exchanges with speakers, the cut, dossier and notes, without colour codes."""
    text = outline(sample_article())
    assert "\x1b" not in text
    places = [
        text.index(words)
        for words in (
            "Hill Post · Country",
            "“Bees do not read calendars”",
            "Tom Reed · 2024-03-09T07:30:00+00:00",
            "interview 97% · 2 exchanges, confidence 91% · en · paywalled · cut",
            " 1 HILL POST\n   When does your year begin?",
            "   Ada Wren\n     In August",
            "Winter work",
            " 2 Q\n   What do you do in winter?",
            "cut by a paywall",
            "Dossier: The slow year, part 2 of 5",
            "> Bees do not read calendars",
            "! The text is cut by a paywall.",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("words", ["long words here " * 40, "長い答えが続く。" * 40, "x" * 300, "e\u0301tude " * 60])
def test_outline_keeps_within_the_width(words: str, width: int) -> None:
    """No line is wider than the terminal, in any script, and no character is lost."""
    text = outline(article_said(words.strip(), words.strip(), title=words), width=width)
    assert max(map(columns, text.split("\n"))) <= width
    assert "".join(text.split()).count("".join(words.split())) == 3


def test_outline_is_coloured_on_request() -> None:
    """Colour adds codes and nothing else; each line ends its own."""
    plain, coloured = outline(sample_article()), outline(sample_article(), colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert all(line.count("\x1b[0m") * 2 == line.count("\x1b[") for line in coloured.split("\n"))


def test_outline_lets_no_page_steer_the_terminal() -> None:
    """Escape sequences in a page's text come out harmless."""
    text = outline(article_said("\x1b[2Jwho\x07?", "\x9b31mme\r\x08", title="\x1b]0;title\x07"))
    assert not {one for one in text if unicodedata.category(one) == "Cc"} - {"\n"}


def test_evidence_shows_roles_cues_and_layouts() -> None:
    """Each segment with role, words and cues; each layout that was weighed with its score and votes."""
    best = Hypothesis("questions are p bold", 3.25, (("alternation", 2.0), ("asks", -0.5)), 2)
    other = Hypothesis("hill post asks", 1.0, (), 1)
    explanation = Explanation(article=sample_article(), hypotheses=(best, other), encoding="utf-8", format=Format.HTML)
    text = evidence(explanation, width=120)
    assert "interview 97%; read as html, encoding utf-8" in text
    assert "question      When does your year begin?  [looks like question, place]" in text
    assert "1. questions are p bold\n   score +3.25, 2 exchanges\n   alternation +2.00, asks -0.50" in text
    assert text.index("2. hill post asks") > text.index("1. questions")
    assert "! The text is cut by a paywall." in text
    assert "\x1b" not in text
    bare = evidence(attrs.evolve(explanation, hypotheses=()), width=120)
    assert "No layout was weighed." in bare
