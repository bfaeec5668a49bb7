"""What can be wrong with a query, or with an analysis that was stored.

- ``QueryError``: the words are no query. Show ``reason`` and ``position`` to whoever typed them.
- ``OutdatedRulesError``: the bytes hold no analysis by today's rules. Parse the normal form again.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why words are no query: stable codes, translated where they are shown."""

    UNCLOSED_QUOTE = "unclosed_quote"
    """A quote is opened and never closed; the position is the opening quote."""

    EMPTY_PHRASE = "empty_phrase"
    """Two quotes without a word between them; the position is the opening quote."""

    NO_WORDS = "no_words"
    """There is not one letter or digit; the position is 1."""

    TOO_MANY_WORDS = "too_many_words"
    """More than ``parsing.MAX_WORDS`` words; the position is the first word too many."""


class QueryError(ValueError):
    """The words are no query.

    Attributes:
        reason: a code to translate.
        position: the place in the words as typed, in code points, counting from 1.
    """

    def __init__(self, reason: Reason, position: int) -> None:
        super().__init__(f"{reason} at character {position}")
        self.reason = reason
        self.position = position


class OutdatedRulesError(ValueError):
    """Stored bytes are no analysis that today's rules made."""
