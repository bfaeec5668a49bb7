"""The main text of a page: pruned with lxml, found by trafilatura. Loads heavy libraries."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement

from news.articles import flaws, headline
from news.articles.article import ArticleText
from news.articles.boxes import (
    heads_comments,
    heads_others,
    is_call,
    is_headline,
    is_lead_in,
    is_led_in,
)
from news.articles.facts import facts
from news.articles.paragraphs import wrap_bare_text
from news.articles.pruning import prune
from news.charset import html_text

# Less text than this, on a page with this many times more, may be the wrong part of it.
_SHORT = 300
_MUCH_MORE = 5


def extract(
    page: bytes, url: str, content_type: str | None = None, now: datetime | None = None
) -> ArticleText:
    """Return the article of an HTML page.

    Args:
        page: the page, decompressed.
        url: its address.
        content_type: the HTTP header, or None.
        now: what "yesterday" is seen from; None asks the clock.
    """
    tree = _tree(html_text(page, content_type))
    if tree is None:
        return ArticleText("", "", None, None, None)
    known = facts(tree, url, now or datetime.now(UTC))
    headings = [str(heading.text_content()) for heading in tree.iter("h1")]
    is_paywalled, needs_scripts = flaws.is_paywalled(tree, known), flaws.needs_scripts(tree)
    prune(tree)
    wrap_bare_text(tree)
    shown = " ".join(tree.text_content().split())
    title = headline.choose(known.titles, headings)
    text = headline.without(_main_text(tree, url, len(shown)), title, known.titles)
    if len(text) < _SHORT < len(known.body):
        text = known.body
    return ArticleText(
        title=title,
        text=text,
        language=known.language,
        published=known.published,
        canonical=known.canonical,
        flaw=flaws.flaw(
            text, is_paywalled=is_paywalled, needs_scripts=needs_scripts, page_text=shown
        ),
    )


def _tree(decoded: str) -> HtmlElement | None:
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    # The same class for every element, or each costs a call.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        return html.document_fromstring(decoded.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _main_text(tree: HtmlElement, url: str, shown: int) -> str:
    """Return the main text, one paragraph a line; ``shown`` is how much the page holds."""
    text = _found(tree, url, is_fast=True)
    if len(text) < _SHORT and _MUCH_MORE * len(text) < shown:
        text = max(text, _found(tree, url, is_fast=False), key=len)
    return text


def _found(tree: HtmlElement, url: str, *, is_fast: bool) -> str:
    # Its second opinions cost as much as all the rest, and are right on none of the pages
    # measured where the first had found a text.
    found: Any = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, with_metadata=False, fast=is_fast
    )
    raw = found.text if found is not None else ""
    lines = (" ".join(line.split()).strip("| ") for line in (raw or "").split("\n"))
    lines = (line.removeprefix("- ") for line in lines)
    return "\n".join(_articles_own([line for line in lines if line]))


def _articles_own(lines: list[str]) -> Iterator[str]:
    for before, line in pairwise(["", *lines]):
        is_announced = is_lead_in(before) and is_headline(line)
        if not is_announced and not _is_the_sites_own(line):
            yield line


def _is_the_sites_own(line: str) -> bool:
    return heads_others(line) or heads_comments(line) or is_led_in(line) or is_call(line)
