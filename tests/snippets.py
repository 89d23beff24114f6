"""Runs what the documentation shows, and holds the output printed there against the real one.

In a Markdown page, in order, in one namespace and one folder a page:

- a ``python`` block is executed; a ``text`` block right after it is what it prints;
- a ``console`` block holds commands after ``$``, each with what it prints below it;
- a block whose fence says ``python no-run`` is only compiled.

The folder holds the bundled examples. ``python -m tests.snippets PAGE ...`` rewrites the outputs of pages to the real
ones; read the difference before it goes in.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parent.parent
FENCE_RE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$", re.M | re.S)


@attrs.frozen
class Snippet:
    """One block that can be run, with what the page says that it prints."""

    page: Path
    line: int
    language: str
    code: str
    printed: str | None
    """None where the page shows no output."""
    place: tuple[int, int]
    """Where ``printed`` stands in the page's text."""
    indent: str
    runs: bool = True

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Every page with snippets: the README, the site and the other documents."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def find_snippets(page: Path) -> list[Snippet]:
    """The blocks of a page that are Python or commands, in order."""
    text = page.read_text(encoding="utf-8")
    fences = list(FENCE_RE.finditer(text))
    return [one for number, fence in enumerate(fences) for one in _snippets(page, text, fence, fences[number + 1 :])]


def _snippets(page: Path, text: str, fence: re.Match[str], following: list[re.Match[str]]) -> Iterator[Snippet]:
    info = fence["info"].split()
    indent = fence["indent"]
    line = text.count("\n", 0, fence.start()) + 1
    if info[:1] == ["python"]:
        after = following[0] if following else None
        shown = after and after["info"].strip() == "text" and not text[fence.end() : after.start()].strip()
        printed = after["body"] if after and shown else None
        place = after.span("body") if after and shown else (0, 0)
        yield Snippet(page, line, "python", _dedent(fence["body"], indent), _dedent(printed, indent) if shown else None,
                      place, indent, "no-run" not in info)  # fmt: skip
    elif info[:1] == ["console"]:
        starts = [*re.finditer(r"^ *\$ (.*)\n", fence["body"], re.M)]
        for number, command in enumerate(starts):
            end = starts[number + 1].start() if number + 1 < len(starts) else len(fence["body"])
            place = (fence.start("body") + command.end(), fence.start("body") + end)
            yield Snippet(page, line, "console", command[1], _dedent(fence["body"][command.end() : end], indent), place,
                          indent)  # fmt: skip


def _dedent(text: str | None, indent: str) -> str:
    return re.sub(rf"^{indent}", "", text or "", flags=re.M)


@contextlib.contextmanager
def examples_folder() -> Iterator[Path]:
    """A folder of its own with the bundled examples, in which snippets run."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


def run_page(page: Path) -> Iterator[tuple[Snippet, str]]:
    """Each snippet with what it really prints."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    with examples_folder() as folder:
        for snippet in find_snippets(page):
            if snippet.language == "console":
                yield snippet, _run_command(snippet.code, folder)
            elif snippet.runs:
                yield snippet, _run_python(snippet, namespace)
            else:
                compile(snippet.code, str(snippet), "exec")


def _run_python(snippet: Snippet, namespace: dict[str, object]) -> str:
    out = io.StringIO()
    code = compile("\n" * snippet.line + snippet.code, str(snippet.page), "exec")
    with contextlib.redirect_stdout(out):
        exec(code, namespace)  # that is what a documentation test is
    return out.getvalue()


def _run_command(command: str, folder: Path) -> str:
    """What a command prints on both streams; ``interview-parse`` is the checkout's, ``python`` the one that runs this."""
    tools = folder / ".tools"
    tools.mkdir(exist_ok=True)
    for name, call in (
        ("interview-parse", f'"{sys.executable}" -m interview_parse'),
        ("python", f'"{sys.executable}"'),
    ):
        tool = tools / name
        tool.write_text(f'#!/bin/sh\nexec {call} "$@"\n', encoding="utf-8")
        tool.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "80",
    }
    run = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return run.stdout.decode("utf-8")


def rewrite(page: Path) -> int:
    """Put the real outputs in a page; how many were others."""
    text = page.read_text(encoding="utf-8")
    changed = 0
    for snippet, real in reversed(list(run_page(page))):
        if snippet.printed is None or snippet.printed == real:
            continue
        start, end = snippet.place
        text = text[:start] + re.sub(r"^(?=.)", snippet.indent, real, flags=re.M) + text[end:]
        changed += 1
    page.write_text(text, encoding="utf-8")
    return changed


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(f"{argument}: {rewrite(Path(argument).resolve())} outputs changed")
