"""One invented page a seed, with what a careful reader finds on it."""

from __future__ import annotations

import re
from random import Random

import attrs

from tests.generator import cms as systems
from tests.generator import noise as furniture
from tests.generator.conversation import Conversation, compose, cut
from tests.generator.layouts import LAYOUTS, Layout
from tests.generator.noise import Surroundings, interrupt, surround
from tests.generator.others import OTHERS, OtherKind
from tests.generator.sheet import Sheet, esc
from tests.generator.words import Words, load, tags

TIMED_ZERO = {"vtt": "WEBVTT\n\n", "srt": ""}


@attrs.frozen
class ExpectedTurn:
    """A turn as a reader finds it."""

    role: str
    """"Q" or "A"."""
    label: str | None
    """As printed at the turn; None where nothing is, or where it names nobody."""
    text: str


@attrs.frozen(kw_only=True)
class GeneratedPage:
    """A page, and what is on it."""

    seed: int
    source: str
    format: str
    language: str
    layout: str
    """A layout's name, or that of another kind of page."""
    cms: str
    noise: tuple[str, ...]
    turns: tuple[ExpectedTurn, ...]
    """Empty where the page is no interview."""
    kinds: tuple[str, ...]
    """What it may be taken for; ``("interview",)`` for interviews."""
    truncated: bool
    """Whether the text is cut and shows it."""
    title: str
    people: tuple[str, ...]
    """Full names of who answers."""
    themes: tuple[str, ...] = ()
    """Subjects where the page prints them."""
    dossier: str | None = None
    """The dossier's title where the page prints one."""

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.layout}, {self.language}, {self.cms}" + (", cut" if self.truncated else "")


def page(seed: int, *, layout: str | None = None, language: str | None = None) -> GeneratedPage:
    """The page of a seed; layout and language may be fixed, else the seed picks them."""
    rng = Random(seed)
    name = layout or rng.choice((*LAYOUTS, *OTHERS))
    kind = LAYOUTS.get(name) or OTHERS[name]
    words = load(language or rng.choice([tag for tag in tags() if kind.fits(load(tag))]))
    if isinstance(kind, Layout):
        return interview_page(seed, rng, kind, words)
    return _other_page(seed, rng, kind, words)


def fitting(layout: str) -> tuple[str, ...]:
    """Languages that a layout is ever used for."""
    kind = LAYOUTS.get(layout) or OTHERS[layout]
    return tuple(tag for tag in tags() if kind.fits(load(tag)))


def sample(count: int, *, start: int = 1000) -> list[GeneratedPage]:
    """A fixed sample: each layout equally often, each with languages in turn."""
    names = (*LAYOUTS, *OTHERS)
    out = []
    for number in range(count):
        name = names[number % len(names)]
        languages = fitting(name)
        # A step that shares no factor with the languages' number visits all of them.
        language = languages[(number * 7 + number // len(names) * 3) % len(languages)]
        out.append(page(start + number, layout=name, language=language))
    return out


def interview_page(seed: int, rng: Random, layout: Layout, words: Words) -> GeneratedPage:
    """An interview, furnished, perhaps cut."""
    talk = compose(words, rng, layout.shape)
    notice = False
    if layout.format in ("html", "markdown", "text") and rng.random() < 0.12:
        inside = rng.random() < 0.5
        talk = cut(talk, rng, inside=inside)
        notice = talk.cut and (not inside or rng.random() < 0.6)
    sheet = Sheet(talk, rng)
    layout.write(sheet)
    return furnish(seed, rng, layout, sheet, notice=notice, amount=rng.choice((0.0, 0.3, 0.5, 0.8)))


def set_page(
    talk: Conversation, layout: str, *, system: str = "plain", amount: float = 0.0, notice: bool = False, seed: int = 0
) -> GeneratedPage:
    """A conversation in a layout, by one system, with as much furniture as ``amount`` (0 to 1) says."""
    rng = Random(seed)
    sheet = Sheet(talk, rng)
    LAYOUTS[layout].write(sheet)
    return furnish(seed, Random(seed), LAYOUTS[layout], sheet, notice=notice, amount=amount, system=system)


def furnish(
    seed: int, rng: Random, layout: Layout, sheet: Sheet, *, notice: bool, amount: float, system: str | None = None
) -> GeneratedPage:
    """The whole page around a written sheet."""
    talk, words = sheet.talk, sheet.words
    themes: tuple[str, ...] = ()
    noise: list[str] = []
    cms = layout.format
    if layout.format == "html":
        cms = system or rng.choice(sorted(systems.CMS))
        noise = interrupt(sheet, rng, amount=amount)
        around = surround(talk, rng, amount=amount) if cms != "fragment" else Surroundings()
        noise += around.names
        if "tags" in around.names:
            themes = words.themes
        source = _typeset(_html(sheet, rng, around, systems.CMS[cms], notice=notice), words, rng)
    elif layout.format == "markdown":
        source = _markdown(sheet, rng, notice=notice, noise=noise, amount=amount)
    elif layout.format == "text":
        source = _text(sheet, rng, notice=notice, noise=noise, amount=amount)
    else:
        source = TIMED_ZERO[layout.format] + "\n\n".join(piece.markup for piece in sheet.pieces) + "\n"
    return GeneratedPage(
        seed=seed,
        source=source,
        format=layout.format,
        language=words.tag,
        layout=layout.name,
        cms=cms,
        noise=tuple(noise),
        turns=tuple(ExpectedTurn(*turn) for turn in sheet.expected),
        kinds=("interview",),
        truncated=talk.cut,
        title=talk.title,
        people=tuple(name.full for name in talk.tellers),
        themes=themes,
        dossier=words.dossier if "dossier_box" in noise else None,
    )


def _typeset(source: str, words: Words, rng: Random) -> str:
    """The page with the blanks that a careful editor sets: a narrow or a hard one before French marks."""
    if words.tag != "fr":
        return source
    blank = rng.choice((" ", "\u00a0", "\u202f"))
    return re.sub(" ([?!:»])", lambda found: blank + found[1], source.replace("« ", f"«{blank}"))


def _html(sheet: Sheet, rng: Random, around: Surroundings, system: systems.Cms, *, notice: bool) -> str:
    talk = sheet.talk
    body = sheet.before + "\n".join(piece.markup for piece in sheet.pieces) + sheet.after
    if not sheet.has_prose:
        intro = "\n".join(f"<p>{esc(text)}</p>" for text in talk.intro)
        closing = "\n".join(f"<p>{esc(text)}</p>" for text in talk.closing)
        body = f"{intro}\n{body}" + (f"\n<hr>\n{closing}" if closing else "")
    if notice:
        body += f'\n<div class="paywall"><p>{esc(sheet.words.paywall)}</p><button>OK</button></div>'
    after = around.after
    if "credit" in around.names:
        body, after = f"{body}\n{after[0]}", after[1:]
    return system(
        systems.Parts(
            language=sheet.words.tag,
            rtl=sheet.words.rtl,
            title=talk.title,
            site=talk.house,
            standfirst=talk.standfirst,
            byline=talk.askers[0].full,
            date="12.04.2023",
            top="\n".join(around.top),
            before="\n".join(around.before),
            body=body,
            after="\n".join(after),
            bottom="\n".join(around.bottom),
            head=systems.metadata(
                talk.title, talk.house, sheet.words.tag, talk.askers[0].full, "2023-04-12", talk.standfirst, rng
            ),
        ),
        rng,
    )


def _prose(sheet: Sheet) -> tuple[list[str], list[str]]:
    if sheet.has_prose:
        return [], []
    talk = sheet.talk
    return list(talk.intro), (["* * *", *talk.closing] if talk.closing else [])


def _markdown(sheet: Sheet, rng: Random, *, notice: bool, noise: list[str], amount: float) -> str:
    talk, words = sheet.talk, sheet.words
    intro, closing = _prose(sheet)
    lines = [piece.markup for piece in sheet.pieces]
    if rng.random() < amount:
        lines.insert(0, f"![{words.caption.replace('{name}', talk.tellers[0].full)}](/img/1.jpg)")
        noise.append("figure")
    if rng.random() < amount and len(sheet.pieces) > 4:
        place = next(
            (n for n, piece in enumerate(sheet.pieces) if piece.part == "question" and n > 3 and not piece.follows),
            None,
        )
        if place is not None:
            lines.insert(
                place + (len(lines) - len(sheet.pieces)), f"{words.read_also}{words.colon} [{words.news[0]}](/other)"
            )
            noise.append("read_also")
    out = [*intro, *lines, *closing]
    if notice:
        out += ["---", words.paywall]
    elif not talk.cut and rng.random() < amount:
        out.append(f"*{words.credit.replace('{name}', talk.askers[0].full)}*")
        noise.append("credit")
    front = f'---\ntitle: "{talk.title}"\nauthor: {talk.askers[0].full}\ndate: 2023-04-12\ntags: [{", ".join(words.themes)}]\n---\n\n'
    if rng.random() < 0.5:
        return f"{front}{talk.standfirst}\n\n" + "\n\n".join(out) + "\n"
    return f"# {talk.title}\n\n*{talk.standfirst}*\n\n" + "\n\n".join(out) + "\n"


def _text(sheet: Sheet, rng: Random, *, notice: bool, noise: list[str], amount: float) -> str:
    talk, words = sheet.talk, sheet.words
    intro, closing = _prose(sheet)
    out = [talk.title, talk.standfirst, *intro, *(piece.markup for piece in sheet.pieces), *closing]
    if notice:
        out.append(words.paywall)
    elif not talk.cut and rng.random() < amount:
        out.append(words.credit.replace("{name}", talk.askers[0].full))
        noise.append("credit")
    if rng.random() < amount / 2:
        out.insert(0, " | ".join(words.menu))
        noise.append("menu")
    if rng.random() < amount / 2:
        out.append(words.footer)
        noise.append("footer")
    return sheet.joint.join(out) + "\n"


def _other_page(seed: int, rng: Random, kind: OtherKind, words: Words) -> GeneratedPage:
    made = kind.write(words, rng)
    cms, source = made.format, made.body
    names: list[str] = []
    if made.format == "html":
        cms = rng.choice(sorted(systems.CMS))
        around = Surroundings()
        stand_in = compose(words, rng, LAYOUTS["bold-paragraph"].shape)
        if cms != "fragment":
            around = _other_surroundings(stand_in, rng)
        names = around.names
        source = systems.CMS[cms](
            systems.Parts(
                language=words.tag,
                rtl=words.rtl,
                title=made.title,
                site=words.publication,
                standfirst=words.dossier,
                byline=words.people[4].full,
                date="12.04.2023",
                top="\n".join(around.top),
                before="",
                body=made.body,
                after="\n".join(around.after),
                bottom="\n".join(around.bottom),
                head=systems.metadata(
                    made.title, words.publication, words.tag, words.people[4].full, "2023-04-12", words.dossier, rng
                ),
            ),
            rng,
        )
    return GeneratedPage(
        seed=seed,
        source=source,
        format=made.format,
        language=words.tag,
        layout=kind.name,
        cms=cms,
        noise=tuple(names),
        turns=(),
        kinds=kind.kinds,
        truncated=False,
        title=made.title,
        people=(),
    )


def _other_surroundings(stand_in: Conversation, rng: Random) -> Surroundings:
    """Furniture that says nothing of a talk."""
    around = Surroundings()
    for place, choices in (
        (around.top, (furniture.menu, furniture.cookie)),
        (around.after, (furniture.related, furniture.newsletter)),
        (around.bottom, (furniture.footer,)),
    ):
        for one in choices:
            if rng.random() < 0.4:
                place.append(one(stand_in, rng))
                around.names.append(one.__name__)
    return around
