"""Which parts of a sitemap index a look reads."""

from datetime import UTC, datetime, timedelta

from bot.polling.parts import Parts
from news.entry import Nested
from news.fetching.fetched import Validators

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SOURCE = 7


def part(name: str, days_ago: float | None) -> Nested:
    changed = None if days_ago is None else NOW - timedelta(days=days_ago)
    return Nested(f"https://n.example/{name}.xml", changed)


def read(parts: Parts, looked_at: datetime | None = NOW) -> list[str]:
    """Read what is to be read; return the names, in that order."""
    chosen = parts.to_read(SOURCE, looked_at)
    for number, one in enumerate(chosen):
        parts.read(SOURCE, one, Validators('"1"'), NOW + timedelta(seconds=number))
    return [one.url.removeprefix("https://n.example/").removesuffix(".xml") for one in chosen]


def test_the_newest_come_first_a_few_at_a_time() -> None:
    parts = Parts()
    parts.named(SOURCE, [part(str(days), days) for days in (6, 1, 3, 5, 2, 4, 0)])
    assert read(parts) == ["0", "1", "2", "3", "4"]
    assert read(parts) == ["5", "6"]
    assert read(parts) == []


def test_only_those_that_changed_are_read_again() -> None:
    parts = Parts()
    parts.named(SOURCE, [part("a", 2), part("b", 1)])
    read(parts)
    parts.named(SOURCE, [part("a", 0), part("b", 1)])
    assert read(parts) == ["a"]
    assert parts.validators(SOURCE, part("a", 0)) == Validators('"1"')


def test_archives_are_read_at_the_first_look_alone() -> None:
    parts = Parts()
    parts.named(SOURCE, [part("old", 100), part("older", 200)])
    assert read(parts, NOW) == []
    assert read(parts, None) == ["old", "older"]


def test_those_without_dates_take_turns() -> None:
    parts = Parts()
    parts.named(SOURCE, [part(name, None) for name in "abcdefg"])
    assert read(parts) == list("abcde")
    assert read(parts)[:2] == ["f", "g"]


def test_a_source_that_is_no_index_has_none() -> None:
    parts = Parts()
    assert parts.to_read(SOURCE, NOW) == []
    assert parts.validators(SOURCE, part("a", 0)) == Validators()
    parts.named(SOURCE, [part("a", 0)])
    parts.named(SOURCE, [])
    assert parts.to_read(SOURCE, NOW) == []


def test_of_an_endless_index_the_newest_are_remembered() -> None:
    parts = Parts()
    parts.named(SOURCE, [part(str(days), days) for days in range(50_000, -1, -1)])
    assert read(parts, None)[0] == "0"
