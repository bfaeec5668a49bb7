"""How many posts of real channel pages are read with their own text, address and time.

    python -m benchmarks.channels FOLDER

FOLDER holds ``*.html`` and ``expected.json`` (file name → ``og_title``, ``posts`` with ``post``,
``link``, ``date``, ``text``). The baseline is what most scrapers do: each element of the class
``tgme_widget_message_text``, its pieces of text, and the nearest time. Texts are compared by their
words; line breaks are counted apart.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from news.kinds.kind import NotReadableError
from news.kinds.telegram.channel import read_channel

GOAL = 0.99


@dataclass(frozen=True, slots=True)
class Post:
    """What a reader made of a post; times in ISO 8601, empty without one."""

    text: str
    link: str
    date: str


Reader = Callable[[bytes], list[Post]]


def main(folder: Path) -> None:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    pages = {name: (folder / name).read_bytes() for name in sorted(expected)}
    posts = sum(bool(post["text"]) for page in expected.values() for post in page["posts"])
    print(f"{len(pages)} pages, {posts} posts with text; goal {GOAL:.0%} of them")
    for name, read in (("ours", ours), ("baseline", naive)):
        started = time.perf_counter()
        found = {page: read(body) for page, body in pages.items()}
        seconds = time.perf_counter() - started
        right = exact = extra = 0
        for page, facts in expected.items():
            wanted = {post["link"]: post for post in facts["posts"] if post["text"]}
            by_link = {post.link: post for post in found[page]}
            right += sum(_is_right(by_link.get(link), post) for link, post in wanted.items())
            exact += sum(_is_exact(by_link.get(link), post) for link, post in wanted.items())
            extra += sum(link not in wanted for link in by_link)
        print(
            f"{name:9} text, address and time right: {right / posts:.1%}, line breaks, too: "
            f"{exact / posts:.1%}, no such post: {extra}, "
            f"{1000 * seconds / len(pages):.1f} ms a page"
        )
    for page, body in pages.items():
        if not expected[page]["posts"]:
            print(f"{page}: {_refusal(body)}")


def ours(body: bytes) -> list[Post]:
    try:
        listing = read_channel(body, "https://t.me/s/name", "text/html; charset=utf-8")
    except NotReadableError:
        return []
    return [
        Post(entry.summary, entry.url, entry.published.isoformat() if entry.published else "")
        for entry in listing.entries
    ]


def naive(body: bytes) -> list[Post]:
    found = []
    for box in html.document_fromstring(body.decode("utf-8", "replace")).iter("div"):
        if "tgme_widget_message_text" not in (box.get("class") or ""):
            continue
        message = next(box.iterancestors("div"))
        dates = [time.get("datetime") for time in message.iter("time")]
        links = [
            link.get("href")
            for link in message.iter("a")
            if link.get("class") == "tgme_widget_message_date"
        ]
        text = "\n".join(str(part) for part in box.itertext())
        found.append(Post(text, (links or [""])[0] or "", (dates or [""])[0] or ""))
    return found


def _is_right(post: Post | None, expected: dict[str, Any]) -> bool:
    if post is None or post.date != expected["date"]:
        return False
    return post.text.split() == str(expected["text"]).split()


def _is_exact(post: Post | None, expected: dict[str, Any]) -> bool:
    return post is not None and post.text == str(expected["text"])


def _refusal(body: bytes) -> str:
    try:
        return f"read as a channel of {len(read_channel(body, '', None).entries)} posts"
    except NotReadableError as refusal:
        return str(refusal)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
