"""Speakers' labels: what could be one on a line, and which of them a page bears out."""

from __future__ import annotations

import pytest

from interview_parse.languages import load
from interview_parse.segmenter.labels import Speakers, find_speakers, fold_name, read_label, read_time
from interview_parse.segmenter.units import Unit, cut_units
from interview_parse.source import Format, read
from interview_parse.tokenizer import tokenize


def units_of(html: str) -> list[Unit]:
    page = tokenize(read(html, format=Format.HTML))
    return cut_units(page, page.blocks)


def lines(*texts: str) -> list[Unit]:
    return units_of("".join(f"<p>{text}</p>" for text in texts))


def label_of(html: str) -> tuple[str, str, str] | None:
    """Printed name, form and the turn's own words."""
    unit = units_of(f"<p>{html}</p>")[0]
    label = read_label(unit)
    if label is None:
        return None
    text = unit.text
    return text[label.start - unit.start : label.end - unit.start], label.form, text[label.body - unit.start :]


def speakers_of(*texts: str, language: str = "en") -> tuple[Speakers, list[str | None]]:
    units = lines(*texts)
    speakers = find_speakers(units, load(language))
    return speakers, [speakers.key(unit.index) for unit in units]


class TestForms:
    @pytest.mark.parametrize(
        ("html", "name", "form", "body"),
        [
            ("Ann: Who?", "Ann", "colon", "Who?"),
            ("ANN LEE: Who?", "ANN LEE", "colon", "Who?"),
            ("Ann Lee : Who?", "Ann Lee", "colon", "Who?"),
            ("編集部：誰？", "編集部", "colon", "誰？"),
            ("<b>Ann:</b> Who?", "Ann", "colon", "Who?"),
            ("Ann (12:01): Who?", "Ann", "colon", "Who?"),
            ("[00:12] Ann: Who?", "Ann", "colon", "Who?"),
            ("00:12 – Ann: Who?", "Ann", "colon", "Who?"),
            ("– Ann: Who?", "Ann", "colon", "Who?"),
            ("3. Ann: Who?", "Ann", "colon", "Who?"),
            ("Dr. A. B. Lee: Who?", "Dr. A. B. Lee", "colon", "Who?"),
            ("[Ann] Who?", "Ann", "bracket", "Who?"),
            ("&lt;ann_7&gt; Who?", "ann_7", "bracket", "Who?"),
            ("【森】誰？", "森", "bracket", "誰？"),
            ("（森）誰？", "森", "bracket", "誰？"),
            ("(AL) Who?", "AL", "bracket", "Who?"),
            ("M) Who?", "M", "initial", "Who?"),
            ("Q. Who?", "Q", "initial", "Who?"),
            ("ann_7&gt; Who?", "ann_7", "mark", "Who?"),
            ("FCF&gt; Who?", "FCF", "initial", "Who?"),
            ("<b>Ann</b> I ring the bells.", "Ann", "style", "I ring the bells."),
            ("Ann Lee", "Ann Lee", "alone", ""),
            ("<b>ANN</b>", "ANN", "alone", ""),
            ("AD She was late.", "AD", "capitals", "She was late."),
            ("Ann – I ring the bells.", "Ann", "dash", "I ring the bells."),
        ],
    )  # fmt: skip
    def test_what_could_be_a_label(self, html: str, name: str, form: str, body: str) -> None:
        """Every form gives the printed name, without marks, and where the turn's own words start."""
        assert label_of(html) == (name, form, body)

    @pytest.mark.parametrize(
        "html",
        [
            "I ring the bells, and I have done so for as long as anyone in this town remembers: never late.",
            "Who are you?",
            "It was 12:30 when it rang.",
            "See https://example.org/a for more.",
            "<b>Who are you?</b> Me.",
        ],
    )
    def test_what_could_be_none(self, html: str) -> None:
        """Prose, questions, addresses and clock times bear no label."""
        assert label_of(html) is None

    def test_a_bold_label_inside_a_line_is_one(self) -> None:
        """Glued to the text before it, it still opens a turn."""
        units = units_of("<p>… and so it went. <b>Ann:</b> Who?</p>")
        labels = [read_label(unit) for unit in units]
        assert [unit.text for unit in units][1] == "Ann: Who?"
        assert labels[1] is not None
        assert labels[1].key == "ann"

    @pytest.mark.parametrize(
        ("text", "seconds"), [("12:01", 721), ("1:02:03", 3723), ("[00:12]", 12), ("00:01:30.500", 90), ("7", None)]
    )
    def test_times(self, text: str, seconds: float | None) -> None:
        """A printed time in seconds."""
        assert read_time(text) == seconds

    def test_a_time_beside_a_label_is_kept(self) -> None:
        """Before it or behind it."""
        for text in ("[01:10] Ann: Who?", "Ann (01:10): Who?"):
            label = read_label(lines(text)[0])
            assert label is not None
            assert label.time == 70

    @pytest.mark.parametrize(
        ("one", "other"), [("L. M.", "l m"), ("ANN", "Ann:"), ("Ann  Lee", "ann lee"), ("Çelik", "ÇELİK")]
    )
    def test_keys_fold(self, one: str, other: str) -> None:
        """Case, marks and blanks make no other speaker."""
        assert fold_name(one) == fold_name(other)


class TestSpeakers:
    def test_labels_recur(self) -> None:
        """Names that stand again and again are speakers."""
        speakers, keys = speakers_of("Ann: Who?", "Bob: Me.", "Ann: Why?", "Bob: Why not.")
        assert keys == ["ann", "bob", "ann", "bob"]
        assert speakers.counts == {"ann": 2, "bob": 2}

    def test_a_name_that_stands_once_is_none(self) -> None:
        """A colon alone shows nothing."""
        assert speakers_of("Note: the bells ring at noon.", "They ring.", "They ring again.")[1] == [None, None, None]

    def test_q_and_a_are_known_at_once(self) -> None:
        """Bare labels need no second witness."""
        assert speakers_of("Q: Who?", "A: Me.")[1] == ["q", "a"]
        assert speakers_of("问：谁？", "答：我。", language="zh")[1] == ["问", "答"]

    @pytest.mark.parametrize(
        ("full", "short"),
        [
            ("Nora Pickering", "Pickering"),
            ("Nora Pickering", "Nora"),
            ("Nora Pickering", "NP"),
            ("Nora Pickering", "N. P."),
            ("Dr. Nora Pickering", "Pickering"),
            ("Pickering", "Pickring"),
            ("PICKERING", "Pickering"),
        ],
    )
    def test_variants_are_one_speaker(self, full: str, short: str) -> None:
        """Surname, first name, initials, a typing error and another case fold into the fullest name."""
        _, keys = speakers_of(
            "Tom: Who?",
            f"{full}: Me.",
            "Tom: Why?",
            f"{short}: So.",
            "Tom: How?",
            f"{full}: Thus.",
            "Tom: When?",
            f"{short}: Now.",
        )
        assert keys[0::2] == ["tom"] * 4
        assert len(set(keys[1::2])) == 1

    def test_a_typing_error_that_recurs_is_the_same_speaker(self) -> None:
        """Letters swapped twice on a page are no second person."""
        _, keys = speakers_of(
            "Tom: Who?",
            "Pickering: Me.",
            "Tom: Why?",
            "Pickernig: So.",
            "Tom: How?",
            "Pickering: Thus.",
            "Tom: When?",
            "Pickernig: Now.",
        )
        assert len(set(keys[1::2])) == 1

    def test_two_people_of_one_surname_stay_two(self) -> None:
        """Where a surname could be either, it is neither's."""
        _, keys = speakers_of(
            "Ann Lee: One.", "Bob Lee: Two.", "Ann Lee: Three.", "Bob Lee: Four.", "Ann Lee: Five.", "Bob Lee: Six."
        )
        assert keys == ["ann lee", "bob lee"] * 3

    def test_short_names_are_not_one_letter_off(self) -> None:
        """ "Tom" and "Tim" are two people."""
        _, keys = speakers_of("Tom: Who?", "Tim: Me.", "Tom: Why?", "Tim: So.")
        assert keys == ["tom", "tim", "tom", "tim"]

    def test_images_are_labels_without_print(self) -> None:
        """A portrait that opens turn after turn is its speaker."""
        units = units_of(
            "".join(f'<p><img src="/{who}.jpg">{text}</p>' for who, text in [("ann", "Who?"), ("bob", "Me.")] * 2)
        )
        speakers = find_speakers(units, load("en"))
        assert [speakers.key(unit.index) for unit in units] == ["image ann jpg", "image bob jpg"] * 2
        assert all(label.start == label.end for label in speakers.labels.values())

    def test_a_bold_sentence_opening_is_no_label_where_labels_have_colons(self) -> None:
        """A name that merely opens a sentence in bold does not open a turn."""
        units = units_of(
            "<p><b>Ann:</b> Who?</p><p><b>Bob:</b> Me.</p><p><b>Bob</b> was what they called me then.</p>"
            "<p><b>Ann:</b> Why?</p><p><b>Bob:</b> So.</p><p><b>Ann:</b> How?</p><p><b>Bob:</b> Thus.</p>"
        )
        speakers = find_speakers(units, load("en"))
        assert speakers.key(2) is None

    @pytest.mark.parametrize("direction", ["(laughs)", "[laughs]", "（笑）"])
    def test_a_stage_direction_alone_on_its_line_is_no_speaker(self, direction: str) -> None:
        """However often somebody laughs."""
        keys = speakers_of("Who?", "Me.", direction, "Why?", "So.", direction, "How?", "Thus.", direction)[1]
        assert keys == [None] * 9

    def test_menus_are_no_speakers(self) -> None:
        """Links that recur alone on their lines label nothing."""
        units = units_of("<p><a href=/a>More</a></p><p>one.</p><p><a href=/b>More</a></p><p>two.</p>")
        assert find_speakers(units, load("en")).labels == {}
