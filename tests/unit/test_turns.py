"""What belongs to a turn at the conversation's end and between its turns, on whole small pages."""

from __future__ import annotations

from interview_parse import Role, parse_article

PAIRS = (
    ("How did you come to bells, Mr Odell?", "My uncle rang them on Sundays, and I was small enough to crawl behind."),
    ("What do you hear when you tune one?", "I hear a second note that pushes. You learn to wait for it, I think."),
    ("Do you ever tire of the noise?", "Never of my bells. I tire of the gulls, because they answer me."),
    ("Who will follow you in the tower?", "My niece comes along now. She is better than I was at her age."),
)


def page(
    below: str = "",
    *,
    question: str = "<p><b>{}</b></p>",
    answer: str = "<p>{}</p>",
    before: str = "",
    lang: str = "en",
) -> str:
    talk = "".join(question.format(asked) + answer.format(told) for asked, told in PAIRS)
    return f"<html lang={lang}><h1>Interview with Tom Odell</h1>{before}{talk}{below}</html>"


def turns(source: str) -> list[tuple[str, str]]:
    """Side and text of each turn."""
    found = parse_article(source).interview
    assert found is not None
    asked = {id(turn) for exchange in found.exchanges for turn in exchange.questions}
    return [("Q" if id(turn) in asked else "A", turn.text) for turn in found.turns]


WHOLE = [(side, text) for pair in PAIRS for side, text in zip("QA", pair, strict=True)]


class TestFarewell:
    def test_a_thanks_in_plain_text_is_asked(self) -> None:
        """Whoever thanks the guest below the last answer is whoever asked, also where no style says so."""
        thanks = "Thank you for this talk, Mr Odell, and good luck with your niece."
        assert turns(page(f"<p>{thanks}</p>")) == [*WHOLE, ("Q", thanks)]

    def test_names_under_a_farewell_are_no_answer(self) -> None:
        """A signature below a thanks that is set like the questions answers nothing."""
        thanks = "Thank you for your time, Mr Odell."
        found = turns(page(f"<p><b>{thanks}</b></p><p>// Tom Odell, Ann Sawyer</p>"))
        assert found == [*WHOLE, ("Q", thanks)]

    def test_the_guest_may_thank_too(self) -> None:
        """A short answer to the farewell stays an answer."""
        thanks, reply = "Thank you for your time, Mr Odell.", "Thank you, I enjoyed it."
        found = turns(page(f"<p><b>{thanks}</b></p><p>{reply}</p>"))
        assert found == [*WHOLE, ("Q", thanks), ("A", reply)]


class TestLists:
    def test_a_list_in_the_last_answer_is_kept(self) -> None:
        """What a colon announces, and each item after the first, belongs to the answer."""
        found = turns(
            page(
                "<p><b>What must one bring?</b></p><p>I bring three things:</p><ul><li>oil</li><li>rags</li><li>time</li></ul>"
            )
        )
        assert found[-1] == ("A", "I bring three things:\n\noil\n\nrags\n\ntime")


class TestLabels:
    def test_labels_that_count_are_bare(self) -> None:
        """Headings "Question 3" and "Reponse 3" tell the sides, with or without the accent, and name nobody."""
        pairs = (
            (
                "Comment êtes-vous venu aux cloches ?",
                "Mon oncle les sonnait, et j'étais assez petit pour passer derrière.",
            ),
            ("Qu'entendez-vous quand vous les accordez ?", "J'entends une seconde note qui pousse, et je l'attends."),
            ("Qui vous suivra dans la tour ?", "Ma nièce vient déjà. Elle est meilleure que je ne l'étais."),
        )
        talk = "".join(
            f"<h4>Question {number}</h4><p>{asked}</p><h4>Reponse {number}</h4><p>{told}</p>"
            for number, (asked, told) in enumerate(pairs, 1)
        )
        source = f"<html lang=fr><h1>Entretien avec Tom Odell</h1>{talk}</html>"
        assert turns(source) == [(side, text) for pair in pairs for side, text in zip("QA", pair, strict=True)]
        assert {turn.label for turn in parse_article(source).interview.turns} == {None}  # type: ignore[union-attr]

    def test_code_has_no_speakers(self) -> None:
        """Keys in an example of code are no labels, however often they stand."""
        code = "<pre>name: bell\nweight: 40\nname: clapper\nweight: 2\nname: rope\nweight: 1</pre>"
        found = turns(
            page(
                f"<p><b>How do you note them down?</b></p><p>I write them in a file:</p>{code}<p>That is my whole secret.</p>"
            )
        )
        assert [side for side, _ in found] == ["Q", "A"] * 5
        assert "That is my whole secret." in found[-1][1]

    def test_a_drop_cap_is_no_label(self) -> None:
        """A first letter that is set apart and is a word of its own opens a sentence."""
        talk = "".join(
            f'<p class=q>{asked}</p><p><span class="dropcap">I</span> say {told[0].lower()}{told[1:]}</p>'
            for asked, told in PAIRS
        )
        found = parse_article(f"<html lang=en><h1>Interview with Tom Odell</h1>{talk}</html>")
        assert found.interview is not None
        assert {turn.label for turn in found.interview.turns} == {None}

    def test_a_name_that_recurs_in_captions_labels_turns(self) -> None:
        """A portrait with its caption beside each turn says who speaks."""
        portraits = {"Q": "Sawyer", "A": "Odell"}
        talk = "".join(
            f"<figure><img src={portraits[side]}.png><figcaption>{portraits[side]}</figcaption></figure><p>{text}</p>"
            for side, text in WHOLE
        )
        found = parse_article(f"<html lang=en><h1>Interview with Tom Odell</h1>{talk}</html>").interview
        assert found is not None
        assert [turn.label for turn in found.turns] == ["Sawyer", "Odell"] * 4


class TestBetween:
    def test_a_numbered_figure_is_a_caption(self) -> None:
        """ "Figure 2: …" within an answer is in no turn."""
        caption = "Figure 2: the tower in the year of the flood."
        source = page().replace("</p><p><b>Who will", f"</p><p>{caption}</p><p><b>Who will")
        assert turns(source) == WHOLE
        assert [one.role for one in parse_article(source).segments if one.text == caption] == [Role.CAPTION]

    def test_rights_and_terms_are_furniture(self) -> None:
        """The line at a page's foot is no answer, in a text file as little as elsewhere."""
        text = "Interview with Tom Odell\n\n" + "\n\n".join(text for _, text in WHOLE)
        legal = "All rights reserved. Terms of use. Privacy policy."
        article = parse_article(f"{text}\n\n{legal}\n")
        assert [one.role for one in article.segments if one.text == legal] == [Role.FURNITURE]


class TestQuestionsWithoutMark:
    def test_endings_ask_in_japanese(self) -> None:
        """A sentence in か or ください asks without a question mark."""
        pairs = (
            ("いつから鐘を鳴らしていますか。", "私は七つのときからです。父に習いました。"),
            ("一番難しいことを教えてください。", "私には風ですね。音が流れてしまいます。"),
            ("弟子はいますか。", "はい、姪が来ています。私よりずっと上手です。"),
            ("これからの夢をお聞かせください。", "私は新しい鐘を一つ鋳たいと思っています。"),
        )
        talk = "".join(f"<p class=a1>{asked}</p><p class=b1>{told}</p>" for asked, told in pairs)
        found = turns(f"<html lang=ja><h1>鐘守インタビュー</h1>{talk}</html>")
        assert found == [(side, text) for pair in pairs for side, text in zip("QA", pair, strict=True)]
