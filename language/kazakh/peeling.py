"""What a Kazakh word may be a form of: every stem that peeling suffixes can reach.

Which of the stems is the right one takes a dictionary to know; a word that somebody follows is
itself the dictionary. So the peeling is generous, and two words meet only if the followed one
stands among the stems of the other.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from language.kazakh.sounds import VOWELS, agrees, before_vowel, class_of
from language.kazakh.suffixes import ENDS, STEMS, Endings, Suffix, endings

_VOWEL_SOUNDS = VOWELS | {"у", "ю", "и"}
# No stem is longer; longer words are not taken apart.
_LONGEST_WORD = 40


def stems(word: str, ends: tuple[str, ...] = ENDS) -> dict[str, set[str]]:
    """Return the stems that a word in normal form can have besides itself, by their kind.

    ``ends`` are the places that the word may have reached.
    """
    found: dict[str, set[str]] = {kind: set() for kind in STEMS}
    if len(word) > _LONGEST_WORD:
        return found
    waiting = list(_peeled(word, ends))
    seen = set(waiting)
    while waiting:
        stem, place = waiting.pop()
        if place in found and stem[-1] not in STEMS[place]:
            found[place].add(stem)
        for reached in _peeled(stem, (place,)):
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return found


def _peeled(written: str, places: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what remains when one suffix goes, and the place that it had reached before."""
    known, longest = _leading(places)
    for length in range(1, min(longest, len(written) - 2) + 1):
        ending = written[-length:]
        for suffix in known.get(ending, ()):
            for stem in _before(written[:-length], ending, suffix):
                if class_of(stem) in suffix.classes and _fits(stem, suffix.back):
                    yield stem, suffix.before


@cache
def _leading(places: tuple[str, ...]) -> tuple[Endings, int]:
    """Return the suffixes that lead to any of the places, and the length of the longest."""
    together: defaultdict[str, dict[Suffix, None]] = defaultdict(dict)
    for place in places:
        for written, suffixes in _endings().get(place, {}).items():
            together[written].update(dict.fromkeys(suffixes))
    known = {written: list(suffixes) for written, suffixes in together.items()}
    return known, max(map(len, known), default=0)


@cache
def _endings() -> dict[str, Endings]:
    return endings()


def _before(rest: str, ending: str, suffix: Suffix) -> list[str]:
    if suffix.restored:
        return [rest + suffix.restored]
    if ending[0] not in _VOWEL_SOUNDS:
        return [rest]
    stems = before_vowel(rest)
    if rest[-1] == "у" and ending.endswith("п"):
        stems.append(rest[:-1] + "п")  # тауып, of тап
    return stems


def _fits(stem: str, back: bool | None) -> bool:
    if back is None:
        return not _VOWEL_SOUNDS.isdisjoint(stem)
    return agrees(stem, back=back)
