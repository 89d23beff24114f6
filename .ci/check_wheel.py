"""Holds a built wheel to what it must contain, and parses the bundled example with it and nothing of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

LARGEST = 1_000_000
"""Bytes; a package of code and word lists needs no more."""


def main(wheel: Path) -> int:
    """0 where the wheel is fit to publish; what is wrong goes to stderr."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = Path("src")
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "interview_parse").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wrong = [f"{name} is missing" for name in sorted(wanted - names)]
    wrong += [
        f"{name} does not belong there"
        for name in sorted(names - wanted)
        if not name.split("/")[0].endswith(".dist-info")
    ]
    for name in ("py.typed", "segmenter/weights.toml", "languages/en.toml", "exporters/article.schema.json"):
        if f"interview_parse/{name}" not in names:
            wrong.append(f"interview_parse/{name} is missing")
    size = wheel.stat().st_size
    if size > LARGEST:
        wrong.append(f"{size:,} bytes are more than {LARGEST:,}")
    # A wheel can be imported from as it is: with it first on the path, no file of the checkout is read.
    environment = {**os.environ, "PYTHONPATH": str(wheel.resolve())}
    code = (
        "import interview_parse, pathlib; assert '.whl' in interview_parse.__file__, interview_parse.__file__;"
        "article = interview_parse.parse_article(pathlib.Path('examples/entretien.txt'));"
        "assert len(article.interview.exchanges) == 3, article"
    )
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        wrong.append(f"the example does not parse from the wheel:\n{run.stderr}")
    for line in wrong:
        print(f"{wheel.name}: {line}", file=sys.stderr)
    if not wrong:
        print(f"{wheel.name}: {len(names)} files, {size:,} bytes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
