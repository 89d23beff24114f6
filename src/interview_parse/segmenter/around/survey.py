"""What each block is before anybody knows where the conversation stands.

Each rule looks at one block and votes or abstains; the first that speaks is kept. After that, boxes: a line that
announces related pieces, a dossier, themes or comments speaks for the lines under it. Only what cannot be a question
or an answer is certain; everything else is a leaning.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from interview_parse.model.types import Role
from interview_parse.segmenter.around.boxes import BOXES
from interview_parse.segmenter.around.containers import NOTHING
from interview_parse.segmenter.around.outline import Look
from interview_parse.segmenter.around.phrases import opens
from interview_parse.segmenter.around.view import View
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.tokenizer.page import Block

_TIME_RE = regex.compile(
    r"[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?[\])]?"
    r"(?:\s*(?:-->|[-–—])\s*[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?[\])]?)?"
)
_SHORTCODE_RE = regex.compile(
    r"(?:\{\{.{0,300}\}\}|\{%.{0,300}%\}|\[/?[a-z][\w-]*(?: [^\]=]{1,60}=[^\]]{0,300})\]|\[/[a-z][\w-]*\])"
)
_COPYRIGHT_RE = regex.compile(r"(?:©|\(c\)|&copy;|\N{COPYRIGHT SIGN})\s*\w", regex.IGNORECASE)
_FIGURE_RE = regex.compile(
    r"(?:fig(?:ure|ura|uur|\.)?|abb(?:ildung|\.)|ill(?:ustration|\.)|рис(?:унок|\.)|rys\.|obr\.|ábra|şekil|kuva|그림|图|圖|図)"
    r"\s?(?:\d+|[一二三四五六七八九十]+)\s*[.:,：，。、)\-–—\s]"
)
_HASHTAGS_RE = regex.compile(r"(?:[#＃][\w-]+[\s,]*+){2,}+")
_PAGES_RE = regex.compile(r"[\d\s|‹›«»<>.…·\-→←]+")
_CRUMB_RE = regex.compile(r"\s[›»>/|→·]\s")
_CRUMB_MARKS = frozenset("›»>/|→·")
_NETWORKS = (
    "facebook twitter x whatsapp linkedin pinterest telegram xing instagram youtube tiktok reddit flipboard pocket "
    "tumblr threads mastodon bluesky rss e-mail email mail print messenger skype viber line wechat weibo vk snapchat "
    "hatena google+ google digg delicious stumbleupon evernote"
)
_PLATFORMS = frozenset(_NETWORKS.split())
"""Names of networks: a block of nothing else is a share bar in any language."""


def survey(view: View) -> tuple[Verdict, ...]:
    """One verdict for each of the page's blocks, in order; time grows with the page's length and no faster."""
    verdicts = [_judge(view, index) for index in range(len(view.blocks))]
    for spread in BOXES:
        spread(view, verdicts)
    return tuple(verdicts)


def _judge(view: View, index: int) -> Verdict:
    block, look = view.blocks[index], view.looks[index]
    for rule in _NAMING:
        verdict = rule(view, index, block, look)
        if verdict is not None:
            return verdict
    # Most blocks say none of the pack's phrases: only the rules that need none are asked.
    for rule in _TELLING if view.phrases(index) else _WORDLESS:
        verdict = rule(view, index, block, look)
        if verdict is not None:
            return verdict
    return NOTHING


# Rules for one block: each gives a verdict or abstains.


def _is_markup(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if block.tag == "frontmatter":
        return Verdict(Role.FURNITURE, "front matter", certain=True)
    if look.folded[:1] in ("{", "[") and _SHORTCODE_RE.fullmatch(look.folded):
        return Verdict(Role.FURNITURE, "shortcode", certain=True)
    return None


def _is_timestamp(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if look.words <= 3 and look.folded.strip("[]() ")[-1:].isdigit() and _TIME_RE.fullmatch(look.folded):
        return Verdict(Role.TIMESTAMP, "timestamp", certain=True)
    return None


def _is_named(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    verdict = view.containers[look.node]
    if verdict.cue in _SIDES and look.words <= 12:  # a box beside the text: its heading knows better
        headed = _is_dossier_line(view, index, block, look) or _is_theme_line(view, index, block, look)
        theirs = headed is not None and headed.role is Role.THEME and not view.outline.in_column(index)
        if headed is not None and headed.cue.endswith("heading") and not theirs:
            return Verdict(headed.role, headed.cue, certain=verdict.certain)
    if verdict.role is None or (verdict.cue in _TOPS and view.outline.in_column(index)):
        return None
    if verdict.role is Role.CAPTION and index in view.signs and block.tag != "image":
        return None  # a portrait with its name, beside each turn
    if verdict.role is Role.PAYWALL and not verdict.certain and look.words <= 40:
        # A container of that name may hold the article; with such words in it, it is the notice.
        said = view.phrases(index).get("paywall_phrases")
        return Verdict(Role.PAYWALL, "paywall notice", certain=True) if said and said.cover >= 0.2 else verdict
    if verdict.role is Role.THEME and (look.prose or block.heading or (look.linked < 0.5 and look.words > 12)):
        return None  # a piece on the subject, not the subject's name
    return verdict


_SIDES = frozenset(
    {"tag aside", "class aside", "class sidebar", "class widget", "class complementary", "class secondary"}
)
_TOPS = frozenset({"tag header", "class header"})
"""Within the main column these hold headings of the article."""


def _is_hidden(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if not block.hidden:
        return None
    certain = look.words < 40 and not look.asks and not view.outline.in_column(index)
    return Verdict(Role.FURNITURE, "hidden", certain=certain)


def _is_tag_list(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if index in view.tagged:
        return Verdict(Role.THEME, "tag links", certain=look.words < 60)
    if look.folded[:1] in ("#", "＃") and look.words <= 60 and _HASHTAGS_RE.fullmatch(look.folded):
        return Verdict(Role.THEME, "hashtags", certain=True)
    return None


def _is_figure_caption(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    """ "Figure 3: …", "Abb. 2", "图4，…"."""
    if look.words > 60 or look.asks or not _FIGURE_RE.match(look.folded):
        return None
    return Verdict(Role.CAPTION, "figure's number", certain=True)


def _is_photo_credit(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if look.words > 25 or look.asks or "?" in look.folded:
        return None
    if look.words <= 15 and _COPYRIGHT_RE.match(look.folded):
        return Verdict(Role.CAPTION, "copyright", certain=True)
    phrase = view.phrases(index).get("photo_credits")
    if phrase is None or not (opens(phrase, look.folded) or look.folded[phrase.end :].lstrip()[:1] in ("", ":", "©")):
        return None
    after_image = block.after_image is not None
    set_off = look.folded[phrase.end :].lstrip()[:1] in (":", "©", "/", "：", "=", "＝", "／") or phrase.end >= 0
    return Verdict(
        Role.CAPTION, "photo credit", certain=after_image or (set_off and look.words <= 12 and not look.ends)
    )


def _is_advert(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if look.words > 6:
        return None
    phrase = view.phrases(index).get("advert_phrases")
    return Verdict(Role.ADVERT, "advert mark", certain=True) if phrase and phrase.whole else None


def _is_paywall(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    found = view.phrases(index)
    phrase = found.get("paywall_phrases") or found.get("metered_phrases")
    if phrase is None or look.folded[-1:] in ":：" or (look.asks and phrase.cover < 0.6):
        return None
    brief = look.words <= 15 and (phrase.cover >= 0.25 or not view.outline.in_column(index))
    certain = phrase.cover >= 0.4 or brief
    return Verdict(Role.PAYWALL, "paywall notice", certain=certain)


def _is_share_bar(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if look.words > 12:
        return None
    words = [word.strip(":,.|/()") for word in look.folded.split()]
    named = sum(word in _PLATFORMS or not word for word in words)
    if named == len(words) and words and (len(words) > 1 or look.linked or block.list_kind.value):
        return Verdict(Role.FURNITURE, "share bar", certain=True)
    phrase = view.phrases(index).get("share_phrases")
    if phrase and (phrase.whole or (named and opens(phrase, look.folded) and look.words <= 6)):
        return Verdict(Role.FURNITURE, "share bar", certain=True)
    return None


def _is_legal(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    """Rights, terms and privacy, as they stand at the foot of a page."""
    phrase = view.phrases(index).get("legal_phrases")
    if phrase is None or look.asks or not (opens(phrase, look.folded) or phrase.cover >= 0.4):
        return None
    return Verdict(Role.FURNITURE, "legal notice", certain=phrase.cover >= 0.4 or look.words <= 15)


def _is_newsletter(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    phrase = view.phrases(index).get("newsletter_phrases")
    if phrase is None or look.asks or (phrase.cover < 0.25 and look.words > 10):
        return None
    return Verdict(Role.FURNITURE, "newsletter box", certain=phrase.whole and look.words <= 12)


def _is_pager(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    """Numbers of pages in links, and nothing else."""
    if look.words <= 30 and look.linked > 0 and _PAGES_RE.fullmatch(look.folded):
        return Verdict(Role.FURNITURE, "pager", certain=True)
    return None


def _is_continued(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    phrase = view.phrases(index).get("continue_phrases")
    if phrase is None or look.words > 12 or phrase.share < 0.6:
        return None
    return Verdict(Role.FURNITURE, "continued", certain=True)


def _is_related(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    phrase = view.phrases(index).get("related_phrases")
    if phrase is None or not opens(phrase, look.folded):
        return None
    rest = look.folded[phrase.end :].lstrip()
    marked = rest[:1] in ("", ":", "：", "|", ">", "»", "→", "–", "-", "…", ".")
    if phrase.whole:
        return Verdict(Role.RELATED, "read also", certain=look.words <= 8)
    if marked or look.linked >= 0.4:
        return Verdict(Role.RELATED, "read also", certain=look.linked >= 0.4)
    return None


def _is_headed(field: str, role: Role, cue: str) -> Rule:
    """A rule for a short line that announces a box and says little else."""

    def rule(view: View, index: int, block: Block, look: Look) -> Verdict | None:
        if look.words > 12:
            return None
        phrase = view.phrases(index).get(field)
        if phrase is None or phrase.share < 0.7 or look.asks:
            return None
        return Verdict(role, cue, certain=phrase.whole and look.words <= 8)

    return rule


def _is_theme_line(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    phrase = view.phrases(index).get("theme_phrases")
    if phrase is None or not opens(phrase, look.folded):
        return None
    rest = look.folded[phrase.end :].lstrip()
    if not rest:
        return Verdict(Role.THEME, "theme heading", certain=look.words <= 5)
    if rest[0] in ":：|" or look.folded[phrase.end - 1] in ":：":
        short = look.words <= 25 and not look.ends and not look.asks
        return Verdict(Role.THEME, "theme line", certain=short and look.linked >= 0.3) if short else None
    if look.linked >= 0.6 and look.words <= 25:
        return Verdict(Role.THEME, "theme line", certain=True)
    return None


def _is_dossier_line(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    phrase = view.phrases(index).get("dossier_phrases")
    if phrase is None or look.words > 16 or look.asks:
        return None
    opening = opens(phrase, look.folded)
    if opening and (look.folded[phrase.end :].lstrip()[:1] in (":", "：") or look.folded[phrase.end - 1] in ":："):
        return Verdict(Role.DOSSIER, "dossier opening")
    if phrase.share >= (0.7 if phrase.words > 1 else 0.9):
        # "Dossier", "Contents" alone head many a list: only more words, or a list of links, make sure of it.
        return Verdict(Role.DOSSIER, "dossier heading", certain=phrase.words > 1 and look.words <= 8)
    if opening and phrase.share >= 0.45:
        return Verdict(Role.DOSSIER, "dossier opening")
    if phrase.share >= 0.3 and (opening or look.linked >= 0.3):
        return Verdict(Role.DOSSIER, "dossier line")
    closing = not look.folded[phrase.end :].strip(" .:：。")
    if closing and look.words <= 12 and (phrase.share >= 0.2 or look.linked):
        return Verdict(Role.DOSSIER, "dossier line")
    return None


def _is_caption(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    return Verdict(Role.CAPTION, "after image") if index in view.captioned else None


def _is_pull_quote(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if index not in view.repeated:
        return None
    quoted = look.folded[:1] in "\"“„«»‘'‹›「『"
    return Verdict(Role.PULL_QUOTE, "repeats", certain=quoted and not look.asks)


def _is_refrain(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if index not in view.refrains:
        return None
    # Somebody may well say the same three times, but then in the container that the others speak in.
    return Verdict(Role.FURNITURE, "refrain", certain=view.outline.share(look.node) < 0.1)


def _is_link_bar(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    if index in view.bars:
        outside = not view.outline.in_column(index)
        return Verdict(Role.FURNITURE, "links", certain=outside)
    if look.words <= 25 and not look.ends and not look.asks and not _CRUMB_MARKS.isdisjoint(look.folded):
        parts = _CRUMB_RE.split(look.folded)
        short = all(1 <= len(part.split()) <= 3 for part in parts)
        if (look.linked >= 0.5 and len(parts) >= 3) or (short and len(parts) >= 4):
            return Verdict(Role.FURNITURE, "crumbs", certain=True)
    return None


def _is_outside(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    """A scrap outside the main column: a link, or a few words that are no sentence."""
    if view.outline.in_column(index) or block.heading or look.prose or look.asks or look.folded[-1:] in ":：":
        return None
    if look.linked >= 0.8 or look.words <= 4:
        return Verdict(Role.FURNITURE, "outside")
    return None


Rule = Callable[[View, int, Block, Look], Verdict | None]

_is_comments_heading = _is_headed("comment_phrases", Role.COMMENT, "comments heading")
_is_author_heading = _is_headed("author_phrases", Role.AUTHOR_BOX, "author heading")

_NAMING: tuple[Rule, ...] = (_is_markup, _is_timestamp, _is_tag_list, _is_named, _is_hidden)
"""In order: what markup says, what names say."""
_TELLING: tuple[Rule, ...] = (
    _is_advert,
    _is_share_bar,
    _is_figure_caption,
    _is_photo_credit,
    _is_paywall,
    _is_dossier_line,
    _is_theme_line,
    _is_pager,
    _is_continued,
    _is_related,
    _is_comments_heading,
    _is_author_heading,
    _is_legal,
    _is_newsletter,
    _is_caption,
    _is_pull_quote,
    _is_refrain,
    _is_link_bar,
    _is_outside,
)
"""After these, in order: what words say, what layout says."""
_WORDLESS: tuple[Rule, ...] = (
    _is_share_bar,
    _is_figure_caption,
    _is_photo_credit,
    _is_pager,
    _is_caption,
    _is_pull_quote,
    _is_refrain,
    _is_link_bar,
    _is_outside,
)
"""Those of them that may speak where a block says no phrase of the pack."""
