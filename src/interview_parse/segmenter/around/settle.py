"""What each block is once the conversation's place is known: title to last line of the article, and all around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from interview_parse.languages import LanguagePack
from interview_parse.model.types import Role
from interview_parse.segmenter.around.classes import heads_of, words_of
from interview_parse.segmenter.around.survey import MENUS, View
from interview_parse.segmenter.segmentation import Verdict
from interview_parse.source import Format
from interview_parse.tokenizer.page import Block, Page

Settled = tuple[Role, tuple[str, ...]]

_WORD_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}]|[\p{L}\p{N}\p{M}]+")
_SUFFIX_RE = regex.compile(r"\s+[|–—·•»«/:\-]+\s+|\s*[|｜_]\s*")
_NUMERIC_DATE_RE = regex.compile(
    r"(?<!\d)(?:\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}|\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*(?:\d{4}|\d{2})(?!\d)"
    r"|\d{4}\s*년\s*\d{1,2}\s*월)"
)
_YEAR_RE = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_LEADS = frozenset(
    (
        *("standfirst", "dek", "deck", "lead", "lede", "leadtext", "subtitle", "subheadline", "subheading", "subhead"),
        *(
            "subline",
            "subtitulo",
            "subtitulo",
            "sottotitolo",
            "untertitel",
            "unterzeile",
            "vorspann",
            "teaser",
            "chapo",
        ),
        *("chapeau", "incipit", "intro", "ingress", "excerpt", "summary", "abstract", "entradilla", "bajada", "olho"),
        *("occhiello", "manchet", "perex", "description", "zajawka", "leadin", "kop", "sommario", "strapline", "blurb"),
    )
)
"""Words of classes that set a lead off from the body."""
_HEADLINES = frozenset(("title", "headline", "titel", "titre", "titulo", "titolo", "hed", "topic", "überschrift"))
_SITE_TOPS = frozenset({"tag header", "class header", "outside"})
_OWN = frozenset({Role.FURNITURE, Role.BYLINE, Role.DATE, Role.RELATED, Role.PULL_QUOTE, Role.CAPTION})
"""Leanings of the survey that a title, lead or paragraph of the article may overrule where they are not certain."""


def settle(
    page: Page, verdicts: Sequence[Verdict], taken: Sequence[tuple[int, int]], pack: LanguagePack
) -> tuple[Settled, ...]:
    """The final role and its cues for every block.

    ``taken`` are sorted half-open ranges of block indexes that hold conversations; a block inside gets what it would
    be if it were no turn. Without any, the main column's prose is the article.
    """
    return _Settling(View(page, pack), verdicts, taken).settle()


class _Settling:
    """One page's blocks on their way to a final role."""

    def __init__(self, view: View, verdicts: Sequence[Verdict], taken: Sequence[tuple[int, int]]) -> None:
        self.view = view
        self.page = view.page
        self.blocks = view.blocks
        self.looks = view.looks
        self.verdicts = verdicts
        self.taken = [span for span in taken if span[0] < span[1]]
        self.column = self._find_column()
        self._same_headings = Counter((block.heading, block.path[-1:]) for block in self.blocks if block.heading)
        self.first, self.last = self._find_region()
        self._menus_below = self._count_menus()
        self.title = self._find_title()

    def settle(self) -> tuple[Settled, ...]:
        settled: list[Settled] = [(Role.FURNITURE, ("outside",))] * len(self.blocks)
        below = self._find_end()
        leads = self._find_leads()
        for index in range(len(self.blocks)):
            if index in self.title:
                settled[index] = (Role.TITLE, (self.title[index],))
            elif index in leads:
                settled[index] = (Role.STANDFIRST, (leads[index],))
            elif index < self.first:
                settled[index] = self._settle_above(index)
            elif index < self.last:
                settled[index] = self._settle_within(index)
            else:
                settled[index] = self._settle_below(index, over=index >= below)
        return tuple(settled)

    # where the article stands

    def _find_column(self) -> int:
        """The container of the conversation; without one, of most of the running text."""
        outline = self.view.outline
        if not self.taken:
            return outline.column
        first, last = self.taken[0][0], self.taken[-1][1] - 1
        above = set()
        node = self.looks[first].node
        while node >= 0:
            above.add(node)
            node = outline.parents[node]
        node = self.looks[last].node
        while node not in above:
            node = outline.parents[node]
        if first == last and node > 0:  # one block: its own element is no column
            node = outline.parents[node]
        # The innermost of both: a turn outside the text's column widens it, a long page's column narrows nothing.
        return node

    def in_column(self, index: int) -> bool:
        """Whether a block stands in the conversation's container or around it in the article."""
        return self._columns[self.looks[index].node]

    @property
    def _columns(self) -> list[bool]:
        cached: list[bool] | None = self.__dict__.get("_inside")
        if cached is None:
            cached = self.view.outline._spread(self.column)
            self.__dict__["_inside"] = cached
        return cached

    def _find_region(self) -> tuple[int, int]:
        """First and last block (half-open) of the conversation, or of the main column's prose."""
        if self.taken:
            return self.taken[0][0], self.taken[-1][1]
        prose = [
            index
            for index, look in enumerate(self.looks)
            if look.prose and self.in_column(index) and not self.verdicts[index].certain
        ]
        return (prose[0], prose[-1] + 1) if prose else (len(self.blocks), len(self.blocks))

    def _find_end(self) -> int:
        """The first block after the region from which nothing is the article's any more."""
        prose = [
            index
            for index in range(self.last, len(self.blocks))
            if self.looks[index].prose >= 25 and self.in_column(index) and self.verdicts[index].role is None
        ]
        still = prose[-1] + 1 if prose else self.last  # a box of links within the text does not end it
        for index in range(self.last, len(self.blocks)):
            verdict = self.verdicts[index]
            if verdict.role in (Role.COMMENT, Role.AUTHOR_BOX) and verdict.certain:
                return index
            if verdict.cue == "comments heading":
                return index
            if index < still:
                continue
            if verdict.cue == "read also" and not self.looks[index].prose:
                return index
            if not self.in_column(index) and (verdict.certain or self.looks[index].linked >= 0.7):
                return index
        return len(self.blocks)

    def _count_menus(self) -> list[int]:
        """For each block, how many lines of menus stand between it and the region."""
        counts = [0] * (len(self.blocks) + 1)
        for index in range(min(self.first, len(self.blocks)) - 1, -1, -1):
            verdict = self.verdicts[index]
            is_menu = verdict.certain and verdict.cue in MENUS
            counts[index] = counts[index + 1] + is_menu
        return counts

    # title

    def _find_title(self) -> dict[int, str]:
        """Blocks of the headline with what told it; empty where the page prints none."""
        head = self.page.head
        names = [
            head.meta("og:title", "twitter:title", "headline", "dc.title", "title", "parsely-title", "citation_title")
        ]
        names += [item.value for item in head.items if item.name == "headline" and item.value]
        said = [words for words in (_words(name) for name in names if name) if words]
        whole = _words(head.title or "")
        parts = [_words(part) for part in _SUFFIX_RE.split(head.title or "") if part.strip()]
        site = _words(head.meta("og:site_name", "application-name") or "")
        spans = [(item.start, item.end) for item in head.items if item.name == "headline" and item.end > item.start]
        best, best_score, told = -1, 0.9, ""
        stop = self.first if self.taken else min(len(self.blocks), self.first + 3)
        for index in range(stop):
            score, cue = self._score_title(index, said, whole, parts, site, spans)
            if score > best_score:
                best, best_score, told = index, score, cue
        if best < 0:
            return {}
        best, told = self._below_rubric(best, told, stop)
        best = self._first_of_its_words(best)
        found = {best: told}
        text = self.page.of(self.blocks[best]).rstrip()
        following = best + 1
        if (
            text[-1:] in ":："
            and following < stop
            and self.looks[following].words <= 12
            and not self.looks[following].ends
        ):
            found[following] = told
        return found

    def _first_of_its_words(self, best: int) -> int:
        """The first heading that prints the same headline, where the page prints it twice."""
        words = _words(self.page.of(self.blocks[best]))
        for index in range(max(0, best - 40), best):
            block = self.blocks[index]
            shown = block.heading and not block.hidden and not self.verdicts[index].certain
            if shown and self._menus_below[index] < 10 and _words(self.page.of(block)) == words:
                return index
        return best

    def _below_rubric(self, best: int, told: str, stop: int) -> tuple[int, str]:
        """The headline: a heading that names the genre and no more is a rubric where another stands under it."""
        look = self.looks[best]
        if look.words > 2:
            return best, told
        named = look.folded.strip(" .:!")
        for index in range(best + 1, min(best + 4, stop)):
            lower = self.looks[index]
            if not self.blocks[index].heading or lower.words < 3 or self.verdicts[index].certain:
                continue
            stem = named[:-1] if len(named) > 5 else named
            if named in self.view.pack.interview_words or lower.folded.startswith(stem):
                return index, f"h{self.blocks[index].heading}"
        return best, told

    def _names_genre(self, index: int) -> bool:
        near = index <= 4 or self.in_column(index)
        return near and self.view.pack.interview_words.found_in(self.looks[index].folded)

    def _score_title(
        self,
        index: int,
        said: list[list[str]],
        whole: list[str],
        parts: list[list[str]],
        site: list[str],
        spans: list[tuple[int, int]],
    ) -> tuple[float, str]:
        block, look, verdict = self.blocks[index], self.looks[index], self.verdicts[index]
        if look.words > 45 or block.tag == "frontmatter" or (verdict.certain and verdict.role is not Role.FURNITURE):
            return 0.0, ""
        words = _words(self.page.of(block))
        if not words or (site and words == site):
            return 0.0, ""
        score, cue, once = 0.0, "", True
        if any(start <= block.start < end for start, end in spans):
            score, cue = 4.0, "headline property"
        if any(_agree(words, name) >= 0.85 for name in said):
            score, cue = score + 4.0, cue or "og:title"
        elif whole and (_agree(words, whole) >= 0.85 or (len(words) >= 2 and _holds(whole, words))):
            is_suffix = len(parts) > 1 and words == parts[-1] and words != parts[0]
            if not is_suffix:
                score, cue = score + 2.0 + min(1.0, len(words) / len(whole)), cue or "title element"
        elif block.heading and any(len(part) >= 3 and _holds(words, part) for part in (*said, *parts)):
            score, cue = score + 2.0, cue or "title element"  # with its kicker
        if block.heading:
            level = {1: 3.0, 2: 2.0, 3: 1.5}.get(block.heading, 1.0)
            # What stands again and again heads a section.
            once = self._same_headings[(block.heading, block.path[-1:])] < 3
            score += 0.25 + (level if once else 1.0)
            cue = cue or f"h{block.heading}"
        elif not cue and look.words <= 20 and look.linked < 0.5 and self._names_genre(index):
            score, cue = 1.5, "names the genre"
        elif not cue and not index and look.words <= 12 and not look.asks and not self._same_headings:
            score, cue = 1.0, "first line"
        named = words_of(block.path[-1] if block.path else "") or words_of(block.path[-2] if block.path[1:] else "")
        if _HEADLINES.intersection(named):
            score, cue = score + 1.0, cue or "class title"
        if _LEADS.intersection(heads_of(block.path[-1] if block.path else "")):
            score -= 2.5
        if verdict.certain:
            score -= 3.0
        if cue not in ("og:title", "headline property") and self._menus_below[index] >= 3:
            # Above the site's menu stands the site's name.
            score -= 3.0 if cue != "title element" or verdict.cue in _SITE_TOPS else 0.0
        if block.hidden:
            score -= 1.0
        if self.in_column(index) and once:
            score += 0.5
        return score, cue

    # standfirst

    def _find_leads(self) -> dict[int, str]:
        """Blocks of the lead, set off from the body between title and first turn."""
        start = self._below_title()
        stop = self.first if self.taken else min(len(self.blocks), self.first + 2)
        above = [index for index in range(start, min(stop, start + 15)) if self._may_lead(index)]
        named = [index for index in above if self._is_named_lead(index)]
        if named:
            run = [index for place, index in enumerate(named) if index - named[0] <= place + 1]
            return dict.fromkeys(run, "class lead")
        said = [
            _words(text)
            for name in ("description", "og:description", "twitter:description")
            for text in self.page.head.all(name)
        ]
        body = self._body_look()
        leads: dict[int, str] = {}
        for index in above[:8]:
            if self._is_byline(index) or self._is_date(index):
                continue
            cue = self._told_lead(index, start, said, body)
            ended = not cue and (self.looks[index].prose or self.blocks[index].heading)
            if ended or (leads and (not cue or leads[max(leads)] != cue)):
                break
            if cue:
                leads[index] = cue
        return leads

    def _below_title(self) -> int:
        """The block from which a lead can stand: below the title, or below a file's front matter."""
        if self.title:
            return max(self.title) + 1
        matter = [block.index for block in self.blocks[: self.first] if block.tag == "frontmatter"]
        return matter[-1] + 1 if matter else 0

    def _may_lead(self, index: int) -> bool:
        look = self.looks[index]
        return not self.verdicts[index].certain and 4 <= look.words <= 130 and look.linked < 0.5

    def _is_named_lead(self, index: int) -> bool:
        return any(_LEADS.intersection(heads_of(name)) for name in self.blocks[index].path[-2:])

    def _told_lead(self, index: int, start: int, said: list[list[str]], body: tuple[object, ...] | None) -> str:
        block, look = self.blocks[index], self.looks[index]
        if not start:
            return ""
        alike = body is not None and body == self._style(block)
        words = _words(self.page.of(block))
        if not alike and any(_agree(words, text) >= 0.85 for text in said):
            return "description"
        if block.heading:
            if _HEADLINES.intersection(words_of(block.path[-1] if block.path else "")):
                return ""
            alone = self._same_headings[(block.heading, block.path[-1:])] == 1 and self.page.format is Format.HTML
            return "heading under title" if alone and look.words >= 6 and self.title and index - start <= 2 else ""
        bold, italic = _styled(block)
        sure = set(self.title.values()).isdisjoint(("names the genre", "first line"))
        if (bold or italic) and not alike and look.prose and sure and look.folded[:1] not in "*(¹":
            return "bold under title" if bold else "italic under title"
        if self.title and look.words >= 5 and not self.in_column(index):
            around = block.path[:-1]
            title = self.blocks[max(self.title)].path[:-1]
            if (
                around == title[: len(around)]
                and len(around) >= len(title) - 1
                and block.tag == "p"
                and index - start <= 3
            ):
                return "beside the title"
        return ""

    def _body_look(self) -> tuple[object, ...] | None:
        """The commonest look of the article's longer paragraphs."""
        looks = Counter(
            self._style(self.blocks[index])
            for index in range(self.first, self.last)
            if self.looks[index].prose >= 15 and not self.verdicts[index].certain
        )
        return looks.most_common(1)[0][0] if looks else None

    def _style(self, block: Block) -> tuple[object, ...]:
        return (block.path[-1:], _styled(block))

    # everything else

    def _settle_above(self, index: int) -> Settled:
        verdict, look, block = self.verdicts[index], self.looks[index], self.blocks[index]
        if verdict.certain and verdict.role is not None:
            return verdict.role, (verdict.cue,)
        under_title = bool(self.title) and index > max(self.title)
        if self._is_byline(index):
            return Role.BYLINE, ("byline",)
        if self._is_date(index):
            return Role.DATE, ("date",)
        if verdict.role is not None and not (verdict.role in _OWN and look.prose and self.in_column(index)):
            return verdict.role, (verdict.cue,)
        inside = self.in_column(index)
        if self.title and not under_title:
            return Role.FURNITURE, ("above title",)
        if block.heading and (under_title or inside):
            return Role.HEADING, (f"h{block.heading}",)
        if look.prose and (inside or under_title):
            return Role.INTRODUCTION, ("prose before the first turn",)
        if inside and not (look.linked >= 0.7):
            return Role.INTRODUCTION, ("in the text's column",)
        return Role.FURNITURE, ("outside",)

    def _settle_within(self, index: int) -> Settled:
        verdict, block = self.verdicts[index], self.blocks[index]
        if verdict.role is not None and (verdict.certain or not (verdict.role in _OWN and self.looks[index].prose)):
            return verdict.role, (verdict.cue,)
        if block.heading:
            return Role.HEADING, (f"h{block.heading}",)
        if not self.taken and not self.in_column(index):
            return Role.FURNITURE, ("outside",)
        return Role.BODY, ("within the article",)

    def _settle_below(self, index: int, *, over: bool) -> Settled:
        verdict, look, block = self.verdicts[index], self.looks[index], self.blocks[index]
        if verdict.certain and verdict.role is not None:
            return verdict.role, (verdict.cue,)
        if self._is_credit(index):
            return Role.CREDIT, ("credit phrase",)
        if verdict.role is not None and not (verdict.role in _OWN and look.prose and not over):
            return verdict.role, (verdict.cue,)
        if over:
            return Role.FURNITURE, ("after the article",)
        if self._is_date(index):
            return Role.DATE, ("date",)
        inside = self.in_column(index)
        if block.heading:
            return (Role.HEADING, (f"h{block.heading}",)) if inside else (Role.FURNITURE, ("after the article",))
        if look.prose and (inside or self._is_near(index)):
            return (Role.CLOSING if self.taken else Role.BODY), ("prose after the last turn",)
        return Role.FURNITURE, ("after the article",)

    def _is_near(self, index: int) -> bool:
        """Whether a block stands beside the text's column, in the same article."""
        outline = self.view.outline
        top = outline.parents[self.column] if self.column > 0 else 0
        node = self.looks[index].node
        while node > 0:
            if node == top:
                return True
            node = outline.parents[node]
        return top == 0 and outline.parents[self.column] <= 0

    def _is_byline(self, index: int) -> bool:
        look = self.looks[index]
        if look.words > 25 or look.asks:
            return False
        verdict = self.verdicts[index]
        if verdict.role is Role.BYLINE and look.words <= 20:
            return True
        block = self.blocks[index]
        if any(block.start <= start < block.end for start, _, _ in self.page.head.author_links):
            return True
        found = self.view.phrases(index)
        credit, by = found.get("credit_phrases"), found.get("byline_words")
        if credit is not None and (credit.start == 0 or look.words <= 12):
            return True
        return by is not None and by.start == 0 and look.words <= 12 and not look.ends

    def _is_credit(self, index: int) -> bool:
        look = self.looks[index]
        if look.words > 40 or look.asks:
            return False
        found = self.view.phrases(index)
        credit, by = found.get("credit_phrases"), found.get("byline_words")
        if credit is not None:
            return True
        return by is not None and by.start == 0 and look.words <= 12

    def _is_date(self, index: int) -> bool:
        look = self.looks[index]
        if look.words > 16 or look.asks:
            return False
        block = self.blocks[index]
        if any(block.start <= start < block.end for _, start in self.page.head.times):
            return True
        if _NUMERIC_DATE_RE.match(look.folded) or (_NUMERIC_DATE_RE.search(look.folded) and not look.ends):
            return True
        if look.words > 10 or (look.ends and look.words > 6):
            return False
        if not _YEAR_RE.search(look.folded):
            return False
        words = {word.rstrip(".") for word in _words(look.folded)}
        return any(name.rstrip(".") in words for name, _ in self.view.pack.months)


def _words(text: str) -> list[str]:
    found: list[str] = _WORD_RE.findall(text.casefold())
    return found


def _agree(one: list[str], other: list[str]) -> float:
    """How far two texts have the same words: F1 of their bags."""
    if not one or not other:
        return 0.0
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))


def _holds(whole: list[str], part: list[str]) -> bool:
    """Whether a text's words stand in a row in a longer text."""
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def _styled(block: Block) -> tuple[bool, bool]:
    """Whether nearly all of a block is bold, and italic."""
    size = max(1, block.end - block.start)
    bold = sum(run.end - run.start for run in block.runs if run.bold)
    italic = sum(run.end - run.start for run in block.runs if run.italic)
    return bold >= 0.9 * size, italic >= 0.9 * size
