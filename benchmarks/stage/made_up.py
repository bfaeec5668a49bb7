"""Made-up news and what people follow in it, always the same: a long-tailed vocabulary.

Words look Russian and come in forms; common ones are short. What is followed is drawn from a
long tail too, so that the same word is in many queries. How many queries an article satisfies is
set by how common the commonest followed word is.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from matching.document import Document

WORDS_OF_ARTICLE = 400
_TITLE = 8
_SENTENCE = 16
_LEXEMES = 300_000
_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ами")
_USED = (30, 25, 8, 8, 10, 9, 7, 3)
_FUNCTION_WORDS = (
    "и в не на что с по как из к о для от за это при до во он она они его мы или также со под "
    "без уже еще только более после было будет был года если чтобы которые которых"
)
"""What no text is without: by these a detector knows the language."""

_COMMONEST = _FUNCTION_WORDS.split()
_KERNEL = 8_000
"""So many words are everybody's; beyond them the tail falls off twice as fast."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to ask, with its share of all queries and how likely an article satisfies it."""

    share: float
    written: str
    first: float = 0
    """How likely an article is to satisfy it that has its first word, and so on."""
    second: float = 0
    both: float = 0


_KINDS = (
    Kind(0.50, "{a}", first=1),
    Kind(0.15, "{a} {b}", both=_SENTENCE / WORDS_OF_ARTICLE),
    Kind(0.10, '"{a} {b}"'),
    Kind(0.05, '"{a}" "{b}"', both=1),
    Kind(0.10, '{a} "{b} {c}"'),
    Kind(0.03, "{a} OR {b}", first=1, second=1),
    Kind(0.03, "{a} -{b}", first=1),
    Kind(0.01, '({a} OR {b}) AND "{c}"'),
    Kind(0.01, "title:{a}", first=_TITLE / WORDS_OF_ARTICLE),
    Kind(0.01, "{a}*", first=1),
    Kind(0.01, "={a}", first=0.3),
)


class News:
    """A world of words: gives articles and queries, each call going on where the last ended."""

    def __init__(self) -> None:
        self._random = Random(2024)
        self._stems = list(_stems(self._random))
        weights = [_weight(rank) for rank in range(1, _LEXEMES + 1)]
        total = sum(weights)
        self._met = [1 - (1 - weight / total) ** WORDS_OF_ARTICLE for weight in weights]
        self._weights = list(accumulate(weights))

    def article(self) -> Document:
        """Return the next article."""
        stems = self._random.choices(self._stems, cum_weights=self._weights, k=WORDS_OF_ARTICLE)
        endings = self._random.choices(_ENDINGS, _USED, k=WORDS_OF_ARTICLE)
        words = [
            stem if stem in _COMMONEST else stem + ending
            for stem, ending in zip(stems, endings, strict=True)
        ]
        sentences = [
            " ".join(words[begin : begin + _SENTENCE]).capitalize()
            for begin in range(_TITLE, len(words), _SENTENCE)
        ]
        title = " ".join(words[:_TITLE]).capitalize()
        return Document(title, "", ". ".join(sentences) + ".", "ru", "orda.kz")

    def queries(self, count: int, satisfied: float) -> list[str]:
        """Return distinct queries of which an article satisfies so many on average."""
        seed = self._random.random()
        low, high = 0.0, 1.0
        for _ in range(8):
            middle = (low + high) / 2
            chance = sum(chance for _, chance in self._drawn(count, middle, seed))
            low, high = (middle, high) if chance > satisfied else (low, middle)
        return [words for words, _ in self._drawn(count, (low + high) / 2, seed)]

    def _drawn(self, count: int, rarest: float, seed: float) -> Iterator[tuple[str, float]]:
        """Yield different queries with their chances, of words no commoner than a bound."""
        random = Random(seed)
        first = max(_LEXEMES**rarest, len(_COMMONEST))
        seen: set[str] = set()
        kinds = list(accumulate(kind.share for kind in _KINDS))
        while len(seen) < count:
            kind = _KINDS[bisect_left(kinds, random.random() * kinds[-1])]
            ranks = [
                min(int(first * (_LEXEMES / first) ** random.random()), _LEXEMES - 1)
                for _ in range(3)
            ]
            stems = dict(zip("abc", (self._stems[rank] for rank in ranks), strict=True))
            words = kind.written.format(**stems)
            if words not in seen and len(set(ranks)) == len(ranks):
                seen.add(words)
                a, b, _ = (self._met[rank] for rank in ranks)
                yield words, kind.first * a + kind.second * b + kind.both * a * b


def _weight(rank: int) -> float:
    """Return how often a word is used: Zipf's law with the two regimes of large corpora.

    (Ferrer i Cancho and Solé, 2001: an exponent of 1 up to some thousand words, then of 2.)
    """
    return 1 / rank if rank <= _KERNEL else _KERNEL / rank**2


def _stems(random: Random) -> Iterator[str]:
    """Yield different words, the common ones first and shortest."""
    yield from _COMMONEST
    syllables = [one + other for one in "бвгдзклмнпрст" for other in "аеиоуыя"]
    seen = set(_COMMONEST)
    while len(seen) < _LEXEMES:
        length = max(len(str(len(seen))) - 1, 1)
        word = "".join(random.choices(syllables, k=random.randint(length, length + 1)))
        word += random.choice("бвгдзклмнпрст")
        if word not in seen:
            seen.add(word)
            yield word
