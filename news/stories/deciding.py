"""Whether two articles tell the same story.

Precision comes first: a wrong merge hides news, a missed one tells it twice. In this order:

1. What is further apart than ``WINDOW``, or would not be found by a common key, is not the same.
2. Text that repeats is the same story, in any language and under any headline, as long as numbers
   and names repeat too: daily pages and judgments differ in nothing else.
   A text too short for that is the same if one outlet repeats it and the headline to the word, and
   dates both alike: it is one article at two addresses.
3. Otherwise articles of one outlet, or in different languages, are different stories.
4. Headlines are compared by a logistic model with few, round weights, chosen by hand and checked
   against labelled pairs (``benchmarks/stories.py``).
"""

from dataclasses import dataclass
from datetime import timedelta
from math import exp

from news.stories.comparing import Comparison, compare
from news.stories.fingerprint import Fingerprint
from news.stories.headline import read
from news.stories.sketch import Sketch

WINDOW = timedelta(hours=72)
"""A story goes on while reports of it come; whoever looks for candidates looks this far back."""

_THRESHOLD = 0.5
# The most that is given to what is not the same all the same.
_DOUBT = 0.49
_DAY = 86_400

# When a text repeats: words that a text must have, and shares of the smaller text, of its union
# with the other, and of the smaller set of numbers and names, that must be the same.
_LONG_ENOUGH = 28
_REPEATED = 0.75
_OF_BOTH = 0.35
_NUMBERS = 0.9
_NAMES = 0.8
# What repeats nearly whole is the same even under headlines that contradict each other.
_WHOLLY = 0.95

# A shorter text must repeat to the word, under the same headline, in the same outlet and hour.
_SHORTEST = 6
_AT_ONCE = 1 / 24

# Weights in log-odds. Two headlines that have 40 % of their weight in common, four ordinary words
# of it, are as likely one story as two; each difference counts against it.
_BIAS = -4.0
_OVERLAP = 5.0
_SHARED = 2.0
_ENOUGH_SHARED = 4.0
_OTHER_NAMES = -0.85
_STRANGERS = -3.0
_CONTRADICTION = -4.0
_ASPECT = -1.2
_MOST_ASPECTS = 2
_NOT_YET = -3.5
_LEAST_SHARED = 1.8
_PER_DAY = -0.5
# Texts that don't repeat still tell whether they speak of the same people and places.
_TELLING_NAMES = 4
_FEW_NAMES, _MANY_NAMES = 0.15, 0.6
_OTHER_PEOPLE, _SAME_PEOPLE = -2.0, 0.7


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two articles tell the same story.

    Attributes:
        is_same: the verdict.
        score: 0 to 1; 0.5 and more is the same story.
        why: what decided, in a few English words, for logs.
    """

    is_same: bool
    score: float
    why: str


def same(a: Fingerprint, b: Fingerprint) -> Decision:
    """Return whether two articles tell the same story; the order makes no difference."""
    days = (
        0.0 if a.published is None or b.published is None else abs(a.published - b.published) / _DAY
    )
    if days * _DAY > WINDOW.total_seconds():
        return _decision(0.0, "too long apart")
    headlines = compare(read(a.title, a.language), read(b.title, b.language))
    repeated = _repetition(a, b)
    if (
        repeated >= _REPEATED
        and not set(a.keys).isdisjoint(b.keys)
        and (repeated >= _WHOLLY or not _contradiction(headlines))
    ):
        return _decision(0.5 + repeated / 2, "the text repeats")
    if _is_verbatim(a, b) and days <= _AT_ONCE:
        return _decision(1.0, "one outlet, and every word repeats")
    if a.language and b.language and a.language != b.language:
        return _decision(0.0, "different languages")
    if a.outlet and a.outlet == b.outlet:
        return _decision(0.0, "one outlet, and the text does not repeat")
    odds = _odds(headlines) + _PER_DAY * days + _people(a.names, b.names)
    if set(a.keys).isdisjoint(b.keys) or headlines.shared < _LEAST_SHARED:
        return _decision(min(_probability(odds), _DOUBT), "too little in common")
    return _decision(_probability(odds), _contradiction(headlines) or "the headlines")


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def _decision(score: float, why: str) -> Decision:
    score = round(score, 4)
    return Decision(score >= _THRESHOLD, score, why)


def _repetition(a: Fingerprint, b: Fingerprint) -> float:
    """Return how much of the shorter text the other repeats, 0 when something speaks against it."""
    if min(a.text.size, b.text.size) < _LONG_ENOUGH or a.text.jaccard(b.text) < _OF_BOTH:
        return 0.0
    if _agreeing(a.numbers, b.numbers) < _NUMBERS or _agreeing(a.names, b.names) < _NAMES:
        return 0.0
    return a.text.containment(b.text)


def _is_verbatim(a: Fingerprint, b: Fingerprint) -> bool:
    """Tell whether one outlet listed an article twice, though it is too short to be sampled."""
    return (
        bool(a.outlet)
        and a.text.size >= _SHORTEST
        and (a.outlet, a.text, a.numbers, a.names) == (b.outlet, b.text, b.numbers, b.names)
        and a.title.casefold().split() == b.title.casefold().split()
    )


def _agreeing(a: Sketch, b: Sketch) -> float:
    """Return the share of the smaller sample in the larger; nothing contradicts nothing."""
    return a.containment(b) if a.size and b.size else 1.0


def _contradiction(headlines: Comparison) -> str:
    if headlines.other_numbers:
        return "different numbers"
    if headlines.opposed:
        return f"they tell opposite things: {', '.join(sorted(headlines.opposed))}"
    return "different names" if headlines.strangers else ""


def _odds(headlines: Comparison) -> float:
    return (
        _BIAS
        + _OVERLAP * headlines.overlap
        + _SHARED * min(headlines.shared / _ENOUGH_SHARED, 1.0)
        + _OTHER_NAMES * headlines.other_names
        + _STRANGERS * headlines.strangers
        + _CONTRADICTION * (headlines.other_numbers + len(headlines.opposed))
        + _ASPECT * min(headlines.aspects, _MOST_ASPECTS)
        + _NOT_YET * (headlines.planned or headlines.tenses)
    )


def _people(a: Sketch, b: Sketch) -> float:
    """Return what the names of two texts tell, in log-odds; 0 where they are too few."""
    if min(a.size, b.size) < _TELLING_NAMES:
        return 0.0
    common = a.containment(b)
    if common < _FEW_NAMES:
        return _OTHER_PEOPLE
    return _SAME_PEOPLE if common >= _MANY_NAMES else 0.0
