"""Interviews out of web pages: who asked what, who answered, what a paywall cut, which dossier it belongs to.

>>> from interview_parse import parse_article
>>> article = parse_article("<p><b>How are you?</b></p><p>I am well.</p><p><b>And now?</b></p><p>I work.</p>")
"""

from typing import TYPE_CHECKING

from interview_parse.errors import (
    EmptySourceError,
    InterviewParseError,
    NotAnArticleError,
    SourceNotFoundError,
    UnsupportedSourceError,
)
from interview_parse.formats import Format
from interview_parse.model.types import (
    Access,
    Article,
    Dossier,
    DossierEntry,
    Interview,
    Kind,
    Mark,
    MarkKind,
    Paragraph,
    Person,
    QuestionAnswer,
    Role,
    Segment,
    Span,
    Theme,
    Turn,
    TurnRole,
)
from interview_parse.parse import Explanation, explain, parse_article
from interview_parse.segmenter.segmentation import Hypothesis

if TYPE_CHECKING:
    from interview_parse.provenance import Location, SpanError, locate

__version__ = "0.1.0"

__all__ = [
    "Access",
    "Article",
    "Dossier",
    "DossierEntry",
    "EmptySourceError",
    "Explanation",
    "Format",
    "Hypothesis",
    "Interview",
    "InterviewParseError",
    "Kind",
    "Location",
    "Mark",
    "MarkKind",
    "NotAnArticleError",
    "Paragraph",
    "Person",
    "QuestionAnswer",
    "Role",
    "Segment",
    "SourceNotFoundError",
    "Span",
    "SpanError",
    "Theme",
    "Turn",
    "TurnRole",
    "UnsupportedSourceError",
    "explain",
    "locate",
    "parse_article",
]


def __getattr__(name: str) -> object:
    """What few users need is imported when they ask for it, so that importing the package stays cheap."""
    if name in ("Location", "SpanError", "locate"):
        from interview_parse.provenance import Location, SpanError, locate

        globals().update(Location=Location, SpanError=SpanError, locate=locate)
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
