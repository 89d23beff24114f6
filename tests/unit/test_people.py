"""Who answers, who asks, who speaks each turn: labels, initials, credits, and interviews without labels."""

from __future__ import annotations

import time

import pytest

from interview_parse.languages import load
from interview_parse.model.names import find_runs, is_nearly, read_signature
from interview_parse.model.people import People, resolve_people
from interview_parse.model.types import Kind, Person, Role, Span, TurnRole
from interview_parse.segmenter.segmentation import Conversation, Exchange, Piece, Segmentation, SpokenTurn
from interview_parse.source import read
from interview_parse.tokenizer import tokenize
from interview_parse.tokenizer.page import Page

ROLES = {
    "T": Role.TITLE,
    "S": Role.STANDFIRST,
    "I": Role.INTRODUCTION,
    "B": Role.BYLINE,
    "C": Role.CREDIT,
    "X": Role.AUTHOR_BOX,
    "H": Role.HEADING,
}


class Scene:
    """An interview written as lines: "T …" is a title, "Q …" and "A …" turns, "Q[Label] …" with a label."""

    def __init__(self, script: str, language: str = "en", authors: tuple[str, ...] = (), head: str = "") -> None:
        lines = [line.strip() for line in script.strip().splitlines()]
        marks = [line.partition(" ")[0] for line in lines]
        texts = [line.partition(" ")[2] for line in lines]
        shown = [f"{_label(mark)}: {text}" if _label(mark) else text for mark, text in zip(marks, texts, strict=True)]
        body = "".join(f"<p>{text}</p>" for text in shown)
        self.page: Page = tokenize(read(f"<html><head>{head}</head><body>{body}</body></html>"))
        self.turns: list[SpokenTurn] = []
        pieces: list[Piece] = []
        for mark, text, block in zip(marks, texts, self.page.blocks, strict=True):
            start = block.end - len(text)
            span = Span(start, block.end)
            if mark[0] not in "QA":
                pieces.append(Piece(span, ROLES[mark[0]]))
                continue
            label = _label(mark)
            role = TurnRole.QUESTION if mark[0] == "Q" else TurnRole.ANSWER
            nobody = label in ("Q", "A")
            self.turns.append(
                SpokenTurn(
                    role,
                    (span,),
                    label=Span(block.start, block.start + len(label)) if label else None,
                    names_nobody=nobody,
                    speaker_key=label.casefold() if label else None,
                )
            )
            if label:
                pieces.append(Piece(Span(block.start, block.start + len(label)), Role.LABEL))
            pieces.append(Piece(span, Role.QUESTION if mark[0] == "Q" else Role.ANSWER))
        exchanges: list[Exchange] = []
        for turn in self.turns:
            if turn.role is TurnRole.QUESTION:
                exchanges.append(Exchange(questions=(turn,)))
            else:
                last = exchanges.pop() if exchanges else Exchange()
                exchanges.append(Exchange(questions=last.questions, answers=(*last.answers, turn)))
        conversations = (Conversation(tuple(exchanges)),) if exchanges else ()
        segmentation = Segmentation(tuple(pieces), Kind.INTERVIEW, 1.0, conversations, language=language)
        persons = tuple(Person(name=name) for name in authors)
        self.people: People = resolve_people(self.page, segmentation, persons, load(language))

    @property
    def interviewees(self) -> list[str]:
        return [person.name for person in self.people.interviewees(0)]

    @property
    def interviewers(self) -> list[str]:
        return [person.name for person in self.people.interviewers(0)]

    @property
    def speakers(self) -> list[str | None]:
        return [person.name if (person := self.people.speaker(turn)) else None for turn in self.turns]


def _label(mark: str) -> str:
    return mark[2:-1].replace("_", " ") if "[" in mark else ""


class TestLabels:
    def test_surnames_resolve_to_full_names(self) -> None:
        """A label is the short form of a name that the page prints whole."""
        scene = Scene(
            """
            T Salt and wind
            I The fisher Jo Lund spoke with us in Bergen. Ivo Marsh of the harbour board came along.
            Q Why salt?
            A[Lund] It keeps.
            A[Marsh] And it sells.
            Q And the wind?
            A[Lund] It dries.
            """
        )
        assert scene.interviewees == ["Jo Lund", "Ivo Marsh"]
        assert scene.speakers == [None, "Jo Lund", "Ivo Marsh", None, "Jo Lund"]

    def test_capitals_and_first_names_are_the_same_person(self) -> None:
        """Labels in capitals and first names fold to the printed name; a speaker equals the listed person."""
        scene = Scene(
            """
            I We met Ada Brook, who dries fish.
            Q[IVO_MARSH] Why salt?
            A[ADA] It keeps.
            Q[MARSH] And the wind?
            A[BROOK] It dries.
            B By Ivo Marsh
            """,
            authors=("Ivo Marsh",),
        )
        assert scene.interviewees == ["Ada Brook"]
        assert scene.interviewers == ["Ivo Marsh"]
        assert [scene.people.speaker(turn) for turn in scene.turns[1::2]] == list(scene.people.interviewees(0)) * 2

    @pytest.mark.parametrize(
        ("introduction", "label", "name"),
        [
            ("We met Ada Brook and talked about salt.", "AB", "Ada Brook"),
            ("We met Ada Brook and talked about salt.", "A.B.", "Ada Brook"),
            ("We met Ada M. Brook and talked about salt.", "AMB", "Ada M. Brook"),
            ("We met Ada DuBrook and talked about salt.", "ADB", "Ada DuBrook"),
            ("We met Ada Brook (Captain), a fisher, and talked about salt.", "Captain", "Ada Brook"),
            ("We met Dr. Ada Brook and talked about salt.", "Dr._Brook", "Ada Brook"),
            ("We met Ada Brook and talked about salt.", "Ada_Broock", "Ada Brook"),
            ("We met Ada Brook and talked about salt.", "Broko", "Ada Brook"),
        ],
    )
    def test_initials_names_in_brackets_and_slips_resolve(self, introduction: str, label: str, name: str) -> None:
        """Initials, an alias in brackets, an honorific and one wrong letter all lead to the printed name."""
        scene = Scene(f"I {introduction}\nQ Why salt?\nA[{label}] It keeps.\nQ And wind?\nA[{label}] It dries.")
        assert scene.interviewees == [name]

    def test_one_letter_abbreviates_the_label_before_it(self) -> None:
        """After a first full label a letter is enough."""
        scene = Scene(
            """
            Q[Marsh] Why salt?
            A[Brook] It keeps.
            Q[M] And wind?
            A[B] It dries.
            Q[M] And time?
            A[B] It waits.
            """
        )
        assert scene.interviewees == ["Brook"]
        assert scene.interviewers == ["Marsh"]

    def test_case_endings_fold(self) -> None:
        """An inflected mention and the label's own form are one person, named as it stands alone."""
        scene = Scene(
            """
            S Беседа с рыбаком Иваном Беловым о соли.
            Q Зачем соль?
            A[Белов] Хранит.
            Q А ветер?
            A[Белов] Сушит.
            """,
            language="ru",
        )
        assert scene.interviewees == ["Иван Белов"]

    @pytest.mark.parametrize("label", ["HARBOUR_GAZETTE", "HG", "Reporter", "The_Gazette"])
    def test_a_publication_or_office_that_asks_is_nobody(self, label: str) -> None:
        """The house's name, its abbreviation and an office are labels, no persons."""
        scene = Scene(
            f"I We met Ada Brook.\nQ[{label}] Why salt?\nA[Brook] It keeps.\nQ[{label}] And wind?\nA[Brook] It dries.",
            head="<meta property='og:site_name' content='Harbour Gazette'>",
        )
        assert scene.interviewers == []
        assert scene.speakers[0] is None

    def test_bare_q_and_a_are_nobody_and_the_answers_still_have_a_speaker(self) -> None:
        """ "Q" and "A" name nobody; the one person that the title presents answers."""
        scene = Scene(
            """
            T Interview with Ada Brook
            Q[Q] Why salt?
            A[A] It keeps.
            Q[Q] And wind?
            A[A] It dries.
            """
        )
        assert scene.interviewees == ["Ada Brook"]
        assert scene.speakers == [None, "Ada Brook", None, "Ada Brook"]

    def test_a_word_before_a_colon_inside_an_answer_is_no_speaker(self) -> None:
        """A rare, late label that is no name elsewhere is not counted among the persons."""
        rounds = "\n".join("Q[Marsh] And then?\nA[Brook] We sailed." for _ in range(12))
        scene = Scene(f"I Ada Brook met us.\n{rounds}\nQ[Marsh] What did it say?\nA[Warning] keep dry.")
        assert scene.interviewees == ["Ada Brook"]

    def test_a_stage_direction_is_no_speaker(self) -> None:
        """Capitals in brackets before a text are no name, on either side."""
        scene = Scene("Q[Marsh] Why salt?\nA[Brook] It keeps.\nQ[(LAUGHTER)] And then?\nA[(APPLAUSE)] We sailed.")
        assert scene.interviewees == ["Brook"]
        assert scene.interviewers == ["Marsh"]

    def test_a_label_that_several_share_names_them_all(self) -> None:
        """ "Lund and Marsh" speaks for both, and for no new person."""
        scene = Scene(
            """
            I Jo Lund and Ivo Marsh run the harbour.
            Q Why salt?
            A[Lund] It keeps.
            A[Marsh] It sells.
            Q And wind?
            A[Lund_and_Marsh] It dries.
            """
        )
        assert scene.interviewees == ["Jo Lund", "Ivo Marsh"]
        assert scene.speakers[-1] is None

    def test_a_voice_tag_is_a_label(self) -> None:
        """Transcripts name the speaker outside the text."""
        page = tokenize(
            read(
                "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ivo Marsh>Why salt?\n\n00:02.000 --> 00:03.000\n<v Ada Brook>It keeps.\n"
            )
        )
        spans = [Span(block.start, block.end) for block in page]
        question = SpokenTurn(TurnRole.QUESTION, (spans[0],), voice="Ivo Marsh")
        answer = SpokenTurn(TurnRole.ANSWER, (spans[1],), voice="Ada Brook")
        conversation = Conversation((Exchange((question,), (answer,)),))
        segmentation = Segmentation((), Kind.INTERVIEW, 1.0, (conversation,))
        people = resolve_people(page, segmentation, (), load("en"))
        assert people.interviewees(0) == (Person(name="Ada Brook"),)
        assert people.speaker(question) == Person(name="Ivo Marsh")


class TestPresented:
    @pytest.mark.parametrize(
        ("script", "language", "names"),
        [
            ("T Ada Brook: “Salt keeps”\nI We met in the harbour.", "en", ["Ada Brook"]),
            ("T Salt keeps\nS Director Ada Brook on forty years at sea", "en", ["Ada Brook"]),
            ("T An Interview With Ada Brook, Fisher and Poet", "en", ["Ada Brook"]),
            (
                "T Why Do The Boats Come Back\nI Ada Brook, a fisher in Bergen, has an answer. Brook was born in Hull.",
                "en",
                ["Ada Brook"],
            ),
            ("T Gespräch mit Fischerin Ada Brook\nI Es war windig im Hafen von Bergen.", "de", ["Ada Brook"]),
            (
                "T Salz hält\nI Die Fischerin Ada Brook trocknet seit vierzig Jahren Fisch. Im Gespräch erzählt Brook, warum.",
                "de",
                ["Ada Brook"],
            ),
            ("T Entretien avec Ada Brook, pêcheuse", "fr", ["Ada Brook"]),
            (
                "T Salt keeps\nI We sat down with Ada Brook and Ivo Marsh, who run the harbour.",
                "en",
                ["Ada Brook", "Ivo Marsh"],
            ),
            ("T 박서진 - “소금은 남는다”\nI 항구에서 만났습니다.", "ko", ["박서진"]),
            ("T 渔民王小川的四十年\nI 王小川在海边长大，今年六十岁。王小川告诉我们，盐很重要。", "zh", ["王小川"]),
        ],
    )
    def test_whom_title_and_introduction_present(self, script: str, language: str, names: list[str]) -> None:
        """Without labels the answering side is whoever the text presents, one or several."""
        scene = Scene(f"{script}\nQ Why salt?\nA It keeps.\nQ And wind?\nA It dries.", language=language)
        assert scene.interviewees == names

    def test_whom_the_questions_address(self) -> None:
        """A name in the questions' address decides between several in the text."""
        scene = Scene(
            """
            T Salt, and what it did to Ivo Marsh
            I Ivo Marsh ran the harbour until 1990. Ada Brook knew him well.
            Q Ms Brook, why salt?
            A It keeps.
            Q And the harbour, Ms Brook?
            A It waits.
            """
        )
        assert scene.interviewees == ["Ada Brook"]

    def test_who_signs_or_asks_is_not_interviewed(self) -> None:
        """The author stands in the introduction too and is not the guest."""
        scene = Scene(
            """
            T Salt keeps
            I Ivo Marsh talked to the fisher Ada Brook about forty years at sea.
            B By Ivo Marsh
            Q Why salt?
            A It keeps.
            """,
            authors=("Ivo Marsh",),
        )
        assert scene.interviewees == ["Ada Brook"]
        assert scene.interviewers == ["Ivo Marsh"]
        assert scene.speakers == ["Ivo Marsh", "Ada Brook"]

    @pytest.mark.parametrize(
        "script",
        [
            "T Salt keeps\nI We met in the harbour.",
            "T Ten Questions About Salt\nI The United Kingdom imports it. The North Sea has plenty.",
            "T Salz hält\nI Die Große Frage bleibt: Das Tote Meer trocknet aus.",
        ],
    )
    def test_nobody_is_made_up(self, script: str) -> None:
        """Places, titles in capitals and nouns are no persons: where nobody is named, nobody answers."""
        scene = Scene(
            f"{script}\nQ Why salt?\nA It keeps.\nQ And wind?\nA It dries.", language="de" if "hält" in script else "en"
        )
        assert scene.interviewees == []
        assert scene.speakers == [None] * 4

    def test_with_two_guests_an_unlabelled_answer_is_nobodys(self) -> None:
        """A speaker is given only where one person alone can be meant."""
        scene = Scene("I We sat down with Ada Brook and Ivo Marsh, who run the harbour.\nQ Why salt?\nA It keeps.")
        assert scene.speakers == [None, None]


class TestWhoAsks:
    @pytest.mark.parametrize(
        ("line", "language"),
        [
            ("C Interview by Ivo Marsh", "en"),
            ("C Das Gespräch führte Ivo Marsh.", "de"),
            ("C Propos recueillis par Ivo Marsh", "fr"),
            ("C Entrevista realizada por Ivo Marsh", "es"),
            ("C Rozmawiał Ivo Marsh", "pl"),
            ("I Interview conducted by Ivo Marsh.", "en"),
        ],
    )
    def test_credit_lines_name_who_asks(self, line: str, language: str) -> None:
        """The phrases of each language's pack announce the interviewer, before or after the talk."""
        scene = Scene(f"T Ada Brook: “Salt”\nQ Why salt?\nA It keeps.\n{line}", language=language)
        assert scene.interviewers == ["Ivo Marsh"]

    def test_translators_and_photographers_do_not_ask(self) -> None:
        """Credits for other work name no interviewer."""
        scene = Scene("T Ada Brook: “Salt”\nQ Why salt?\nA It keeps.\nC Translated by Ivo Marsh")
        assert scene.interviewers == []

    def test_the_byline_asks_where_nothing_else_is_said(self) -> None:
        """Who signs an interview has led it."""
        scene = Scene("T Ada Brook: “Salt”\nB By Ivo Marsh\nQ Why salt?\nA It keeps.", authors=("Ivo Marsh",))
        assert scene.interviewers == ["Ivo Marsh"]
        assert scene.speakers == ["Ivo Marsh", "Ada Brook"]

    def test_who_the_introduction_sets_beside_the_guest(self) -> None:
        """ "X in conversation with Y": where X answers, Y asks."""
        scene = Scene(
            "T Salt keeps\nI Ms Brook is hard to meet. Ada Brook in conversation with Ivo Marsh.\nQ Ms Brook, why salt?\nA It keeps."
        )
        assert scene.interviewees == ["Ada Brook"]
        assert scene.interviewers == ["Ivo Marsh"]


class TestFacts:
    @pytest.mark.parametrize(
        ("introduction", "role"),
        [
            ("We met Ada Brook, a fisher from Bergen, in May.", "a fisher from Bergen"),
            ("We met Ada Brook (harbour board) in May.", "harbour board"),
            ("We met Ada Brook, who was late, in May.", None),
            ("We met Ada Brook (61) in May.", None),
        ],
    )
    def test_an_apposition_is_the_role(self, introduction: str, role: str | None) -> None:
        """What the page says somebody is; clauses and ages are no roles."""
        scene = Scene(f"I {introduction}\nQ Why salt?\nA[Brook] It keeps.")
        assert scene.people.interviewees(0) == (Person(name="Ada Brook", role=role),)

    def test_a_label_may_carry_the_role(self) -> None:
        """ "Name, office" before a colon names both."""
        scene = Scene(
            "Q Why salt?\nA[Ada_Brook,_harbour_master] It keeps.\nQ And wind?\nA[Ada_Brook,_harbour_master] It dries."
        )
        assert scene.people.interviewees(0) == (Person(name="Ada Brook", role="harbour master"),)


class TestNames:
    @pytest.mark.parametrize(
        ("text", "runs"),
        [
            ("we met Ina van der Brook today", ["Ina van der Brook"]),
            ("J. R. Marsh and M.D. Lund", ["J. R. Marsh", "M.D. Lund"]),
            ("said Ada Brook. Ivo Marsh left", ["Ada Brook", "Ivo Marsh"]),
            ("Dr. Ada Brook-Lund", ["Dr. Ada Brook-Lund"]),
            ("Jean-Luc d'Artois", ["Jean-Luc d'Artois"]),
            ("Омар ибн Саид", ["Омар ибн Саид"]),
            ("this Leo和Ada Brook是", ["Leo", "Ada Brook"]),
        ],
    )
    def test_capitalised_words_run_as_far_as_a_name_may(self, text: str, runs: list[str]) -> None:
        """Particles and initials stay inside; a full stop, a comma or another script ends a run."""
        assert [text[run.start : run.end] for run in find_runs(text, frozenset({"dr"}))] == runs

    def test_a_signature_in_small_letters_is_a_name_too(self) -> None:
        """A byline may be styled without capitals, or be a pen name."""
        assert read_signature("by jo lund", load("en")) == (Person(name="jo lund"),)
        assert read_signature("Posted by Nightowl", load("en")) == (Person(name="Nightowl"),)

    def test_nearly_the_same_name(self) -> None:
        """One letter or an ending apart is one name; two letters apart are two."""
        assert is_nearly("olsehn", "olshen")
        assert is_nearly("beloff", "belofa")
        assert is_nearly("каримов", "каримова")
        assert not is_nearly("brook", "brant")
        assert not is_nearly("lund", "land")


@pytest.mark.parametrize(
    "piece", ["Ada Brook ", "Ada Brook, ", "A. ", "ADA ", "王小川，", "(AB) Ada Brook ", "“Ada”: "]
)
def test_hostile_introductions_are_read_in_linear_time(piece: str) -> None:
    """A page that holds nothing but names costs no more than its length."""
    began = time.perf_counter()
    Scene(f"T {piece}\nI {piece * 8000}\nQ Why salt?\nA[Brook] {piece * 8000}")
    assert time.perf_counter() - began < 8


def test_a_thousand_labels_are_no_thousand_persons() -> None:
    """A page that labels every line differently is read at once, and lists no more than the most frequent."""
    began = time.perf_counter()
    scene = Scene(
        "\n".join(f"Q Why {number}?\nA[Name{chr(97 + number % 26)}{number}] It keeps." for number in range(1000))
    )
    assert time.perf_counter() - began < 8
    assert len(scene.interviewees) <= 100
