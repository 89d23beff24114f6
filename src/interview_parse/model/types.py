"""The types that a parse returns: frozen, comparable, picklable, plain data.

Every :class:`Span` counts code points of ``Article.page_text``, half-open, so that
``article.page_text[span.start:span.end]`` is the text it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

import attrs

__all__ = [
    "Access",
    "Article",
    "Dossier",
    "DossierEntry",
    "Interview",
    "Kind",
    "Mark",
    "MarkKind",
    "Paragraph",
    "Person",
    "QuestionAnswer",
    "Role",
    "Segment",
    "Span",
    "Theme",
    "Turn",
    "TurnRole",
]


class Kind(StrEnum):
    """What the page is, told from its words and not from its layout alone."""

    INTERVIEW = "interview"
    FAQ = "faq"
    DISCUSSION = "discussion"
    DRAMA = "drama"
    ARTICLE = "article"
    LISTING = "listing"
    OTHER = "other"


class Access(StrEnum):
    """Who may read the whole text (schema.org ``isAccessibleForFree``, notices and markup)."""

    FREE = "free"
    METERED = "metered"
    PAYWALLED = "paywalled"
    UNKNOWN = "unknown"


class TurnRole(StrEnum):
    """The side a turn is on."""

    QUESTION = "question"
    ANSWER = "answer"


class MarkKind(StrEnum):
    """Inline emphasis that the source prints."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"


class Role(StrEnum):
    """What a segment of the page is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    INTRODUCTION = "introduction"
    BODY = "body"
    HEADING = "heading"
    LABEL = "label"
    TIMESTAMP = "timestamp"
    QUESTION = "question"
    ANSWER = "answer"
    CLOSING = "closing"
    PULL_QUOTE = "pull_quote"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CREDIT = "credit"
    AUTHOR_BOX = "author_box"
    ADVERT = "advert"
    PAYWALL = "paywall"
    DOSSIER = "dossier"
    THEME = "theme"
    RELATED = "related"
    COMMENT = "comment"
    FAQ_QUESTION = "faq_question"
    FAQ_ANSWER = "faq_answer"
    FURNITURE = "furniture"


@attrs.frozen(order=True)
class Span:
    """A place in ``Article.page_text``: half-open offsets in code points."""

    start: int
    """Offset of the first code point, from 0."""
    end: int
    """Offset after the last code point; never before ``start``."""

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: object) -> bool:
        """Whether an offset or another span lies inside."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    @property
    def slice(self) -> slice:
        """The same place as a slice: ``page_text[span.slice]``."""
        return slice(self.start, self.end)

    def of(self, text: str) -> str:
        """The words of ``text`` at this place."""
        return text[self.start : self.end]


@attrs.frozen(kw_only=True)
class Mark:
    """Inline emphasis or a link within one paragraph."""

    kind: MarkKind
    """Bold, italic or link."""
    start: int
    """Offset in the paragraph's own text, in code points."""
    end: int
    """Offset after the last marked code point."""
    href: str | None = None
    """The link's target, absolute where the page's address is known; None unless ``kind`` is link."""


@attrs.frozen(kw_only=True)
class Paragraph:
    """One unbroken run of the page's text."""

    text: str
    """The words, exactly ``page_text[span.start:span.end]``."""
    span: Span
    """Where it stands."""
    marks: tuple[Mark, ...] = ()
    """Bold, italic and links inside, in order of their start."""

    def __str__(self) -> str:
        return self.text


@attrs.frozen(kw_only=True)
class Person:
    """Somebody who speaks, asks or signs. A publication is no person."""

    name: str
    """The fullest form of the name on the page."""
    role: str | None = None
    """Occupation or office as the page gives it (schema.org ``jobTitle``)."""
    affiliation: str | None = None
    """House, party, band or university as the page gives it (schema.org ``affiliation``)."""

    def __str__(self) -> str:
        return self.name


@attrs.frozen(kw_only=True)
class Turn:
    """What one side says before another speaks."""

    role: TurnRole
    """Asking or answering."""
    label: str | None = None
    """The speaker's label as printed here ("SPIEGEL", "L. M."); None where none is or where it names nobody ("Q")."""
    speaker: Person | None = None
    """Who speaks; set also without a label where only one person can be meant."""
    paragraphs: tuple[Paragraph, ...] = ()
    """In reading order, without labels, pull quotes, captions, adverts; never empty in a parsed article."""
    start: timedelta | None = None
    """When the turn begins, in transcripts with times."""
    end: timedelta | None = None
    """When it ends, where the transcript says so."""

    @property
    def text(self) -> str:
        """The paragraphs' texts, joined by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def __str__(self) -> str:
        return self.text


@attrs.frozen(kw_only=True)
class QuestionAnswer:
    """One exchange: what was asked in a row, and what was answered to it."""

    questions: tuple[Turn, ...] = ()
    """The asking side's turns, several where two ask in a row; empty where an answer opens the interview."""
    answers: tuple[Turn, ...] = ()
    """One turn a speaker, in order; empty where nobody answers."""
    heading: str | None = None
    """The subheading that the exchange stands under, if any."""
    truncated: bool = False
    """True where the page is cut inside this exchange; an unanswered remark is not cut."""

    @property
    def question(self) -> str | None:
        """All questions' text, joined by a blank line; None where there is none."""
        return "\n\n".join(turn.text for turn in self.questions) or None

    @property
    def answer(self) -> str | None:
        """All answers' text, joined by a blank line; None where there is none."""
        return "\n\n".join(turn.text for turn in self.answers) or None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Questions, then answers."""
        return self.questions + self.answers

    def __repr__(self) -> str:
        said = f"{_head_of(self.question)} -> {_head_of(self.answer)}"
        return f"<QuestionAnswer {said}{', truncated' if self.truncated else ''}>"

    def _repr_html_(self) -> str:
        """The exchange as a notebook shows it."""
        from interview_parse.display.html import exchange_html  # views know the model; it asks for one only when shown

        return exchange_html(self)


@attrs.frozen(kw_only=True)
class Interview:
    """One conversation on the page, from its first question to its last answer."""

    exchanges: tuple[QuestionAnswer, ...]
    """In reading order; at least one."""
    introduction: tuple[Paragraph, ...] = ()
    """The body's prose before the first turn."""
    closing: tuple[Paragraph, ...] = ()
    """The body's prose after the last turn."""
    interviewees: tuple[Person, ...] = ()
    """Who answers, in order of first mention."""
    interviewers: tuple[Person, ...] = ()
    """Who asks, where the page names a person."""
    confidence: float = 0.0
    """Probability, 0 to 1, that every exchange is right."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All turns, in order."""
        return tuple(turn for exchange in self.exchanges for turn in exchange.turns)

    @property
    def complete(self) -> bool:
        """Whether nothing is cut."""
        return not any(exchange.truncated for exchange in self.exchanges)

    def __iter__(self) -> Iterator[QuestionAnswer]:
        return iter(self.exchanges)

    def __len__(self) -> int:
        return len(self.exchanges)

    def __repr__(self) -> str:
        names = ", ".join(person.name for person in self.interviewees)
        return f"<Interview {_head_of(names or None)}: {len(self)} exchanges, confidence {self.confidence:.2f}>"

    def _repr_html_(self) -> str:
        """The conversation as a notebook shows it."""
        from interview_parse.display.html import interview_html  # see QuestionAnswer._repr_html_

        return interview_html(self)


@attrs.frozen(kw_only=True)
class DossierEntry:
    """One piece of a dossier's summary."""

    title: str
    """As printed in the list."""
    url: str | None = None
    """Where it leads, absolute where the page's address is known."""
    current: bool = False
    """Whether it is this very article."""


@attrs.frozen(kw_only=True)
class Dossier:
    """The dossier, series, special report or issue that the article is part of (schema.org ``isPartOf``)."""

    title: str
    """As printed, without the words that announce it ("Cet article fait partie du dossier")."""
    url: str | None = None
    """The dossier's own page."""
    entries: tuple[DossierEntry, ...] = ()
    """Its summary, in the printed order; empty where the page shows none."""
    part: int | None = None
    """This article's number as printed, from 1."""
    parts: int | None = None
    """How many parts the page says there are."""

    @property
    def current(self) -> DossierEntry | None:
        """The entry that is this article, if one is."""
        return next((entry for entry in self.entries if entry.current), None)

    def __repr__(self) -> str:
        return f"<Dossier {_head_of(self.title)}: {len(self.entries)} entries>"

    def _repr_html_(self) -> str:
        """The dossier as a notebook shows it."""
        from interview_parse.display.html import dossier_html  # see QuestionAnswer._repr_html_

        return dossier_html(self)


@attrs.frozen(kw_only=True)
class Theme:
    """One subject that the page files the article under (schema.org ``about``, ``keywords``)."""

    name: str
    """As printed."""
    url: str | None = None
    """The subject's own page."""


@attrs.frozen(kw_only=True)
class Segment:
    """A run of the page's text with one role. All segments together hold each word of the page once."""

    text: str
    """The words, exactly ``page_text[span.start:span.end]``."""
    role: Role
    """What it is."""
    span: Span
    """Where it stands."""
    cues: tuple[str, ...] = ()
    """Names of what decided the role, the strongest first."""


@attrs.frozen(kw_only=True)
class Article:
    """Everything that the page says, typed."""

    kind: Kind
    """What the page is."""
    kind_confidence: float
    """Probability, 0 to 1, that ``kind`` is right; set also where there is no interview."""
    interviews: tuple[Interview, ...] = ()
    """The conversations on the page, in reading order."""
    title: str | None = None
    """The article's own headline, without the site's name."""
    standfirst: str | None = None
    """The lead set off from the body (also deck, dek, chapô, Vorspann)."""
    authors: tuple[Person, ...] = ()
    """Who signs."""
    publisher: str | None = None
    """The publication's name."""
    rubric: str | None = None
    """The section or kicker that the article is filed under."""
    published: date | datetime | None = None
    """A ``datetime`` only where a time is given, its zone kept; else a ``date``; None where it says "yesterday"."""
    modified: date | datetime | None = None
    """Like ``published``."""
    language: str | None = None
    """BCP 47: declared, else by evidence; None where neither tells."""
    url: str | None = None
    """The canonical address, or the one passed in."""
    access: Access = Access.UNKNOWN
    """Who may read the whole."""
    truncated: bool = False
    """Whether the text at hand is cut by a paywall, a page break or an accident."""
    dossier: Dossier | None = None
    """The dossier that the article is part of."""
    themes: tuple[Theme, ...] = ()
    """Subjects, in printed order, each once."""
    faq: tuple[QuestionAnswer, ...] = ()
    """Questions and answers that the site itself wrote; they are no interview."""
    segments: tuple[Segment, ...] = ()
    """The whole page in order, each word once."""
    page_text: str = ""
    """The whole page as one text; all spans point into it."""
    notes: tuple[str, ...] = ()
    """Doubts in plain words."""

    @property
    def interview(self) -> Interview | None:
        """The interview with most text; None where there is none."""
        return max(self.interviews, key=lambda one: sum(len(turn.text) for turn in one.turns), default=None)

    @property
    def text(self) -> str:
        """Title to the article's last line, a blank line between segments, without furniture."""
        return "\n\n".join(_joined(self.segments, self.page_text))

    def annotated(self) -> str:
        """The page's text as an HTML document: every segment in its role's colour, cues on hover, legend, notes."""
        from interview_parse.display.annotated import annotate  # see QuestionAnswer._repr_html_

        return annotate(self)

    def _repr_html_(self) -> str:
        """The article as a notebook shows it."""
        from interview_parse.display.html import article_html  # see QuestionAnswer._repr_html_

        return article_html(self)

    def __repr__(self) -> str:
        title = f"{self.title[:57]}…" if self.title and len(self.title) > 58 else self.title
        said = f"{sum(len(one) for one in self.interviews)} exchanges" if self.interviews else f"kind {self.kind.value}"
        return f"<Article {title!r}: {said}{', truncated' if self.truncated else ''}>"


def _head_of(text: str | None) -> str:
    """The text's first words, quoted, so short that a repr fits a terminal's line."""
    return repr(f"{text[:25]}…" if text and len(text) > 26 else text)


_ARTICLE_ROLES = frozenset(
    {
        Role.TITLE,
        Role.STANDFIRST,
        Role.BYLINE,
        Role.DATE,
        Role.INTRODUCTION,
        Role.BODY,
        Role.HEADING,
        Role.LABEL,
        Role.QUESTION,
        Role.ANSWER,
        Role.CLOSING,
        Role.CREDIT,
        Role.FAQ_QUESTION,
        Role.FAQ_ANSWER,
    }
)


def _joined(segments: tuple[Segment, ...], page_text: str) -> Iterator[str]:
    """The article's segments; those that share a line of the page (a label and its turn) stay on one line."""
    line: list[str] = []
    end: int | None = None
    for segment in segments:
        if segment.role not in _ARTICLE_ROLES:
            continue
        if end is not None and "\n" in page_text[end : segment.span.start]:
            yield " ".join(line)
            line = []
        line.append(segment.text)
        end = segment.span.end
    if line:
        yield " ".join(line)
