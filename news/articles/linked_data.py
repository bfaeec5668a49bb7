"""What a page says of its article in JSON-LD (schema.org)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from news.plaintext import one_line, paragraphs

_MOST_BYTES = 1 << 20
_MOST_NODES = 200
_ARTICLES = ("article", "blogposting", "report", "newsitem")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """An article's node; every text is empty where the page says nothing.

    Attributes:
        headline: one line.
        published: as written.
        addresses: that the node gives as the article's own, relative ones too.
        language: as written.
        body: plain text, paragraphs separated by a newline.
        is_free: False where the page says that it can't be read without paying.
    """

    headline: str = ""
    published: str = ""
    addresses: tuple[str, ...] = ()
    language: str = ""
    body: str = ""
    is_free: bool = True


def linked_data(tree: HtmlElement) -> LinkedData:
    """Return what the page's first article says of itself, or the page where there is none."""
    left, second = _MOST_BYTES, LinkedData()
    for script in tree.iter("script"):
        written = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(written) > left:
            continue
        left -= len(written)
        for node in _nodes(_parsed(written)):
            if _is_article(node):
                return _read(node)
            if not second.published and "datePublished" in node:
                second = _read(node)
    return second


def _parsed(written: str) -> Any:
    try:
        # Many sites leave raw line breaks inside of strings.
        return json.loads(written.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Go through the nodes that are about the page itself, not those that it lists."""
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, Mapping):
            yield node
            waiting.extend(
                node[key] for key in _INSIDE if isinstance(node.get(key), list | Mapping)
            )


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.lower().endswith(_ARTICLES) for name in names)


def _read(node: Mapping[str, Any]) -> LinkedData:
    page = node.get("mainEntityOfPage")
    own = page.get("@id") or page.get("url") if isinstance(page, Mapping) else page
    addresses = (_text(own), _text(node.get("url")))
    return LinkedData(
        headline=one_line(_text(node.get("headline")) or _text(node.get("name"))),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        addresses=tuple(address for address in addresses if address and address[0] != "#"),
        language=_text(node.get("inLanguage")),
        body=paragraphs(_text(node.get("articleBody"))),
        is_free=str(node.get("isAccessibleForFree", True)).lower() not in {"false", "0", "no"},
    )


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() if isinstance(value, str) else ""
