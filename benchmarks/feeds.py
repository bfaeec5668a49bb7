"""How many entries of real feeds we read as feedparser does, and how much faster.

    python -m benchmarks.feeds FOLDER

FOLDER holds ``expected.json`` (file name → ``entries_feedparser``, ``type`` …) and ``files/``.
feedparser reads the same bytes in the same run; a title counts as agreeing when both are the
same plain text. Where they differ is printed, so that one can look who is right.
"""

import io
import json
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import feedparser

from news.addresses import absolute
from news.charset import undoubled
from news.entry import Listing
from news.kinds import NotReadableError, parse
from news.plaintext import one_line

T = TypeVar("T")
BASE = "https://feeds.example.org/dir/feed.xml"


def main(folder: Path) -> None:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    bodies = {
        name: (folder / "files" / name).read_bytes()
        for name, facts in sorted(expected.items())
        if facts["type"] != "jsonfeed"
    }
    tally = Tally()
    ours_seconds = theirs_seconds = 0.0
    for name, body in bodies.items():
        ours, seconds = _timed(_ours, body)
        ours_seconds += seconds
        theirs, seconds = _timed(_theirs, body)
        theirs_seconds += seconds
        _compare(tally, name, ours, theirs)
    print(*tally.differing, sep="\n")
    print(f"{len(bodies)} feeds, {tally.entries} entries")
    print(
        f"entries, titles and links as feedparser: {tally.same / tally.entries:.2%}, "
        f"with titles in twofold UTF-8 that only we undo: "
        f"{(tally.same + tally.undoubled) / tally.entries:.2%}"
    )
    print(
        f"feedparser {theirs_seconds:.2f} s, ours {ours_seconds:.2f} s: "
        f"{theirs_seconds / ours_seconds:.1f} times faster"
    )
    _ordinary(bodies)


def _ordinary(bodies: dict[str, bytes]) -> None:
    """Compare the speed per feed, where both find at least five entries."""
    ratios = []
    for body in bodies.values():
        theirs, slow = _timed(_theirs, body)
        listing, fast = _timed(_ours, body)
        if len(theirs) >= 5 and listing is not None and len(listing.entries) >= 5:
            ratios.append(slow / fast)
    ratios.sort()
    print(
        f"per feed of 5 entries or more ({len(ratios)}): "
        f"median {ratios[len(ratios) // 2]:.1f}, least {ratios[0]:.1f} times faster"
    )


def _timed(read: Callable[[bytes], T], body: bytes) -> tuple[T, float]:
    started = time.perf_counter()
    result = read(body)
    return result, time.perf_counter() - started


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
    """Entries by how they compare: the same, better in ours, and what is left to look at."""

    same: int = 0
    undoubled: int = 0
    differing: list[str] = field(default_factory=list)
    entries: int = 0


def _compare(tally: Tally, name: str, ours: Listing | None, theirs: list[Any]) -> None:
    mine = ours.entries if ours else ()
    seen: set[tuple[str, ...]] = set()
    others = []
    for other in theirs:  # an entry listed twice is one
        key = tuple(other.get(field) or "" for field in ("id", "link", "title", "summary"))
        if any(key) and key not in seen:
            seen.add(key)
            others.append(other)
    if len(mine) != len(others):
        tally.differing.append(f"{name}: {len(mine)} entries, feedparser {len(others)}")
    tally.entries += max(len(mine), len(others))
    for entry, other in zip(mine, others, strict=False):
        title = one_line(other.get("title") or "")
        link = absolute(BASE, other.get("link") or "")
        if link not in {"", BASE, entry.url}:
            tally.differing.append(f"{name}: link {entry.url!r}, feedparser {link!r}")
        elif entry.title == title:
            tally.same += 1
        elif entry.title == one_line(undoubled(other.get("title") or "")):
            tally.undoubled += 1
        else:
            tally.differing.append(f"{name}: {entry.title[:70]!r}, feedparser {title[:70]!r}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]))
