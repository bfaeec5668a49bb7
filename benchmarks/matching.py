"""How fast articles meet follows, and how many of a word's forms are found.

    python -m benchmarks.matching [FOLDER]

Speed: made-up articles of 400 words against 1,000 and 100,000 made-up follows (a long-tailed
vocabulary, common words short; six in ten follows of one word, the others of two or three),
beside a loop over compiled regular expressions in the same run. FOLDER may hold ``*.tsv`` files
of lines ``keyword<TAB>sentence<TAB>1|0``: then also recall, precision and F1 beside plain
whole-word matching.
"""

import re
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from time import perf_counter
from tracemalloc import get_traced_memory, start, stop

from matching.analysis import analyse, dump, load
from matching.document import Document
from matching.index import Index
from matching.line import match_line
from matching.parsing import parse
from matching.query import All, AnalysedQuery, Group, Query

VOCABULARY = 300_000
FOLLOWED_FROM = 10_000
"""People follow names and terms: words beyond the so many commonest."""

ARTICLES = 400
SAMPLE = 2_000
"""A loop over more expressions than this is measured on so many of them, and scaled."""


def main(folder: Path | None) -> None:
    random = Random(2024)
    vocabulary = list(_vocabulary(random))
    zipf = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    articles = [
        _article(random.choices(vocabulary, cum_weights=zipf, k=400)) for _ in range(ARTICLES)
    ]
    queries = [parse(_follow(random, vocabulary)) for _ in range(100_000)]
    for count in (1_000, len(queries)):
        _speed(queries[:count], articles)
    if folder is not None:
        _quality(folder)


def _speed(queries: list[Query], articles: list[Document]) -> None:
    analysed = [load(dump(analyse(query))) for query in queries]
    index, filling = _filled(analysed)
    print(f"{len(index):,} follows, {len(articles)} articles of 400 words")
    print(f"  filled from analysed queries in {filling:.2f} s, {_memory(analysed)} bytes a follow")
    print("  " + _one_by_one(index, analysed))
    for article in articles[:50]:
        index.match(article)
    seconds: list[float] = []
    matched = verified = 0
    for article in articles:
        began = perf_counter()
        index.match(article)
        seconds.append(perf_counter() - began)
        matched += index.work.matched
        verified += index.work.verified
    ours, slowest = sum(seconds) / len(seconds), sorted(seconds)[-len(seconds) // 100]
    print(
        f"  index: {1 / ours:,.0f} articles/s, p99 {slowest * 1e3:.2f} ms;"
        f" an article meets {matched / len(articles):.1f} follows,"
        f" {verified / len(articles):.1f} are verified"
    )
    theirs = _loop(queries, articles[:5])
    print(f"  regular expressions: {1 / theirs:,.1f} articles/s")
    print(f"  the index is {theirs / ours:,.0f} times faster")


def _filled(analysed: list[AnalysedQuery]) -> tuple[Index, float]:
    began = perf_counter()
    index = Index()
    for query_id, query in enumerate(analysed):
        index.add(query_id, query)
    return index, perf_counter() - began


def _memory(analysed: list[AnalysedQuery]) -> int:
    """Return the bytes that one follow takes, loaded and filed."""
    stored = [dump(query) for query in analysed]
    start()
    index = Index()
    for query_id, plain in enumerate(stored):
        index.add(query_id, load(plain))
    used, _ = get_traced_memory()
    stop()
    return used // len(index)


def _one_by_one(index: Index, analysed: list[AnalysedQuery]) -> str:
    some = range(0, len(analysed), max(len(analysed) // 1_000, 1))
    began = perf_counter()
    for query_id in some:
        index.remove(query_id)
    removed = perf_counter()
    for query_id in some:
        index.add(query_id, analysed[query_id])
    added = perf_counter()
    return (
        f"one more or less: added in {(added - removed) / len(some) * 1e6:.1f} µs,"
        f" removed in {(removed - began) / len(some) * 1e6:.1f} µs"
    )


def _loop(queries: list[Query], articles: list[Document]) -> float:
    """Return the seconds that one article takes a loop over compiled expressions."""
    sample = queries[:SAMPLE]
    searches = [_searches(query) for query in sample]
    began = perf_counter()
    for article in articles:
        text = f"{article.title}\n{article.text}".casefold()
        for patterns in searches:
            all(pattern.search(text) for pattern in patterns)
    return (perf_counter() - began) / len(articles) * len(queries) / len(sample)


def _searches(query: Query) -> list[re.Pattern[str]]:
    parts = query.root.parts if isinstance(query.root, All) else (query.root,)
    phrases = [
        phrase
        for part in parts
        for phrase in (part.phrases if isinstance(part, Group) else (part,))
    ]
    alike = [r"\W+".join(map(re.escape, phrase.words)) for phrase in phrases]
    return [re.compile(rf"\b{words}\b") for words in alike]


def _vocabulary(random: Random) -> Iterator[str]:
    """Yield different words, the common ones first and shortest."""
    syllables = [one + other for one in "бвгдзклмнпрст" for other in "аеиоуыя"]
    seen: set[str] = set()
    while len(seen) < VOCABULARY:
        length = 1 + len(str(len(seen)))
        word = "".join(random.choices(syllables, k=random.randint(max(length - 1, 1), length)))
        if word not in seen:
            seen.add(word)
            yield word


def _article(words: list[str]) -> Document:
    sentences = [" ".join(words[begin : begin + 16]).capitalize() for begin in range(8, 400, 16)]
    return Document(" ".join(words[:8]).capitalize(), "", ". ".join(sentences) + ".", "ru")


def _follow(random: Random, vocabulary: list[str]) -> str:
    """Return words as people follow them, some of them far more often than others."""
    count = random.choices([1, 2, 3], [6, 3, 1])[0]
    spread = VOCABULARY / FOLLOWED_FROM
    words = [vocabulary[int(FOLLOWED_FROM * spread ** random.random())] for _ in range(count)]
    return random.choice(["{}", '"{}"'] if count > 1 else ["{}"]).format(" ".join(words))


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
