"""What the dictionaries know of a word: whether a spelling would be another common word."""

from language.english import is_english
from language.normalising import normalise
from language.russian import is_common, is_name


def is_ordinary(word: str) -> bool:
    """Say whether a word is a common one of English or Russian, in the form dictionaries hold."""
    normal = normalise(word)
    return is_english(normal) or is_common(normal)


def names_among(words: list[str]) -> list[str]:
    """Return those of some Russian words that are known to be names of people or places."""
    return [word for word in words if is_name(normalise(word))]


def is_only_name(word: str) -> bool:
    """Say whether a Russian word is known to be a name and nothing else."""
    return is_name(normalise(word)) and not is_common(normalise(word))
