"""Article to Markdown (CommonMark): front matter, then the conversation with bold questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from interview_parse.exporters.inline import StyledText, one_line, printable, split_blanks, stanzas
from interview_parse.exporters.json import dump
from interview_parse.exporters.outline import Headline, Passage, outline
from interview_parse.model.types import Article, Paragraph, Turn, TurnRole

_INLINE_RE = re.compile(r"[\\`*_\[\]<>~$]|&(?=#?\w{1,32};)")
# What opens a block at a line's start: heading, quote, list, rule, setext underline, definition, table, fence.
_BLOCK_RE = re.compile(r"[#>+\-=:|~]|(?P<number>\d{1,9})(?=[.)])")
_URL_RE = re.compile(r"\\|&(?=#?\w{1,32};)")
_PARENTHESIS_RE = re.compile(r"[()]")
_URL_BLANK_RE = re.compile(r"[\s<>\x00-\x20\x7f-\xa0]")


def to_markdown(article: Article) -> str:
    """The article as Markdown: YAML front matter, title, standfirst, and each turn; questions are bold.

    Labels, subheadings, links and emphasis are kept. Nothing in the text can become syntax.
    """
    blocks = [_front_matter(article)]
    if article.title and (title := one_line(article.title)):
        blocks.append(f"# {_heading(title)}")
    if article.standfirst:
        blocks.extend(_escape_line(_escape(line)) for line in printable(article.standfirst).split("\n") if line.strip())
    talks: bool | None = None
    for part in outline(article):
        # A rule parts prose and talk, else the closing would read as the last answer's end.
        if not isinstance(part, Headline):
            if talks is not None and isinstance(part, Turn) != talks:
                blocks.append("* * *")
            talks = isinstance(part, Turn)
        match part:
            case Headline():
                blocks.append(f"## {_heading(one_line(part.text))}")
            case Passage():
                blocks.extend(_paragraph(part.paragraph))
            case Turn():
                blocks.extend(_turn(part))
    return "\n\n".join(blocks) + "\n"


def _turn(turn: Turn) -> Iterator[str]:
    bold = turn.role is TurnRole.QUESTION
    label = one_line(turn.label) if turn.label else ""
    lead = f"{label}: " if label else ""
    for paragraph in turn.paragraphs:
        blocks = list(_paragraph(paragraph, lead=lead, bold=bold))
        yield from blocks
        if blocks:
            lead = ""
    if lead:
        yield _escape_line(_linked([StyledText(lead.strip(), bold=bold)]))


def _paragraph(paragraph: Paragraph, *, lead: str = "", bold: bool = False) -> Iterator[str]:
    """Markdown paragraphs, several where blank lines part the text."""
    for lines in stanzas(paragraph):
        rendered = []
        for line in lines:
            parts = [StyledText(lead), *line] if lead else line
            lead = ""
            rendered.append(_escape_line(_linked([_bolder(part) for part in parts] if bold else parts)))
        yield "\\\n".join(rendered)


def _bolder(part: StyledText) -> StyledText:
    return StyledText(part.text, bold=True, italic=part.italic, href=part.href)


def _linked(parts: Sequence[StyledText]) -> str:
    """A line as inline Markdown; links outermost, then bold, then italic."""
    out = ""
    groups = [(href, list(group)) for href, group in groupby(parts, lambda part: part.href)]
    for index, (href, group) in enumerate(groups):
        follower = "[" if index + 1 < len(groups) else ""
        if href is None:
            out += _bold(group, out[-1:], follower)
            continue
        before, inner, after = split_blanks(_bold(group, "[", "]"))
        out += f"{before}[{inner}]({_destination(href)}){after}" if inner else before
    return out


def _bold(parts: Sequence[StyledText], before: str, after: str) -> str:
    return _marked(parts, lambda part: part.bold, ("**", "strong"), _italic, before, after)


def _italic(parts: Sequence[StyledText], before: str, after: str) -> str:
    return _marked(parts, lambda part: part.italic, ("_", "em"), _plain, before, after)


def _plain(parts: Sequence[StyledText], before: str, after: str) -> str:
    return _escape("".join(part.text for part in parts))


def _marked(
    parts: Sequence[StyledText],
    is_marked: Callable[[StyledText], bool],
    signs: tuple[str, str],
    inner: Callable[[Sequence[StyledText], str, str], str],
    before: str,
    after: str,
) -> str:
    """The parts with those that bear the mark between its signs.

    CommonMark opens and closes emphasis only beside blanks and punctuation ("flanking"), which scripts without blanks
    do not offer; there the element is written out, as CommonMark allows.
    """
    out: list[str] = []
    groups = [(marked, list(group)) for marked, group in groupby(parts, is_marked)]
    sign, element = signs
    for index, (marked, group) in enumerate(groups):
        previous = out[-1][-1:] if out else before
        following = _first_of(groups[index + 1][1]) if index + 1 < len(groups) else after
        if not marked:
            out.append(inner(group, previous, following))
            continue
        leading, words, trailing = split_blanks(inner(group, sign[0], sign[0]))
        if not words:
            text = leading
        elif _parts_words(leading[-1:] or previous) and _parts_words(trailing[:1] or following):
            text = f"{leading}{sign}{words}{sign}{trailing}"
        else:
            text = f"{leading}<{element}>{words}</{element}>{trailing}"
        if text:
            out.append(text)
    return "".join(out)


def _first_of(parts: Sequence[StyledText]) -> str:
    return next((part.text[0] for part in parts if part.text), "")


def _parts_words(character: str) -> bool:
    """Whether emphasis may start after, or end before, this character (none: the line's end)."""
    return not character or character.isspace() or unicodedata.category(character).startswith("P")


def _escape(text: str) -> str:
    return _INLINE_RE.sub(lambda match: "\\" + match[0], text)


def _escape_line(line: str) -> str:
    """A line that opens no block; its inline syntax stays."""
    match = _BLOCK_RE.match(line)
    if not match:
        return line
    number = match["number"]
    return f"{number}\\{line[len(number) :]}" if number else "\\" + line


def _heading(text: str) -> str:
    """A heading's words; a row of "#" at its end would be taken for its close."""
    return _escape(text).replace("#", "\\#")


def _destination(href: str) -> str:
    """The target inside the parentheses of a link; its own may stay where they pair."""
    href = _URL_BLANK_RE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    href = _URL_RE.sub(lambda match: "\\" + match[0], href)
    return href if _pairs(href) else _PARENTHESIS_RE.sub(lambda match: "\\" + match[0], href)


def _pairs(href: str) -> bool:
    """Whether each parenthesis has its partner, none too deep for CommonMark's readers."""
    depth = 0
    for sign in _PARENTHESIS_RE.findall(href):
        depth += 1 if sign == "(" else -1
        if not 0 <= depth <= 3:
            return False
    return depth == 0


def _front_matter(article: Article) -> str:
    """What is known of the article, as YAML that any reader takes: flat keys, quoted strings, lists of strings."""
    interview = article.interview
    dossier = article.dossier
    rows: list[tuple[str, object]] = [
        ("title", article.title),
        ("description", article.standfirst),
        ("authors", [person.name for person in article.authors]),
        ("interviewees", [person.name for person in interview.interviewees] if interview else []),
        ("interviewers", [person.name for person in interview.interviewers] if interview else []),
        ("publisher", article.publisher),
        ("section", article.rubric),
        ("date", article.published),
        ("modified", article.modified),
        ("language", article.language),
        ("url", article.url),
        ("kind", article.kind.value),
        ("access", article.access.value),
        ("truncated", article.truncated),
        ("dossier", dossier.title if dossier else None),
        ("tags", [theme.name for theme in article.themes]),
    ]
    lines = [line for key, value in rows if value not in (None, []) for line in _yaml(key, value)]
    return "\n".join(["---", *lines, "---"])


def _yaml(key: str, value: object) -> Iterator[str]:
    match value:
        case list():
            yield f"{key}:"
            yield from (f"  - {_quoted(one)}" for one in value)
        case bool():
            yield f"{key}: {str(value).lower()}"
        case date():
            yield f"{key}: {value.isoformat()}"
        case _:
            yield f"{key}: {_quoted(value)}"


def _quoted(value: object) -> str:
    """A JSON string is a YAML string in double quotes."""
    return dump(printable(str(value)))
