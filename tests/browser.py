"""A real browser, where the machine has one: pictures of pages, and their text as it is shown.

``python -m tests.browser`` renews the pictures of the documentation.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from html import unescape
from pathlib import Path

from interview_parse import parse_article
from tests.snippets import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
IMAGES = ROOT / "docs/images"


def find_browser() -> str | None:
    """The path of a Chromium, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _call(document: str, *options: str, dark: bool = False) -> bytes:
    browser = find_browser()
    assert browser is not None
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(document, encoding="utf-8")
        run = subprocess.run(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--user-data-dir={folder}/profile", "--force-device-scale-factor=1",
             *(["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []),
             *options, page.as_uri()],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=True,
        )  # fmt: skip
        return run.stdout


def shown_dom(document: str) -> str:
    """The document as the browser understands it."""
    return _call(document, "--dump-dom", "--virtual-time-budget=2000").decode("utf-8")


def shown_words(document: str) -> list[str]:
    """The words of the browser's document, without styles and scripts."""
    body = re.sub(r"(?s)<(style|script|head)\b.*?</\1>|<[^>]*>", " ", shown_dom(document))
    return unescape(body).split()


def picture(document: str, *, width: int, height: int, dark: bool = False) -> bytes:
    """A PNG of the document's top."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "shot.png"
        _call(document, f"--screenshot={target}", f"--window-size={width},{height}", dark=dark)
        return target.read_bytes()


def in_notebook(html: str, *, dark: bool = False) -> str:
    """What a notebook does with a cell's output: it stands in a page of its own font and ground."""
    ground, ink = ("#111", "#ddd") if dark else ("#fff", "#222")
    return (
        f'<!DOCTYPE html><html data-theme="{"dark" if dark else "light"}"><head><meta charset="utf-8"></head>'
        f'<body style="margin:16px;background:{ground};color:{ink};font:14px system-ui,sans-serif">{html}</body></html>'
    )


def main() -> None:
    """The documentation's pictures, anew."""
    IMAGES.mkdir(exist_ok=True)
    article = parse_article(ROOT / "examples/interview.html")
    cut = parse_article(ROOT / "examples/entretien.txt")
    for name, document, size, dark in (
        ("notebook", in_notebook(article._repr_html_()), (760, 754), False),
        ("notebook-dark", in_notebook(cut._repr_html_(), dark=True), (760, 800), True),
        ("annotated", article.annotated(), (900, 900), False),
    ):
        (IMAGES / f"{name}.png").write_bytes(picture(document, width=size[0], height=size[1], dark=dark))


if __name__ == "__main__":
    main()
