import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.health import Answered, Failed, Health, Notice, after_article, after_look, troubles

START = datetime(2026, 7, 6, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GOOD = Answered(listed=20, fresh=1, expected=1.0)
SAME = Answered(listed=None)
EMPTY = Answered(listed=0)
DOWN = Failed("the server answered 503")

Event = Failed | Answered | bool
"""A look, or an article: whether it had text."""


class Watch:
    """A source watched step by step; ``heard`` are the notices with the hour they came at."""

    def __init__(self) -> None:
        self.health = Health()
        self.now = START
        self.heard: list[tuple[float, Notice]] = []

    def sees(self, *events: Event, every: timedelta = 10 * MINUTE) -> "Watch":
        for event in events:
            self.now += every
            if isinstance(event, bool):
                verdict = after_article(self.health, self.now, has_text=event)
            else:
                verdict = after_look(self.health, self.now, event)
            self.health = Health.from_dict(json.loads(json.dumps(verdict.health.to_dict())))
            assert self.health == verdict.health
            if verdict.notice is not None:
                self.heard.append(((self.now - START) / HOUR, verdict.notice))
        return self

    @property
    def kinds(self) -> list[str]:
        return [notice.kind for _, notice in self.heard]


def kinds(events: Iterable[Event], every: timedelta = 10 * MINUTE) -> list[str]:
    return Watch().sees(*events, every=every).kinds


@pytest.mark.parametrize(
    ("events", "heard"),
    [
        ([GOOD] * 50, []),
        ([GOOD, *[SAME] * 50], []),
        ([DOWN] * 4, []),
        ([DOWN] * 5, ["failing"]),
        ([DOWN] * 50, ["failing"]),
        ([*[DOWN] * 4, GOOD] * 10, []),
        ([*[DOWN] * 5, *[GOOD] * 2], ["failing"]),
        ([*[DOWN] * 5, GOOD, GOOD, DOWN, GOOD, GOOD], ["failing"]),
        ([*[DOWN] * 5, *[GOOD] * 3], ["failing", "well"]),
        ([*[DOWN] * 5, *[SAME] * 7], ["failing", "well"]),
        ([EMPTY] * 50, []),
        ([SAME, *[EMPTY] * 50], []),
        ([GOOD, *[EMPTY] * 4], []),
        ([GOOD, *[EMPTY] * 5], ["empty"]),
        ([GOOD, EMPTY, *[SAME] * 4], ["empty"]),
        ([GOOD, *[EMPTY] * 5, *[GOOD] * 7], ["empty", "well"]),
        ([GOOD, *[EMPTY] * 5, *[DOWN] * 5], ["empty", "failing"]),
        ([*[DOWN] * 5, *[EMPTY] * 20], ["failing", "well"]),
        ([GOOD, *[DOWN] * 5, *[EMPTY] * 20], ["failing", "empty"]),
        ([False] * 7, []),
        ([False] * 8, ["unreadable"]),
        ([*[True] * 3, *[False] * 10], []),
        ([*[True] * 3, *[False] * 12], ["unreadable"]),
        ([*[False] * 20, *[True] * 9], ["unreadable"]),
        ([*[False] * 20, *[True] * 10], ["unreadable", "well"]),
        ([*[False] * 20, *[DOWN] * 5], ["unreadable", "failing"]),
        ([*[DOWN] * 5, *[False] * 20], ["failing"]),
    ],
)
def test_what_is_heard(events: list[Event], heard: list[str]) -> None:
    assert kinds(events) == heard


def test_a_notice_says_why_and_since_when() -> None:
    watch = Watch().sees(GOOD, *[Failed("no such host")] * 4, DOWN, *[GOOD] * 7)
    (_, failing), (_, well) = watch.heard
    began = START + 20 * MINUTE
    assert failing == Notice("failing", "failing", began, "the server answered 503")
    assert (well.kind, well.about, well.reason) == ("well", "failing", "")


def test_who_gets_nothing_is_reminded_weekly() -> None:
    watch = Watch().sees(*[DOWN] * 22 * 24, every=HOUR)
    assert watch.kinds == ["failing", "reminder", "reminder", "reminder"]
    assert [hour for hour, _ in watch.heard] == [5, 5 + 168, 5 + 336, 5 + 504]
    assert watch.heard[-1][1].since == START + HOUR
    assert watch.heard[-1][1].reason == DOWN.reason


def test_an_empty_source_is_recalled_too_a_silent_or_unreadable_one_is_not() -> None:
    assert kinds([GOOD, *[EMPTY] * 9 * 24], every=HOUR) == ["empty", "reminder"]
    silent = Answered(listed=20, expected=1.0)
    assert kinds([GOOD, *[silent] * 9 * 24], every=HOUR) == ["silent"]
    assert kinds([False] * 9 * 24, every=HOUR) == ["unreadable"]


@pytest.mark.parametrize("every", [MINUTE, 10 * MINUTE, HOUR])
def test_a_flapping_source_makes_one_pair_of_notices_a_day(every: timedelta) -> None:
    looks = int(10 * DAY / every)
    period = [DOWN] * 5 + [GOOD] * max(6, int(2 * HOUR / every))
    watch = Watch().sees(*(period * looks)[:looks], every=every)
    assert 5 <= watch.kinds.count("failing") <= 10
    assert watch.kinds == ["failing", "well"] * (len(watch.kinds) // 2) + ["failing"] * (
        len(watch.kinds) % 2
    )


def test_trouble_that_comes_back_within_the_day_is_told_when_it_lasts() -> None:
    watch = Watch().sees(*[DOWN] * 5, *[GOOD] * 9, *[DOWN] * 200)
    assert watch.kinds == ["failing", "well", "failing"]
    (first, _), _, (again, _) = watch.heard
    assert again - first == pytest.approx(24)


def silence(expected: float, hours: int, fresh: int = 0, *, each: int = 1) -> list[Event]:
    """Return hourly looks at which ``expected`` a look foresaw, and one in ``each`` found."""
    return [Answered(20, fresh if hour % each == 0 else 0, expected) for hour in range(hours)]


@pytest.mark.parametrize(
    ("looks", "is_told"),
    [
        (silence(0.5, 24), False),
        (silence(0.5, 26), True),
        (silence(12.0, 23), False),
        (silence(0.05, 239), False),
        (silence(0.05, 242), True),
        (silence(1.0, 500, 1), False),
        (silence(1.0, 500, 5, each=5), False),
        (silence(1.0, 500, 1, each=20), True),
        (silence(0.0, 500), False),
    ],
)
def test_silence_is_told_by_what_the_source_is_used_to(looks: list[Event], is_told: bool) -> None:
    assert kinds([GOOD, *looks], every=HOUR) == ["silent"] * is_told


def test_silence_is_over_when_news_come_again() -> None:
    watch = Watch().sees(GOOD, *silence(1.0, 40), every=HOUR)
    assert troubles(watch.health) == ("silent",)
    watch.sees(Answered(20, 1, 1.0), every=HOUR)
    assert watch.kinds == ["silent"]
    watch.sees(Answered(20, 2, 1.0), Answered(20, 2, 1.0), every=HOUR)
    assert watch.kinds == ["silent", "well"]
    assert troubles(watch.health) == ()


def test_what_went_by_while_nobody_looked_is_no_silence() -> None:
    after_pause = Answered(20, 20, 900.0)
    assert kinds([GOOD, after_pause, *silence(0.4, 26)], every=HOUR) == []
    assert kinds([GOOD, *[DOWN] * 4, Answered(20, 0, 900.0), SAME], every=DAY) == []


def test_nothing_is_known_at_first_and_strangers_are_refused() -> None:
    assert Health.from_dict(None) == Health() == Health.from_dict({})
    with pytest.raises(ValueError, match="failures"):
        Health.from_dict({"failures": "many"})
    with pytest.raises(ValueError, match="told"):
        Health.from_dict({"told": "sleepy"})


events = st.one_of(
    st.just(DOWN),
    st.booleans(),
    st.builds(Answered, st.none() | st.integers(0, 30), st.integers(0, 9), st.floats(0, 40)),
)


@given(st.lists(st.tuples(events, st.integers(1, 3000)), max_size=60))
def test_notices_come_in_an_order_that_makes_sense(steps: list[tuple[Event, int]]) -> None:
    watch = Watch()
    for event, minutes in steps:
        watch.sees(event, every=minutes * MINUTE)
    open_trouble = None
    for _, notice in watch.heard:
        if notice.kind in {"well", "reminder"}:
            assert notice.about == open_trouble
        else:
            assert notice.kind == notice.about != open_trouble
        open_trouble = None if notice.kind == "well" else notice.about
        assert notice.since <= watch.now
    assert watch.health.told == open_trouble
