"""How well headlines of one event are told from others, beside a plain cosine of lemmas.

    python -m benchmarks.stories FOLDER

FOLDER holds files of lines ``1|0<TAB>headline A<TAB>headline B``; the last part of a file's name
is its language. The first half of each was looked at while the method was chosen; the second was
only measured, except that the model's bias was set with the scores of both. Precision and recall
are those at the threshold of 0.5; the best F1 is that of the whole curve, so its threshold was
chosen on the very lines. The baseline has no threshold of its own: it is given the best that the
curve has. The cosine's weights are inverse document frequencies in the file itself, which the bot
does not have.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from time import perf_counter

from language import choosing
from language.tokens import words
from news.stories import Fingerprint, dump, fingerprint, load, same

ARTICLES = 500
WORDS = 300


@dataclass(frozen=True, slots=True)
class Pair:
    """Two headlines, and whether they are of one event."""

    is_same: bool
    one: str
    other: str


def main(folder: Path) -> None:
    titles: list[str] = []
    for path in sorted(folder.glob("*.tsv")):
        pairs = _read(path)
        titles += [title for pair in pairs for title in (pair.one, pair.other)]
        frequencies = Counter(
            lemma for pair in pairs for title in (pair.one, pair.other) for lemma in _lemmas(title)
        )
        half = len(pairs) // 2
        for name, part in (("looked at", pairs[:half]), ("only measured", pairs[half:])):
            _measure(f"{path.stem}, {name}", part, frequencies, 2 * len(pairs))
        _measure(f"{path.stem}, all", pairs, frequencies, 2 * len(pairs))
    _speed(titles)


def _read(path: Path) -> list[Pair]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [Pair(label == "1", one, other) for label, one, other in rows]


def _measure(what: str, pairs: Sequence[Pair], frequencies: Counter[str], titles: int) -> None:
    prints = [(_print(pair.one), _print(pair.other)) for pair in pairs]
    decisions = [same(one, other) for one, other in prints]
    truth = [pair.is_same for pair in pairs]
    right = sum(d.is_same and true for d, true in zip(decisions, truth, strict=True))
    found = sum(decision.is_same for decision in decisions)
    met = sum(
        true and not set(one.keys).isdisjoint(other.keys)
        for (one, other), true in zip(prints, truth, strict=True)
    )
    cosines = [_cosine(pair, frequencies, titles) for pair in pairs]
    print(
        f"  {what:33} {sum(truth):3} of {len(truth):3} the same:"
        f" precision {right / found if found else 1:.2f} recall {right / sum(truth):.2f}"
        f" best F1 {_best_f1([d.score for d in decisions], truth):.2f};"
        f" cosine of lemmas, best F1 {_best_f1(cosines, truth):.2f};"
        f" sharing a key {met / sum(truth):.2f}"
    )


def _print(title: str, text: str = "") -> Fingerprint:
    return fingerprint(title, text, None, "", None)


def _best_f1(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the best F1 of any threshold; equal scores fall on one side of it."""
    best = 0.0
    for threshold in set(scores):
        taken = [true for score, true in zip(scores, truth, strict=True) if score >= threshold]
        best = max(best, 2 * sum(taken) / (len(taken) + sum(truth)))
    return best


def _lemmas(title: str) -> set[str]:
    text_keys = choosing.for_text(None, title).text_keys
    return {keys[0] for word in words(title) if (keys := text_keys(word))}


def _cosine(pair: Pair, frequencies: Counter[str], titles: int) -> float:
    one, other = _lemmas(pair.one), _lemmas(pair.other)
    weight = {lemma: log(titles / frequencies[lemma]) ** 2 for lemma in one | other}
    lengths = [sum(weight[lemma] for lemma in some) ** 0.5 for some in (one, other)]
    return sum(weight[lemma] for lemma in one & other) / (lengths[0] * lengths[1] or 1)


def _speed(titles: Sequence[str]) -> None:
    text = " ".join(titles).split()
    articles = [
        (titles[at % len(titles)], " ".join((text[at:] + text)[:WORDS])) for at in range(ARTICLES)
    ]
    prints = [_print(*article) for article in articles]
    began = perf_counter()
    prints = [_print(*article) for article in articles]
    making = (perf_counter() - began) / ARTICLES
    began = perf_counter()
    for one, other in zip(prints, prints[2:], strict=False):
        same(one, other)
    rejecting = (perf_counter() - began) / ARTICLES
    began = perf_counter()
    for one, other in pairwise(prints):
        same(load(dump(one)), load(dump(other)))
    deciding = (perf_counter() - began) / ARTICLES
    sizes = sorted(len(dump(one)) for one in prints)
    print(
        f"  articles of {WORDS} words: {1 / making:.0f} fingerprints/s,"
        f" {1e6 * rejecting:.0f} µs to decide, {1e6 * deciding:.0f} µs with loading both;"
        f" {sizes[len(sizes) // 2]} bytes (largest {sizes[-1]}),"
        f" keys {max(len(one.keys) for one in prints)} at most"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
