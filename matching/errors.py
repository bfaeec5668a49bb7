"""What can be wrong with a query, or with an analysis that was stored.

- ``QueryError``: the words are no query. Show reason, position and proposal to whoever typed them.
- ``OutdatedRulesError``: the bytes hold no analysis by today's rules. Parse the normal form again.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why words are no query: stable codes, translated where they are shown."""

    UNCLOSED_QUOTE = "unclosed_quote"
    """A quote is opened and never closed; the position is the opening quote."""

    UNCLOSED_PARENTHESIS = "unclosed_parenthesis"
    """A parenthesis is opened and never closed; the position is the opening one."""

    UNOPENED_PARENTHESIS = "unopened_parenthesis"
    """A parenthesis is closed that was never opened; the position is the closing one."""

    EMPTY_PHRASE = "empty_phrase"
    """Two quotes without a word between them; the position is the opening quote."""

    EMPTY_PARENTHESES = "empty_parentheses"
    """Two parentheses with nothing between them; the position is the opening one."""

    NO_WORDS = "no_words"
    """There is not one letter or digit; the position is 1."""

    MISSING_TERM = "missing_term"
    """Something that joins, negates or restricts words has none; the position is its own."""

    MISPLACED_STAR = "misplaced_star"
    """A star stands elsewhere than at the end of a word's beginning; the position is the star."""

    SHORT_BEGINNING = "short_beginning"
    """Fewer than ``written.MIN_BEGINNING`` characters before a star; the position is theirs."""

    MISPLACED_NEARNESS = "misplaced_nearness"
    """``~3`` after something else than a phrase; the position is the tilde."""

    UNCOUNTABLE = "uncountable"
    """``x3:`` before something else than a word or a phrase; the position is the ``x``."""

    BAD_NUMBER = "bad_number"
    """A number that is too large, or zero times; the position is the number's."""

    BAD_SITE = "bad_site"
    """What follows ``site:`` is no host name; the position is its own."""

    BAD_LANGUAGE = "bad_language"
    """What follows ``lang:`` is no ISO 639-1 code; the position is its own."""

    MATCHES_EVERYTHING = "matches_everything"
    """Only a star: every article would match; the position is the star."""

    ONLY_EXCLUDES = "only_excludes"
    """It says only what must not occur, or one of its alternatives does: nearly every article
    would match; the position is where that is."""

    ONLY_SITE = "only_site"
    """Every article of a site would match; the position is where that is."""

    ONLY_LANGUAGE = "only_language"
    """Every article in a language would match; the position is where that is."""

    MATCHES_NOTHING = "matches_nothing"
    """The same is asked for and excluded; the position is where it is excluded."""

    TOO_MANY_WORDS = "too_many_words"
    """More than ``parsing.MAX_WORDS`` words; the position is the first word too many."""

    TOO_LONG = "too_long"
    """More than ``parsing.MAX_LENGTH`` characters; the position is the first too many."""

    TOO_DEEP = "too_deep"
    """More than ``parsing.MAX_DEPTH`` parentheses, minuses or prefixes within each other."""


class QueryError(ValueError):
    """The words are no query.

    Attributes:
        reason: a code to translate.
        position: the place in the words as typed, in code points, counting from 1.
        proposal: the nearest words that are a query, or None where there is no telling.
    """

    def __init__(self, reason: Reason, position: int, proposal: str | None = None) -> None:
        super().__init__(f"{reason} at character {position}")
        self.reason = reason
        self.position = position
        self.proposal = proposal


class OutdatedRulesError(ValueError):
    """Stored bytes are no analysis that today's rules made."""
