"""From bytes to a web page's tree, with what the page says about itself."""

import re
from dataclasses import dataclass

from lxml import etree

from news.addresses import absolute
from news.charset import html_text
from news.kinds.kind import NotReadableError

_OTHER_FORMATS = (
    (re.compile(r"<(?:\w+:)?(?:rss|rdf|feed)[\s>:]", re.IGNORECASE), "this is a feed"),
    (re.compile(r"<(?:urlset|sitemapindex)[\s>]", re.IGNORECASE), "this is a sitemap"),
    (re.compile(r"^\s*[{\[]"), "this is JSON"),
    (re.compile(r"^%PDF-"), "this is a PDF"),
)
_HEAD = 1500
_FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10, 13))
_UNSEEN = ("script", "style", "noscript", "template", "svg", "object", "iframe")
_LANGUAGES_MISNAMED = {"kz": "kk", "ua": "uk", "by": "be", "kg": "ky"}


@dataclass(frozen=True, slots=True)
class Page:
    """A web page.

    Attributes:
        root: its ``html`` element.
        address: where it says that it lives (rel=canonical), else the address that answered.
        base: what its relative links start from.
        title: of the whole page, one line; may be empty.
        language: ISO 639-1 code that it declares, or None.
    """

    root: etree._Element
    address: str
    base: str
    title: str
    language: str | None

    def absolute(self, reference: str) -> str:
        """Return the web address that a link leads to; empty when it leads to none."""
        return absolute(self.base, reference)


def opened(body: bytes, url: str, content_type: str | None, *, keep_scripts: bool = False) -> Page:
    """Return the page in ``body``, which ``url`` answered, without what is not seen of it.

    Args:
        body: the document.
        url: the address that answered.
        content_type: the HTTP header, or None.
        keep_scripts: leaves scripts and the like in the tree.

    Raises:
        NotReadableError: it is empty, or something else than a web page.
    """
    text = html_text(body, content_type)
    head = text[:_HEAD]
    if not text.strip():
        raise NotReadableError("no web page: the answer is empty")
    for pattern, what in _OTHER_FORMATS:
        if pattern.search(head) and "<html" not in head.lower():
            raise NotReadableError(f"no web page: {what}")
    root = _tree(text)
    if root is None:
        raise NotReadableError("no web page: nothing in it can be read")
    if not keep_scripts:
        etree.strip_elements(root, *_UNSEEN, with_tail=False)
    address = _canonical(root, url)
    base = next((tag.get("href", "") for tag in root.iter("base") if tag.get("href")), "")
    return Page(
        root=root,
        address=address,
        base=absolute(address, base) or address,
        title=_title(root),
        language=_language(root),
    )


def _tree(text: str) -> etree._Element | None:
    # A parser for each call: one shared by threads would make them wait for each other.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element | None = etree.fromstring(
            text.encode("utf-8", "replace").translate(None, _FORBIDDEN), parser
        )
    except etree.XMLSyntaxError:
        return None
    return root


def _canonical(root: etree._Element, url: str) -> str:
    """Return ``url``, or what the page names as its own where that is no web address."""
    if url.startswith(("http://", "https://")):
        return url
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return absolute("", link.get("href") or "") or url
    for meta in root.iter("meta"):
        if meta.get("property") == "og:url":
            return absolute("", meta.get("content") or "") or url
    return url


def _title(root: etree._Element) -> str:
    for title in root.iter("title"):
        return " ".join("".join(map(str, title.itertext())).split())
    return ""


def _language(root: etree._Element) -> str | None:
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    for meta in root.iter("meta") if not declared else ():
        if meta.get("property") == "og:locale" or (
            (meta.get("http-equiv") or "").lower() == "content-language"
        ):
            declared = meta.get("content") or ""
            break
    code = declared.strip().lower().replace("_", "-").partition("-")[0]
    code = _LANGUAGES_MISNAMED.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None  # noqa: PLR2004 - ISO 639-1
