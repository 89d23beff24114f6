"""Ways in which this page may set its conversation: "questions are p, all bold", "SPIEGEL asks", "lines that end in ?".

Each way is a :class:`Layout`: which units ask. It is only proposed here; reading it to turns and scoring them comes
after.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

import attrs

from interview_parse.languages import LanguagePack
from interview_parse.segmenter.labels import Speakers
from interview_parse.segmenter.units import Signature, Unit

MOST_LAYOUTS = 12
LINKED = 0.8
"""Share of links from which on a line that asks is a headline elsewhere, or an entry of a table of contents."""


@attrs.frozen
class Layout:
    """One way to read the page."""

    name: str
    kind: str
    """signature, asking (only those of a look that ask), labels, asker (only who asks is labelled), answerer."""
    asking: frozenset[int]
    """Indexes of the units that ask."""
    askers: frozenset[str] = frozenset()
    """Speakers' keys on the asking side; empty where looks decide."""


def propose_layouts(
    units: Sequence[Unit], homes: Sequence[tuple[str, ...]], speakers: Speakers, pack: LanguagePack
) -> list[Layout]:
    """The layouts worth reading, each once, the likelier kinds first. ``homes`` says where each unit stands."""
    found: dict[tuple[str, frozenset[int], frozenset[str]], Layout] = {}
    for layout in (
        *_by_labels(units, speakers, pack),
        *_by_looks(units, homes),
        *_by_openings(units),
    ):
        found.setdefault((layout.kind if layout.askers else "", layout.asking, layout.askers), layout)
    return list(found.values())[:MOST_LAYOUTS]


# Looks

_Look = Callable[[Signature, tuple[str, ...]], Hashable]


def _style(s: Signature) -> tuple[bool, bool]:
    """Bold and italic, which within headings are mostly chance."""
    return (False, False) if s.heading else (s.bold, s.italic)


_LOOKS: tuple[tuple[str, _Look], ...] = (
    ("exact", lambda s, home: s._replace(opening="", image="")),
    ("wrapper", lambda s, home: (home[-3:], s.tag, s.heading, s.bold, s.italic)),
    ("opened", lambda s, home: s if s.opening or s.image else None),
    ("tag and style", lambda s, home: (s.tag, s.heading, *_style(s), s.column)),
    ("style", lambda s, home: (s.bold, s.italic, s.heading > 0)),
    ("opening", lambda s, home: (s.opening, s.bold)),
    ("look without tag", lambda s, home: (s.hint, s.classes, s.image)),
)
"""Ways to compare how units are set, from the narrowest; None where a way does not apply."""


def _by_looks(units: Sequence[Unit], homes: Sequence[tuple[str, ...]]) -> Iterator[Layout]:
    sizes = sum(unit.size for unit in units) or 1
    ranked: list[tuple[float, Layout]] = []
    for name, look in _LOOKS:
        groups: dict[Hashable, list[Unit]] = defaultdict(list)
        for unit, home in zip(units, homes, strict=True):
            groups[look(unit.signature, home)].append(unit)
        groups.pop(None, None)
        for key, group in groups.items():
            asking = [unit for unit in group if unit.asks]
            share = len(asking) / len(group)
            if len(group) < 2 or len(asking) < 1:
                continue
            bulk = sum(unit.size for unit in group) / sizes
            said = _say(key, group[0].signature, name)
            if share >= 0.25 and bulk < 0.75:
                merit = len(asking) * (0.5 + share)
                ranked.append((merit, Layout(f"questions are {said}", "signature", frozenset(u.index for u in group))))
            if share < 0.97 and len(asking) >= 2 and name in ("exact", "style"):
                ranked.append(
                    (
                        len(asking) * 0.7,
                        Layout(f"questions are {said} that ask", "asking", frozenset(u.index for u in asking)),
                    )
                )
    ranked.sort(key=lambda pair: -pair[0])
    seen: set[frozenset[int]] = set()
    for _, layout in ranked:
        if layout.asking not in seen:
            seen.add(layout.asking)
            yield layout
        if len(seen) >= 7:
            return


def _say(key: Hashable, signature: Signature, name: str) -> str:
    parts = [signature.tag if name in ("exact", "opened", "wrapper", "tag and style") else ""]
    if signature.heading and name == "style":
        parts.append("headings")
    style = " ".join(word for word, on in (("bold", signature.bold), ("italic", signature.italic)) if on)
    parts.append(style)
    if name in ("opened", "opening") and signature.opening:
        parts.append(f"opened by a {signature.opening}")
    if name in ("exact", "opened", "look without tag"):
        parts.extend(f".{one}" for one in signature.classes[:2])
        if signature.hint:
            parts.append(f"looking like {signature.hint[:40]}")
        if signature.image and name != "exact":
            parts.append(f"after the image {signature.image[:30]}")
    return " ".join(filter(None, parts)) or "plain lines"


# Labels


def _by_labels(units: Sequence[Unit], speakers: Speakers, pack: LanguagePack) -> Iterator[Layout]:
    if not speakers.counts:
        return
    asks, turns, sizes = _tell_sides(units, speakers)
    known = [key for key, count in speakers.counts.most_common(12) if count >= 2 or _asks_by_name(key, pack)]
    known.sort(key=lambda key: (-turns[key], key))
    if not known:
        return
    share = {key: asks[key] / max(1, turns[key]) for key in known}
    by_name = [key for key in known if _asks_by_name(key, pack)]
    sets: list[frozenset[str]] = []
    if by_name:
        sets.append(frozenset(by_name))
    asking = sorted(known, key=lambda key: (-share[key], sizes[key] / max(1, turns[key]), key))
    frequent = [key for key in asking if turns[key] >= max(2, 0.15 * max(turns.values()))]
    if frequent:
        sets.append(frozenset(frequent[:1]))
        sets.append(frozenset(key for key in known if share[key] >= 0.5))
        if len(known) > 2:
            sets.append(frozenset(asking[:2]))
    sets.extend(frozenset([key]) for key in known[:4])
    everyone = frozenset(known)
    done: set[frozenset[str]] = set()
    for askers in sets:
        if not askers or askers in done:
            continue
        done.add(askers)
        said = ", ".join(sorted(askers))
        asked = frozenset(unit.index for unit in units if speakers.key(unit.index) in askers)
        others = everyone - askers
        if others:
            yield Layout(f"{said} asks, {', '.join(sorted(others)[:4])} answers", "labels", asked, askers)
        answered = sum(turns[key] for key in others)
        if answered < 0.5 * len(asked):
            yield Layout(f"{said} asks, answers bear no label", "asker", asked, askers)
    answering = frozenset(key for key in known if share[key] < 0.35 and key not in by_name)
    rest = sum(turns[key] for key in known if key not in answering)
    if answering and rest < 0.3 * sum(turns[key] for key in answering) and sum(turns[key] for key in answering) >= 2:
        answers = frozenset(unit.index for unit in units if speakers.key(unit.index) in answering)
        yield Layout(
            f"{', '.join(sorted(answering)[:4])} answers, questions bear no label", "answerer", answers, answering
        )


def _asks_by_name(key: str, pack: LanguagePack) -> bool:
    return key in _ASKING_KEYS or key in pack.question_labels or key in pack.interviewer_words


_ASKING_KEYS = frozenset({"q", "question", "interviewer", "问", "問"})


def _tell_sides(units: Sequence[Unit], speakers: Speakers) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By speaker: turns that end by asking, turns, words. A turn runs to the next label or a few units."""
    asks: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    current: str | None = None
    asked = False
    reach = 0
    for unit in units:
        key = speakers.key(unit.index)
        if key is not None:
            if current is not None and asked:
                asks[current] += 1
            current, asked, reach = key, unit.asks, 0
            turns[key] += 1
            sizes[key] += unit.size
        elif current is not None and reach < 3:
            reach += 1
            asked = unit.asks
            sizes[current] += unit.size
    if current is not None and asked:
        asks[current] += 1
    return asks, turns, sizes


# Dashes and quotation marks


def _by_openings(units: Sequence[Unit]) -> Iterator[Layout]:
    dashed = frozenset(unit.index for unit in units if unit.opening == "dash")
    if len(dashed) >= 4 and any(units[index].asks for index in dashed):
        yield Layout("every turn opens with a dash", "dashes", dashed)
    quoted = frozenset(find_quoted(units))
    asking = frozenset(unit.index for unit in units if unit.index not in quoted)
    if len(quoted) >= 2 and sum(units[index].asks for index in asking) >= 2:
        yield Layout("answers stand in quotation marks", "quotes", asking)


_PAIRS = {
    '"': '"',
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‹": "›",
    "‘": "’",
    "”": "”",
    "'": "'",
}


def find_quoted(units: Sequence[Unit]) -> Iterator[int]:
    """Units that open with a quotation mark, and what follows up to the unit that ends with its partner."""
    closing = ""
    reach = 0
    for unit in units:
        text = unit.text
        if not closing and unit.line_start and text[0] in _PAIRS:
            closing, reach = _PAIRS[text[0]], 0
        if closing:
            yield unit.index
            reach += 1
            tail = text.rstrip(" .,!?…")[-2:]
            if any(mark in tail for mark in closing) or reach > 12:
                closing = ""
