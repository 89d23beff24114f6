"""Interviews out of web pages: who asked what, who answered, what a paywall cut, which dossier it belongs to.

>>> from interview_parse import parse_article
>>> article = parse_article("<p><b>How are you?</b></p><p>I am well.</p><p><b>And now?</b></p><p>I work.</p>")
"""

from interview_parse.errors import (
    EmptySourceError,
    InterviewParseError,
    NotAnArticleError,
    SourceNotFoundError,
    UnsupportedSourceError,
)
from interview_parse.locate import Location, SpanError, locate
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
from interview_parse.source import Format

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
