"""A new follow is answered with how it is understood."""

from collections.abc import Callable, Mapping
from functools import reduce

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.parsing import MAX_WORDS
from storage.follows import Follow
from views.buttons import IN_ANSWER, Remove
from views.follow import added
from views.i18n import Language
from views.screen import Screen

FORMS = "Any form of a word will do."


def lines(language: Language, words: str) -> list[str]:
    """Return what is said about a query after the follow itself and what comes next."""
    first, second, *rest = added(language, Follow(7, words, active=True)).text.splitlines()
    assert words in first
    assert second.endswith(":")
    return rest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stalking", ["• the word: stalking", FORMS]),
        ("stalk*", ["• a word that begins so: stalk"]),
        ("=US", ["• exactly so: US"]),
        ("Domestic violence", ["• the words in one sentence: domestic, violence", FORMS]),
        ("Orda.kz court", ["• the words in one sentence: court, orda kz", FORMS]),
        ('"Criminal Code"', ["• the phrase: criminal code", FORMS]),
        ('="Criminal Code"', ["• exactly so: Criminal Code"]),
        ('"the =US army"', ["• the phrase: the =US army", FORMS]),
        (
            'stalking "Criminal Code"',
            ["• the phrase: criminal code", "• the word: stalking", FORMS],
        ),
        (
            '"tax reform"~1',
            ["• the words with at most 1 other between them: reform, tax", FORMS],
        ),
        ('"tax reform"~3', ["• the words with at most 3 others between them: reform, tax", FORMS]),
        ("title:tax", ["• the word: tax (in the headline)", FORMS]),
        (
            "lead:x3:tax",
            [
                "• the word: tax (in the headline or the first two paragraphs, at least 3 times)",
                FORMS,
            ],
        ),
        (
            "stalk* lang:kk site:orda.kz",
            ["• the language: Kazakh", "• the site: orda.kz", "• a word that begins so: stalk"],
        ),
        ("stalk* lang:zz", ["• the language: zz", "• a word that begins so: stalk"]),
        ("tax -football", ["• the word: tax", "• but not the word: football", FORMS]),
        (
            "tax OR (levy -(football OR site:sport.example))",
            [
                "• at least one of these:",
                "   ◦ all of these together:",
                "      ▪ the word: levy",
                "      ▪ but not the word: football",
                "      ▪ but not the site: sport.example",
                "   ◦ the word: tax",
                FORMS,
            ],
        ),
    ],
)
def test_a_query_is_said_part_by_part(
    languages: Mapping[str, Language], words: str, said: list[str]
) -> None:
    assert lines(languages["en"], words) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ru", "• язык: казахский|• слово: салык (не меньше 3 раз)|• но не слово: футбол"),
        ("kk", "• тілі: қазақ тілі|• сөз: салык (кемінде 3 рет)|• бірақ мынасыз — сөз: футбол"),
    ],
)
def test_it_is_said_in_the_language_of_the_person(
    languages: Mapping[str, Language], code: str, said: str
) -> None:
    assert lines(languages[code], "x3:салык lang:kk НЕ футбол")[:-1] == said.split("|")


WORDS = st.sampled_from(
    ["tax", "stalk*", "=US", "ﬃ" * 40, "🏛суд", "שלום", "b" * 150, '"a b"', '"a b"~3', "x3:tax"]
)
QUERIES = st.recursive(
    st.one_of(WORDS, WORDS.map("-{}".format), st.just("site:orda.kz"), st.just("lang:kk")),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=8).map(" OR ".join),
        st.lists(inner, min_size=1, max_size=8).map(" ".join),
        inner.map("({})".format),
        inner.map("title:({})".format),
    ),
    max_leaves=MAX_WORDS,
)


@settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(words=QUERIES)
def test_however_a_query_is_made_its_answer_is_one_that_telegram_takes(
    language: Language, check: Callable[[Screen], Screen], words: str
) -> None:
    check(added(language, Follow(7, words, active=True)))


@pytest.mark.parametrize(
    "words",
    [
        " ".join(f"{letter}" * 9 for letter in "абвгдежзиклмнопрстуф"),
        " OR ".join(f"lead:x9:{letter}{'ﬃ' * 36}" for letter in "абвгдежзиклмнопрстуф"),
        reduce(lambda inner, letter: f"({letter} OR ({inner} b))", "cde", "a"),
        "שלום " * 3,
        "🏛 суд",
    ],
)
def test_the_longest_and_the_strangest_queries_fit(
    language: Language, check: Callable[[Screen], Screen], words: str
) -> None:
    screen = check(added(language, Follow(7, words, active=True)))
    assert len(screen.text.splitlines()) > 2
    assert screen.buttons[0][0].data == Remove(follow_id=7, alert_id=IN_ANSWER).pack()


def test_a_query_that_is_no_longer_one_is_still_answered(
    language: Language, check: Callable[[Screen], Screen]
) -> None:
    assert len(check(added(language, Follow(7, '"', active=True))).text.splitlines()) == 1
