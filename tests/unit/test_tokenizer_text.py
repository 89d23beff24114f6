"""Plain text becomes blocks: lines as they are, or the paragraphs that were wrapped by hand."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_parse.source import Format, Source
from interview_parse.tokenizer.page import ListKind, Page
from interview_parse.tokenizer.text import tokenize_text

WORD_RE = regex.compile(r"[\p{L}\p{N}\p{M}]+")


def page(text: str) -> Page:
    return tokenize_text(Source(text, Format.TEXT, None))


def texts(text: str) -> list[str]:
    return [one.of(block) for one in [page(text)] for block in one]


WRAPPED = """\
Nora: How did you come to the harbour, and what did the people there make
of a stranger who asked them about their boats all day long and wrote
everything down?

Ben: I came by train. Nobody asked me anything for the first three weeks,
which suited me well, because I was learning the names of the boats and
had no time to talk.

    Then the winter came. The old sailmaker took me in, and that was the
    beginning of everything that is in the book.
Nora: Did he read it?
Ben: No.
"""


class TestLines:
    def test_each_line_is_a_block(self) -> None:
        """Unwrapped text: a line is a block with its number in the source, and blank lines are nothing."""
        one = page("Who are you?\n\n\nI am a baker.\nSince when?\n")
        assert [(one.of(block), block.line, block.tag) for block in one] == [
            ("Who are you?", 1, "line"),
            ("I am a baker.", 4, "line"),
            ("Since when?", 5, "line"),
        ]

    def test_blanks_collapse(self) -> None:
        """Runs of blanks, tabs and no-break spaces are one space; none stands at an edge."""
        assert texts("  Who\t are \u00a0 you?  \n") == ["Who are you?"]

    def test_text_is_plain(self) -> None:
        """Nothing in plain text is bold, italic or a link."""
        (block,) = page("**Who** are *you*?").blocks
        assert [(run.bold, run.italic, run.href) for run in block.runs] == [(False, False, None)]

    def test_left_over_entities_are_resolved(self) -> None:
        """Entities that an export left behind are characters, also escaped twice or without their semicolon."""
        assert texts("Caf&eacute;&nbsp;&amp; Th&amp;eacute;&hellip yes") == ["Café & Thé… yes"]


class TestWrapping:
    def test_wrapped_paragraphs_are_one_block(self) -> None:
        """Lines that end where the next word did not fit are joined by a space; a label starts a new block."""
        assert texts(WRAPPED) == [
            "Nora: How did you come to the harbour, and what did the people there make of a stranger who asked them about "
            "their boats all day long and wrote everything down?",
            "Ben: I came by train. Nobody asked me anything for the first three weeks, which suited me well, because I was "
            "learning the names of the boats and had no time to talk.",
            "Then the winter came. The old sailmaker took me in, and that was the beginning of everything that is in the book.",
            "Nora: Did he read it?",
            "Ben: No.",
        ]

    def test_line_numbers_are_the_first_lines(self) -> None:
        """A joined block bears the number of its first line."""
        assert [block.line for block in page(WRAPPED)] == [1, 5, 9, 11, 12]

    def test_hanging_indents_go_on(self) -> None:
        """Lines indented under a label or a dash belong to it, full or not."""
        text = (
            WRAPPED
            + "\n(N)  And what\n     about the sea?\n(B)  It is there\n     every day.\n(N)  Why?\n(B)  Why not?\n"
        )
        assert texts(text)[-4:-2] == ["(N) And what about the sea?", "(B) It is there every day."]

    def test_dashes_and_numbers_start_blocks(self) -> None:
        """A dash after a line that had ended, and a number, open a block of their own."""
        text = (
            WRAPPED
            + "\n- Is it cold?\n- Very cold, and the wind comes through every door that I have ever tried\n  to close.\n"
        )
        assert texts(text)[-2:] == [
            "- Is it cold?",
            "- Very cold, and the wind comes through every door that I have ever tried to close.",
        ]

    def test_a_dash_in_running_text_does_not(self) -> None:
        """A dash that the wrap put at a line's start goes on the sentence before it."""
        text = WRAPPED + "\nThe sailmaker knew every one of the boats in the harbour by its sound\n- even in fog.\n"
        assert texts(text)[-1] == "The sailmaker knew every one of the boats in the harbour by its sound - even in fog."

    def test_short_lines_stay_lines(self) -> None:
        """In a wrapped file, lines that end early on purpose (an address, a list of names) are not joined."""
        text = WRAPPED + "\nNora Lind\nBen Ask\nHarbour Street 4\n"
        assert texts(text)[-3:] == ["Nora Lind", "Ben Ask", "Harbour Street 4"]

    def test_a_hyphen_at_the_line_end_keeps_its_word_together(self) -> None:
        """A compound parted by the wrap is whole again."""
        text = WRAPPED + "\nHe had mended sails for forty years and had never once been on a sail-\nboat himself.\n"
        assert texts(text)[-1].endswith("been on a sail-boat himself.")

    def test_long_lines_are_not_wrapped_lines(self) -> None:
        """Paragraphs of one line each stay apart, however long they are."""
        lines = ["What was it like? " * 9, "it was like this and like that, all day. " * 12, "and then it ended. " * 11]
        assert texts("\n".join(lines * 3)) == [line.strip() for line in lines * 3]

    def test_short_questions_and_answers_stay_apart(self) -> None:
        """Lines of a short conversation are not mistaken for wrapped prose."""
        lines = [
            "Where do you live?",
            "In a house by the river.",
            "And before that?",
            "In another house.",
            "Thanks.",
            "Bye.",
        ]
        assert texts("\n".join(lines * 4)) == lines * 4

    def test_wrapped_japanese_has_no_blank_inside(self) -> None:
        """Scripts without spaces are joined without one."""
        line = "私は小さな町で生まれて毎晩本を読んでいましたそれから東京に出て長い間新聞社で働"
        assert texts("\n".join([line] * 5 + ["いていました。"])) == [line * 5 + "いていました。"]


class TestMarks:
    @pytest.mark.parametrize(
        "rule", ["-----", "=====", "* * *", "~~~~~~~", "_____", "•••••", "──────", "+----+----+", "#"]
    )
    def test_rules_are_marks(self, rule: str) -> None:
        """A line that only decorates is no text; the next block knows of it."""
        one = page(f"Who?\n\n{rule}\n\nMe.\n\nYes.")
        assert [(one.of(block), block.after_rule) for block in one] == [("Who?", False), ("Me.", True), ("Yes.", False)]

    @pytest.mark.parametrize("line", ["...", "…", "?", "!", "?!", ":-)", "—"])
    def test_wordless_answers_are_text(self, line: str) -> None:
        """Somebody may answer without a word."""
        assert texts(f"Who?\n{line}\nYes.") == ["Who?", line, "Yes."]

    def test_frames_are_no_text(self) -> None:
        """What is drawn around a title is dropped, the title kept."""
        assert texts(
            "+-----------+\n|  A TALK   |\n+-----------+\n\n|=---=[ Part one ]=---=|\n\n***** Part two *****"
        ) == [
            "A TALK",
            "Part one",
            "Part two",
        ]

    def test_underlined_titles_are_headings(self) -> None:
        """A rule as long as the line above it, or one above and one below, makes a heading."""
        one = page(
            "\nA TALK\n======\n\nHello.\n\n--------------------\nPart one\n--------------------\n\nWho?\n\n\nNo title.\n---------------------------\n"
        )
        assert [(one.of(block), block.heading) for block in one] == [
            ("A TALK", 1),
            ("Hello.", 0),
            ("Part one", 2),
            ("Who?", 0),
            ("No title.", 0),
        ]

    def test_mail_quotes(self) -> None:
        """Quote signs of mail give the depth and are no text."""
        one = page("> Who are you?\n>> Who asks?\n> > And why?\nMe.")
        assert [(one.of(block), block.quote) for block in one] == [
            ("Who are you?", 1),
            ("Who asks?", 2),
            ("And why?", 2),
            ("Me.", 0),
        ]

    def test_bullets_make_a_list(self) -> None:
        """Three short lines with bullets are one list; the bullets stay in the text."""
        one = page("In this dossier\n- The harbour\n- The river\n- The sea\nThemes\n* boats\n* water\n* sails")
        assert [(one.of(block), block.list_kind, block.list_id) for block in one] == [
            ("In this dossier", ListKind.NONE, -1),
            ("- The harbour", ListKind.BULLETS, 0),
            ("- The river", ListKind.BULLETS, 0),
            ("- The sea", ListKind.BULLETS, 0),
            ("Themes", ListKind.NONE, -1),
            ("* boats", ListKind.BULLETS, 1),
            ("* water", ListKind.BULLETS, 1),
            ("* sails", ListKind.BULLETS, 1),
        ]

    def test_speech_dashes_make_none(self) -> None:
        """Dashes before questions and answers are speech."""
        assert {block.list_kind for block in page("- Who?\n- Me.\n- Since when?\n- Always.")} == {ListKind.NONE}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet='abcÄж山?.:-—> \t*=|"&;\u00a0', max_size=90), max_size=12))
def test_no_word_is_lost_or_doubled(lines: list[str]) -> None:
    """The page has the text's words, all of them, in order; blocks are slices without blanks at their edges."""
    text = "\n".join(lines)
    one = page(text)
    assert "".join(WORD_RE.findall(one.text)) == "".join(WORD_RE.findall(text))
    assert one.text == "\n\n".join(one.of(block) for block in one)
    for block in one:
        assert one.of(block) == one.of(block).strip()
        assert block.runs[0].start == block.start
        assert block.runs[-1].end == block.end


@pytest.mark.parametrize("unit", ["a\n", "- ", "> ", "A:", "=", "a" * 70 + "\n", "|", ". "])
def test_time_grows_with_length_only(unit: str) -> None:
    """No text, however odd, takes more than its length's share of time."""
    started = time.perf_counter()
    page(unit * 20_000)
    assert time.perf_counter() - started < 10
