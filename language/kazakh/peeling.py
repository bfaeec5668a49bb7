"""What a Kazakh word may be a form of: every stem that peeling suffixes can reach.

Which of the stems is the right one takes a dictionary to know; a word that somebody follows is
itself the dictionary. So the peeling is generous, and two words meet only if the followed one
stands among the stems of the other.
"""

from collections.abc import Iterable, Iterator

from language.kazakh.sounds import VOWELS, agrees, before_vowel, class_of
from language.kazakh.suffixes import ENDS, STEMS, Suffix, endings

_LEADING = endings()
_LONGEST = max(len(written) for known in _LEADING.values() for written in known)
_VOWEL_SOUNDS = VOWELS | {"у", "ю", "и"}
# No stem is longer; longer words are not taken apart.
_LONGEST_WORD = 40


def stems(word: str, ends: Iterable[str] = ENDS) -> dict[str, set[str]]:
    """Return the stems that a word in normal form can have besides itself, by their kind.

    ``ends`` are the places that the word may have reached.
    """
    found: dict[str, set[str]] = {kind: set() for kind in STEMS}
    seen = {(word, place) for place in ends}
    waiting = list(seen) if len(word) <= _LONGEST_WORD else []
    while waiting:
        written, place = waiting.pop()
        if place in found:
            found[place].add(written)
        for reached in _peeled(written, place):
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return found


def _peeled(written: str, place: str) -> Iterator[tuple[str, str]]:
    """Yield what remains when one suffix goes, and the place that it had reached before."""
    known = _LEADING.get(place, {})
    for length in range(1, min(_LONGEST, len(written) - 2) + 1):
        rest, ending = written[:-length], written[-length:]
        for suffix in known.get(ending, ()):
            for stem in _before(rest, ending, suffix):
                if class_of(stem) in suffix.classes and _fits(stem, suffix.back):
                    yield stem, suffix.before


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
        return not VOWELS.isdisjoint(stem) or not _VOWEL_SOUNDS.isdisjoint(stem)
    return agrees(stem, back=back)
