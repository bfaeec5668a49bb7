"""Sitemaps in XML, as the protocol wants them and as they come."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo

from lxml import etree

from news.charset import xml_as_utf8
from news.dates import read_date, zone_of
from news.entry import Listing
from news.kinds.guessing import seems
from news.kinds.kind import NotReadableError
from news.kinds.sitemap.gathering import Gathering
from news.kinds.xml import local_name, repaired, tree, without_cut
from news.languages import language_code
from news.plaintext import one_line

_ENTRY_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?(?:url|sitemap)[\s>]")
_ROOTS = frozenset({"urlset", "sitemapindex"})
_ENTRIES = frozenset({"url", "sitemap"})

# By the names of the elements; only the first of each counts. What images and videos say of
# themselves stands deeper than what is read here.
_Facts = dict[str, str]


def read_markup(body: bytes, url: str, content_type: str | None) -> Listing:
    """Read a sitemap or an index in XML.

    Raises:
        NotReadableError: neither its root nor anything in it belongs to a sitemap.
    """
    given = repaired(xml_as_utf8(body, content_type).lstrip())
    document = without_cut(given, _ENTRY_TAG)
    root = tree(document)
    if root is None:
        raise NotReadableError(f"no sitemap: {seems(given, 'sitemap') or 'no XML'}")
    found, zone = Gathering(url), zone_of(url)
    names: set[str] = set()
    languages: set[str] = set()
    for element in _entries(root):
        facts = _facts(element)
        changed = _time(facts, zone)
        if local_name(element) == "sitemap":
            found.sitemap(facts["loc"], changed)
            continue
        found.page(facts["loc"], one_line(facts.get("title", "")), changed)
        names.add(facts.get("name", ""))
        languages.add(facts.get("language", ""))
    if not found.entries and not found.nested and local_name(root).lower() not in _ROOTS:
        raise NotReadableError(f"no sitemap: {seems(given, 'sitemap') or 'another sort of XML'}")
    return Listing(
        title=one_line(_only(names)),
        language=language_code(_only(languages)),
        entries=tuple(found.entries.values()),
        is_whole=document is given,
        nested=tuple(found.nested.values()),
        dropped=found.dropped,
    )


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """Yield what lists something, at any depth; sitemaps also stand where only pages belong."""
    some = False
    for some_entry in root.iter("{*}url", "{*}sitemap"):
        some = True
        yield some_entry
    if not some:  # prefixes that nobody declared are part of the name
        yield from (element for element in root.iter() if local_name(element) in _ENTRIES)


def _facts(element: etree._Element) -> _Facts:
    """Return the texts of an entry: its own, those in ``news:news`` and ``news:publication``."""
    facts: _Facts = {}
    for child in element:
        name = local_name(child)
        if name == "news":
            _add_news(facts, child)
        elif name not in _ENTRIES:
            facts.setdefault(name, _text(child))
    if not facts.get("loc"):  # some write the address straight into the entry
        facts["loc"] = _text(element)
    return facts


def _add_news(facts: _Facts, news: etree._Element) -> None:
    for part in news:
        name = local_name(part)
        for deeper in part if name == "publication" else (part,):
            facts.setdefault(local_name(deeper), _text(deeper))


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _time(facts: _Facts, zone: tzinfo) -> datetime | None:
    """Return when it was published, or else when it was last changed."""
    for name in ("publication_date", "lastmod"):
        if (text := facts.get(name)) and (moment := read_date(text, zone=zone)):
            return moment
    return None


def _only(values: set[str]) -> str:
    """Return the one thing that all entries say that say anything."""
    said = values - {""}
    return said.pop() if len(said) == 1 else ""
