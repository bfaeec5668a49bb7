"""Stand-ins for what reads documents that do what bad ones do; workers import them by name."""

import os
import signal
import sys
import time

import psutil

from news.articles.article import ArticleText
from news.articles.extractor import read_document
from news.kinds import NotReadableError

RAISED: dict[str, BaseException] = {
    "fail": KeyError("what a library may raise"),
    "refuse": NotReadableError("no feed: this is a poem"),
    "exit": SystemExit(3),
}


def obedient(words: str) -> tuple[str, int]:
    """Do what the words say; return them and the worker's process id."""
    match words:
        case "hang":
            while True:
                time.sleep(60)
        case "spin":
            while True:
                pass
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fail" | "refuse" | "exit":
            raise RAISED[words]
        case "devour":
            return str(len(b"x" * (2 << 30))), 0
        case "print":
            print("noise on standard output")  # noqa: T201 - the noise is the point
    return words, os.getpid()


def modules(page: bytes, url: str, content_type: str | None) -> ArticleText:
    """Tell what this worker has loaded, after the real extraction, and its memory in MB."""
    read_document(page, url, content_type)
    megabytes = psutil.Process().memory_info().rss >> 20
    return ArticleText(" ".join(sys.modules), str(megabytes), None, None, None)


def patient(page: bytes, url: str, content_type: str | None) -> ArticleText:
    """Return a page as it is; never, if its address says so."""
    assert content_type is None
    if "/hang/" in url:
        obedient("hang")
    return ArticleText("", page.decode(), None, None, url)
