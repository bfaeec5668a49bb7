"""From a source's entries to what is stored."""

from bot.polling.sighting import sighted
from news.entry import Entry


def entry(identity: str, url: str) -> Entry:
    return Entry(identity, url, f"Title {identity}", "", "", None)


def test_the_oldest_comes_first_under_its_canonical_address() -> None:
    listed = [
        entry("2", "HTTPS://News.Example:443/b?utm_source=rss"),
        entry("1", "https://news.example/a#top"),
    ]
    found = sighted(listed, listed)
    assert [one.url for one in found] == ["https://news.example/a", "https://news.example/b"]


def test_entries_that_share_an_address_stay_apart() -> None:
    shared = [entry(number, "https://news.example/") for number in "123"]
    found = sighted(shared, shared)
    assert len({one.url for one in found}) == 3
    assert {one.url.partition("#")[0] for one in found} == {"https://news.example/"}
    assert [sighted([one], shared)[0].url for one in reversed(shared)] == [one.url for one in found]


def test_one_headline_listed_twice_is_one_article() -> None:
    twice = [Entry(number, "https://news.example/a", "News", "", "", None) for number in "12"]
    assert {one.url for one in sighted(twice, twice)} == {"https://news.example/a"}
