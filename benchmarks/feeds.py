"""How feeds of the wild are read, beside feedparser.

    python -m benchmarks.feeds FOLDER

FOLDER holds ``expected.json`` (file name → ``type`` …) and ``files/``. feedparser reads the same
bytes in the same run; titles agree when both are the same plain text. What differs is printed with
its class, so that one can look who is right. What feedparser does not read, JSON Feed, is compared
with ``expected.json``.
"""

import io
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import feedparser

from benchmarks.report import median
from news.addresses import absolute
from news.charset import undoubled
from news.entry import Entry, Listing
from news.kinds import NotReadableError, parse
from news.plaintext import one_line

T = TypeVar("T")
BASE = "https://feeds.example.org/dir/feed.xml"
ROUNDS = 5
ORDINARY = 5  # entries that make a feed an ordinary one, of those that feedparser lists


def main(folder: Path) -> None:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    bodies = {name: (folder / "files" / name).read_bytes() for name in sorted(expected)}
    xml = {name: body for name, body in bodies.items() if expected[name]["type"] != "jsonfeed"}
    _compare_with_feedparser(xml)
    _compare_json({name: (bodies[name], expected[name]) for name in bodies.keys() - xml.keys()})
    _race(xml)


def _ours(body: bytes) -> Listing | None:
    try:
        return parse(body, BASE, None)
    except NotReadableError:
        return None


def _theirs(body: bytes) -> list[Any]:
    parsed = feedparser.parse(io.BytesIO(body), response_headers={"content-location": BASE})
    return list(parsed.entries)


@dataclass(slots=True)
class Tally:
    """Entries by how they compare, and what is to be looked at."""

    classes: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


def _compare_with_feedparser(bodies: dict[str, bytes]) -> None:
    tally = Tally()
    for name, body in bodies.items():
        ours = _ours(body)
        _compare(tally, name, ours.entries if ours else (), _distinct(_theirs(body)))
    print(*tally.differing, sep="\n")
    entries = tally.classes.total()
    print(f"{len(bodies)} feeds of XML, {entries} entries; titles and links compared:")
    for what, number in tally.classes.most_common():
        print(f"  {number / entries:7.2%} {what} ({number})")


def _distinct(entries: list[Any]) -> list[Any]:
    """Return the entries without those that say nothing, and each once."""
    seen: dict[tuple[str, ...], Any] = {}
    for one in entries:
        key = tuple(one.get(name) or "" for name in ("id", "link", "title", "summary"))
        if any(key):
            seen.setdefault(key, one)
    return list(seen.values())


def _compare(tally: Tally, name: str, mine: tuple[Entry, ...], others: list[Any]) -> None:
    if len(mine) != len(others):
        tally.differing.append(f"{name}: {len(mine)} entries, feedparser {len(others)}")
        tally.classes["entries that only one lists"] += abs(len(mine) - len(others))
    for entry, other in zip(mine, others, strict=False):
        raw = other.get("title") or ""
        title, link = one_line(raw), absolute(BASE, other.get("link") or "")
        what = _class(entry, raw, link)
        tally.classes[what] += 1
        if what not in {"as feedparser", "twofold UTF-8 in titles, which only we undo"}:
            ours = f"{entry.title[:60]!r} {entry.url}"
            tally.differing.append(f"{name}: {what}: {ours}, feedparser {title[:60]!r} {link}")


def _class(entry: Entry, title: str, link: str) -> str:
    if link not in {"", BASE, entry.url}:
        return "another link"
    if entry.title == one_line(title):
        return "as feedparser"
    if entry.title == one_line(undoubled(title)):
        return "twofold UTF-8 in titles, which only we undo"
    return "another title" if title else "a title where feedparser sees none"


def _compare_json(feeds: dict[str, tuple[bytes, Any]]) -> None:
    right = 0
    for name, (body, facts) in sorted(feeds.items()):
        listing = _ours(body)
        entries = listing.entries if listing else ()
        first = (entries[0].title, entries[0].url) if entries else ("", "")
        agrees = (
            len(entries) == facts["entries"]
            and facts["first_title"] in {None, first[0]}
            and facts["first_link"] in {None, first[1]}
        )
        right += agrees
        if not agrees:
            told = [facts[key] for key in ("entries", "first_title", "first_link")]
            print(f"{name}: {len(entries)} entries, {first}; labelled {told}")
    print(f"{len(feeds)} JSON feeds: {right} as labelled (entries, first title and link)")


def _race(bodies: dict[str, bytes]) -> None:
    """Compare processor time per feed, the best of some rounds each."""
    ratios: dict[str, float] = {}
    ours_all = theirs_all = 0.0
    for name, body in bodies.items():
        theirs, slow = _best(_theirs, body)
        listing, fast = _best(_ours, body)
        if len(theirs) >= ORDINARY and listing is not None:
            ratios[name] = slow / fast
            ours_all, theirs_all = ours_all + fast, theirs_all + slow
    print(
        f"{len(ratios)} feeds of {ORDINARY} entries or more: feedparser {theirs_all * 1000:.0f} ms,"
        f" ours {ours_all * 1000:.0f} ms, {theirs_all / ours_all:.1f} times faster;"
        f" per feed: median {median(list(ratios.values())):.1f} (goal: 8)"
    )
    slow_ones = [f"{name} {ratio:.1f}" for name, ratio in ratios.items() if ratio < 2]
    print(f"  left to feedparser, so no faster: {', '.join(slow_ones) or 'none'}")


def _best(read: Callable[[bytes], T], body: bytes) -> tuple[T, float]:
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        result = read(body)
        best = min(best, time.process_time() - started)
    return result, best


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]))
