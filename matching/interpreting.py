"""From the grammar's tree to a query's: what each piece of the typed words asks for."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lark import Token, Tree

from language import tokens
from matching import combining, restricting
from matching.errors import Reason
from matching.faults import Mending, Unreadable
from matching.query import Node, Phrase
from matching.written import leaves, tied

MAX_WORDS = 20
MAX_DEPTH = 8

Read = Tree[Token] | Token


class Interpreter:
    """Makes nodes of what was read, and remembers where each was typed.

    Raises ``Unreadable`` for what fits the grammar and still asks for nothing that can be had.
    """

    def __init__(self) -> None:
        self.places: dict[Node[str], int] = {}
        """Where the parts of the query were typed, in code points from 0."""
        self._words_left = MAX_WORDS

    def node(self, read: Read, depth: int = 0) -> Node[str] | None:
        """Return what a piece asks for, None if it is mere punctuation."""
        if isinstance(read, Token):
            return self._bare([read])
        if depth > MAX_DEPTH:
            raise Unreadable(Reason.TOO_DEEP, _place(read))
        match read.data:
            case "start":
                return self.node(read.children[0])
            case "either":
                known = _known(self.node(child, depth) for child in read.children)
                return combining.any_of(known) if known else None
            case "both":
                known = _known(self._side_by_side(read.children, depth + 1))
                return combining.all_of(known) if known else None
            case "phrase":
                return self._placed(self._phrase(read), _place(read))
            case "negated":
                node = self.node(read.children[1], depth + 1)
                return node and self._placed(combining.negated(node), _place(read))
            case _:
                prefix, term = read.children
                return self._restricted(str(prefix), term, _place(prefix), depth + 1)

    def _side_by_side(self, children: Iterable[Read], depth: int) -> Iterator[Node[str] | None]:
        """Yield what must all be met; neighbouring bare text is one group."""
        for kind, run in groupby(children, _kind):
            if kind == "CHUNK":
                yield self._bare([child for child in run if isinstance(child, Token)])
            elif kind != "AND":
                yield from (self.node(child, depth) for child in run)

    def _bare(self, chunks: Sequence[Token]) -> Node[str] | None:
        """Return the group, or the one phrase, of text without quotes."""
        phrases: list[Phrase[str]] = []
        for chunk in chunks:
            start = _place(chunk)
            self._count(tokens.offsets(chunk), start)
            restricting.check_bare(chunk, start)
            phrases += tied(chunk, start)
        return self._placed(combining.together(phrases), _place(chunks[0])) if phrases else None

    def _phrase(self, read: Tree[Token]) -> Node[str]:
        written = {token.type: token for token in read.children if isinstance(token, Token)}
        quoted = written.get("QUOTED") or written["ANGLED"]
        start = _place(quoted)
        self._count(tokens.offsets(quoted), start)
        words = leaves(quoted[1:-1], start + 1, exactly="EXACT" in written)
        if not words:
            end = start + len(quoted) + len(written.get("NEAR", ""))
            raise Unreadable(Reason.EMPTY_PHRASE, start, Mending(_place(read), end))
        if "NEAR" not in written:
            return Phrase(words)
        near = written["NEAR"]
        others = restricting.number(near[1:], _place(near) + 1, most=restricting.MAX_NEARNESS)
        if others == 0:
            return Phrase(words)
        return combining.together((Phrase((word,)) for word in words), others)

    def _restricted(self, prefix: str, term: Read, place: int, depth: int) -> Node[str] | None:
        name = prefix.lower().removesuffix(":")
        if name in {"site", "lang"}:
            self._count([(0, 0)], place)
            return self._placed(restricting.published(name, term, place), place)
        node = self.node(term, depth)
        return node and self._placed(restricting.restricted(name, node, place), place)

    def _placed(self, node: Node[str], place: int) -> Node[str]:
        self.places.setdefault(node, place)
        return node

    def _count(self, words: Sequence[tuple[int, int]], start: int) -> None:
        """Count words, which begin at ``start``, or a term that is as good as one."""
        if len(words) > self._words_left:
            first = start + words[self._words_left][0]
            raise Unreadable(Reason.TOO_MANY_WORDS, first, Mending(first))
        self._words_left -= len(words)


def _known(nodes: Iterable[Node[str] | None]) -> list[Node[str]]:
    return [node for node in nodes if node is not None]


def _kind(read: Read) -> str:
    return read.type if isinstance(read, Token) else read.data


def _place(read: Read) -> int:
    if isinstance(read, Token):
        return read.start_pos or 0
    return min(map(_place, read.children), default=0)
