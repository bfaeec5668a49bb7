"""The normal form of a query: how its tree is written, always the same way."""

from matching.query import All, Either, Group, Language, Node, Not, Phrase, Scope, Site

_SCOPES = {Scope.ARTICLE: "", Scope.LEAD: "lead:", Scope.TITLE: "title:"}


def printed(node: Node[str]) -> str:
    """Return the words that parse to this tree."""
    match node:
        case Phrase():
            return _phrase(node)
        case Group():
            return _group(node)
        case Site(host):
            return f"site:{host}"
        case Language(code):
            return f"lang:{code}"
        case Not(part):
            return f"-{_apart(part)}"
        case All(parts):
            return " AND ".join(map(_apart_in_all, parts))
        case Either(parts):
            return " OR ".join(map(printed, parts))


def _phrase(phrase: Phrase[str]) -> str:
    times = f"x{phrase.times}:" if phrase.times > 1 else ""
    words = " ".join(phrase.words)
    quoted = f'"{words}"' if len(phrase.words) > 1 else words
    return f"{_SCOPES[phrase.scope]}{times}{quoted}"


def _group(group: Group[str]) -> str:
    scope = _SCOPES[group.scope]
    if group.nearness is not None:
        words = " ".join(phrase.words[0] for phrase in group.phrases)
        return f'{scope}"{words}"~{group.nearness}'
    words = " ".join(map(_tied, group.phrases))
    return f"{scope}({words})" if scope else words


def _tied(phrase: Phrase[str]) -> str:
    """Return a phrase of a group as one piece; what is exact in it is so as a whole."""
    words = "-".join(phrase.words)
    return "=" + words.replace("=", "") if words.startswith("=") else words


def _apart(node: Node[str]) -> str:
    """Return a node as one piece: a minus reaches no farther than to the next blank."""
    bare = isinstance(node, Group) and node.nearness is None and node.scope is Scope.ARTICLE
    return f"({printed(node)})" if bare else printed(node)


def _apart_in_all(node: Node[str]) -> str:
    return f"({printed(node)})" if isinstance(node, Either) else printed(node)
