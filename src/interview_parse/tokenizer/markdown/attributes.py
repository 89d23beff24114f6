"""Attributes in braces, as kramdown and its kin write them: ``{: .question #first key="value"}``."""

from __future__ import annotations

import regex

ATTRIBUTES = r"(?P<inner>(?:[ ]*(?:[.#][\w-]++|[\w-]++=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']++)|toc\b))++[ ]*)"
"""Pattern of what stands between the braces; its group is ``inner``."""

_ATTRIBUTE_RE = regex.compile(r"[#.](?P<name>[\w-]+)|\bclass=[\"']?(?P<names>[\w -]+)")


def classes_of(inner: str) -> tuple[str, ...]:
    """Classes and ids among the attributes between two braces."""
    found: list[str] = []
    for match in _ATTRIBUTE_RE.finditer(inner):
        found += [match["name"]] if match["name"] else match["names"].split()
    return tuple(found)
