"""Addresses as people read them."""

import pytest

from news.brief import brief


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.orda.example/feed/", "orda.example/feed"),
        ("http://127.0.2.11:8080/a", "127.0.2.11:8080/a"),
        ("https://orda.example:443", "orda.example"),
        ("https://orda.example/rss?cat=2#top", "orda.example/rss?cat=2"),
        ("https://ann:secret@orda.example/feed", "orda.example/feed"),
        ("http://[::1", "http://[::1"),
        ("https://orda.example:99999/", "https://orda.example:99999/"),
        ("tg:chat/-100", "tg:chat/-100"),
        ("", ""),
    ],
)
def test_an_address_in_brief(url: str, shown: str) -> None:
    assert brief(url) == shown


def test_a_long_address_keeps_its_end() -> None:
    shown = brief(f"https://orda.example/{'section/' * 99}feed-7")
    assert len(shown) == 60
    assert shown.startswith("orda.example/section")
    assert shown.endswith("/feed-7")
