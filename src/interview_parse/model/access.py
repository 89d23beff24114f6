"""Who may read the whole article, and whether the text at hand is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from interview_parse.languages import LanguagePack, fold
from interview_parse.marks import ends_asking, holds_question
from interview_parse.model.printed import find_blocks, fold_evenly
from interview_parse.model.types import Access, Role
from interview_parse.segmenter.segmentation import Piece
from interview_parse.tokenizer.page import Page

_ASKED = frozenset({Role.QUESTION, Role.FAQ_QUESTION})
_ANSWERED = frozenset({Role.ANSWER, Role.FAQ_ANSWER})
_TEXT = _ASKED | _ANSWERED | {Role.BODY, Role.CLOSING, Role.INTRODUCTION}
_BODY = frozenset({Role.BODY, Role.HEADING, Role.INTRODUCTION})
_SILENT = frozenset({Role.HEADING, Role.ADVERT, Role.CAPTION, Role.PULL_QUOTE, Role.TIMESTAMP, Role.LABEL})
"""What may stand between a text and the notice that cuts it."""
_REACH = 8
"""Pieces after the text's last word among which a notice or pager speaks of this text."""
_ELLIPSIS_RE = regex.compile(r"(?:…|\.{3,}|。{2,}|・{3})[\"'”’»)\]]*$")
_EDGE = 40
"""Signs at a text's end that tell how it ends."""
_DOTS_RE = regex.compile(r"…|\.{3,}|。{2,}")
_BRACKETED_RE = regex.compile(r"[\[(]\s*(?:…|\.{3,})\s*[\])][\"'”’»]*$")
_ENDED_RE = regex.compile(r"[.!?…。！？؟।։:;；：»”\"’'“„」』)\]）】*♪~～]$|\p{So}$|\p{Sk}$")
_PAGER_RE = regex.compile(
    r"(?<!\d)(?P<page>\d{1,2})\s*(?:of|von|sur|de|di|van|z|из|av|af|/|／)\s*(?P<pages>\d{1,2})(?!\d)"
)
_DIGITS_RE = regex.compile(r"[\s\d|‹›«»<>.…·\-]+")
_SIMPLE_RE = regex.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<marks>(?:[.#][\w-]+)*)")


def read_access(
    page: Page,
    pieces: Sequence[Piece],
    pack: LanguagePack,
    accessible_for_free: bool | None = None,
    selectors: Sequence[str] = (),
) -> tuple[Access, tuple[str, ...]]:
    """Who may read the whole, and doubts in plain words.

    ``accessible_for_free`` and ``selectors`` are the structured data's; alone they prove nothing, since publishers set
    them wrongly: a notice by the text, a cut, or marked paragraphs must agree.
    """
    notices = list(_notices(page, pieces, pack))
    marked = select_blocks(page, selectors)
    cut = is_truncated(page, pieces, pack)
    if "paywall" in notices:
        if accessible_for_free:
            return Access.PAYWALLED, ("a paywall notice stands by the text, though the page's data calls it free",)
        return Access.PAYWALLED, ()
    if "metered" in notices:
        return Access.METERED, ()
    if accessible_for_free is False:
        if marked or cut:
            return Access.PAYWALLED, ()
        return Access.UNKNOWN, ("the page's data calls the text not free, but nothing else on the page does",)
    if accessible_for_free:
        return Access.FREE, ()
    return Access.UNKNOWN, ()


def is_truncated(page: Page, pieces: Sequence[Piece], pack: LanguagePack) -> bool:
    """Whether the text at hand is cut: by a notice, a page break, in mid-sentence, or after a question."""
    last = _last_text(pieces)
    if last < 0:
        return False
    following = list(_after(pieces, last))
    if any(piece.role is Role.PAYWALL for piece in following) or _continues(following):
        return True
    if _has_pager(page, following):
        return True
    text = page.text[pieces[last].span.slice].rstrip()
    role = pieces[last].role
    if role in _ASKED:
        answered = any(piece.role in _ANSWERED for piece in pieces[:last])
        return answered and _awaits_answer(text, pack)
    if any(piece.role is Role.HEADING and ends_asking(page.text[piece.span.slice]) for piece in _headings(following)):
        return True
    if role is Role.BODY and ends_asking(text):
        # No conversation was made of it, but the text asks again and again, and here for the last time.
        before = (page.text[piece.span.slice] for piece in pieces[:last] if piece.role in _BODY)
        return sum(map(ends_asking, before)) >= 2
    return _stops(page, pieces, last, text)


def _headings(following: Sequence[Piece]) -> Iterator[Piece]:
    """Headings directly below the text, with nothing under them."""
    for piece in following:
        if piece.role not in _SILENT:
            return
        yield piece


def select_blocks(page: Page, selectors: Sequence[str]) -> tuple[int, ...]:
    """Indexes of the blocks inside what simple CSS selectors (``.class``, ``#id``, ``tag.class``) select."""
    wanted = [match for selector in selectors for one in selector.split(",") if (match := _simple(one.strip()))]
    if not wanted:
        return ()
    known: dict[tuple[str, ...], bool] = {}
    found = []
    for block in page.blocks:
        if block.path not in known:
            known[block.path] = any(_selects(tag, marks, name) for name in block.path for tag, marks in wanted)
        if known[block.path]:
            found.append(block.index)
    return tuple(found)


def _simple(selector: str) -> tuple[str, frozenset[str]] | None:
    """Tag and marks of the selector's last part; None where it is more than tag, classes and id."""
    last = selector.split()[-1] if selector.split() else ""
    match = _SIMPLE_RE.fullmatch(last)
    if not match or not last:
        return None
    marks = frozenset(
        f"#{mark[1:]}" if mark[0] == "#" else mark[1:] for mark in regex.findall(r"[.#][\w-]+", match["marks"])
    )
    return (match["tag"] or "").casefold(), marks


def _selects(tag: str, marks: frozenset[str], name: str) -> bool:
    own, *classes = name.split(".")
    return (not tag or tag == own) and marks.issubset(classes)


def _notices(page: Page, pieces: Sequence[Piece], pack: LanguagePack) -> Iterator[str]:
    """ "paywall" or "metered" for each notice in or directly after the text."""
    last = _last_text(pieces)
    titles = [place for place, piece in enumerate(pieces) if piece.role is Role.TITLE]
    first = next((place for place, piece in enumerate(pieces) if piece.role in _TEXT), len(pieces))
    below = _after(pieces, last if last >= 0 else titles[-1]) if last >= 0 or titles else iter(())
    badges = pieces[max(0, titles[0] - 2) : first] if titles else ()
    for piece in [*(one for one in badges if len(one.span) <= 60), *below]:
        if not _is_notice(piece):
            continue
        folded = fold_evenly(page.text[piece.span.slice])
        metered = pack.metered_phrases.found_in(folded) and not pack.paywall_phrases.found_in(folded)
        yield "metered" if metered else "paywall"


def _is_notice(piece: Piece) -> bool:
    """Whether a piece says that the rest is not free: by the pack's words, or by its container's name."""
    return piece.role is Role.PAYWALL


def _last_text(pieces: Sequence[Piece]) -> int:
    """Place of the last piece of running text; of the conversation's, where one is and nothing closes it."""
    return next((place for place in range(len(pieces) - 1, -1, -1) if pieces[place].role in _TEXT), -1)


def _after(pieces: Sequence[Piece], last: int) -> Iterator[Piece]:
    """What stands directly below the text, until something else begins."""
    direct = True
    for piece in pieces[last + 1 : last + 1 + _REACH]:
        if piece.role in (Role.COMMENT, Role.AUTHOR_BOX):
            return
        # A container called "paywall" says little by its name alone: it must touch the text.
        if piece.role is Role.PAYWALL and "paywall notice" not in piece.cues and not direct:
            return
        direct = direct and (piece.role in _SILENT or piece.role is Role.PAYWALL)
        yield piece


def _continues(following: Sequence[Piece]) -> bool:
    """Whether a line that says "continue reading" is the first thing below the text."""
    for piece in following:
        if "continued" in piece.cues:
            return True
        if piece.role not in _SILENT:
            return False
    return False


def _has_pager(page: Page, following: Sequence[Piece]) -> bool:
    """Whether the text is one of several pages: "2 of 3", "1 2 3"."""
    for piece in following[:4]:
        if piece.role in (Role.RELATED, Role.THEME, Role.DOSSIER):
            return False
        text = fold_evenly(page.text[piece.span.slice])
        if len(text) > 80:
            continue
        match = _PAGER_RE.search(text)
        paged = any(
            "pag" in name for block in find_blocks(page, piece.span.start, piece.span.end) for name in block.path[-3:]
        )
        if (
            match
            and 1 <= int(match["page"]) <= int(match["pages"])
            and int(match["pages"]) > 1
            and (paged or len(text) <= 25)
        ):
            return True
        if paged and _DIGITS_RE.fullmatch(text) and _counts(text):
            return True
    return False


def _counts(text: str) -> bool:
    """Whether digits count pages from 1: "1 2 3" or "123"."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return len(digits) >= 2 and "123456789".startswith(digits[:9])


def _awaits_answer(text: str, pack: LanguagePack) -> bool:
    """Whether somebody must answer this: it asks, or requests. A thanks or a farewell may well stand last."""
    if ends_asking(text):
        return True
    folded = fold(text)
    if pack.interview_words.found_in(folded) or pack.answer_openings.opens(folded):
        return False
    requests = pack.question_openings
    return bool(requests.opens(folded)) or (not pack.spaced and requests.found_in(folded)) or holds_question(text)


def _stops(page: Page, pieces: Sequence[Piece], last: int, text: str) -> bool:
    """Whether an answer or paragraph breaks off: no mark ends it, where marks end all others."""
    if pieces[last].role not in _ANSWERED and pieces[last].role is not Role.BODY:
        return False
    if _BRACKETED_RE.search(text[-_EDGE:]):
        return True
    others = [
        page.text[piece.span.slice].rstrip()
        for piece in pieces[:last]
        if piece.role in _TEXT and piece.role not in _ASKED and len(piece.span) >= 40
    ]
    if _ELLIPSIS_RE.search(text[-_EDGE:]):
        # Who trails off anywhere else does so by habit.
        spoken = [page.text[piece.span.slice] for piece in pieces[: last + 1] if piece.role in _TEXT]
        used = sum(len(_DOTS_RE.findall(one)) for one in spoken)
        return used <= 1 and _words_since_stop(text) >= 3
    if _ENDED_RE.search(text[-_EDGE:]) or len(text) < (60 if pieces[last].role is Role.BODY else 20):
        return False
    ended = sum(1 for other in others if _ENDED_RE.search(other[-_EDGE:]))
    if len(others) < 2 or ended < 0.8 * len(others):
        return False
    return _breaks_off(text)


def _words_since_stop(text: str) -> int:
    """Words (or half signs, without spaces) between the last full stop and the ellipsis at the end."""
    bare = text[-1000:].rstrip("….。・ \"'”’»)]")
    tail = bare[max(bare.rfind(mark) for mark in (".", "!", "?", "。", "！", "？", "؟", "…")) + 1 :]
    words = len(tail.split())
    return words if words > 1 or tail.isascii() else len(tail) // 2


def _breaks_off(text: str) -> bool:
    """Whether the last word goes on: small, or followed by a comma or dash; any word in scripts without case."""
    if text[-1] in ",，、;" or (text[-1] in "-–—" and not text[-2:-1].isspace()):
        return True
    word = text.split()[-1] if text.split() else ""
    return bool(word) and word.isalpha() and not word[0].isupper()
