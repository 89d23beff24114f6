"""What a page says of its article, where its sources agree and where they do not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from interview_parse.languages import load
from interview_parse.model.metadata import Metadata, read_metadata
from interview_parse.model.site_names import strip_site
from interview_parse.model.types import Person, Role, Span
from interview_parse.segmenter.segmentation import Piece
from interview_parse.source import read
from interview_parse.tokenizer import tokenize


def metadata_of(
    source: str, *printed: tuple[str, Role], language: str = "en", url: str | None = None, tag: str | None = None
) -> Metadata:
    """The metadata of a page on which the quoted stretches bear the given roles and all else is furniture."""
    page = tokenize(read(source, url=url))
    pieces, at = [], 0
    for text, role in printed:
        start = page.text.index(text, at)
        if page.text[at:start].strip():
            pieces += [
                Piece(Span(block.start, block.end), Role.FURNITURE) for block in page if at <= block.start < start
            ]
        pieces.append(Piece(Span(start, start + len(text)), role))
        at = start + len(text)
    pieces += [Piece(Span(block.start, block.end), Role.FURNITURE) for block in page if block.start >= at]
    return read_metadata(page, pieces, load(language), tag or language)


def html(head: str = "", body: str = "<p>Why salt?</p><p>It keeps.</p>", lang: str = "en") -> str:
    return f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>"


def json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


TURNS = (("Why salt?", Role.QUESTION), ("It keeps.", Role.ANSWER))


class TestTitle:
    @pytest.mark.parametrize(
        "head",
        [
            "<title>Salt keeps | The Quay</title><meta property=og:site_name content='The Quay'>",
            "<title>The Quay: Salt keeps</title><meta property=og:site_name content='The Quay'>",
            "<title>The Quay – Salt keeps</title><link rel=canonical href='https://www.thequay.example/salt'>",
            "<title>Salt keeps :: Quay</title><meta property=og:title content='Salt keeps'>",
            "<title>x</title><meta property=og:title content='Salt keeps - The Quay'>"
            + json_ld(publisher={"name": "The Quay"}),
            "<title>Salt keeps - The Quay</title>" + json_ld(**{"@type": "Organization", "name": "The Quay"}),
            json_ld(headline="Salt keeps"),
            "<meta name=citation_title content='Salt keeps'>",
        ],
    )
    def test_the_sites_name_is_no_part_of_it(self, head: str) -> None:
        """Prefix and suffix go, however the site names itself: in metas, JSON-LD or by its address."""
        assert metadata_of(html(head), *TURNS).title == "Salt keeps"

    def test_the_printed_headline_wins(self) -> None:
        """The article's own headline is taken over what templates put into the head, which goes to the notes."""
        found = metadata_of(
            html(
                "<meta property=og:title content='10 salt facts'>",
                "<h1>“Salt keeps”</h1><p>Why salt?</p><p>It keeps.</p>",
            ),
            ("“Salt keeps”", Role.TITLE),
            *TURNS,
        )
        assert found.title == "“Salt keeps”"
        assert any("10 salt facts" in note for note in found.notes)

    def test_a_headline_with_dash_or_bar_stays_whole(self) -> None:
        """Only what names the site is cut; an article's own dash is its own."""
        body = "<h1>Salt – and wind | a talk</h1><p>Why salt?</p><p>It keeps.</p>"
        found = metadata_of(
            html("<title>Salt – and wind | a talk | Quay</title><meta property=og:site_name content=Quay>", body),
            ("Salt – and wind | a talk", Role.TITLE),
            *TURNS,
        )
        assert found.title == "Salt – and wind | a talk"

    def test_a_dateline_or_kicker_in_the_same_line_is_cut(self) -> None:
        """Another title of the page shows where the headline begins."""
        line = "News | 3 May 2021 “Salt keeps the fish”"
        body = f"<h1>{line}</h1><p>Why salt?</p><p>It keeps.</p>"
        head = "<meta property=og:title content='“Salt keeps the fish”'>"
        assert metadata_of(html(head, body), (line, Role.TITLE), *TURNS).title == "“Salt keeps the fish”"
        line = "Winter in the harbour - “Salt keeps the fish”"
        body = f"<h1>{line}</h1><p>Why salt?</p><p>It keeps.</p>"
        head = "<meta property=og:title content='Fishing: “Salt keeps the fish”'>"
        assert metadata_of(html(head, body), (line, Role.TITLE), *TURNS).title == "“Salt keeps the fish”"

    def test_the_page_header_is_no_headline(self) -> None:
        """Where the only printed title is the site's own name, the article's is taken from the head."""
        head = "<meta property=og:site_name content='The Quay'><meta property=og:title content='Salt keeps'>"
        body = "<h1>The Quay</h1><p>Why salt?</p><p>It keeps.</p>"
        assert metadata_of(html(head, body), ("The Quay", Role.TITLE), *TURNS).title == "Salt keeps"

    def test_a_text_that_starts_with_the_first_question_has_none(self) -> None:
        """Nothing is made up for plain text without a title."""
        assert metadata_of("Why salt?\nIt keeps.\n", *TURNS).title is None

    def test_front_matter_is_printed_by_the_site(self) -> None:
        """A Markdown file's title field is its headline, whatever heading comes first."""
        source = "---\ntitle: Salt keeps\n---\n\n# Part one\n\nWhy salt?\n\nIt keeps.\n"
        assert metadata_of(source, ("Part one", Role.TITLE), *TURNS).title == "Salt keeps"

    def test_a_line_that_names_the_genre_is_a_title(self) -> None:
        """ "Interview with …" right above the first question serves where no headline was seen."""
        found = metadata_of(
            "Interview with Jo Lund\n\nWhy salt?\n\nIt keeps.\n", ("Interview with Jo Lund", Role.INTRODUCTION), *TURNS
        )
        assert found.title == "Interview with Jo Lund"

    def test_a_hostile_title_is_cut_no_more_than_it_deserves(self) -> None:
        """Thousands of separators leave the title as it is, at once."""
        title = " | ".join(["a"] * 20_000)
        assert strip_site(title, frozenset({"quay"}), []) == title

    def test_the_headline_under_a_name_is_the_longer_h1(self) -> None:
        """Where a first h1 is only a name, the h1 below that says it again is the article's."""
        body = (
            "<h1>Ida Quell</h1><h1>Salt and patience: how Ida Quell keeps the pans</h1><p>Why salt?</p><p>It keeps.</p>"
        )
        found = metadata_of(html(body=body), ("Ida Quell", Role.TITLE), *TURNS)
        assert found.title == "Salt and patience: how Ida Quell keeps the pans"

    def test_microdata_around_the_headline_does_not_keep_its_kicker(self) -> None:
        """A kicker in the h1 goes where the page's title is the rest, also where microdata wraps the whole h1."""
        body = "<h1 itemprop=headline><small>Tides</small><br>Salt that keeps well</h1><p>Why salt?</p><p>It keeps.</p>"
        head = "<title>Salt that keeps well</title>"
        found = metadata_of(html(head, body), ("Tides\nSalt that keeps well", Role.TITLE), *TURNS)
        assert found.title == "Salt that keeps well"


class TestStandfirst:
    def test_printed_parts_are_joined(self) -> None:
        """Two set-off paragraphs are two paragraphs; styles within one are one."""
        body = "<p class=deck>Salt is <b>old</b>.</p><p class=deck>Wind is older.</p><p>Why salt?</p><p>It keeps.</p>"
        found = metadata_of(
            html(body=body),
            ("Salt is ", Role.STANDFIRST),
            ("old", Role.STANDFIRST),
            (".", Role.STANDFIRST),
            ("Wind is older.", Role.STANDFIRST),
            *TURNS,
        )
        assert found.standfirst is not None
        assert found.standfirst.split("\n\n")[1] == "Wind is older."

    @pytest.mark.parametrize("style", ["<p class=lead>{}</p>", "<h2>{}</h2>", "<p><b>{}</b></p>"])
    def test_a_description_counts_where_the_page_prints_it_apart(self, style: str) -> None:
        """Metas repeat the lead: a block that says the same and looks unlike the body is one."""
        lead = "Jo Lund has dried fish on the outer islands for forty years. She says why salt is not the secret."
        head = f"<meta name=description content='{lead[:70]} …'>"
        body = style.format(lead) + "<p>We met in the harbour.</p><p>Why salt?</p><p>It keeps.</p>"
        roles = ((lead, Role.INTRODUCTION), ("We met in the harbour.", Role.INTRODUCTION), *TURNS)
        assert metadata_of(html(head, body), *roles).standfirst == lead

    def test_a_description_that_is_not_printed_is_none(self) -> None:
        """Search-engine texts and the body's own first paragraph are no standfirst."""
        text = "Jo Lund has dried fish on the outer islands for forty years. She says why salt is not the secret."
        head = f"<meta name=description content='{text}'>"
        assert metadata_of(html(head), *TURNS).standfirst is None
        body = f"<p>{text}</p><p>We met in the harbour.</p><p>Why salt?</p><p>It keeps.</p>"
        roles = ((text, Role.INTRODUCTION), ("We met in the harbour.", Role.INTRODUCTION), *TURNS)
        assert metadata_of(html(head, body), *roles).standfirst is None

    def test_front_matter_has_a_field_for_it(self) -> None:
        """A deck in the front matter is what the site prints under the title."""
        source = "---\ntitle: Salt keeps\ndeck: Forty years of fish.\n---\n\nWhy salt?\n\nIt keeps.\n"
        assert metadata_of(source, *TURNS).standfirst == "Forty years of fish."


class TestAuthors:
    @pytest.mark.parametrize(
        ("line", "language", "names"),
        [
            ("By Jo Lund", "en", ["Jo Lund"]),
            ("By Jo Lund and Ada Brook", "en", ["Jo Lund", "Ada Brook"]),
            ("Von Jo Lund und Ada Brook", "de", ["Jo Lund", "Ada Brook"]),
            ("Par Jo Lund, Ada Brook et Ivo Marsh", "fr", ["Jo Lund", "Ada Brook", "Ivo Marsh"]),
            ("Por Jo Lund y Ada Brook", "es", ["Jo Lund", "Ada Brook"]),
            ("Di Jo Lund e Ada Brook", "it", ["Jo Lund", "Ada Brook"]),
            ("Text: Jo Lund & Ada Brook", "en", ["Jo Lund", "Ada Brook"]),
            ("Jo Lund", "en", ["Jo Lund"]),
            ("Ina van der Brook", "nl", ["Ina van der Brook"]),
            ("Автор: Анна Белова и Пётр Лугов", "ru", ["Анна Белова", "Пётр Лугов"]),
            ("作者：林小川、周一帆", "zh", ["林小川", "周一帆"]),
        ],
    )
    def test_a_byline_is_read_in_its_language(self, line: str, language: str, names: list[str]) -> None:
        """What announces the name goes; what joins names splits them."""
        found = metadata_of(
            html(body=f"<p>{line}</p><p>Why salt?</p><p>It keeps.</p>"), (line, Role.BYLINE), *TURNS, language=language
        )
        assert [person.name for person in found.authors] == names

    def test_a_place_or_role_after_the_name_is_the_persons(self) -> None:
        """What follows a comma is no second author."""
        line = "By Jo Lund, our correspondent in Bergen"
        found = metadata_of(html(body=f"<p>{line}</p><p>Why salt?</p><p>It keeps.</p>"), (line, Role.BYLINE), *TURNS)
        assert found.authors == (Person(name="Jo Lund", role="our correspondent in Bergen"),)

    def test_structured_authors_bring_role_and_house(self) -> None:
        """Persons of the JSON-LD are authors with what they are; an organisation is none."""
        head = json_ld(
            author=[
                {"@type": "Person", "name": "Jo Lund", "jobTitle": "reporter", "affiliation": {"name": "The Quay"}},
                {"@type": "Organization", "name": "The Quay"},
            ]
        )
        assert metadata_of(html(head), *TURNS).authors == (
            Person(name="Jo Lund", role="reporter", affiliation="The Quay"),
        )

    @pytest.mark.parametrize(
        "content", ["The Quay", "admin", "https://social.example/quay", "jo@quay.example", "quay_desk2"]
    )
    def test_a_publication_login_or_address_is_nobody(self, content: str) -> None:
        """Templates fill author metas with what is at hand."""
        head = f"<meta name=author content='{content}'><meta property=og:site_name content='The Quay'>"
        assert metadata_of(html(head), *TURNS).authors == ()

    def test_the_byline_wins_over_the_head(self) -> None:
        """Who signs in print is the author; the login in the head goes to the notes."""
        head = "<meta name=author content='Max Desk'>"
        body = "<p>By Jo Lund</p><p>Why salt?</p><p>It keeps.</p>"
        found = metadata_of(html(head, body), ("By Jo Lund", Role.BYLINE), *TURNS)
        assert found.authors == (Person(name="Jo Lund"),)
        assert any("Max Desk" in note for note in found.notes)

    def test_a_family_name_first_is_turned(self) -> None:
        """Citation metas write "Lund, Jo"."""
        assert metadata_of(html("<meta name=citation_author content='Lund, Jo'>"), *TURNS).authors == (
            Person(name="Jo Lund"),
        )


class TestDates:
    def test_zone_and_time_are_kept(self) -> None:
        """A published time keeps its offset as printed."""
        head = json_ld(datePublished="2021-05-03T09:15:00+02:00", dateModified="2021-05-04T08:00:00Z")
        found = metadata_of(html(head), *TURNS)
        assert found.published == datetime(2021, 5, 3, 9, 15, tzinfo=timezone(timedelta(hours=2)))
        assert found.modified == datetime(2021, 5, 4, 8, tzinfo=UTC)

    @pytest.mark.parametrize("value", ["2021-05-03T00:00:00", "2021-05-03T00:00:00+02:00", "2021-05-03T02:00:00+02:00"])
    def test_a_templates_midnight_is_a_day(self, value: str) -> None:
        """Midnight that nothing on the page confirms is no time."""
        assert metadata_of(html(json_ld(datePublished=value)), *TURNS).published == date(2021, 5, 3)

    def test_a_printed_midnight_is_a_time(self) -> None:
        """Where the page itself prints 00:00 it is believed."""
        body = "<p>3 May 2021, 00:00</p><p>Why salt?</p><p>It keeps.</p>"
        found = metadata_of(
            html(json_ld(datePublished="2021-05-03T00:00:00Z"), body), ("3 May 2021, 00:00", Role.DATE), *TURNS
        )
        assert found.published == datetime(2021, 5, 3, tzinfo=UTC)

    def test_the_printed_day_wins(self) -> None:
        """A day printed in the article beats a far one in the head, which goes to the notes."""
        body = "<p>3 May 2021</p><p>Why salt?</p><p>It keeps.</p>"
        found = metadata_of(
            html(json_ld(datePublished="2023-01-01T10:00:00Z"), body), ("3 May 2021", Role.DATE), *TURNS
        )
        assert found.published == date(2021, 5, 3)
        assert any("2023-01-01" in note for note in found.notes)

    def test_an_update_is_told_from_the_first_day(self) -> None:
        """ "Updated" before a date makes it the modified one."""
        line = "3 May 2021, 11:50 | Updated: 4 May 2021, 16:49"
        found = metadata_of(html(body=f"<p>{line}</p><p>Why salt?</p><p>It keeps.</p>"), (line, Role.DATE), *TURNS)
        assert found.published == datetime(2021, 5, 3, 11, 50)
        assert found.modified == datetime(2021, 5, 4, 16, 49)

    def test_a_relative_date_is_none(self) -> None:
        """ "Yesterday" names no day that stays true."""
        body = "<p>Yesterday at 9:10</p><p>Why salt?</p><p>It keeps.</p>"
        assert metadata_of(html(body=body), ("Yesterday at 9:10", Role.DATE), *TURNS).published is None

    @pytest.mark.parametrize(
        "name", ["article:published_time", "dc.date", "pubdate", "parsely-pub-date", "sailthru.date", "citation_date"]
    )
    def test_metas_give_dates(self, name: str) -> None:
        """Every usual meta is known."""
        assert metadata_of(html(f"<meta name='{name}' content='2021-05-03'>"), *TURNS).published == date(2021, 5, 3)

    def test_modified_before_published_is_dropped(self) -> None:
        """A change before the first day is a template's error."""
        found = metadata_of(
            html(json_ld(datePublished="2021-05-03T10:00:00Z", dateModified="2020-05-03T10:00:00Z")), *TURNS
        )
        assert found.modified is None
        assert any("modified" in note for note in found.notes)


class TestAddressAndHouse:
    def test_canonical_address_is_made_absolute(self) -> None:
        """The canonical link beats og:url; a relative one is resolved."""
        head = "<link rel=canonical href='/salt'><meta property=og:url content='https://m.quay.example/salt'>"
        assert metadata_of(html(head), *TURNS, url="https://quay.example/x?y=1").url == "https://quay.example/salt"

    def test_a_relative_address_without_a_base_is_passed_over(self) -> None:
        """What cannot be made absolute yields to the next source, and to the address passed in."""
        head = "<link rel=canonical href='/salt'><meta property=og:url content='http://[broken'>"
        assert metadata_of(html(head + json_ld(url="https://quay.example/s")), *TURNS).url == "https://quay.example/s"
        assert metadata_of(html(head), *TURNS).url is None

    def test_publisher_and_rubric(self) -> None:
        """The house and the section that the page is filed under."""
        head = json_ld(publisher={"@type": "Organization", "name": "The Quay"}, articleSection=["Fish", "News"])
        found = metadata_of(html(head), *TURNS)
        assert (found.publisher, found.rubric) == ("The Quay", "Fish")

    def test_a_name_after_the_paywall_notice_is_the_house(self) -> None:
        """A text without a head may still name its publication right after the notice."""
        source = "Why salt?\nIt keeps.\nFor subscribers only\nHarbour Gazette\nRead also\n"
        found = metadata_of(source, *TURNS, ("For subscribers only", Role.PAYWALL), ("Harbour Gazette", Role.FURNITURE))
        assert found.publisher == "Harbour Gazette"

    @pytest.mark.parametrize(
        ("declared", "told", "expected", "noted"),
        [
            ("de-ch", "de", "de-CH", False),
            ("en", "de", "de", True),
            ("pt_BR", "pt", "pt-BR", False),
            ("x", "fr", "fr", False),
        ],
    )
    def test_language_is_declared_then_told(self, declared: str, told: str, expected: str, noted: bool) -> None:
        """The declaration adds the region; where the words speak another language they win."""
        found = metadata_of(html(lang=declared), *TURNS, tag=told)
        assert found.language == expected
        assert bool(found.notes) == noted


class TestForTheOthers:
    def test_access_claims_are_passed_on(self) -> None:
        """What the structured data claims of access, and which parts it calls closed."""
        head = json_ld(
            isAccessibleForFree="False",
            hasPart=[
                {"isAccessibleForFree": False, "cssSelector": ".closed"},
                {"isAccessibleForFree": "True", "cssSelector": ".open"},
            ],
        )
        found = metadata_of(html(head), *TURNS)
        assert found.accessible_for_free is False
        assert found.paywalled_selectors == (".closed",)
        assert metadata_of(html(), *TURNS).accessible_for_free is None

    def test_keywords_are_split_and_named_once(self) -> None:
        """A comma list, a list of objects, addresses where given, no doubles."""
        head = json_ld(
            keywords="Fish, Salt,fish", about=[{"@type": "Thing", "name": "Wind", "url": "https://quay.example/wind"}]
        )
        assert metadata_of(html(head), *TURNS).keywords == (
            ("Fish", None),
            ("Salt", None),
            ("Wind", "https://quay.example/wind"),
        )

    def test_a_series_is_a_whole_and_a_subscription_is_none(self) -> None:
        """ "isPartOf" leads to a series with a position; products and sites are no series."""
        series = {"@type": "CreativeWorkSeries", "name": "Harbours", "url": "https://quay.example/h"}
        assert metadata_of(html(json_ld(isPartOf=series, position="3")), *TURNS).part_of == (
            "Harbours",
            "https://quay.example/h",
            3,
        )
        product = {"@type": ["CreativeWork", "Product"], "name": "Quay Plus"}
        assert metadata_of(html(json_ld(isPartOf=product)), *TURNS).part_of is None

    def test_the_article_of_this_page_is_chosen_among_several(self) -> None:
        """JSON-LD of teasers does not describe the page: the one with the printed headline does."""
        head = json_ld(headline="Other", articleSection="Wrong", keywords="a,b", url="u", author="N N") + json_ld(
            headline="Salt keeps", articleSection="Fish"
        )
        body = "<h1>Salt keeps</h1><p>Why salt?</p><p>It keeps.</p>"
        assert metadata_of(html(head, body), ("Salt keeps", Role.TITLE), *TURNS).rubric == "Fish"
