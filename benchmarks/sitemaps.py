"""Sitemaps of the wild against their labels, and how long the largest allowed one takes.

    python -m benchmarks.sitemaps FOLDER

FOLDER holds the sitemaps and ``expected.json`` (file name → ``items``: loc, lastmod, news_title …).
"""

import json
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from news.entry import Entry, Nested
from news.kinds import NotReadableError, parse

LARGEST = 50_000  # pages, by the protocol


def main(folder: Path) -> None:
    _compare(folder)
    _time_the_largest()


def _compare(folder: Path) -> None:
    """Print what is read otherwise than ``expected.json`` in the folder says, and the shares."""
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    right = total = 0
    for name, facts in sorted(expected.items()):
        try:
            listing = parse((folder / name).read_bytes(), f"https://a.example/{name}", None)
            found: dict[str, Entry | Nested] = {one.url: one for one in listing.nested}
            found |= {one.url: one for one in listing.entries}
        except NotReadableError as refusal:
            print(f"{name}: {refusal}")
            found = {}
        agreeing = sum(_agrees(found.get(item["loc"]), item) for item in facts["items"])
        if agreeing != len(facts["items"]) or len(found) != agreeing:
            print(f"{name}: {agreeing} of {len(facts['items'])} items, {len(found)} found")
        right, total = right + agreeing, total + len(facts["items"])
    print(f"{len(expected)} sitemaps: {right} of {total} items as labelled (loc, title, date)")


def _agrees(one: Entry | Nested | None, item: dict[str, str]) -> bool:
    if one is None:
        return False
    moment = one.published if isinstance(one, Entry) else one.changed
    date = item.get("news_date") or item.get("lastmod")
    title = one.title if isinstance(one, Entry) else ""
    return title == item.get("news_title", "") and _is_same(moment, date)


def _is_same(moment: datetime | None, date: str | None) -> bool:
    if moment is None or date is None:
        return moment is None and date is None
    told = datetime.fromisoformat(date)
    return moment == (told if told.tzinfo else told.replace(tzinfo=moment.tzinfo))


def _time_the_largest() -> None:
    pages = "".join(
        f"<url><loc>https://a.example/news/{number}</loc><lastmod>2026-07-06T09:30:00+05:00"
        "</lastmod><changefreq>daily</changefreq><priority>0.5</priority></url>\n"
        for number in range(LARGEST)
    )
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'.encode()
    started = time.process_time()
    listing = parse(body, "https://a.example/sitemap.xml", None)
    seconds = time.process_time() - started
    print(f"a sitemap of {len(listing.entries)} pages: {seconds:.2f} s (goal: about 1)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
