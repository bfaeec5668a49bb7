"""Which kind of source a document seems to be, by its address, its type and how it begins."""

import re
from urllib.parse import SplitResult, urlsplit

_HEAD = 4096
_BOM = "\ufeff"
# What may stand before a root element: the declaration, instructions, comments, a DOCTYPE.
_PROLOGUE = re.compile(
    r"(?:\s|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<![^>\[]*+(?:\[[^\]]*+\])?+[^>]*+>)*+"
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(\w+)")
_TAG = re.compile(r"<[a-zA-Z!]")
_KINDS_OF_ROOTS = {
    **dict.fromkeys(("rss", "rdf", "feed", "channel", "item", "entry"), "feed"),
    **dict.fromkeys(("urlset", "sitemapindex", "sitemap", "url"), "sitemap"),
    **dict.fromkeys(("html", "head", "body"), "page"),
}
_IN_WORDS = {"feed": "this is a feed", "sitemap": "this is a sitemap", "page": "this is a web page"}
_SOMEWHERE = re.compile(
    r"<(?:[\w.-]{1,20}:)?(rss|rdf|feed|urlset|sitemapindex|html)\b", re.IGNORECASE
)
_TELEGRAM_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_TELEGRAM_MARKUP = re.compile(
    rb"class=[\"'][^\"'>]{0,80}\btgme_(?:page|channel|main|widget_message)"
)
_WEB_ADDRESS = re.compile(r"\s*https?://\S+\s*(?:\n|$)", re.IGNORECASE)


def likeliest(body: bytes, url: str, content_type: str | None) -> str:
    """Return the name of the kind that the document is likeliest to be of.

    Args:
        body: the document, decompressed.
        url: the address that answered.
        content_type: the HTTP header, or None.
    """
    head = _head(body)
    found = _kind_of(head)
    if found == "page" or (found is None and _TAG.match(head)):
        return _kind_of_page(body, url)
    if found is None and _lists_addresses(head, url, content_type):
        return "sitemap"
    return found or "feed"


def is_plain_text(url: str, content_type: str | None) -> bool:
    """Tell whether a document calls itself plain text, by its type or its name."""
    if content_type and content_type.strip().lower().startswith("text/plain"):
        return True
    return _split(url).path.lower().endswith((".txt", ".txt.gz"))


def _head(body: bytes) -> str:
    """Return how the document begins, as far as ASCII goes, in whatever encoding it is."""
    start = body[:_HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:4]:
        start = start.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()


def _kind_of(head: str) -> str | None:
    """Return "feed", "sitemap" or "page" by the root element; None if it tells none of them."""
    if head[:1] in {"{", "["}:
        return "feed"
    if head[:14].lower().startswith("<!doctype html"):
        return "page"
    prologue = _PROLOGUE.match(head)
    root = _ROOT.match(head, prologue.end() if prologue else 0)
    kind = _KINDS_OF_ROOTS.get(root.group(1).lower()) if root else None
    if kind is None and (mention := _SOMEWHERE.search(head)):
        kind = _KINDS_OF_ROOTS[mention.group(1).lower()]
    return kind


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _kind_of_page(body: bytes, url: str) -> str:
    host = (_split(url).hostname or "").removeprefix("www.")
    if host in _TELEGRAM_HOSTS or _TELEGRAM_MARKUP.search(body):
        return "telegram"
    return "listing"


def _lists_addresses(head: str, url: str, content_type: str | None) -> bool:
    return is_plain_text(url, content_type) and _WEB_ADDRESS.match(head) is not None


def seems(document: bytes, wanted: str) -> str:
    """Return in words what a document is that can't be read as ``wanted``; may be empty.

    Args:
        document: as it came, or as UTF-8.
        wanted: "feed" or "sitemap": what it was taken for.
    """
    head = _head(document)
    if not head:
        return "the answer is empty"
    if head[:1] in {"{", "["}:
        return "this is JSON"
    kind = _kind_of(head)
    if kind == wanted:
        return "it looks like one, but is damaged"
    return _IN_WORDS[kind] if kind else ""
