"""What a page says of its article beside the text: headline, language, date, address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from news.articles.linked_data import LinkedData, linked_data
from news.articles.own_address import own_address
from news.dates import read_date, zone_of
from news.languages import language_code

_DATES = (
    *("article:published_time", "datepublished", "og:article:published_time", "og:published_time"),
    *("mediator_published_time", "article:published", "published_time", "parsely-pub-date"),
    *("cxenseparse:recs:publishtime", "sailthru.date", "publish-date", "publishdate", "pubdate"),
    *("dc.date.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date"),
    *("datecreated", "citation_publication_date", "article.published", "rnews:datepublished"),
)
_TITLES = ("og:title", "twitter:title", "title", "dc.title", "headline")
_DATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|publish|posted|pubdate|timestamp|created|meta|info)"
    r"(?:$|[\s_\d-])|(?-i:(?<=[a-z])(?:Date|Time))",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s+[|—–·•»:/-]{1,2}\s+|\s*\|\s*")
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-])")
_LONGEST_DATE_LINE = 90
_MOST_NEAR = 60
_LONGEST_SITE_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article.

    Attributes:
        titles: headlines that it declares, the most trusted first.
        language: ISO 639-1 code, or None.
        published: aware UTC time, or None; a date without a time is midnight where the site is.
        canonical: its own address, or None.
        body: the text that it declares for machines, paragraphs separated by a newline.
        is_free: False where it says that it can't be read without paying.
    """

    titles: tuple[str, ...]
    language: str | None
    published: datetime | None
    canonical: str | None
    body: str
    is_free: bool


def facts(tree: HtmlElement, url: str, now: datetime) -> Facts:
    """Return what the page at ``url`` says; ``now`` is what "yesterday" is seen from."""
    data = linked_data(tree)
    meta = _meta(tree)
    links = (
        str(link.get("href") or "")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    )
    given = (*links, meta.get("og:url", ""), *data.addresses)
    canonical = own_address([address for address in given if address.strip()], url)
    return Facts(
        titles=_titles(tree, meta, data),
        language=_language(tree, meta, data),
        published=_published(tree, meta, data, canonical or url, now),
        canonical=canonical,
        body=data.body,
        is_free=data.is_free and meta.get("article:content_tier", "free") in {"free", "metered"},
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        name = element.get("property") or element.get("name") or element.get("itemprop")
        name = name or element.get("http-equiv")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _titles(tree: HtmlElement, meta: dict[str, str], data: LinkedData) -> tuple[str, ...]:
    site = meta.get("og:site_name", "")
    element = next(tree.iter("title"), None)
    page = "" if element is None else str(element.text_content())
    declared = (data.headline, *(meta.get(name, "") for name in _TITLES), page)
    lines = (" ".join(line.split()) for line in declared)
    return tuple(dict.fromkeys(without_site(line, site) for line in lines if line))


def without_site(title: str, site: str) -> str:
    """Return a title without the site's name before or after it.

    Args:
        title: one line.
        site: the name if it is known; otherwise a short last part is taken for it.
    """
    parts = _SEPARATED.split(title)
    if len(parts) == 1:
        return title
    name = site.casefold().strip()
    if name and parts[-1].casefold().strip() == name:
        return title[: len(title) - len(parts[-1])].rstrip(" |—–·•»:/-")
    if name and parts[0].casefold().strip() == name:
        return title[len(parts[0]) :].lstrip(" |—–·•»:/-")
    rest = title[: len(title) - len(parts[-1])].rstrip(" |—–·•»:/-")
    is_name = "|" in title or len(parts[-1].split()) <= _LONGEST_SITE_NAME < len(rest.split())
    return rest if not name and is_name and len(rest) > len(parts[-1]) else title


def _language(tree: HtmlElement, meta: dict[str, str], data: LinkedData) -> str | None:
    declared = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        meta.get("og:locale"),
        meta.get("content-language"),
        data.language,
        meta.get("language"),
    )
    return next((code for name in declared if name and (code := language_code(name))), None)


def _published(
    tree: HtmlElement, meta: dict[str, str], data: LinkedData, url: str, now: datetime
) -> datetime | None:
    zone = zone_of(url)
    declared = chain(
        (data.published,),
        (meta[name] for name in _DATES if name in meta),
        _itemprops(tree),
        _near_headline(tree),
        _times(tree),
        ("-".join(found) for found in _IN_ADDRESS.findall(urlsplit(url).path + "/")),
    )
    return next((moment for one in declared if (moment := read_date(one, now, zone))), None)


def _itemprops(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("time", "span", "abbr", "div", "p"):
        if "datepublished" in (element.get("itemprop") or "").lower():
            yield element.get("datetime") or element.get("content") or element.text_content()


def _times(tree: HtmlElement) -> Iterator[str]:
    """Go through the times inside of articles: the first that is one is the article's."""
    for article in tree.iter("article", "main"):
        yield from (element.get("datetime") or "" for element in article.iter("time"))


def _near_headline(tree: HtmlElement) -> Iterator[str]:
    """Go through short lines around the main heading that call themselves a date."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return
    around = heading.getparent()
    for _ in range(3):
        if around is None or around.tag in {"body", "html"}:
            return
        for element in islice(around.iter("time", "span", "div", "p", "li", "small"), _MOST_NEAR):
            named = f"{element.get('class') or ''} {element.get('id') or ''}"
            if element.tag == "time" or _DATE_NAME.search(named):
                yield from _lines_of(element)
        around = around.getparent()


def _lines_of(element: HtmlElement) -> Iterator[str]:
    if stated := element.get("datetime"):
        yield stated
    text = " ".join(element.text_content().split())
    if 0 < len(text) <= _LONGEST_DATE_LINE and any(map(str.isdigit, text)):
        yield text
