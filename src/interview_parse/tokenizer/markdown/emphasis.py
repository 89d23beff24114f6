"""Which signs of emphasis pair: CommonMark's rule, and beyond it what a reader sees was meant."""

from __future__ import annotations

from collections.abc import Sequence

from interview_parse.tokenizer.markdown.pieces import Kind, Piece


def pair_emphasis(pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Where bold and italics start (+1) and end (-1), by piece. Signs that are paired lose their count."""
    bold, italic = [0] * (len(pieces) + 1), [0] * (len(pieces) + 1)
    stack: list[int] = []
    bottoms: dict[tuple[str, bool, int], int] = {}  # below it no opener fits: each closer looks only once
    for index, piece in enumerate(pieces):
        if piece.kind != Kind.DELIMITER or piece.text[0] == "~":
            continue
        key = (piece.text[0], piece.opens, len(piece.text) % 3)
        while piece.closes and piece.count:
            place = _opener(pieces, stack, piece, min(bottoms.get(key, 0), len(stack)))
            if place < 0:
                bottoms[key] = len(stack)
                break
            opener = pieces[stack[place]]
            strength = 2 if opener.count > 1 and piece.count > 1 else 1
            spans = bold if strength == 2 else italic
            spans[stack[place] + 1] += 1
            spans[index] -= 1
            opener.count -= strength
            piece.count -= strength
            del stack[place + (1 if opener.count else 0) :]
            for one in bottoms:
                bottoms[one] = min(bottoms[one], len(stack))
        if piece.opens and piece.count:
            stack.append(index)
    _drop_strikes(pieces)
    _pair_leftovers(pieces, bold)
    return bold, italic


def _opener(pieces: Sequence[Piece], stack: Sequence[int], closer: Piece, bottom: int) -> int:
    for place in range(len(stack) - 1, bottom - 1, -1):
        opener = pieces[stack[place]]
        if opener.text[0] != closer.text[0]:
            continue
        both = opener.closes or closer.opens
        if both and (len(opener.text) + len(closer.text)) % 3 == 0 and len(opener.text) % 3:
            continue
        return place
    return -1


def _drop_strikes(pieces: Sequence[Piece]) -> None:
    strikes = [piece for piece in pieces if piece.kind == Kind.DELIMITER and piece.text == "~~"]
    if len(strikes) > 1:
        for piece in strikes:
            piece.kind = Kind.GONE


def _pair_leftovers(pieces: Sequence[Piece], bold: list[int]) -> None:
    """Take the "**" that found no partner for bold too: up to the next one, or to the edge that it stands at."""
    left = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind == Kind.DELIMITER and piece.text[0] in "*_" and piece.count == 2 and not _is_power(pieces, index)
    ]
    for opener, closer in zip(left[::2], left[1::2], strict=False):
        bold[opener + 1] += 1
        bold[closer] -= 1
    if len(left) % 2:
        index = left[-1]
        piece = pieces[index]
        if index and not piece.opens and not piece.closes:
            left.pop()  # "2 ** 8"
        elif index == 0:
            bold[1] += 1
        elif index == len(pieces) - 1:
            bold[0] += 1
            bold[index] -= 1
    for index in left:
        pieces[index].kind = Kind.GONE


def _is_power(pieces: Sequence[Piece], index: int) -> bool:
    """Whether "**" stands between letters or digits, as in ``2**8``, or alone between blanks."""
    piece = pieces[index]
    if not piece.opens and not piece.closes:
        return len(pieces) == 1
    before = pieces[index - 1].text[-1:] if index else ""
    after = pieces[index + 1].text[:1] if index + 1 < len(pieces) else ""
    return before.isalnum() and after.isalnum()
