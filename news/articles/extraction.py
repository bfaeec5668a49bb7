"""The main text of a page: pruned with lxml, found by trafilatura. Loads heavy libraries."""

from datetime import UTC, datetime
from typing import Any

import trafilatura
from lxml import html
from lxml.etree import ParserError

from news.addresses import absolute, canonical
from news.articles import headline
from news.articles.article import ArticleText
from news.articles.pruning import prune
from news.charset import html_text

_LANGUAGES_MISNAMED = {"kz": "kk"}


def extract(page: bytes, url: str, content_type: str | None = None) -> ArticleText:
    """Return the article of an HTML page.

    Args:
        page: the page, decompressed.
        url: its address.
        content_type: the HTTP header, or None.
    """
    tree = _tree(html_text(page, content_type))
    if tree is None:
        return ArticleText("", "", None, None, None)
    language = _language(tree)
    own_address = _own_address(tree, url)
    meta = trafilatura.extract_metadata(tree, default_url=url)
    published = _published(tree, meta.date)
    headings = [str(heading.text_content()) for heading in tree.iter("h1")]
    prune(tree)
    found = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, with_metadata=False, include_links=False
    )
    title = headline.choose(meta.title or "", headings)
    return ArticleText(
        title=title,
        text=headline.without(_text(found), title, meta.title or ""),
        language=language,
        published=published,
        canonical=own_address,
    )


def _tree(decoded: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(decoded.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return None


def _text(found: Any) -> str:
    raw = found.text if found is not None else ""
    lines = (" ".join(line.split()) for line in (raw or "").split("\n"))
    return "\n".join(line for line in lines if line)


def _language(tree: html.HtmlElement) -> str | None:
    declared = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    declared += tree.xpath(
        "//meta[@property='og:locale' or @http-equiv='content-language']/@content"
    )
    for name in declared:
        code = (name or "").strip().lower().replace("_", "-").partition("-")[0]
        if len(code) == 2 and code.isascii() and code.isalpha():  # noqa: PLR2004 - ISO 639-1
            return _LANGUAGES_MISNAMED.get(code, code)
    return None


def _own_address(tree: html.HtmlElement, url: str) -> str | None:
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for address in tree.xpath(path):
            if own := absolute(url, str(address)):
                return canonical(own)
    return None


def _published(tree: html.HtmlElement, date: str | None) -> datetime | None:
    exact = tree.xpath(
        "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
        " | //time[@itemprop='datePublished']/@datetime"
    )
    for written in (*exact, date):
        try:
            moment = datetime.fromisoformat(str(written or ""))
        except ValueError:
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return None
