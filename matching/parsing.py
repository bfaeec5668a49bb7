"""From the words that somebody typed to a query.

``stalking``; ``"Criminal Code"`` (also ``«»``, ``“”``), adjacent; ``Criminal Code``, side by side
without quotes, one group within a sentence, where words tied by a hyphen, a dot or their like
(``жертва-свидетель``, ``Orda.kz``) are a small phrase; ``a AND b`` or side by side, ``a OR b``,
``-a`` and parentheses; ``stalk*``, ``=US`` and ``"a b"~3``; ``title:``, ``lead:``, ``x3:``,
``site:`` and ``lang:``. All other punctuation is passed over.
"""

from matching.errors import QueryError, Reason
from matching.faults import Mending, Unreadable
from matching.interpreting import MAX_DEPTH, MAX_WORDS, Interpreter
from matching.printing import printed
from matching.query import Query
from matching.refusing import check
from matching.syntax import syntax

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_WORDS", "parse"]

MAX_LENGTH = 1_000

_MENDINGS = 10
"""Words with more faults than this are not worth guessing."""


def parse(words: str) -> Query:
    """Return the query that somebody typed; raise ``QueryError`` when it is none."""
    try:
        return _read(words)
    except Unreadable as fault:
        raise QueryError(fault.reason, fault.start + 1, _proposal(words, fault)) from None


def _read(words: str) -> Query:
    if len(words) > MAX_LENGTH:
        raise Unreadable(Reason.TOO_LONG, MAX_LENGTH, Mending(MAX_LENGTH))
    interpreter = Interpreter()
    root = interpreter.node(syntax(words))
    if root is None:
        raise Unreadable(Reason.NO_WORDS, 0)
    check(root, interpreter.places)
    return Query(root, printed(root))


def _proposal(words: str, fault: Unreadable) -> str | None:
    """Return the words with one thing after the other mended, until they are a query."""
    for _ in range(_MENDINGS):
        if fault.mending is None:
            return None
        words = fault.mending.applied(words)
        try:
            _read(words)
        except Unreadable as another:
            fault = another
        else:
            return " ".join(words.split())
    return None
