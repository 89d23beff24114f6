"""``interview-parse``: articles from files, folders and stdin to a readable outline or another form.

Exit codes: 0 every input was read; 1 some input could not be read; 2 the command line is wrong; 3 with
``--require-interview``, some input holds no interview (1 wins where both happen); 130 interrupted.
"""

from __future__ import annotations

import argparse
import glob
import os
import shutil
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TextIO

import attrs

from interview_parse import __version__
from interview_parse.display.annotated import annotate
from interview_parse.display.terminal import evidence, outline
from interview_parse.errors import InterviewParseError
from interview_parse.exporters import EXPORTERS, Exporter, to_json
from interview_parse.formats import Format
from interview_parse.model.types import Article
from interview_parse.parse import Explanation, explain

ALL_READ, SOME_UNREAD, WRONG_USAGE, NO_INTERVIEW, INTERRUPTED = 0, 1, 2, 3, 130

STDIN = "-"
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".vtt", ".srt"})
"""Files that are taken from a folder, lower case; a file named by itself may have any name."""

_EPILOG = """\
examples:
  interview-parse page.html                            read an interview in the terminal
  interview-parse page.html --explain                  why each line was read as it was
  interview-parse page.html --annotate seen.html       the page, each role in its colour
  interview-parse archive/ --to json --output-dir out  a folder of pages to a folder of JSON
  interview-parse 'archive/**/*.html' --to csv > t.csv one table, one row a turn
  curl -s https://example.org/talk | interview-parse - --url https://example.org/talk

exit codes:
  0 every input was read   1 some input could not be read   2 wrong usage
  3 some input holds no interview (only with --require-interview)
"""


class UsageError(Exception):
    """The command line asks for what cannot be done."""


@attrs.frozen
class Input:
    """One source that the command line names."""

    path: Path | None
    """None for standard input."""
    name: str
    """For messages, and for the file that is written."""
    below: Path = Path()
    """Its folder below the one that was named, so that an output folder has the same shape."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    _write_utf8()
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except UsageError as error:
        parser.print_usage(sys.stderr)
        print(f"{parser.prog}: error: {error}", file=sys.stderr)
        return WRONG_USAGE
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain once more when it closes the stream.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ALL_READ
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="interview-parse",
        description="Reads interviews out of web pages, Markdown, plain text and subtitles.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("inputs", nargs="*", metavar="FILE|DIR|GLOB|-", help="what to read; - is standard input")
    forms = "; ".join(f"{one.name}: {one.description}" for one in EXPORTERS.values())
    parser.add_argument("--to", choices=list(EXPORTERS), metavar="FORM", help=f"write this form ({forms})")
    parser.add_argument("--indent", type=_positive, metavar="N", help="indent JSON by N blanks")
    parser.add_argument("--output-dir", type=Path, metavar="DIR", help="write one file an input there")
    parser.add_argument(
        "--explain", action="store_true", help="show each line's role and cues, and the layouts weighed"
    )
    parser.add_argument(
        "--annotate", type=Path, metavar="PAGE.HTML", help="write the page with each role in its colour"
    )
    parser.add_argument("--language", metavar="TAG", help="BCP 47 tag, where the page does not say it or is wrong")
    parser.add_argument("--url", metavar="URL", help="where the page came from; resolves its links")
    parser.add_argument("--encoding", metavar="NAME", help="what HTTP or a catalogue says of the encoding")
    parser.add_argument("--format", choices=[one.value for one in Format], help="told by content unless given")
    parser.add_argument(
        "--require-interview", action="store_true", help="exit with 3 where an input holds no interview"
    )
    parser.add_argument("--colour", "--color", choices=("auto", "always", "never"), default="auto", metavar="WHEN",
                        help="auto (on a terminal, unless NO_COLOR is set), always, never")  # fmt: skip
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="no notes, no summary, no progress; errors only")
    volume.add_argument("-v", "--verbose", action="store_true", help="a line on stderr for each input")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{number} is less than 0")
    return number


def _write_utf8() -> None:
    """UTF-8 with unchanged line ends on both streams, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        # A test or an embedding program may have put something else in a stream's place.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


# --- One run ------------------------------------------------------------------------------------------------------


@attrs.define
class _Tally:
    read: int = 0
    unread: int = 0
    without_interview: int = 0


def _run(options: argparse.Namespace) -> int:
    inputs = list(_inputs(options.inputs))
    _check(options, inputs)
    exporter = EXPORTERS[options.to] if options.to else None
    tally = _Tally()
    taken: set[Path] = set()
    for one in _with_progress(inputs, options):
        try:
            explanation = _read(one, options)
        except Exception as error:
            # Also where the fault is ours: in a long run, one page must not cost the others.
            _complain(one, error, options)
            tally.unread += 1
            continue
        article = explanation.article
        _deliver(one, explanation, options, exporter, taken, several=len(inputs) > 1, is_first=not tally.read)
        tally.read += 1
        tally.without_interview += article.interview is None
        if options.verbose:
            print(f"{one.name}: {_line(article)}", file=sys.stderr)
    sys.stdout.flush()
    if len(inputs) > 1 and not options.quiet:
        print(_summary(tally), file=sys.stderr)
    if tally.unread:
        return SOME_UNREAD
    return NO_INTERVIEW if options.require_interview and tally.without_interview else ALL_READ


def _check(options: argparse.Namespace, inputs: Sequence[Input]) -> None:
    several = len(inputs) > 1
    exporter = EXPORTERS[options.to] if options.to else None
    if sum(one.path is None for one in inputs) > 1:
        raise UsageError("standard input (-) can be read only once")
    if options.annotate and several:
        raise UsageError(f"--annotate writes one page, but {len(inputs)} inputs are named")
    if options.url and several:
        raise UsageError(f"--url is one page's address, but {len(inputs)} inputs are named")
    if options.explain and options.to:
        raise UsageError("--explain shows evidence, --to writes a form; choose one")
    if options.indent is not None and options.to != "json":
        raise UsageError("--indent goes with --to json")
    if exporter and exporter.append is None and several and not options.output_dir:
        raise UsageError(f"a file holds one article as {exporter.name}; name an --output-dir for {len(inputs)} inputs")
    if options.output_dir and options.output_dir.exists() and not options.output_dir.is_dir():
        raise UsageError(f"{options.output_dir} is no folder")


def _inputs(names: Sequence[str]) -> Iterator[Input]:
    """Files as named; a folder's articles, and a pattern's matches, sorted."""
    if not names:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("name a file, a folder, a pattern, or - for standard input")
        names = (STDIN,)
    for name in names:
        path = Path(name)
        if name == STDIN:
            yield Input(None, "stdin")
        elif path.is_dir():
            files = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
            if not files:
                raise UsageError(f"the folder {name} holds no {', '.join(sorted(SUFFIXES))}")
            yield from (Input(one, str(one), one.relative_to(path).parent) for one in files)
        elif path.exists() or not glob.has_magic(name):
            yield Input(path, name)
        else:
            found = map(Path, glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
            matches = sorted(one for one in found if one.is_file())
            if not matches:
                raise UsageError(f"the pattern {name} matches no file")
            base = _fixed_part(name)
            yield from (Input(one, str(one), one.relative_to(base).parent) for one in matches)


def _fixed_part(pattern: str) -> Path:
    """The folder before the first part with a wildcard."""
    parts = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        parts.append(part)
    return Path(*parts)


def _with_progress(inputs: Sequence[Input], options: argparse.Namespace) -> Iterable[Input]:
    """The inputs, with a bar on stderr where there are many, somebody looks, and tqdm is installed."""
    if len(inputs) < 10 or options.quiet or options.verbose or not sys.stderr.isatty():
        return inputs
    try:
        tqdm = import_module("tqdm").tqdm
    except ImportError:
        return inputs
    bar: Iterable[Input] = tqdm(inputs, unit="page", file=sys.stderr, leave=False)
    return bar


def _read(one: Input, options: argparse.Namespace) -> Explanation:
    source = one.path if one.path is not None else sys.stdin.buffer.read()
    return explain(
        source,
        format=Format(options.format) if options.format else None,
        encoding=options.encoding,
        url=options.url,
        language=options.language,
    )


def _complain(one: Input, error: Exception, options: argparse.Namespace) -> None:
    if isinstance(error, InterviewParseError):
        said = str(error)
    elif isinstance(error, OSError):
        said = error.strerror or str(error)
    else:
        said = f"a fault of interview-parse, please report it ({type(error).__name__}: {error})"
        if options.verbose:
            traceback.print_exception(error, file=sys.stderr)
    print(f"interview-parse: {one.name}: {said}", file=sys.stderr)


def _line(article: Article) -> str:
    """What a person checks in a long list."""
    parts = [f"{article.kind.value} {article.kind_confidence:.0%}"]
    parts += [f"{len(interview)} exchanges, confidence {interview.confidence:.0%}" for interview in article.interviews]
    return "; ".join([*parts, *(["cut"] if article.truncated else []), *article.notes])


def _summary(tally: _Tally) -> str:
    parts = [f"{tally.read} read", f"{tally.read - tally.without_interview} with an interview"]
    return ", ".join([*parts, *([f"{tally.unread} not read"] if tally.unread else [])])


# --- What is written ----------------------------------------------------------------------------------------------


def _deliver(
    one: Input,
    explanation: Explanation,
    options: argparse.Namespace,
    exporter: Exporter | None,
    taken: set[Path],
    *,
    several: bool,
    is_first: bool,
) -> None:
    article = explanation.article
    if options.annotate:
        options.annotate.write_text(annotate(article), encoding="utf-8", newline="\n")
    if options.output_dir:
        text = _text(explanation, options, exporter, width=80, colour=False)
        path = _free_path(one, options.output_dir, exporter.suffix if exporter else ".txt", taken)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return
    if options.annotate and not (exporter or options.explain):
        return
    if exporter and exporter.append and not is_first and options.indent is None:
        sys.stdout.write(exporter.append(article))
        return
    colour = _has_colour(options.colour, sys.stdout)
    text = _text(explanation, options, exporter, width=_width(), colour=colour)
    if exporter is None and several:
        text = f"==> {one.name} <==\n{text}"
    sys.stdout.write(text if is_first or exporter else f"\n{text}")


def _text(
    explanation: Explanation, options: argparse.Namespace, exporter: Exporter | None, *, width: int, colour: bool
) -> str:
    if options.explain:
        return evidence(explanation, width=width, colour=colour)
    if exporter is None:
        return outline(explanation.article, width=width, colour=colour)
    if options.indent is not None:
        return to_json(explanation.article, indent=options.indent) + "\n"
    return exporter.write(explanation.article)


def _free_path(one: Input, folder: Path, suffix: str, taken: set[Path]) -> Path:
    """A file in the output folder for this input; inputs of one name get numbers and do not overwrite each other."""
    stem = one.path.stem if one.path else one.name
    path = folder / one.below / f"{stem}{suffix}"
    number = 2
    while path in taken:
        path = folder / one.below / f"{stem}-{number}{suffix}"
        number += 1
    taken.add(path)
    return path


def _has_colour(choice: str, stream: TextIO) -> bool:
    """Whether to colour: on a terminal that can, unless NO_COLOR (https://no-color.org) is set."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width() -> int:
    return max(min(shutil.get_terminal_size().columns, 100), 40) if sys.stdout.isatty() else 100
