"""What can go wrong with a source, each with the facts and the next step."""

from __future__ import annotations


class InterviewParseError(Exception):
    """Any input that cannot be read as an article.

    ``expected`` and ``found`` say what was wanted and what came instead; ``advice`` is what to do next.
    """

    def __init__(self, *, expected: str, found: str, advice: str) -> None:
        self.expected = expected
        self.found = found
        self.advice = advice
        super().__init__(f"expected {expected}, found {found}; {advice}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.expected, self.found, self.advice)


class UnsupportedSourceError(InterviewParseError, TypeError):
    """The source is no str, bytes or path (None, a number, a list …)."""


class EmptySourceError(InterviewParseError, ValueError):
    """The source holds nothing, or only blanks."""


class NotAnArticleError(InterviewParseError, ValueError):
    """The source is content of another kind: a PDF, an image, an archive, JSON, or a path passed as content."""


class SourceNotFoundError(InterviewParseError, FileNotFoundError):
    """The path names no readable file."""


def _rebuild(kind: type[InterviewParseError], expected: str, found: str, advice: str) -> InterviewParseError:
    return kind(expected=expected, found=found, advice=advice)
