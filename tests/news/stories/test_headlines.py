"""Headlines alone: reports of one event meet, and what only looks alike does not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.stories import WINDOW, Decision, Fingerprint, dump, fingerprint, load, same
from tests.news.stories.pairs import DIFFERENT, SAME, all_pairs

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANY_TITLE = st.sampled_from([title for pair in all_pairs() for title in pair]) | st.text(
    max_size=90
)


def told(
    title: str, *, outlet: str = "", language: str | None = None, at: datetime | None = None
) -> Fingerprint:
    return fingerprint(title, "", language, outlet, at)


def decided(one: str, other: str) -> Decision:
    return same(told(one), told(other))


@pytest.mark.parametrize(("one", "other"), [pair for pairs in SAME.values() for pair in pairs])
def test_reports_of_one_event_are_one_story(one: str, other: str) -> None:
    assert decided(one, other).is_same


@pytest.mark.parametrize(("one", "other"), [pair for pairs in DIFFERENT.values() for pair in pairs])
def test_what_only_looks_alike_is_not(one: str, other: str) -> None:
    assert not decided(one, other).is_same


@given(ANY_TITLE, ANY_TITLE)
@settings(deadline=None)
def test_a_decision_is_symmetric_repeatable_and_never_without_a_common_key(
    one: str, other: str
) -> None:
    a, b = told(one), told(other)
    decision = same(a, b)
    assert decision == same(b, a) == same(load(dump(a)), load(dump(b)))
    assert decision.is_same == (decision.score >= 0.5)
    assert 0 <= decision.score <= 1
    if decision.is_same:
        assert not set(a.keys).isdisjoint(b.keys)


@pytest.mark.parametrize("title", sorted({title for pair in all_pairs() for title in pair}))
def test_a_telling_headline_is_the_same_as_itself(title: str) -> None:
    decision = decided(title, title)
    assert decision.is_same or decision.why == "too little in common"


def test_languages_are_kept_apart() -> None:
    russian = told("Qazaqtelecom Almaty IPO NASDAQ 2026", language="en")
    turkish = told("Qazaqtelecom Almaty IPO NASDAQ 2026", language="tr")
    assert same(russian, turkish).why == "different languages"


def test_one_outlet_tells_different_stories() -> None:
    one, other = SAME["ru"][0]
    orda = told(one, outlet="orda.example")
    assert not same(orda, told(other, outlet="orda.example")).is_same
    assert same(orda, told(other, outlet="zakon.example")).is_same


def test_a_story_ends_with_the_window() -> None:
    title, again = SAME["ru"][2]
    first = told(title, at=NOON)
    assert same(first, told(again, at=NOON + timedelta(hours=2))).is_same
    assert same(first, told(again, at=NOON + WINDOW + timedelta(minutes=1))).why == "too long apart"


def test_time_that_passes_speaks_against_one_story() -> None:
    title, again = SAME["ru"][2]
    first = told(title, at=NOON)
    scores = [same(first, told(again, at=NOON + timedelta(days=days))).score for days in range(4)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_number_may_be_rounded_but_not_another() -> None:
    title = "На таможне под Актау изъяли {} пачек контрабандных сигарет"
    rounded = decided(title.format("8,9 млн"), title.format("девять миллионов"))
    other = decided(title.format("8,9 млн"), title.format("8,3 млн"))
    assert rounded.is_same
    assert other.why == "different numbers"


def test_a_decision_says_why() -> None:
    one, other = DIFFERENT["two verdicts"][0]
    assert decided(one, other).why == "they tell opposite things: case"
