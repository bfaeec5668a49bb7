"""From Cyrillic to Latin letters, by each standard."""

import re

import iuliia

from language.variants.reasons import Reason

_OF_RUSSIAN = {
    Reason.PRESS: iuliia.WIKIPEDIA,
    Reason.PASSPORT: iuliia.ICAO_DOC_9303,
    Reason.BGN_PCGN: iuliia.BGN_PCGN,
    Reason.ISO_9: iuliia.GOST_779,
}
# Marks for ь and ъ, which nobody types.
_MARKS = re.compile("[’”ʹʺ'\"`]")

_LETTERS = """
    а a б b в v г g д d е e з z и i к k л l м m н n о o п p р r с s т t ф f ы y э e қ q
"""
_KAZAKH = {
    Reason.LATIN_2021: """
        ә ä ғ ğ ж j й i ң ñ ө ö у u ұ ū ү ü х h һ h ц ts ч tş ш ş щ şş і ı ю iu я ia ё io
    """,
    Reason.LATIN_2018: """
        ә á ғ ǵ ж j и ı й ı ң ń ө ó у ý ұ u ү ú х h һ h ц ts ч ch ш sh щ sh і i ю ıý я ıa ё ıo
    """,
    Reason.BGN_PCGN_KAZAKH: """
        ә a ғ gh ж zh й y ң ng ө o у u ұ u ү u х kh һ h ц ts ч ch ш sh щ shch і i ю yu я ya ё yo
    """,
}


def _table(letters: str) -> dict[str, str]:
    pairs = (_LETTERS + letters).split()
    return dict(zip(pairs[::2], pairs[1::2], strict=True)) | {"ь": "", "ъ": ""}


_TABLES = {reason: _table(letters) for reason, letters in _KAZAKH.items()}
_E_AFTER_VOWEL = re.compile("(?<![бвгғджзкқлмнңпрстфхһцчшщ])е")


def of_russian(word: str) -> dict[Reason, str]:
    """Return the spellings of a Russian word, in normal form, in Latin letters."""
    return {
        reason: _MARKS.sub("", schema.translate(word)) for reason, schema in _OF_RUSSIAN.items()
    }


def of_kazakh(word: str) -> dict[Reason, str]:
    """Return the spellings of a Kazakh word, in normal form, in Latin letters."""
    return {
        reason: "".join(table.get(letter, letter) for letter in _prepared(word, reason))
        for reason, table in _TABLES.items()
    }


def _prepared(word: str, reason: Reason) -> str:
    if reason is Reason.BGN_PCGN_KAZAKH:
        return _E_AFTER_VOWEL.sub("йе", word)
    return word
