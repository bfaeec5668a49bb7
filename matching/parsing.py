"""From the words that somebody typed to a query.

Words without quotes that stand side by side are one group; a phrase stands in ``""``, ``«»`` or
``“”``. Words tied by a hyphen, a dot or their like (``жертва-свидетель``, ``Orda.kz``) are a small
phrase within their group. All other punctuation is passed over.
"""

import re
from collections.abc import Iterator
from functools import cache

from lark import Lark, Token, Tree, UnexpectedCharacters

from language import tokens
from language.normalising import normalise
from matching.errors import QueryError, Reason
from matching.printing import printed
from matching.query import Part, Phrase, Query, everywhere, together

MAX_WORDS = 20

# A phrase is one terminal: what opens one and nothing closes fits no terminal, and the lexer
# stops right there. Each kind of quotes may hold the other.
_GRAMMAR = r"""
    start: [group] (phrase [group])*
    group: CHUNK+
    phrase: QUOTED | ANGLED

    CHUNK: /[^\s"“”„‟＂«»]+/
    QUOTED: /["“”„‟＂][^"“”„‟＂]*["“”‟＂]/
    ANGLED: /«[^»]*»/
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
    try:
        tree = _parser().parse(words)
    except UnexpectedCharacters as error:
        raise QueryError(Reason.UNCLOSED_QUOTE, error.column) from None
    parts = [part for read in tree.children if isinstance(read, Tree) for part in _parts(read)]
    if not parts:
        raise QueryError(Reason.NO_WORDS, 1)
    root = everywhere(parts)
    return Query(root, printed(root))


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


def _parts(read: Tree[Token]) -> Iterator[Part[str]]:
    """Yield the part that a group or a phrase of the grammar asks for, if it holds a word."""
    written = [leaf for leaf in read.children if isinstance(leaf, Token)]
    if read.data == "group":
        phrases = [phrase for chunk in written for phrase in _tied(chunk)]
        if phrases:
            yield together(phrases)
    elif read.data == "phrase":
        quoted = written[0]
        content = tuple(filter(None, map(normalise, tokens.words(quoted))))
        if not content:
            raise QueryError(Reason.EMPTY_PHRASE, (quoted.start_pos or 0) + 1)
        yield Phrase(content)


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
