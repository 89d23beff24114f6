"""WebVTT and SubRip become blocks with times and voices."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_parse.source import Format, Source
from interview_parse.tokenizer.page import Page
from interview_parse.tokenizer.timed import tokenize_timed


def vtt(text: str) -> Page:
    return tokenize_timed(Source("WEBVTT\n\n" + text, Format.VTT, None))


def srt(text: str) -> Page:
    return tokenize_timed(Source(text, Format.SRT, None))


class TestVtt:
    TALK = """\
WEBVTT - The harbour talk
Kind: captions

STYLE
::cue { color: red }

REGION
id:left width:40%

NOTE made by hand
on two lines

opening
00:00:01.000 --> 00:00:04.500 align:start position:0%
<v.loud Nora Lind>What brought you <i>here</i>?</v>

2
00:04.500 --> 01:00:09.250
<v Ben Ask>The <c.yellow>trains</c>, <00:00:05.000>mostly.
Me &amp; my brother.
"""

    def test_a_block_a_cue(self) -> None:
        """A cue's text stands with its times in seconds and its voice; ids, times and settings are no text."""
        one = tokenize_timed(Source(self.TALK, Format.VTT, None, "https://example.org/a.vtt"))
        cues = [block for block in one if block.tag == "cue"]
        assert [(one.of(block), block.begin, block.finish, block.voice, block.line) for block in cues] == [
            ("What brought you here?", 1.0, 4.5, "Nora Lind", 14),
            ("The trains, mostly. Me & my brother.", 4.5, 3609.25, "Ben Ask", 18),
        ]
        assert (one.format, one.url) == (Format.VTT, "https://example.org/a.vtt")

    def test_header_and_notes_are_hidden(self) -> None:
        """The header's words and the notes are kept and hidden; style and region are no text."""
        one = tokenize_timed(Source(self.TALK, Format.VTT, None))
        assert [(one.of(block), block.tag) for block in one if block.hidden] == [
            ("The harbour talk\nKind: captions", "header"),
            ("made by hand\non two lines", "note"),
        ]
        assert "color" not in one.text
        assert "width" not in one.text

    def test_styles_are_runs(self) -> None:
        """Italics and bold are runs, classes hints."""
        one = vtt("00:01.000 --> 00:02.000\n<i>Who</i> <b>are</b> <c.ask.loud>you</c>?")
        assert [(one.text[run.start : run.end], run.italic, run.bold, run.hint) for run in one.blocks[0].runs] == [
            ("Who ", True, False, ""),
            ("are ", False, True, ""),
            ("you", False, False, "ask loud"),
            ("?", False, False, ""),
        ]

    def test_two_voices_in_a_cue_are_two_blocks(self) -> None:
        """Each voice has its own block, with the cue's times."""
        one = vtt("00:01.000 --> 00:02.000\n<v Nora>Really?</v>\n<v Ben>Yes.</v>")
        assert [(one.of(block), block.voice, block.begin) for block in one] == [
            ("Really?", "Nora", 1.0),
            ("Yes.", "Ben", 1.0),
        ]

    def test_lines_of_two_speakers_stay_apart(self) -> None:
        """A dash or a label at a line's start keeps the line; other lines only wrap."""
        assert vtt("00:01.000 --> 00:02.000\n- Really?\n- Yes, and\nnow.").text == "- Really?\n- Yes, and now."

    def test_rolling_captions_are_left(self) -> None:
        """Words that a caption repeats stand as often as the file has them."""
        assert (
            vtt("00:01.000 --> 00:02.000\nwho are\n\n00:02.000 --> 00:03.000\nwho are\nyou").text
            == "who are\n\nwho are you"
        )

    def test_stray_text_is_kept(self) -> None:
        """A part of a cue behind a blank line is text without a time."""
        one = vtt("00:01.000 --> 00:02.000\nWho\n\nare you?")
        assert [(one.of(block), block.begin) for block in one] == [("Who", 1.0), ("are you?", None)]


class TestSrt:
    def test_a_block_a_cue(self) -> None:
        """Numbers and times are no text; times may have a comma; tags and positions are styles or nothing."""
        one = srt(
            "1\n00:00:01,000 --> 00:00:03,500\n{\\an8}<i>Who?</i>\n\n2\n00:00:03,500 --> 00:00:04,000\n"
            '<font color="red">Me.</font>\n3\n00:00:05,000 --> 00:00:06,000\n{b}Yes{/b}.\n'
        )
        assert [(one.of(block), block.begin, block.finish) for block in one] == [
            ("Who?", 1.0, 3.5),
            ("Me.", 3.5, 4.0),
            ("Yes.", 5.0, 6.0),
        ]
        assert one.blocks[0].runs[0].italic
        assert one.blocks[2].runs[0].bold

    def test_a_number_that_is_said_is_text(self) -> None:
        """A cue that says a number keeps it."""
        assert srt("1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nOh.").text == "42\n\nOh."

    @pytest.mark.parametrize(
        ("stamp", "seconds"),
        [("00:00:01,5", 1.5), ("00:01:00,050", 60.05), ("1:02:03,004", 3723.004), ("99:00,000", 5940.0)],
    )
    def test_times(self, stamp: str, seconds: float) -> None:
        """Every form of a time is seconds."""
        assert srt(f"1\n00:00:00,000 --> {stamp}\nWho?").blocks[0].finish == seconds


PIECES = st.sampled_from(
    [
        "word",
        " ",
        "\n",
        "\n\n",
        "<v Nora>",
        "</v>",
        "<i>",
        "</c>",
        "<c.a>",
        "00:01.000 --> 00:02.000",
        "7",
        "NOTE ",
        "{b}",
        "- ",
        "&lt;",
        "<",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_no_word_is_lost(pieces: list[str]) -> None:
    """Whatever the file looks like, what is said is on the page; blocks are clean slices that runs cover."""
    text = "".join(pieces)
    one = vtt(text)
    told = regex.sub(r"-->[^\n]*", "", regex.sub(r"(?m)^[^\n]*word[^\n]*\n(?=[^\n]*-->)", "", text))  # settings and ids
    assert one.text.count("word") >= told.count("word") or "<" in text
    assert one.text == "\n\n".join(one.of(block) for block in one)
    for block in one:
        assert one.of(block) == one.of(block).strip()
        assert (block.runs[0].start, block.runs[-1].end) == (block.start, block.end)
