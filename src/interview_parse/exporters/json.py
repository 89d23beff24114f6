"""Article to JSON and back, nothing lost. Its shape: ``article.schema.json`` beside this module (JSON Schema 2020-12).

One key a field of the model, always written; enums by value, dates in ISO 8601 (a day has no time), times of a
transcript in seconds, spans as ``[start, end]`` in code points of ``page_text``. A segment's text is left out where
it is the page's own text at its span, which in a parsed article it always is.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from importlib import resources
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

import attrs

from interview_parse.errors import InterviewParseError
from interview_parse.model.types import Article, Segment, Span

SCHEMA = "interview_parse/1"
"""Name and version of the form, the value of the key ``schema``."""

# JSON may hold these raw, but not everything around it can: "<" and ">" end scripts and CDATA sections, the others end
# lines for many readers of JSON Lines, and lone surrogates have no bytes in UTF-8.
_FRAGILE_RE = re.compile("[<>\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


class ArticleFormatError(InterviewParseError, ValueError):
    """The text is no article that :func:`to_json` of a known version has written, or the article has no such form."""


def to_json(article: Article, *, indent: int | None = None) -> str:
    """The article as one JSON object; on one line unless ``indent`` is given. :func:`from_json` gives an equal article.

    The result is plain JSON, safe inside an HTML ``script`` element. Of a date's zone the offset is kept.
    """
    try:
        return dump({"schema": SCHEMA, **_fields(article, article.page_text)}, indent=indent)
    except ValueError as error:
        if isinstance(error, ArticleFormatError):
            raise
        raise ArticleFormatError(
            expected="finite numbers",
            found=f"an article with NaN or infinity ({error})",
            advice="correct its confidence",
        ) from error


def from_json(text: str) -> Article:
    """The article that :func:`to_json` wrote.

    Raises :class:`ArticleFormatError` where the text has another shape or version, and names the place.
    """
    form = _load(text)
    version = form.pop("schema", None)
    if version != SCHEMA:
        raise ArticleFormatError(
            expected=f'"schema": "{SCHEMA}"',
            found="no schema" if version is None else f'"schema": {_shown(version)}',
            advice="read it with the version of interview_parse that wrote it, or parse the page again",
        )
    page_text = form.get("page_text", "")
    return cast(Article, _read_fields(Article, form, "article", page_text if isinstance(page_text, str) else ""))


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of what :func:`to_json` writes."""
    text = resources.files("interview_parse.exporters").joinpath("article.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


def dump(form: object, *, indent: int | None = None) -> str:
    """JSON with letters of all scripts as they are and what breaks other formats or lines escaped."""
    text = json.dumps(form, ensure_ascii=False, allow_nan=False, indent=indent)
    return _FRAGILE_RE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _fields(value: Any, page_text: str) -> dict[str, Any]:
    form = {field.name: _plain(getattr(value, field.name), page_text) for field in attrs.fields(type(value))}
    if isinstance(value, Segment) and value.text == value.span.of(page_text):
        del form["text"]
    return form


def _plain(value: object, page_text: str) -> object:
    """A value of the model as JSON has it. Depth is the model's own, so recursion is bounded."""
    match value:
        case Enum():
            return value.value
        case None | str() | bool() | int() | float():
            return value
        case date():
            return value.isoformat()
        case timedelta():
            return _seconds(value)
        case Span():
            return [value.start, value.end]
        case tuple() | list():
            return [_plain(one, page_text) for one in value]
        case _ if attrs.has(type(value)):
            return _fields(value, page_text)
    raise ArticleFormatError(
        expected="values of the model's types",
        found=f"a {type(value).__name__}",
        advice="build the article from the model",
    )


def _seconds(duration: timedelta) -> float | int:
    """Seconds, exact to the microsecond for all that a float can hold (some 285 years)."""
    return duration.total_seconds() if duration.microseconds else duration.days * 86_400 + duration.seconds


def _load(text: str) -> dict[str, Any]:
    try:
        form = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ArticleFormatError(
            expected="JSON that to_json wrote",
            found=f"text that is no JSON ({error})",
            advice="pass the text unchanged",
        ) from error
    if not isinstance(form, dict):
        raise _misfit("article", "an object", form)
    return form


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read_fields(kind: Any, form: object, path: str, page_text: str) -> object:
    if not isinstance(form, dict):
        raise _misfit(path, "an object", form)
    if kind is Segment and "text" not in form and "span" in form:
        span = _read_span(form["span"], f"{path}.span")
        form = {**form, "text": span.of(page_text)}
    fields = attrs.fields_dict(kind)
    if unknown := [key for key in form if key not in fields]:
        raise ArticleFormatError(
            expected=f"the known keys of {path}",
            found=f"the key {_shown(unknown[0])}",
            advice="update interview_parse, or remove the key",
        )
    if missing := [name for name, field in fields.items() if field.default is attrs.NOTHING and name not in form]:
        raise ArticleFormatError(
            expected=f"{path}.{missing[0]}", found="an object without it", advice="restore the text that to_json wrote"
        )
    hints = _hints(kind)
    return kind(**{key: _read(hints[key], value, f"{path}.{key}", page_text) for key, value in form.items()})


def _read(kind: Any, value: object, path: str, page_text: str) -> object:
    """A value of the type that the model's field declares."""
    origin = get_origin(kind)
    if origin is UnionType:
        options = [one for one in get_args(kind) if one is not type(None)]
        if value is None and len(options) < len(get_args(kind)):
            return None
        return _read_date(value, path) if date in options else _read(options[0], value, path, page_text)
    if origin is tuple:
        if not isinstance(value, list):
            raise _misfit(path, "a list", value)
        item = get_args(kind)[0]
        return tuple(_read(item, one, f"{path}[{index}]", page_text) for index, one in enumerate(value))
    if kind is Span:
        return _read_span(value, path)
    if kind is timedelta:
        return _read_duration(value, path)
    if attrs.has(kind):
        return _read_fields(kind, value, path, page_text)
    if issubclass(kind, Enum):
        return _read_enum(kind, value, path)
    return _read_scalar(kind, value, path)


def _read_scalar(kind: type, value: object, path: str) -> object:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _misfit(
            path, {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}[kind], value
        )
    return value


def _read_enum(kind: type[Enum], value: object, path: str) -> Enum:
    try:
        return kind(value)
    except ValueError as error:
        raise _misfit(path, "one of " + ", ".join(str(one.value) for one in kind), value) from error


def _read_span(value: object, path: str) -> Span:
    match value:
        case [int(start), int(end)] if not isinstance(start, bool) and not isinstance(end, bool):
            return Span(start, end)
    raise _misfit(path, "[start, end] in code points", value)


def _read_date(value: object, path: str) -> date:
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError as error:
        raise _misfit(path, "an ISO 8601 date", value) from error
    raise _misfit(path, "an ISO 8601 date", value)


def _read_duration(value: object, path: str) -> timedelta:
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return timedelta(seconds=value)
    except OverflowError as error:
        raise _misfit(path, "seconds", value) from error
    raise _misfit(path, "seconds", value)


def _misfit(path: str, expected: str, value: object) -> ArticleFormatError:
    return ArticleFormatError(
        expected=f"{expected} at {path}", found=_shown(value), advice="restore the text that to_json wrote"
    )


def _shown(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
