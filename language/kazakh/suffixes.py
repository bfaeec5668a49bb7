"""The inflectional suffixes of Kazakh: what may follow what.

A line of the table reads ``from … to: suffixes``. The places are the stops on the way from a
stem to the end of a word; a word may end at any of them but ``wish``. In a suffix

- ``A`` is а or е, ``I`` ы or і, ``Г`` ғ or г, ``К`` қ or к, as the vowel before it asks for;
- ``D L N Y T G M Q`` are consonants that the sound before them decides (``_INITIALS``), and so is
  ``W``, but where -дық would be taken for the derivation -лық;
- ``(I)`` and ``(A)`` stand after consonants only, ``(с)`` and ``(й)`` after vowels only.

Derivation is left out: a қылмыскер is another word than a қылмыс, and so is what -лық, -лы, -сыз
or -шы make; and causatives, which dictionaries hold as verbs of their own. The passive, the
reflexive and the reciprocal (the first line of verbs) are in: news has one for the other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from language.kazakh.sounds import CLASSES

_TABLE = """
    noun to noun: (I)рAК
    noun soon to plural: LAр
    noun plural to own: (I)м (I)ң (I)ңIз (I)мIз
    noun plural soon to his: (с)I
    noun plural own soon to of: NIң
    noun plural own soon to object: YI
    noun plural own soon to case: GA TAн Mен Yікі
    noun plural own soon to where: DA
    own to object: A
    his to of: нIң
    his to object: н
    his to case: нA нAн мен нікі
    his to where: ндA
    where to noun: ГI
    noun plural own his case where soon to end: MIн сIң MIз сIңдAр сIздAр

    verb to verb: (I)л (I)н (I)с
    verb to denied: QA
    verb denied to past: DI
    past to end: м ң ңIз ңдAр ңIздAр
    verb denied to end: WIК
    verb denied to noun: GAн GAнDIК
    verb to soon: (A)р
    denied to soon: с
    soon to end: сIз
    verb to noun: QAК QAКшI
    verb to now: (A)(й)
    denied to now: й
    now to noun: тIн
    now to end: мIн сIң сIз дI мIз сIңдAр сIздAр
    verb denied to done: (I)п
    done to end: пIн сIң сIз тI пIз сIңдAр сIздAр
    verb denied to noun: у
    verb denied to if: сA
    if to end: м ң ңIз К ңдAр ңIздAр шI
    verb denied to order: сIн (I)ңIз (I)ңдAр (I)ңIздAр (A)йIн (A)йIК
    order to end: шI
    verb denied to end: GAй GAншA GAлI GAндAй
    denied to end: йIншA
    verb to wish: GI
    wish to end: м ң ңIз сI мIз
    verb to end: (I)сIмен
"""

# By the class of the sound before: V R L N Z B K, in the order of CLASSES.
_INITIALS = {
    "L": "ллдддтт",
    "D": "дддддтт",
    "N": "нддндтт",
    "Y": "нддддтт",
    "T": "дддндтт",
    "G": "ГГГГГКК",
    "M": "ммммбпп",
    "Q": "мммббпп",
    "W": "ддд----",
}
_BACK = str.maketrans("AIГК", "аығқ")
_FRONT = str.maketrans("AIГК", "еігк")
_PART = re.compile(r"\((.)\)|(.)")

STEMS = {"noun": "ғ", "verb": "бвгғдфхцчщьъёюяэоөұүә"}
"""The kinds of stems, and the letters in which none of the kind ends."""

_ENDS = "noun plural own his of object case where end denied past now soon done if order"
ENDS = tuple(_ENDS.split())
OBLIQUE = ("of", "case")
"""Where words end in a case that hardly a dictionary form looks like."""


@dataclass(frozen=True, slots=True)
class Suffix:
    """One shape of a suffix.

    Attributes:
        before: the place that the stem before it has reached.
        classes: the sounds that the stem before it may end in.
        back: the kind of vowel that the stem before it must have; None for either.
        restored: what the stem before it has lost to it.
    """

    before: str
    classes: str
    back: bool | None
    restored: str = ""


Endings = dict[str, list[Suffix]]
"""The shapes of suffixes, by what is written."""


def endings() -> dict[str, Endings]:
    """Return, by the place that a word has reached, the suffixes that may have led there."""
    leading: defaultdict[str, defaultdict[str, list[Suffix]]]
    leading = defaultdict(lambda: defaultdict(list))
    for line in filter(str.strip, _TABLE.splitlines()):
        places, suffixes = line.split(":")
        sources, target = places.split(" to ")
        for suffix in suffixes.split():
            for written, classes, back in _shapes(suffix):
                for before in sources.split():
                    known = leading[target.strip()]
                    known[written].append(Suffix(before, classes, back))
                    for contracted, restored in _contracted(written):
                        known[contracted].append(Suffix(before, classes, back, restored))
    return {place: dict(known) for place, known in leading.items()}


def _shapes(suffix: str) -> Iterator[tuple[str, str, bool | None]]:
    """Yield every way to write a suffix, the classes of sounds it follows, and its harmony."""
    classes: defaultdict[tuple[str, bool | None], str] = defaultdict(str)
    for number, name in enumerate(CLASSES):
        plain = "".join(_sound(found, number) for found in _PART.finditer(suffix))
        back, front = plain.translate(_BACK), plain.translate(_FRONT)
        if back == front:
            classes[back, None] += name
        else:
            classes[back, True] += name
            classes[front, False] += name
    for (written, harmony), after in classes.items():
        if "-" not in written:
            yield written, after, harmony


def _sound(part: re.Match[str], number: int) -> str:
    """Return how a part of a suffix is written after the class of sounds of this number."""
    optional, fixed = part.groups()
    if optional:
        after_vowel = optional in "сй"
        return optional if after_vowel == (CLASSES[number] == "V") else ""
    return _INITIALS[fixed][number] if fixed in _INITIALS else fixed


def _contracted(written: str) -> Iterator[tuple[str, str]]:
    """Yield how a suffix is written together with the last sound of a stem, and that sound."""
    match written[0]:
        case "а":
            yield f"я{written[1:]}", "й"
        case "у":
            yield f"ю{written[1:]}", "й"
            yield written, "ы"
            yield written, "і"
        case "й":
            yield f"и{written[1:]}", "ы"
            yield f"и{written[1:]}", "і"
