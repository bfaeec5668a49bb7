"""Entries that a source has listed before under other ids and addresses: decided purely.

Some sites give an article another id, and another address, at every fetch. What it says then tells
that it is the same (``Sighted.digest``: headline, summary, text, the hour of its date). How much
that proves depends on how much it says: "Exchange rates" may be another page each day.

- Dated to the minute, with a summary of its own: it is the same.
- Dated to the minute, without: the same if the earlier one is gone from the list.
- Undated, or dated by a day: only if, besides, the addresses differ in nothing but parameters
  that look drawn at random.
- Without a headline: never.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import time
from urllib.parse import SplitResult, parse_qsl, urlsplit

from storage.articles import Sighted

_FEWEST_WORDS = 6
# What keeps caches from answering, whatever its value; what may name an article; visits.
_PASSING = re.compile(r"r|_|rnd|rand(om)?|cb|nc|no_?cache|ts|timestamp", re.IGNORECASE)
_VISIT = re.compile(r"sid|session|token|.*sess(ion)?_?id", re.IGNORECASE)
_TELLING = re.compile(r".*id|p|n|news|article|story|post|doc|item|page", re.IGNORECASE)
_RANDOM = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f]{6,}|0\.\d{6,}", re.IGNORECASE)


def says_enough(entry: Sighted) -> bool:
    """Tell whether two entries with the digest of this one are the same article."""
    words = (entry.summary or entry.text).split()
    return (
        _is_timed(entry)
        and bool(entry.title.strip())
        and len(words) >= _FEWEST_WORDS
        and words != entry.title.split()
    )


def relisted(
    unknown: Iterable[Sighted],
    before: Mapping[bytes, Collection[str]],
    listed: Collection[bytes | None],
    *,
    is_whole: bool,
) -> dict[str, bytes]:
    """Return the ids of entries that are known all the same, with their digests.

    Args:
        unknown: entries under ids that the source never used.
        before: the addresses of what the source said before, by digest.
        listed: digests of what it lists now under ids that are known.
        is_whole: whether this is all that it lists: nothing is gone from a list otherwise.
    """
    return {
        one.entry_id: one.digest
        for one in unknown
        if one.digest in before
        and (
            says_enough(one)
            or (is_whole and one.digest not in listed and _is_same(one, before[one.digest]))
        )
    }


def _is_same(entry: Sighted, addresses: Iterable[str]) -> bool:
    if not entry.title.strip():
        return False
    return _is_timed(entry) or any(_differ_in_passing(entry.url, one) for one in addresses)


def _is_timed(entry: Sighted) -> bool:
    return entry.published is not None and entry.published.time() != time()


def _differ_in_passing(one: str, other: str) -> bool:
    mine, theirs = urlsplit(one), urlsplit(other)
    if mine._replace(query="") != theirs._replace(query=""):
        return False
    return all(_is_passing(name, value) for name, value in _pairs(mine) ^ _pairs(theirs))


def _is_passing(name: str, value: str) -> bool:
    if _VISIT.fullmatch(name):
        return not value.isdecimal()
    if _TELLING.fullmatch(name):
        return False
    return bool(_PASSING.fullmatch(name) or _RANDOM.fullmatch(value.replace("-", "")))


def _pairs(address: SplitResult) -> set[tuple[str, str]]:
    return set(parse_qsl(address.query, keep_blank_values=True))
