from datetime import UTC, datetime, timedelta

from news.entry import Entry
from news.oldness import judge

LAST = datetime(2026, 7, 10, 12, tzinfo=UTC)


def entries(count: int, age: timedelta | None, name: str = "old") -> list[Entry]:
    published = None if age is None else LAST - age
    return [
        Entry(f"{name}-{n}", f"https://a.kz/{name}/{n}", "Headline", "", "", published)
        for n in range(count)
    ]


def test_the_first_look_alerts_nobody() -> None:
    unknown = entries(3, timedelta(0))
    assert judge(unknown, None).past == tuple(unknown)


def test_a_moved_archive_is_remembered_and_its_news_are_news() -> None:
    old, new = entries(5, timedelta(days=8)), entries(4, timedelta(hours=1), "new")
    verdict = judge([*old, *new], LAST)
    assert verdict.past == tuple(old)
    assert verdict.fresh == tuple(new)


def test_undated_entries_are_fresh() -> None:
    undated = entries(2, None, "undated")
    verdict = judge([*entries(9, timedelta(days=30)), *undated], LAST)
    assert verdict.fresh == tuple(undated)


def test_a_few_old_ones_are_late_and_not_an_archive() -> None:
    four = entries(4, timedelta(days=30))
    assert judge(four, LAST).fresh == tuple(four)


def test_half_old_is_not_over_half() -> None:
    mixed = [*entries(6, timedelta(days=30)), *entries(6, timedelta(0), "new")]
    assert judge(mixed, LAST).fresh == tuple(mixed)


def test_what_came_while_the_bot_was_down_is_news() -> None:
    week = entries(50, timedelta(days=6, hours=23))
    assert judge(week, LAST).fresh == tuple(week)
