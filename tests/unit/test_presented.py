"""Who is interviewed and who asks where the text alone tells: persons from things, and their names' usual form."""

from __future__ import annotations

import pytest
from test_people import Scene

from interview_parse.languages import load
from interview_parse.model.forms import title_case
from interview_parse.model.names import basic_form
from interview_parse.model.organisations import names_organisation

TALK = "\nQ Why salt?\nA It keeps.\nQ And the wind?\nA It dries."


def labelled(asking: str, answering: str) -> str:
    return f"\nQ[{asking}] Why?\nA[{answering}] It keeps.\nQ[{asking}] And?\nA[{answering}] It dries."


class TestThings:
    @pytest.mark.parametrize(
        ("language", "lines"),
        [
            ("en", "T How to Dry Cod\nI The Salt Museum in Bergen opened Cod Hall. Harbour College lent the racks."),
            ("en", "T Interview with the Green Salt team"),
            ("es", "T Entrevista en Radio Salina"),
            ("it", "T Intervista alla Banca del Sale"),
            ("fr", "T Entretien\nI Le Festival du Sel a lieu à Saint Malo. La Maison du Sel y participe."),
            ("tr", "T Tuz Dergisi Röportajı"),
            ("ru", "T Интервью для журнала Соль Моря"),
            ("ja", "T 北国の塩\nI 北国の塩は有名だ。明日は海外へ。"),
            ("ja", "T 協会インタビュー\nI 協会は塩を守る。協会を選んだ。"),
            ("de", "T Ein neuer Trend\nI Die Meersalz Kosmetik kommt aus Bergen. Der Meersalz Kosmetik folgen viele."),
        ],
    )
    def test_things_with_capitals_are_nobody(self, language: str, lines: str) -> None:
        """Houses, places, products and things answer nothing: better nobody than a wrong body."""
        assert Scene(lines + TALK, language).interviewees == []

    @pytest.mark.parametrize(
        ("language", "lines", "name"),
        [
            ("fr", "I Jean Roux, professeur à Institut Salin, parle. Il travaille à Télécom Bergen.", "Jean Roux"),
            ("pt", "T Revista Sal - Entrevista\nI João Sal, de 30 anos, trabalha na Editora Vento.", "João Sal"),
            ("tr", "T Ayşe Deniz’in Tuz Gazetesi Röportajı", "Ayşe Deniz"),
            ("en", "T Saltwater’s Jo Lund Interview\nI Jo Lund dries cod.", "Jo Lund"),
            ("de", "T Im Gespräch mit Prof. Dr. Hans Berg von der Universität Bergen", "Hans Berg"),
            ("de", "T Salz\nI Lena Roth gründete die Salzwerk GmbH. Gründerin Lena lud uns ein.", "Lena Roth"),
            ("sv", "T Salt\nI Anna Vind, forskare vid Bergens universitet, berättar.", "Anna Vind"),
            (
                "id",
                "T Garam\nS Kami bertemu dengan pak Budi Garam.\nI Pak Budi Garam mengajar Sistem Laut.",
                "Budi Garam",
            ),
        ],
    )
    def test_person_stands_before_house(self, language: str, lines: str, name: str) -> None:
        """A person who is presented beside a house is the one who answers."""
        assert Scene(lines + TALK, language).interviewees == [name]

    def test_site_answers_nothing(self) -> None:
        """The site's own name in its title is nobody's."""
        scene = Scene(
            "T Salt\nS Our guest: Ada Brook keeps the harbour." + TALK,
            head="<title>Interview - Salty Winds</title><meta property='og:site_name' content='Salty Winds'>",
        )
        assert scene.interviewees == ["Ada Brook"]

    @pytest.mark.parametrize(
        ("name", "language", "found"),
        [
            ("Harbour University", "en", True),
            ("Nordsee Salzverlag", "de", True),
            ("塩業協会", "ja", True),
            ("Ada Brook", "en", False),
            ("海野 太郎", "ja", False),
            ("Ada Times", "cs", True),
        ],
    )
    def test_words_of_organisations(self, name: str, language: str, found: bool) -> None:
        """A word of houses shows one, also at a compound's end and in a language that is not the page's."""
        assert names_organisation(name, load(language)) is found


class TestPresented:
    @pytest.mark.parametrize(
        ("language", "lines", "names"),
        [
            ("en", "B An Interview with Saltfish", ["Saltfish"]),
            ("en", "T An Interview with saltfish99", ["saltfish99"]),
            ("en", "T Jo Lund talks to Saltwater", ["Jo Lund"]),
            ("en", "T Harbour Spotlight: Jo Lund\nI Jo Lund dries cod.", ["Jo Lund"]),
            ("en", "T Q&A with the founder of Saltwater, Jo Lund", ["Jo Lund"]),
            ("fr", "T Jean Roux et Marie Lac : « Le sel garde »", ["Jean Roux", "Marie Lac"]),
            ("de", "T Interview mit Lena von Berg", ["Lena von Berg"]),
            ("it", "T Intervista a LUCA VERDI", ["Luca Verdi"]),
            ("zh", "T 对话张海：盐是生命", ["张海"]),
            ("ko", "T [인터뷰] 김소금 작가", ["김소금"]),
            ("ja", "T 株式会社塩屋 代表取締役 海野 太郎 様", ["海野 太郎"]),
            ("ja", "T 塩と風\nS 塩屋の海野氏に話を聞いた。\nI 海野 太郎さんは塩を作る。", ["海野 太郎"]),
            ("ja", "T 塩の話\nI 海野太郎教授は塩を作る。海野教授に聞いた。", ["海野太郎"]),
        ],
    )
    def test_guests_are_found(self, language: str, lines: str, names: list[str]) -> None:
        """Title, byline and honorific present the guest in many ways."""
        assert Scene(lines + TALK, language).interviewees == names

    @pytest.mark.parametrize(
        ("language", "answer", "name"),
        [
            ("en", "My name is Jo Lund and I dry cod. Ivo Marsh helps.", "Jo Lund"),
            ("de", "Ich heiße Lena Berg und trockne Fisch. Eva Sand hilft.", "Lena Berg"),
            ("fr", "Je m'appelle Jean Roux. Marie Lac m'aide.", "Jean Roux"),
            ("en", "My name is Anna, I dry cod.", "Anna"),
        ],
    )
    def test_first_answer_introduces(self, language: str, answer: str, name: str) -> None:
        """Who says their own name in the first answer is the one who answers."""
        assert Scene(f"T Salt\nQ Who?\nA {answer}\nQ And?\nA Yes.", language).interviewees == [name]

    def test_greeting_is_no_name(self) -> None:
        """A greeting calls whoever is named after it, and is no part of the name."""
        scene = Scene("T Salz\nI Lena Berg fischt. Eva Sand auch.\nQ Hallo Lena, warum Salz?\nA Es hält.", "de")
        assert scene.interviewees == ["Lena Berg"]
        assert Scene("Q[Ivo] Hi Saltfish, why?\nA[Saltfish] It keeps." + labelled("Ivo", "Saltfish")).interviewees == [
            "Saltfish"
        ]

    def test_captions_among_answers_name_nobody(self) -> None:
        """Where few answers bear a label that no text knows, the guest is whom the title presents."""
        bare = "\n".join("Q Why?\nA It keeps." for _ in range(9))
        scene = Scene(f"T Interview with Jo Lund\n{bare}\nQ And?\nA[Photobox] It dries.")
        assert scene.interviewees == ["Jo Lund"]


class TestForms:
    @pytest.mark.parametrize(
        ("language", "lines", "name"),
        [
            ("pl", "T Wywiad z Anną Nowak", "Anna Nowak"),
            ("cs", "T Rozhovor s Adamem Novým", "Adam Nový"),
            ("cs", "T Rozhovor s Tami Volfanem", "Tami Volfan"),
            ("sk", "T Rozhovor s Tami Solným\nI Tamiho Solného poznáme.\nI Tami Solný varí soľ.", "Tami Solný"),
            ("ru", "T Интервью с Сергеем Соленко\nI Сергей Соленко строит.", "Сергей Соленко"),
            ("hu", "T Interjú Kovács Annával", "Kovács Anna"),
        ],
    )
    def test_case_is_undone(self, language: str, lines: str, name: str) -> None:
        """A name stands in the form that stands alone: as printed elsewhere, else without its ending."""
        assert Scene(lines + TALK, language).interviewees == [name]

    @pytest.mark.parametrize(
        ("name", "language", "usual"),
        [
            ("GIO LEPRI", "it", "Gio Lepri"),
            ("Y. ALTINCI", "tr", "Y. Altıncı"),
            ("İPEK DENİZ", "tr", "İpek Deniz"),
            ("IVO MCMARSH", "en", "Ivo McMarsh"),
            ("JEAN-LUC D'ARC", "fr", "Jean-Luc D'Arc"),
            ("TV", "en", "TV"),
        ],
    )
    def test_capitals(self, name: str, language: str, usual: str) -> None:
        """A name in capitals gets small letters by the language's rule; an abbreviation keeps its own."""
        assert title_case(name, language) == usual

    def test_capitals_follow_the_page(self) -> None:
        """Where the page prints the name in small letters, so it is listed; a capital label names the same person."""
        scene = Scene("I We met Ada DuBrook." + labelled("IVO_MARSH", "ADA DUBROOK".replace(" ", "_")))
        assert (scene.interviewees, scene.interviewers) == (["Ada DuBrook"], ["Ivo Marsh"])

    @pytest.mark.parametrize(
        ("name", "language"),
        [("Сергей Соленко", "ru"), ("Artem Nový", "cs"), ("Jan Kowal", "pl"), ("Lev Tolstoj", "cs")],
    )
    def test_form_that_stands_alone_stays(self, name: str, language: str) -> None:
        """A name that bears no ending keeps its letters."""
        assert basic_form(name, language) == name

    def test_and_is_no_article(self) -> None:
        """ "A" joins names in Czech: both are found behind their labels."""
        scene = Scene("I Mluvili jsme s Janem Novákem a Evou Malou.\nQ Proč?\nA[EVA] Tak.\nQ A?\nA[JAN] Ano.", "cs")
        assert scene.interviewees == ["Eva Malá", "Jan Novák"]


class TestAskers:
    @pytest.mark.parametrize(
        ("language", "lines", "names"),
        [
            ("de", "I Jan Roth vom Salzfunk traf Lena Berg." + labelled("Salzfunk", "Berg"), ["Jan Roth"]),
            (
                "de",
                "I Jan, der Gründer von Salzfunk, traf Lena Berg. Im Salzfunk geht es ums Meer."
                + labelled("Salzfunk", "Berg"),
                ["Jan"],
            ),
            ("de", "I Der Salzfunk hat Lena Berg getroffen." + labelled("Salzfunk", "Berg"), []),
            ("es", "I Ana Sol trabaja en Bergen." + labelled("Revista_Sal", "Ana_Sol"), []),
            ("en", "I Ivo Marsh of Saltwater caught up with Jo Lund, author of The Wind." + TALK, ["Ivo Marsh"]),
            ("zh", "I 采访 | 李风" + labelled("海盐杂志", "张海"), ["李风"]),
            ("zh", "I 盐城1月12日电（记者李风）海风起。" + labelled("记者", "张海"), ["李风"]),
            ("en", "I We met Jo Lund. Interview: Ivo Marsh" + labelled("Q", "Jo_Lund"), ["Ivo Marsh"]),
            (
                "ru",
                "I У нас Иван Солин, моряк." + labelled("В", "Иван_Солин") + "\nX // Иван Солин, Анна Морская",
                None,
            ),
            ("pt", "T Entrevista com João Sal\nB Por Maria Vento 4 de maio" + TALK, ["Maria Vento"]),
            ("it", "T Intervista a Luca Verdi, direttore di Banca Sale" + TALK, []),
        ],
    )
    def test_text_tells_who_asks(self, language: str, lines: str, names: list[str] | None) -> None:
        """Who is of the house that asks, met the guest, signs beside them or in a bare byline has asked."""
        assert Scene(lines, language).interviewers == (["Анна Морская"] if names is None else names)

    @pytest.mark.parametrize("author", ["Salt Team", "May 9", "ivo-marsh", "Radio Salz"])
    def test_author_who_is_no_person_asks_nothing(self, author: str) -> None:
        """A desk, a date, a part of an address or a house is no interviewer."""
        assert Scene("T Interview with Jo Lund" + TALK, authors=(author,)).interviewers == []

    def test_first_name_that_fits_two(self) -> None:
        """A label that fits guest and asker names the asker where the guest has another."""
        scene = Scene("I We met Jan Roth. Jan Marsh asked the questions." + labelled("Jan", "Roth"))
        assert (scene.interviewees, scene.interviewers) == (["Jan Roth"], ["Jan Marsh"])

    def test_inflected_name_with_a_noun_is_no_other_name(self) -> None:
        """ "Ninas Salz-Rezept" names Nina, who stands alone too."""
        scene = Scene("I Wir trafen Nina und Paul. Uns gefiel Ninas Salz-Rezept." + labelled("Paul", "Nina"), "de")
        assert (scene.interviewees, scene.interviewers) == (["Nina"], ["Paul"])
