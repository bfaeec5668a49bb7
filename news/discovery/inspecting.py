"""Reading a web page for what it declares; pure, fit for a worker."""

from lxml import etree

from news.discovery.declared import declared
from news.discovery.facts import PageFacts
from news.discovery.naming import cleaned
from news.kinds.kind import NotReadableError
from news.kinds.listing.choosing import is_front_page
from news.kinds.listing.page import Page, opened

_LITTLE_TEXT = 400
_FEW_LINKS = 5
_MUCH_SCRIPT = 200
_UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "head"})


def inspect(body: bytes, url: str, content_type: str | None) -> PageFacts:
    """Return what a web page says of itself; facts without content if it is none."""
    try:
        page = opened(body, url, content_type, keep_scripts=True)
    except NotReadableError:
        return PageFacts(name="", feeds=(), needs_scripts=False)
    return PageFacts(
        name=_name(page), feeds=declared(page), needs_scripts=_needs_scripts(page.root)
    )


def _name(page: Page) -> str:
    """Return the site's name for its front page, else the page's own title."""
    if is_front_page(page.address):
        for meta in page.root.iter("meta"):
            if meta.get("property") == "og:site_name" and (name := meta.get("content")):
                return cleaned(name)
    return cleaned(page.title)


def _needs_scripts(root: etree._Element) -> bool:
    """Tell whether there is next to nothing to read, and something that would write it."""
    text = links = scripts = 0
    for element in root.iter(etree.Element):
        if element.tag == "script":
            scripts += _MUCH_SCRIPT if element.get("src") else len(element.text or "")
        links += element.tag == "a" and bool(element.get("href"))
        if element.tag not in _UNSEEN:
            text += len((element.text or "").strip())
        text += len((element.tail or "").strip())
        if text > _LITTLE_TEXT or links > _FEW_LINKS:
            return False
    return scripts >= _MUCH_SCRIPT
