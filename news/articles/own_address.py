"""Which address is a page's own: what it says is believed where it can be so."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from news.addresses import absolute, canonical

# What stands after an article's path in the addresses of its other forms.
_FORMS = frozenset({"amp", "amp.html", "print", "print.html", "index.html", "index.php", "mobile"})
_FRONT = frozenset({"", "index.html", "index.php", "home", "main"})
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{5,}")
_TELLING = re.compile(r"(?:.*id|p|n|news|article|story|post|doc|item|page)", re.IGNORECASE)
# Stories have these names in some systems, and are numbers there; in others they are visits.
_SESSION = re.compile(r"sid|.*sess(?:ion)?_?id", re.IGNORECASE)


def own_address(given: Sequence[str], url: str) -> str | None:
    """Return the address of a page in the form of ``news.addresses.canonical``, or None.

    A site that gives its front page, a list, or always the same article as the address of all
    its pages is not believed. Where several are given, the one that answered is taken first.

    Args:
        given: what the page names, the most trusted first, perhaps relative.
        url: where it was read; a web address, or any other where that is unknown.
    """
    addresses = [canonical(address) for one in given if (address := absolute(url, one))]
    here = canonical(url)
    believed = [address for address in addresses if _may_be(address, here)]
    if not believed:
        return None
    return next((address for address in believed if _alike(address) == _alike(here)), believed[0])


def is_front_page(url: str) -> bool:
    """Tell whether an address is a site's front page, perhaps that of one language."""
    return _is_front(_segments(url)) and not urlsplit(url).query


def _may_be(address: str, here: str) -> bool:
    if not here.startswith(("http://", "https://")):
        return not is_front_page(address)
    told, own = _segments(address), _segments(here)
    told_query, own_query = urlsplit(address).query, urlsplit(here).query
    if told == own:
        return not _loses_article(told_query, own_query)
    if is_front_page(address):
        return is_front_page(here)
    if own[: len(told)] == told and not told_query:
        return all(part.lower() in _FORMS for part in own[len(told) :])
    return urlsplit(address).hostname != urlsplit(here).hostname or not _tell_apart(told, own)


def _tell_apart(told: list[str], own: list[str]) -> bool:
    """Tell whether both paths name articles by number, and not the same ones."""
    theirs, ours = set(_numbers(told)), set(_numbers(own))
    return bool(theirs) and bool(ours) and not theirs & ours


def _numbers(path: list[str]) -> list[str]:
    return _NUMBER.findall("/".join(path))


def _loses_article(told: str, own: str) -> bool:
    lost = set(parse_qsl(own)) - set(parse_qsl(told))
    return any(_names_article(name, value) for name, value in lost)


def _names_article(name: str, value: str) -> bool:
    if _SESSION.fullmatch(name):
        return value.isdecimal()
    return bool(_TELLING.fullmatch(name)) and any(map(str.isdigit, value))


def _is_front(path: list[str]) -> bool:
    return all(part.lower() in _FRONT or _LANGUAGE.fullmatch(part) for part in path[:2]) and (
        len(path) <= 2  # noqa: PLR2004 - a language and the name of the page
    )


def _segments(address: str) -> list[str]:
    return [part for part in urlsplit(address).path.split("/") if part]


def _alike(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return host, parts.path.rstrip("/"), parts.query
