"""What a feed says about when, and where, to look next.

RSS 2.0 (ttl, skipHours, skipDays), the syndication module of RSS 1.0 (sy:updatePeriod,
sy:updateFrequency), WebSub (links to a hub, and to the feed itself, under any prefix).
"""

import re
from html import unescape

from news.addresses import absolute
from news.entry import Hints
from news.kinds.feed.document import first_entry

_HEAD = 65_536
_VALUE = rb"(?:\s[^<>]*)?>\s*+(?:<!\[CDATA\[\s*+)?+"
_TTL = re.compile(rb"<ttl" + _VALUE + rb"(\d{1,6})")
_PERIOD = re.compile(rb"<\w+:updatePeriod" + _VALUE + rb"(\w{1,10})")
_FREQUENCY = re.compile(rb"<\w+:updateFrequency" + _VALUE + rb"(\d{1,4})")
_HOUR = re.compile(rb"<hour" + _VALUE + rb"(\d{1,2})\s*[<\]]")
_DAY = re.compile(rb"<day" + _VALUE + rb"(\w{3})")
_LINK = re.compile(rb"<(?:\w{1,20}:)?link\s([^<>]*)>")
_ATTRIBUTE = re.compile(r"\b(rel|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)

_MINUTE, _HOUR_SECONDS, _DAY_SECONDS = 60, 3600, 86_400
_HOURS_A_DAY = 24
_PERIODS = {
    b"hourly": _HOUR_SECONDS,
    b"daily": _DAY_SECONDS,
    b"weekly": 7 * _DAY_SECONDS,
    b"monthly": 30 * _DAY_SECONDS,
    b"yearly": 365 * _DAY_SECONDS,
}
_WEEK = (b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun")


def hints_of(document: bytes, url: str) -> Hints:
    """Return what a feed says of itself before its first entry.

    Args:
        document: UTF-8.
        url: the feed's address, the base of links.
    """
    head = document[: min(first_entry(document), _HEAD)]
    links = _links(head, url) if b"rel=" in head or b"rel " in head else {}
    return Hints(
        ttl=_ttl(head),
        skip_hours=_skip_hours(head),
        skip_days=_skip_days(head),
        hub=links.get("hub", ""),
        topic=links.get("self", ""),
    )


def _ttl(head: bytes) -> float | None:
    if (match := _TTL.search(head)) and int(match.group(1)):
        return float(int(match.group(1)) * _MINUTE)
    period = _PERIOD.search(head) if b":updatePeriod" in head else None
    seconds = _PERIODS.get(period.group(1).lower()) if period else None
    if seconds is None:
        return None
    times = _FREQUENCY.search(head)
    return seconds / max(1, int(times.group(1)) if times else 1)


def _skip_hours(head: bytes) -> frozenset[int]:
    told = (int(hour) for hour in _HOUR.findall(_inside(head, b"skipHours")))
    return frozenset(hour % _HOURS_A_DAY for hour in told if hour <= _HOURS_A_DAY)


def _skip_days(head: bytes) -> frozenset[int]:
    told = (day.lower() for day in _DAY.findall(_inside(head, b"skipDays")))
    return frozenset(_WEEK.index(day) for day in told if day in _WEEK)


def _inside(head: bytes, name: bytes) -> bytes:
    return head.partition(b"<" + name)[2].partition(b"</" + name)[0]


def _links(head: bytes, url: str) -> dict[str, str]:
    """Return the first link of each relation that leads somewhere."""
    links: dict[str, str] = {}
    for link in _LINK.findall(head):
        told = {
            name.lower(): unescape(double or single)
            for name, double, single in _ATTRIBUTE.findall(link.decode("utf-8", "replace"))
        }
        address = absolute(url, told["href"]) if told.get("href") else ""
        for relation in told.get("rel", "").lower().split() if address else ():
            links.setdefault(relation, address)
    return links
