"""Kazakh in Latin letters: the alphabet of 2021 (Ä Ğ Ñ Ö Ş Ū Ü) and that of 2018 (Á Ǵ Ń Ó Ú Ý).

Some letters stand for several of Cyrillic: i for і, и and й, in one alphabet or the other; u for
у in 2021 and for ұ in 2018. Where a word does not say which, it is read in every way.
"""

import re
from itertools import islice, product

_CYRILLIC = {
    "a": "а", "ä": "ә", "á": "ә", "b": "б", "c": "ц", "ch": "ч", "ç": "ч", "d": "д", "e": "е",
    "f": "ф", "g": "г", "ğ": "ғ", "ǵ": "ғ", "h": "х", "ia": "я иа", "iu": "ю иу",
    "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "ñ": "ң", "ń": "ң", "o": "о", "ö": "ө",
    "ó": "ө", "p": "п", "q": "қ", "r": "р", "s": "с", "sh": "ш", "ş": "ш", "şş": "щ", "t": "т",
    "ts": "тс ц", "tş": "ч тш", "u": "у ұ", "ū": "ұ", "ü": "ү", "ú": "ү", "v": "в", "w": "у",
    "y": "ы", "ý": "у", "z": "з", "'": "",
}  # fmt: skip
"""What a letter stands for, the likelier first."""

_PAIRS = """
    а a ә ä б b в v г g ғ ğ д d е e ё io ж j з z и i й i к k қ q л l м m н n ң ñ о o ө ö п p р r
    с s т t у u ұ u ү ü ф f х h һ h ц ts ч ç ш ş щ ş ы y і i э e ю iu я ia
"""
_SKELETON = _PAIRS.split()
_LATIN = dict(zip(_SKELETON[::2], _SKELETON[1::2], strict=True)) | {"ъ": "", "ь": ""}
_ONE_LETTER = {
    "á": "ä", "ǵ": "ğ", "ń": "ñ", "ó": "ö", "ú": "ü", "ý": "u", "ū": "u", "w": "u", "sh": "ş",
    "şş": "ş", "ch": "ç", "tş": "ç", "c": "ts", "'": "",
}  # fmt: skip

_LETTERS = re.compile("sh|ch|tş|şş|ts|ia|iu|.", re.DOTALL)
_MARKED = re.compile("q(?!u)|[äáğǵñńöóşūüúý]")
_OF_2018 = re.compile("[áǵńóúý]")
_OF_2021 = re.compile("[äğñöşūü]")
_VOWEL = frozenset("aäáeiouöóuüúūyý")
# So many letters of a word are read in every way; the others in the likelier.
_DOUBTS = 3


def is_marked(normal: str) -> bool:
    """Say whether a word has letters as Kazakh has them and English has not."""
    return _MARKED.search(normal) is not None


def readings(normal: str) -> tuple[str, ...]:
    """Return what a word may be in Cyrillic, at most eight ways; none if it has other letters."""
    options: list[list[str]] = []
    doubts = 0
    for found in _LETTERS.finditer(normal):
        meant = _meant(normal, found)
        if not meant:
            return ()
        doubts += len(meant) > 1
        options.append(meant if doubts <= _DOUBTS else meant[:1])
    ways = map("".join, product(*options))
    return tuple(dict.fromkeys(islice(ways, 2**_DOUBTS)))


def skeleton(word: str) -> str:
    """Return a word of any of the alphabets with і, и and й as one letter, and у and ұ."""
    latin = "".join(_LATIN.get(letter, letter) for letter in word)
    return _LETTERS.sub(lambda found: _ONE_LETTER.get(found[0], found[0]), latin)


def _meant(word: str, found: re.Match[str]) -> list[str]:
    letter = found[0]
    before, after = word[found.start() - 1 : found.start()], word[found.end() : found.end() + 1]
    match letter:
        case "i" if before in _VOWEL:
            return ["й"]
        case "i" if after in _VOWEL:
            return ["и"]
        case "i":
            return ["і", "и"]
        case "u" if before in _VOWEL or _OF_2021.search(word):
            return ["у"]
        case "u" if _OF_2018.search(word):
            return ["ұ"]
        case "'":
            return [""]
        case _:
            return _CYRILLIC.get(letter, "").split()
