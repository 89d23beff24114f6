"""How long ``parse_article`` takes, as a ratio to the bare ``lxml.html`` parse of the same bytes.

    python benchmarks/speed.py [PAGE ...]     your pages, or generated ones; beside other libraries where installed
    python benchmarks/speed.py --scale        one long interview from 10 kB to 10 MB, and the exponent of its time

A time is the best of several runs: what the machine does meanwhile only ever adds. A ratio is taken page by page, and
the table shows the median over pages. The other libraries do another job; they are here for the order of magnitude.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from interview_parse import parse_article  # noqa: E402

Reader = Callable[[bytes], object]

BARE = "lxml.html"
OURS = "interview_parse"
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help="HTML files (default: generated pages)")
    parser.add_argument("--runs", type=int, default=5, help="a time is the best of so many (default: 5)")
    parser.add_argument("--count", type=int, default=60, help="how many pages to generate (default: 60)")
    parser.add_argument("--scale", action="store_true", help="time against size instead")
    options = parser.parse_args(arguments)
    if options.scale:
        print_scale(options.runs)
        return 0
    pages = [path.read_bytes() for path in options.pages] or list(generated_pages(options.count))
    print_table(pages, options.runs, "your" if options.pages else "generated")
    return 0


# --- Side by side -------------------------------------------------------------------------------------------------


def readers() -> dict[str, Reader | None]:
    """Name to reader; None where the library is not installed."""
    lxml_html = import_module("lxml.html")
    found: dict[str, Reader | None] = {BARE: lxml_html.document_fromstring, OURS: parse_article}
    for name, build in (
        ("trafilatura", _trafilatura),
        ("readability-lxml", _readability),
        ("resiliparse", _resiliparse),
    ):
        try:
            found[name] = build()
        except ImportError:
            found[name] = None
    return found


def _trafilatura() -> Reader:
    library = import_module("trafilatura")
    return lambda source: library.extract(source)


def _readability() -> Reader:
    library = import_module("readability")
    return lambda source: library.Document(source.decode("utf-8", "replace")).summary()


def _resiliparse() -> Reader:
    extract = import_module("resiliparse.extract.html2text")
    tree = import_module("resiliparse.parse.html")
    encoding = import_module("resiliparse.parse.encoding")

    def read(source: bytes) -> object:
        found = encoding.detect_encoding(source)
        return extract.extract_plain_text(tree.HTMLTree.parse_from_bytes(source, found), main_content=True)

    return read


def print_table(pages: Sequence[bytes], runs: int, whose: str) -> None:
    """One line a library: median time, median and 90th percentile of the ratio to the bare parse."""
    size = sum(map(len, pages))
    print(
        f"{len(pages)} {whose} pages, {size / len(pages) / 1000:.1f} kB on average; best of {runs}, median over pages\n"
    )
    print(f"{'':18}{'ms a page':>10}{'× lxml':>10}{'90 %':>10}")
    bare: list[float] = []
    for name, reader in readers().items():
        if reader is None:
            print(f"{name:18}{'not installed':>30}")
            continue
        times = [best_time(reader, page, runs) for page in pages]
        bare = bare or times
        ratios = [one / base for one, base in zip(times, bare, strict=True) if math.isfinite(one)]
        if not ratios:
            print(f"{name:18}{'refuses all':>30}")
            continue
        high = quantiles(ratios, n=10)[-1] if len(ratios) > 1 else ratios[0]
        refused = f"   {len(pages) - len(ratios)} refused" if len(ratios) < len(pages) else ""
        print(f"{name:18}{median(times) * 1000:>10.2f}{median(ratios):>10.2f}{high:>10.2f}{refused}")


def best_time(reader: Reader, source: bytes, runs: int) -> float:
    """Seconds of the fastest run; infinite where the reader refuses the page."""
    fastest = math.inf
    was_on = gc.isenabled()
    gc.disable()
    try:
        for _ in range(runs):
            start = perf_counter()
            reader(source)
            fastest = min(fastest, perf_counter() - start)
    except Exception:
        return math.inf
    finally:
        if was_on:
            gc.enable()
    return fastest


def generated_pages(count: int) -> Iterator[bytes]:
    """Invented HTML pages with interviews, each layout and language in turn."""
    sample = import_module("tests.generator").sample
    fitting = (
        made.source.encode() for made in sample(count * 3) if made.format == "html" and made.kinds == ("interview",)
    )
    for _, source in zip(range(count), fitting, strict=False):
        yield source


# --- Time against size --------------------------------------------------------------------------------------------


def print_scale(runs: int) -> None:
    """Sizes and times, and the exponents of time against size by least squares on logarithms."""
    lxml_html = import_module("lxml.html")
    rows = []
    print(f"{'bytes':>12}{'exchanges':>12}{'seconds':>10}{'MB/s':>8}{'× lxml':>8}")
    for size in SIZES:
        source = long_interview(size)
        # The largest pages take seconds, and hardly vary.
        repeats = max(1, min(runs, int(1_000_000 / len(source))))
        ours = best_time(parse_article, source, repeats)
        bare = best_time(lxml_html.document_fromstring, source, repeats)
        rows.append((len(source), ours, bare))
        speed = len(source) / 1e6 / ours
        print(f"{len(source):>12,}{source.count(b'<b>'):>12,}{ours:>10.4f}{speed:>8.2f}{ours / bare:>8.2f}", flush=True)
    sizes = [size for size, _, _ in rows]
    print(f"\nexponent: {exponent(sizes, [ours for _, ours, _ in rows]):.2f}", end=" ")
    print(f"(bare parse: {exponent(sizes, [bare for _, _, bare in rows]):.2f}; 1 is linear)")


def long_interview(size: int) -> bytes:
    """One invented interview of about so many bytes: bold questions, answers of one to three paragraphs."""
    page = import_module("tests.generator").page
    turns = [turn for seed in range(12) for turn in page(seed, layout="bold-paragraph", language="en").turns]
    parts = [
        "<!DOCTYPE html><html lang=en><head><title>An interview</title></head><body><article><h1>An interview</h1>"
    ]
    length, number = len(parts[0]), 0
    while length < size:
        turn = turns[number % len(turns)]
        marked = f"<b>{turn.text}</b>" if turn.role == "Q" else turn.text.replace("\n\n", "</p><p>")
        # A number keeps the turns apart: the same words twice would be taken for a pull quote.
        part = f"<p>{marked[:-1]} {number}{marked[-1]}</p>\n" if turn.role == "A" else f"<p>{marked}</p>\n"
        parts.append(part)
        length += len(part.encode())
        number += 1
    return "".join([*parts, "</article></body></html>"]).encode()


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The slope of log time over log size."""
    xs, ys = [math.log(one) for one in sizes], [math.log(one) for one in times]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


if __name__ == "__main__":
    sys.exit(main())
