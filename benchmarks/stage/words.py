"""Words that no language has, so that only what is meant to match does."""

from collections.abc import Iterator
from random import Random

_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


def invented(seed: int) -> Iterator[str]:
    """Yield distinct, pronounceable words, the same for the same seed."""
    random, seen = Random(seed), set[str]()
    while True:
        word = "".join(
            random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(random.randint(4, 5))
        )
        if word not in seen:
            seen.add(word)
            yield word


def idle_queries(seed: int, everyday: list[str]) -> Iterator[str]:
    """Yield distinct queries that match nothing, though every third is about everyday words.

    ``everyday`` words occur in the stories: the index has to look at those queries.
    """
    words = invented(seed)
    random = Random(seed)
    while True:
        yield next(words)
        yield f'"{next(words)} {next(words)}"'
        yield f'{random.choice(everyday)} "{next(words)} {next(words)}"'
