"""What no reader sees of a file: comments, scripts and the like. Inside code they are text."""

from __future__ import annotations

import regex

from interview_parse.tokenizer.markdown.code import code_areas

_OPENING_RE = regex.compile(
    r"<!--|<(?P<raw>script|style|noscript|template|svg|iframe|object|math|select|textarea)(?=[\s>/])", regex.IGNORECASE
)


def drop_unread(text: str) -> str:
    """The text without comments, scripts and the like outside code; lines keep their numbers."""
    if "<" not in text:
        return text
    lowered = text.lower() if len(text.lower()) == len(text) else text
    parts: list[str] = []
    position = 0
    hopeless: set[str] = set()  # closings that do not come any more
    code = code_areas(text)
    area = next(code, None)
    for match in _OPENING_RE.finditer(text):
        if match.start() < position:
            continue
        while area is not None and area[1] <= match.start():
            area = next(code, None)
        if area is not None and area[0] <= match.start():
            continue
        closing = "-->" if match["raw"] is None else f"</{match['raw'].lower()}"
        end = -1 if closing in hopeless else lowered.find(closing, match.end())
        if end < 0:
            hopeless.add(closing)
            continue
        end = text.find(">", end) + 1 or len(text)
        parts += [text[position : match.start()], "\n" * text.count("\n", match.start(), end)]
        position = end
    return "".join(parts) + text[position:]
