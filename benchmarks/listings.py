"""How much of a page's list of articles we find, and how many of its feeds.

    python -m benchmarks.listings FOLDER

FOLDER holds ``expected.json`` (file name → ``page_url``, ``kind``, ``items`` with ``link`` and
``title``, ``feeds_declared``) and the pages. Recall is the share of the listed articles that are
found, precision the share of the found ones that are listed; it means nothing for front pages,
of which the labels name only a part. The baseline takes every link of four words or more.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from news.addresses import absolute, canonical
from news.discovery.inspecting import inspect
from news.kinds import NotReadableError
from news.kinds.listing import read_listing

_FEWEST_WORDS = 4
_ELSEWHERE = "https://www.example.com/"  # where pages live whose address is not known


@dataclass(frozen=True, slots=True)
class Score:
    """How many addresses were expected, found, and both."""

    expected: int
    found: int
    right: int

    def __str__(self) -> str:
        recall = self.right / self.expected if self.expected else 1.0
        precision = self.right / self.found if self.found else 0.0
        return f"recall {recall:.3f} precision {precision:.3f}"


def main(folder: Path) -> None:
    pages: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    lists = {name: facts for name, facts in pages.items() if facts.get("items")}
    exact = {name: facts for name, facts in lists.items() if facts["kind"] == "exact"}
    for name, find in (("links of four words", _naive), ("ours", _ours)):
        started = time.perf_counter()
        scores = {page: _score(find, folder / page, facts) for page, facts in lists.items()}
        seconds = time.perf_counter() - started
        for page, score in scores.items():
            print(f"  {page}: {score}, {score.found} found, {lists[page]['kind']}")
        total = _total(scores[page] for page in exact)
        print(f"{name}: {len(exact)} pages with one list: {total}, {seconds:.2f} s for all\n")
    _titles(folder, lists)
    _feeds(folder, pages)


def _score(find: Callable[[bytes, str], set[str]], page: Path, facts: dict[str, Any]) -> Score:
    expected = {canonical(item["link"]) for item in facts["items"]}
    found = find(page.read_bytes(), facts["page_url"])
    return Score(len(expected), len(found), len(expected & found))


def _total(scores: Iterable[Score]) -> Score:
    counted = list(scores)
    return Score(
        sum(one.expected for one in counted),
        sum(one.found for one in counted),
        sum(one.right for one in counted),
    )


def _naive(body: bytes, url: str) -> set[str]:
    return {
        canonical(urljoin(url, link.get("href") or ""))
        for link in etree.fromstring(body, etree.HTMLParser(encoding="utf-8")).iter("a")
        if link.get("href") and len("".join(map(str, link.itertext())).split()) >= _FEWEST_WORDS
    }


def _ours(body: bytes, url: str) -> set[str]:
    try:
        return {canonical(entry.url) for entry in read_listing(body, url, None).entries}
    except NotReadableError:
        return set()


def _titles(folder: Path, lists: dict[str, Any]) -> None:
    same = compared = 0
    for name, facts in lists.items():
        titles = {canonical(item["link"]): item["title"] for item in facts["items"]}
        listing = read_listing((folder / name).read_bytes(), facts["page_url"], None)
        for entry in listing.entries:
            if (title := titles.get(canonical(entry.url))) is not None:
                compared += 1
                same += entry.title == title
    print(f"headlines as labelled: {same} of {compared} found articles")


def _feeds(folder: Path, pages: dict[str, Any]) -> None:
    expected = found = 0
    for name, facts in pages.items():
        url = facts.get("page_url", _ELSEWHERE)
        body = (folder / name).read_bytes()
        tree = etree.fromstring(body, etree.HTMLParser(encoding="utf-8"))
        base = next((tag.get("href") or url for tag in tree.iter("base")), url)
        # The labels take a relative address from the page's own, where <base> says another.
        declared = {absolute(url, feed) for feed in facts["feeds_declared"]}
        relative = {canonical(absolute(base, feed.removeprefix(url))) for feed in declared}
        ours = {canonical(feed.url) for feed in inspect(body, url, None).feeds}
        expected += len(relative)
        found += len(relative & ours)
    print(f"declared feeds: {found} of {expected} found")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
