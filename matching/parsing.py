"""From the words that somebody typed to a query.

Words without quotes that stand side by side are one group; a phrase stands in ``""``, ``«»`` or
``“”``. Words tied by a hyphen, a dot or their like (``жертва-свидетель``, ``Orda.kz``) are a small
phrase within their group. All other punctuation is passed over.
"""

import re
from collections.abc import Iterator
from functools import cache

from lark import Lark, Token, Tree

from language import tokens
from language.normalising import normalise
from matching.errors import QueryError, Reason
from matching.printing import printed
from matching.query import Part, Phrase, Query, everywhere, together

MAX_WORDS = 20

# A phrase is one terminal, and each kind of quotes may hold the other. What nothing closes is
# another, tried last, so that all text fits the grammar, and is read once.
_GRAMMAR = r"""
    start: [group] (_quote [group])*
    group: CHUNK+
    _quote: phrase | unclosed
    phrase: QUOTED | ANGLED
    unclosed: UNCLOSED

    CHUNK: /[^\s"“”„‟＂«»]+/
    QUOTED: /["“”„‟＂][^"“”„‟＂]*["“”‟＂]/
    ANGLED: /«[^»]*»/
    UNCLOSED.-1: /["“”„‟＂][^"“”„‟＂]*|«[^»]*/
    STRAY: "»"
    %ignore /\s+/
    %ignore STRAY
"""

_TIES = re.compile(r"[-‐‑–_.&@+]|(?<=\d)[,/:](?=\d)")


def parse(words: str) -> Query:
    """Return the query that somebody typed; raise ``QueryError`` when it is none."""
    offsets = tokens.offsets(words)
    if len(offsets) > MAX_WORDS:
        raise QueryError(Reason.TOO_MANY_WORDS, offsets[MAX_WORDS][0] + 1)
    tree = _parser().parse(words)
    parts = [part for read in tree.children if isinstance(read, Tree) for part in _parts(read)]
    if not parts:
        raise QueryError(Reason.NO_WORDS, 1)
    root = everywhere(parts)
    return Query(root, printed(root))


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


def _parts(read: Tree[Token]) -> Iterator[Part[str]]:
    """Yield the part that a piece of the grammar asks for, if it holds a word."""
    written = [leaf for leaf in read.children if isinstance(leaf, Token)]
    position = (written[0].start_pos or 0) + 1
    match read.data:
        case "group":
            phrases = [phrase for chunk in written for phrase in _tied(chunk)]
            if phrases:
                yield together(phrases)
        case "phrase":
            content = tuple(filter(None, map(normalise, tokens.words(written[0]))))
            if not content:
                raise QueryError(Reason.EMPTY_PHRASE, position)
            yield Phrase(content)
        case _:
            raise QueryError(Reason.UNCLOSED_QUOTE, position)


def _tied(chunk: str) -> Iterator[Phrase[str]]:
    """Yield the phrases of what was written without a blank."""
    phrase: list[str] = []
    end = 0
    for token in tokens.tokens(chunk):
        tie = _TIES.match(chunk, end)
        if phrase and not (tie and tie.end() == token.start):
            yield Phrase(tuple(phrase))
            phrase = []
        if normal := normalise(token.word):
            phrase.append(normal)
        end = token.end
    if phrase:
        yield Phrase(tuple(phrase))
