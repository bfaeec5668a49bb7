"""The grammar of queries, and what is wrong with words that do not fit it.

Whatever is no quote, parenthesis, operator or prefix is a chunk of bare text, so only what opens,
closes, joins or restricts can be out of place.
"""

from functools import cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken

from matching.errors import Reason
from matching.faults import Mending, Unreadable

# A phrase is one terminal, and each kind of quotes may hold the other. What nothing closes is
# another, tried last, so that every text is read once, in time linear to its length. Operators
# are words of their own; a minus and a prefix stand where a term begins, directly before it.
_GRAMMAR = r"""
    start: either
    either: both (_OR both)*
    both: _term (AND? _term)*
    _term: CHUNK | negated | restricted | phrase | _LPAR either _RPAR
    negated: NOT _term
    restricted: PREFIX _term
    phrase: EXACT? (QUOTED | ANGLED | UNCLOSED) NEAR?

    _OR.3: /(?:OR|ИЛИ|НЕМЕСЕ)(?![^\s()|"“”„‟＂«»])|\|+/
    AND.3: /(?:AND|И|ЖӘНЕ)(?![^\s()|"“”„‟＂«»])/
    NOT.3: /(?:NOT|НЕ|ЕМЕС)(?![^\s()|"“”„‟＂«»])|(?<![^\s(|:])[-–−](?=[\w="“„‟＂«(])/
    PREFIX.3: /(?:title|lead|site|lang|[xх]\d+):/i
    EXACT.3: /=(?=["“„‟＂«])/
    NEAR.3: /(?<=["“”‟＂»])~\d+/
    _LPAR: "("
    _RPAR: ")"
    QUOTED: /["“”„‟＂][^"“”„‟＂]*["“”‟＂]/
    ANGLED: /«[^»]*»/
    CHUNK: /[^\s()|"“”„‟＂«»]+/
    UNCLOSED.-1: /["“”„‟＂][^"“”„‟＂]*|«[^»]*/
    STRAY: "»"
    %ignore /\s+/
    %ignore STRAY
"""

_JOINING = frozenset({"_OR", "AND"})
_LEADING = frozenset({"NOT", "PREFIX"})
_CLOSING = {"«": "»", "“": "”", "„": "“"}


def syntax(words: str) -> Tree[Token]:
    """Return the tree of the grammar that typed words are; raise ``Unreadable`` if none."""
    parser = _grammar().parse_interactive(words)
    opened: list[Token] = []
    before = current = None
    try:
        for token in parser.iter_parse():
            before, current = current, token
            if token.type == "UNCLOSED":
                closing = Mending(len(words), len(words), _CLOSING.get(token[0], '"'))
                raise Unreadable(Reason.UNCLOSED_QUOTE, _start(token), closing)
            if token.type == "_LPAR":
                opened.append(token)
            elif token.type == "_RPAR" and opened:
                opened.pop()
        before = current
        tree: Tree[Token] = parser.feed_eof(current)  # type: ignore[no-untyped-call] # lark's
    except UnexpectedToken as error:
        raise _fault(words, error.token, before, opened) from None
    return tree


@cache
def _grammar() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=False)


def _fault(words: str, token: Token, before: Token | None, opened: list[Token]) -> Unreadable:
    """Say what is wrong at a token, which may be the end of the words."""
    if before is not None and (
        before.type in _LEADING or (before.type in _JOINING and token.type not in _JOINING)
    ):
        return Unreadable(Reason.MISSING_TERM, _start(before), _without(before))
    if token.type in _JOINING:
        return Unreadable(Reason.MISSING_TERM, _start(token), _without(token))
    if token.type == "_RPAR":
        if before is not None and before.type == "_LPAR":
            both = Mending(_start(before), _start(token) + 1)
            return Unreadable(Reason.EMPTY_PARENTHESES, _start(before), both)
        return Unreadable(Reason.UNOPENED_PARENTHESIS, _start(token), _without(token))
    if opened:
        closed = Mending(len(words), len(words), ")")
        return Unreadable(Reason.UNCLOSED_PARENTHESIS, _start(opened[-1]), closed)
    return Unreadable(Reason.NO_WORDS, 0)


def _start(token: Token) -> int:
    return token.start_pos or 0


def _without(token: Token) -> Mending:
    return Mending(_start(token), _start(token) + len(token))
