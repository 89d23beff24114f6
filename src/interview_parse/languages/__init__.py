"""Language packs: what a language says where an interview is set. A pack is data; without one a page still parses.

A pack sharpens scores: it is never required. Each is one TOML file beside this module, named by its BCP 47 tag,
read and checked the first time that a page calls for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any
from unicodedata import category

import attrs
import regex

from interview_parse.errors import InterviewParseError

WORD_RE = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*")
"""A word for counting: letters, marks and digits, apostrophes inside included."""

# Turkish i with and without a dot, the Greek final sigma, Russian yo, typographic apostrophes, Arabic letters that are
# printed with and without hamza, and Arabic ones for Persian ones: each for the sign that all of them fold to.
_EVENED = tuple(
    zip(
        "ıςё’ʼ＇\u0623\u0625\u0622\u0649\u064a\u0643",
        "iσе" + "'" * 3 + "\u0627" * 3 + "\u06cc" * 2 + "\u06a9",
        strict=True,
    )
)


def fold(text: str) -> str:
    """The text as packs are matched against it: in lower case, spelling variants evened out, sign for sign.

    The length stays, so an offset into the folded text is one into the text; ``str.casefold`` does not promise
    that ("ß", "İ").
    """
    if text.isascii():
        return text.lower()
    # "İ" is the one sign whose lower case is two.
    text = text.replace("İ", "i").lower()
    for sign, plain in _EVENED:
        text = text.replace(sign, plain)
    return text


_LETTERS_RE = regex.compile(r"[\p{L}\p{M}]+")
_PARTED = bytes(code if code > 0x7F or chr(code).isalpha() else 0x20 for code in range(0x100))
"""A table for ``bytes.translate`` that turns ASCII's marks, digits and controls into blanks."""


def split_words(text: str) -> list[str]:
    """A text's words of letters and vowel signs alone, in no promised order: "l'an 2" holds "l" and "an".

    Twice as fast as the pattern, which is left with the words that hold other scripts' marks.
    """
    parts = text.encode("utf-8", "surrogatepass").translate(_PARTED).decode("utf-8", "surrogatepass").split()
    others = _LETTERS_RE.findall(" ".join(part for part in parts if not part.isalpha()))
    return [*filter(str.isalpha, parts), *others]


class LanguagePackError(InterviewParseError, ValueError):
    """A language file breaks the fixed form."""


@attrs.frozen(eq=False)
class Lexicon:
    """A field of a pack, ready for look-up: single words as a set, phrases by their first word.

    Texts and words come folded by ``fold``. Where a language puts no spaces, entries match anywhere, by one pattern.
    """

    entries: tuple[str, ...]
    """As the file lists them, folded; casefolded as well where that differs, so that such texts match too."""
    spaced: bool = True
    """Whether the language puts spaces between words."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The entries of one word."""
        return frozenset(entry for entry in self.entries if " " not in entry)

    @cached_property
    def _phrases(self) -> Mapping[str, tuple[str, ...]]:
        """The entries that are more than a word, by the word in them that stands first."""
        return _group((_first_word(entry), entry) for entry in self.entries if not WORD_RE.fullmatch(entry))

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The words without which a text holds no entry, but for elided ones: a text of no such word is soon done."""
        return self.words | self._phrases.keys()

    @cached_property
    def _openings(self) -> Mapping[str, tuple[str, ...]]:
        """All entries by what they open with, a word or a mark."""
        return _group((_opening(entry, 0), entry) for entry in self.entries)

    @cached_property
    def _unspaced_re(self) -> re.Pattern[str]:
        return re.compile(_spell_trie(self.entries))

    def count(self, words: Collection[str], text: str) -> int:
        """How often the entries stand in a folded text whose ``WORD_RE`` words are ``words``.

        Of phrases that overlap, the first and longest counts. Elided words count as two: "l'interview" holds "l'" and
        "interview".
        """
        if not self.entries:
            return 0
        if not self.spaced:
            return len(self._unspaced_re.findall(text))
        singles, phrases = self.words, self._phrases
        elided = _elisions(words) if "'" in text or "’" in text else ()
        if not elided and "" not in phrases and self._telling.isdisjoint(words):
            return 0
        total = sum(map(singles.__contains__, words))
        firsts = set(phrases.keys() & words)
        for word, head, tail in elided:
            if word not in singles:
                total += (head in singles) + (tail in singles)
            firsts.update(first for first in (word, head, tail) if first in phrases)
        if "" in phrases:
            firsts.add("")
        if not firsts:
            return total
        return total + _count(_even(text), [entry for first in firsts for entry in phrases[first]])

    def found_in(self, text: str) -> bool:
        """Whether any entry stands in a folded text."""
        if not self.spaced:
            return bool(self.entries and self._unspaced_re.search(text))
        evened = _even(text)
        return any(_place(evened, entry, 0) >= 0 for entry in filter(evened.__contains__, self.entries))

    def search(self, text: str) -> tuple[int, int] | None:
        """Where the first entry stands in a folded text, half-open; of several that begin there, the longest."""
        if not self.spaced:
            match = self._unspaced_re.search(text) if self.entries else None
            return match.span() if match else None
        evened = _even(text)
        start, end = len(evened), 0
        for entry in filter(evened.__contains__, self.entries):
            place = _place(evened, entry, 0, start + len(entry))
            if place >= 0 and (place, -len(entry)) < (start, start - end):
                start, end = place, place + len(entry)
        return _uneven(text, evened, start, end) if end else None

    def opens(self, text: str) -> int:
        """Length of the entry (with up to four marks before it) that opens a folded text; 0 where none does."""
        if not self.entries:
            return 0
        if not self.spaced:
            return _open_unspaced(self._unspaced_re, text)
        if "’" in text:
            text = text.replace("’", "'")
        openings = self._openings
        for start, first in _beginnings(text):
            for entry in openings.get(first, ()):
                end = _end(text, entry, start)
                if end >= 0:
                    return end
        return 0

    def closes(self, text: str) -> bool:
        """Whether an entry ends a folded text, but for marks: the last words, or with "-" before it a word's ending."""
        if not self.entries:
            return False
        bare = text[-_TAIL:].rstrip(_CLOSING_MARKS)
        suffixes, words = self._endings
        return bare.endswith(suffixes) or any(
            bare.endswith(word) and _is_free(bare, len(bare) - len(word), len(bare)) for word in words
        )

    @cached_property
    def _endings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        suffixes = tuple(entry.lstrip("-") for entry in self.entries if entry.startswith("-") or not self.spaced)
        return suffixes, tuple(entry for entry in self.entries if self.spaced and not entry.startswith("-"))

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __contains__(self, text: str) -> bool:
        """Whether the folded text is an entry, whole."""
        return text in self._set

    @cached_property
    def _set(self) -> frozenset[str]:
        return frozenset(self.entries)


_TAIL = 40
"""Signs at a text's end that tell how it ends."""
_CLOSING_MARKS = " \n.!。！…．～~)）]」』”\"'’»*_"
_MARKS = 4
"""How many marks may stand before an opening: a dash, a quotation mark, blanks."""


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Entries by key, the longest first, so that "can you tell" wins over "can you"."""
    grouped: dict[str, list[str]] = {}
    for key, entry in sorted(pairs, key=lambda pair: (-len(pair[1]), pair[1])):
        grouped.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in grouped.items()}


def _first_word(entry: str) -> str:
    match = WORD_RE.search(entry)
    return match[0] if match else ""


def _opening(text: str, start: int) -> str:
    """The word that begins at an offset, or the sign there; an elided entry ("j'") with its apostrophe."""
    match = WORD_RE.match(text, start)
    if not match:
        return text[start]
    return text if text == f"{match[0]}'" else match[0]


@lru_cache(maxsize=8)  # a block is looked up in one field after another
def _beginnings(text: str) -> tuple[tuple[int, str], ...]:
    """Where an entry can open a text, with what it would open with: a mark, or the first word and its elided head."""
    found: list[tuple[int, str]] = []
    for start in range(min(len(text), _MARKS + 1)):
        first = _opening(text, start)
        found += [(start, opening) for opening in dict.fromkeys((first, _elided(first)[0]))]
        if _is_letter(text[start]):
            break
    return tuple(found)


def _elided(word: str) -> tuple[str, str]:
    """The two words that an apostrophe joins, the first with it."""
    head, mark, tail = word.partition("'")
    return head + mark, tail


def _elisions(words: Iterable[str]) -> list[tuple[str, str, str]]:
    """The words with an apostrophe, made straight: each whole and as the two that it joins."""
    evened = (word.replace("’", "'") for word in words if "'" in word or "’" in word)
    return [(word, *_elided(word)) for word in evened]


def _is_letter(sign: str) -> bool:
    """Whether a sign is part of words: vowel signs and other marks included, unlike ``str.isalnum``."""
    return sign.isalnum() or (sign > "\u02ff" and category(sign)[0] == "M")


def _is_free(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is a word of its own; digits and letters do not make one word ("3시간")."""
    if start > 0 and _are_joined(text[start - 1], text[start]):
        return False
    particles = end - start > 1 and "가" <= text[end - 1] <= "힣"  # Korean sets them right behind a noun
    return end == len(text) or particles or not _are_joined(text[end - 1], text[end])


def _are_joined(before: str, after: str) -> bool:
    return _is_letter(before) and _is_letter(after) and before.isdigit() == after.isdigit()


def _place(text: str, entry: str, start: int, stop: int | None = None) -> int:
    """Where an entry next stands, before a stop, in a text of single blanks as words of its own; -1 if nowhere."""
    place = text.find(entry, start, stop)
    while place >= 0 and not _is_free(text, place, place + len(entry)):
        place = text.find(entry, place + 1, stop)
    return place


def _count(text: str, entries: Iterable[str]) -> int:
    """How often entries stand in a text of single blanks; of those that overlap, the first and longest."""
    places = []
    for entry in entries:
        place = _place(text, entry, 0)
        while place >= 0:
            places.append((place, -len(entry)))
            place = _place(text, entry, place + len(entry))
    total = end = 0
    for place, length in sorted(places):
        if place >= end:
            total += 1
            end = place - length
    return total


def _end(text: str, entry: str, start: int) -> int:
    """Where the entry that begins at an offset ends; -1 where it does not stand there. A blank stands for any run."""
    end = start
    for number, part in enumerate(entry.split(" ")):
        after = end
        while number and after < len(text) and text[after].isspace():
            after += 1
        if (number and after == end) or not text.startswith(part, after):
            return -1
        end = after + len(part)
    return end if _is_free(text, start, end) else -1


@lru_cache(maxsize=8)
def _even(text: str) -> str:
    """The text with single blanks and straight apostrophes."""
    return " ".join(text.replace("’", "'").split())


def _uneven(text: str, evened: str, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the evened text stands in the text as it came."""
    if len(text) == len(evened):
        return start, end
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    before = start - evened.count(" ", 0, start)
    within = end - start - evened.count(" ", start, end)
    return places[before], places[before + within - 1] + 1


def _spell_trie(entries: Iterable[str]) -> str:
    """A pattern that matches the longest of the entries, wherever it begins, and branches sign by sign.

    Eight times as fast as their plain alternation. Latin letters among them still end where words do.
    """
    root: dict[str, dict[str, Any]] = {}
    for entry in entries:
        node = root
        for sign in entry:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _spell_branches(root, "")


def _spell_branches(node: dict[str, dict[str, Any]], before: str) -> str:
    branches = []
    for sign, following in node.items():
        if sign:
            start = "(?<![a-z])" if not before and _is_latin(sign) else ""
            spelt = r"\s+" if sign == " " else re.escape(sign)
            branches.append(start + spelt + _spell_branches(following, sign))
    if "" in node:
        branches.append("(?![a-z])" if _is_latin(before) else "")
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"


def _is_latin(sign: str) -> bool:
    return "a" <= sign <= "z"


def _open_unspaced(pattern: re.Pattern[str], text: str) -> int:
    for start in range(min(len(text), _MARKS + 1)):
        match = pattern.match(text, start)
        if match:
            return match.end()
        if _is_letter(text[start]):
            return 0
    return 0


@attrs.frozen(eq=False)
class LanguagePack:
    """One language's words, in fixed fields. Every list may be empty."""

    tag: str
    """BCP 47: the file's name."""
    name: str
    """In English."""
    status: str
    """"checked" against pages of another hand, or "draft"."""
    spaced: bool
    """Whether words are set apart by spaces (not in Chinese, Japanese, Thai)."""
    question_words: Lexicon
    """Interrogatives: what, how, why."""
    question_openings: Lexicon
    """How a request opens: tell us, could you, describe."""
    question_endings: Lexicon
    """How a question ends that bears no mark: particles, and with a hyphen before them endings of words."""
    answer_openings: Lexicon
    """How a spoken answer opens: yes, no, well, of course."""
    thanks_phrases: Lexicon
    """Thanks and farewells that close a talk: thank you, good luck."""
    first_person: Lexicon
    """I, me, my, we, our."""
    second_person: Lexicon
    """You, your; formal and familiar."""
    question_labels: Lexicon
    """Labels that name nobody and ask: q, question, frage."""
    answer_labels: Lexicon
    """Labels that name nobody and answer: a, answer, antwort."""
    interviewer_words: Lexicon
    """Labels and offices of who asks: interviewer, host, moderator, reporter."""
    interview_words: Lexicon
    """What the genre is called in titles and intros: interview, conversation with, Q&A."""
    faq_words: Lexicon
    """What an FAQ or help page is called."""
    credit_phrases: Lexicon
    """Announce who asked: interview by, propos recueillis par."""
    byline_words: Lexicon
    """Announce who wrote: by, von, par, text:."""
    photo_credits: Lexicon
    """Announce a picture's source: photo, foto, image."""
    paywall_phrases: Lexicon
    """Say that the rest is for subscribers."""
    metered_phrases: Lexicon
    """Say that a number of free articles is left or used."""
    continue_phrases: Lexicon
    """Say that the text goes on elsewhere: continue reading, next page."""
    dossier_phrases: Lexicon
    """Announce the dossier or series: part of the series, sommaire du dossier."""
    theme_phrases: Lexicon
    """Announce the themes: topics, tags, thèmes abordés."""
    related_phrases: Lexicon
    """Announce other pieces: read also, more on this, related."""
    share_phrases: Lexicon
    """Share bars and print buttons: share, tweet, print."""
    legal_phrases: Lexicon
    """Rights, terms and privacy at the foot of a page: all rights reserved, terms of use."""
    newsletter_phrases: Lexicon
    """Newsletter boxes: sign up, subscribe to our newsletter."""
    comment_phrases: Lexicon
    """Announce comments: comments, leave a reply."""
    author_phrases: Lexicon
    """Announce the author's box: about the author."""
    advert_phrases: Lexicon
    """Mark adverts: advertisement, sponsored."""
    narration_verbs: Lexicon
    """Verbs that report speech: says, asked, replied."""
    honorifics: Lexicon
    """Titles before names: mr, mrs, dr, prof."""
    organisation_words: Lexicon
    """Words in the names of houses, bodies and places, not of persons: university, magazine, ltd, street."""
    greetings: Lexicon
    """Words with a capital that greet whoever is named after them: hi, dear, welcome."""
    self_introductions: Lexicon
    """How somebody says their own name: my name is, i am."""
    place_words: Lexicon
    """Prepositions before a place or a house, seldom before a person: at, in, from."""
    months: tuple[tuple[str, int], ...] = ()
    """Casefolded month names and abbreviations, each with its number."""
    relative_dates: Lexicon = Lexicon(())
    """Dates that name no day: yesterday, two hours ago, today."""
    part_patterns: tuple[str, ...] = ()
    """How "part 2 of 5" is printed, with ``{part}`` and ``{parts}`` for the numbers."""


_LEXICONS = tuple(field.name for field in attrs.fields(LanguagePack) if field.type in (Lexicon, "Lexicon"))
_FIELDS = frozenset(field.name for field in attrs.fields(LanguagePack)) - {"tag"}
_REQUIRED = frozenset({"name", "status", "spaced"})
ALIASES = {
    "no": "nb", "nn": "nb", "iw": "he", "in": "id", "tl": "fil", "mo": "ro", "cmn": "zh", "yue": "zh", "arb": "ar",
    "pes": "fa", "prs": "fa", "sh": "sr", "cnr": "sr", "bs": "hr",
}  # fmt: skip
"""Old codes, and languages of a group that share another's pack: their own where there is one."""


@cache
def available() -> tuple[str, ...]:
    """The tags of all packs, sorted."""
    names = (file.name for file in resources.files(__package__).iterdir())
    return tuple(
        sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != "profiles.toml")
    )


def load(tag: str) -> LanguagePack:
    """The pack of a BCP 47 tag, or of its language without region and script; the empty pack where there is none."""
    known = {name.casefold(): name for name in available()}
    parts = tag.casefold().replace("_", "-").split("-")[:4]
    if parts[0] not in known:
        parts[0] = ALIASES.get(parts[0], parts[0])
    for length in range(len(parts), 0, -1):
        name = known.get("-".join(parts[:length]))
        if name:
            return _read(name)
    return EMPTY


@cache
def _read(name: str) -> LanguagePack:
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LanguagePackError(
            expected=f"TOML in {name}.toml", found=str(error), advice="compare the file with en.toml"
        ) from error
    return build(name, table)


def build(tag: str, table: Mapping[str, object]) -> LanguagePack:
    """A pack from a parsed file, checked field by field; a ``LanguagePackError`` says what is wrong."""
    unknown, missing = sorted(table.keys() - _FIELDS), sorted(_REQUIRED - table.keys())
    if unknown or missing:
        raise LanguagePackError(
            expected="the fields of LanguagePack, among them name, status and spaced",
            found=f"in {tag}.toml "
            + ", ".join([f"unknown {name}" for name in unknown] + [f"no {name}" for name in missing]),
            advice="compare the file with en.toml",
        )
    status = _read_text(tag, table, "status")
    if status not in ("checked", "draft"):
        raise LanguagePackError(
            expected=f'status "checked" or "draft" in {tag}.toml',
            found=repr(status),
            advice="say draft until another hand has checked it",
        )
    spaced = table["spaced"]
    if not isinstance(spaced, bool):
        raise _unfit(tag, "spaced", "true or false", spaced)
    return LanguagePack(
        tag=tag,
        name=_read_text(tag, table, "name"),
        status=status,
        spaced=spaced,
        months=_read_months(tag, table.get("months", {})),
        part_patterns=_read_patterns(tag, _read_entries(tag, table, "part_patterns")),
        **{name: _read_lexicon(tag, table, name, spaced) for name in _LEXICONS},
    )


def _unfit(tag: str, name: str, wanted: str, found: object) -> LanguagePackError:
    return LanguagePackError(
        expected=f"{wanted} in {tag}.toml at {name}", found=repr(found)[:60], advice="compare the file with en.toml"
    )


def _read_text(tag: str, table: Mapping[str, object], name: str) -> str:
    value = table[name]
    if not isinstance(value, str) or not value.strip():
        raise _unfit(tag, name, "a text", value)
    return value


def _read_entries(tag: str, table: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list):
        raise _unfit(tag, name, "a list of words or phrases", value)
    for entry in value:
        if not isinstance(entry, str) or not entry.strip():
            raise _unfit(tag, name, "a word or phrase", entry)
    return tuple(" ".join(entry.split()) for entry in value)


def _read_lexicon(tag: str, table: Mapping[str, object], name: str, spaced: bool) -> Lexicon:
    entries = _read_entries(tag, table, name)
    return Lexicon(tuple(dict.fromkeys(form for entry in entries for form in _forms(entry))), spaced)


def _forms(entry: str) -> tuple[str, str]:
    """The entry folded, and casefolded."""
    return fold(entry), entry.casefold()


def _read_months(tag: str, value: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(value, dict):
        raise _unfit(tag, "months", "a table of names with their numbers", value)
    months: dict[str, int] = {}
    for word, number in value.items():
        if type(number) is not int or not 1 <= number <= 12:
            raise _unfit(tag, f"months.{word}", "a number from 1 to 12", number)
        months |= dict.fromkeys(_forms(word), number)
    return tuple(sorted(months.items()))


def _read_patterns(tag: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        if pattern.count("{part}") != 1 or pattern.count("{parts}") > 1:
            raise _unfit(tag, "part_patterns", "{part} once, and {parts} at most once,", pattern)
    return patterns


EMPTY = build("und", {"name": "none", "status": "checked", "spaced": True})
"""The pack of a language that has none: every list is empty."""
