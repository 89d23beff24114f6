"""Tables that the site makes from the library itself, so that they cannot grow old.

A page asks for one by a comment: ``<!-- table: languages -->``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[2] / "src"

MARKER_RE = re.compile(r"<!-- table: ([a-z-]+) -->")


def language_table() -> str:
    """One row a language pack: checked packs first, each with the number of its words."""
    from interview_parse.languages import Lexicon, available, load

    packs = sorted((load(tag) for tag in available()), key=lambda pack: (pack.status != "checked", pack.name))
    rows = ["| tag | language | pack | words and phrases |", "| --- | --- | --- | ---: |"]
    for pack in packs:
        fields = (getattr(pack, name) for name in dir(pack) if not name.startswith("_"))
        words = sum(len(field.entries) for field in fields if isinstance(field, Lexicon))
        status = "**checked**" if pack.status == "checked" else pack.status
        rows.append(f"| `{pack.tag}` | {pack.name} | {status} | {words} |")
    return "\n".join(rows)


def language_count() -> str:
    """How many packs there are, in a sentence."""
    from interview_parse.languages import available, load

    checked = sum(load(tag).status == "checked" for tag in available())
    return f"{len(available())} packs come with the library; {checked} of them are checked, the others are drafts."


def column_table() -> str:
    """One row a column of ``to_records``."""
    from interview_parse.exporters import COLUMNS

    rows = ["| column | type | what it holds |", "| --- | --- | --- |"]
    rows += [f"| `{name}` | `{kind.__name__}` | {said} |" for name, (kind, said) in COLUMNS.items()]
    return "\n".join(rows)


def exporter_table() -> str:
    """One row a form."""
    from interview_parse.exporters import EXPORTERS

    rows = ["| name | file | media type | what it is |", "| --- | --- | --- | --- |"]
    rows += [
        f"| `{one.name}` | `{one.suffix}` | `{one.media_type}` | {one.description} |" for one in EXPORTERS.values()
    ]
    return "\n".join(rows)


def role_list() -> str:
    """All roles, in a line."""
    from interview_parse import Role

    return ", ".join(f"`{role.value}`" for role in Role)


def command_help() -> str:
    """What ``interview-parse --help`` prints, in a block."""
    run = subprocess.run(
        [sys.executable, "-m", "interview_parse", "--help"],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "COLUMNS": "100", "PYTHON_COLORS": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    return f"```text\n{run.stdout}```"


TABLES: dict[str, Callable[[], str]] = {
    "languages": language_table,
    "language-count": language_count,
    "columns": column_table,
    "exporters": exporter_table,
    "roles": role_list,
    "help": command_help,
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with its tables; mkdocs calls this for each. A misspelt name ends the build."""
    if str(SOURCE) not in sys.path:  # mkdocs puts the path back after it has loaded this file
        sys.path.insert(0, str(SOURCE))
    return MARKER_RE.sub(lambda match: TABLES[match[1]](), markdown)
