import asyncio
from dataclasses import dataclass, field

import pytest

from news.fetching.errors import FetchError, TooLargeError, UnreachableError
from news.fetching.fetched import Fetched, Validators
from news.fetching.robots import Robots

RULES = b"""
User-agent: Jarshy
Crawl-delay: 2
Disallow: /members/
Allow: /members/free/

User-agent: *
Disallow: /
"""


@dataclass
class Sites:
    """Gives every site the same robots.txt and counts how often it was asked."""

    body: bytes = RULES
    status: int = 200
    error: FetchError | None = None
    time: float = 0.0
    asked: list[str] = field(default_factory=list)

    async def fetch(self, url: str, *, deadline: float) -> Fetched:
        assert deadline <= 5
        self.asked.append(url)
        await asyncio.sleep(0)
        if self.error is not None:
            raise self.error
        return Fetched(self.status, url, None, "text/plain", self.body, Validators(), None)


def robots(sites: Sites) -> Robots:
    return Robots(sites, now=lambda: sites.time)


@pytest.mark.parametrize(
    ("path", "allowed"), [("/news/1", True), ("/members/1", False), ("/members/free/1", True)]
)
async def test_our_own_rules_are_kept(path: str, allowed: bool) -> None:
    assert await robots(Sites()).allows(f"https://a.kz{path}") is allowed


async def test_rules_for_everybody_are_ours_where_we_are_not_named() -> None:
    asks = robots(Sites(body=b"User-agent: *\nDisallow: /private"))
    assert not await asks.allows("https://a.kz/private/1")
    assert await asks.allows("https://a.kz/public/1")


async def test_each_site_is_asked_once_a_day_however_many_ask() -> None:
    sites = Sites()
    asks = robots(sites)
    urls = [f"https://a.kz/{number}" for number in range(10)] + ["http://a.kz/", "https://a.kz:444"]
    await asyncio.gather(*(asks.allows(url) for url in urls))
    assert sites.asked == [
        "https://a.kz:443/robots.txt",
        "http://a.kz:80/robots.txt",
        "https://a.kz:444/robots.txt",
    ]
    sites.time = 24 * 3600.0
    await asks.allows("https://a.kz/11")
    assert len(sites.asked) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_the_file_is_open(status: int) -> None:
    sites = Sites(status=status, body=b"")
    asks = robots(sites)
    assert await asks.allows("https://a.kz/members/1")
    sites.time = 3600.0
    assert await asks.allows("https://a.kz/members/1")
    assert len(sites.asked) == 1


@pytest.mark.parametrize(
    "sites", [Sites(status=503, body=b""), Sites(error=UnreachableError("no answer"))]
)
async def test_a_site_in_trouble_is_open_and_asked_again_soon(sites: Sites) -> None:
    asks = robots(sites)
    assert await asks.allows("https://a.kz/members/1")
    sites.time, sites.status, sites.body, sites.error = 600.0, 200, RULES, None
    assert not await asks.allows("https://a.kz/members/1")


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe\x00", b"<html><body>Disallow: /</body></html>", b"Disallow", b":" * 10_000],
)
async def test_files_that_are_none_forbid_nothing(body: bytes) -> None:
    assert await robots(Sites(body=body)).allows("https://a.kz/1")


async def test_a_file_beyond_bounds_forbids_nothing() -> None:
    assert await robots(Sites(error=TooLargeError("too large"))).allows("https://a.kz/1")


async def test_a_large_file_is_read() -> None:
    rules = "User-agent: *\n" + "".join(f"Disallow: /{number}/*x$\n" for number in range(5_000))
    asks = robots(Sites(body=rules.encode()))
    assert not await asks.allows("https://a.kz/77/yx")
    assert await asks.allows("https://a.kz/77/y")


@pytest.mark.parametrize("url", ["", "nonsense", "file:///etc/passwd", "http://[oops"])
async def test_odd_addresses_ask_nobody(url: str) -> None:
    sites = Sites()
    assert await robots(sites).allows(url)
    assert sites.asked == []


@pytest.mark.parametrize(("most_sites", "most_bytes"), [(2, 1 << 20), (5_000, 2 * len(RULES))])
async def test_memory_is_bounded(most_sites: int, most_bytes: int) -> None:
    sites = Sites()
    asks = Robots(sites, sites=most_sites, size=most_bytes)
    for name in "abcd":
        await asks.allows(f"https://{name}.kz/")
    await asks.allows("https://d.kz/again")
    assert len(sites.asked) == 4
    await asks.allows("https://a.kz/again")
    assert len(sites.asked) == 5


async def test_the_delay_that_a_site_wants_is_known_and_bounded() -> None:
    asks = robots(Sites())
    assert asks.delay("https://a.kz/1") == 0
    await asks.allows("https://a.kz/1")
    assert asks.delay("https://a.kz/2") == 2
    slow = robots(Sites(body=b"User-agent: *\nCrawl-delay: 3600"))
    await slow.allows("https://a.kz/1")
    assert slow.delay("https://a.kz/1") == 5
