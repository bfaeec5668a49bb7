"""One spelling for what readers take for the same word.

Words are cut out of the original text first (``language.tokens``) and normalised one at a time,
so the offsets of a word are always offsets in the original, whatever normalising adds or drops,
and a word seen before costs one look into a cache.
"""

import re
import unicodedata

from language.homoglyphs import in_one_alphabet

# Soft hyphens, zero-width spaces and joiners, directional marks, variation selectors: they stand
# inside words of real pages and nobody sees them.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"

# Typewriter, typographic and modifier apostrophes, and what keyboards offer in their place.
APOSTROPHES = "'\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02bf\u2032\u00b4`\uff07"

# Most words there are: nothing but the case and ё to fold.
_PLAIN = re.compile("[a-z0-9]*|[0-9а-яёәғқңөұүһі]*")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
# Modifier apostrophes are letters to Python: they can stand where no apostrophe belongs.
_STRAY_APOSTROPHE = re.compile(r"(?<!.)'+|'(?!\w)", re.DOTALL)
_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_RUN_ON_VOWEL = re.compile("([аеиоуыэюяәөүұі])([\u0300-\u036f]+)")
_STRESS = re.compile("[\u0300\u0301]+")
_DIAERESIS = "\u0308"
_DOT_ABOVE = "\u0307"


def normalise(word: str) -> str:
    """Return the one spelling of a word, in NFC; applying it twice changes nothing.

    Case is folded (Unicode, canonical caseless matching D145), ``ё`` becomes ``е``, stress marks
    of Cyrillic vowels and invisible characters go, all apostrophes become ``'`` and stay only
    within the word, lookalikes of another alphabet give way (``language.homoglyphs``). The
    result is empty when the word consisted of nothing else.
    """
    lower = word.lower()
    if _PLAIN.fullmatch(lower):
        return lower.replace("ё", "е")
    folded = unicodedata.normalize("NFD", visible(word))
    folded = unicodedata.normalize("NFD", folded.casefold())
    folded = _STRAY_APOSTROPHE.sub("", folded.translate(_APOSTROPHES))
    # A capital I belongs to i in one alphabet and to ı in another; nothing tells them apart.
    folded = folded.replace("i" + _DOT_ABOVE, "i").replace("ı", "i")
    folded = in_one_alphabet(folded)
    return unicodedata.normalize("NFC", _RUN_ON_VOWEL.sub(_without_stress, folded))


def visible(word: str) -> str:
    """Return a word without the characters that nobody sees."""
    return _INVISIBLE.sub("", word)


def _without_stress(run: re.Match[str]) -> str:
    vowel, marks = run.groups()
    marks = _STRESS.sub("", marks)
    # ё is written е as often as not; й, ї and their like are letters of their own.
    return f"{vowel}{marks.replace(_DIAERESIS, '') if vowel == 'е' else marks}"
