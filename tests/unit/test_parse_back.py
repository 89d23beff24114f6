"""What is exported for people parses back: to equal turns, each with its role, its label and its words."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from interview_parse.exporters import to_html, to_markdown
from interview_parse.model.types import (
    Article,
    Dossier,
    DossierEntry,
    Interview,
    Kind,
    Mark,
    MarkKind,
    Paragraph,
    Person,
    QuestionAnswer,
    Role,
    Span,
    Theme,
    Turn,
    TurnRole,
)
from interview_parse.parse import parse_article

ENGLISH = (
    (
        "When did you first hear of the lighthouse?",
        ("My uncle took me there when I was five, and I never really left.",),
    ),
    ("What did you see?", ("I saw fog, mostly, and a man who counted ships.", "He never told me why he did it.")),
    ("How do you spend the winters?", ("I read, I paint the railings, and I write down what the wind does.",)),
    ("You were alone up there for years.", ("I was, and I liked it more than I say.",)),
    ("What would you tell a newcomer?", ("I would tell him to bring good boots and a second clock.", "And to write.")),
    ("Will you stay?", ("I think so. I have forty years of weather here, and I want forty more.",)),
)
GERMAN = (
    ("Wann haben Sie zum ersten Mal gebacken?", ("Ich war sechs, und meine Großmutter hielt mir die Hand.",)),
    (
        "Was ist an Ihrem Brot anders?",
        ("Ich lasse den Teig zwei Tage ruhen. Das ist alles.", "Mehr weiß ich auch nicht."),
    ),
    ("Und das merkt man?", ("Ja, ich merke es schon beim Schneiden.",)),
    ("Haben Sie nie daran gedacht, aufzuhören?", ("Doch, ich denke jeden Winter daran, wenn ich um zwei aufstehe.",)),
    ("Wer übernimmt einmal die Bäckerei?", ("Meine Tochter will es versuchen, und ich lasse sie machen.",)),
)
FRENCH = (
    ("Pourquoi avez-vous quitté la ville ?", ("Je n’entendais plus les oiseaux, voilà tout.",)),
    ("Comment vivez-vous ici ?", ("Je me lève tôt, je marche, et j’écris quand il pleut.", "Il pleut beaucoup.")),
    ("Qu’est-ce qui vous manque ?", ("Le cinéma, parfois. Je vais à la gare voir arriver les gens.",)),
    ("Reviendrez-vous un jour ?", ("Je ne crois pas. J’ai planté des pommiers, il faut les attendre.",)),
    ("Que dites-vous à ceux qui hésitent ?", ("Je leur dis de venir en novembre, et de décider après.",)),
)
JAPANESE = (
    ("いつから絵を描いているのですか？", ("私は五歳のころから毎日描いています。父が画家でした。",)),
    ("影響を受けた人はいますか？", ("私の先生です。先生は何も教えませんでしたが、いつも見ていました。",)),
    (
        "次の作品について教えてください。",
        ("私は今、海の絵を描いています。まだ完成していません。", "秋には見せられると思います。"),
    ),
    ("若い人に何を伝えたいですか？", ("私は急がないでほしいと思います。絵は待ってくれます。",)),
)
TALKS = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "ja": JAPANESE}


class _Page:
    """Hands out paragraphs over a text that grows with them."""

    def __init__(self) -> None:
        self.text = ""

    def paragraph(self, words: str, *marks: Mark) -> Paragraph:
        start = len(self.text) + (2 if self.text else 0)
        self.text += ("\n\n" if self.text else "") + words
        return Paragraph(text=words, span=Span(start, len(self.text)), marks=marks)


def article_of(
    talk: Sequence[tuple[str, Sequence[str]]],
    *,
    language: str,
    labels: tuple[str | None, str | None] = (None, None),
    headings: dict[int, str] | None = None,
    introduction: tuple[str, ...] = (),
    closing: tuple[str, ...] = (),
    marks: bool = False,
) -> Article:
    page = _Page()
    before = tuple(map(page.paragraph, introduction))
    exchanges = []
    heading = None
    for number, (asked, told) in enumerate(talk):
        heading = (headings or {}).get(number, heading)
        question = Turn(role=TurnRole.QUESTION, label=labels[0], paragraphs=(page.paragraph(asked),))
        paragraphs = []
        for words in told:
            middle = len(words) // 2
            inside = (
                Mark(kind=MarkKind.ITALIC, start=0, end=middle // 2),
                Mark(kind=MarkKind.LINK, start=middle, end=middle + 3, href="https://example.org/x?a=1&b=(2)"),
            )
            paragraphs.append(page.paragraph(words, *(inside if marks else ())))
        answer = Turn(role=TurnRole.ANSWER, label=labels[1], paragraphs=tuple(paragraphs))
        exchanges.append(QuestionAnswer(questions=(question,), answers=(answer,), heading=heading))
    after = tuple(map(page.paragraph, closing))
    interview = Interview(exchanges=tuple(exchanges), introduction=before, closing=after)
    return Article(
        kind=Kind.INTERVIEW,
        kind_confidence=1,
        interviews=(interview,),
        title={"en": "The last keeper", "de": "Zwei Tage Ruhe", "fr": "Loin de la ville", "ja": "海を描く"}[language],
        authors=(Person(name="Mara Lind"),),
        language=language,
        url="https://example.org/talk",
        page_text=page.text,
    )


def turns_of(article: Article) -> list[tuple[str, str | None, str]]:
    return [(turn.role.value, turn.label, turn.text) for one in article.interviews for turn in one.turns]


FORMS = {"markdown": (to_markdown, "markdown"), "html": (to_html, "html")}


@pytest.fixture(params=list(FORMS))
def parse_back(request: pytest.FixtureRequest) -> object:
    write, form = FORMS[request.param]
    return lambda article: parse_article(write(article), format=form)


@pytest.mark.parametrize("language", list(TALKS))
def test_a_plain_conversation_comes_back(language: str, parse_back) -> None:
    """Questions and answers without labels, some answers of two paragraphs, in scripts with and without blanks."""
    article = article_of(TALKS[language], language=language)
    again = parse_back(article)
    assert turns_of(again) == turns_of(article)
    assert (again.kind, again.title, again.language) == (Kind.INTERVIEW, article.title, language)


@pytest.mark.parametrize(
    "labels", [("HILL POST", "Ada Wren"), ("Lind", "Wren"), ("M. L.", "A. W."), ("Mara Lind", None)]
)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_labels_come_back(language: str, labels: tuple[str, str | None], parse_back) -> None:
    """Labels of both sides, as names, initials or a paper's name, and labels of one side alone."""
    article = article_of(TALKS[language], language=language, labels=labels)
    assert turns_of(parse_back(article)) == turns_of(article)


HEADED = {1: "The first winter", 4: "What remains"}


def test_subheadings_are_no_part_of_turns(parse_back) -> None:
    """Subheadings between turns are read as such, and no turn has their words."""
    article = article_of(ENGLISH, language="en", headings=HEADED)
    again = parse_back(article)
    assert turns_of(again) == turns_of(article)
    assert [one.text for one in again.segments if one.role is Role.HEADING] == list(HEADED.values())


def test_exchanges_stand_under_their_subheadings(parse_back) -> None:
    """Each exchange knows the subheading that it stands under."""
    article = article_of(ENGLISH, language="en", headings=HEADED)
    again = parse_back(article)
    assert [one.heading for one in again.interviews[0]] == [one.heading for one in article.interviews[0]]


def test_prose_around_the_conversation_stays_outside(parse_back) -> None:
    """Introduction and closing are no part of any turn."""
    article = article_of(
        ENGLISH,
        language="en",
        introduction=("We meet him on the pier, in the rain. He carries two coats.",),
        closing=("The lighthouse opens on Sundays from May to October.",),
    )
    again = parse_back(article)
    assert turns_of(again) == turns_of(article)
    assert "We meet him on the pier" in "".join(paragraph.text for paragraph in again.interviews[0].introduction)


@pytest.mark.parametrize("language", list(TALKS))
def test_emphasis_and_links_come_back(language: str, parse_back) -> None:
    """Links and emphasis within answers are still there, at the same words, and nothing of their syntax is in the text."""
    article = article_of(TALKS[language], language=language, marks=True)
    again = parse_back(article)
    assert turns_of(again) == turns_of(article)

    def answers(one: Article) -> list[list[tuple[str, str, str | None]]]:
        return [
            sorted(
                (mark.kind.value, paragraph.text[mark.start : mark.end].strip(), mark.href) for mark in paragraph.marks
            )
            for turn in one.interviews[0].turns
            if turn.role is TurnRole.ANSWER
            for paragraph in turn.paragraphs
        ]

    expected = [[(kind, words.strip(), href) for kind, words, href in marks] for marks in answers(article)]
    assert answers(again) == expected


def test_text_that_looks_like_syntax_comes_back(parse_back) -> None:
    """Signs that mean something to Markdown or HTML come back as the signs they are."""
    odd = "I wrote *stars*, `code`, <b>tags</b>, [brackets](x), a_b_c, 5 > 3, R&D, AT&T and C:\\temp | so #what."
    talk = ((ENGLISH[0][0], (odd, odd)), *ENGLISH[1:])
    article = article_of(talk, language="en")
    again = parse_back(article)
    assert turns_of(again) == turns_of(article)


def test_dossier_and_themes_stay_out_of_the_conversation(parse_back) -> None:
    """What stands below the article is no answer."""
    article = attrs.evolve(
        article_of(ENGLISH, language="en"),
        dossier=Dossier(
            title="People of the coast",
            url="https://example.org/coast",
            entries=(
                DossierEntry(title="The ferryman", url="https://example.org/ferry"),
                DossierEntry(title="The last keeper", url="https://example.org/talk", current=True),
            ),
        ),
        themes=(Theme(name="Sea", url="https://example.org/sea"), Theme(name="Work", url="https://example.org/work")),
    )
    assert turns_of(parse_back(article)) == turns_of(article)
