"""How fast articles meet follows, and how many of a word's forms are found.

    python -m benchmarks.matching [FOLDER]

Speed: made-up articles of 400 words against 10,000 and 1,000,000 made-up follows, of which the
index holds the distinct queries, three in ten; an article satisfies some fifty of them either
way. Beside it, in the same run, what others make of the part that they understand. Time is that
of the processor, in one thread; words are analysed before the clock starts, as most words of real
news are. FOLDER may hold ``*.tsv`` files of lines ``keyword<TAB>sentence<TAB>1|0``: then also
recall, precision and F1 beside plain whole-word matching.
"""

import gc
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from time import perf_counter, thread_time
from typing import TypeVar

import psutil

from benchmarks.baselines import rivals
from benchmarks.stage.made_up import News
from matching.analysis import analyse, dump, load
from matching.document import Document
from matching.index import Index
from matching.line import match_line
from matching.parsing import parse
from matching.query import All, AnalysedQuery, Phrase, leaves_of

FOLLOWS = (10_000, 1_000_000)
FOLLOWS_OF_QUERY = 10 / 3
SATISFIED = 50
ARTICLES = 200
ROUNDS = 5
SAMPLE = 2_000
"""A loop over more expressions than this is measured on so many of them, and scaled."""

_WORD = re.compile(r"[a-zа-я]+")

Seen = TypeVar("Seen")


def main(folder: Path | None) -> None:
    news = News()
    articles = [news.article() for _ in range(ARTICLES)]
    costs: list[float] = []
    for follows in FOLLOWS:
        typed = news.queries(int(follows / FOLLOWS_OF_QUERY), SATISFIED)
        print(f"{follows:,} follows, {len(typed):,} distinct queries; articles of 400 words")
        stored = _analysed(typed)
        index = _filled(stored)
        _one_by_one(index, stored)
        costs.append(_speed(index, articles))
    print(f"100 times as many follows cost {costs[1] / costs[0]:.2f} times as much (goal: 2.5)")
    _beside_others(typed, stored, articles)
    if folder is not None:
        _quality(folder)


def _analysed(typed: list[str]) -> list[bytes]:
    began = perf_counter()
    stored = [dump(analyse(parse(words))) for words in typed]
    seconds = perf_counter() - began
    size = fmean(map(len, stored))
    print(f"  parsed and analysed for the first time: {seconds:.1f} s, {size:.0f} bytes each")
    return stored


def _filled(stored: list[bytes]) -> Index:
    """Fill an index from analysed queries, as at a start."""
    process = psutil.Process()
    gc.collect()
    before, began = process.memory_info().rss, perf_counter()
    index = Index()
    for query_id, plain in enumerate(stored):
        index.add(query_id, load(plain))
    seconds = perf_counter() - began
    gc.collect()
    used = (process.memory_info().rss - before) / 1e6
    print(f"  filled from what was analysed in {seconds:.2f} s, {used:.0f} MB (goals: 5 s, 400 MB)")
    return index


def _one_by_one(index: Index, stored: list[bytes]) -> None:
    some = range(0, len(stored), max(len(stored) // 1_000, 1))
    queries = {query_id: load(stored[query_id]) for query_id in some}
    began = thread_time()
    for query_id in some:
        index.remove(query_id)
    removed = thread_time()
    for query_id in some:
        index.add(query_id, queries[query_id])
    added = thread_time()
    print(
        f"  one more: {(added - removed) / len(some) * 1e6:.1f} µs,"
        f" one less: {(removed - began) / len(some) * 1e6:.1f} µs (goal: 50)"
    )


def _speed(index: Index, articles: list[Document]) -> float:
    """Print how fast articles are matched; return the seconds that one takes."""
    first = fmean(_timed(index.match, articles))
    seconds: list[float] = []
    matched = verified = 0
    for _ in range(ROUNDS):
        for article in articles:
            began = thread_time()
            index.match(article)
            seconds.append(thread_time() - began)
            matched += index.work.matched
            verified += index.work.verified
    cost = fmean(seconds)
    print(
        f"  an article satisfies {matched / len(seconds):.1f} queries;"
        f" {verified / len(seconds):.1f} of {len(index):,} are verified"
    )
    print(
        f"  {1 / cost:,.0f} articles/s (goal: 1,000), p99 {_p99(seconds):.2f} ms (goal: 5);"
        f" {1 / first:,.0f} articles/s while all their words are new"
    )
    return cost


def _beside_others(typed: list[str], stored: list[bytes], articles: list[Document]) -> None:
    queries = [load(plain) for plain in stored]
    words = [one for one in typed if _WORD.fullmatch(one)]
    ours = [query for query, one in zip(queries, typed, strict=True) if _WORD.fullmatch(one)]
    print(f"{len(words):,} single words (others find them as written, we in any form)")
    _measure("Jarshy", lambda: _index(ours), articles)
    _measure("hyperscan", lambda: rivals.hyperscan(words), articles)
    _measure("ahocorasick-rs", lambda: rivals.aho_corasick(words), articles)
    part = len(words) / SAMPLE
    _measure("a loop over re", lambda: rivals.expressions(words[:SAMPLE]), articles[:5], part)
    conjunctions = [query for query in queries if _is_conjunction(query)]
    print(f"{len(conjunctions):,} conjunctions of words anywhere, by the same keys")
    _measure("Jarshy", lambda: _index(conjunctions), articles)
    keys = [[word.split() for word in leaves_of(query.root)] for query in conjunctions]
    _measure("perq", lambda: rivals.perq(keys), articles)


def _measure(
    name: str, make: Callable[[], rivals.Matcher], articles: Sequence[Document], scale: float = 1
) -> None:
    """Print what one way makes of articles; ``scale`` times as much as is measured."""
    began = perf_counter()
    try:
        matcher = make()
    except ImportError:
        print(f"  {name:16} is not installed: make bench installs it")
        return
    built = (perf_counter() - began) * scale
    texts = [f"{article.title}\n{article.text}" for article in articles]
    found = fmean(map(matcher, texts)) * scale
    cost = fmean(_timed(matcher, texts)) * scale
    print(
        f"  {name:16} {1 / cost:10,.1f} articles/s, {found:6.1f} queries found,"
        f" built in {built:.1f} s"
    )


def _index(queries: list[AnalysedQuery]) -> rivals.Matcher:
    index = Index()
    for query_id, query in enumerate(queries):
        index.add(query_id, query)
    return lambda text: len(index.match(Document("", "", text, "ru")))


def _is_conjunction(query: AnalysedQuery) -> bool:
    parts = query.root.parts if isinstance(query.root, All) else (query.root,)
    return all(
        isinstance(part, Phrase)
        and len(part.words) == 1
        and not part.scope
        and not part.words[0].startswith("=")
        and not part.words[0].endswith("*")
        for part in parts
    )


def _timed(act: Callable[[Seen], object], on: Sequence[Seen]) -> list[float]:
    seconds: list[float] = []
    for one in on:
        began = thread_time()
        act(one)
        seconds.append(thread_time() - began)
    return seconds


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[-max(len(seconds) // 100, 1)] * 1e3


def _quality(folder: Path) -> None:
    print("word forms: recall, precision, F1")
    for path in sorted(folder.glob("*.tsv")):
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        truth = [label == "1" for _, _, label in lines]
        for name, meets in (("ours", _ours), ("plain whole words", _plain)):
            found = [meets(keyword, sentence) for keyword, sentence, _ in lines]
            print(f"  {path.stem} {name:18} {_figures(truth, found)}")


def _ours(keyword: str, sentence: str) -> bool:
    return bool(match_line(keyword, sentence))


def _plain(keyword: str, sentence: str) -> bool:
    return re.search(rf"\b{re.escape(keyword)}\b", sentence, re.IGNORECASE) is not None


def _figures(truth: list[bool], found: list[bool]) -> str:
    right = sum(one and other for one, other in zip(truth, found, strict=True))
    recall = right / sum(truth)
    precision = right / max(sum(found), 1)
    return (
        f"{recall:.3f} {precision:.3f} {2 * recall * precision / ((recall + precision) or 1):.3f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
