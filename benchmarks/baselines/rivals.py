"""Other ways to find which queries an article satisfies, each on the kind of query that it knows.

Every function takes what it is to look for and returns a matcher: from an article's text to how
many queries it satisfies. They raise ``ImportError`` where their package is not installed
(``make bench`` installs them).
"""

import re
from collections.abc import Callable, Sequence

from language import choosing, tokens

Matcher = Callable[[str], int]


def expressions(words: Sequence[str]) -> Matcher:
    """Return a loop over compiled regular expressions, each a whole word."""
    compiled = [re.compile(rf"\b{re.escape(word)}\b") for word in words]

    def match(text: str) -> int:
        folded = text.casefold()
        return sum(pattern.search(folded) is not None for pattern in compiled)

    return match


def aho_corasick(words: Sequence[str]) -> Matcher:
    """Return Aho and Corasick's automaton in Rust: all substrings at once, whole words kept."""
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 - it may be missing

    automaton = AhoCorasick(words)

    def match(text: str) -> int:
        folded = f" {text.casefold()} "
        return len(
            {
                number
                for number, start, end in automaton.find_matches_as_indexes(
                    folded, overlapping=True
                )
                if not folded[start - 1].isalnum() and not folded[end].isalnum()
            }
        )

    return match


def hyperscan(words: Sequence[str]) -> Matcher:
    """Return Intel's multi-pattern automaton in C: all substrings at once, whole words kept.

    Its own word boundaries know no letters but Latin ones.
    """
    import hyperscan as hs  # noqa: PLC0415 - it may be missing

    database = hs.Database()
    encoded = [word.encode() for word in words]
    lengths = list(map(len, encoded))
    database.compile(
        expressions=encoded, ids=list(range(len(words))), elements=len(words), literal=True
    )

    def match(text: str) -> int:
        folded = f" {text.casefold()} ".encode()
        found: set[int] = set()

        def note(number: int, _start: int, end: int, *_: object) -> None:
            if _apart(folded[end - lengths[number] - 1]) and _apart(folded[end]):
                found.add(number)

        database.scan(folded, match_event_handler=note)
        return len(found)

    return match


def perq(queries: Sequence[Sequence[Sequence[str]]]) -> Matcher:
    """Return a Python percolator: several words each, anywhere, by our keys, so in any form."""
    from perq import Document, MemoryStore, Query, QueryMatcher, index  # noqa: PLC0415 - see above

    store = MemoryStore()
    index([Query(number, words) for number, words in enumerate(queries)], store)
    matcher = QueryMatcher(store)

    def match(text: str) -> int:
        text_keys = choosing.for_text("ru", text).text_keys
        keys = set().union(*map(text_keys, tokens.words(text)))
        return len(list(matcher.matches(Document(keys))))

    return match


def _apart(byte: int) -> bool:
    """Say whether a byte of UTF-8 belongs to no word."""
    return byte < 128 and not chr(byte).isalnum()
