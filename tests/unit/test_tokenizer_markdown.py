"""Markdown becomes blocks without its signs, with what the signs say."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_parse.source import Format, Source
from interview_parse.tokenizer.markdown import tokenize_markdown
from interview_parse.tokenizer.page import Block, ListKind, Meta, Page

WORD_RE = regex.compile(r"[\p{L}\p{N}\p{M}]+")


def page(text: str) -> Page:
    return tokenize_markdown(Source(text, Format.MARKDOWN, None))


def texts(text: str) -> list[str]:
    one = page(text)
    return [one.of(block) for block in one]


def styles(text: str) -> list[tuple[str, str]]:
    """Each run of the page with b and i for its style."""
    one = page(text)
    return [(one.text[run.start : run.end], "b" * run.bold + "i" * run.italic) for block in one for run in block.runs]


def links(text: str) -> list[tuple[str, str]]:
    one = page(text)
    return [(one.text[run.start : run.end].strip(), run.href) for block in one for run in block.runs if run.href]


def only(text: str) -> Block:
    (block,) = page(text).blocks
    return block


class TestFrontMatter:
    def test_keys_without_fences_are_front_matter(self) -> None:
        """A file that opens with title, date and the like, one a line, has them in its head and not in its text."""
        found = page("title: Salt: a talk\ndate: 2024-03-02\nauthor: Ida Quell\n\nWhy salt?\n")
        assert found.head.title == "Salt: a talk"
        assert found.head.meta("author") == "Ida Quell"
        assert [found.of(block) for block in found.blocks if block.tag != "frontmatter"] == ["Why salt?"]

    def test_labels_without_fences_are_text(self) -> None:
        """A talk that opens with speakers, or one lone key, is no front matter."""
        for text in ("Ida: Why salt?\nTom: It keeps.\n\nMore.\n", "title: a word\n\nMore.\n"):
            assert not page(text).head.metas

    YAML = """\
---
title: "The baker: a talk"
author:
  name: Nora Lind
  url: 'https://example.org/nora'
Tags: [bread, "rye, dark"]
parts:
  - one
  - name: two
summary: >
  A long
  night.
lang: da # Danish
draft:
---
Who?
"""

    def test_keys_are_metas(self) -> None:
        """Keys are lower case and dotted where nested; a list gives one meta a member."""
        assert page(self.YAML).head.metas == (
            Meta("title", "The baker: a talk"),
            Meta("author.name", "Nora Lind"),
            Meta("author.url", "https://example.org/nora"),
            Meta("tags", "bread"),
            Meta("tags", "rye, dark"),
            Meta("parts", "one"),
            Meta("parts.name", "two"),
            Meta("summary", "A long night."),
            Meta("lang", "da"),
        )

    def test_title_and_language_are_the_heads(self) -> None:
        """The head has the front matter's title and language."""
        head = page(self.YAML).head
        assert (head.title, head.language) == ("The baker: a talk", "da")

    def test_its_lines_are_blocks_too(self) -> None:
        """No word is lost: each line is a block of its own kind, with its line number."""
        one = page(self.YAML)
        front = [(one.of(block), block.line) for block in one if block.tag == "frontmatter"]
        assert front[0] == ('title: "The baker: a talk"', 2)
        assert ("- one", 8) in front
        assert one.of(one.blocks[-1]) == "Who?"

    def test_toml(self) -> None:
        """TOML between plus signs is read too, with tables and dates."""
        one = page("+++\ntitle = 'A talk'\ndate = 2024-05-01\ntags = ['a', 'b']\n[author]\nname = 'Nora'\n+++\nWho?")
        assert one.head.metas == (
            Meta("title", "A talk"),
            Meta("date", "2024-05-01"),
            Meta("tags", "a"),
            Meta("tags", "b"),
            Meta("author.name", "Nora"),
        )

    def test_rules_are_no_front_matter(self) -> None:
        """A rule at the start and one further down hold text between them."""
        one = page("---\n\nA quiet talk.\n\n---\n\nWho?")
        assert [(one.of(block), block.tag, block.after_rule) for block in one] == [
            ("A quiet talk.", "p", True),
            ("Who?", "p", True),
        ]
        assert one.head.metas == ()


class TestEmphasis:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("**Who** are *you*?", [("Who ", "b"), ("are ", ""), ("you", "i"), ("?", "")]),
            ("__Who__ are _you_?", [("Who ", "b"), ("are ", ""), ("you", "i"), ("?", "")]),
            ("***both***", [("both", "bi")]),
            ("**bold *both* bold**", [("bold ", "b"), ("both ", "bi"), ("bold", "b")]),
            ("*slanted **both***", [("slanted ", "i"), ("both", "bi")]),
            ("**Nora** **Lind** asks", [("Nora Lind ", "b"), ("asks", "")]),
            ("**问：**你好吗？", [("问：", "b"), ("你好吗？", "")]),
            ("**“Ja?”**nein", [("“Ja?”", "b"), ("nein", "")]),
            ("** Who? ** Me.", [("Who? ", "b"), ("Me.", "")]),
            ("**Who are you?", [("Who are you?", "b")]),
            ("and why?**", [("and why?", "b")]),
            ("a snake_case_name stays", [("a snake_case_name stays", "")]),
            ("2 * 3 * 4 and 2**8", [("2 * 3 * 4 and 2**8", "")]),
            ("a price* and a note", [("a price* and a note", "")]),
            (r"\*not this\* and \# not that", [("*not this* and # not that", "")]),
            ("~~gone~~ but ~ here", [("gone but ~ here", "")]),
            ("`**code**` stays", [("**code** stays", "")]),
            ("<strong>Who</strong> <em>me</em>", [("Who ", "b"), ("me", "i")]),
            ('<span style="font-weight: bold">Who</span> me', [("Who ", "b"), ("me", "")]),
        ],
    )
    def test_signs_give_style_and_are_no_text(self, text: str, expected: list[tuple[str, str]]) -> None:
        """Bold and italics are what a reader sees; signs that mean nothing stay."""
        assert styles(text) == expected

    def test_classes_of_inline_html_are_hints(self) -> None:
        """A span's class goes with its run."""
        assert [run.hint for run in only('<span class="ask">Who?</span> Me.').runs] == ["ask", ""]


class TestLinks:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("see [the *page*](https://example.org/a \"title\") now", [("the", "https://example.org/a"), ("page", "https://example.org/a")]),
            ("[a (b)](https://example.org/a_(b))", [("a (b)", "https://example.org/a_(b)")]),
            ("[x](<two words>)", [("x", "two words")]),
            ('[x]({{< ref "a.md" >}}) y', [("x", '{{< ref "a.md" >}}')]),
            ("[Nora][n], [n], [N][]\n\n[n]: https://example.org/n 'Nora'", [("Nora", "https://example.org/n"), ("n", "https://example.org/n"), ("N", "https://example.org/n")]),
            ("<https://example.org/_a_>", [("https://example.org/_a_", "https://example.org/_a_")]),
            ("<nora@example.org>", [("nora@example.org", "mailto:nora@example.org")]),
            ("at https://example.org/a_b_c.", [("https://example.org/a_b_c", "https://example.org/a_b_c")]),
            ('<a href="https://example.org/?a=1&amp;b=2">x</a>', [("x", "https://example.org/?a=1&b=2")]),
            ("a [note] and [x] (not a target)", []),
        ],
    )  # fmt: skip
    def test_targets_are_the_runs(self, text: str, expected: list[tuple[str, str]]) -> None:
        """A link's text is text, its target the run's."""
        assert links(text) == expected

    def test_definitions_are_no_text_but_answers_are(self) -> None:
        """A reference's line goes; a line in the same form that is somebody's answer stays."""
        assert texts("[n]: https://example.org/n\n\n[NL]: Yes.") == ["[NL]: Yes."]


class TestImages:
    def test_alternative_text_is_a_block(self) -> None:
        """An image's words stand in a block of their own; the block after it knows of it."""
        one = page("![Nora at her oven](img/nora.jpg)\n\nWho?\n\nMe.")
        assert [(one.of(block), block.tag, block.after_image) for block in one] == [
            ("Nora at her oven", "image", None),
            ("Who?", "p", "Nora at her oven"),
            ("Me.", "p", None),
        ]

    def test_without_words_the_file_names_it(self) -> None:
        """Without an alternative text the file's name is what is known."""
        assert only("![](img/nora.jpg) Who?").after_image == "nora.jpg"
        assert only('<img src="img/nora.jpg">\n\nWho?').after_image == "nora.jpg"

    def test_an_image_inside_a_paragraph_leaves_it_whole(self) -> None:
        """A paragraph is not torn by an image in it, nor by one that is a link."""
        assert texts("Who ![a tree](t.png) are [![you](y.png)](https://example.org) there?") == [
            "Who are there?",
            "a tree",
            "you",
        ]


class TestBlocks:
    def test_paragraphs_are_unwrapped(self) -> None:
        """A wrapped paragraph is one line; two blanks or a backslash at an end keep it."""
        assert texts("Who\nare you?\n\nLine one  \nline two\\\nline three") == [
            "Who are you?",
            "Line one\nline two\nline three",
        ]

    def test_wrapped_chinese_has_no_blank_inside(self) -> None:
        """Scripts without spaces are joined without one."""
        assert texts("我出生在一个\n小城市。") == ["我出生在一个小城市。"]

    def test_labels_and_bold_lines_keep_their_line(self) -> None:
        """Speakers under one another without a blank line are not run together."""
        assert texts("**Nora:** Who?\n**Ben:** Me.") == ["Nora: Who?\nBen: Me."]
        assert texts("**Who are you?**\nI bake.\nBread.") == ["Who are you?\nI bake. Bread."]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("# A talk", ("A talk", 1, "h1")),
            ("###### Small ######", ("Small", 6, "h6")),
            ("##Who?", ("Who?", 2, "h2")),
            ("A talk\n======", ("A talk", 1, "h1")),
            ("Who\nare you?\n---", ("Who are you?", 2, "h2")),
            ("<h3 class='q'>Who?</h3>", ("Who?", 3, "h3")),
        ],
    )
    def test_headings(self, text: str, expected: tuple[str, int, str]) -> None:
        """Headings of every form have their level."""
        one = page(text)
        assert (one.text, one.blocks[0].heading, one.blocks[0].tag) == expected

    @pytest.mark.parametrize("rule", ["---", "***", "* * *", "_____", "<hr>"])
    def test_rules(self, rule: str) -> None:
        """A rule marks the block after it."""
        one = page(f"Who?\n\n{rule}\n\nMe.\n\nYes.")
        assert [block.after_rule for block in one] == [False, True, False]

    def test_a_rule_under_a_long_paragraph_makes_no_heading(self) -> None:
        """Several lines of prose with dashes under them are prose and a rule."""
        prose = "It was like this, and like that, and everything was quite different from before. " * 4
        assert [(block.heading, block.after_rule) for block in page(f"{prose}\n---\nWho?")] == [(0, False), (0, True)]

    def test_quotes_nest(self) -> None:
        """Quote signs give the depth; a lazy line belongs to the quote."""
        one = page("> Who\nare you?\n> > Me.\n\nYes.")
        assert [(one.of(block), block.quote) for block in one] == [("Who are you?", 1), ("Me.", 2), ("Yes.", 0)]

    def test_lists_nest(self) -> None:
        """Items know their kind and list; markers are no text; an item may have more paragraphs."""
        one = page("- bread\n\n  and rolls\n  1. rye\n  2. wheat\n- cake\n\nWho?\n\n* other\n")
        assert [(one.of(block), block.list_kind, block.list_id, block.tag) for block in one] == [
            ("bread", ListKind.BULLETS, 0, "li"),
            ("and rolls", ListKind.BULLETS, 0, "p"),
            ("rye", ListKind.NUMBERS, 1, "li"),
            ("wheat", ListKind.NUMBERS, 1, "li"),
            ("cake", ListKind.BULLETS, 0, "li"),
            ("Who?", ListKind.NONE, -1, "p"),
            ("other", ListKind.BULLETS, 2, "li"),
        ]

    def test_numbered_questions_go_on_counting(self) -> None:
        """A number after another's answer still counts."""
        one = page("1. Who?\n\nMe.\n\n2. Why?\n\nBread.")
        assert [(one.of(block), block.list_kind) for block in one] == [
            ("Who?", ListKind.NUMBERS),
            ("Me.", ListKind.NONE),
            ("Why?", ListKind.NUMBERS),
            ("Bread.", ListKind.NONE),
        ]

    @pytest.mark.parametrize("answer", ["1984.", "1984. It was cold.", "42.", "> 42."])
    def test_a_number_that_answers_is_no_list(self, answer: str) -> None:
        """A year or a count that somebody answers is text."""
        one = page(f"Since when?\n\n{answer}")
        assert one.of(one.blocks[1]) == answer.removeprefix("> ")
        assert one.blocks[1].list_kind is ListKind.NONE

    def test_definition_lists(self) -> None:
        """A term and its definitions, as some writers set questions and answers."""
        one = page("Who?\n: Me.\n: And you.\n\nWhy?\n: Bread.")
        assert [(one.of(block), block.list_kind, block.tag) for block in one] == [
            ("Who?", ListKind.TERM, "dt"),
            ("Me.", ListKind.DEFINITION, "dd"),
            ("And you.", ListKind.DEFINITION, "dd"),
            ("Why?", ListKind.TERM, "dt"),
            ("Bread.", ListKind.DEFINITION, "dd"),
        ]

    def test_tables(self) -> None:
        """Cells know their row and column; a bar after a backslash is text."""
        one = page("| Who | Why |\n|-----|:---:|\n| **Nora** | a \\| b |\n\nYes.")
        assert [(one.of(block), block.table, block.row, block.column, block.tag) for block in one] == [
            ("Who", 0, 0, 0, "th"),
            ("Why", 0, 0, 1, "th"),
            ("Nora", 0, 1, 0, "td"),
            ("a | b", 0, 1, 1, "td"),
            ("Yes.", -1, -1, -1, "p"),
        ]

    @pytest.mark.parametrize(
        "text", ["```python\nx = *a*\n\n# y\n```", "~~~\nx = *a*\n\n# y\n~~~", "    x = *a*\n\n    # y"]
    )
    def test_code_is_kept_as_it_is(self, text: str) -> None:
        """Code has no styles and no headings."""
        one = page(text)
        assert one.text == "x = *a*\n# y"
        assert (one.blocks[0].preformatted, one.blocks[0].tag, one.blocks[0].heading) == (True, "pre", 0)

    def test_footnotes(self) -> None:
        """A footnote's mark and text keep its name, in brackets."""
        one = page("Bread[^1] first.\n\n[^1]: Of *rye*.")
        assert [(one.of(block), block.tag) for block in one] == [("Bread[1] first.", "p"), ("[1] Of rye.", "footnote")]

    def test_attributes_are_classes(self) -> None:
        """Kramdown's attributes stand before or after their block, or at a heading's end."""
        one = page("{: .question}\nWho?\n\nMe.\n{:.answer #a1}\n\n## More {#more .wide}\n\nYes.")
        assert [(one.of(block), block.classes) for block in one] == [
            ("Who?", ("question",)),
            ("Me.", ("answer", "a1")),
            ("More", ("more", "wide")),
            ("Yes.", ()),
        ]

    @pytest.mark.parametrize("code", ["{{< youtube abc >}}", "{% include toc.html %}", "{{ picture nora.jpg }}"])
    def test_shortcodes_are_blocks_apart(self, code: str) -> None:
        """A generator's instruction is kept, and is no part of what is said."""
        one = page(f"Who?\n{code}\nMe.")
        assert [(one.of(block), block.tag) for block in one] == [("Who?", "p"), (code, "shortcode"), ("Me.", "p")]

    def test_line_numbers(self) -> None:
        """Each block knows the line it starts on, behind comments and inside HTML too."""
        one = page("<!-- a\nb -->\n\nWho?\n\n<ul>\n<li>Me.</li>\n<li>You.</li>\n</ul>")
        assert [block.line for block in one] == [4, 7, 8]


class TestHtml:
    def test_tags_act_on_the_text_between_them(self) -> None:
        """Elements give their blocks tag, classes and path; Markdown in them is read."""
        one = page('<div class="talk">\n\n**Who?**\n\n<p class="a">I <b>bake</b>.<br>Bread.</p>\n</div>\n\nOut.')
        assert [(one.of(block), block.tag, block.classes, block.path) for block in one] == [
            ("Who?", "p", ("talk",), ("div.talk", "p")),
            ("I bake.\nBread.", "p", ("a",), ("div.talk", "p.a")),
            ("Out.", "p", (), ("p",)),
        ]

    def test_html_tables_and_lists(self) -> None:
        """Rows, cells and items are counted like those of Markdown."""
        one = page(
            "<table><tr><td>Who</td><td>Nora</td></tr>\n<tr><td>Why</td></tr></table>\n<ol><li>a<li>b</ol>\n<dl><dt>c<dd>d</dl>"
        )
        assert [(one.of(block), block.table, block.row, block.column, block.list_kind) for block in one] == [
            ("Who", 0, 0, 0, ListKind.NONE),
            ("Nora", 0, 0, 1, ListKind.NONE),
            ("Why", 0, 1, 0, ListKind.NONE),
            ("a", -1, -1, -1, ListKind.NUMBERS),
            ("b", -1, -1, -1, ListKind.NUMBERS),
            ("c", -1, -1, -1, ListKind.TERM),
            ("d", -1, -1, -1, ListKind.DEFINITION),
        ]

    def test_indented_html_is_no_code(self) -> None:
        """Text indented inside an element is text."""
        one = page("<ul>\n\n    <li>\n        Who?\n\n    </li>\n</ul>")
        assert [(one.of(block), block.preformatted) for block in one] == [("Who?", False)]

    def test_what_nobody_sees_is_dropped(self) -> None:
        """Comments, scripts and styles are no text, over blank lines too; in code they are."""
        text = "A<!-- no\n\nno -->B\n\n<script>\nno\n\nno\n</script>\n<style>no</style>\nC `<!-- yes -->`"
        assert texts(text) == ["A", "B", "C <!-- yes -->"]

    def test_an_open_comment_loses_nothing(self) -> None:
        """A comment that never ends swallows no text."""
        assert "Who?" in page("<!-- open\n\nWho?").text

    def test_hidden_elements_are_flagged(self) -> None:
        """Hidden text counts, and says so."""
        one = page('<div style="display:none">\n\nno\n\n</div>\n\nyes')
        assert [(one.of(block), block.hidden) for block in one] == [("no", True), ("yes", False)]

    def test_unknown_tags_are_text(self) -> None:
        """A nickname or a type in angle brackets is text, a custom element is none."""
        assert texts("<Nora> List<T> <my-box kind='a'>Who?</my-box>") == ["<Nora> List<T> Who?"]

    def test_entities_are_characters(self) -> None:
        """Entities are resolved outside code, escaped twice or broken too."""
        assert texts("Caf&eacute; &amp;eacute; &hellip `&amp;`") == ["Café é … &amp;"]


SIGNS = "word Wort 字 * ** _ __ ` ~~ [ ] ( ) ![ <b> </b> <p> </div> <li> | |-| # ## > - 1. \\ & : {: } --- ==="
UNREAD = ("```", "~~~", "<!--", "[x]: /", "](a)")
"""What may hold words that nobody reads: a code's language, a comment, a target."""
PIECES = st.sampled_from([*SIGNS.split(), *UNREAD, "-->", " ", "    ", "\n", "\n\n"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_word_is_lost_or_doubled(pieces: list[str]) -> None:
    """Whatever stands around them, the text's own words are all on the page; blocks are clean slices that runs cover."""
    text = "".join(pieces)
    one = page(text)
    if not any(sign in text for sign in UNREAD):
        for word in ("word", "Wort", "字"):
            assert one.text.count(word) == text.count(word)
    assert one.text == "\n\n".join(one.of(block) for block in one)
    for block in one:
        assert one.of(block) == one.of(block).strip()
        assert (block.runs[0].start, block.runs[-1].end) == (block.start, block.end)


@pytest.mark.parametrize(
    "unit",
    ["*a", "**a ", "_*", "[", "[a](", "![", "`a ", "<a ", "<div>", "<b>", "> ", "- ", "- a\n", "1. a\n", "a|b\n-|-\n", "```\n", "<!--",
     "{{", "{:.", "a\n: b\n", "http://", "&", "\\", "a  \n", "[^a]", "~~"],
)  # fmt: skip
def test_time_grows_with_length_only(unit: str) -> None:
    """No text, however hostile, takes more than its length's share of time."""
    started = time.perf_counter()
    page(unit * 10_000)
    assert time.perf_counter() - started < 10
