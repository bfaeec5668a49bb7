"""How words meet: the one interface that a language implements.

A text's word meets a query's word when they share a key. The two sides may differ (a query's
word gives its own stem, a text's word every stem it could have), so a language can be right
where reducing both sides to one stem is wrong.
"""

from typing import Protocol


class Forms(Protocol):
    """One language's way from a word to its keys.

    Both methods take a word as written (one of ``language.tokens.words``) and are pure. They may
    be slow, and read a dictionary when first called: ``language.mixed`` remembers, with a bound.
    A key has no blank in it, and begins with the mark of its language (``kk:``), if it has one.
    """

    @property
    def name(self) -> str:
        """The name by which tests and figures call this way."""

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the keys that a query's word asks for, any of them; empty for no word."""

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the keys that a text's word answers to; empty for no word."""
