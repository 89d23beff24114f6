"""What each block is before anybody knows where the conversation stands.

Each rule looks at one block and votes or abstains; the first that speaks is kept. After that, boxes: a line that
announces related pieces, a dossier, themes or comments speaks for the lines under it. Only what cannot be a question
or an answer is certain; everything else is a leaning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.types import Role
from interview_parse.segmenter.around.outline import Look, Outline
from interview_parse.segmenter.around.phrases import Phrase, find_phrases, opens
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.tokenizer.page import Block, Page

NOTHING = Verdict()

_TIME_RE = regex.compile(
    r"[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?[\])]?"
    r"(?:\s*(?:-->|[-–—])\s*[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?[\])]?)?"
)
_SHORTCODE_RE = regex.compile(
    r"(?:\{\{.{0,300}\}\}|\{%.{0,300}%\}|\[/?[a-z][\w-]*(?: [^\]=]{1,60}=[^\]]{0,300})\]|\[/[a-z][\w-]*\])"
)
_COPYRIGHT_RE = regex.compile(r"(?:©|\(c\)|&copy;|\N{COPYRIGHT SIGN})\s*\w", regex.IGNORECASE)
_HASHTAGS_RE = regex.compile(r"(?:[#＃][\w-]+[\s,]*+){2,}+")
_PAGES_RE = regex.compile(r"[\d\s|‹›«»<>.…·\-→←]+")
_MARKS_RE = regex.compile(r"[\W_]+")
_CRUMB_RE = regex.compile(r"\s[›»>/|→·]\s")
_NETWORKS = (
    "facebook twitter x whatsapp linkedin pinterest telegram xing instagram youtube tiktok reddit flipboard pocket "
    "tumblr threads mastodon bluesky rss e-mail email mail print messenger skype viber line wechat weibo vk snapchat "
    "hatena google+ google digg delicious stumbleupon evernote"
)
_PLATFORMS = frozenset(_NETWORKS.split())
"""Names of networks: a block of nothing else is a share bar in any language."""
_SHORT = 30
"""Words up to which a phrase of the pack can name what a block is: a paragraph that mentions a newsletter is no box."""


class View:
    """A page with all that the rules look up, each found once."""

    def __init__(self, page: Page, pack: LanguagePack) -> None:
        self.page = page
        self.pack = pack
        self.blocks = page.blocks
        self.outline = Outline(page)
        self.looks = self.outline.looks
        self._phrases: dict[int, dict[str, Phrase]] = {}

    def phrases(self, index: int) -> dict[str, Phrase]:
        """The pack's fields that a short block names; empty for a long one."""
        look = self.looks[index]
        if look.words > _SHORT:
            return {}
        found = self._phrases.get(index)
        if found is None:
            found = self._phrases[index] = find_phrases(look.folded, self.pack)
        return found

    @cached_property
    def containers(self) -> tuple[Verdict, ...]:
        """What each container's name says, its parents' included, where the page does not speak against it."""
        return _judge_containers(self.outline)

    @cached_property
    def tagged(self) -> frozenset[int]:
        """Blocks made up of links to the article's tags."""
        found: set[int] = set()
        links = sorted(self.page.head.tag_links)
        block = 0
        sums: dict[int, int] = {}
        for start, end, _ in links:
            while block < len(self.blocks) and self.blocks[block].end <= start:
                block += 1
            if block < len(self.blocks) and self.blocks[block].start <= start:
                sums[block] = sums.get(block, 0) + end - start
        for index, length in sums.items():
            if length >= 0.5 * (self.blocks[index].end - self.blocks[index].start):
                found.add(index)
        return frozenset(found)

    @cached_property
    def captioned(self) -> frozenset[int]:
        """Blocks directly after an image that look like its caption."""
        return _find_captions(self)

    @cached_property
    def repeated(self) -> frozenset[int]:
        """Set-off blocks whose words stand inside a longer block too: pull quotes."""
        return _find_repeated(self)

    @cached_property
    def refrains(self) -> frozenset[int]:
        """Sentences that the page prints three times or more, word for word: buttons' hints, notices."""
        places: dict[str, list[int]] = {}
        for index, look in enumerate(self.looks):
            if 5 <= look.words <= 40 and not look.asks:
                places.setdefault(look.folded, []).append(index)
        return frozenset(index for found in places.values() if len(found) >= 3 for index in found)

    @cached_property
    def bars(self) -> frozenset[int]:
        """Blocks in a row of at least four that are links and little else."""
        return _find_bars(self)


def survey(page: Page, pack: LanguagePack) -> tuple[Verdict, ...]:
    """One verdict for each of ``page.blocks``, in order; time grows with the page's length and no faster."""
    return survey_view(View(page, pack))


def survey_view(view: View) -> tuple[Verdict, ...]:
    """The same for a page already looked at."""
    verdicts = [_judge(view, index) for index in range(len(view.blocks))]
    for spread in _BOXES:
        spread(view, verdicts)
    return tuple(verdicts)


def _judge(view: View, index: int) -> Verdict:
    block, look = view.blocks[index], view.looks[index]
    for rule in _RULES:
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
    if verdict.role is None or (verdict.cue in _TOPS and view.outline.in_column(index)):
        return None
    if verdict.role is Role.THEME and (look.prose or block.heading or (look.linked < 0.5 and look.words > 12)):
        return None  # a piece on the subject, not the subject's name
    return verdict


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
    if phrase is None or look.asks or look.folded[-1:] in ":：":
        return None
    certain = phrase.share >= 0.5 or (look.words <= 15 and (phrase.share >= 0.25 or not view.outline.in_column(index)))
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


def _is_newsletter(view: View, index: int, block: Block, look: Look) -> Verdict | None:
    phrase = view.phrases(index).get("newsletter_phrases")
    if phrase is None or look.asks:
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
    if phrase.share >= (0.7 if phrase.words > 1 else 0.9):
        # "Dossier", "Contents" alone head many a list: only more words, or a list of links, make sure of it.
        return Verdict(Role.DOSSIER, "dossier heading", certain=phrase.words > 1 and look.words <= 8)
    if phrase.share >= 0.3 and (opens(phrase, look.folded) or look.linked >= 0.3):
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
    if look.linked >= 0.5 and look.words <= 20 and len(_CRUMB_RE.findall(look.folded)) >= 2:
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

_RULES: tuple[Rule, ...] = (
    _is_markup,
    _is_timestamp,
    _is_tag_list,
    _is_named,
    _is_hidden,
    _is_advert,
    _is_share_bar,
    _is_photo_credit,
    _is_paywall,
    _is_dossier_line,
    _is_theme_line,
    _is_pager,
    _is_continued,
    _is_related,
    _is_headed("comment_phrases", Role.COMMENT, "comments heading"),
    _is_headed("author_phrases", Role.AUTHOR_BOX, "author heading"),
    _is_newsletter,
    _is_caption,
    _is_pull_quote,
    _is_refrain,
    _is_link_bar,
    _is_outside,
)
"""In order: what markup says, what names say, what words say, what layout says."""


# What needs more than one block.


MENUS = frozenset(
    f"{kind} {name}"
    for kind in ("tag", "class")
    for name in (
        "nav",
        "navbar",
        "navigation",
        "menu",
        "menus",
        "dropdown",
        "burger",
        "sidebar",
        "widget",
        "widgets",
        "aside",
    )
)


_THEME_PROSE = 25
"""Words of running text above which a container lists no subjects but pieces on a subject."""


def _judge_containers(outline: Outline) -> tuple[Verdict, ...]:
    spoken = _overused(outline)
    verdicts: list[Verdict] = []
    for node, hint in enumerate(outline.hints):
        inherited = verdicts[outline.parents[node]] if node else NOTHING
        unfit = hint is not None and hint.role is Role.THEME and outline.prose[node] > _THEME_PROSE
        if hint is None or unfit or hint.cue in spoken or outline.share(node) > hint.limit:
            verdicts.append(inherited)
            continue
        certain = hint.certain and not _holds_turns(outline, node, repeats=hint.repeats)
        role: Role | None = hint.role
        cue = hint.cue
        if role is Role.THEME and inherited.cue in MENUS:
            role, cue = inherited.role, inherited.cue  # a menu's or sidebar's topics are the site's
        if inherited.role is not None and inherited.role is not Role.FURNITURE and role is Role.FURNITURE:
            role, cue = inherited.role, inherited.cue
        verdicts.append(Verdict(role, cue, certain=certain or inherited.certain))
    return tuple(verdicts)


def _overused(outline: Outline) -> frozenset[str]:
    """Names that hold too much of the page, in all their containers together: ``widget`` around every paragraph."""
    sums: dict[str, int] = {}
    limits: dict[str, float] = {}
    blocked: list[frozenset[str]] = []
    for node, hint in enumerate(outline.hints):
        above = blocked[outline.parents[node]] if node else frozenset()
        if hint is not None and outline.share(node) <= hint.limit and hint.cue not in above:
            sums[hint.cue] = sums.get(hint.cue, 0) + outline.prose[node]
            limits[hint.cue] = hint.limit
            above = above | {hint.cue}
        blocked.append(above)
    return frozenset(cue for cue, prose in sums.items() if prose > limits[cue] * max(1, outline.total))


def _holds_turns(outline: Outline, node: int, *, repeats: bool) -> bool:
    """Whether a container's blocks ask, or come again and again between paragraphs, as questions would."""
    plain, asking = outline.plain[node], outline.asking[node]
    if asking >= 2 and asking >= 0.25 * plain and (outline.inside[node] or outline.share(node) > 0.05):
        return True
    return not repeats and outline.inside[node] and outline.entries[node] >= 4 and plain >= 4


def _find_captions(view: View) -> frozenset[int]:
    after = [index for index, block in enumerate(view.blocks) if block.after_image is not None]
    short = [
        index
        for index in after
        if 1 <= view.looks[index].words <= 45 and not view.looks[index].asks and not view.blocks[index].heading
    ]
    plain = sum(1 for look in view.looks if look.prose)
    texts = {view.looks[index].folded for index in short}
    if not short or len(short) < 0.6 * len(after) or len(short) > 0.3 * plain or len(texts) < 0.7 * len(short):
        return frozenset()
    return frozenset(short)


def _find_repeated(view: View) -> frozenset[int]:
    """Candidates are looked for in one joined text, as many as a fixed amount of work allows."""
    candidates = [
        index
        for index, (block, look) in enumerate(zip(view.blocks, view.looks, strict=True))
        if 5 <= look.words <= 60 and look.linked < 0.5 and len(look.folded) < 400 and _is_set_off(block, look)
    ]
    if not candidates:
        return frozenset()
    texts = [_bare(view.page.text[block.start : block.end]) for block in view.blocks]
    joined = "\n".join(texts)
    budget = 50_000_000 // max(1, len(joined))
    found = set()
    for index in candidates[:budget]:
        wanted = texts[index]
        at = joined.find(wanted)
        hits = 0
        while at >= 0 and hits < 4:
            before = joined[at - 1 : at] if at else "\n"
            after = joined[at + len(wanted) : at + len(wanted) + 1] or "\n"
            if before != "\n" or after != "\n":  # part of a longer block
                found.add(index)
                break
            hits += 1
            at = joined.find(wanted, at + 1)
    return frozenset(found)


def _is_set_off(block: Block, look: Look) -> bool:
    opening = look.folded[:1] in '"“„«»‘‹›「『'
    styled = all(run.bold or run.italic for run in block.runs)
    return bool(not block.heading and (opening or block.quote or styled or block.tag in ("aside", "figure", "q")))


def _bare(text: str) -> str:
    bare: str = _MARKS_RE.sub(" ", text.casefold())
    return bare.strip()


def _find_bars(view: View) -> frozenset[int]:
    found: set[int] = set()
    run: list[int] = []
    for index, look in enumerate(view.looks):
        if look.linked >= 0.8:
            run.append(index)
            continue
        if len(run) >= 4:
            found.update(run)
        run = []
    if len(run) >= 4:
        found.update(run)
    return frozenset(found)


# Boxes: a line that announces something speaks for what stands under it.


def _spread_list(view: View, verdicts: list[Verdict], role: Role, cue: str, limit: int) -> None:
    """Give a box's entries (list items, links) the role of the line that announces them."""
    inside = False
    left = 0
    for index, verdict in enumerate(verdicts):
        if verdict.role is role and verdict.cue in _HEADS:
            inside, left = True, limit
            continue
        if not inside:
            continue
        look = view.looks[index]
        entry = (view.outline.is_listed(index) or look.linked >= 0.7) and left and not look.prose
        if entry and verdict.role in (None, Role.FURNITURE, role):
            certain = look.linked >= 0.7 or verdict.certain
            verdicts[index] = Verdict(role, cue, certain=certain)
            left -= 1
        else:
            inside = False


_HEADS = frozenset({"read also", "theme heading", "dossier heading"})


def _spread_related(view: View, verdicts: list[Verdict]) -> None:
    _spread_list(view, verdicts, Role.RELATED, "related list", 30)


def _spread_themes(view: View, verdicts: list[Verdict]) -> None:
    _spread_list(view, verdicts, Role.THEME, "theme list", 30)


def _spread_dossier(view: View, verdicts: list[Verdict]) -> None:
    """A dossier's box: its heading lines, a title between or after them, and the summary under them."""
    index, count = 0, len(verdicts)
    while index < count:
        if verdicts[index].role is not Role.DOSSIER or not verdicts[index].cue.startswith("dossier"):
            index += 1
            continue
        first, last, headed, sure = index, index, False, 0
        at = index
        while at < count and at <= last + 2:  # one line that announces nothing may stand between: the title
            if verdicts[at].role is Role.DOSSIER:
                last = at
                headed = headed or verdicts[at].cue == "dossier heading"
                sure += verdicts[at].certain
            at += 1
        start = last + 1
        if start + 1 < count and not _is_entry(view, start) and _is_title_line(view, start):
            start += 1
        end = start
        while end < count and _is_entry(view, end) and verdicts[end].role in (None, Role.DOSSIER, Role.FURNITURE):
            end += 1
        links = sum(1 for place in range(start, end) if view.looks[place].linked >= 0.7)
        listed = headed and end - start >= 2 and (links >= 0.6 * (end - start) or sure >= 1)
        if listed and _is_contents(view, start, end):
            for place in range(first, end):
                verdicts[place] = Verdict(Role.FURNITURE, "contents", certain=True)
            index = end
            continue
        if listed:
            for place in range(start, end):
                verdicts[place] = Verdict(Role.DOSSIER, "dossier list", certain=True)
        else:
            start = last + 1
        if listed or (headed and last > first):
            for place in range(first, start):
                if verdicts[place].role in (None, Role.DOSSIER, Role.FURNITURE) and view.looks[place].words <= 30:
                    verdicts[place] = Verdict(Role.DOSSIER, "dossier box", certain=True)
        index = max(end if listed else 0, last + 1)


def _is_contents(view: View, start: int, end: int) -> bool:
    """Whether a list leads to places on this very page."""
    links = [run.href for block in view.blocks[start:end] for run in block.runs if run.href is not None]
    return bool(links) and all(href.startswith("#") for href in links)


def _is_title_line(view: View, index: int) -> bool:
    """Whether a block can name the dossier between its heading and its list."""
    look = view.looks[index]
    return look.words <= 16 and not (look.ends and look.folded[-1] == ".")


def _is_entry(view: View, index: int) -> bool:
    """Whether a block can be one line of a summary: a list item or a link of a title's length."""
    look = view.looks[index]
    if look.words > 40:
        return False
    return (
        view.outline.is_listed(index) or look.linked >= 0.7 or look.folded[:2] in ("- ", "– ", "— ", "• ", "* ", "· ")
    )


def _spread_comments(view: View, verdicts: list[Verdict]) -> None:
    """All after a heading "Comments" low on the page leans to comments."""
    total = view.outline.total
    prose = 0
    below = False
    for index, verdict in enumerate(verdicts):
        prose += view.looks[index].prose
        if verdict.cue == "comments heading" and prose >= 0.5 * total:
            below = True
        elif below and verdict.role is None:
            verdicts[index] = Verdict(Role.COMMENT, "below comments heading")


_BOXES: tuple[Callable[[View, list[Verdict]], None], ...] = (
    _spread_dossier,
    _spread_themes,
    _spread_related,
    _spread_comments,
)


def roles_of(verdicts: Sequence[Verdict]) -> tuple[Role | None, ...]:
    """The roles alone, in order."""
    return tuple(verdict.role for verdict in verdicts)
