"""The segmenter's product: every piece of the page with its role, and the conversations read off it."""

from __future__ import annotations

import attrs

from interview_parse.model.types import Kind, Role, Span, TurnRole


@attrs.frozen
class Piece:
    """A run of the page's text that bears one role. Pieces stand in page order and hold each word once."""

    span: Span
    role: Role
    cues: tuple[str, ...] = ()
    """Names of what decided the role, the strongest first."""


@attrs.frozen
class SpokenTurn:
    """One side's turn as spans: what the model makes a ``Turn`` of."""

    role: TurnRole
    spans: tuple[Span, ...]
    """Its paragraphs, in order; none is blank."""
    label: Span | None = None
    """The label printed at this turn, without colon, brackets or dash."""
    voice: str | None = None
    """The speaker that a transcript names outside the text (a voice tag)."""
    names_nobody: bool = False
    """Whether the label is a bare "Q", "Answer", "问"."""
    speaker_key: str | None = None
    """Folded label that this turn's speaker goes by, also where the label is inherited; None where unknown."""
    begin: float | None = None
    """Seconds, in transcripts with times."""
    finish: float | None = None


@attrs.frozen
class Exchange:
    """Questions asked in a row and the answers to them."""

    questions: tuple[SpokenTurn, ...] = ()
    answers: tuple[SpokenTurn, ...] = ()
    heading: Span | None = None
    """The subheading it stands under."""


@attrs.frozen
class Conversation:
    """One interview (or FAQ) on the page."""

    exchanges: tuple[Exchange, ...]
    confidence: float = 0.0
    """Probability that every exchange is right."""

    @property
    def span(self) -> Span:
        """From the first word of the first turn to the last of the last."""
        spans = [span for one in self.exchanges for turn in (*one.questions, *one.answers) for span in turn.spans]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


@attrs.frozen
class Hypothesis:
    """One way to read the page's layout, with what spoke for and against it."""

    name: str
    """The layout in words: "questions are p, all bold"."""
    score: float
    """Sum of the votes; the highest is read."""
    votes: tuple[tuple[str, float], ...] = ()
    """Each measure's share of the score, the largest first."""
    exchanges: int = 0
    """How many exchanges it yields."""


@attrs.frozen
class Segmentation:
    """The whole page, judged."""

    pieces: tuple[Piece, ...]
    kind: Kind
    kind_confidence: float
    conversations: tuple[Conversation, ...] = ()
    """Interviews, in page order; empty where the kind is none."""
    faq: tuple[Exchange, ...] = ()
    """Questions and answers that the site wrote itself."""
    hypotheses: tuple[Hypothesis, ...] = ()
    """The best few, the one that was read first."""
    language: str | None = None
    """The language whose pack was used, by declaration or evidence."""
    truncated: bool = False
    """Whether the conversation or body is cut."""
    notes: tuple[str, ...] = ()


@attrs.frozen
class Verdict:
    """What a block is, judged without knowing where the conversation stands."""

    role: Role | None = None
    """None where nothing speaks for a role of its own: the block may be part of the article."""
    cue: str = ""
    """Name of what decided it."""
    certain: bool = False
    """Whether the conversation must leave it out: an advert, a caption, a menu. Else it yields to the turns."""
