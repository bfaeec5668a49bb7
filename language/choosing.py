"""Which languages' forms a query and a text are read by."""

from language.exact import Exact
from language.forms import Forms

_EXACT = Exact()

ALL: tuple[Forms, ...] = (_EXACT,)
"""Every way that a query or a text may be read by; tests hold each to one contract."""


def for_query() -> Forms:
    """Return the forms by which a query's words are read: its language is not known."""
    return _EXACT


def for_text(language: str | None) -> Forms:  # noqa: ARG001 - exact words are one in all languages
    """Return the forms by which a text is read that declares this ISO 639-1 language, or none."""
    return _EXACT
