r"""How much of an article's text we find, and how much else, beside plain trafilatura.

    python -m benchmarks.articles FOLDER

FOLDER holds ``ground-truth.json`` (name → ``articleBody``, ``url``) and ``html/NAME.html.gz``.
Per page the multisets of 4-word shingles (words ``\w+``) are compared; precision and recall are
averaged over the pages, F1 is that of the two means. The last line is what the bot gets of it: the
same pages through its worker processes, on two cores.
"""

import asyncio
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trafilatura

from news.articles.extraction import extract
from news.articles.extractor import Extractor

Shingles = Counter[tuple[str, ...]]


def main(folder: Path) -> None:
    truth: dict[str, Any] = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = [
        (name, gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), facts)
        for name, facts in truth.items()
    ]
    _measure("trafilatura", _plain, pages)
    _measure("ours", lambda page, url: extract(page, url).text, pages, verbose=True)
    asyncio.run(_in_workers([(page, facts.get("url") or "") for _, page, facts in pages]))


async def _in_workers(pages: list[tuple[bytes, str]], rounds: int = 5) -> None:
    extractor = Extractor(workers=2)

    async def read_all() -> None:
        await asyncio.gather(*(extractor.extract(page, url) for page, url in pages))

    await read_all()
    started = time.perf_counter()
    for _ in range(rounds):
        await read_all()
    seconds = time.perf_counter() - started
    print(f"ours, in two workers: {rounds * len(pages) / seconds:.0f} pages/s")


def _plain(page: bytes, url: str) -> str:
    return trafilatura.extract(page, url=url, include_comments=False) or ""


def _measure(
    name: str,
    read: Callable[[bytes, str], str],
    pages: list[tuple[str, bytes, Any]],
    *,
    verbose: bool = False,
) -> None:
    scores = []
    read(*next((page, facts.get("url") or "") for _, page, facts in pages))  # loads what it needs
    started = time.perf_counter()
    texts = [read(page, facts.get("url") or "") for _, page, facts in pages]
    seconds = time.perf_counter() - started
    for (page_name, _, facts), text in zip(pages, texts, strict=True):
        precision, recall = _score(_shingles(text), _shingles(facts["articleBody"]))
        scores.append((precision, recall))
        if verbose and min(precision, recall) < 0.9:
            print(f"  {page_name[:6]} precision {precision:.2f} recall {recall:.2f} {facts['url']}")
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    print(
        f"{name}: F1 {2 * precision * recall / (precision + recall):.4f} "
        f"(precision {precision:.4f}, recall {recall:.4f}), {len(pages) / seconds:.0f} pages/s"
    )


def _shingles(text: str) -> Shingles:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def _score(found: Shingles, true: Shingles) -> tuple[float, float]:
    shared = (found & true).total()
    return (
        shared / found.total() if found else 0.0,
        shared / true.total() if true else 1.0,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
