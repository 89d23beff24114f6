"""How persons' names are printed: found among other words, split and compared. No list of names is used.

In scripts with capitals a name is a run of capitalised words, initials and small particles ("Anna van der Berg").
In scripts without them only its surroundings tell one: an honorific, a label, a credit line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import filterfalse

import attrs
import regex

from interview_parse.languages import LanguagePack, load
from interview_parse.model.types import Person

_PARTICLES = frozenset(
    (
        *("af", "al", "av", "bar", "ben", "bin", "bint", "da", "das", "de", "degli", "dei", "del", "della", "der"),
        *("den", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "san", "ter", "ten", "van"),
        *("von", "ze", "zu", "фон", "де", "ван", "ибн", "оглы", "кызы"),
    )
)
"""Small words inside names, in any language."""

_AND = r"and|und|et|och|og|és|ve|și|şi|si|и|та|και|және|dan|ja|và|und|और|एवं|এবং|ও|և|եւ|اور|og"
_AND_WORDS = {
    "es": "y|e",
    "it": "e",
    "pt": "e",
    "gl": "e",
    "ca": "i",
    "pl": "i|oraz",
    "hr": "i",
    "sr": "i|и",
    "bs": "i",
    "uk": "й|і",
}
_AND_WORDS |= {
    "nl": "en",
    "af": "en",
    "cs": "a",
    "sk": "a",
    "sl": "in",
    "lt": "ir",
    "lv": "un",
    "sq": "dhe",
    "bg": "и",
    "eu": "eta",
}
"""Words for "and" that mean something else in other languages."""

_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"
_LETTER = rf"[[\p{{L}}\p{{M}}]--{_UNSPACED}]"
_INSIDE = r"[\p{L}\p{M}'’]"
_CAPITALISED_RE = regex.compile(
    r"(?V1)[\p{Lu}\p{Lt}]"  # a capital comes first, and only then what stands before it: so most signs are soon passed
    rf"(?:(?:(?<!{_INSIDE}.)(?!(?<=[DLO])['’](?![\p{{Lu}}\p{{Lt}}]))|(?<=(?<!{_INSIDE})(?:[dlo]['’]|(?:al|el|ibn)-).))"
    rf"{_LETTER}*+(?:['’ʼ\-‐‑]{_LETTER}++)*+"
    rf"|(?<={_UNSPACED}\p{{Lu}}){_LETTER}*+)"
)
"""A capitalised word from its capital on, with what hyphens and apostrophes glue to it; not inside another word."""
_INSIDE_RE = regex.compile(_INSIDE)
_GLUED = ("al-", "el-", "ibn-")
_PLAIN_WORD_RE = regex.compile(r"[\p{L}\p{M}]+")
_FOLDED_WORD_RE = regex.compile(r"[\p{L}\p{N}]+")
_ASCII_WORD_RE = re.compile(r"[a-z0-9]+")
"""The same in folded ASCII, in half the time."""
_LONGEST_GAP = 24
_BLANKS = (" ", "\u00a0", "\u2009", "\u202f")
_QUOTE_GAPS = (' "', '" ', " “", "” ", " „", " «", "» ")
_UNCASED_RE = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Georgian}]"
)
_CJK_NAME_RE = regex.compile(r"[\p{Han}\p{Katakana}\p{Hiragana}ー々・·]{2,12}|[\p{Hangul}]{2,5}(?: [\p{Hangul}]{1,4})?")
_HAN_NAME_RE = regex.compile(r"\p{Han}{2,4}")
_BRACKETED_RE = regex.compile(r"\s*[(\[（［【][^()\[\]（）［］【】]{0,80}[)\]）］】]\s*")
_EDGE = ' \t\n\u00a0.,;:：，。、|/–—-*_#>~“”„"«»()[]【】（）<>'
_LINE_EDGE = _EDGE.translate(str.maketrans("", "", "()[]【】（）"))


@attrs.frozen
class NameRun:
    """Capitalised words in a row, with what may stand inside a name."""

    words: tuple[tuple[int, int], ...]
    """Start and end of each word."""

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.words[0][0]

    @property
    def end(self) -> int:
        """Offset after the last word."""
        return self.words[-1][1]


def fold(text: str) -> str:
    """The text's words for comparison: no accents, no case, no punctuation."""
    return _folded_phrase(text) if len(text) <= 64 else " ".join(_folded(text))


@lru_cache(maxsize=4096)
def _folded_phrase(text: str) -> str:
    return " ".join(_folded_name(text))


def folded_words(text: str) -> tuple[str, ...]:
    """The same as a tuple of words."""
    return _folded_name(text) if len(text) <= 64 else _folded(text)


@lru_cache(maxsize=4096)
def _folded_name(text: str) -> tuple[str, ...]:
    # Names are folded again and again; whole paragraphs are not kept.
    return _folded(text)


def _folded(text: str) -> tuple[str, ...]:
    if not text.isascii():
        text = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
        text = text.casefold().replace("ł", "l").replace("ø", "o").replace("đ", "d")
    text = text.casefold()
    return tuple((_ASCII_WORD_RE if text.isascii() else _FOLDED_WORD_RE).findall(text))


def is_capitalised(word: str) -> bool:
    """Whether the word opens with a capital, after a particle glued to it ("d'Artagnan", "al-Rashid")."""
    if word[0].isupper() or word[0].istitle():
        return True
    return any(mark in word[1:4] for mark in "'’-") and any(char.isupper() for char in word[2:5])


def is_uncased(text: str) -> bool:
    """Whether the text is of a script without capitals."""
    return bool(_UNCASED_RE.search(text))


def find_runs(text: str, honorifics: frozenset[str] = frozenset()) -> Iterator[NameRun]:
    """Every run of capitalised words in order, each as long as it goes; a full stop ends it but after an initial."""
    run: list[tuple[int, int]] = []
    for match in _CAPITALISED_RE.finditer(text):
        start, end = match.span()
        if start and text[start - 1] in "'’-":
            start = _before_capital(text, start)
        if run:
            between = _between(text, run[-1], start, honorifics) if start - run[-1][1] <= _LONGEST_GAP else None
            if between is None:
                yield NameRun(tuple(run))
                run = []
            else:
                run += between
        run.append((start, end))
    if run:
        yield NameRun(tuple(run))


def _before_capital(text: str, start: int) -> int:
    """Where a capitalised word starts: at the particle glued before its capital ("d'Artagnan", "al-Rashid")."""
    if text[start - 1] != "-":
        return start - 2
    for particle in _GLUED:
        first = start - len(particle)
        if text.startswith(particle, max(0, first)) and not (first and _INSIDE_RE.match(text[first - 1])):
            return first
    return start


def _between(
    text: str, last_span: tuple[int, int], start: int, honorifics: frozenset[str]
) -> list[tuple[int, int]] | None:
    """The particles between two capitalised words of one name; None where the gap parts them."""
    end = last_span[1]
    gap = text[end:start]
    if gap in _BLANKS:
        return []
    last = text[last_span[0] : end]
    if len(gap) <= 3 and gap.strip(" \u00a0") in (".", ".-"):
        initial = len(last) == 1 and last.isupper()
        short = len(last) == 2 and last[0].isupper() and last[1].islower() and gap != ". "
        return [] if initial or short or last.casefold() in honorifics else None
    if gap in _QUOTE_GAPS:
        return []
    if gap[0] not in _BLANKS or gap[-1] not in _BLANKS or not _PARTICLES.issuperset(gap.casefold().split()):
        return None
    words = [match.span() for match in _PLAIN_WORD_RE.finditer(gap)]
    plain = len(words) <= 3 and " ".join(gap[a:b] for a, b in words) == gap.strip()
    if not plain or any(gap[a:b].casefold() not in _PARTICLES for a, b in words):
        return None
    return [(end + a, end + b) for a, b in words]


_WORD_SIGN_RE = regex.compile(r"\w")


def find_all(text: str, part: str) -> Iterator[int]:
    """Where a part stands in a text."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + len(part))


def find_whole(text: str, part: str) -> Iterator[int]:
    """Where a part stands in a text, but not inside a longer word."""
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        inside = (start and _WORD_SIGN_RE.match(text, start - 1)) or _WORD_SIGN_RE.match(text, end)
        if not inside:
            yield start
        start = text.find(part, start + 1 if inside else end)


def split_names(text: str, language: str = "") -> tuple[str, ...]:
    """The parts of a list of names, as printed ("A, B and C"); edges cleaned."""
    language = language.split("-")[0]
    if language == "zh" and all(_HAN_NAME_RE.fullmatch(word) for word in text.split()):
        return tuple(text.split())
    pieces = (piece.strip(_EDGE) for piece in _separators(language, commas=True).split(text))
    return tuple(piece for piece in pieces if piece)


def split_pair(text: str, language: str = "") -> tuple[str, ...]:
    """The same, split at words and signs for "and" only: what follows a comma may be a role."""
    pieces = (piece.strip(_EDGE) for piece in _separators(language.split("-")[0], commas=False).split(text))
    return tuple(piece for piece in pieces if piece)


@cache
def _separators(language: str, *, commas: bool) -> regex.Pattern[str]:
    """What stands between two names in a language."""
    own = _AND_WORDS.get(language)
    words = f"{_AND}|{own}" if own else _AND
    marks = r"[,;/|、，；・&+＆]" if commas else r"[&+＆、]"
    return regex.compile(
        rf"\s*+(?:{marks}|(?<=\s)(?:{words})(?=\s)|(?<=\p{{Han}})[和与與](?=\p{{Han}})|(?<=\p{{Hangul}})[와과](?=\s))\s*+"
    )


def looks_like_name(text: str, pack: LanguagePack) -> bool:
    """Whether the whole text may be one person's full name."""
    text = text.strip(_EDGE)
    if not 2 <= len(text) <= 60 or any(char.isdigit() for char in text) or "@" in text or "://" in text:
        return False
    if is_uncased(text):
        return bool(_CJK_NAME_RE.fullmatch(text)) or 2 <= len(text.split()) <= 5
    words = text.replace(".", ". ").split()
    if not 2 <= len(words) <= 6:
        return False
    if any(is_function_word(word.strip("."), pack) for word in words):
        return False
    plain = [word for word in words if word.casefold() not in _PARTICLES]
    return len(plain) >= 2 and all(is_capitalised(word) for word in plain)


def is_function_word(word: str, pack: LanguagePack) -> bool:
    """Whether the pack knows the word as one of speech and not of names: an interrogative, a pronoun, a month."""
    return word.casefold() in function_words(pack)


@lru_cache(maxsize=64)
def function_words(pack: LanguagePack) -> frozenset[str]:
    """All words of which that is so, casefolded."""
    lexicons = (
        *(pack.question_words, pack.first_person, pack.second_person, pack.interview_words, pack.interviewer_words),
        *(pack.question_labels, pack.share_phrases),
    )
    announcing = (word for word in pack.byline_words.words if len(word) > 3)
    return frozenset(announcing).union(*(lexicon.words for lexicon in lexicons))


@lru_cache(maxsize=64)
def greetings(pack: LanguagePack) -> frozenset[str]:
    """Words that greet whoever is named after them; English ones stand in every language."""
    return pack.greetings.words | load("en").greetings.words


def read_signature(text: str, pack: LanguagePack) -> tuple[Person, ...]:
    """Who a byline names, each with the role printed beside: "By Anna Weber, Berlin and Tom Lee"."""
    persons: list[Person] = []
    for line in text.split("\n"):
        if names_guest(line, pack) or pack.photo_credits.opens(line.strip(_EDGE).casefold()):
            continue
        bare, announced = strip_announcement(line, pack)
        persons += _signers(bare, announced, pack)
    return tuple(dict.fromkeys(persons))


def strip_announcement(line: str, pack: LanguagePack) -> tuple[str, bool]:
    """The line without what announces a writer ("By", "Propos recueillis par"), and whether that stood there."""
    announced = False
    for _ in range(3):
        line = line.strip(_LINE_EDGE)
        cut = _announcement(line, pack)
        if not cut:
            break
        line, announced = line[cut:], True
    return line.strip(_LINE_EDGE), announced


_WITH_RE = regex.compile(r"(?<!\p{L})(?:with|mit|avec|con|com|med|met|s|se|z|ze|с|со|to|μαζί)$")


def presents(phrase: str) -> bool:
    """Whether a phrase leads to the one who is asked ("interview with") and not to who asks."""
    return bool(_WITH_RE.search(phrase.rstrip()))


_GUEST_RE = regex.compile(r"(?:im|in|en|zu|no|em|nel|w|v|ve)\s")


def names_guest(line: str, pack: LanguagePack) -> bool:
    """Whether a line opens with "In conversation:": who follows is asked, and signs nothing."""
    folded = line.strip(_EDGE).casefold()
    return bool(_GUEST_RE.match(folded)) and pack.interview_words.opens(folded) > 0


def without_aside(text: str) -> str:
    """The text without what stands in brackets."""
    return " ".join(_BRACKETED_RE.sub(" ", text).split())


_COLON_RE = regex.compile(r"[^:：\d]{1,30}[:：=＝](?!//)\s*|[^\s|｜\\/]{1,6}\s*\\?[|｜/／]\s+")
"""A few words and a colon, as before a name in a byline; in Chinese also a bar."""
_GLUED_RE = regex.compile(r"(?:By|Von|Par|Por|Di)(?=\p{Lu}\p{L})")
"""An announcement whose blank the markup swallowed."""


def _announcement(line: str, pack: LanguagePack) -> int:
    """Length of what announces the names that follow it; 0 where nothing does."""
    folded = line.casefold()
    if len(folded) != len(line):
        return 0
    cut: int = max(
        pack.credit_phrases.opens(folded), pack.byline_words.opens(folded), pack.interviewer_words.opens(folded)
    )
    if not cut and len(line.split()) > 1:
        cut = pack.interview_words.opens(folded)
    if cut:
        return cut
    match = _COLON_RE.match(line) or _GLUED_RE.match(line)
    if match and match.end() < len(line) and len(match[0].split()) <= 4:
        return int(match.end())
    return 0


def _signers(line: str, announced: bool, pack: LanguagePack) -> list[Person]:
    """The persons that a line without its announcement names; one after a comma only in a list of names alone."""
    aside = _BRACKETED_RE.search(line)
    role = aside[0].strip(_EDGE) if aside else None
    bare = " ".join(_BRACKETED_RE.sub(" ", line).split()).strip(_EDGE)
    if looks_like_name(bare, pack) and not len(split_names(bare, pack.tag)) > 1:
        return [Person(name=bare, role=role)]
    parts = [one for one in split_names(bare, pack.tag) if not (is_uncased(one) and _UNIT_RE.search(one))]
    listed = is_uncased(bare) or _is_short_list(parts)
    if len(parts) > 1 and listed and all(looks_like_name(part, pack) for part in parts):
        return [Person(name=part) for part in parts]
    persons: list[Person] = []
    for part in parts if is_uncased(bare) else split_pair(bare, pack.tag):
        name, comma, rest = part.partition(",")
        name = name.strip(_EDGE)
        if looks_like_name(name, pack):
            persons.append(Person(name=name, role=rest.strip(_EDGE) or role if comma else role))
        elif (
            name
            and len(name.split()) <= 2
            and not name[0].isdigit()
            and (announced or not is_function_word(name, pack))
        ):
            # A pen name, a first name, a name in small letters.
            persons.append(Person(name=name, role=rest.strip(_EDGE) or None))
    whole = len(bare.split()) <= 4 or announced
    return persons if whole or any(looks_like_name(person.name, pack) for person in persons) else []


_UNIT_RE = regex.compile(r"(?:[室社报報网網台刊部组組会會院]|团队|團隊|中心|编辑|編集|周刊|杂志|雜誌|新闻|新聞)$")
"""How the names of desks and houses end in Chinese and Japanese."""


def _is_short_list(parts: Sequence[str]) -> bool:
    """Whether no part reads like an office: all are two or three words, none an abbreviation."""
    return all(
        2 <= len(part.split()) <= 3 and not any(word.isupper() and len(word) > 2 for word in part.split())
        for part in parts
    )


def is_nearly(one: str, other: str) -> bool:
    """Whether two folded words are one name: a letter apart, or the same stem inflected."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 3:
        return False
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    if shared >= 4 and max(len(one), len(other)) - shared <= 3 and shared >= min(len(one), len(other)) - 1:
        return True
    return len(one) == len(other) >= 5 and _is_letter_apart(one, other)


def _is_letter_apart(one: str, other: str) -> bool:
    """One letter replaced, or two neighbours swapped."""
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    if len(apart) == 1:
        return True
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def is_same(one: Person, other: Person) -> bool:
    """Whether two names are one person's: all words of the shorter in the longer, a lone one at either end."""
    short, long = sorted((folded_words(one.name), folded_words(other.name)), key=len)
    if not short:
        return False
    if len(short) == len(long) == 1 and is_uncased(one.name):
        # "Dr." and the like stand before a Chinese name without a blank.
        short, long = sorted((short, long), key=lambda words: len(words[0]))
        return len(short[0]) > 1 and long[0].endswith(short[0])
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return set(short) <= set(long) or (len(short) == len(long) and all(map(is_nearly, short, long)))


def is_among(person: Person, others: Iterable[Person]) -> bool:
    """Whether a person is one of others, under whatever form of the name."""
    return any(is_same(person, one) for one in others)


def merge_persons(persons: Iterable[Person | None]) -> list[Person]:
    """Each person once, under the fullest name."""
    found: list[Person] = []
    for person in persons:
        if person is None:
            continue
        at = next((at for at, one in enumerate(found) if is_same(one, person)), None)
        if at is None:
            found.append(person)
        elif len(person.name) > len(found[at].name):
            found[at] = Person(
                name=person.name,
                role=person.role or found[at].role,
                affiliation=person.affiliation or found[at].affiliation,
            )
    return found


def is_joint(gap: str, pack: LanguagePack) -> bool:
    """Whether what stands between two names joins them: a comma, "and"."""
    return split_names(f"A{gap}B", pack.tag) == ("A", "B")


_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "cs": (
        ("ovou", "ová"),
        ("skou", "ská"),
        ("ckou", "cká"),
        ("ským", "ský"),
        ("ckým", "cký"),
        ("ým", "ý"),
        ("ím", "í"),
        ("em", ""),
        ("ou", "a"),
    ),
    "sk": (("ovou", "ová"), ("skou", "ská"), ("ckou", "cká"), ("ským", "ský"), ("ým", "ý"), ("om", ""), ("ou", "a")),
    "pl": (("skim", "ski"), ("ckim", "cki"), ("ską", "ska"), ("cką", "cka"), ("iem", ""), ("em", ""), ("ą", "a")),
    "ru": (
        *(("ским", "ский"), ("цким", "цкий"), ("ской", "ская"), ("овой", "ова"), ("евой", "ева"), ("иной", "ина")),
        *(("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("еем", "ей"), ("ием", "ий"), ("аем", "ай"), ("ией", "ия")),
        *(("ом", ""), ("ем", "ь"), ("ой", "а"), ("ей", "я")),
    ),
    "uk": (
        ("енком", "енко"),
        ("ським", "ський"),
        ("цьким", "цький"),
        ("ською", "ська"),
        ("ом", ""),
        ("ем", ""),
        ("ою", "а"),
        ("єю", "я"),
    ),
}
"""The case that "with" takes, and the form that stands alone; where every word of a name has it, it is undone."""

_UNCHANGING = tuple("ieouиоеуі")
"""Vowels at the end of names that have no cases."""
_FEMININE = ("ą", "ou", "ой", "ою")
"""How women's first names end after "with"."""
_UNTELLING = ("ой", "ей")
"""Endings that the form which stands alone has too."""
_HUNGARIAN_RE = regex.compile(r"-(?:v[ae]l|n[ae]k|t|tól|ról)$")
_HUNGARIAN_WITH_RE = regex.compile(r"(?:([^\W\d_aáeéiíoóöőuúüű])\1[ae]l|(?<=\p{L}{2})([áé])v[ae]l)$")
"""The Hungarian ending of "with", glued to a name: "Annával", "Jánossal"."""
POSSESSIVES = {"tr": regex.compile(r"['’]\p{Ll}{1,4}$"), "en": regex.compile(r"['’]s$")}
"""Endings that a mark sets off, by language."""


def basic_form(name: str, language: str) -> str:
    """The name as it stands alone: without a case ending or a suffix set off by a mark."""
    language = language.split("-")[0]
    if language == "hu":
        name = _HUNGARIAN_RE.sub("", name)
        name = _HUNGARIAN_WITH_RE.sub(lambda match: match[1] or {"á": "a", "é": "e"}[match[2]], name)
    elif language in POSSESSIVES:
        name = POSSESSIVES[language].sub("", name)
    endings = _ENDINGS.get(language, ())
    undone = [_undone(word, endings) for word in name.split()]
    if not any(undone):
        return name
    parts = name.split()
    untold = any(word.endswith(_UNTELLING) for word in parts)
    # A woman's family name that ends in a consonant has no cases, nor has one that ends in such a vowel.
    feminine_first = parts[0].endswith(_FEMININE)
    feminine = feminine_first and not undone[-1]
    words = [
        basic or (word if feminine or (word.endswith(_UNCHANGING) and not untold) else None)
        for word, basic in zip(parts, undone, strict=True)
    ]
    if not all(words):
        return name
    if language in ("cs", "sk") and feminine_first and parts[-1].endswith("ou") and len(parts) > 1:
        words[-1] = f"{parts[-1][:-2]}á"
    return " ".join(word for word in words if word)


def _undone(word: str, endings: Sequence[tuple[str, str]]) -> str | None:
    for ending, basic in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + basic
    return None
