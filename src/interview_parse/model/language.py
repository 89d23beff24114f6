"""The article's language: what the page declares, where its words agree."""

from __future__ import annotations

import regex

from interview_parse.model.evidence import Evidence
from interview_parse.model.json_ld import text_of

_TAG_RE = regex.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z])")


def read_language(evidence: Evidence) -> str | None:
    """A BCP 47 tag: the declared one where its language is that of the words, else theirs."""
    head = evidence.page.head
    values = (
        head.language,
        text_of(evidence.node.get("inLanguage")),
        head.meta("og:locale", "dc.language", "dcterms.language", "language", "lang"),
    )
    declared = next((tag for tag in map(_language_tag, values) if tag), None)
    if evidence.language is None or declared is None:
        return evidence.language or declared
    if declared.split("-")[0].casefold() == evidence.language.split("-")[0].casefold():
        return max(declared, evidence.language, key=len)
    evidence.notes.append(f"the page declares the language {declared}, its words are {evidence.language}")
    return evidence.language


def _language_tag(value: str | None) -> str | None:
    """A BCP 47 tag in its usual spelling; None where the value is none ("English")."""
    match = _TAG_RE.match((value or "").strip())
    if not match or match[1].casefold() in ("und", "mul", "zxx", "xx", "x"):
        return None
    script, region = match[2], match[3]
    return "-".join([match[1].casefold(), *([script.title()] if script else []), *([region.upper()] if region else [])])
