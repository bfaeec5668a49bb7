"""What feeds say about when, and where, to look next."""

import time

import pytest

from news.entry import Hints
from news.kinds import parse

BASE = "https://a.kz/rss/feed.xml"
ITEM = "<item><title>T</title><link>/1</link><ttl>9</ttl></item>"


def hints(channel: str, after: str = "") -> Hints:
    document = (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel><title>A</title>{channel}{ITEM}{after}</channel></rss>"
    )
    return parse(document.encode(), BASE, None).hints


def test_without_any() -> None:
    assert hints("") == Hints()
    assert hints("", after="<ttl>60</ttl>") == Hints()


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [
        ("<ttl>15</ttl>", 900),
        ("<ttl><![CDATA[ 15 ]]></ttl>", 900),
        ("<ttl>0</ttl>", None),
        ("<ttl>often</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
        (
            "<sy:updatePeriod>\ndaily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            21600,
        ),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            3600,
        ),
        ("<sy:updatePeriod>never</sy:updatePeriod>", None),
        ("<sy:updatePeriod>weekly</sy:updatePeriod><ttl>5</ttl>", 300),
    ],
)
def test_how_long_it_holds(channel: str, seconds: float | None) -> None:
    assert hints(channel).ttl == seconds


def test_hours_and_days_to_skip() -> None:
    found = hints(
        "<skipHours><hour>0</hour><hour> 5 </hour><hour>24</hour><hour>77</hour></skipHours>"
        "<skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>"
    )
    assert found.skip_hours == {0, 5}
    assert found.skip_days == {5, 6}


HUB = "https://hub.example/?a=1&amp;b=2"


@pytest.mark.parametrize(
    ("hub", "self"),
    [
        (f'<atom:link rel="hub" href="{HUB}"/>', '<atom:link rel="self" href="/rss/all"/>'),
        (f"<atom:link href='{HUB}' rel='hub' />", "<atom:link href='all' rel='self'/>"),
        (f'<link rel="HUB" href="{HUB}"></link>', '<link>/</link><link rel="self" href="all"/>'),
        (f'<a10:link rel = "x hub"\nhref = "{HUB}"/>', '<a10:link rel="self" href=" all "/>'),
    ],
)
def test_a_hub_and_the_name_it_knows(hub: str, self: str) -> None:
    found = hints(hub + self)
    assert (found.hub, found.topic) == ("https://hub.example/?a=1&b=2", "https://a.kz/rss/all")


def test_atom() -> None:
    document = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example/"/>'
        '<link rel="self" href="https://a.kz/atom"/><entry><id>1</id><title>T</title>'
        '<link rel="hub" href="https://other.example/"/><link href="/1"/></entry></feed>'
    )
    found = parse(document.encode(), BASE, None).hints
    assert (found.hub, found.topic) == ("https://hub.example/", "https://a.kz/atom")


def test_a_hub_that_leads_nowhere_is_none() -> None:
    assert hints('<atom:link rel="hub" href="javascript:alert(1)"/>') == Hints()


@pytest.mark.parametrize(
    "part", ["<ttl>\n", "<skipHours><hour> ", "<a:updatePeriod ", "<link rel='hub", " rel="]
)
def test_heads_without_end_cost_nothing(part: str) -> None:
    started = time.process_time()
    hints(part * (60_000 // len(part)) + " " * 60_000)
    assert time.process_time() - started < 3
