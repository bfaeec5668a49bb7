"""Building trees so that equal queries have equal trees.

Conjunctions and disjunctions are flat, sorted, without repetitions and without what another part
makes superfluous (``a AND (a OR b)`` is ``a``); negation and scopes are carried down to where the
words are.
"""

from collections.abc import Iterable

from matching.printing import printed
from matching.query import All, Either, Group, Language, Node, Not, Phrase, Scope, Site


def together(
    phrases: Iterable[Phrase[str]], nearness: int | None = None
) -> Phrase[str] | Group[str]:
    """Return what asks for at least one phrase, all within one sentence, or nearer still."""
    distinct = sorted(set(phrases), key=lambda phrase: phrase.words)
    return distinct[0] if len(distinct) == 1 else Group(tuple(distinct), nearness=nearness)


def all_of(nodes: Iterable[Node[str]]) -> Node[str]:
    """Return what asks for each of at least one node."""
    parts = _needed(_flat(nodes, All), Either)
    return parts[0] if len(parts) == 1 else All(parts)


def any_of(nodes: Iterable[Node[str]]) -> Node[str]:
    """Return what asks for any of at least one node."""
    parts = _needed(_flat(nodes, Either), All)
    return parts[0] if len(parts) == 1 else Either(parts)


def negated(node: Node[str]) -> Node[str]:
    """Return what asks for the opposite."""
    match node:
        case Not(part):
            return part
        case All(parts):
            return any_of(map(negated, parts))
        case Either(parts):
            return all_of(map(negated, parts))
        case part:
            return Not(part)


def within(scope: Scope, node: Node[str]) -> Node[str]:
    """Return what asks for the same in one place; of two places the narrower counts."""
    match node:
        case Phrase(words, inner, times):
            return Phrase(words, max(scope, inner), times)
        case Group(phrases, inner, nearness):
            return Group(phrases, max(scope, inner), nearness)
        case Not(part):
            return negated(within(scope, part))
        case All(parts):
            return all_of(within(scope, part) for part in parts)
        case Either(parts):
            return any_of(within(scope, part) for part in parts)
        case Site() | Language():
            return node


def anywhere(node: Node[str]) -> Node[str]:
    """Return what asks for the same, wherever in the article it stands."""
    match node:
        case Phrase(words, _, times):
            return Phrase(words, times=times)
        case Group(phrases, _, nearness):
            return Group(phrases, nearness=nearness)
        case Not(part):
            return negated(anywhere(part))
        case All(parts):
            return all_of(map(anywhere, parts))
        case Either(parts):
            return any_of(map(anywhere, parts))
        case Site() | Language():
            return node


def _flat(nodes: Iterable[Node[str]], same: type[All[str]] | type[Either[str]]) -> set[Node[str]]:
    return {part for node in nodes for part in (node.parts if isinstance(node, same) else (node,))}


def _needed(
    parts: set[Node[str]], other: type[All[str]] | type[Either[str]]
) -> tuple[Node[str], ...]:
    """Return the parts in order, without those that hold all of another part and more."""
    held = {part: frozenset(part.parts if isinstance(part, other) else (part,)) for part in parts}
    needed = (part for part in parts if not any(rest < held[part] for rest in held.values()))
    return tuple(sorted(needed, key=_rank))


def _rank(node: Node[str]) -> tuple[bool, str]:
    return isinstance(node, Not), printed(node)
