"""Bytes, a path or a str to text and format. Only this module knows encodings.

An encoding is told in this order: byte order mark, what the caller says, what the source declares, evidence. Two things
overrule a claim: bytes that are valid UTF-8 with sequences of several bytes are UTF-8 (hardly any other text is so by
chance), and a claim that turns the bytes into nonsense gives way to evidence. Evidence means: every candidate reads the
same sample, and the reading that would be cheapest to write down in one of the encoding's own languages wins. The cost
of a character is its rank among that language's letters, in bits; what no reader would expect (a control, a capital
inside a word, a symbol between letters) is dear.
"""

from __future__ import annotations

import codecs
import json
import math
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import attrs
import regex

from interview_parse.errors import EmptySourceError, NotAnArticleError, SourceNotFoundError, UnsupportedSourceError
from interview_parse.formats import Format


@attrs.frozen
class Source:
    """A source, decoded."""

    text: str
    """Without BOM; lines end in "\\n"; lone surrogates and NUL replaced by U+FFFD."""
    format: Format
    encoding: str | None
    """The encoding that was used, by a name Python knows; None where the source was a str."""
    url: str | None = None
    notes: tuple[str, ...] = ()
    """What was odd: a wrong declaration, replaced bytes."""


ARTICLE = "an article as HTML, Markdown, plain text, WebVTT or SRT"


def read(
    source: str | bytes | os.PathLike[str],
    *,
    format: Format | str | None = None,
    encoding: str | None = None,
    url: str | None = None,
) -> Source:
    """The source as text with its format: a str or bytes is content, a path is read.

    Raises a child of ``InterviewParseError`` where there is no text to read: no source, an empty one, a missing file,
    content of another kind. ``encoding`` is a claim like a declaration in the file, only heard first.
    """
    chosen = _known_format(format)
    claimed = _known_encoding(encoding)
    suffix = ""
    content: str | bytes
    if isinstance(source, str):
        _refuse_address(source)
        content = source
    elif isinstance(source, bytes | bytearray | memoryview):
        content = bytes(source)
    elif isinstance(source, os.PathLike):
        suffix, content = _read_file(source)
    else:
        raise UnsupportedSourceError(
            expected=f"{ARTICLE}, as str, bytes or pathlib.Path",
            found=_describe(source),
            advice="pass the content itself or a Path to it",
        )
    notes: list[str] = []
    used: str | None = None
    if isinstance(content, bytes):
        _refuse_other_kinds(content, claimed)
        content, used = _decode(content, claimed, notes)
    else:
        _refuse_other_kinds(content[:1024].encode("utf-8", "replace"))
        content = _mend_surrogates(content)
    text = _clean(content)
    if not VISIBLE_RE.search(text):
        raise EmptySourceError(
            expected=ARTICLE,
            found="nothing" if not text else "only blanks",
            advice="check that the download or export has finished",
        )
    if chosen is None:
        _refuse_json(text)
    return Source(text, chosen or tell_format(text, suffix), used, url, tuple(notes))


# --- What is no article -------------------------------------------------------------------------------------------

VISIBLE_RE = regex.compile(r"[^\s\p{Z}\x00\x1a\u200b-\u200f\u2060\ufeff]")

URL_RE = regex.compile(r"(?:(?:https?|ftp)://|www\.)\S+", regex.IGNORECASE)
FILE_URL_RE = regex.compile(r"file:/\S+", regex.IGNORECASE)
# A file name may hold blanks, a sentence that ends in one has more of them.
FILE_NAME_RE = regex.compile(
    r"[^<>\s]+(?:[ ][^<>\s]+){0,5}"
    r"\.(?:x?html?|txt|text|md|markdown|vtt|srt|xml|php|aspx?|pdf|docx?|odt|rtf|epub|json|gz|zip)",
    regex.IGNORECASE,
)
ROOTED_RE = regex.compile(r"(?:~|\.{1,2})?/[^\s/<>]+(?:/[^\s<>]*)*|[A-Za-z]:\\[^<>|?*\"\n]*|\\\\[^\s<>]+\\[^<>\n]*")
LONGEST_ADDRESS = 2048


def _refuse_address(text: str) -> None:
    """Raise where a str is a path or an address and no content."""
    if len(text) > LONGEST_ADDRESS:
        return
    line = text.strip()
    if URL_RE.fullmatch(line):
        raise NotAnArticleError(
            expected=ARTICLE,
            found=f"an address: {_shorten(line)}",
            advice="fetch it yourself, then pass the content, and the address as url=",
        )
    if FILE_URL_RE.fullmatch(line) or FILE_NAME_RE.fullmatch(line) or ROOTED_RE.fullmatch(line):
        raise NotAnArticleError(
            expected=ARTICLE,
            found=f"what looks like a path: {_shorten(line)}",
            advice=f"for a file, pass Path({_shorten(line)})",
        )


SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "extract its text first (pdftotext) and pass that"),
    (b"%!PS", "a PostScript file", "extract its text first and pass that"),
    (b"\x89PNG\r\n", "a PNG image", "recognise its text first (OCR) and pass that"),
    (b"\xff\xd8\xff", "a JPEG image", "recognise its text first (OCR) and pass that"),
    (b"GIF87a", "a GIF image", "recognise its text first (OCR) and pass that"),
    (b"GIF89a", "a GIF image", "recognise its text first (OCR) and pass that"),
    (b"II*\x00", "a TIFF image", "recognise its text first (OCR) and pass that"),
    (b"MM\x00*", "a TIFF image", "recognise its text first (OCR) and pass that"),
    (b"RIFF", "a WebP image, a sound or a film", "pass its transcript instead"),
    (b"ID3\x02", "a sound", "pass its transcript instead"),
    (b"ID3\x03", "a sound", "pass its transcript instead"),
    (b"ID3\x04", "a sound", "pass its transcript instead"),
    (b"OggS\x00", "a sound", "pass its transcript instead"),
    (b"fLaC\x00", "a sound", "pass its transcript instead"),
    (b"\x1aE\xdf\xa3", "a film", "pass its transcript instead"),
    (b"PK\x03\x04", "a ZIP archive (a docx, odt or epub is one)", "unpack it or export it as HTML, and pass that"),
    (b"PK\x05\x06", "an empty ZIP archive", "unpack it and pass the article"),
    (b"\x1f\x8b", "gzip-compressed data", "decompress it first (gzip.decompress) and pass that"),
    (b"BZh9", "bzip2-compressed data", "decompress it first and pass that"),
    (b"\xfd7zXZ\x00", "xz-compressed data", "decompress it first and pass that"),
    (b"(\xb5/\xfd", "zstd-compressed data", "decompress it first and pass that"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive", "unpack it and pass the article"),
    (b"Rar!\x1a", "a RAR archive", "unpack it and pass the article"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "export it as HTML or text and pass that"),
    (b"{\\rtf", "an RTF document", "export it as HTML or text and pass that"),
    (b"\x7fELF", "a program", "pass the article"),
    (b"MZ\x90\x00", "a program", "pass the article"),
    (b"\x00asm", "a program", "pass the article"),
    (b"\xca\xfe\xba\xbe", "a program", "pass the article"),
    (b"SQLite format 3\x00", "a database", "query it and pass the article's content"),
)
CONTROLS = bytes(sorted({*range(32), 127} - set(b"\t\n\x0b\f\r\x1a\x1b\b")))
MOST_CONTROLS = 0.1


def _refuse_other_kinds(data: bytes, claimed: str | None = None) -> None:
    """Raise where the first bytes say that this is no text."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, kind, advice in SIGNATURES:
        if start.startswith(signature):
            raise NotAnArticleError(expected=ARTICLE, found=kind, advice=advice)
    if start[4:8] == b"ftyp":
        raise NotAnArticleError(expected=ARTICLE, found="a film or sound", advice="pass its transcript instead")
    sample = data[:4096]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    wide = _byte_order_mark(data) or _wide_pattern(data) or _is_wide(claimed)
    if controls > MOST_CONTROLS * len(sample) and not wide:
        raise NotAnArticleError(
            expected=ARTICLE,
            found="binary data" if sample.strip(b"\0 \t\r\n") else "nothing but NUL bytes",
            advice="check that this is the file you mean, and export it as HTML or text",
        )


JSON_START_RE = regex.compile(r"""\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:|\[\s*\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:""")


def _refuse_json(text: str) -> None:
    """Raise for a JSON object or array, whole or cut."""
    start = text.lstrip()
    if start[:1] not in ("{", "["):
        return
    if not JSON_START_RE.match(start):
        try:
            json.loads(start)
        except (ValueError, RecursionError):
            return
    raise NotAnArticleError(
        expected=ARTICLE,
        found="JSON",
        advice="take the article's HTML or text out of it and pass that",
    )


def _read_file(path: os.PathLike[str]) -> tuple[str, bytes]:
    """The file's suffix and bytes."""
    name = os.fsdecode(path)
    try:
        file = Path(name)
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _not_found(f"a directory: {_shorten(name)}", "name one file in it")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise _not_found(f"a device or socket: {_shorten(name)}", "pass its content as bytes")
        return file.suffix.lower(), file.read_bytes()
    except SourceNotFoundError:
        raise
    except FileNotFoundError as error:
        raise _not_found(f"no file at {_shorten(name)}", "check the path and the working directory") from error
    except PermissionError as error:
        raise _not_found(f"a file that may not be read: {_shorten(name)}", "check its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _not_found(f"{_shorten(name)}, which cannot be read ({reason})", "check the path") from error


def _not_found(found: str, advice: str) -> SourceNotFoundError:
    return SourceNotFoundError(expected="a readable file", found=found, advice=advice)


def _known_format(format: Format | str | None) -> Format | None:
    if format is None:
        return None
    try:
        return Format(format)
    except ValueError as error:
        raise UnsupportedSourceError(
            expected="format to be one of " + ", ".join(Format),
            found=_describe(format),
            advice="leave it out to have the format told by content",
        ) from error


def _known_encoding(label: str | None) -> str | None:
    """The codec of the encoding that the caller names."""
    if label is None:
        return None
    codec = find_codec(label) if isinstance(label, str) else None
    if codec is None:
        raise UnsupportedSourceError(
            expected="encoding to be the name of a text encoding, such as utf-8 or windows-1252",
            found=_describe(label),
            advice="leave it out to have the encoding told by content",
        )
    return codec


def _describe(thing: object) -> str:
    if thing is None:
        return "None"
    if isinstance(thing, str):
        return _shorten(thing)
    return f"a value of type {type(thing).__name__}"


def _shorten(text: str) -> str:
    return repr(text if len(text) <= 120 else text[:117] + "...")


# --- Text ---------------------------------------------------------------------------------------------------------

SURROGATE_RE = regex.compile(r"[\ud800-\udfff]")


def _mend_surrogates(text: str) -> str:
    """The text with pairs of surrogates as one character and lone ones as U+FFFD; only a str can hold any."""
    if text.isascii() or not SURROGATE_RE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _clean(text: str) -> str:
    """The text without BOM, with "\\n" line ends; NUL becomes U+FFFD."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:  # One character is found far faster than two are.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


# --- Encodings: names ---------------------------------------------------------------------------------------------

# Labels that Python does not know, from the WHATWG Encoding Standard.
LABELS = {
    "ansi": "cp1252", "big5-hkscs": "big5hkscs", "cn-big5": "big5", "csbig5": "big5", "cseuckr": "cp949",
    "cseucpkdfmtjapanese": "euc_jp", "csgb2312": "gb18030", "csksc56011987": "cp949", "cskoi8r": "koi8-r",
    "csshiftjis": "cp932", "dos-874": "cp874", "iso-8859-8-e": "iso8859-8", "iso-8859-8-i": "iso8859-8",
    "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u", "ks_c_5601-1989": "cp949",
    "ksc_5601": "cp949", "logical": "iso8859-8",
    "mac": "mac-roman", "ms932": "cp932", "ms_kanji": "cp932", "sun_eu_greek": "iso8859-7", "unicode": "utf-16-le",
    "unicode-1-1-utf-8": "utf-8", "unicode11utf8": "utf-8", "unicode20utf8": "utf-8", "unicodefeff": "utf-16-le",
    "utf8mb4": "utf-8", "visual": "iso8859-8", "windows-31j": "cp932", "windows-874": "cp874", "windows-949": "cp949",
    "windows-936": "gb18030", "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-cp1253": "cp1253",
    "x-cp1254": "cp1254", "x-cp1255": "cp1255", "x-cp1256": "cp1256", "x-cp1257": "cp1257", "x-cp1258": "cp1258",
    "x-euc-jp": "euc_jp", "x-gbk": "gb18030", "x-mac-cyrillic": "mac-cyrillic", "x-mac-roman": "mac-roman",
    "x-mac-ukrainian": "mac-cyrillic", "x-sjis": "cp932", "x-unicode20utf8": "utf-8", "x-utf8": "utf-8",
    "x-x-big5": "big5",
}  # fmt: skip
# What pages mean by a name is more than its standard holds; browsers read the wider encoding, and so do we.
WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
    "big5": "big5hkscs", "cp950": "big5hkscs", "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le",
}  # fmt: skip
# Python's registry also holds codecs that are no encodings of text (hex, zip, rot13, punycode, utf-7).
TEXT_CODEC_RE = regex.compile(
    r"ascii|cp\d+|iso8859-\d+|iso2022_(?:jp|kr)\w*|koi8-[rut]|mac-\w+|utf-(?:8|16|32)(?:-sig|-le|-be)?|gb2312|gbk|gb18030|hz|"
    r"big5|big5hkscs|euc_\w+|shift_jis\w*|johab|tis-620|ptcp154|kz1048|hp-roman8"
)
# Where the first codec fails, the next may still read every byte (circled numbers in EUC-JP).
FALLBACKS = {"euc_jp": "euc_jis_2004", "iso2022_jp": "iso2022_jp_ext", "big5hkscs": "cp950"}
SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})


@cache
def find_codec(label: str) -> str | None:
    """The codec for an encoding label as pages and browsers use it, or None where it names no text encoding."""
    name = label.strip().strip("\"'").lower()
    if not name.isascii() or "\0" in name or len(name) > 40:
        return None
    codec = LABELS.get(name)
    if codec is None:
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            return None
    if not TEXT_CODEC_RE.fullmatch(codec):
        return None
    return WIDER.get(codec, codec)


def _printed(codec: str) -> str:
    """The codec's name for readers; Python knows it too."""
    return "windows-" + codec[2:] if regex.fullmatch(r"cp125\d", codec) else codec


# --- Encodings: which one -----------------------------------------------------------------------------------------

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION_RE = regex.compile(
    rb"""<meta\s[^<>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    regex.IGNORECASE,
)
DECLARED_WITHIN = 4096
ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp"), (b"\x1b(J", "iso2022_jp"))


def _decode(data: bytes, claimed: str | None, notes: list[str]) -> tuple[str, str]:
    """The text of the bytes and the printed name of the encoding; ``notes`` gains what was odd."""
    mark = _byte_order_mark(data)
    if mark is not None and mark != "utf-8":
        return _decode_as(data, mark, notes)
    declared = _declared(data)
    wide = _wide_pattern(data)
    if wide is None and claimed is not None and _is_wide(claimed):
        sample = data[:DECLARED_WITHIN]
        if b"\0" in sample or _reads_as_wide(sample, claimed):
            wide = claimed
        else:
            notes.append(f"said to be {claimed}, which it is not")
            claimed = None
    if wide is not None:
        return _decode_as(data, claimed if claimed is not None and _is_wide(claimed) else wide, notes)
    claim = mark or claimed or declared
    by = "marked" if mark else "said to be" if claimed else "declared as"
    if data.isascii():
        return _decode_as(data, _seven_bit(data, claim), notes)
    text = _read_utf8(data)
    if text is not None or _is_mostly_utf8(data, claim):
        if claim not in (None, "utf-8"):
            notes.append(f"{by} {_printed(claim)}, read as utf-8: the bytes are valid UTF-8")
        return (text, "utf-8") if text is not None else _decode_as(data, "utf-8", notes)
    sample = _sample(data)
    guess = _guess(sample, claim)
    if claim is None:
        notes.append(f"no encoding is declared; read as {_printed(guess)}, which fits the text best")
    elif guess != claim:
        notes.append(f"{by} {_printed(claim)}, read as {_printed(guess)}, which fits the text better")
    return _decode_as(data, guess, notes)


def _decode_as(data: bytes, codec: str, notes: list[str]) -> tuple[str, str]:
    """The text by this codec; bytes that it cannot read become U+FFFD, with a note."""
    for attempt in (codec, FALLBACKS.get(codec)):
        if attempt is not None:
            try:
                return data.decode(attempt), _printed(attempt)
            except UnicodeDecodeError:
                continue
    before = data.count("\ufffd".encode(codec, "ignore") or b"\0\0\0\0\0\0\0\0")
    text = data.decode(codec, "replace")
    lost = max(1, text.count("\ufffd") - before)
    notes.append(
        f"{lost} {'place' if lost == 1 else 'places'} could not be read as {_printed(codec)} and hold U+FFFD instead"
    )
    return text, _printed(codec)


def _byte_order_mark(data: bytes) -> str | None:
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark) and (not codec.startswith("utf-32") or len(data) % 4 == 0):
            return codec
    return None


def _declared(data: bytes) -> str | None:
    """The codec that the first bytes declare. UTF-16 cannot be, where the declaration could be read byte by byte."""
    for match in DECLARATION_RE.finditer(data[:DECLARED_WITHIN]):
        codec = find_codec((match[1] or match[2]).decode("ascii", "replace"))
        if codec is not None:
            return "utf-8" if _is_wide(codec) else codec
    return None


def _wide_pattern(data: bytes) -> str | None:
    """UTF-16 without a mark, told by where the NULs of its Latin letters, blanks and line ends stand."""
    sample = data[: DECLARED_WITHIN - DECLARED_WITHIN % 2]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for many, few, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if (
            many >= 0.02 * half
            and many >= 2
            and few <= many / 20
            and (many >= 0.3 * half or _reads_as_wide(sample, codec))
        ):
            return codec
    return None


def _reads_as_wide(sample: bytes, codec: str) -> bool:
    """Whether a sample with few NULs is UTF-16 of a script without Latin letters."""
    latin = len(sample) - len(sample.translate(None, PRINTABLE))
    text = sample.decode(codec, "replace")
    strange = sum(1 for char in text if char < " " and char not in "\t\n\r") + text.count("\ufffd")
    letters = sum(char.isalpha() for char in text)
    return latin < 0.75 * len(sample) and strange <= 1 and letters > len(text) / 2


PRINTABLE = bytes(range(32, 127))


def _seven_bit(data: bytes, claim: str | None) -> str:
    if claim in SEVEN_BIT:
        return claim
    if b"\x1b" in data:
        for escape, codec in ESCAPES:
            if escape in data:
                return codec
    return claim or "utf-8"


def _is_wide(codec: str | None) -> bool:
    return codec is not None and codec.startswith(("utf-16", "utf-32"))


# So many sequences of several bytes to one stray byte: below it the text is of another encoding.
UTF8_MAJORITY = 5
UTF8_MAJORITY_AGAINST_CLAIM = 50


def _read_utf8(data: bytes) -> str | None:
    """The text where all bytes are UTF-8: so most pages are read, without any evidence."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_mostly_utf8(data: bytes, claim: str | None) -> bool:
    """Whether the bytes are UTF-8 but for a few stray ones; where another encoding is claimed, fewer still."""
    text = data.decode("utf-8", "replace")
    stray = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    longer = len(text) - len(text.encode("ascii", "ignore")) - stray
    majority = UTF8_MAJORITY if claim in (None, "utf-8", "cp1252") else UTF8_MAJORITY_AGAINST_CLAIM
    return longer >= majority * stray


# --- Encodings: evidence ------------------------------------------------------------------------------------------

SAMPLE_BYTES = 32_768
LINE_BYTES = 4096


def _sample(data: bytes) -> bytes:
    """The first lines that hold bytes beyond ASCII; a long line gives its part from the first such byte on."""
    parts: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if line.isascii():
            continue
        if len(line) > LINE_BYTES:
            # Cut where an ASCII blank or tag ends: no encoding in question has "<", ">" or " " inside a character.
            first = len(line) - len(line.lstrip(ASCII_BYTES))
            start = max(line.rfind(b" ", 0, first), line.rfind(b">", 0, first), 0)
            line = line[start : start + SAMPLE_BYTES - size]
        parts.append(line)
        size += len(line)
        if size >= SAMPLE_BYTES:
            break
    return b"".join(parts)[:SAMPLE_BYTES]


ASCII_BYTES = bytes(range(128))

# Letters beyond ASCII (or of the script), most frequent first.
LETTERS = {
    "ca": "àóéèíçòïúü·", "cs": "íáéěřýčžšůúťďňó", "da": "øåæé", "de": "üäöß", "es": "óíáéñúü", "et": "äõüöšž",
    "fi": "äöå", "fr": "éàèêçôîùûâïëœ", "hr": "čšžćđ", "hu": "áéöíőóüúű", "is": "íáðúéöýþóæ", "it": "èàòùìé",
    "lt": "ėšųįžąčūę",
    "lv": "āīēšūņļžčķģ", "nl": "ëéïöèüê", "pl": "łęąśóżćńź", "pt": "ãçáéíóõêâúàô", "ro": "ăîâșțşţ",
    "sk": "áíéčšýžúľťôäňóďĺŕ", "sq": "ëç", "sv": "äåöé", "tr": "ıüşçğöâî",
    "vi": "đ\u0301ư\u0300ơ\u0323ôâăê\u0309\u0303áàéè",
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "uk": "оанивіертсклдумпязьбгйчхцїжюєшщфґ",
    "bg": "аеиотнрсвлкдпмзугяъбчцжщхшюйфь", "be": "анеіоаркстлыдупмзявбгьцчйшхжэўюёф",
    "sr": "аоиенрсјтукдвлмпзгбшчцњћжљхђфџѓќѕ",
    "el": "αοιετσνρηπκμλςυίγδόάέωχήθύβώφξζψϊϋ", "he": "יוהלאתרשמבנדקעחפםכןטגצסזךץף",
    "ar": "اليمنتروبعدسفهكقحجةشصىخطأضغذثزئءؤظإآ", "fa": "ايرنمدهوستبشکزگخپفقعجحطچصلژآغثظذض",
    "th": "านรอกเงมลวยด่ท้ตสะปบคหัแจีิพชุขใไูโผซ็ถศษธฟฉณ์ๆฎฐ",
}  # fmt: skip

SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都"
    "同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由"
    "问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真"
    "论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空"
    "决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识"
    "候带导争运吗呢吧访谈采记者答问您"
)
TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都"
    "同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由"
    "問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真"
    "論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空"
    "決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識"
    "候帶導爭運嗎呢吧訪談採記者答問您"
)
KANJI = (
    "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北百書先名川千水半男西電校語土木聞食車何南万毎白"
    "天母火読友休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道"
    "集別物使品計死特私始朝運終台広住無真有口少町料工建空急止送切転研足究楽起着店病質待試族早映親験英医仕去味写字答夜音注歌買悪図室風花春館色"
    "的性化実現合要内部関対法政定最戦成所全機回分相当議民連経感取初引直受変彼"
)
HANGUL = (
    "이다는에의가을고하지로사은도기한리를자대어나서인시들일아그있스정해보라수게만주여상장전부으제것니소동우조구신원과비성적면공연오국안물중문무생"
    "치모러요용경세방위유진계관했미선실발개회래마저학분영거까던때습말간양였없않더내합법음데같결알속입트드크본작재강단현체통변질점반운집명직출형불번"
    "심예람각남년금행산건타및감품약설식추터호배와"
)
HIRAGANA = "のいにしなたとるてかはおがらをこりっもすくでれまきうあんけさそだつよわえやばみどめせじょ"


@attrs.frozen
class _Candidate:
    """One encoding that bytes may be in."""

    codec: str
    doubt: float
    """Bits that this encoding must save before it wins over a commoner one."""
    languages: tuple[str, ...]
    """Whose letters it is used for."""
    doubt_each: float = 0.0
    """The same, for each byte beyond ASCII: encodings of machines that wrote few pages."""


CANDIDATES: tuple[_Candidate, ...] = (
    _Candidate("cp1252", 0, ("fr", "de", "es", "pt", "it", "nl", "sv", "da", "fi", "is", "ca")),
    _Candidate("cp1251", 2, ("ru", "uk", "bg", "be", "sr")),
    _Candidate("gb18030", 4, ("zh",)),
    _Candidate("cp932", 4, ("ja",)),
    _Candidate("euc_jp", 5, ("ja",)),
    _Candidate("big5hkscs", 5, ("zh-hant",)),
    _Candidate("cp949", 5, ("ko",)),
    _Candidate("cp1250", 5, ("pl", "cs", "hu", "ro", "sk", "hr", "sq")),
    _Candidate("iso8859-2", 6, ("pl", "cs", "hu", "ro", "sk", "hr")),
    _Candidate("cp1254", 6, ("tr",)),
    _Candidate("cp1253", 4, ("el",)),
    _Candidate("iso8859-7", 5, ("el",)),
    _Candidate("cp1255", 4, ("he",)),
    _Candidate("cp1256", 5, ("ar", "fa")),
    _Candidate("iso8859-6", 7, ("ar",)),
    _Candidate("cp1257", 7, ("lt", "lv", "et")),
    _Candidate("cp874", 5, ("th",)),
    _Candidate("cp1258", 9, ("vi",)),
    _Candidate("koi8-r", 4, ("ru",)),
    _Candidate("koi8-u", 7, ("uk",)),
    _Candidate("iso8859-5", 6, ("ru", "uk", "bg", "be", "sr")),
    _Candidate("cp866", 5, ("ru", "be")),
    _Candidate("mac-cyrillic", 8, ("ru", "uk", "bg", "sr"), 0.05),
    _Candidate("iso8859-15", 8, ("fr", "de", "es", "pt", "it", "nl", "fi", "et")),
    _Candidate("mac-roman", 8, ("fr", "de", "es", "pt", "it", "nl", "sv", "da"), 0.4),
    _Candidate("cp850", 8, ("fr", "de", "es", "pt", "it", "nl", "sv", "da", "fi"), 0.4),
    _Candidate("cp437", 9, ("fr", "de", "es", "it", "nl", "sv"), 0.4),
    _Candidate("cp852", 9, ("pl", "cs", "hu", "ro", "sk", "hr"), 0.4),
)

# Bits for a character, beside the letters of the language.
ASCII_BITS = 4.5
PRINT_MARKS = {
    **dict.fromkeys("‘„‚‹›°§©®™€·•¿¡№´×½¼²³±ºª", 6.0),
    **dict.fromkeys("£", 4.5),
    **dict.fromkeys("–—…«»", 4.0),
    **dict.fromkeys("“”", 3.0),
    "\xa0": 2.5,
    "’": 2.0,
}
WIDE_MARKS = dict.fromkeys("、。，．・「」『』（）？！：；“”《》〈〉—…―～〜　ー〇々【】０１２３４５６７８９", 6.0)
SYMBOL_BITS = 11.0
BOX_BITS = 8.0
STRANGER_BITS = 12.5
CAPITAL_BITS = 3.0
NONSENSE_BITS = 25.0

# What a misreading leaves inside words: a capital after a small letter, a symbol between letters, two scripts.
CAPITAL_INSIDE_RE = regex.compile(r"(?<=\p{Ll})(?=[^\x00-\x7f])\p{Lu}|(?<=(?=[^\x00-\x7f])\p{Ll})[A-Z]")
SYMBOL_INSIDE_RE = regex.compile(r"(?<=\p{L})(?=[^\x00-\x7f])[^\p{L}\p{M}\s’‘·—–…\u200c-\u200f]+(?=\p{Ll})")
TWO_SCRIPTS_RE = regex.compile(
    r"(?<=\p{Latin})[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}\p{Han}\p{Katakana}\p{Hangul}]"
    r"|(?<=[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}])\p{Latin}"
)
INSIDE_BITS = 5.0
# A claim is dropped only where another reading is far better: so many bits, and so many for each byte beyond ASCII.
CLAIM_BITS = 30.0
CLAIM_BITS_EACH = 1.0
FIRST_BYTES = 2048
FIRST_BITS = 100.0
FIRST_BITS_EACH = 1.5


def _guess(sample: bytes, claim: str | None) -> str:
    """The codec whose reading of the sample is the most plausible; a claim holds unless another is far better."""
    candidates = CANDIDATES
    claimed = next((one for one in CANDIDATES if one.codec == claim), None)
    if claim is not None and claimed is None:
        claimed = _Candidate(claim, 0, (*LETTERS, *LEVELS))
        candidates = (*CANDIDATES, claimed)
    if len(sample) > FIRST_BYTES:
        # A first look leaves few for the whole sample.
        first = _Evidence(sample[:FIRST_BYTES])
        margin = FIRST_BITS + FIRST_BITS_EACH * first.beyond
        costs = first.costs(candidates, margin)
        candidates = tuple(one for one in candidates if one is claimed or one in costs)
    evidence = _Evidence(sample)
    costs = evidence.costs(candidates, 0.0)
    best = min(costs, key=costs.__getitem__)
    bearable = CLAIM_BITS + CLAIM_BITS_EACH * evidence.beyond
    if claimed is not None and evidence.cost(claimed) - costs[best] <= bearable:
        return claimed.codec
    return best.codec


# Words of ASCII letters read the same in every candidate, and cost the same. Of a run of ASCII this leaves what may be
# part of a character that starts before it or tell how such a character stands: all up to the first blank after two
# bytes, and the last byte.
PLAIN_RE = regex.compile(rb"(?<![\x00-\x7f])([\x00-\x7f]{2}[^\s\x80-\xff]*+)\s(?:[\x00-\x7f](?=[\x00-\x7f]))*+")
HIGH_BYTES = bytes(range(128, 256))


class _Evidence:
    """A sample that candidates are tried on. What is dear to find out is found out once, or not at all."""

    def __init__(self, sample: bytes) -> None:
        self._sample = sample
        self._short = PLAIN_RE.sub(rb"\1\n", sample)
        self._plain_bits = ASCII_BITS * (len(sample) - len(self._short))
        high = self._short.translate(None, ASCII_BYTES)
        self.beyond = len(high)
        """How many bytes beyond ASCII."""
        self._high_counts = [(byte - 128, count) for byte, count in sorted(Counter(high).items())]
        self._texts: dict[str, str] = {}

    def cost(self, candidate: _Candidate) -> float:
        """Bits to write down the sample, read by the candidate, in the best of its languages; its doubts are added."""
        return self._spelling(candidate) + self._inside(candidate)

    def costs(self, candidates: Iterable[_Candidate], margin: float) -> dict[_Candidate, float]:
        """The cost of each candidate that is at most so much dearer than the cheapest, in the given order."""
        spellings = {one: self._spelling(one) for one in candidates}
        costs: dict[_Candidate, float] = {}
        cheapest = math.inf
        # Misreadings inside words only add to a cost: who is too dear by the letters alone need not be searched.
        for one in sorted(spellings, key=spellings.__getitem__):
            if spellings[one] > cheapest + margin:
                break
            costs[one] = spellings[one] + self._inside(one)
            cheapest = min(cheapest, costs[one])
        return {one: costs[one] for one in spellings if one in costs and costs[one] <= cheapest + margin}

    def _spelling(self, candidate: _Candidate) -> float:
        doubts = candidate.doubt + candidate.doubt_each * self.beyond
        codec = candidate.codec
        if codec in SINGLE_BYTE:
            plain = ASCII_BITS * (len(self._sample) - self.beyond)
            bits = (_byte_bits(codec, language) for language in candidate.languages)
            return doubts + plain + min(sum(each[byte] * count for byte, count in self._high_counts) for each in bits)
        text, plain = self._text(codec), self._plain_bits if codec in MULTI_BYTE else 0.0
        counts = Counter(text)
        return doubts + plain + min(_language_cost(counts, language) for language in candidate.languages)

    def _inside(self, candidate: _Candidate) -> float:
        text = self._text(candidate.codec)
        patterns = (CAPITAL_INSIDE_RE, SYMBOL_INSIDE_RE, TWO_SCRIPTS_RE)
        return INSIDE_BITS * sum(1 for pattern in patterns for _ in pattern.finditer(text))

    def _text(self, codec: str) -> str:
        """The sample's reading, without most of what is plain ASCII; whole for codecs with states."""
        text = self._texts.get(codec)
        if text is None:
            decoder = codecs.getincrementaldecoder(codec)("replace")
            known = codec in SINGLE_BYTE or codec in MULTI_BYTE
            # Not final: a character that the sample cuts is no fault.
            text = self._texts[codec] = decoder.decode(self._short if known else self._sample)
        return text


def _language_cost(counts: Counter[str], language: str) -> float:
    bits = _alphabet(language)
    level = LEVELS.get(language)
    total = 0.0
    for char, count in counts.items():
        known = ASCII_BITS if char < "\x80" else bits.get(char)
        if known is None:
            known = _other_bits(char, bits) if level is None else level(char)
        total += count * known
    return total


@cache
def _byte_bits(codec: str, language: str) -> tuple[float, ...]:
    """Bits for each byte from 0x80 on, where a byte is a character."""
    bits = _alphabet(language)
    chars = HIGH_BYTES.decode(codec, "replace")
    return tuple(bits[char] if char in bits else _other_bits(char, bits) for char in chars)


@cache
def _alphabet(language: str) -> dict[str, float]:
    """Bits for each letter that the language often uses, by Zipf's law over its rank, and for print's usual marks."""
    if language in LEVELS:
        frequent = {"zh": SIMPLIFIED, "zh-hant": TRADITIONAL, "ko": HANGUL, "ja": KANJI}[language]
        bits = dict.fromkeys(frequent, 7.5 if language != "ko" else 6.5)
        if language == "ja":
            bits |= dict.fromkeys(map(chr, range(0x30A1, 0x30F7)), 7.0) | dict.fromkeys(HIRAGANA, 5.0)
        return WIDE_MARKS | bits
    letters = LETTERS[language]
    scale = math.log2(sum(1 / (rank + 2) for rank in range(len(letters))))
    ranked = {char: math.log2(rank + 2) + scale for rank, char in enumerate(letters)}
    capitals = {char.upper(): bits + CAPITAL_BITS for char, bits in ranked.items() if len(char.upper()) == 1}
    return PRINT_MARKS | capitals | ranked


def _other_bits(char: str, bits: dict[str, float]) -> float:
    """Bits for a character that is no usual letter of an alphabet."""
    if "\x80" <= char <= "\x9f" or char == "\ufffd" or "\ue000" <= char <= "\uf8ff":
        return NONSENSE_BITS
    if "\u2500" <= char <= "\u25a0":
        return BOX_BITS
    return STRANGER_BITS if char.isalpha() else SYMBOL_BITS


def _level(codec: str, last_lead: int, usual: float, rare: float) -> Callable[[str], float]:
    """Bits for an ideograph: national standards put the common ones first, so the lead byte tells."""

    @lru_cache(maxsize=1 << 14)
    def bits(char: str) -> float:
        if "\ue000" <= char <= "\uf8ff" or char == "\ufffd" or "\x80" <= char <= "\x9f":
            return NONSENSE_BITS
        try:
            coded = char.encode(codec)
        except UnicodeEncodeError:
            return rare + 4
        if not char.isalpha():
            return SYMBOL_BITS
        if len(coded) < 2 or coded[0] < FIRST_LEADS[codec]:
            return STRANGER_BITS  # Letters of other scripts, half-width katakana.
        return usual if coded[0] <= last_lead else rare

    return bits


FIRST_LEADS = {"gb2312": 0xB0, "big5": 0xA4, "euc_kr": 0xB0, "shift_jis": 0x88}
LEVELS: dict[str, Callable[[str], float]] = {
    "zh": _level("gb2312", 0xD7, 11.0, 15.0),
    "zh-hant": _level("big5", 0xC6, 11.0, 15.0),
    "ja": _level("shift_jis", 0x98, 11.0, 15.0),
    "ko": _level("euc_kr", 0xC8, 11.0, 15.0),
}
MULTI_BYTE = frozenset(one.codec for one in CANDIDATES if not LEVELS.keys().isdisjoint(one.languages))
"""Candidates in which a character may take several bytes, ASCII bytes among them; none keeps a state."""
SINGLE_BYTE = frozenset(one.codec for one in CANDIDATES) - MULTI_BYTE


# --- Format -------------------------------------------------------------------------------------------------------

SUFFIXES = {
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML, ".xht": Format.HTML, ".php": Format.HTML,
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".mdx": Format.MARKDOWN, ".rmd": Format.MARKDOWN,
    ".txt": Format.TEXT, ".text": Format.TEXT, ".asc": Format.TEXT, ".vtt": Format.VTT, ".srt": Format.SRT,
}  # fmt: skip

BLANKS_RE = regex.compile(r"\s*")
VTT_RE = regex.compile(r"WEBVTT(?:\s|$)")
TIMING = r"(?:\d{1,3}:)?\d{1,2}:\d{2}([.,])\d{1,3}[ \t]*-->[ \t]*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
TIMED_RE = regex.compile(rf"\s*(?:(\d+)[ \t]*\n\s*)?{TIMING}")

# The opening of a whole page, maybe after comments and a template's own prologue.
PAGE_START_RE = regex.compile(
    r"\s*(?:<\?xml\b[^>]{0,500}>\s*|<!--(?:(?!-->)[\s\S]){0,4000}-->\s*|<\?php\b(?:(?!\?>)[\s\S]){0,4000}\?>\s*){0,20}"
    r"<(?:!doctype\s+(?:html|math|svg|public)|html|head|body)\b",
    regex.IGNORECASE,
)
PAGE_TAG_RE = regex.compile(r"<(?:!doctype\s+html|html|head|body|/html|/body)\b", regex.IGNORECASE)
TAGS = (
    "a abbr address article aside audio b blockquote body br button caption center cite code dd del details "
    "div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i "
    "iframe img input ins kbd label legend li link main mark menu meta nav noscript object ol option p pre q "
    "rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table "
    "tbody td template textarea tfoot th thead time title tr tt u ul var video wbr"
)
ANY_TAG_RE = regex.compile(rf"<(/?)({'|'.join(TAGS.split())})(?=[\s/>])(?:\s[^<>]*)?/?>", regex.IGNORECASE)
STANDALONE = frozenset({"br", "hr", "img", "p", "li", "td", "tr", "meta", "link", "input"})
NICK_RE = regex.compile(r"^(?:\[?\d\d:\d\d(?::\d\d)?\]?[ \t]*)?<[ @+%~&]?[^\s<>/=]{1,30}>[ \t]+\S", regex.MULTILINE)

FRONT_MATTER_RE = regex.compile(
    r"\s*(?:---[ \t]*\n(?:[^\n]*\n){0,400}?(?:---|\.\.\.)[ \t]*(?:\n|$)|\+\+\+[ \t]*\n[^\n]+=)"
)
FRONT_KEY_RE = regex.compile(r"^[\w.-]+[ \t]*[:=]", regex.MULTILINE)
FENCED_RE = regex.compile(
    r"^[ ]{0,3}(```++|~~~++)[^\n]*+\n(?:(?![ ]{0,3}\1)[^\n]*\n)*+[ ]{0,3}\1[ \t]*$", regex.MULTILINE
)
CODE_SPAN_RE = regex.compile(r"`[^`\n]{1,200}`")


class _Sign(NamedTuple):
    """One of Markdown's signs."""

    pattern: regex.Pattern[str]
    points: float
    """For each time that it stands in the text."""
    most: float
    """Points that it can bring at most, where plain text may have it too."""
    needles: tuple[str, ...]
    """What the text, with a line end before it, holds if it has the sign: looked for first, since that costs little."""


MARKDOWN_SIGNS = (
    # [text](target)
    _Sign(regex.compile(r"\]\([^()\s<>]{1,500}(?:[ \t]+[\"'(][^\n]{0,200})?\)"), 3, math.inf, ("](",)),
    # **bold**
    _Sign(regex.compile(r"(?<![*\w])\*\*(?=[^\s*])[^*\n]{1,1000}(?<=\S)\*\*(?!\*)"), 2, math.inf, ("**",)),
    _Sign(regex.compile(r"(?<![_\w])__(?=[^\s_])[^_\n]{1,1000}(?<=[^\s_])__(?![_\w])"), 2, 8, ("__",)),
    # a line in italics
    _Sign(
        regex.compile(r"^[*_](?=[^\s*_])[^*_\n]{2,1000}(?<=\S)[*_][ \t]*$", regex.MULTILINE),
        2,
        math.inf,
        ("\n*", "\n_"),
    ),
    # heading
    _Sign(regex.compile(r"(?:^|\n)#{1,6}[ \t]+(?=[^\n]{0,20}\p{L})[^\n]{1,200}(?=\n|$)"), 2, math.inf, ("\n#",)),
    # [label]: target
    _Sign(regex.compile(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]+\S", regex.MULTILINE), 3, 9, ("]: ", "]:\t")),
    # a table
    _Sign(
        regex.compile(
            r"^[^\n]{0,500}\|[^\n]{0,500}\n[ ]{0,3}\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t:-]*$", regex.MULTILINE
        ),
        3,
        6,
        ("--",),
    ),
    # shortcode, attributes
    _Sign(
        regex.compile(r"\{\{[<%][^\n]{1,300}[>%]\}\}|^\{:[^{}\n]{1,100}\}", regex.MULTILINE),
        3,
        6,
        ("{{", "\n{:"),
    ),
    # underlined heading
    _Sign(regex.compile(r"(?<=\n\n)[^\s\n][^\n]{2,100}\n(?:={3,}|-{3,})[ \t]*(?=\n\n|$)"), 1, 2, ("\n===", "\n---")),
    _Sign(regex.compile(r"^[*+-][ \t]+\S", regex.MULTILINE), 0.25, 1, ("\n*", "\n+", "\n-")),
    _Sign(regex.compile(r"^>[ \t]?\S", regex.MULTILINE), 0.25, 1, ("\n>",)),
)
MARKDOWN_POINTS = 3.0
MARKDOWN_POINTS_AS_TEXT = 12.0
FRONT_MATTER_POINTS = 10.0
FENCED_POINTS = 4.0
TAGS_A_LINE = 0.03


def tell_format(text: str, suffix: str = "") -> Format:
    """The format that the content shows; a file's suffix decides where the content leaves it open."""
    hint = SUFFIXES.get(suffix)
    # Only a slice: the regex engine would look for the literal in the whole text before it tries the start.
    start = blanks.end() if (blanks := BLANKS_RE.match(text)) else 0
    if VTT_RE.match(text[start : start + 7]):
        return Format.VTT
    timed = TIMED_RE.match(text)
    if timed:
        return Format.SRT if timed[1] or timed[2] == "," or hint is Format.SRT else Format.VTT
    if PAGE_START_RE.match(text):
        return Format.HTML
    if _has_front_matter(text) and not PAGE_TAG_RE.search(text):
        return Format.MARKDOWN
    unfenced = FENCED_RE.sub("\n", text) if _may_be_fenced(text) else text
    prose = CODE_SPAN_RE.sub(" ", unfenced)
    tags = _count_tags(prose)
    points = _markdown_points(text, prose)
    if hint is Format.MARKDOWN:
        # Its readers take inline HTML; only a whole page contradicts.
        return Format.HTML if tags and points < MARKDOWN_POINTS and PAGE_TAG_RE.search(prose) else Format.MARKDOWN
    if hint is Format.HTML and tags:
        return Format.HTML
    if tags >= 1 and tags >= TAGS_A_LINE * prose.count("\n") and not (points >= MARKDOWN_POINTS and points >= tags / 2):
        return Format.HTML
    if points >= (MARKDOWN_POINTS_AS_TEXT if hint is Format.TEXT else MARKDOWN_POINTS):
        return Format.MARKDOWN
    return Format.TEXT


def _count_tags(text: str) -> int:
    """How many tags of HTML stand in the text; 0 where they are the nicknames of a chat."""
    opening = closing = standalone = 0
    for match in ANY_TAG_RE.finditer(text):
        if match[1]:
            closing += 1
        elif match[2].lower() in STANDALONE:
            standalone += 1
        else:
            opening += 1
    if not closing and not standalone:
        return 0
    if not closing and sum(1 for _ in NICK_RE.finditer(text)) > standalone:
        return 0
    return opening + closing + standalone


def _has_front_matter(text: str) -> bool:
    front = FRONT_MATTER_RE.match(text)
    return bool(front and FRONT_KEY_RE.search(front[0]))


def _markdown_points(text: str, prose: str) -> float:
    points = FRONT_MATTER_POINTS if _has_front_matter(text) else 0.0
    if _may_be_fenced(text) and FENCED_RE.search(text):
        points += FENCED_POINTS
    lines = "\n" + prose
    for sign in MARKDOWN_SIGNS:
        if any(needle in lines for needle in sign.needles):
            points += min(sign.most, sign.points * sum(1 for _ in sign.pattern.finditer(prose)))
    return points


def _may_be_fenced(text: str) -> bool:
    return "```" in text or "~~~" in text
