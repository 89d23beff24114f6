"""The house plan: one direction, each layer knowing only what lies before it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import interview_parse
from interview_parse import __version__
from interview_parse.languages import available, load
from tests.snippets import ROOT

SOURCE = ROOT / "src/interview_parse"
MODULES = sorted(SOURCE.rglob("*.py"))

THIRD_PARTY = {"attrs", "lxml", "regex"}
"""The core dependencies, and nothing else."""

KNOWS: dict[str, set[str]] = {
    "errors": set(),
    "formats": set(),
    "marks": set(),
    "languages": {"errors"},
    "source": {"errors", "formats"},
    "tokenizer": {"errors", "formats", "marks", "source"},
    "model.types": {"display"},
    "segmenter": {"errors", "formats", "languages", "marks", "tokenizer.page", "model.types"},
    "model": {"errors", "formats", "languages", "marks", "tokenizer.page", "segmenter.segmentation", "model.types"},
    "exporters": {"errors", "model.types"},
    "display": {"errors", "model.types", "exporters"},
    "provenance": {"errors", "formats", "model.types", "source", "tokenizer"},
    "parse": {"errors", "formats", "source", "tokenizer", "segmenter", "model", "model.types"},
    "cli": {"errors", "__version__", "formats", "parse", "display", "exporters", "model.types"},
    "__main__": {"cli"},
}
"""Layer to what it may import besides itself, at its head or inside a function. Errors, formats and marks lie lowest; the source
itself is known to the tokenizer, to what goes back to it, and to the road. The model's types ask for their views when they
are shown, not when they are imported."""

ELSEWHERE = {
    # For the type checker alone: the view of an explanation.
    "display.terminal": {"parse.Explanation"},
}
"""Single modules that may know more than their layer, each with its reason."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def layer_of(name: str) -> str:
    """The longest layer in the table that a module belongs to."""
    return max((layer for layer in KNOWS if name == layer or name.startswith(f"{layer}.")), key=len, default="")


def imports_of(path: Path) -> list[str]:
    """Dotted names of all that a file imports, wherever in it: modules, and names of modules."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def foreign_imports(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports_of(path)} - sys.stdlib_module_names - {"interview_parse"}


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path)], ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """A layer knows only those before it: source, tokenizer, segmenter, model, then forms and views, then the command."""
    name = name_of(path)
    own = layer_of(name)
    assert own, f"{name} is in no layer; the table above names them"
    allowed = KNOWS[own] | ELSEWHERE.get(name, set()) | {own}
    for imported in imports_of(path):
        if not imported.startswith("interview_parse"):
            continue
        target = imported.removeprefix("interview_parse").lstrip(".")
        reachable = any(target == one or target.startswith(f"{one}.") for one in allowed)
        assert reachable, f"{name} imports {target}; {own} may know {sorted(allowed)}"


def test_only_the_tokenizer_and_locate_know_lxml() -> None:
    """No other layer sees the markup's library: what they need, a block carries."""
    knowing = {name_of(path) for path in MODULES if "lxml" in foreign_imports(path)}
    assert {layer_of(name) for name in knowing} == {"tokenizer", "provenance"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_core_runs_on_three_libraries(path: Path) -> None:
    """Nothing but attrs, lxml and regex is imported; everything else is optional and asked for by name when needed."""
    assert foreign_imports(path) <= THIRD_PARTY


def run_fresh(code: str) -> str:
    """What code prints, or how it fails, in an interpreter of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run([sys.executable, "-c", code], env=environment, check=False, capture_output=True, text=True)
    return run.stdout + run.stderr


def test_importing_the_package_stays_cheap() -> None:
    """``import interview_parse`` loads neither a layer nor lxml and regex; the first parse does."""
    layers = ("source", "tokenizer", "segmenter.segment", "model.assemble", "languages", "provenance", "exporters")
    heavy = ("lxml", "regex", *(f"interview_parse.{one}" for one in layers))
    assert run_fresh(f"import sys, interview_parse; print([one for one in {heavy} if one in sys.modules])") == "[]\n"


@pytest.mark.parametrize("first", ["interview_parse", "interview_parse.parse", "interview_parse.provenance"])
def test_locate_is_a_function_whatever_is_imported_first(first: str) -> None:
    """``from interview_parse import locate`` gives what can be called, also where other code has asked for its module."""
    code = f"import {first}; from interview_parse import locate; print(type(locate).__name__)"
    assert run_fresh(code) == "function\n"


def test_everything_in_the_window_is_there() -> None:
    """Each name in ``__all__`` can be imported, sorted; a wrong one gives the usual error."""
    assert list(interview_parse.__all__) == sorted(interview_parse.__all__)
    assert all(getattr(interview_parse, name) for name in interview_parse.__all__)
    with pytest.raises(AttributeError, match="module 'interview_parse' has no attribute 'parse_page'"):
        _ = interview_parse.parse_page


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """Each module opens with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


@pytest.mark.parametrize("tag", available())
def test_every_pack_loads(tag: str) -> None:
    """Each language file has the fixed form, its own tag, and words to ask with."""
    pack = load(tag)
    assert pack.tag == tag
    assert pack.question_words


def test_the_version_is_the_same_everywhere() -> None:
    """The package, its metadata and the change log speak of one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"\n## {__version__} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert {one.split(">")[0] for one in project["dependencies"]} == THIRD_PARTY


def test_no_module_has_a_name_that_says_nothing() -> None:
    """A file is named for what it makes."""
    assert not {"utils", "util", "helpers", "common", "misc"} & {path.stem for path in MODULES}
