"""A new follow is answered with how it is understood."""

from collections.abc import Callable, Mapping

import pytest

from storage.follows import Follow
from views.buttons import IN_ANSWER, Remove
from views.follow import added
from views.i18n import Language
from views.screen import Screen


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("stalking", ["• the word: stalking"]),
        ("Domestic violence", ["• the words in one sentence: domestic, violence"]),
        ('"Criminal Code"', ["• the phrase: criminal code"]),
        ('stalking "Criminal Code"', ["• the phrase: criminal code", "• the word: stalking"]),
        ("Orda.kz court", ["• the words in one sentence: court, orda kz"]),
    ],
)
def test_a_query_is_said_part_by_part(
    languages: Mapping[str, Language], words: str, lines: list[str]
) -> None:
    said = added(languages["en"], Follow(7, words, active=True)).text.splitlines()
    assert said[0] == f"You now follow {words}."
    assert said[1] == "I'll write here as soon as an article has:"
    assert sorted(said[2:]) == lines


@pytest.mark.parametrize(
    "words", [" ".join(f"{letter}" * 9 for letter in "абвгдежзиклмнопрстуф"), "שלום " * 3, "🏛 суд"]
)
def test_the_longest_and_the_strangest_queries_fit(
    language: Language, check: Callable[[Screen], Screen], words: str
) -> None:
    screen = check(added(language, Follow(7, words, active=True)))
    assert screen.buttons[0][0].data == Remove(follow_id=7, alert_id=IN_ANSWER).pack()


def test_a_query_that_is_no_longer_one_is_still_answered(
    language: Language, check: Callable[[Screen], Screen]
) -> None:
    assert len(check(added(language, Follow(7, '"', active=True))).text.splitlines()) == 1
