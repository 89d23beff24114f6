"""Which blocks print the article's headline and lead."""

from __future__ import annotations

from collections import Counter

import regex

from interview_parse.formats import Format
from interview_parse.model.types import Role
from interview_parse.segmenter.around.classes import heads_of, words_of
from interview_parse.segmenter.around.ground import Ground, agree, holds
from interview_parse.segmenter.around.ground import words as words_in
from interview_parse.tokenizer.page import Block

_SUFFIX_RE = regex.compile(r"\s+[|–—·•»«/:\-]+\s+|\s*[|｜_]\s*")
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
_MISTAKABLE = frozenset({Role.FURNITURE, Role.PULL_QUOTE})
"""What a headline can be taken for: words in a header, words that an answer repeats."""
_LONGEST = 500
"""Signs of a title or description that are compared."""
_SITE_TOPS = frozenset({"tag header", "class header", "outside"})


class Headline:
    """A page's title and lead: for each block of them, what told it."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._first_line = self._find_first_line()
        self.title = self._find_title()
        """Blocks of the headline; empty where the page prints none."""
        self.leads = self._find_leads()
        """Blocks of the lead, set off from the body between title and first turn."""

    def _find_first_line(self) -> int:
        """The first block that is no menu, in plain text or on a page without headings; -1 on others."""
        if self.ground.same_headings and self.ground.page.format is not Format.TEXT:
            return -1
        verdicts = self.ground.verdicts
        return next(
            (i for i in range(self.ground.first) if verdicts[i].role is not Role.FURNITURE or not verdicts[i].certain),
            -1,
        )

    def _find_title(self) -> dict[int, str]:
        """Blocks of the headline with what told it; empty where the page prints none."""
        head = self.ground.page.head
        names = [
            head.meta("og:title", "twitter:title", "headline", "dc.title", "title", "parsely-title", "citation_title")
        ]
        names += [item.value for item in head.items if item.name == "headline" and item.value]
        said = [words for words in (words_in(name[:_LONGEST]) for name in names[:10] if name) if words]
        whole = words_in((head.title or "")[:_LONGEST])
        parts = [words_in(part) for part in _SUFFIX_RE.split(head.title or "") if part.strip()]
        site = words_in(head.meta("og:site_name", "application-name") or "")
        spans = [(item.start, item.end) for item in head.items if item.name == "headline" and item.end > item.start]
        del spans[20:]  # a page of many headlines is a listing
        best, best_score, told = -1, 0.9, ""
        stop = self.ground.first if self.ground.taken else min(len(self.ground.blocks), self.ground.first + 3)
        for index in range(stop):
            score, cue = self._score_title(index, said, whole, parts, site, spans)
            if score > best_score:
                best, best_score, told = index, score, cue
        if best < 0 or (
            said and self.ground.page.format is Format.MARKDOWN and told not in ("og:title", "title element")
        ):
            return {}  # the file's front matter has the title, and the text does not print it
        best, told = self._below_rubric(best, told, stop)
        best = self._first_of_its_words(best)
        found = {best: told}
        text = self.ground.page.of(self.ground.blocks[best]).rstrip()
        following = best + 1
        if (
            text[-1:] in ":："
            and following < stop
            and self.ground.looks[following].words <= 12
            and not self.ground.looks[following].ends
        ):
            found[following] = told
        return found

    def _first_of_its_words(self, best: int) -> int:
        """The first heading that prints the same headline, where the page prints it twice."""
        words = words_in(self.ground.page.of(self.ground.blocks[best]))
        for index in range(max(0, best - 40), best):
            block = self.ground.blocks[index]
            shown = block.heading and not block.hidden and not self.ground.verdicts[index].certain
            if shown and self.ground.menus_below[index] < 10 and words_in(self.ground.page.of(block)) == words:
                return index
        return best

    def _below_rubric(self, best: int, told: str, stop: int) -> tuple[int, str]:
        """The headline: a heading that names the genre and no more is a rubric where another stands under it."""
        look = self.ground.looks[best]
        if look.words > 2:
            return best, told
        named = look.folded.strip(" .:!")
        for index in range(best + 1, min(best + 4, stop)):
            lower = self.ground.looks[index]
            if not self.ground.blocks[index].heading or lower.words < 3 or self.ground.verdicts[index].certain:
                continue
            stem = named[:-1] if len(named) > 5 else named
            if named in self.ground.view.pack.interview_words or lower.folded.startswith(stem):
                return index, f"h{self.ground.blocks[index].heading}"
        return best, told

    def _names_genre(self, index: int) -> bool:
        near = index <= 4 or self.ground.in_column(index)
        return near and self.ground.view.pack.interview_words.found_in(self.ground.looks[index].folded)

    def _score_title(
        self,
        index: int,
        said: list[list[str]],
        whole: list[str],
        parts: list[list[str]],
        site: list[str],
        spans: list[tuple[int, int]],
    ) -> tuple[float, str]:
        block, look, verdict = self.ground.blocks[index], self.ground.looks[index], self.ground.verdicts[index]
        if look.words > 45 or block.tag == "frontmatter" or (verdict.certain and verdict.role not in _MISTAKABLE):
            return 0.0, ""
        words = words_in(self.ground.page.of(block))
        if not words or (site and words == site):
            return 0.0, ""
        score, cue, once = 0.0, "", True
        if any(start <= block.start < end for start, end in spans):
            score, cue = 4.0, "headline property"
        if any(agree(words, name) for name in said):
            score, cue = score + 4.0, cue or "og:title"
        elif whole and (agree(words, whole) or (len(words) >= 2 and holds(whole, words))):
            is_suffix = len(parts) > 1 and words == parts[-1] and words != parts[0]
            if not is_suffix:
                score, cue = score + 2.0 + min(1.0, len(words) / len(whole)), cue or "title element"
        elif block.heading and any(len(part) >= 3 and holds(words, part) for part in (*said, *parts)):
            score, cue = score + 2.0, cue or "title element"  # with its kicker
        if block.heading:
            level = {1: 3.0, 2: 2.0, 3: 1.5}.get(block.heading, 1.0)
            # What stands again and again heads a section.
            once = self.ground.same_headings[(block.heading, block.path[-1:])] < 3
            score += 0.25 + (level if once else 1.0)
            cue = cue or f"h{block.heading}"
        elif not cue and look.words <= 20 and look.linked < 0.5 and self._names_genre(index):
            # A credit line names it too, but does not stand first.
            below = index != self._first_line and self.ground.is_byline(index)
            score, cue = 1.5 - look.ends - below + (index == self._first_line), "names the genre"
        elif not cue and look.words <= 15 and index == self._first_line and look.folded[-1:] not in ".。:：":
            score, cue = 1.25, "first line"
        named = words_of(block.path[-1] if block.path else "") or words_of(block.path[-2] if block.path[1:] else "")
        if _HEADLINES.intersection(named):
            score, cue = score + 1.0, cue or "class title"
        if _LEADS.intersection(heads_of(block.path[-1] if block.path else "")):
            score -= 2.5
        if verdict.certain and verdict.role is Role.FURNITURE:
            score -= 3.0
        if cue not in ("og:title", "headline property") and self.ground.menus_below[index] >= 3:
            # Above the site's menu stands the site's name.
            score -= 3.0 if cue != "title element" or verdict.cue in _SITE_TOPS else 0.0
        if block.hidden:
            score -= 1.0
        if self.ground.in_column(index) and once:
            score += 0.5
        return score, cue

    def _find_leads(self) -> dict[int, str]:
        """Blocks of the lead, set off from the body between title and first turn."""
        start = self._below_title()
        stop = self.ground.first if self.ground.taken else min(len(self.ground.blocks), self.ground.first + 2)
        above = [index for index in range(start, min(stop, start + 15)) if self._may_lead(index)]
        named = [index for index in above if self._is_named_lead(index)]
        if named:
            run = [index for place, index in enumerate(named) if index - named[0] <= place + 1]
            return dict.fromkeys(run, "class lead")
        said = [
            words_in(text[: 3 * _LONGEST])
            for name in ("description", "og:description", "twitter:description")
            for text in self.ground.page.head.all(name)
        ]
        body = self._body_look()
        leads: dict[int, str] = {}
        for index in above[:8]:
            if self.ground.is_byline(index) or self.ground.is_date(index):
                continue
            cue = self._told_lead(index, start, said, body)
            ended = not cue and (self.ground.looks[index].prose or self.ground.blocks[index].heading)
            if ended or (leads and (not cue or leads[max(leads)] != cue)):
                break
            if cue:
                leads[index] = cue
        return leads

    def _below_title(self) -> int:
        """The block from which a lead can stand: below the title, or below a file's front matter."""
        if self.title:
            return max(self.title) + 1
        matter = [block.index for block in self.ground.blocks[: self.ground.first] if block.tag == "frontmatter"]
        return matter[-1] + 1 if matter else 0

    def _may_lead(self, index: int) -> bool:
        look = self.ground.looks[index]
        return not self.ground.verdicts[index].certain and 4 <= look.words <= 130 and look.linked < 0.5

    def _is_named_lead(self, index: int) -> bool:
        return any(_LEADS.intersection(heads_of(name)) for name in self.ground.blocks[index].path[-2:])

    def _told_lead(self, index: int, start: int, said: list[list[str]], body: tuple[object, ...] | None) -> str:
        block, look = self.ground.blocks[index], self.ground.looks[index]
        if not start:
            return ""
        alike = body is not None and body == self._style(block)
        words = words_in(self.ground.page.of(block))
        if not alike and any(agree(words, text) for text in said):
            return "description"
        if block.heading:
            if _HEADLINES.intersection(words_of(block.path[-1] if block.path else "")):
                return ""
            alone = (
                self.ground.same_headings[(block.heading, block.path[-1:])] == 1
                and self.ground.page.format is Format.HTML
            )
            return "heading under title" if alone and look.words >= 6 and self.title and index - start <= 2 else ""
        bold, italic = _styled(block)
        sure = set(self.title.values()).isdisjoint(("names the genre", "first line"))
        if (bold or italic) and not alike and look.prose and sure and look.folded[:1] not in "*(¹":
            return "bold under title" if bold else "italic under title"
        if self.title and look.words >= 5 and not self.ground.in_column(index):
            around = block.path[:-1]
            title = self.ground.blocks[max(self.title)].path[:-1]
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
            self._style(self.ground.blocks[index])
            for index in range(self.ground.first, self.ground.last)
            if self.ground.looks[index].prose >= 15 and not self.ground.verdicts[index].certain
        )
        return looks.most_common(1)[0][0] if looks else None

    def _style(self, block: Block) -> tuple[object, ...]:
        return (block.path[-1:], _styled(block))


def _styled(block: Block) -> tuple[bool, bool]:
    """Whether nearly all of a block is bold, and italic."""
    size = max(1, block.end - block.start)
    bold = sum(run.end - run.start for run in block.runs if run.bold)
    italic = sum(run.end - run.start for run in block.runs if run.italic)
    return bold >= 0.9 * size, italic >= 0.9 * size
