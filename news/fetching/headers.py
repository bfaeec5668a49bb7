"""What an answer's headers say: when to ask again, how long it is fresh, who pushes changes."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """Return the seconds to wait by a Retry-After header, a number or a date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    seconds = _number(header)
    if seconds is None:
        until = _date(header)
        seconds = None if until is None else (until - now).total_seconds()
    return None if seconds is None else max(0.0, seconds)


def fresh_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return for how long an answer is fresh from now on (RFC 9111, 4.2), or None if not at all.

    ``max-age`` is for us, ``s-maxage`` stands in for it; what the answer already spent in caches
    (Age) is over.
    """
    directives = _directives(headers.get("Cache-Control", ""))
    if directives.keys() & {"no-cache", "no-store"}:
        return None
    fresh = _number(directives.get("max-age", "")) or _number(directives.get("s-maxage", ""))
    if fresh is not None:
        fresh -= _number(headers.get("Age", "")) or 0.0
    elif "max-age" not in directives and (until := _date(headers.get("Expires", ""))):
        fresh = (until - (_date(headers.get("Date", "")) or now)).total_seconds()
    return fresh if fresh is not None and fresh > 0 else None


def websub(response: aiohttp.ClientResponse) -> tuple[str, str]:
    """Return the hub and the topic that Link headers name (WebSub, 4), each empty without one."""
    if "Link" not in response.headers:
        return "", ""
    found = {"hub": "", "self": ""}
    for relations, link in response.links.items():
        for relation in relations.lower().split():
            address = str(link["url"])
            if not found.get(relation, address) and address.startswith(("http://", "https://")):
                found[relation] = address
    return found["hub"], found["self"]


def _directives(header: str) -> dict[str, str]:
    parts = (part.partition("=") for part in header.lower().split(","))
    return {name.strip(): value.strip(' "') for name, _, value in parts}


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
