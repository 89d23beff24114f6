"""The forms of an article, one by one: what stands in them, and what a misfit is answered with."""

from __future__ import annotations

import csv
import io
import json
import pickle
from datetime import UTC, date, datetime, timedelta
from enum import Enum

import attrs
import jsonschema
import pytest
import yaml
from lxml import etree, html
from sample_articles import WREN, article_said, sample_article

from interview_parse.errors import InterviewParseError
from interview_parse.exporters import (
    COLUMNS,
    EXPORTERS,
    ArticleFormatError,
    from_json,
    json_schema,
    to_csv,
    to_html,
    to_json,
    to_jsonl,
    to_markdown,
    to_records,
    to_text,
)
from interview_parse.exporters.records import article_id, count_words
from interview_parse.model import types
from interview_parse.model.types import Article, Kind, Mark, MarkKind, Segment, Span

# --- JSON ---------------------------------------------------------------------------------------------------------


def test_json_names_its_version_first() -> None:
    """A reader sees what it has before anything else."""
    assert next(iter(json.loads(to_json(sample_article())))) == "schema"
    assert json.loads(to_json(sample_article()))["schema"] == "interview_parse/1"


def test_json_writes_words_of_segments_once() -> None:
    """Segments point into page_text; only words that differ from it are written."""
    article = sample_article()
    form = json.loads(to_json(article))
    assert all("text" not in segment for segment in form["segments"])
    odd = Segment(text="other words", role=article.segments[0].role, span=Span(0, 5))
    by_hand = attrs.evolve(article, segments=(odd, *article.segments[1:]))
    assert json.loads(to_json(by_hand))["segments"][0]["text"] == "other words"
    assert from_json(to_json(by_hand)) == by_hand


@pytest.mark.parametrize(
    "published",
    [
        None,
        date(2024, 2, 29),
        datetime(2024, 2, 29, 0, 0),
        datetime(2024, 2, 29, 6, 7, 8, 9, tzinfo=UTC),
        datetime.fromisoformat("2024-02-29T06:07:08+05:45"),
    ],
)
def test_json_keeps_days_days_and_zones(published: date | None) -> None:
    """A day gets no midnight, a midnight stays one, and the offset is kept."""
    again = from_json(to_json(sample_article(published=published))).published
    assert again == published
    assert type(again) is type(published)
    if isinstance(published, datetime) and isinstance(again, datetime):
        assert again.utcoffset() == published.utcoffset()


def test_json_keeps_times_to_the_microsecond() -> None:
    """A turn's start and end come back exactly."""
    article = sample_article()
    turn = article.interviews[0].turns[1]
    odd = attrs.evolve(turn, start=timedelta(microseconds=1), end=timedelta(hours=100, microseconds=999_999))
    exchange = attrs.evolve(article.interviews[0].exchanges[0], answers=(odd,))
    article = sample_article(interviews=(attrs.evolve(article.interviews[0], exchanges=(exchange,)),))
    assert from_json(to_json(article)).interviews[0].turns[1] == odd


def test_json_indents_on_request() -> None:
    """indent makes lines for people; the article is the same."""
    text = to_json(sample_article(), indent=2)
    assert text.startswith('{\n  "schema"')
    assert from_json(text) == sample_article()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "an object at article"),
        ('"article"', "an object at article"),
        ("{}", "no schema"),
        ('{"schema": "interview_parse/2"}', '"schema": "interview_parse/2"'),
        ('{"schema": "interview_parse/1"}', "article.kind"),
        ('{"schema": "interview_parse/1", "kind": "sonnet", "kind_confidence": 1}', "one of interview, faq"),
        ('{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": true}', "article.kind_confidence"),
        ('{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": NaN}', "NaN"),
        ('{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": 1, "colour": 1}', '"colour"'),
        ('{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": 1, "title": 5}', "article.title"),
        ('{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": 1, "published": "soon"}', "ISO 8601"),
        (
            '{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": 1, "segments": {}}',
            "a list at article.seg",
        ),
        (
            '{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": 1, "page_text": "x", '
            '"segments": [{"role": "body", "span": [0, "1"]}]}',
            "article.segments[0].span",
        ),
        ('{"schema": "interview_parse/1", "kind": "faq", "kind_confidence": 1, "page_text": 7}', "article.page_text"),
    ],
)
def test_json_that_does_not_fit_names_the_place(text: str, place: str) -> None:
    """Whatever is wrong with the text, one error of ours says where."""
    with pytest.raises(ArticleFormatError) as caught:
        from_json(text)
    assert place in str(caught.value)
    assert isinstance(caught.value, InterviewParseError)
    assert isinstance(caught.value, ValueError)


def test_json_error_keeps_its_facts_when_pickled() -> None:
    """The error crosses processes."""
    with pytest.raises(ArticleFormatError) as caught:
        from_json("{}")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.expected, again.found, again.advice) == (
        caught.value.expected,
        caught.value.found,
        caught.value.advice,
    )


def test_json_takes_a_file_with_fewer_keys() -> None:
    """A key that is missing where the model has a default gets it: files written by hand may be short."""
    article = from_json('{"schema": "interview_parse/1", "kind": "article", "kind_confidence": 1}')
    assert article == Article(kind=Kind.ARTICLE, kind_confidence=1.0)


def test_json_refuses_numbers_that_json_does_not_have() -> None:
    """NaN would make JSON that strict readers refuse."""
    with pytest.raises(ArticleFormatError, match="NaN"):
        to_json(sample_article(kind_confidence=float("nan")))


def test_schema_is_valid_and_as_wide_as_the_model() -> None:
    """The schema is itself valid, and has each class, field and enum value of the model, no more."""
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(to_json(sample_article())))
    for name in types.__all__:
        kind = getattr(types, name)
        if issubclass(kind, Enum):
            assert schema["$defs"][name]["enum"] == [one.value for one in kind]
        elif kind is not Span:
            part = schema if kind is Article else schema["$defs"][name]
            assert [key for key in part["properties"] if key != "schema"] == [one.name for one in attrs.fields(kind)], (
                name
            )
            assert part["additionalProperties"] is False


@pytest.mark.parametrize(
    "change",
    [{"schema": "interview_parse/2"}, {"title": 5}, {"kind": "sonnet"}, {"colour": 1}, {"published": "9 March 2024"}],
)
def test_schema_refuses_what_is_wrong(change: dict[str, object]) -> None:
    """The schema is no rubber stamp."""
    form = json.loads(to_json(sample_article())) | change
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(form)


# --- Markdown -----------------------------------------------------------------------------------------------------


def test_markdown_shows_the_conversation() -> None:
    """Title, standfirst, introduction, subheadings, bold questions, labels, links and emphasis stand as people write them."""
    _, _, body = to_markdown(sample_article())[4:].partition("\n---\n")
    assert body == (
        "\n# “Bees do not read calendars”\n\n"
        "Ada Wren keeps forty hives above the town. A talk about patience.\n\n"
        "We met on a cold morning in March.\n\n"
        "* * *\n\n"
        "**HILL POST: When does your year begin?**\n\n"
        "Ada Wren: In August, when the others think that it ends. I count what is left.\n\n"
        "Then I read [_The Old Hive_](https://example.org/hive) once more, and **wait**.\n\n"
        "## Winter work\n\n"
        "**What do you do in winter?**\n\n"
        "I listen at the hives. A good one hums like a far-off train,\n"
    )


def test_front_matter_holds_what_is_known() -> None:
    """YAML gives names, dates, address, access and tags with their types."""
    front, _, _ = to_markdown(sample_article())[4:].partition("\n---\n")
    assert yaml.safe_load(front) == {
        "title": "“Bees do not read calendars”",
        "description": "Ada Wren keeps forty hives above the town. A talk about patience.",
        "authors": ["Tom Reed"],
        "interviewees": ["Ada Wren"],
        "interviewers": ["Tom Reed"],
        "publisher": "Hill Post",
        "section": "Country",
        "date": datetime(2024, 3, 9, 7, 30, tzinfo=UTC),
        "language": "en",
        "url": "https://example.org/bees",
        "kind": "interview",
        "access": "paywalled",
        "truncated": True,
        "dossier": "The slow year",
        "tags": ["Nature"],
    }


def test_front_matter_cannot_be_ended_from_within() -> None:
    """A title that looks like the front matter's end, or like YAML, is a title."""
    title = 'x\n---\n# y: "z" \u2028 {{ page }} &anchor *alias !!python/object'
    front, _, _ = to_markdown(sample_article(title=title))[4:].partition("\n---\n")
    assert yaml.safe_load(front)["title"] == title.replace("\u2028", "\n")


def test_markdown_emphasis_in_scripts_without_blanks() -> None:
    """Where CommonMark's signs would stay literal, between Han characters, elements carry the emphasis."""
    from markdown_it import MarkdownIt

    article = article_said("今年は？", "彼は「旅」を読む。")
    (interview,) = article.interviews
    paragraph = interview.turns[1].paragraphs[0]
    bold = attrs.evolve(paragraph, marks=(Mark(kind=MarkKind.BOLD, start=2, end=5),))
    turn = attrs.evolve(interview.turns[1], paragraphs=(bold,))
    exchange = attrs.evolve(interview.exchanges[0], answers=(turn,))
    text = to_markdown(attrs.evolve(article, interviews=(attrs.evolve(interview, exchanges=(exchange,)),)))
    assert "彼は<strong>「旅」</strong>を読む。" in text
    assert "<p>彼は<strong>「旅」</strong>を読む。</p>" in MarkdownIt("commonmark").render(text)


# --- HTML ---------------------------------------------------------------------------------------------------------


def test_html_shows_the_conversation() -> None:
    """Each turn has its class, its label and its words; links and emphasis are elements."""
    tree = html.fromstring(to_html(sample_article()))
    turns = tree.xpath("//section[@class='interview']/div[starts-with(@class, 'turn')]")
    assert [turn.get("class") for turn in turns] == ["turn question", "turn answer"] * 2
    assert [turn.xpath("string(.//span[@class='label'])") for turn in turns] == ["HILL POST:", "Ada Wren:", "", ""]
    assert turns[1].get("data-speaker") == WREN.name
    assert turns[1].get("data-start") == "2.500"
    assert tree.xpath("//a[@href='https://example.org/hive']/em/text()") == ["The Old Hive"]
    assert tree.xpath("//p[@class='question']/strong/span[@class='label']/text()") == ["HILL POST:"]
    assert tree.xpath("//div[@class='introduction']/p/text()") == ["We met on a cold morning in March."]
    assert tree.xpath("//h2/text()") == ["Winter work"]
    assert tree.xpath("//aside[@class='dossier']//li[@aria-current='page']/a/text()") == ["Bees do not read calendars"]


def test_html_tells_search_engines() -> None:
    """Microdata has headline, author, publisher, date, section and access."""
    tree = html.fromstring(to_html(sample_article()))
    article = tree.xpath("//article[@itemtype='https://schema.org/Article']")[0]
    assert article.xpath(".//*[@itemprop='headline']/text()") == ["“Bees do not read calendars”"]
    assert article.xpath(".//*[@itemprop='author']//*[@itemprop='name']/text()") == ["Tom Reed"]
    assert article.xpath(".//*[@itemprop='publisher']//*[@itemprop='name']/text()") == ["Hill Post"]
    assert article.xpath(".//*[@itemprop='datePublished']/@datetime") == ["2024-03-09T07:30:00+00:00"]
    assert article.xpath(".//*[@itemprop='isAccessibleForFree']/@content") == ["False"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", " JaVa\nScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_links_that_run_scripts_are_dropped(href: str) -> None:
    """No form for browsers carries a link that runs a script, however it is written; JSON keeps what the page had."""
    article = article_said("Who?", "Me, myself.")
    (interview,) = article.interviews
    paragraph = attrs.evolve(
        interview.turns[1].paragraphs[0], marks=(Mark(kind=MarkKind.LINK, start=0, end=2, href=href),)
    )
    turn = attrs.evolve(interview.turns[1], paragraphs=(paragraph,))
    exchange = attrs.evolve(interview.exchanges[0], answers=(turn,))
    article = attrs.evolve(article, url=href, interviews=(attrs.evolve(interview, exchanges=(exchange,)),))
    assert not html.fromstring(to_html(article)).xpath("//@href")
    assert "](" not in to_markdown(article)
    assert from_json(to_json(article)) == article


def test_html_says_the_direction_of_its_script() -> None:
    """Arabic, Hebrew, Persian and Urdu are set from right to left."""
    assert '<html lang="ar" dir="rtl">' in to_html(sample_article(language="ar"))
    assert '<html lang="en">' in to_html(sample_article())


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", "]]>", "=cmd|' /C calc'!A0", '"><img src=x onerror=1>']
)
def test_hostile_names_come_out_as_words(name: str) -> None:
    """A speaker, title or label that is markup, a section's end or a formula is words in every form."""
    article = sample_article(title=name)
    (interview,) = article.interviews
    answer = attrs.evolve(interview.turns[1], label=name, speaker=attrs.evolve(WREN, name=name))
    exchange = attrs.evolve(interview.exchanges[0], answers=(answer,))
    article = attrs.evolve(article, interviews=(attrs.evolve(interview, exchanges=(exchange,)),))
    tree = html.fromstring(to_html(article))
    assert not tree.xpath("//script | //img")
    assert tree.xpath("string(//h1)") == name
    assert tree.xpath("//div[contains(@class, 'answer')]/@data-speaker") == [name]
    front, _, _ = to_markdown(article)[4:].partition("\n---\n")
    assert yaml.safe_load(front)["title"] == name
    assert json.loads(etree.fromstring(f"<x><![CDATA[{to_json(article)}]]></x>").text)["title"] == name
    script = html.fromstring(f"<body><script>{to_json(article)}</script>").xpath("//script")
    assert [json.loads(one.text)["title"] for one in script] == [name]
    cell = list(csv.DictReader(io.StringIO(to_csv(article))))[1]["speaker"]
    assert cell == (f"'{name}" if name.startswith("=") else name)


# --- Text and tables ----------------------------------------------------------------------------------------------


def test_text_opens_each_turn_with_who_speaks() -> None:
    """The label where printed, else the known speaker, else Q and A."""
    assert to_text(sample_article()) == (
        "“Bees do not read calendars”\n\n"
        "Ada Wren keeps forty hives above the town. A talk about patience.\n\n"
        "We met on a cold morning in March.\n\n"
        "HILL POST: When does your year begin?\n\n"
        "Ada Wren: In August, when the others think that it ends. I count what is left.\n\n"
        "Then I read The Old Hive once more, and wait.\n\n"
        "Winter work\n\n"
        "Q: What do you do in winter?\n\n"
        "Ada Wren: I listen at the hives. A good one hums like a far-off train,\n"
    )


def test_forms_of_an_article_without_interview_hold_its_prose() -> None:
    """Where nobody talks, the body's paragraphs and subheadings are what there is."""
    article = sample_article(kind=Kind.ARTICLE, interviews=())
    assert "We met on a cold morning" in to_markdown(article)
    assert "## Winter work" in to_markdown(article)
    assert "<p>We met on a cold morning in March.</p>" in to_html(article)
    assert "We met on a cold morning in March." in to_text(article)
    assert to_records(article) == []
    assert to_jsonl(article) == ""
    assert to_csv(article) == ",".join(COLUMNS) + "\r\n"


def test_records_are_flat_rows_with_all_columns() -> None:
    """One row a turn; places, speaker, words and span are there."""
    records = to_records(sample_article())
    assert [list(record) for record in records] == [list(COLUMNS)] * 4
    row = records[1]
    assert row["article_id"] == article_id(sample_article())
    assert (row["interview"], row["exchange"], row["turn"]) == (0, 0, 1)
    assert (row["role"], row["label"], row["speaker"], row["speaker_role"]) == (
        "answer",
        "Ada Wren",
        "Ada Wren",
        "beekeeper",
    )
    assert (row["words"], row["characters"], row["paragraphs"]) == (24, 115, 2)
    assert (row["start"], row["end"]) == (2.5, 60.0)
    assert row["published"] == "2024-03-09T07:30:00+00:00"
    page = sample_article().page_text
    assert page[row["span_start"] : row["span_end"]] == row["text"]
    assert [record["truncated"] for record in records] == [False, False, True, True]
    assert [record["heading"] for record in records] == [None, None, "Winter work", "Winter work"]


def test_records_of_many_articles_follow_each_other() -> None:
    """Any iterable of articles makes one table; an article's id tells its rows apart."""
    other = sample_article(title="Another")
    records = to_records(iter([sample_article(), other]))
    assert len(records) == 8
    assert len({record["article_id"] for record in records}) == 2


def test_article_id_is_the_same_everywhere() -> None:
    """The id hangs on address, title and page text alone: pinned, as tables of several years are joined by it."""
    assert (
        article_id(Article(kind=Kind.OTHER, kind_confidence=0, url="u", title=None, page_text="é"))
        == "46a9638b97770b2c"
    )
    assert article_id(sample_article(kind_confidence=0.1)) == article_id(sample_article())
    assert article_id(sample_article(url="v")) != article_id(sample_article())


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("It’s a well-kept hive, isn't it?", 7), ("東京へ行く", 5), ("2024 年", 2), ("— …", 0), ("สวัสดี ok", 7)],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    """Spaced words, or characters where a script has no spaces."""
    assert count_words(text) == count


def test_pandas_takes_the_records() -> None:
    """pandas.DataFrame(to_records(articles)) is a table with a row a turn."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(to_records(sample_article()))
    assert list(frame.columns) == list(COLUMNS)
    assert frame.groupby("role")["words"].sum().to_dict() == {"answer": 38, "question": 11}


def test_polars_takes_the_records() -> None:
    """polars.DataFrame(to_records(articles), infer_schema_length=None) is a table with a row a turn."""
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(to_records([sample_article()] * 60), infer_schema_length=None)
    assert frame.columns == list(COLUMNS)
    assert frame.height == 240


def test_arrow_takes_the_records() -> None:
    """pyarrow.Table.from_pylist(to_records(articles)) is a table with a row a turn."""
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.Table.from_pylist(to_records(sample_article()))
    assert table.column_names == list(COLUMNS)
    assert table.num_rows == 4


def test_table_of_exporters_is_complete() -> None:
    """Each form by name writes the article and ends its last line; what can be appended makes one file."""
    article = sample_article()
    for name, exporter in EXPORTERS.items():
        assert exporter.name == name
        assert exporter.suffix.startswith(".")
        assert "/" in exporter.media_type
        assert exporter.write(article).endswith("\n")
    both = EXPORTERS["csv"].write(article) + EXPORTERS["csv"].append(article)
    assert len(list(csv.DictReader(io.StringIO(both)))) == 8
    both = EXPORTERS["json"].write(article) + EXPORTERS["json"].append(article)
    assert [from_json(line) for line in both.splitlines()] == [article, article]
