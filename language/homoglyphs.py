"""Letters that look alike in two alphabets, when a word mixes them.

A Latin ``c`` inside a Cyrillic word is a slip of the keyboard, or a trick against searching; no
reader sees it. Words of one alphabet stay as they are, whatever they look like.
"""

import re

_CYRILLIC_FOR = dict(zip("abcehikmoptxyəɵ", "авсенікмортхуәө", strict=True))
_LATIN_FOR = {cyrillic: latin for latin, cyrillic in _CYRILLIC_FOR.items() if latin not in "əɵ"} | {
    "һ": "h"
}
_CYRILLIC = str.maketrans(_CYRILLIC_FOR)
_KAZAKH = str.maketrans(_CYRILLIC_FOR | {"h": "һ"})
_LATIN = str.maketrans(_LATIN_FOR)

_MIXED = re.compile("[a-zəɵ].*[\u0400-\u052f]|[\u0400-\u052f].*[a-zəɵ]", re.DOTALL)
_ONLY_CYRILLIC = re.compile(f"(?![{''.join(_LATIN_FOR)}])[\u0400-\u052f]")
_ONLY_LATIN = re.compile(f"(?![{''.join(_CYRILLIC_FOR)}])[a-z]")
# A Latin name with a Russian or Kazakh ending, Facebookтан, is no slip.
_ENDED = re.compile("[a-z]'?[\u0400-\u052f]{2,}$")
_ONLY_KAZAKH = re.compile("[әғқңөұүəɵ]")


def in_one_alphabet(folded: str) -> str:
    """Return a case-folded word with its lookalikes in the alphabet of its other letters.

    A word of lookalikes only becomes Cyrillic. One that holds unmistakable letters of both
    alphabets is no slip, and stays.
    """
    if not _MIXED.search(folded):
        return folded
    if not _ONLY_LATIN.search(folded):
        return folded.translate(_KAZAKH if _ONLY_KAZAKH.search(folded) else _CYRILLIC)
    if _ONLY_CYRILLIC.search(folded) or _ENDED.search(folded):
        return folded
    return folded.translate(_LATIN)
