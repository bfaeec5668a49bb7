"""What ``title:``, ``lead:``, ``x3:``, ``site:``, ``lang:`` and ``~3`` make of a term."""

import re

from lark import Token, Tree

from matching import combining
from matching.document import host_of
from matching.errors import Reason
from matching.faults import Mending, Unreadable
from matching.query import Language, Node, Phrase, Scope, Site

MAX_TIMES = 50
MAX_NEARNESS = 50

_SCOPES = {"title": Scope.TITLE, "lead": Scope.LEAD}
_CODE = re.compile("[a-z]{2}")
_NEAR = re.compile(r"~\d+$")
_COUNTRIES = {"kz": "kk", "ua": "uk", "kg": "ky", "cn": "zh", "jp": "ja"}
"""Codes of countries, of no language, that people take for the language's."""


def restricted(name: str, node: Node[str], place: int) -> Node[str]:
    """Return what ``title:``, ``lead:`` or ``x3:`` asks for, which stands at ``place``."""
    if scope := _SCOPES.get(name):
        return combining.within(scope, node)
    times = number(name[1:], place + 1, least=1, most=MAX_TIMES)
    if not isinstance(node, Phrase):
        prefix = Mending(place, place + len(name) + 1)
        raise Unreadable(Reason.UNCOUNTABLE, place, prefix)
    return Phrase(node.words, node.scope, max(times, node.times))


def published(name: str, term: Token | Tree[Token], place: int) -> Node[str]:
    """Return what ``site:`` or ``lang:`` asks for, which stands at ``place``."""
    whole = Mending(place, place + len(name) + 1)
    if not isinstance(term, Token):
        reason = Reason.BAD_SITE if name == "site" else Reason.BAD_LANGUAGE
        raise Unreadable(reason, place, whole)
    start = term.start_pos or 0
    whole = Mending(place, start + len(term))
    if name == "site":
        host = host_of(term)
        if "." not in host:
            raise Unreadable(Reason.BAD_SITE, start, whole)
        return Site(host)
    code = term.lower().rstrip(".,;")
    if code in _COUNTRIES:
        meant = Mending(start, start + len(term), _COUNTRIES[code])
        raise Unreadable(Reason.BAD_LANGUAGE, start, meant)
    if not _CODE.fullmatch(code):
        raise Unreadable(Reason.BAD_LANGUAGE, start, whole)
    return Language(code)


def number(digits: str, place: int, *, most: int, least: int = 0) -> int:
    """Return a number within its bounds, written at ``place``."""
    # A number of a thousand digits is too large whatever it is.
    value = int(digits) if len(digits) <= len(str(most)) else most + 1
    if least <= value <= most:
        return value
    bound = Mending(place, place + len(digits), str(min(max(value, least), most)))
    raise Unreadable(Reason.BAD_NUMBER, place, bound)


def check_bare(chunk: str, place: int) -> None:
    """Raise ``Unreadable`` for bare text that asks for nearness, which only a phrase can."""
    if near := _NEAR.search(chunk):
        tail = Mending(place + near.start(), place + near.end())
        raise Unreadable(Reason.MISPLACED_NEARNESS, tail.start, tail)
