"""Which languages' forms a query and a text are read by.

- ``for_query()``: a query's language is not known, so its words are looked up in every language
  that their alphabet allows; a word has one to some six keys, and any of them will do.
- ``for_text(language, text)``: the declared language and what is detected in the text itself
  (title, summary and body joined by newlines). Without a text only the declaration counts, and
  without either each word is read by every language of its alphabet.
- ``language.exact.exact_keys(word)``: the key of ``=US``, on both sides. ``text_keys`` leaves it
  out, since few queries ask for it: whoever reads a text adds it when one does.

Keys are opaque. Those of different languages never meet by chance: they begin differently.
"""

from functools import lru_cache

from language import snowball
from language.alphabets import Alphabet
from language.detection import KAZAKH_LATIN, languages
from language.english import English
from language.exact import Exact
from language.forms import Forms
from language.kazakh.forms import Kazakh, KazakhLatin
from language.mixed import Mixed
from language.russian import Russian
from language.snowball import Snowball

_ENGLISH, _RUSSIAN, _KAZAKH, _QAZAQ = English(), Russian(), Kazakh(), KazakhLatin()
_EXACT = Exact()
_CYRILLIC: dict[str, Forms] = {"ru": _RUSSIAN, "kk": _KAZAKH}
_LATIN: dict[str, Forms] = {
    KAZAKH_LATIN: _QAZAQ,
    **{code: Snowball(algorithm) for code, algorithm in snowball.LATIN.items()},
}
_OTHER: dict[str, Forms] = {code: Snowball(name) for code, name in snowball.OTHER.items()}
_TOLD_APART = frozenset({**_CYRILLIC, **_LATIN, **_OTHER})
_STEMMED_LATIN = Snowball(*dict.fromkeys(snowball.LATIN.values()))
_STEMMED_OTHER = Snowball(*snowball.OTHER.values())

_QUERY = Mixed(
    {
        Alphabet.CYRILLIC: (_RUSSIAN, _KAZAKH),
        Alphabet.KAZAKH: (_KAZAKH,),
        Alphabet.LATIN: (_ENGLISH, _QAZAQ, _STEMMED_LATIN),
        Alphabet.QAZAQ: (_ENGLISH, _QAZAQ, _STEMMED_LATIN),
        Alphabet.OTHER: (_EXACT, _STEMMED_OTHER),
        Alphabet.NONE: (_EXACT,),
    }
)

ALL: tuple[Forms, ...] = (
    *(_EXACT, _ENGLISH, _RUSSIAN, _KAZAKH, _QAZAQ, _QUERY),
    *(Snowball(name) for name in {**snowball.LATIN, **snowball.OTHER}.values()),
)
"""Every way that a query or a text may be read by; tests hold each to one contract."""


def for_query() -> Forms:
    """Return the forms by which a query's words are read: its language is not known."""
    return _QUERY


def for_text(language: str | None, text: str = "") -> Forms:
    """Return the forms by which a text is read that declares this ISO 639-1 language, or none.

    Russian is always among them: Kazakh articles quote laws and people in it, and a detector that
    calls the whole text Kazakh must not lose those matches.
    """
    codes = languages(language, text) & _TOLD_APART
    return _reading((codes if codes & _CYRILLIC.keys() else codes.union(_CYRILLIC)) | {"ru"})


@lru_cache(256)
def _reading(codes: frozenset[str]) -> Mixed:
    cyrillic, other = _of(codes, _CYRILLIC), _of(codes, _OTHER)
    latin = (_ENGLISH, *_of(codes, _LATIN))  # English names are everywhere
    return Mixed(
        {
            Alphabet.CYRILLIC: cyrillic,
            Alphabet.KAZAKH: (_KAZAKH,),
            Alphabet.LATIN: latin,
            Alphabet.QAZAQ: tuple(dict.fromkeys((*latin, _QAZAQ))),
            Alphabet.OTHER: (_EXACT, *other),
            Alphabet.NONE: (_EXACT,),
        }
    )


def _of(codes: frozenset[str], known: dict[str, Forms]) -> tuple[Forms, ...]:
    return tuple(forms for code, forms in known.items() if code in codes)
