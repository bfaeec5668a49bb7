"""Between the Kazakh and the Russian spelling of a name, both in Cyrillic."""

import re

from language.alphabets import KAZAKH_LETTERS
from language.russian import is_common, is_name

_RUSSIAN = str.maketrans("әғқңөұүһі", "агкноуухи")
_BACK = "аоуы"
# Letters that no Kazakh name has but in the Russian ending of a surname; and гул, which is gül
# as often as not.
_DOUBTFUL = re.compile("[вёфхцчщъьэюя]|[гк]ул")
_ENDING = re.compile("(?<=.{2})(?:[ое]ва?|ина?)$")
_BETWEEN_CONSONANTS = re.compile("(?<=[бгджзйклмнпрстшқғ])у(?=[бгджзйклмнпрстшқғ])")


# The people and the country have names of their own in Russian.
_KAZAKHS, _RUSSIAN_KAZAKHS = "қазақ", "казах"


def russian(word: str) -> str:
    """Return a Kazakh word, in lower case, with the nearest Russian letters."""
    if word.startswith(_KAZAKHS):
        word = _RUSSIAN_KAZAKHS + word.removeprefix(_KAZAKHS)
    return word.translate(_RUSSIAN)


def kazakh(name: str) -> str | None:
    """Return what a name in Russian letters, in lower case, was in Kazakh; None if in doubt.

    Only names are restored whose vowels are all back ones: there к and г were қ and ғ, and у
    between consonants was ұ. Front vowels leave too many ways to guess, and surnames that are
    made of a Russian word or first name are no Kazakh ones.
    """
    if name.startswith(_RUSSIAN_KAZAKHS):
        return _KAZAKHS + name.removeprefix(_RUSSIAN_KAZAKHS)
    ending = _ENDING.search(name)
    stem = name[: ending.start()] if ending else name
    vowels = set(stem) & set("аеиоуыэюя")
    if not vowels or not vowels <= set(_BACK) or _DOUBTFUL.search(stem):
        return None
    if is_common(stem) or (ending and is_name(stem)):
        return None
    restored = stem.replace("к", "қ").replace("г", "ғ")
    return _BETWEEN_CONSONANTS.sub("ұ", restored) + name[len(stem) :]


def is_kazakh(word: str) -> bool:
    """Say whether a word, in lower case, has letters that Russian lacks."""
    return not set(KAZAKH_LETTERS).isdisjoint(word)
