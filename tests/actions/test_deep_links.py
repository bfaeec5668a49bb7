"""Deep links carry words as base64url, with or without padding (Bot API, deep linking)."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.deep_links import words_of


def payload(words: str, *, padded: bool = False) -> str:
    encoded = base64.urlsafe_b64encode(words.encode()).decode()
    return "follow_" + (encoded if padded else encoded.rstrip("="))


@pytest.mark.parametrize("padded", [False, True])
@pytest.mark.parametrize(
    "words", ["tax", "stalking", "сталкинг", "«қылмыстық кодекс»", 'a "b c"', "???>>>~~~", "ъ" * 21]
)
def test_words_come_back_as_they_were(words: str, padded: bool) -> None:
    assert words_of(payload(words, padded=padded)) == words


def test_21_cyrillic_letters_are_what_telegram_lets_a_link_carry() -> None:
    assert len(payload("ъ" * 21)) <= 64


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "follow",
        "follow_",
        "follow_=",
        "follow_====",
        "follow_A",
        "follow_AAAAA",
        "follow_!!!!",
        "follow_привет",
        "follow_dGF4 dGF4",
        "follow_dGF4\n",
        "follow_\0",
        "follow__w",  # bytes that are no UTF-8
        "follow_gIA",
        "Follow_dGF4",
        "list_dGF4",
        "dGF4",
    ],
)
def test_rubbish_is_no_words(rubbish: str) -> None:
    assert words_of(rubbish) is None


@given(st.text())
def test_nothing_that_a_person_can_type_breaks_it(typed: str) -> None:
    assert words_of(typed) is None or typed.startswith("follow_")
    words_of("follow_" + typed)


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_any_words_survive_the_way(words: str) -> None:
    assert words_of(payload(words)) == words
