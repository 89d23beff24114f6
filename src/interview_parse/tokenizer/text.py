"""Plain text to a page: a block for each line, or for each paragraph where lines were wrapped by hand or by mail.

Whether a file is wrapped is asked once for the whole file: its lines then end where the next word would no longer have
fitted. A line that ends earlier ends its paragraph; so does one before a label, a dash, a number, another depth of
quoting. Lines that only decorate are no text; they leave a mark on the block after them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs
import regex

from interview_parse.formats import Format
from interview_parse.marks import ends_asking
from interview_parse.source import Source
from interview_parse.tokenizer.builder import PageBuilder, resolve_entities
from interview_parse.tokenizer.page import Head, ListKind, Page

# A line without words that only decorates. Three dots are no rule: somebody may answer with them.
RULE_RE = regex.compile(r"(?=.*[^\s.…])[\s\-=*_~#+<>|/\\'`^.:;,!—–―─-╿•·◆◇★☆※○●■□▪◦«»°¨]{3,}|[*=_~#]{1,2}")
# "|=---=[ Title ]=---=|", "**** Title ****": four or more such signs around a title are its frame.
FRAME_START_RE = regex.compile(r"(?:[\-=*_~#+<>|/\\:\[{(╔╚║│─═][ \t]*){4,}(?=[^\s\-=*_~#+<>|/\\:])")
FRAME_END_RE = regex.compile(
    r"(?<=[^\s\-=*_~#+<>|/\\:])[ \t]*[\-=*_~#+<>|/\\:\]})║│─═][\-=*_~#+<>|/\\:\]})║│─═ \t]{3,}$"
)
SIDES_RE = regex.compile(r"[|║│┃]\s+(.*?)\s+[|║│┃':.]|[:.'|]\s{2,}(.*?)\s{2,}[|:.']")

QUOTED_RE = regex.compile(r"(?:[ ]{0,2}>){1,20}(?!>)[ \t]?")
LABEL_RE = regex.compile(r"(\p{Lu}[\p{L}\p{M}\p{N}.'’_-]*(?:[ ][\p{L}\p{M}\p{N}.'’&/_-]+){0,3})[ ]?[:：](?=\s|$)")
BRACKET_LABEL_RE = regex.compile(r"(?:[(\[<][^\s()\[\]<>]{1,20}[)\]>]|\p{Lu}{1,3}\))(?=\s)")
WIDE_LABEL_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Latin}・·\s]{1,12}[：:](?=\S)")
BULLET_RE = regex.compile(r"[-*•·‣◦▪○●–—―+][ \t]+(?=\S)|[•·‣◦▪○●–—―]")
NUMBER_RE = regex.compile(r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)][ \t]+(?=\S)")
LEADER_RE = regex.compile(r"\S[. ]?\.{4,}[ ]?\S")
SENTENCE_END_RE = regex.compile(r"[.!?…:;。！？：；»”\"')\]」』]$")
WIDE_RE = regex.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
UNSPACED_RE = regex.compile(r"[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60]")

NARROWEST, WIDEST = 40, 130
FEWEST_FULL = 3


@attrs.frozen
class _Line:
    """One line that has words."""

    number: int
    """In the source, from 1."""
    text: str
    """Without quote signs, frame and outer blanks."""
    indent: int
    width: int
    """Columns of the whole line."""
    quote: int
    after_blank: bool
    after_rule: bool
    """A decorating line stands directly before it, or before the blank lines before it."""
    heading: int
    """1 or 2 where a rule underlines it."""
    label: str
    """How it opens where that is a speaker's label; empty where not."""
    opens_item: bool
    """Starts with a dash, a bullet or a number."""
    framed: bool
    """Had a frame around it: a title or a box, never a paragraph's part."""


def tokenize_text(source: Source) -> Page:
    """The page of a plain text: no styles, tags all "line"."""
    lines = _read_lines(source.text)
    width = _wrap_width(lines)
    paragraphs = list(_paragraphs(lines, width))
    lists = _number_lists(paragraphs)
    builder = PageBuilder()
    for paragraph, number in zip(paragraphs, lists, strict=True):
        first = paragraph[0]
        builder.add(_join(paragraph))
        builder.end_block(
            tag="line",
            heading=first.heading,
            list_kind=ListKind.BULLETS if number >= 0 else ListKind.NONE,
            list_id=number,
            quote=first.quote,
            after_rule=first.after_rule,
            line=first.number,
        )
    return builder.page(Head(), Format.TEXT, source.url)


def _read_lines(text: str) -> list[_Line]:
    raw = resolve_entities(resolve_entities(text)).split("\n")
    labels = Counter(label for line in raw if (label := _label(line.strip())))
    lines: list[_Line] = []
    after_blank = after_rule = False
    for index, full in enumerate(raw):
        line = full.expandtabs(8)
        quoted = QUOTED_RE.match(line)
        content = line[quoted.end() :] if quoted else line
        text = content.strip()
        if not text:
            after_blank = True
            continue
        if _is_rule(text):
            after_rule = True
            continue
        label = _label(text)
        bare = _unframe(text)
        lines.append(
            _Line(
                number=index + 1,
                text=bare,
                indent=len(content) - len(content.lstrip()),
                width=_columns(line.rstrip()),
                quote=quoted[0].count(">") if quoted else 0,
                after_blank=after_blank,
                after_rule=after_rule,
                heading=_underlined(raw, index),
                label=label if labels[label] > 1 else "",
                opens_item=bool(BULLET_RE.match(text) or NUMBER_RE.match(text)),
                framed=bare != text,
            )
        )
        after_blank = after_rule = False
    return lines


def _is_rule(text: str) -> bool:
    return bool(RULE_RE.fullmatch(text))


def _unframe(text: str) -> str:
    sides = SIDES_RE.fullmatch(text)
    if sides:
        text = (sides[1] or sides[2] or "").strip() or text
    start = FRAME_START_RE.match(text)
    if start:
        text = text[start.end() :]
    bare: str = FRAME_END_RE.sub("", text)
    return bare


def _label(text: str) -> str:
    match = LABEL_RE.match(text) or BRACKET_LABEL_RE.match(text) or WIDE_LABEL_RE.match(text)
    return match[0].strip() if match else ""


def _columns(line: str) -> int:
    return len(line) if line.isascii() else len(line) + sum(1 for _ in WIDE_RE.finditer(line))


def _underlined(raw: Sequence[str], index: int) -> int:
    """The level of a title by the rule under it: as long as the title, or one above it too."""
    below = raw[index + 1].strip() if index + 1 < len(raw) else ""
    if not below or not RULE_RE.fullmatch(below) or len(set(below)) > 1:
        return 0
    above = raw[index - 1].strip() if index else ""
    length = len(raw[index].strip())
    boxed = bool(above) and _is_rule(above)
    as_long = not above and abs(len(below) - length) <= max(2, length // 5)
    return (1 if below[0] in "=#*" else 2) if boxed or as_long else 0


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The column at which the file's lines are wrapped; 0 where they are not."""
    continued = [(line, after) for line, after in _neighbours(lines) if not after.after_blank and not after.label]
    counts = Counter(line.width for line, _ in continued)
    # The column before which most lines end closely.
    width = max(range(NARROWEST, WIDEST + 1), key=lambda w: (sum(counts[w - short] for short in range(w // 8)), -w))
    if sum(line.width > WIDEST for line in lines) > 0.05 * len(lines):
        return 0
    if sum(line.width > width * 1.2 for line in lines) > 0.2 * len(lines):
        return 0
    full = [(line, after) for line, after in continued if _is_full(line, after, width)]
    if len(full) < FEWEST_FULL:
        return 0
    # After a full line a sentence goes on: in scripts with two cases most often in small letters.
    going_on = sum(after.text[0].islower() for _, after in full)
    cased = sum(after.text[0].islower() or after.text[0].isupper() for _, after in full)
    if cased >= len(full) / 2:
        return width if going_on >= cased * 0.3 else 0
    even = sum(line.width >= width - 3 for line, _ in full)
    return width if len(full) >= len(continued) * 0.5 and even >= len(full) * 0.6 else 0


def _neighbours(lines: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    return itertools.pairwise(lines)


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted; hand-made wraps leave some columns."""
    if UNSPACED_RE.match(after.text):
        return line.width + 2 > width - 4
    word = after.text.split(maxsplit=1)[0]
    return line.width + 1 + min(_columns(word), 20) > width * 0.9


def _paragraphs(lines: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    """The lines in the groups that are blocks."""
    group: list[_Line] = []
    for line in lines:
        if group and width and _goes_on(group, line, width):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _goes_on(group: Sequence[_Line], line: _Line, width: int) -> bool:
    """Whether a line continues the paragraph before it in a wrapped file."""
    first, last = group[0], group[-1]
    if line.after_blank or line.after_rule or line.label or line.quote != last.quote:
        return False
    if line.heading or last.heading or line.framed or last.framed or LEADER_RE.search(line.text):
        return False
    full = _is_full(last, line, width)
    ended = bool(SENTENCE_END_RE.search(last.text))
    if line.opens_item:
        return full and not ended and line.indent >= last.indent
    hanging = (first.label or first.opens_item) and line.indent > first.indent
    if hanging and (len(group) == 1 or line.indent >= last.indent):
        return True
    if len(group) > 1 and line.indent > last.indent + 1:
        return full and not ended
    return full


def _join(paragraph: Sequence[_Line]) -> str:
    """The paragraph on one line. A hyphen at a line's end keeps its word together; unspaced scripts need no blank."""
    parts = [paragraph[0].text]
    for line, after in _neighbours(paragraph):
        hyphenated = line.text[-1] == "-" and line.text[-2:-1].isalpha() and after.text[0].islower()
        unspaced = UNSPACED_RE.match(line.text[-1]) and UNSPACED_RE.match(after.text[0])
        parts += ["" if hyphenated or unspaced else " ", after.text]
    return "".join(parts)


FEWEST_ITEMS = 3
LONGEST_ITEM = 120


def _number_lists(paragraphs: Sequence[Sequence[_Line]]) -> list[int]:
    """For each paragraph the number of its list, or -1. Dashes make a list where all are short and none asks."""
    numbers = [-1] * len(paragraphs)
    count = start = 0
    for index in range(len(paragraphs) + 1):
        if index < len(paragraphs) and _is_item(paragraphs[index]):
            continue
        if index - start >= FEWEST_ITEMS and not any(
            ends_asking(paragraph[-1].text) for paragraph in paragraphs[start:index]
        ):
            numbers[start:index] = [count] * (index - start)
            count += 1
        start = index + 1
    return numbers


def _is_item(paragraph: Sequence[_Line]) -> bool:
    return bool(BULLET_RE.match(paragraph[0].text)) and sum(len(line.text) for line in paragraph) <= LONGEST_ITEM
