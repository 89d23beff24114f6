"""Which language a text is in: by what the page declares, unless the words say otherwise.

Two looks at the first part of a text: which scripts its letters are of, and how many of its words are among the most
frequent of each language (``profiles.toml``).
"""

from __future__ import annotations

import tomllib
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import attrs
import regex

from interview_parse.languages import ALIASES, split_words

_SAMPLE = 20_000
"""How many signs are looked at."""
_ENOUGH = 40
"""How many words must speak before they overrule a declaration."""

_TAG_RE = regex.compile(r"([a-z]{2,3})((?:-[a-z0-9]{1,8})*)")

# First code point, last, script. Kana and Han are one: Japanese is told from Chinese by their shares.
_BLOCKS = (
    (0x41, 0x5A, "Latin"), (0x61, 0x7A, "Latin"), (0xAA, 0x24F, "Latin"), (0x370, 0x3FF, "Greek"),
    (0x400, 0x52F, "Cyrillic"), (0x531, 0x58F, "Armenian"), (0x5D0, 0x5F4, "Hebrew"), (0x620, 0x6FF, "Arabic"),
    (0x750, 0x77F, "Arabic"), (0x900, 0x97F, "Devanagari"), (0x980, 0x9FF, "Bengali"), (0xA00, 0xA7F, "Gurmukhi"),
    (0xA80, 0xAFF, "Gujarati"), (0xB00, 0xB7F, "Oriya"), (0xB80, 0xBFF, "Tamil"), (0xC00, 0xC7F, "Telugu"),
    (0xC80, 0xCFF, "Kannada"), (0xD00, 0xD7F, "Malayalam"), (0xD80, 0xDFF, "Sinhala"), (0xE00, 0xE7F, "Thai"),
    (0xE80, 0xEFF, "Lao"), (0xF00, 0xFFF, "Tibetan"), (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"), (0x1780, 0x17FF, "Khmer"), (0x1E00, 0x1EFF, "Latin"), (0x1F00, 0x1FFF, "Greek"),
    (0x3041, 0x30FF, "Kana"), (0x3400, 0x4DBF, "Han"), (0x4E00, 0x9FFF, "Han"), (0xAC00, 0xD7A3, "Hangul"),
    (0xF900, 0xFAFF, "Han"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFC, "Arabic"), (0xFF66, 0xFF9F, "Kana"),
    (0x20000, 0x323AF, "Han"),
)  # fmt: skip
_STARTS = tuple(block[0] for block in _BLOCKS)

_ASCII = bytes(range(0x80))
_ASCII_LETTERS = bytes(code for code in _ASCII if chr(code).isalpha())

# A sign of these says as much as several letters.
_WEIGHTS = {"Han": 3, "Kana": 3, "Hangul": 2}


@attrs.frozen
class _Evidence:
    """What a text's letters and words say."""

    shares: Mapping[str, float]
    """Each script's share of the letters."""
    rates: Mapping[str, float]
    """For each language, the share of words that are among its most frequent; 1 where its script is its own."""
    words: float
    """How many words there are, counted or, without spaces, guessed."""

    @property
    def best(self) -> str | None:
        """The language that most speaks for, None where little speaks for any."""
        if not self.shares:
            return None
        main = max(self.shares, key=lambda script: self.shares[script])
        tags = [tag for tag in self.rates if main in _profiles().written[tag]]
        best = max(tags, key=lambda tag: self.rates[tag], default=None)
        if best is None or self.rates[best] < 0.06 or self.rates[best] * self.words < 2.5:
            return None
        return "sr-Latn" if best == "sr" and main == "Latin" else best

    def share(self, tag: str) -> float:
        """The share of the letters that are of a language's script."""
        return max((self.shares.get(script, 0.0) for script in _profiles().written[tag]), default=0.0)


def detect(text: str, declared: str | None = None) -> str | None:
    """The BCP 47 tag of a text's language; None where nothing is declared and too little is said.

    The declared language stands, with its region and script, unless the text is clearly in another: where its most
    frequent words (or its script) come less than half as often as those of the language that fits best.
    """
    tag = _normalize(declared)
    evidence = _weigh(unicodedata.normalize("NFC", text[:_SAMPLE]))
    best = evidence.best
    if tag is None or best is None:
        return tag or best
    return best if _contradicts(evidence, best.split("-")[0], _language(tag)) else tag


def _contradicts(evidence: _Evidence, best: str, declared: str) -> bool:
    if declared == best or declared not in _profiles().written or evidence.words < _ENOUGH:
        return False
    if evidence.share(declared) < evidence.share(best) / 2:
        return True
    return evidence.rates.get(declared, 0.0) < evidence.rates[best] / 2


def _language(tag: str) -> str:
    language = tag.split("-")[0]
    return language if language in _profiles().written else ALIASES.get(language, language)


def _normalize(declared: str | None) -> str | None:
    """A declaration as a BCP 47 tag: "en_US" as "en-US", "English" as "en"; None where it names no language."""
    if not declared:
        return None
    # The first of several ("en, fr"); a locale without its encoding ("en_US.UTF-8").
    first = regex.split(r"[,;.@\s]", declared.strip().casefold()[:60], maxsplit=1)[0].replace("_", "-")
    language, *subtags = first.split("-")
    language = _profiles().names.get(language, language)
    match = _TAG_RE.fullmatch("-".join([language, *subtags]))
    return "-".join([match[1], *map(_spell_subtag, subtags)]) if match else None


def _spell_subtag(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    if len(subtag) == 2 and subtag.isalpha():
        return "GB" if subtag == "uk" else subtag.upper()
    return subtag


def _weigh(sample: str) -> _Evidence:
    counts = _count_scripts(sample)
    total = sum(counts.values())
    if not total:
        return _Evidence({}, {}, 0.0)
    kana = counts.pop("Kana", 0)
    rates = dict.fromkeys(_profiles().scripts, 1.0)
    if kana or counts["Han"]:
        counts["Han"] += kana
        # Japanese runs to a third of kana and more; Chinese that quotes some stays below.
        rates["ja"] = min(1.0, 3 * kana / counts["Han"])
        rates["zh"] = 1.0 - rates["ja"]
    words = _read_words(sample)
    rates |= _rate_words(words)
    return _Evidence({script: count / total for script, count in counts.items()}, rates, max(len(words), total / 6))


def _count_scripts(sample: str) -> Counter[str]:
    """Weighted letters by script."""
    encoded = sample.encode("utf-8", "surrogatepass")
    # Most letters of most pages are ASCII's: bytes are told apart many times as fast as signs.
    plain = len(encoded) - len(encoded.translate(None, _ASCII_LETTERS))
    further = encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    counts: Counter[str] = Counter({"Latin": plain} if plain else {})
    for sign, count in Counter(further).items():
        script = _script(sign)
        if script:
            counts[script] += count * _WEIGHTS.get(script, 1)
    return counts


def _script(sign: str) -> str:
    code = ord(sign)
    first, last, script = _BLOCKS[max(0, bisect_right(_STARTS, code) - 1)]
    return script if first <= code <= last else ""


def _read_words(sample: str) -> list[str]:
    # "İ" has no lower case of one sign.
    return split_words(sample.replace("İ", "i").lower())


def _rate_words(words: Sequence[str]) -> dict[str, float]:
    profiles = _profiles()
    hits = dict.fromkeys(profiles.spoken, 0)
    for word, count in Counter(filter(profiles.words.__contains__, words)).items():
        for tag in profiles.words[word]:
            hits[tag] += count
    return {tag: count / len(words) for tag, count in hits.items()} if words else {}


@attrs.frozen
class _Profiles:
    """``profiles.toml``, turned round for look-up."""

    words: Mapping[str, tuple[str, ...]]
    """For each frequent word, the languages that it is frequent in."""
    spoken: tuple[str, ...]
    """The languages that words tell."""
    scripts: tuple[str, ...]
    """The languages that their script tells."""
    written: Mapping[str, frozenset[str]]
    """For each language, the scripts it is written in."""
    names: Mapping[str, str]
    """The tags of plain names and of codes that are no BCP 47."""


@cache
def _profiles() -> _Profiles:
    table = tomllib.loads(resources.files(__package__).joinpath("profiles.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {}
    written: dict[str, set[str]] = {tag: {script} for tag, script in table["scripts"].items()}
    written |= {"zh": {"Han"}, "ja": {"Han"}}
    for tag, listed in table["words"].items():
        for word in dict.fromkeys(listed.split()):
            words.setdefault(word, []).append(tag)
            written.setdefault(tag, set()).add(_script(word[0]))
    return _Profiles(
        words={word: tuple(tags) for word, tags in words.items()},
        spoken=tuple(table["words"]),
        scripts=tuple(table["scripts"]),
        written={tag: frozenset(scripts) for tag, scripts in written.items()},
        names={name: tag for tag, names in table["names"].items() for name in names.split()},
    )
