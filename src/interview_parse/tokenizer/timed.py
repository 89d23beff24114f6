"""WebVTT and SubRip to a page: a block a cue, with its time and the speaker that its voice tag names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import regex

from interview_parse.formats import Format
from interview_parse.source import Source
from interview_parse.tokenizer.builder import PageBuilder, Style, resolve_entities
from interview_parse.tokenizer.page import Head, Page

TIMING_RE = regex.compile(
    r"[ \t]*(?P<begin>(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)[ \t]*-->[ \t]*"
    r"(?P<finish>(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)(?=[ \t]|$)"
)
# "<v.loud Name>", "<00:01.500>", "</i>", "<font color=red>"; SubRip players also read "{b}" and "{\an8}".
TAG_RE = regex.compile(
    r"<(?P<closing>/?)(?P<name>b|i|u|s|c|v|lang|ruby|rt|font|span|em|strong)(?P<classes>(?:\.[^\s<>.]*)*)"
    r"(?:[ \t]+(?P<rest>[^<>]*))?>|<(?P<time>[\d:.]+)>|\{\\[^{}\n]*\}|\{(?P<braced>/?[biu])\}",
    regex.IGNORECASE,
)
HEADER_RE = regex.compile(r"\ufeff?WEBVTT(?:[ \t]+(?:[-–][ \t]+)?(?P<title>.*))?$")
SETTINGS = ("STYLE", "REGION")
DEEPEST = 32
# A line that somebody else speaks, and none that only goes on the line before it.
OWN_LINE_RE = regex.compile(r"\s*(?:<[^<>]*>\s*)?(?:[-–—]|>>|&gt;|\[|\p{Lu}[\p{L}. ]{0,30}:(?:\s|$))")


@attrs.frozen
class _Group:
    """Lines between blank lines."""

    line: int
    """Of the first, from 1."""
    lines: tuple[str, ...]


def tokenize_timed(source: Source) -> Page:
    """The page of a WebVTT or SubRip file: a block a cue, notes hidden; numbers, times and settings are no text."""
    builder = PageBuilder()
    before_cues = True
    for group in _groups(source.text):
        timing = next((index for index, line in enumerate(group.lines[:2]) if TIMING_RE.match(line)), -1)
        if timing >= 0:
            before_cues = False
            _write_cues(builder, group, timing)
        elif before_cues and (header := HEADER_RE.match(group.lines[0])):
            _write_lines(builder, (header["title"] or "", *group.lines[1:]), group.line, tag="header", hidden=True)
        elif group.lines[0].split(maxsplit=1)[0] in SETTINGS and source.format is Format.VTT:
            continue
        elif group.lines[0].startswith("NOTE") and group.lines[0][4:5] in ("", " ", "\t"):
            _write_lines(builder, (group.lines[0][4:], *group.lines[1:]), group.line, tag="note", hidden=True)
        else:
            # Text without a time, or the rest of a cue that has a blank line inside.
            _write_lines(builder, group.lines, group.line, tag="line", hidden=False)
    return builder.page(Head(), source.format, source.url)


def _groups(text: str) -> Iterator[_Group]:
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield _Group(number - len(lines), tuple(lines))
            lines = []
    if lines:
        yield _Group(text.count("\n") + 2 - len(lines), tuple(lines))


def _write_cues(builder: PageBuilder, group: _Group, timing: int) -> None:
    """Write a group's cue, or its cues where no blank line parts them."""
    starts = [index for index, line in enumerate(group.lines) if TIMING_RE.match(line)]
    for start, after in zip(starts, [*starts[1:], len(group.lines)], strict=True):
        end = after
        if after < len(group.lines) and end - 1 > start and group.lines[end - 1].strip().isdigit():
            end -= 1  # the next cue's number
        match = TIMING_RE.match(group.lines[start])
        assert match is not None
        _write_cue(
            builder,
            group.lines[start + 1 : end],
            group.line + start,
            _seconds(match["begin"]),
            _seconds(match["finish"]),
        )


def _seconds(stamp: str) -> float:
    whole, _, fraction = stamp.replace(",", ".").partition(".")
    total = 0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    return total + (int(fraction.ljust(3, "0")) / 1000 if fraction else 0.0)


def _write_cue(builder: PageBuilder, lines: Sequence[str], line: int, begin: float, finish: float) -> None:
    """Write a cue: a block for each voice in it, usually one."""
    voice: str | None = None
    bold = italic = 0
    classes: list[str] = []

    def end_block() -> None:
        builder.end_block(tag="cue", path=("cue",), line=line, begin=begin, finish=finish, voice=voice)

    for number, text in enumerate(lines):
        if number and OWN_LINE_RE.match(text):
            builder.break_line()
        builder.add(" ")
        position = 0
        for match in TAG_RE.finditer(text):
            builder.add(resolve_entities(text[position : match.start()]), _style(bold, italic, classes))
            position = match.end()
            name = (match["name"] or (match["braced"] or "").lstrip("/")).lower()
            step = -1 if match["closing"] or (match["braced"] or "").startswith("/") else 1
            if name in ("b", "strong"):
                bold = max(0, bold + step)
            elif name in ("i", "em"):
                italic = max(0, italic + step)
            elif name == "v" and step > 0:
                end_block()
                voice = " ".join(resolve_entities(match["rest"] or "").split()) or None
            elif name == "v":
                end_block()
                voice = None
            elif name == "c" and step > 0:
                classes.append(" ".join(filter(None, (match["classes"] or "").split("."))))
                del classes[:-DEEPEST]
            elif name == "c" and classes:
                classes.pop()
        builder.add(resolve_entities(text[position:]), _style(bold, italic, classes))
    end_block()


def _style(bold: int, italic: int, classes: Sequence[str]) -> Style:
    return Style(bold > 0, italic > 0, None, " ".join(classes))


def _write_lines(builder: PageBuilder, lines: Sequence[str], line: int, *, tag: str, hidden: bool) -> None:
    for number, text in enumerate(lines):
        if number:
            builder.break_line()
        builder.add(resolve_entities(TAG_RE.sub("", text) if tag == "line" else text))
    builder.end_block(tag=tag, path=(tag,), line=line, hidden=hidden)
