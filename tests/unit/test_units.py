"""Blocks cut into units: one line in one lead style, with what can be seen of it."""

from __future__ import annotations

import pytest

from interview_parse.languages import load
from interview_parse.segmenter.units import Unit, cut_units, measure_size, read_signature
from interview_parse.source import Format, read
from interview_parse.tokenizer import tokenize


def units_of(html: str) -> list[Unit]:
    page = tokenize(read(html, format=Format.HTML))
    return cut_units(page, page.blocks)


def unit_of(text: str) -> Unit:
    (unit,) = units_of(f"<p>{text}</p>")
    return unit


class TestCutting:
    def test_lines_are_units(self) -> None:
        """Each line of a block is one, and each has a line number of its own."""
        units = units_of("<p>one<br>two</p><p>three</p>")
        assert [unit.text for unit in units] == ["one", "two", "three"]
        assert [unit.line for unit in units] == [1, 2, 3]
        assert [unit.index for unit in units] == [0, 1, 2]

    def test_a_bold_question_and_the_answer_behind_it_are_two(self) -> None:
        """They share a line, and only the first opens it."""
        units = units_of("<p><b>Who are you?</b> I am the one who rings.</p>")
        assert [(unit.text, unit.bold, unit.line_start) for unit in units] == [
            ("Who are you?", True, True),
            ("I am the one who rings.", False, False),
        ]
        assert units[0].line == units[1].line

    def test_a_bold_word_inside_an_answer_is_none(self) -> None:
        """Emphasis does not cut a line."""
        assert len(units_of("<p>I am <b>the one</b> who rings.</p>")) == 1

    def test_a_bold_sentence_that_ends_a_line_is_one(self) -> None:
        """A question set bold behind the answer before it starts a unit."""
        units = units_of("<p>I ring the bells. <b>And who pays you?</b></p>")
        assert [unit.text for unit in units] == ["I ring the bells.", "And who pays you?"]

    def test_offsets_cut_out_the_text(self) -> None:
        """A unit's offsets point at its words on the page."""
        page = tokenize(read("<p><b>Who?</b> Me, and some more.<br>  Two </p><p>Three</p>", format=Format.HTML))
        for unit in cut_units(page, page.blocks):
            assert page.text[unit.start : unit.end] == unit.text
            assert unit.text == unit.text.strip()

    def test_units_hold_every_word(self) -> None:
        """Nothing falls between two units."""
        html = "<p>a <b>b?</b> c d <i>e.</i> f g<br>h <b>i!</b></p><div>j<p>k</p>l</div>"
        page = tokenize(read(html, format=Format.HTML))
        assert " ".join(unit.text for unit in cut_units(page, page.blocks)).split() == page.text.split()

    def test_nine_letters_in_ten_make_a_unit_bold(self) -> None:
        """A mark or a stray sign outside the tag does not spoil the style."""
        (unit,) = units_of("<p><b>How did you come to tune the bells</b>?</p>")
        assert unit.bold


class TestAsking:
    @pytest.mark.parametrize(
        "text",
        ["Who?", "Who？", "من؟", "Who? ", "Who?”", "(Who?)", "Who?!", "Who ?", "Who??", "„Wer?“", "« Qui ? »", "Who? :)", "Who? 🙂",
         "«Ποιος;»", "Ποιος είναι;", "Ո՞վ է", "誰ですか？」", "Who?…"],
    )  # fmt: skip
    def test_a_mark_at_the_end_asks(self, text: str) -> None:
        """In every script, behind closing marks, doubled or with a smiley."""
        assert unit_of(text).asks

    @pytest.mark.parametrize(
        "text", ["Me.", "Who? Me.", "One; two;", "?huh", "No", "He asked “why?” and left.", "Zwei; drei"]
    )
    def test_what_ends_otherwise_does_not(self, text: str) -> None:
        """A mark inside, or a semicolon outside Greek, is none."""
        assert not unit_of(text).asks

    def test_a_mark_inside_is_seen_as_such(self) -> None:
        """A unit may hold a question without asking."""
        assert unit_of("Who? Me.").has_question
        assert not unit_of("Me.").has_question


class TestSeeing:
    @pytest.mark.parametrize(
        ("text", "opening"),
        [
            ("– Who?", "dash"), ("—Who?", "dash"), ("- Who?", "dash"), ("――誰？", "dash"), ("──誰？", "dash"), ("&gt;&gt; Who?", "dash"),
            ("1. Who?", "number"), ("12) Who?", "number"), ("(3) Who?", "number"), ("Q4. Who?", "number"), ("一、谁？", "number"),
            ("① Who?", "number"), ("“Who?”", "quote"), ("«Qui ?»", "quote"), ("「誰？」", "quote"), ("• Who?", "bullet"),
            ("■ Who?", "bullet"), ("❓ Who?", "bullet"), ("Who?", ""), ("2019 was wet.", ""), ("Quiet.", ""), ("一年前です。", ""),
        ],
    )  # fmt: skip
    def test_opening(self, text: str, opening: str) -> None:
        """What stands before a unit's words: dash, number, quotation mark, bullet or nothing."""
        assert unit_of(text).opening == opening

    @pytest.mark.parametrize(
        ("text", "unfinished"),
        [("The first winter", True), ("It snowed.", False), ("It snowed…", False), ("Who?", False), ("“It snowed.”", False),
         ("Photo: Will Crane", True), ("寒かった。", False), ("最初の冬", True), ("and then –", True)],
    )  # fmt: skip
    def test_unfinished(self, text: str, unfinished: bool) -> None:
        """Headings and captions end without a mark."""
        assert unit_of(text).unfinished is unfinished

    @pytest.mark.parametrize(
        ("text", "size"), [("one two three", 3), ("", 0), ("十二個の文字です", 5), ("über alle Berge", 3)]
    )
    def test_size(self, text: str, size: int) -> None:
        """Words, or half the signs where a script sets no spaces."""
        assert measure_size(text) == size

    def test_lead(self) -> None:
        """A styled opening that is no sentence is a lead, and its length is known."""
        (unit,) = units_of("<p><b>Ann</b> rings the bells.</p>")
        assert unit.text[: unit.lead].strip() == "Ann"
        assert not unit.bold

    def test_links(self) -> None:
        """The share of a unit's letters that are links."""
        assert units_of("<p><a href=x>all of it</a></p>")[0].links == 1.0
        assert units_of("<p>none of it</p>")[0].links == 0.0
        assert 0.4 < units_of("<p>half <a href=x>half</a></p>")[0].links < 0.6

    def test_capitals(self) -> None:
        """Set in capitals throughout."""
        assert unit_of("NORA PICKERING").caps
        assert not unit_of("Nora PICKERING").caps

    def test_words_are_counted_by_the_pack(self) -> None:
        """A pack's field is counted over all units, apostrophes of either kind."""
        units = units_of("<p>I’m told that you said I ring.</p><p>My bells.</p>")
        english = load("en")
        assert sum(english.first_person.count(unit.words, unit.folded) for unit in units) == 3
        assert sum(english.second_person.count(unit.words, unit.folded) for unit in units) == 1
        assert not load("und").first_person


class TestSignature:
    def test_alike_set_alike_signed(self) -> None:
        """Units of one look share a signature; a heading, a bold or a class of their own sets them apart."""
        one, two, bold, heading, classed = (
            read_signature(unit)
            for unit in units_of("<p>a b</p><p>c d.</p><p><b>e f</b></p><h3>g h</h3><p class=q>i j</p>")
        )
        assert one == two
        assert len({one, bold, heading, classed}) == 4

    def test_quotation_marks_are_no_look(self) -> None:
        """Whether a paragraph opens with a quotation is chance; whether it opens with a dash is not."""
        plain, quoted, dashed = (read_signature(unit) for unit in units_of("<p>a b</p><p>“c” d</p><p>– e f</p>"))
        assert plain == quoted
        assert plain != dashed

    def test_an_image_marks_only_the_line_after_it(self) -> None:
        """The second line of the block stands after no image."""
        first, second = (read_signature(unit) for unit in units_of('<p><img alt="Q">one two<br>three four</p>'))
        assert (first.image, second.image) == ("Q", "")
