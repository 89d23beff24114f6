"""What a conversation is, judged apart from its layout: nothing in how it is set tells an interview from an FAQ.

What tells them apart is who speaks: people say *I* and are asked as *you*; sites that answer their own questions say
neither. Announcements ("interview", "FAQ"), credit lines, forms of address and the number of voices add to it.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import regex

from interview_parse.formats import Format
from interview_parse.languages import LanguagePack, fold
from interview_parse.model.types import Kind, Role, TurnRole
from interview_parse.segmenter.figures import density, share
from interview_parse.segmenter.flow import Flow
from interview_parse.segmenter.reading import Reading
from interview_parse.segmenter.units import Unit
from interview_parse.segmenter.weights import Weights
from interview_parse.tokenizer.page import Page


@attrs.frozen
class Judgement:
    """The page's kind."""

    kind: Kind
    confidence: float
    """Probability that the kind is right."""
    pairs_right: float = 0.0
    """Probability that every pair of the reading is right."""
    notes: tuple[str, ...] = ()


_OTHER_TYPES_RE = regex.compile(
    r'"@type"\s*:\s*\[?\s*"(?:Product|Recipe|DiscussionForumPosting|SoftwareApplication|Course|Quiz)"'
)
_INTERVIEW_URL_RE = regex.compile(
    r"interview|entrevist|intervist|entretien|wywiad|rozhovor|intervju|interju|soylesi|roportaj|gespraech", regex.I
)
_DIRECTION_RE = regex.compile(r"^[(\[（*_](?=\S+\s+\S+\s)[^()\[\]]{3,}[)\]）*_][.]?$")


def measure_kind(
    page: Page, pack: LanguagePack, reading: Reading, layout: Mapping[str, float], score: float
) -> dict[str, float]:
    """Measures of what the reading is, by name; those of its layout, its score and its doubts among them."""
    flow, units = reading.flow, reading.flow.units
    turns, answers, questions = reading.turns, reading.answers, reading.questions
    told = [unit for turn in answers for unit in turn.units]
    asked = [unit for turn in questions for unit in turn.units]
    before = units[max(0, reading.first - 40) : reading.first]
    after = units[reading.last + 1 : reading.last + 13]
    titles = _titles(page)
    opening = " ".join(unit.folded for unit in before if unit.size <= 120)
    head = " ".join(page.head.json_ld)
    url = " ".join(
        filter(
            None,
            (page.url, page.head.meta("og:url"), *(link.href for link in page.head.links if link.rel == "canonical")),
        )
    )
    own = {f"layout_{name}": value for name, value in layout.items()}
    return own | {
        "score": score,
        "by_labels": float(reading.layout.kind in ("labels", "asker", "answerer")),
        "by_marks": float(reading.layout.kind == "asking"),
        "doubt_end": min(3.0, reading.doubts.get("end", 0.0)),
        "doubt_remarks": min(3.0, reading.doubts.get("remarks", 0.0)),
        "interview_in_title": float(pack.interview_words.found_in(titles)),
        "interview_before": float(pack.interview_words.found_in(opening)),
        "interview_inside": float(any(unit.says(pack.interview_words) for unit in asked)),
        "interview_in_url": float(bool(_INTERVIEW_URL_RE.search(url))),
        "credited": float(any(unit.size < 40 and unit.says(pack.credit_phrases) for unit in (*before, *after))),
        "cut_question": float(_is_cut_off(reading) and turns[-1].role is TurnRole.QUESTION),
        "faq_in_title": float(pack.faq_words.found_in(titles)),
        "faq_before": float(any(unit.size < 25 and unit.says(pack.faq_words) for unit in before)),
        "otherwise_typed": float(bool(_OTHER_TYPES_RE.search(head))),
        "title_asks": float(any(unit.asks for unit in before[-3:])),
        "directed": share(sum(bool(_DIRECTION_RE.match(unit.text)) for unit in told), len(told)),
        "narration_verbs": density(told, pack.narration_verbs),
        "storied": share(sum(_is_narrated(unit, pack) for unit in told), len(told)),
        "listed": share(sum(unit.block.list_kind.value in ("ul", "ol") for unit in told), len(told)),
        "says_i": share(
            sum(any(unit.count(pack.first_person) for unit in turn.units) for turn in answers), len(answers)
        ),
        "leaning": share(sum(flow.leaning(unit).role in _SIDE_ROLES for unit in told), len(told)),
        "first_at": share(reading.first, len(units)),
        "unspaced": float(not pack.spaced),
        "no_words": float(not pack.first_person),
    }


def _is_cut_off(reading: Reading) -> bool:
    """Whether a paywall's notice stands right behind the last turn: sites wall off journalism, not their help."""
    flow = reading.flow
    last = flow.units[reading.last].block.index
    return any(verdict.role is Role.PAYWALL for verdict in flow.verdicts[last + 1 : last + 5])


_ONE_EXCHANGE = 0.45
"""The most that one exchange alone can say for an interview: news quotes one question and its answer too."""


def _is_narrated(unit: Unit, pack: LanguagePack) -> bool:
    """Whether a unit quotes somebody and reports the speech, as stories do: "I am," she said."""
    return any(mark in unit.text for mark in '"“”«»„「') and unit.count(pack.narration_verbs) > 0


_SIDE_ROLES = frozenset({Role.COMMENT, Role.RELATED, Role.FURNITURE, Role.ADVERT})


def _titles(page: Page) -> str:
    parts = [
        page.head.title,
        page.head.meta("og:title", "twitter:title", "title"),
        page.head.meta("og:description", "description"),
    ]
    parts += [page.of(block) for block in page.blocks if block.heading in (1, 2)][:3]
    return fold(" \n ".join(part for part in parts if part))


def judge(
    page: Page,
    pack: LanguagePack,
    flow: Flow,
    reading: Reading | None,
    measures: Mapping[str, float],
    weights: Weights,
) -> Judgement:
    """What the page is, given the measures of its best reading."""
    if reading is None:
        kind, confidence = name_otherwise(page, flow)
        return Judgement(kind, confidence, notes=("no layout of questions and answers was found",))
    yes = weights.gate.probability(measures)
    if measures["layout_single"] and not _is_cut_off(reading):
        yes = min(yes, _ONE_EXCHANGE)
    sure = weights.sure.probability(measures)
    if yes >= 0.5:
        notes = ("layout is clear, kind is not: this may be no interview",) if yes < 0.75 else ()
        return Judgement(Kind.INTERVIEW, yes, sure, notes)
    faq = weights.faq.probability(measures)
    note = f"questions and answers were found, but little says that people talk (probability {yes:.2f})"
    if faq >= 0.5:
        return Judgement(Kind.FAQ, (1 - yes) * faq, notes=(note,))
    kind, confidence = name_otherwise(page, flow)
    return Judgement(kind, (1 - yes) * (1 - faq) * confidence, notes=(note,))


def name_otherwise(page: Page, flow: Flow) -> tuple[Kind, float]:
    """What a page without interview and FAQ is, and how likely: told from where words stand and who bears labels."""
    units = [unit for unit in flow.units if unit.size]
    whole = sum(unit.size for unit in units) or 1
    posted = sum(unit.size for unit in units if any(_POST_RE.search(place) for place in unit.block.path[-5:]))
    quoted = sum(unit.size for unit in units if unit.block.quote and page.format is Format.TEXT)
    if posted > 0.4 * whole or quoted > 0.15 * whole:
        return Kind.DISCUSSION, 0.7
    labels = flow.speakers.labels
    labelled = sum(unit.index in labels for unit in units)
    if len(flow.speakers.counts) > 1 and labelled > 0.4 * len(units) > 3:
        directed = any(_DIRECTION_RE.search(unit.text) or _ASIDE_RE.search(unit.text) for unit in units)
        return (Kind.DRAMA, 0.7) if directed else (Kind.DISCUSSION, 0.5)
    if sum(unit.links > 0.8 for unit in units) > 0.6 * len(units) > 3:
        return Kind.LISTING, 0.7
    asking = sum(unit.asks for unit in units)
    if asking > 0.12 * len(units) and asking > 2 and sum(unit.size < 12 for unit in units) > 0.75 * len(units):
        return Kind.OTHER, 0.6  # a quiz or a form: questions, and little but choices
    return Kind.ARTICLE, 0.9


_POST_RE = regex.compile(
    r"(?:^|[.\-_])(?:comments?|reply|replies|messages?|threads?|forum|bbs|phpbb|answer)(?=$|[.\-_])", regex.I
)
"""Class words of what readers post."""

_ASIDE_RE = regex.compile(r"[:：]\s*[(\[（]|^[(\[（][^()\[\]（）]{3,80}[)\]）]")
"""A direction behind a label, or at a line's start: "ANNA: (quietly) …"."""
