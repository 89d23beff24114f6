"""The command line, as a person and a script use it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import interview_parse
from interview_parse import cli
from interview_parse.exporters import EXPORTERS, from_json, to_markdown
from interview_parse.parse import parse_article

TURNS = [
    ("When did you first hear of the lighthouse?", "My uncle took me there when I was five, and I never really left."),
    ("What did you see?", "I saw fog, mostly, and a man who counted ships that did not come."),
    ("How do you spend the winters?", "I read, I paint the railings, and I write down what the wind does."),
    ("Are you ever afraid?", "I was once, when the lamp went out and I heard an engine close by."),
    ("What would you tell a newcomer?", "I would tell him to bring good boots and a second clock."),
    ("Will you stay?", "I think so. I have forty years of weather here, and I want forty more."),
]
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>The last keeper</title></head><body><article><h1>The last keeper</h1>'
    + "".join(f"<p><b>{question}</b></p><p>{answer}</p>" for question, answer in TURNS)
    + "</article></body></html>"
)
PROSE = "<html lang='en'><body><article><h1>Rain</h1><p>It rained on the town for a week.</p></article></body></html>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/one.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "in/deep/two.htm").write_text(PAGE.replace("lighthouse", "tower"), encoding="utf-8")
    (tmp_path / "in/picture.png").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    (tmp_path / "bad.html").write_bytes(b"%PDF-1.7 no page")
    (tmp_path / "prose.html").write_text(PROSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with streams that are no terminal."""
    source = str(Path(interview_parse.__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "interview_parse", *arguments],
        input=stdin,
        capture_output=True,
        env=kept | {"PYTHONPATH": source} | environment,
        check=False,
        timeout=60,
    )


def test_a_file_gives_a_readable_outline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without options a file's conversation is printed, numbered, without colour codes, and the exit code is 0."""
    assert cli.main(["in/one.html"]) == 0
    out, err = capsys.readouterr()
    assert "The last keeper" in out
    for question, answer in TURNS:
        assert question in out
        assert answer.split(",")[0] in out
    assert "\x1b" not in out
    assert "==>" not in out
    assert err == ""


def test_several_files_are_told_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each outline stands under its file's name; the summary goes to stderr."""
    assert cli.main(["in/one.html", "prose.html"]) == 0
    out, err = capsys.readouterr()
    assert re.findall("==> (.*) <==", out) == ["in/one.html", "prose.html"]
    assert err == "2 read, 1 with an interview\n"


def test_stdin_is_read_as_bytes() -> None:
    """- reads standard input in whatever encoding the page declares."""
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("a second clock", "a café key")
    done = run("-", "--to", "json", stdin=page.encode("windows-1252"))
    assert done.returncode == 0
    assert "café" in from_json(done.stdout.decode()).page_text


def test_stdin_is_read_where_nothing_is_named() -> None:
    """A pipe without - works as well."""
    done = run("--to", "text", stdin=PAGE.encode())
    assert done.returncode == 0
    assert b"When did you first hear of the lighthouse?" in done.stdout


@pytest.mark.parametrize("form", list(EXPORTERS))
def test_each_form_is_what_its_exporter_writes(
    form: str, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """--to NAME prints exactly that form."""
    assert cli.main(["in/one.html", "--to", form]) == 0
    out, err = capsysbinary.readouterr()
    assert out.decode() == EXPORTERS[form].write(parse_article(Path("in/one.html")))
    assert err == b""


def test_json_of_several_is_one_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Many articles make JSON Lines, which from_json reads back."""
    assert cli.main(["in", "--to", "json", "--quiet"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [from_json(line) for line in lines] == [parse_article(Path(p)) for p in ("in/deep/two.htm", "in/one.html")]


def test_json_is_indented_on_request(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--indent is for people who read JSON."""
    assert cli.main(["in/one.html", "--to", "json", "--indent", "2"]) == 0
    assert capsys.readouterr().out.startswith('{\n  "schema"')


def test_csv_of_several_is_one_table(folder: Path) -> None:
    """Many articles make one table with one header, line ends as RFC 4180 has them."""
    done = run("in", "--to", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert len(rows) == 4 * len(TURNS)
    assert len({row["article_id"] for row in rows}) == 2
    assert done.stdout.count(b"\r\n") == done.stdout.count(b"\n")
    assert b"\r\r" not in done.stdout


def test_a_pattern_is_expanded_and_sorted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A quoted pattern works as it would in a shell, ** included."""
    assert cli.main(["in/**/*.htm*", "--verbose"]) == 0
    err = capsys.readouterr().err
    assert [line.split(":")[0] for line in err.splitlines()[:2]] == ["in/deep/two.htm", "in/one.html"]


def test_a_folder_goes_to_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--output-dir gets one file an input, in the folder's shape; what is no article is left out."""
    assert cli.main(["in", "--to", "markdown", "--output-dir", "out/md"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "2 read, 2 with an interview\n"
    assert sorted(str(path) for path in Path("out/md").rglob("*") if path.is_file()) == [
        "out/md/deep/two.md",
        "out/md/one.md",
    ]
    assert Path("out/md/one.md").read_text(encoding="utf-8") == to_markdown(parse_article(Path("in/one.html")))


def test_inputs_of_one_name_do_not_overwrite_each_other(folder: Path) -> None:
    """Two files called one.html give two outputs."""
    Path("one.html").write_text(PROSE, encoding="utf-8")
    assert cli.main(["in/one.html", "one.html", "--to", "json", "--output-dir", "out", "-q"]) == 0
    assert "lighthouse" in Path("out/one.json").read_text(encoding="utf-8")
    assert "rained" in Path("out/one-2.json").read_text(encoding="utf-8")


def test_one_bad_file_stops_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors name their file on stderr, the others are written, and the exit code is 1."""
    assert cli.main(["bad.html", "missing.html", "in/one.html", "--to", "json"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.splitlines()[0].startswith("interview-parse: bad.html: expected an article")
    assert err.splitlines()[1].startswith("interview-parse: missing.html: expected a readable file")
    assert err.splitlines()[2] == "1 read, 1 with an interview, 2 not read"


def test_a_fault_of_ours_stops_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even an unforeseen exception costs one file only, and asks for a report; --verbose shows where it happened."""
    explain = cli.explain

    def fail(source: Path, **options: str) -> object:
        if source.name == "prose.html":
            raise RuntimeError("spilled ink")
        return explain(source, **options)

    monkeypatch.setattr(cli, "explain", fail)
    assert cli.main(["prose.html", "in/one.html", "--to", "json", "--verbose"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "prose.html: a fault of interview-parse, please report it (RuntimeError: spilled ink)" in err
    assert "Traceback" in err


def test_an_interview_can_be_required(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """3 tells a script that a page holds no interview; without the option that is no failure; 1 wins over 3."""
    assert cli.main(["prose.html"]) == 0
    assert cli.main(["prose.html", "--require-interview"]) == 3
    assert cli.main(["in/one.html", "--require-interview"]) == 0
    assert cli.main(["prose.html", "bad.html", "--require-interview"]) == 1


def test_quiet_and_verbose(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--quiet leaves only errors on stderr; --verbose has a line for each input."""
    cli.main(["in", "bad.html", "--to", "json", "--quiet"])
    assert [line.split(":")[1] for line in capsys.readouterr().err.splitlines()] == [" bad.html"]
    cli.main(["prose.html", "--verbose"])
    assert re.match(r"prose\.html: article \d+%", capsys.readouterr().err)


def test_explain_shows_the_evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--explain lists roles, cues and the layouts that were weighed."""
    assert cli.main(["in/one.html", "--explain"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^question +When did you first hear", out, re.MULTILINE)
    assert "Layouts weighed, the one that was read first:\n1. " in out
    assert re.search(r"score [+-]\d", out)


def test_annotate_writes_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--annotate writes the annotated page, alone or beside another form."""
    assert cli.main(["in/one.html", "--annotate", "seen.html"]) == 0
    assert capsys.readouterr().out == ""
    assert Path("seen.html").read_text(encoding="utf-8") == parse_article(Path("in/one.html")).annotated()
    assert cli.main(["in/one.html", "--annotate", "seen.html", "--to", "json"]) == 0
    assert capsys.readouterr().out.startswith("{")


def test_options_reach_the_parser(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Language, address, format and encoding are those of parse_article."""
    cli.main(["prose.html", "--to", "json", "--language", "de-CH", "--url", "https://example.org/rain"])
    article = from_json(capsys.readouterr().out)
    assert (article.language, article.url) == ("de-CH", "https://example.org/rain")
    cli.main(["prose.html", "--to", "json", "--format", "text"])
    assert "<article>" in from_json(capsys.readouterr().out).page_text
    Path("latin.html").write_bytes("<p>Ein schöner Tag für alle.</p>".encode("iso-8859-1"))
    cli.main(["latin.html", "--to", "json", "--encoding", "iso-8859-1"])
    assert "schöner" in from_json(capsys.readouterr().out).page_text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["in/*.xyz"], "matches no file"),
        (["in", "--annotate", "x.html"], "--annotate writes one page, but 2 inputs are named"),
        (["in", "--url", "https://example.org"], "--url is one page's address"),
        (["in", "--to", "html"], "name an --output-dir for 2 inputs"),
        (["in/one.html", "--explain", "--to", "json"], "choose one"),
        (["in/one.html", "--indent", "2"], "--indent goes with --to json"),
        (["-", "-"], "only once"),
        (["in/one.html", "--to", "json", "--output-dir", "prose.html"], "prose.html is no folder"),
        (["empty"], "the folder empty holds no"),
    ],
)
def test_wrong_usage_is_told_at_once(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be done is refused with 2 and a sentence, before anything is read or written."""
    Path("empty").mkdir()
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize(
    "arguments", [["--to", "pdf", "x"], ["--nonsense"], ["-q", "-v", "x"], ["--format", "doc", "x"]]
)
def test_unknown_options_exit_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """argparse's own refusals have the same code."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """--version names the version; --help lists every form and every exit code."""
    with pytest.raises(SystemExit) as caught:
        cli.main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"interview-parse {interview_parse.__version__}\n"
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert all(name in said for name in EXPORTERS)
    assert "exit codes:" in said


def test_output_is_utf8_whatever_the_locale() -> None:
    """In a C locale, letters of all scripts are still written."""
    page = PAGE.replace("a second clock", "наручные часы 時計")
    for environment in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}):
        done = run("-", "--to", "text", stdin=page.encode(), **environment)
        assert done.returncode == 0, done.stderr
        assert "наручные часы 時計" in done.stdout.decode("utf-8")


def test_same_input_same_output() -> None:
    """The hash seed changes nothing."""
    once, again = (run("-", "--to", "json", stdin=PAGE.encode(), PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert once == again
    assert json.loads(once)["kind"] == "interview"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    """| head ends the run silently."""
    for number in range(30):
        Path(f"in/page{number}.html").write_text(PAGE, encoding="utf-8")
    source = str(Path(interview_parse.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "interview_parse", "in", "--to", "json", "-q"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": source},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        (["--colour", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--to", "text"], {}, False),
    ],
)
def test_colour_is_for_terminals(
    options: list[str],
    environment: dict[str, str],
    coloured: bool,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a terminal the outline is coloured, unless NO_COLOR is set (not empty) or the terminal is dumb."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert cli.main(["in/one.html", *options]) == 0
    assert ("\x1b[" in terminal.getvalue()) is coloured


def test_progress_is_shown_to_somebody_who_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files, a terminal on stderr, and tqdm installed: then there is a bar, else none, and never a failure."""
    for number in range(12):
        Path(f"in/page{number}.html").write_text(PROSE, encoding="utf-8")
    shown: list[int] = []

    def tqdm(inputs: list[object], **options: object) -> list[object]:
        shown.append(len(inputs))
        return inputs

    monkeypatch.setitem(sys.modules, "tqdm", SimpleNamespace(tqdm=tqdm))
    assert cli.main(["in", "--to", "json"]) == 0
    assert shown == []
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert cli.main(["in", "--to", "json", "--quiet"]) == 0
    assert shown == []
    assert cli.main(["in", "--to", "json"]) == 0
    assert shown == [14]
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert cli.main(["in", "--to", "json"]) == 0
