"""Language packs: what a language says where an interview is set. A pack is data; without one a page still parses.

A pack sharpens scores: it is never required. Each is one TOML file beside this module, named by its BCP 47 tag,
read and checked the first time that a page calls for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib import resources

import attrs
import regex

from interview_parse.errors import InterviewParseError

WORD_RE = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*")
"""A word for counting: letters, marks and digits, apostrophes inside included."""


class LanguagePackError(InterviewParseError, ValueError):
    """A language file breaks the fixed form."""


@attrs.frozen(eq=False)
class Lexicon:
    """A field of a pack, compiled once: single words as a set, phrases and unspaced scripts as one pattern."""

    entries: tuple[str, ...]
    """Casefolded, as the file lists them."""
    spaced: bool = True
    """Whether the language puts spaces between words."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The entries of one word."""
        return frozenset(entry for entry in self.entries if " " not in entry)

    @cached_property
    def _phrase_re(self) -> regex.Pattern[str] | None:
        phrases = self.entries if not self.spaced else [entry for entry in self.entries if not _is_word(entry)]
        return _any_of(phrases, bounded=self.spaced)

    @cached_property
    def _anywhere_re(self) -> regex.Pattern[str] | None:
        return _any_of(self.entries, bounded=self.spaced)

    @cached_property
    def _opening_re(self) -> regex.Pattern[str] | None:
        pattern = _any_of(self.entries, bounded=self.spaced)
        return pattern and regex.compile(r"[\W_]{0,4}" + pattern.pattern)

    def count(self, words: Iterable[str], text: str) -> int:
        """How often the entries stand in a text; ``words`` are its casefolded words, ``text`` itself casefolded."""
        singles = self.words
        total = sum(word in singles for word in words) if self.spaced and singles else 0
        pattern = self._phrase_re
        return total + (sum(1 for _ in pattern.finditer(text)) if pattern else 0)

    def found_in(self, text: str) -> bool:
        """Whether any entry stands in a casefolded text."""
        pattern = self._anywhere_re
        return bool(pattern and pattern.search(text))

    def search(self, text: str) -> tuple[int, int] | None:
        """Where the first entry stands in a casefolded text, half-open."""
        pattern = self._anywhere_re
        match = pattern.search(text) if pattern else None
        return match.span() if match else None

    def opens(self, text: str) -> int:
        """Length of the entry (with leading marks) that opens a casefolded text; 0 where none does."""
        pattern = self._opening_re
        match = pattern.match(text) if pattern else None
        return match.end() if match else 0

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __contains__(self, text: str) -> bool:
        """Whether the casefolded text is an entry, whole."""
        return text in self._set

    @cached_property
    def _set(self) -> frozenset[str]:
        return frozenset(self.entries)


def _is_word(entry: str) -> bool:
    return bool(WORD_RE.fullmatch(entry))


def _any_of(entries: Sequence[str], *, bounded: bool) -> regex.Pattern[str] | None:
    if not entries:
        return None
    # Longest first, so that "can you tell" wins over "can"; a blank in an entry stands for any run of blanks.
    body = "|".join(
        (r"(?<!\w)" if bounded and entry[0].isalnum() else "")
        + r"\s+".join(regex.escape(part) for part in entry.split())
        + (r"(?!\w)" if bounded and entry[-1].isalnum() else "")
        for entry in sorted(entries, key=lambda one: (-len(one), one))
    )
    return regex.compile(f"(?:{body})")


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
    answer_openings: Lexicon
    """How a spoken answer opens: yes, no, well, of course."""
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
    months: tuple[tuple[str, int], ...] = ()
    """Casefolded month names and abbreviations, each with its number."""
    relative_dates: Lexicon = attrs.field(factory=lambda: Lexicon(()))
    """Dates that name no day: yesterday, two hours ago, today."""
    part_patterns: tuple[str, ...] = ()
    """How "part 2 of 5" is printed, with ``{part}`` and ``{parts}`` for the numbers."""


_LEXICONS = tuple(
    field.name for field in attrs.fields(LanguagePack) if field.type in (Lexicon, "Lexicon")
)
_PLAIN = {"name": str, "status": str, "spaced": bool, "months": dict, "part_patterns": list}


def available() -> tuple[str, ...]:
    """The tags of all packs, sorted."""
    files = resources.files(__package__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml") and file.name != "profiles.toml"))


@cache
def load(tag: str) -> LanguagePack:
    """The pack of a BCP 47 tag, or of its language without region and script; the empty pack where there is none."""
    known = available()
    parts = tag.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        wanted = "-".join(parts[:length]).casefold()
        for name in known:
            if name.casefold() == wanted:
                text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
                return build(name, tomllib.loads(text))
    return EMPTY


def build(tag: str, table: dict[str, object]) -> LanguagePack:
    """A pack from a parsed file, checked field by field; ``LanguagePackError`` says what is wrong and how to mend it."""
    unknown = sorted(set(table) - set(_LEXICONS) - set(_PLAIN))
    missing = sorted({"name", "status", "spaced"} - set(table))
    if unknown or missing:
        raise LanguagePackError(
            expected="the fields of LanguagePack, among them name, status and spaced",
            found=f"in {tag}.toml " + ", ".join([f"unknown {name}" for name in unknown] + [f"no {name}" for name in missing]),
            advice="compare the file with en.toml",
        )
    for name, kind in _PLAIN.items():
        if name in table and not isinstance(table[name], kind):
            raise LanguagePackError(expected=f"{kind.__name__} in {tag}.toml at {name}", found=type(table[name]).__name__, advice="compare with en.toml")
    if table["status"] not in ("checked", "draft"):
        raise LanguagePackError(expected=f'status "checked" or "draft" in {tag}.toml', found=repr(table["status"]), advice="say draft until another hand has checked it")
    spaced = bool(table["spaced"])
    lexicons = {name: _lexicon(tag, name, table.get(name, []), spaced) for name in _LEXICONS}
    months = table.get("months", {})
    assert isinstance(months, dict)
    patterns = table.get("part_patterns", [])
    assert isinstance(patterns, list)
    return LanguagePack(
        tag=tag,
        name=str(table["name"]),
        status=str(table["status"]),
        spaced=spaced,
        months=tuple(sorted((str(word).casefold(), int(number)) for word, number in months.items())),
        part_patterns=tuple(str(pattern) for pattern in patterns),
        **lexicons,
    )


def _lexicon(tag: str, name: str, entries: object, spaced: bool) -> Lexicon:
    if not isinstance(entries, list) or not all(isinstance(entry, str) and entry.strip() for entry in entries):
        raise LanguagePackError(expected=f"a list of words or phrases in {tag}.toml at {name}", found=repr(entries)[:60], advice="compare with en.toml")
    folded = tuple(dict.fromkeys(" ".join(entry.casefold().split()) for entry in entries))
    return Lexicon(folded, spaced)


EMPTY = build("und", {"name": "none", "status": "checked", "spaced": True})
"""The pack of a language that has none: every list is empty."""
