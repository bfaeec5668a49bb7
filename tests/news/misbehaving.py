"""Stand-ins for extraction that do what bad pages do; workers import them by name."""

import os
import signal
import sys
import time

import psutil

from news.articles.article import ArticleText


def obedient(page: bytes, url: str, content_type: str | None) -> ArticleText:
    """Do what the page says."""
    del url, content_type
    words = page.decode().split()
    match words:
        case ["hang"]:
            while True:
                time.sleep(60)
        case ["spin"]:
            while True:
                pass
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["fail"]:
            raise KeyError("what a library may raise")
        case ["exit"]:
            sys.exit(3)
        case ["devour"]:
            return ArticleText(str(len(b"x" * (2 << 30))), "", None, None, None)
        case ["print"]:
            print("noise on standard output")  # noqa: T201 - the noise is the point
    return ArticleText(" ".join(words), str(os.getpid()), None, None, None)


def modules(page: bytes, url: str, content_type: str | None) -> ArticleText:
    """Tell what this worker has loaded, after the real extraction, and its memory in MB."""
    from news.articles.extraction import extract  # noqa: PLC0415 - as the worker does it

    extract(page, url, content_type)
    megabytes = psutil.Process().memory_info().rss >> 20
    return ArticleText(" ".join(sys.modules), str(megabytes), None, None, None)
