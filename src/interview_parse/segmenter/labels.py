"""Speakers' labels: "SPIEGEL:", "[Anna]", "M)", "**OW** She …", "ANNA" alone on its line, "00:12 Anna:".

A single line shows only that something could be a label. A page shows that it is one: labels recur, and they alternate.
So every unit first says what label it could bear; then those are kept that the whole page bears out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import attrs
import regex

from interview_parse.languages import LanguagePack, fold
from interview_parse.segmenter.units import TIME_LINE_RE, Unit

TIME = r"[\[(（【]?\d{1,2}[:：.]\d{2}(?:[:：.]\d{2})?(?:[.,]\d{1,3})?[\])）】]?"
TIME_RE = regex.compile(rf"{TIME}\s*(?:[-–—|]\s*)?")

_NAME = r"[^\s:：;?？!！。<>\[\](){{}}（）【】「」\"“”„«»=/\\|][^:：?？!！。\n<>\[\]{{}}【】「」\"“”„«»=|]{{0,{most}}}?"

NUMBERED_RE = regex.compile(r"(?P<name>\p{L}{1,10})[ .]?\d{1,3}\s?(?:[:：.)）]|\s[-–—])\s+")
"""A label that counts its turns: "Q1:", "Frage 12."."""

COLON_RE = regex.compile(rf"(?P<name>{_NAME.format(most=44)})\s*(?P<time>{TIME})?\s*[:：](?!\d\d\b|//)\s*")
"""A name, perhaps a time, a colon: "Anna Weber (12:01):"."""

SEMICOLON_RE = regex.compile(rf"(?P<name>{_NAME.format(most=30)});\s+")
"""A slip for the colon: believed only for a name that bears one elsewhere."""

BRACKET_RE = regex.compile(
    r"(?:<(?P<name>[^<>\n]{1,40})>|\[(?P<name>[^\[\]\n]{1,40})\]|\((?P<name>[^()\n]{1,24})\)"
    r"|【(?P<name>[^【】\n]{1,30})】|［(?P<name>[^［］\n]{1,30})］|（(?P<name>[^（）\n]{1,24})）|〈(?P<name>[^〈〉\n]{1,30})〉)\s*[:：]?\s*"
)
"""A name in brackets: "<Nick>", "[Anna]", "(MVF)"."""

INITIAL_RE = regex.compile(r"(?P<name>\p{L}{1,3})(?:[)）>]|\.(?=\s))\s*")
"""Initials with a bracket or a full stop: "M)", "Q."."""

DOT_DASH_RE = regex.compile(r"(?P<name>\p{Lu}[\p{L}. ]{0,24}?)\s?\.\s?[-–—]{1,2}\s*(?=\S)")
"""A name with a full stop and a dash: "P.- ", "Anna Weber.—"."""

CAPITALS_RE = regex.compile(r"(?P<name>\p{Lu}{2,3})\s+(?=[\p{Lu}(“\"'‘])")
"""Initials with nothing behind them: "AD She was …"."""

MARK_RE = regex.compile(r"(?P<name>[\p{L}\p{N}_.-]{1,20})\s?>(?!>)\s*")
"""A name before an arrow: "FCF>"."""

DASH_AFTER_RE = regex.compile(rf"(?P<name>{_NAME.format(most=30)})\s?[–—―─-]{{1,2}}\s+")
"""A name before a dash: "Anna – And then …"."""

LEADING_RE = regex.compile(r"(?:[-–—―─•·*>]{1,3}\s*|\d{1,3}[.)]\s+)")
"""A dash, bullet or number that stands before the label and is no part of it."""

_MOST_WORDS = 6


@attrs.frozen
class Label:
    """What a unit could bear as its label."""

    key: str
    """Folded name: equal keys are one speaker."""
    start: int
    """Offsets of the printed name in ``Page.text``."""
    end: int
    body: int
    """Where the turn's own text starts; equal to the unit's end where the label stands alone."""
    form: str
    """How it is set: colon, bracket, initial, mark, style, alone, dash."""
    time: float | None = None
    """Seconds, where a time stands by the label."""


def fold_name(name: str) -> str:
    """The key of a printed name: no case, no marks, no blanks at the edges."""
    return " ".join(regex.sub(r"[^\p{L}\p{N}\p{M}]+", " ", fold(name)).split())


def read_time(text: str) -> float | None:
    """Seconds of a printed time ("1:02:03", "[12:01]"); None where there is none."""
    parts = [int(part) for part in regex.findall(r"\d+", text)[:3]]
    if len(parts) < 2:
        return None
    return float(parts[0] * 60 + parts[1] if len(parts) == 2 else parts[0] * 3600 + parts[1] * 60 + parts[2])


def read_label(unit: Unit) -> Label | None:
    """The label that the unit could bear, strongest form first; None where none is thinkable."""
    text = unit.text
    if not unit.line_start:
        return _read_glued(unit)
    if unit.block.voice and unit.start == unit.block.start:
        return Label(fold_name(unit.block.voice), unit.start, unit.start, unit.start, "voice", unit.block.begin)
    at = 0
    time = None
    match = TIME_RE.match(text)
    if match and match.end() < len(text):
        time, at = read_time(match[0]), match.end()
    lead = LEADING_RE.match(text, at)
    if lead and lead.end() < len(text):
        at = lead.end()
    head = text[at : at + 64]
    for form, pattern in _FORMS:
        found = pattern.match(head)
        if found and form == "bracket" and _is_direction(found, text, at):
            return None
        if found and _is_name(found["name"]):
            groups = found.groupdict()
            time = read_time(groups["time"]) if groups.get("time") else time
            return _label(unit, at, found.start("name"), found.end("name"), at + found.end(), form, time)
    if unit.lead and at <= unit.lead:
        name = text[at : unit.lead].strip(" \t.,:：-–—")
        parted = not (text[unit.lead - 1].isalnum() and text[unit.lead].isalnum())
        if name and parted and _is_name(name) and not regex.search(r"[.?!]\s", name):
            start = text.index(name, at)
            body = unit.lead
            while body < len(text) and text[body] in " .,:：-–—\u3000":
                body += 1
            if len(name) == 1 and text[body : body + 1].islower():
                return None  # a drop cap that is a word: "I still remember"
            return _label(unit, 0, start, start + len(name), body, "style", time)
    if len(text) - at <= 44 and _is_name(text[at:]) and unit.unfinished:
        stripped = text[at:].rstrip(" :：-–—.")
        after = TIME_END_RE.search(stripped)
        if after and after.start() > 0:
            time, stripped = read_time(after[0]), stripped[: after.start()].rstrip(" ,-–—|(")
        if stripped:
            return _label(unit, at, 0, len(stripped), len(text), "alone", time)
    if time is not None and len(text) - at <= 60:
        return None
    found = CAPITALS_RE.match(head)
    if found:
        return _label(unit, at, found.start("name"), found.end("name"), at + found.end(), "capitals", time)
    found = DASH_AFTER_RE.match(head)
    if found and _is_name(found["name"]) and len(found["name"].split()) <= 3:
        return _label(unit, at, found.start("name"), found.end("name"), at + found.end(), "dash", time)
    return None


def _is_direction(found: regex.Match[str], text: str, at: int) -> bool:
    """Whether brackets hold a stage direction, "(laughs)": round ones alone on a line, or small letters."""
    alone = at + found.end() >= len(text)
    small = found["name"].islower()
    return (alone or small) if found[0][:1] in "(（" else (alone and small and found[0][:1] == "[")


def _read_glued(unit: Unit) -> Label | None:
    """A label that starts a unit within a line: "… so it went. **Anna:** And then …"."""
    found = COLON_RE.match(unit.text[:64])
    if not found or not (unit.lead or unit.bold or unit.glued) or not _is_name(found["name"]):
        return None
    return _label(unit, 0, found.start("name"), found.end("name"), found.end(), "colon", None)


TIME_END_RE = regex.compile(rf"{TIME}$")
_FORMS = (
    ("bracket", BRACKET_RE),
    ("numbered", NUMBERED_RE),
    ("colon", COLON_RE),
    ("dotted", DOT_DASH_RE),
    ("initial", INITIAL_RE),
    ("mark", MARK_RE),
    ("semicolon", SEMICOLON_RE),
)


def _label(unit: Unit, at: int, start: int, end: int, body: int, form: str, time: float | None) -> Label | None:
    first, last = at + start, at + end
    rest = unit.text[body:]
    if rest and len(rest) < 16 and TIME_LINE_RE.fullmatch(rest):
        time, body = read_time(rest), len(unit.text)
    key = fold_name(unit.text[first:last])
    if not key:
        return None
    return Label(key, unit.start + first, unit.start + last, min(unit.end, unit.start + body), form, time)


def _is_name(name: str) -> bool:
    words = name.split()
    if len(words) >= 3 and sum(word[0].islower() for word in words) >= 2 + (len(words) > 4):
        return False  # a clause before a colon: "I asked myself: …"
    return 0 < len(words) <= _MOST_WORDS and any(c.isalpha() for c in name) and len(name) <= 46


@attrs.frozen
class Speakers:
    """The labels that a page bears out."""

    labels: dict[int, Label]
    """By unit index."""
    candidates: dict[int, Label]
    """What other units could bear, by unit index: believed only where more speaks for it."""
    clusters: dict[str, str]
    """Each key to the fullest key of the same speaker."""
    counts: Counter[str]
    """Turns by cluster."""

    def key(self, unit: int) -> str | None:
        """The speaker's key at that unit, None where it bears no label."""
        label = self.labels.get(unit)
        return self.clusters[label.key] if label else None


def _read_image(unit: Unit) -> Label | None:
    """An image that opens the unit, a speaker's portrait or a "Q" in a circle, as a label without print."""
    name = unit.block.after_image
    if not name or unit.start != unit.block.start:
        return None
    return Label(f"image {fold_name(name)}", unit.start, unit.start, unit.start, "image")


_RECURRING = {
    "voice": 1,
    "image": 2,
    "colon": 2,
    "bracket": 2,
    "initial": 3,
    "dotted": 2,
    "mark": 2,
    "style": 2,
    "alone": 2,
    "dash": 3,
    "capitals": 4,
    "numbered": 2,
    "semicolon": 99,
}
"""How often a key must stand before a label of that form is believed."""


_FEWEST_PORTRAITS = 4
"""Images that open turns; fewer are illustrations."""


def find_speakers(units: Sequence[Unit], pack: LanguagePack) -> Speakers:
    """The labels of a page: those whose name recurs, each variant under its fullest form."""
    candidates: dict[int, Label] = {}
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    words = _side_words(pack)
    coded = sum(unit.block.preformatted for unit in units) < 0.5 * len(units)
    for unit in units:
        if coded and unit.block.preformatted:
            continue  # "name: value" in an example of code
        label = read_label(unit) or _read_image(unit)
        if label:
            label = _without_number(label, words)
            candidates[unit.index] = label
            counts[label.key] += 1
            forms[label.key][label.form] += 1
    bare = {key for key in counts if key in pack.question_labels or key in pack.answer_labels or key in _BARE_KEYS}
    strong = {
        key for key, count in counts.items() if key in bare or count >= min(_RECURRING[form] for form in forms[key])
    }
    strong = {key for key in strong if not _is_prose(key, forms[key], units, candidates)}
    pictured = {key for key in strong if forms[key]["image"]}
    if sum(counts[key] for key in pictured) < _FEWEST_PORTRAITS:
        strong -= pictured
    clusters = _cluster(strong, counts)
    # A variant that stands once ("Dr. Anna Weber:" at her first word) counts where it holds a key that recurs.
    for key in counts.keys() - strong:
        if forms[key]["colon"] or forms[key]["bracket"] or forms[key]["style"]:
            parts = set(key.split())
            for known in sorted(strong, key=lambda one: (-counts[one], one)):
                if (
                    set(known.split()) <= parts
                    or _are_initials(known, key)
                    or _one_letter_off(known, key)
                    or _abbreviates(known, key)
                ):
                    clusters[key] = clusters.get(known, known)
                    break
    for key in _find_named_once(candidates, clusters, counts, units):
        clusters[key] = key
    labels = {index: label for index, label in candidates.items() if label.key in clusters}
    labels = _keep_usual_forms(labels, clusters)
    totals: Counter[str] = Counter()
    for label in labels.values():
        totals[clusters[label.key]] += 1
    return Speakers(labels, candidates, clusters, totals)


def _side_words(pack: LanguagePack) -> dict[str, str]:
    """The labels that name nobody ("question", "réponse"), by their letters without accents."""
    entries = (*pack.question_labels.entries, *pack.answer_labels.entries)
    return {_bare_letters(entry): entry for entry in entries if len(entry) > 2}


def _without_number(label: Label, words: Mapping[str, str]) -> Label:
    """A label that counts its turns as the word alone: "Question 3", "Reponse 3"."""
    match = _COUNTED_RE.fullmatch(label.key)
    word = words.get(_bare_letters(match["word"])) if match else None
    return attrs.evolve(label, key=word) if word else label


_COUNTED_RE = regex.compile(r"(?P<word>[^\d]+?)\s?(?:\d{1,3})?")


def _bare_letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _find_named_once(
    candidates: dict[int, Label], clusters: dict[str, str], counts: Counter[str], units: Sequence[Unit]
) -> list[str]:
    """Names that label one turn only, next to labelled turns: people whom the page also names elsewhere."""
    kept = [(index, label) for index, label in candidates.items() if label.key in clusters]
    looks = Counter(_look_of(units[index]) for index, label in kept if label.form == "alone")
    found = [
        label.key
        for index, label in candidates.items()
        if label.form == "alone"
        and label.key not in clusters
        and counts[label.key] == 1
        and looks[_look_of(units[index])] >= 3
        and kept[0][0] < index < kept[-1][0] + 4
        and len(label.key.split()) <= 4
    ]
    firm = [index for index, label in kept if label.form == "colon"]
    timed = sum(label.time is not None for _, label in kept) > 0.5 * len(kept) > 1
    once = [
        (index, label)
        for index, label in candidates.items()
        if label.form == "colon" and label.key not in clusters and counts[label.key] == 1
    ]
    if not firm or not once or len(once) > min(len(firm) + 2, 40):
        return found
    low, high = firm[0] - 4, firm[-1] + 4
    introduction = " \n ".join(unit.folded for unit in units[: firm[0]])
    page = " \n ".join(unit.folded for unit in units)
    for index, label in once:
        printed = units[index].text[label.start - units[index].start : label.end - units[index].start]
        name, words = fold(printed), printed.split()
        if low <= index <= high and len(words) <= 4 and len(name) > 2:
            named = 2 <= len(words) <= 3 and all(word[0].isupper() for word in words)
            elsewhere = (name in introduction or page.count(name) > 3) and not units[index].block.heading
            if elsewhere or named or (timed and label.time is not None):
                found.append(label.key)
    return found


def _look_of(unit: Unit) -> tuple[str, tuple[str, ...], bool, bool, str]:
    return unit.block.tag, unit.block.classes, unit.bold, unit.italic, unit.hint


def cut_glued(units: Sequence[Unit], speakers: Speakers) -> list[Unit] | None:
    """The units cut where a known label stands within a line, behind a full stop; None where none does."""
    names = {
        units[index].text[label.start - units[index].start : label.end - units[index].start]
        for index, label in speakers.labels.items()
        if label.form == "colon"
    }
    names = {name for name in names if len(name) > 1}
    if not names:
        return None
    body = "|".join(regex.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    pattern = regex.compile(rf"[.!?…。！？][\p{{Pe}}\p{{Pf}}\"']?\s?(?=(?:{body})\s?[:：])")
    out: list[Unit] = []
    changed = False
    for unit in units:
        start = unit.start
        if unit.size > 3:
            for found in pattern.finditer(unit.text):
                at = unit.start + found.end()
                if at > start + 1 and at < unit.end:
                    out.append(unit.part(start, at, len(out), first=start == unit.start))
                    start = at
                    changed = True
        if start == unit.start:
            unit.index = len(out)
            out.append(unit)
        else:
            out.append(unit.part(start, unit.end, len(out), first=False))
    return out if changed else None


_WEAK_FORMS = frozenset({"style", "alone", "dash", "capitals"})


def _keep_usual_forms(labels: dict[int, Label], clusters: dict[str, str]) -> dict[int, Label]:
    """Without a name that merely opens a sentence in bold, where that speaker's label else has a colon or brackets."""
    firm: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    for label in labels.values():
        (weak if label.form in _WEAK_FORMS else firm)[clusters[label.key]] += 1
    return {
        index: label
        for index, label in labels.items()
        if label.form not in _WEAK_FORMS or firm[clusters[label.key]] <= 2 * weak[clusters[label.key]]
    }


_BARE_KEYS = frozenset({"q", "a", "question", "answer", "frage", "antwort", "问", "答", "問"})


def _is_prose(key: str, forms: Counter[str], units: Sequence[Unit], labels: dict[int, Label]) -> bool:
    """Whether lines that merely open alike were taken for a label: headings alone on their line, links."""
    if forms["alone"] < sum(forms.values()):
        return False
    holders = [units[index] for index, label in labels.items() if label.key == key]
    return all(unit.links > 0.8 for unit in holders)


def _cluster(keys: set[str], counts: Counter[str]) -> dict[str, str]:
    """Each key to the fullest form of the same speaker: a subset of the words, initials, one letter off."""
    clusters = {key: key for key in sorted(keys)}
    # A page of hostile or list-like text may have thousands of names: only the most frequent can be speakers' variants.
    frequent = sorted(keys, key=lambda key: (-counts[key], key))[:_MOST_VARIANTS]
    ordered = sorted(frequent, key=lambda key: (len(key.split()), len(key), key))
    for short in ordered:
        if not short:
            continue
        homes = [full for full in ordered if _is_fuller(full, short, counts) and _is_variant(short, full)]
        if len(homes) == 1 or (homes and len({_surname(home) for home in homes}) == 1):
            clusters[short] = homes[-1]
    # Follow chains (initials -> surname -> full name) to their end.
    for key in ordered:
        seen = {key}
        while clusters[clusters[key]] != clusters[key] and clusters[clusters[key]] not in seen:
            seen.add(clusters[key])
            clusters[key] = clusters[clusters[key]]
    return clusters


_MOST_VARIANTS = 60


def _is_fuller(full: str, short: str, counts: Counter[str]) -> bool:
    """Whether one form may stand for the other: it is longer, or as long and printed more often."""
    if len(full) != len(short):
        return len(full) > len(short)
    return (counts[full], short) > (counts[short], full)


def _surname(key: str) -> str:
    return key.split()[-1]


def _is_variant(short: str, full: str) -> bool:
    few, many = short.split(), full.split()
    if len(few) < len(many) and set(few) <= set(many) and max(map(len, few)) > 1:
        return True
    return _are_initials(short, full) or (len(few) == len(many) and _one_letter_off(short, full))


def _are_initials(short: str, full: str) -> bool:
    letters = short.replace(" ", "")
    parts = full.split()
    if len(letters) > 4 or letters == full or len(full) <= len(letters):
        return False
    first = "".join(part[0] for part in parts)
    return letters == first or (len(letters) == 1 and letters in (parts[0][0], parts[-1][0]) and len(full) > 2)


def _abbreviates(short: str, full: str) -> bool:
    """Whether two or three letters are picked from one longer word, its first among them: "sg" for "screenguide"."""
    if not 2 <= len(short) <= 3 or len(full) < 6 or " " in full or short[0] != full[0]:
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)


def _one_letter_off(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 5 or one == other:
        return False
    if len(one) == len(other):
        differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            return one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        return len(differ) == 1
    short, long = sorted((one, other), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[at:] == long[at + 1 :]
