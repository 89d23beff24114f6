"""Floors that are pinned in a file and fall only on purpose."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).parent / "floors.toml"
MARGIN = 0.01
"""How far under its measured value a floor is set, so that a page or two may change sides."""


def load(table: str) -> dict[str, float]:
    """The floors of one table, by name."""
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8"))[table])


def pin(measured: Mapping[str, float], *, fall: bool, file: Path = FILE) -> list[str]:
    """Each floor raised to a little under its measured value, in the file; what became of each, one a line.

    With ``fall`` those that are too high for what is measured now come down as well. Comments of the file stay.
    """
    text = file.read_text(encoding="utf-8")
    lines = []
    for name, value in measured.items():
        found = re.search(rf"^{name} = ([\d.]+)", text, re.M)
        if not found:
            raise KeyError(f"{file.name} has no floor {name}; put it in the table it belongs to, as 0.0")
        old, new = float(found[1]), max(0.0, math.floor((value - MARGIN) * 1000) / 1000)
        if new < old and not fall:
            lines.append(f"{name:20} {value:.4f}  stays {old}" + (", MISSED" if value < old else ""))
            continue
        text = f"{text[: found.start(1)]}{new}{text[found.end(1) :]}"
        lines.append(f"{name:20} {value:.4f}  {old} -> {new}" + (", FALLS" if new < old else ""))
    file.write_text(text, encoding="utf-8")
    return lines
