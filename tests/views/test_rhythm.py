"""What is said about a rhythm, in words that agree with its numbers."""

import pytest

from actions.rhythm.parsing import MOST_AN_HOUR, READERS
from storage.rhythms import Rhythm
from views.digest import DigestFacts, digest
from views.i18n import load_languages
from views.rhythm import bad_rhythm


@pytest.mark.parametrize(
    ("code", "cap", "said"),
    [
        ("en", 1, "At most 1 message an hour"),
        ("en", 2, "At most 2 messages an hour"),
        ("ru", 1, "Не больше 1 сообщения в час"),
        ("ru", 5, "Не больше 5 сообщений в час"),
        ("ru", 21, "Не больше 21 сообщения в час"),
        ("kk", 1, "Сұрағаныңыздай, сағатына ең көбі 1 хабарлама"),
    ],
)
def test_a_digest_after_the_cap_says_how_many_an_hour(code: str, cap: int, said: str) -> None:
    shown = digest(load_languages()[code], [], DigestFacts("cap", cap=cap))
    assert shown.text.startswith(said)


def test_a_bad_cap_is_told_what_is_a_good_one() -> None:
    shown = bad_rhythm(load_languages()["en"], "cap")
    assert shown.text.startswith(f"Write a number from 1 to {MOST_AN_HOUR}: /cap 10")
    assert READERS["cap"](Rhythm(), str(MOST_AN_HOUR)) == Rhythm(cap=MOST_AN_HOUR)
