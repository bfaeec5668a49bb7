"""Whose publication an address is."""

import pytest

from news.stories import outlet


@pytest.mark.parametrize(
    ("url", "whose"),
    [
        ("https://www.qala.kz/news/1", "qala.kz"),
        ("https://kaz.qala.kz/news/1", "qala.kz"),
        ("https://akimat.gov.kz/a", "akimat.gov.kz"),
        ("https://news.qala.co.uk/a", "qala.co.uk"),
        ("https://t.me/s/Qala_news/12", "t.me/qala_news"),
        ("https://t.me/qala_news", "t.me/qala_news"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("http://localhost/a", "localhost"),
        ("not an address", ""),
        ("http://[", ""),
    ],
)
def test_it_is_the_registered_domain_or_the_member_of_a_shared_host(url: str, whose: str) -> None:
    assert outlet(url) == whose
