"""Bytes, paths and str become text with a format, or a clear error."""

from __future__ import annotations

import codecs
import gzip
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_parse.errors import (
    EmptySourceError,
    InterviewParseError,
    NotAnArticleError,
    SourceNotFoundError,
    UnsupportedSourceError,
)
from interview_parse.source import Format, Source, find_codec, read, tell_format

PAGE = "<!doctype html><html><head><title>Talk</title></head><body><p>Who are you?</p></body></html>"

SAMPLES = {
    "fr": "Comment avez-vous découvert ce métier ? J'ai commencé à l'école, où un maître très sévère m'a appris à lire.",
    "de": "Wie fühlen Sie sich heute? Natürlich größer, früher war ich ärmer und müde, doch später schöner.",
    "ru": "Как вы пришли в профессию? Я родился в маленьком городе, и мы с братом много читали. Потом всё изменилось.",
    "uk": "Як ви прийшли у професію? Я народився в маленькому місті, і ми з братом багато читали її книжки.",
    "bg": "Как започнахте да пишете? Роден съм в малък град и всяка вечер майка ми четеше приказки на глас.",
    "cs": "Jak jste se dostal k tomuto řemeslu? Narodil jsem se v malém městě, kde žili moji příbuzní, a čtení mě bavilo.",
    "pl": "Jak pan trafił do tego zawodu? Urodziłem się w małym mieście, gdzie każdy się znał, więc zacząłem pisać wcześnie.",
    "hu": "Hogyan került erre a pályára? Egy kisvárosban születtem, ahol mindenki ismert engem, és sokat olvastam ősszel.",
    "tr": "Bu mesleğe nasıl başladınız? Küçük bir şehirde doğdum, çocukluğum boyunca çok kitap okudum ve yazdım.",
    "el": "Πώς ξεκινήσατε αυτό το επάγγελμα; Γεννήθηκα σε μια μικρή πόλη και διάβαζα πολύ.",
    "he": "איך הגעת למקצוע הזה? נולדתי בעיר קטנה וקראתי הרבה ספרים כל לילה.",
    "ar": "كيف بدأت هذه المهنة؟ ولدت في مدينة صغيرة وكنت أقرأ كثيرا كل ليلة.",
    "lt": "Kaip pradėjote šį darbą? Gimiau mažame mieste, kuriame visi žinojo mano šeimą, ir daug skaičiau.",
    "th": "คุณเริ่มต้นอาชีพนี้ได้อย่างไร ผมเกิดในเมืองเล็ก ๆ และอ่านหนังสือทุกคืน",
    "zh": "您是怎么开始这份工作的？我出生在一个小城市，小时候每天晚上都看书，后来就想当记者。",
    "zh-hant": "您是怎麼開始這份工作的？我出生在一個小城市，小時候每天晚上都看書，後來就想當記者。",
    "ja": "この仕事を始めたきっかけは何ですか。小さな町で生まれて、毎晩本を読んでいました。",
    "ko": "이 일을 어떻게 시작하셨습니까? 저는 작은 도시에서 태어났고 매일 밤 책을 읽었습니다.",
    "en": "“How did you start?” – I was born in a small town, and I’ve read a lot… Café, naïve.",
}
WRITTEN_IN = {
    "fr": "cp1252 iso8859-15 mac-roman cp850",
    "de": "cp1252 mac-roman cp850",
    "ru": "cp1251 koi8-r cp866 iso8859-5 mac-cyrillic",
    "uk": "cp1251 koi8-u iso8859-5",
    "bg": "cp1251 iso8859-5",
    "cs": "cp1250 iso8859-2 cp852",
    "pl": "cp1250 iso8859-2 cp852",
    "hu": "cp1250 iso8859-2",
    "tr": "cp1254",
    "el": "cp1253 iso8859-7",
    "he": "cp1255",
    "ar": "cp1256 iso8859-6",
    "lt": "cp1257",
    "th": "cp874",
    "zh": "gb2312 gb18030",
    "zh-hant": "big5",
    "ja": "shift_jis euc_jp iso2022_jp",
    "ko": "euc_kr",
    "en": "cp1252",
}
PAIRS = [(language, codec) for language, codecs_ in WRITTEN_IN.items() for codec in codecs_.split()]


class TestWhatIsRead:
    def test_str_is_content_and_has_no_encoding(self) -> None:
        """A str comes back as it is, without an encoding."""
        assert read("Who?\nMe.", url="https://example.org/a") == Source(
            "Who?\nMe.", Format.TEXT, None, "https://example.org/a"
        )

    def test_path_is_read(self, tmp_path: Path) -> None:
        """A path is read as the bytes in the file."""
        file = tmp_path / "talk.txt"
        file.write_bytes("Wer? Ich. Schön.".encode())
        source = read(file)
        assert (source.text, source.format, source.encoding) == ("Wer? Ich. Schön.", Format.TEXT, "utf-8")

    @pytest.mark.parametrize("kind", [bytearray, memoryview])
    def test_bytes_like_content_is_read_as_bytes(self, kind: type) -> None:
        """What holds bytes is read like bytes."""
        assert read(kind(b"Who? Me.")).text == "Who? Me."

    def test_line_ends_are_one_kind(self) -> None:
        """All line ends become "\\n", so that lines have the same numbers on every system."""
        assert read("a\r\nb\rc\nd").text == "a\nb\nc\nd"

    def test_nul_and_lone_surrogates_become_the_replacement_character(self) -> None:
        """What is no character is replaced; a pair of surrogates is the one character that it stands for."""
        assert read("a\0b \ud800 c \ud83d\ude00").text == "a\ufffdb \ufffd c \U0001f600"

    def test_byte_order_mark_is_no_text(self) -> None:
        """A mark at the start is dropped, from a str and from bytes."""
        assert read("\ufeffWho?").text == "Who?"
        assert read(codecs.BOM_UTF8 + b"Who?").text == "Who?"


class TestWhatIsRefused:
    @pytest.mark.parametrize("thing", [None, 3, 2.5, ["Who?"], object(), {"a": 1}])
    def test_other_types(self, thing: object) -> None:
        """What is no str, bytes or path is a TypeError of ours that says what to pass."""
        with pytest.raises(UnsupportedSourceError, match="pass the content itself or a Path to it") as caught:
            read(thing)  # type: ignore[arg-type]
        assert isinstance(caught.value, TypeError)

    def test_none_is_named(self) -> None:
        """The error names what came."""
        with pytest.raises(UnsupportedSourceError, match="found None"):
            read(None)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "empty", ["", "  \n\t", b"", b" \r\n ", "\ufeff", codecs.BOM_UTF8, "\u00a0\u200b", "\u3000"]
    )
    def test_nothing_to_read(self, empty: str | bytes) -> None:
        """Nothing and blanks are an EmptySourceError."""
        with pytest.raises(EmptySourceError, match="check that the download"):
            read(empty)

    @pytest.mark.parametrize(
        "path",
        [
            "interview.html", "my long interview.htm", "notes/talk.txt", "../x.md", "talk.vtt", "a.srt", "feed.xml", "scan.pdf",
            "/srv/pages/talk", "./talk", "~/talk", "C:\\Users\\me\\talk", "\\\\server\\share\\talk", "file:///srv/talk",
            "  interview.html\n",
        ],
    )  # fmt: skip
    def test_a_path_as_str_names_path(self, path: str) -> None:
        """A str that looks like a path is no content; the error says to pass a Path."""
        with pytest.raises(NotAnArticleError, match=r"pass Path\("):
            read(path)

    @pytest.mark.parametrize(
        "url", ["https://example.org/talk", "http://example.org", "ftp://example.org/a", "www.example.org/a"]
    )
    def test_an_address_as_str_is_never_fetched(self, url: str) -> None:
        """A str that is an address raises and says to fetch it and pass url=."""
        with pytest.raises(
            NotAnArticleError, match="fetch it yourself, then pass the content, and the address as url="
        ):
            read(url)

    @pytest.mark.parametrize(
        "content",
        ["Who are you?", "yes/no", "A/B", "/ he said", "Read the notes at https://example.org/a today", "Well.",
         "And so everything that I had written was lost in a file called notes.txt", "Who?\nhttps://example.org"],
    )  # fmt: skip
    def test_short_content_is_content(self, content: str) -> None:
        """One line of text is read as text where it is no path and no address."""
        assert read(content).text == content

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
            (b"\x89PNG\r\n\x1a\n" + bytes(20), "a PNG image"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
            (b"GIF89a\x01\x00", "a GIF image"),
            (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive"),
            (gzip.compress(b"Who? Me."), "gzip-compressed"),
            (b"{\\rtf1\\ansi Who? Me.}", "an RTF document"),
            (b"\x7fELF\x02\x01\x01" + bytes(40), "a program"),
            (b"\x00\x00\x00\x20ftypisom" + bytes(40), "a film or sound"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "an old Office document"),
            (bytes(range(32)) * 20, "binary data"),
            (bytes(64), "nothing but NUL bytes"),
            (b'{"@type": "Article", "name": "Talk"}', "JSON"),
            (b'[{"q": "Who?", "a": "Me."}]', "JSON"),
            (b"[1, 2, 3]", "JSON"),
            (b'{"title": "cut off in the mid', "JSON"),
        ],
    )
    def test_content_of_another_kind(self, data: bytes, kind: str) -> None:
        """Files that are no text are named for what they are, with what to do next."""
        with pytest.raises(NotAnArticleError, match=kind) as caught:
            read(data)
        assert caught.value.advice

    @pytest.mark.parametrize(
        "text", ["[Music] Who are you? [Laughter]", "{% raw %}Who?{% endraw %}", "[1] Who? [2] Me."]
    )
    def test_brackets_alone_are_no_json(self, text: str) -> None:
        """Text that starts with a bracket is text."""
        assert read(text).text == text

    def test_a_missing_file(self, tmp_path: Path) -> None:
        """A path without a file is a FileNotFoundError of ours."""
        with pytest.raises(SourceNotFoundError, match="no file at") as caught:
            read(tmp_path / "missing.html")
        assert isinstance(caught.value, FileNotFoundError)

    def test_a_directory(self, tmp_path: Path) -> None:
        """A directory is named as one."""
        with pytest.raises(SourceNotFoundError, match=r"found a directory: .*; name one file in it"):
            read(tmp_path)

    def test_an_impossible_path(self) -> None:
        """A path that no system takes is our error too."""
        with pytest.raises(SourceNotFoundError, match="cannot be read"):
            read(Path("a\0b"))

    def test_an_unknown_encoding(self) -> None:
        """A name that is no text encoding is refused before anything is read; Python's other codecs are none."""
        for label in ("martian", "rot13", "hex", "idna", "utf-7", "", "zip"):
            with pytest.raises(UnsupportedSourceError, match="expected encoding to be the name of a text encoding"):
                read(b"Who?", encoding=label)

    def test_an_unknown_format(self) -> None:
        """A format that is none of ours is refused with the list."""
        with pytest.raises(UnsupportedSourceError, match="html, markdown, text, vtt, srt"):
            read("Who?", format="docx")  # type: ignore[arg-type]

    def test_errors_pickle(self) -> None:
        """An error crosses process borders whole."""
        with pytest.raises(NotAnArticleError) as caught:
            read("talk.html")
        again = pickle.loads(pickle.dumps(caught.value))
        assert (str(again), again.advice) == (str(caught.value), caught.value.advice)


class TestEncoding:
    @pytest.mark.parametrize(("language", "codec"), PAIRS)
    def test_told_by_evidence(self, language: str, codec: str) -> None:
        """Bytes that declare nothing are read in the encoding that they are in, and a note says so."""
        data = SAMPLES[language].encode(codec)
        source = read(data)
        assert source.text == data.decode(codec)
        if not data.isascii():
            assert any("no encoding is declared" in note for note in source.notes)

    @pytest.mark.parametrize(("language", "codec"), PAIRS)
    def test_a_right_claim_holds(self, language: str, codec: str) -> None:
        """What the caller says is believed where it makes sense."""
        data = SAMPLES[language].encode(codec)
        assert read(data, encoding=codec).text == data.decode(codec)

    @pytest.mark.parametrize(
        ("language", "codec", "claim"),
        [
            ("ru", "cp1251", "iso-8859-1"), ("ru", "koi8-r", "windows-1251"), ("ja", "shift_jis", "iso-8859-1"),
            ("zh", "gb18030", "windows-1252"), ("el", "cp1253", "iso-8859-1"), ("cs", "cp1250", "utf-8"), ("ko", "euc_kr", "gb2312"),
        ],
    )  # fmt: skip
    def test_a_wrong_claim_is_survived(self, language: str, codec: str, claim: str) -> None:
        """A claim that makes nonsense of the text gives way, and a note says so."""
        data = SAMPLES[language].encode(codec)
        source = read(data, encoding=claim)
        assert source.text == data.decode(codec)
        assert any("which fits the text better" in note for note in source.notes)

    @pytest.mark.parametrize("language", SAMPLES)
    @pytest.mark.parametrize("claim", ["iso-8859-1", "gb2312", "shift_jis", "windows-1251"])
    def test_utf8_is_utf8_whatever_is_declared(self, language: str, claim: str) -> None:
        """Valid UTF-8 is never read as anything else."""
        page = f'<html><head><meta charset="{claim}"></head><body>{SAMPLES[language]}</body></html>'
        source = read(page.encode())
        assert (source.text, source.encoding) == (page, "utf-8")
        assert any("the bytes are valid UTF-8" in note for note in source.notes)

    @pytest.mark.parametrize(
        "declaration",
        [
            '<meta charset="windows-1251">', "<META CHARSET=windows-1251>", '<?xml version="1.0" encoding="windows-1251"?>',
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251" />',
        ],
    )  # fmt: skip
    def test_a_declaration_in_the_page_is_heard(self, declaration: str) -> None:
        """A page's own declaration decides where evidence is thin."""
        page = f"{declaration}<p>Да</p>"
        source = read(page.encode("cp1251"))
        assert (source.text, source.encoding, source.notes) == (page, "windows-1251", ())

    def test_the_callers_claim_comes_before_the_pages(self) -> None:
        """What HTTP says goes before what the page says."""
        page = '<meta charset="iso-8859-2"><p>é ø</p>'
        assert read(page.encode("cp1252"), encoding="windows-1252").text == page

    @pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
    def test_a_byte_order_mark_decides(self, codec: str) -> None:
        """A mark goes before every claim."""
        text = "Wer? Ich, Zoë."
        assert read(text.encode(codec), encoding="windows-1251").text == text

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("language", ["en", "ru", "ja"])
    def test_utf16_without_a_mark(self, codec: str, language: str) -> None:
        """UTF-16 is told by where its zeros stand."""
        page = f"<html>\n<body>\n<p>{SAMPLES[language]}</p>\n</body>\n</html>"
        assert read(page.encode(codec)).text == page

    def test_utf32_by_claim(self) -> None:
        """A claim makes readable what would pass for binary data."""
        assert read("Who are you?".encode("utf-32-le"), encoding="utf-32-le").text == "Who are you?"

    def test_a_claim_of_utf16_over_single_bytes_is_dropped(self) -> None:
        """Single bytes are not read in pairs because somebody says so."""
        assert read(SAMPLES["fr"].encode("cp1252"), encoding="utf-16").text == SAMPLES["fr"]

    def test_few_stray_bytes_leave_utf8(self) -> None:
        """UTF-8 with some wrong bytes stays UTF-8; these are replaced and counted in a note."""
        source = read((SAMPLES["fr"] * 3).encode() + b" caf\xe9")
        assert source.text == SAMPLES["fr"] * 3 + " caf\ufffd"
        assert source.encoding == "utf-8"
        assert source.notes == ("1 place could not be read as utf-8 and hold U+FFFD instead",)

    def test_a_cut_in_the_last_character_leaves_utf8(self) -> None:
        """A download cut inside a character is still UTF-8, also against a wrong claim."""
        data = (SAMPLES["ru"] * 2).encode()[:-2]
        assert read(data).encoding == "utf-8"
        assert read(data, encoding="windows-1252").encoding == "utf-8"

    @pytest.mark.parametrize(
        ("label", "codec"),
        [
            ("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("us-ascii", "cp1252"), ("gb2312", "gb18030"), ("GBK", "gb18030"),
            ("ks_c_5601-1987", "cp949"), ("euc-kr", "cp949"), ("Shift_JIS", "cp932"), ("x-sjis", "cp932"), ("iso-8859-9", "cp1254"),
            ("UTF8", "utf-8"), (" utf-8 ", "utf-8"), ("x-mac-cyrillic", "mac-cyrillic"), ("big5", "big5hkscs"), ("unknown-8bit", None),
        ],
    )  # fmt: skip
    def test_labels_mean_what_browsers_read(self, label: str, codec: str | None) -> None:
        """A label stands for the wider encoding that pages mean by it."""
        assert find_codec(label) == codec

    def test_c1_bytes_in_latin1_are_quotation_marks(self) -> None:
        """Pages that say ISO-8859-1 hold Windows' quotation marks, and keep them."""
        page = '<meta charset="iso-8859-1"><p>\x93Who?\x94 caf\xe9</p>'
        assert "“Who?” café" in read(page.encode("latin-1")).text

    def test_circled_numbers_in_euc_jp(self) -> None:
        """Characters beyond a standard that its users write all the same are read."""
        text = "①" + SAMPLES["ja"]
        assert read(text.encode("euc_jis_2004"), encoding="euc-jp").text == text

    def test_a_printed_encoding_is_known_to_python(self) -> None:
        """``Source.encoding`` can be passed on to Python's own codecs."""
        for language, codec in PAIRS:
            data = SAMPLES[language].encode(codec)
            source = read(data)
            assert source.encoding is not None
            assert data.decode(source.encoding) == source.text


class TestFormat:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (PAGE, Format.HTML),
            ("<!-- saved -->\n<HTML><BODY>Who?", Format.HTML),
            ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">\n<html>', Format.HTML),
            ("<p>Who?</p><p>Me.</p>", Format.HTML),
            ("Who?<br>Me.<br>", Format.HTML),
            ("<p>Who?\n<p>Me.\n", Format.HTML),
            ("<?php include 'head.php'; ?>\n<div>Who?</div>\n<p>Me.</p>", Format.HTML),
            ("{include file='head.tpl'}\n<h1>{$title}</h1>\n<p>Who?</p>", Format.HTML),
            ("<Nora> who are you?\n<Ben> just me\n<Nora> ah", Format.TEXT),
            ("<p> hi all\n<Ben> hello p\n<Ida> hello you two\n<p> bye", Format.TEXT),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nWho?", Format.VTT),
            ("1\n00:00:01,000 --> 00:00:02,000\nWho?", Format.SRT),
            ("\n1\n00:00:01,000 --> 00:00:02,000\nWho?", Format.SRT),
            ("00:00:01.000 --> 00:00:02.000\nWho?", Format.VTT),
            ("---\ntitle: Talk\n---\n\nWho?", Format.MARKDOWN),
            ("---\ntitle: Talk\n---\n\n<p>Who?</p>\n<p>Me.</p>", Format.MARKDOWN),
            ("+++\ntitle = 'Talk'\n+++\n\nWho?", Format.MARKDOWN),
            ("# A talk\n\n## Who are you?\n\nMe.", Format.MARKDOWN),
            ("**Who are you?**\n\nMe.\n\n**And now?**\n\nStill me.", Format.MARKDOWN),
            ("*Who are you?*\n\nMe.\n\n*And now?*\n\nStill me.", Format.MARKDOWN),
            ("See [the page](https://example.org/a) for more.", Format.MARKDOWN),
            ("# A talk\n\n<img src='a.jpg'>\n\n**Who?**\n\n[Me](b)\n\n<h2>So?</h2>\n\n## Next", Format.MARKDOWN),
            ("Q: Who are you?\nA: Me.", Format.TEXT),
            ("Who are you?\n============\n\nI am 5 < 6 and *this* is 2 * 3.\n\n> quoted\n- yes\n- no", Format.TEXT),
            ("My favourite tag is <br>.\n" + "More about the web of then.\n" * 60, Format.TEXT),
            ("Who wrote `<p>hello</p>` first?\n\n# Not sure\n\n## Really", Format.MARKDOWN),
        ],
    )
    def test_told_by_content(self, text: str, expected: Format) -> None:
        """The format is what the content shows."""
        assert tell_format(text) is expected

    @pytest.mark.parametrize(
        ("text", "suffix", "expected"),
        [
            ("Just one line", ".md", Format.MARKDOWN),
            ("<p>Who?</p>", ".md", Format.MARKDOWN),
            (PAGE, ".md", Format.HTML),
            (PAGE, ".txt", Format.HTML),
            ("# A talk\n\n## Who?\n\nMe.", ".txt", Format.TEXT),
            ("My <b>bold</b> talk\n" * 2 + "plain\n" * 200, ".html", Format.HTML),
            ("Who? Me.", ".html", Format.TEXT),
            ("WEBVTT\n\n", ".txt", Format.VTT),
            ("1\n00:00:01.000 --> 00:00:02.000\nWho?", ".srt", Format.SRT),
        ],
    )
    def test_a_suffix_is_a_hint(self, text: str, suffix: str, expected: Format) -> None:
        """A file's suffix decides where the content leaves it open, never against it."""
        assert tell_format(text, suffix) is expected

    def test_a_given_format_is_kept(self) -> None:
        """The caller's format goes before all evidence."""
        assert read(PAGE, format=Format.TEXT).format is Format.TEXT


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "windows-1252", "shift_jis", "utf-16", "koi8-r"]))
def test_any_bytes_give_a_source_or_our_error(data: bytes, encoding: str | None) -> None:
    """Whatever comes, there is text without NUL and lone surrogates, or an error of ours."""
    try:
        source = read(data, encoding=encoding)
    except InterviewParseError:
        return
    assert "\0" not in source.text
    assert "\r" not in source.text
    source.text.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_str_gives_a_source_or_our_error(text: str) -> None:
    """A str keeps its letters."""
    try:
        source = read(text)
    except InterviewParseError:
        return
    assert [char for char in source.text if char.isalpha()] == [char for char in text if char.isalpha()]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "Zs"]), min_size=1, max_size=200))
def test_utf8_bytes_read_like_their_text(text: str) -> None:
    """UTF-8 needs no declaration."""
    content = "Who? " + text
    assert read(content.encode()).text == read(content).text
