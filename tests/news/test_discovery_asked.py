"""What people type, and what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.discovery.asked import Channel, Site, understood
from news.discovery.outcomes import Reason, Refusal


@pytest.mark.parametrize(
    "asked",
    [
        *("@orda_news", "t.me/orda_news", "https://t.me/Orda_News", "http://t.me/s/orda_news"),
        *("https://t.me/orda_news/123?single", "tg://resolve?domain=orda_news&post=5"),
        *(
            "telegram.me/orda_news",
            " <https://t.me/orda_news> ",
            "orda_news.t.me".replace("_", "-"),
        ),
    ],
)
def test_channels(asked: str) -> None:
    assert understood(asked) == Channel("orda_news")


@pytest.mark.parametrize(
    "asked",
    [
        *("t.me/+AbCdEf123", "https://t.me/joinchat/AAAA", "https://t.me/c/1234567/89"),
        *("tg://join?invite=AbC", "tg://privatepost?channel=1&post=2"),
    ],
)
def test_private_links_are_called_private(asked: str) -> None:
    assert understood(asked) == Refusal(Reason.PRIVATE_CHANNEL)


@pytest.mark.parametrize(
    "asked",
    [
        *("", "  ", "привет", "новости Алматы", "someone@example.kz", "localhost", "1.2.3.4", "@"),
        *("@ab", "t.me", "https://t.me/addstickers/Cats", "ftp://example.kz/", "https://", "..."),
        *(
            "file:///etc/passwd",
            "javascript:alert(1)",
            "a.kz b.kz",
            "http://[::1",
            "x" * 5000 + ".kz",
        ),
    ],
)
def test_what_is_neither_is_refused(asked: str) -> None:
    assert understood(asked) == Refusal(Reason.NO_ADDRESS)


def test_bare_names_are_tried_with_https_first_and_with_www_too() -> None:
    assert understood("example.kz/news?a=1") == Site(
        (
            "https://example.kz/news?a=1",
            "https://www.example.kz/news?a=1",
            "http://example.kz/news?a=1",
            "http://www.example.kz/news?a=1",
        )
    )
    assert understood("www.example.kz") == Site(
        tuple(
            f"{scheme}://{name}"
            for scheme in ("https", "http")
            for name in ("www.example.kz", "example.kz")
        )
    )


@pytest.mark.parametrize("asked", ["«example.kz»", "example.kz,", "вот: example.kz пожалуйста"])
def test_an_address_is_found_among_words_and_quotes(asked: str) -> None:
    assert understood(asked) == understood("example.kz")


def test_whole_addresses_are_taken_as_they_are() -> None:
    assert understood(["https://example.kz/a", "b"][0]) == Site(("https://example.kz/a",))
    assert understood("http://127.0.0.1:8080/rss") == Site(
        ("http://127.0.0.1:8080/rss", "https://127.0.0.1:8080/rss")
    )
    assert understood("мысал.қаз") != Refusal(Reason.NO_ADDRESS)
    assert understood("feed://example.kz/rss") == understood("example.kz/rss")


@given(st.text(max_size=80))
def test_nothing_that_is_typed_is_too_strange(asked: str) -> None:
    meant = understood(asked)
    if isinstance(meant, Site):
        assert all(address.startswith(("http://", "https://")) for address in meant.addresses)
