"""Marks that ask, in every script."""

from __future__ import annotations

import pytest

from interview_parse.marks import ends_asking, holds_question


@pytest.mark.parametrize(
    "text",
    [
        "Why now?",
        "„Warum jetzt?“",
        "Pourquoi maintenant ?",
        "Why now?!",
        "Why now? :-)",
        "Why now? 🙂",
        "なぜ今ですか？」",
        "لماذا الآن؟",
        "Γιατί τώρα;",
        "Γιατί «τώρα»;",
        "Ինչո՞ւ հիմա։",
        "ለምን አሁን፧",
        "¿Por qué ahora?",
    ],
)
def test_a_question_is_seen_in_every_script(text: str) -> None:
    """Closing marks, a second mark or a smiley may follow the question mark."""
    assert ends_asking(text)
    assert holds_question(text)


@pytest.mark.parametrize(
    "text",
    ["", "I told her so.", "Why? Because.", "int x = 0;", "Ինչո՞ւ հիմա։ Այդպես ստացվեց։", "Sagte sie; und ging;"],
)
def test_what_ends_otherwise_does_not_ask(text: str) -> None:
    """A semicolon asks in Greek alone; an earlier question does not make the end one."""
    assert not ends_asking(text)


def test_an_earlier_question_is_held() -> None:
    """A question mark anywhere counts as held."""
    assert holds_question("Why? Because.")
    assert not holds_question("Because.")
