"""Changes to a page's source that change nothing for its reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_TAG_RE = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*(/?)>")
_ATTRIBUTE_RE = re.compile(r"[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'))?")
_BLOCKS = "p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|article|section|main|aside|nav|figure|figcaption|footer|header|blockquote|hr"
_BETWEEN_RE = re.compile(rf"(</(?:{_BLOCKS})>|<hr>)\s*(?=<(?:/?(?:{_BLOCKS}))\b)")
_BODY_RE = re.compile(r"(?s)(<body[^>]*>)(.*)(</body>)")
_CLASS_RE = re.compile(r'class="([^"]*)"')


def wrap(source: str, rng: Random) -> str:
    """The body in a few more ``<div>``."""
    depth = rng.randint(1, 6)
    return _BODY_RE.sub(lambda found: found[1] + "<div>" * depth + found[2] + "</div>" * depth + found[3], source)


def indent(source: str, rng: Random) -> str:
    """Blanks and line ends between blocks."""
    return _BETWEEN_RE.sub(lambda found: found[1] + "\n" + " " * rng.randint(0, 12), source)


def minify(source: str, rng: Random) -> str:
    """Nothing between blocks."""
    return _BETWEEN_RE.sub(r"\1", source)


def rename_classes(source: str, rng: Random) -> str:
    """Each class under another name that means nothing, the same one everywhere."""
    names: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        for name in found[1].split():
            names.setdefault(name, f"k{len(names)}{rng.randrange(16**4):04x}")
        return f'class="{" ".join(names[name] for name in found[1].split())}"'

    return _CLASS_RE.sub(renamed, source)


def turn_attributes(source: str, rng: Random) -> str:
    """Each tag's attributes in the opposite order."""

    def turned(found: re.Match[str]) -> str:
        attributes = _ATTRIBUTE_RE.findall(found[3])
        ends = f" {found[4]}" if found[4] else ""
        return f"<{found[1]}{found[2]}{''.join(f' {one}' for one in reversed(attributes))}{ends}>"

    return _TAG_RE.sub(turned, source)


def encode(source: str, rng: Random) -> str:
    """Every letter beyond ASCII in the body as a numeric reference, decimal or hexadecimal."""

    def encoded(text: str) -> str:
        return "".join(one if ord(one) < 128 else rng.choice((f"&#{ord(one)};", f"&#x{ord(one):X};")) for one in text)

    return _BODY_RE.sub(lambda found: found[1] + encoded(found[2]) + found[3], source)


def shout_tags(source: str, rng: Random) -> str:
    """Tag names in capitals."""
    return _TAG_RE.sub(lambda found: found[0].replace(found[2], found[2].upper(), 1), source)


def comment(source: str, rng: Random) -> str:
    """Comments between blocks."""
    return _BETWEEN_RE.sub(r"\1<!-- block -->", source)


Rewrite = Callable[[str, Random], str]
REWRITES: tuple[Rewrite, ...] = (wrap, indent, minify, turn_attributes, encode, shout_tags, comment)
"""Those that hold for any page; ``rename_classes`` only where no class speaks."""
