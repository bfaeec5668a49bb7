"""The one door: from a word or name to its other spellings."""

from language import tokens
from language.alphabets import Alphabet, alphabet_of
from language.normalising import normalise
from language.variants.known import is_only_name, is_ordinary, names_among
from language.variants.reasons import Reason, Variant
from language.variants.reversing import cyrillic
from language.variants.romanising import of_kazakh, of_russian
from language.variants.russifying import is_kazakh, kazakh, russian

_SHORTEST = 3
_MAX_WORDS = 4

Spellings = dict[Reason, str]


def variants(name: str) -> tuple[Variant, ...]:
    """Return other spellings of a word, or of a name of up to four words, likeliest first.

    Common words of a dictionary have none, nor is one proposed: ``кара`` is a punishment and
    ``Қара`` a name. Each spelling differs from the name, and from the others, by more than what
    matching passes over anyway.
    """
    places = tokens.tokens(name)
    if not 0 < len(places) <= _MAX_WORDS:
        return ()
    spelt = [_spellings(token.word) for token in places]
    seen = {normalise(name)}
    proposed: list[Variant] = []
    for reason in Reason:
        if not all(reason in spellings for spellings in spelt):
            continue
        spelling = _replaced(name, places, [spellings[reason] for spellings in spelt])
        if normalise(spelling) not in seen:
            seen.add(normalise(spelling))
            proposed.append(Variant(spelling, reason))
    return tuple(proposed)


def _replaced(name: str, places: list[tokens.Token], words: list[str]) -> str:
    """Return the name with other words in the same places, capitalised as those were."""
    result, end = "", 0
    for place, word in zip(places, words, strict=True):
        capital = place.word[:1].isupper()
        result += name[end : place.start] + (word[:1].upper() + word[1:] if capital else word)
        end = place.end
    return result + name[end:]


def _spellings(word: str) -> Spellings:
    """Return all spellings of one word that are not other words, its own among them."""
    normal = normalise(word)
    if len(normal) < _SHORTEST:
        return {}
    match alphabet_of(normal):
        case Alphabet.CYRILLIC | Alphabet.KAZAKH:
            origin = normal
        case Alphabet.LATIN | Alphabet.QAZAQ:
            origin = next(iter(cyrillic(word.lower())), "")
        case _:
            return {}
    # People follow "токаев" as well; but "кара" is a punishment, and Кара a river.
    known = names_among([origin]) if word[:1].isupper() else []
    named = bool(known) or is_only_name(origin) or is_only_name(russian(origin))
    if not origin or (not named and (is_ordinary(normal) or is_ordinary(origin))):
        return {}
    return {
        reason: spelling
        for reason, spelling in _all(origin).items()
        if named or normalise(spelling) == normal or not is_ordinary(spelling)
    }


def _all(origin: str) -> Spellings:
    """Return every spelling of a name in Cyrillic."""
    spelt_russian = russian(origin)
    spelt_kazakh = origin if is_kazakh(origin) else kazakh(origin)
    spellings = {Reason.RUSSIAN: spelt_russian} | of_russian(spelt_russian)
    if spelt_kazakh:
        spellings |= {Reason.KAZAKH: spelt_kazakh} | of_kazakh(spelt_kazakh)
    return spellings
