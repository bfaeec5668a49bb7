"""Which languages' forms a query and a text are read by.

- ``for_query()``: a query's language is not known, so its words are looked up in every language
  that their script allows; a word has one to some six keys, and any of them will do.
- ``for_text(language, text)``: the declared language and what is detected in the text itself
  (title, summary and body joined by newlines; the beginning is enough). Without a text only the
  declaration counts, and without either each word is read by every language of its script.
- ``language.exact.exact_keys(word)``: the key of ``=US``, on both sides. ``text_keys`` leaves it
  out, since few queries ask for it: whoever reads a text adds it when one does.

Keys are opaque. Those of different languages never meet by chance: they begin differently.
"""

from language.exact import Exact
from language.forms import Forms

_EXACT = Exact()

ALL: tuple[Forms, ...] = (_EXACT,)
"""Every way that a query or a text may be read by; tests hold each to one contract."""


def for_query() -> Forms:
    """Return the forms by which a query's words are read: its language is not known."""
    return _EXACT


def for_text(language: str | None, text: str = "") -> Forms:  # noqa: ARG001 - forms follow
    """Return the forms by which a text is read that declares this ISO 639-1 language, or none."""
    return _EXACT
