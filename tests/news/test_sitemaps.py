"""What is peculiar to sitemaps; what they share with other kinds is in tests/contracts."""

import gzip
import time
import zlib
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from news.entry import Listing, Nested
from news.kinds import NotReadableError, parse

BASE = "https://a.kz/sitemap.xml"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(inside: str, attributes: str = NAMESPACE, root: str = "urlset") -> Listing:
    return parse(f"<{root} {attributes}>{inside}</{root}>".encode(), BASE, None)


def addresses(listing: Listing) -> list[str]:
    return [entry.url.removeprefix("https://a.kz") for entry in listing.entries]


def test_an_index_names_sitemaps_and_has_no_entries() -> None:
    listing = sitemap(
        "<sitemap><loc>/1.xml.gz</loc><lastmod>2026-07-06T04:30:00Z</lastmod></sitemap>"
        "<sitemap>\nhttps://a.kz/2.xml?a=1&amp;b=2\n</sitemap><sitemap><loc>/1.xml.gz</loc></sitemap>",
        root="sitemapindex",
    )
    assert listing.entries == ()
    assert listing.nested == (
        Nested("https://a.kz/1.xml.gz", datetime(2026, 7, 6, 4, 30, tzinfo=UTC)),
        Nested("https://a.kz/2.xml?a=1&b=2", None),
    )
    assert listing.dropped == {"repeated": 1}


def test_sitemaps_among_pages_stay_sitemaps() -> None:
    links = "<xhtml:link rel='alternate' hreflang='kk' href='https://a.kz/kk/1'/>"
    listing = sitemap(
        f"<url>{links}<loc>/1</loc>{links}</url><sitemap>{links}<loc>/more.xml</loc></sitemap>"
        f"<url><loc>/2</loc></url>",
        NAMESPACE + ' xmlns:xhtml="http://www.w3.org/1999/xhtml"',
    )
    assert addresses(listing) == ["/1", "/2"]
    assert [nested.url for nested in listing.nested] == ["https://a.kz/more.xml"]


NEWS = (
    "<url><loc>/1</loc><lastmod>2026-07-07</lastmod><n:news><n:publication><n:name>Жаршы</n:name>"
    "<n:language>kz</n:language></n:publication>"
    "<n:publication_date>2026-07-06 09:30</n:publication_date>"
    "<n:title>Сталкинг &amp;amp; &lt;i&gt;закон&lt;/i&gt;</n:title></n:news></url>"
)


@pytest.mark.parametrize(
    "attributes",
    [
        f'{NAMESPACE} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"',
        f'{NAMESPACE} xmlns:n="https://example.com/wrong"',
        f"{NAMESPACE}",
        "",
    ],
)
def test_news_whatever_the_namespaces(attributes: str) -> None:
    listing = sitemap(NEWS, attributes)
    (entry,) = listing.entries
    assert (entry.title, entry.summary, entry.text) == ("Сталкинг & закон", "", "")
    assert entry.published == datetime(2026, 7, 6, 4, 30, tzinfo=UTC)  # Almaty's time
    assert (listing.title, listing.language) == ("Жаршы", "kk")


def test_names_that_differ_are_nobodys() -> None:
    other = NEWS.replace("Жаршы", "Дала").replace("kz", "ru").replace("/1", "/2")
    listing = sitemap(NEWS + other)
    assert (listing.title, listing.language) == ("", None)


def test_pictures_and_videos_are_no_pages() -> None:
    listing = sitemap(
        "<url><image:image><image:loc>https://a.kz/a.jpg</image:loc><image:title>Picture"
        "</image:title></image:image><video:video><video:title>Video</video:title>"
        "<video:publication_date>2020-01-01</video:publication_date></video:video>"
        "<loc>/1</loc></url>",
        f'{NAMESPACE} xmlns:image="urn:i" xmlns:video="urn:v"',
    )
    assert addresses(listing) == ["/1"]
    assert (listing.entries[0].title, listing.entries[0].published) == ("", None)


def test_what_leads_nowhere_or_was_there_already_is_counted() -> None:
    listing = sitemap(
        "<url><loc>/1</loc></url><url/><url><loc>mailto:a@a.kz</loc></url><url><loc>/1</loc></url>"
    )
    assert addresses(listing) == ["/1"]
    assert listing.dropped == {"no address": 2, "repeated": 1}


def test_undeclared_prefixes_and_broken_markup() -> None:
    body = "<sm:urlset><sm:url><sm:loc>/1</sm:loc></sm:url></sm:urlset>"
    assert addresses(parse(body.encode(), BASE, None, "sitemap")) == ["/1"]
    broken = f"<urlset {NAMESPACE}><url><loc>/1?a=1&b=2</loc><url><loc>/2</loc></url></urlset>"
    assert addresses(parse(broken.encode(), BASE, None)) == ["/1?a=1&b=2", "/2"]


def test_half_an_entry_is_none() -> None:
    document = f"<urlset {NAMESPACE}><url><loc>/1</loc></url><url><loc>/22</loc></url></urlset>"
    for end in range(document.index("/22"), document.rindex("</url>")):
        listing = parse(document[:end].encode(), BASE, None)
        assert addresses(listing) == ["/1"]
        assert not listing.is_whole


@pytest.mark.parametrize(
    ("url", "content_type"),
    [("https://a.kz/sitemap.txt", None), ("https://a.kz/map", "text/plain; charset=utf-8")],
)
def test_one_address_a_line(url: str, content_type: str | None) -> None:
    body = "\ufeffhttps://a.kz/1\r\nhttps://a.kz/қала\n\nnot an address\nhttps://a.kz/1\n".encode()
    listing = parse(body, url, content_type)
    assert addresses(listing) == ["/1", "/қала"]
    assert listing.dropped == {"no address": 1, "repeated": 1}


def test_a_file_of_gzip_is_unpacked_also_where_it_ends_early() -> None:
    entries = "".join(f"<url><loc>/{n}-{n * 7919}</loc></url>" for n in range(2000))
    packed = gzip.compress(f"<urlset {NAMESPACE}>{entries}</urlset>".encode())
    assert len(parse(packed, f"{BASE}.gz", "application/x-gzip").entries) == 2000
    half = parse(packed[: len(packed) // 2], f"{BASE}.gz", None)
    assert 500 < len(half.entries) < 2000
    assert not half.is_whole
    two = gzip.compress(f"<urlset {NAMESPACE}>".encode()) + gzip.compress(
        b"<url><loc>/1</loc></url></urlset>"
    )
    assert addresses(parse(two, BASE, None)) == ["/1"]


def test_a_bomb_of_gzip_is_refused_soon() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    piece = packer.compress(bytes(1 << 20))
    bomb = piece + b"".join(packer.compress(bytes(1 << 20)) for _ in range(99)) + packer.flush()
    started = time.process_time()
    with pytest.raises(NotReadableError, match="10 MB"):
        parse(bomb, BASE, None)
    assert time.process_time() - started < 1


def test_a_file_of_very_many_parts_costs_no_more_than_its_length() -> None:
    started = time.process_time()
    with suppress(NotReadableError):
        parse(gzip.compress(b"<urlset>") * 100_000, BASE, None)
    assert time.process_time() - started < 1


def test_entities_neither_expand_nor_open_anything() -> None:
    bomb = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    url = "<url a='&e11;'><loc>/1&e11;</loc></url>"
    body = f"<!DOCTYPE a [<!ENTITY e0 'ha'>{bomb}]><urlset>{url}</urlset>"
    started = time.process_time()
    listing = parse(body.encode(), BASE, None)
    assert len(repr(listing)) < 1000
    assert time.process_time() - started < 1


def test_fifty_thousand_pages_take_about_a_second() -> None:
    entries = "".join(
        f"<url><loc>https://a.kz/news/{n}</loc><lastmod>2026-07-06T09:30:00+05:00</lastmod>"
        "<changefreq>daily</changefreq><priority>0.5</priority></url>\n"
        for n in range(50_000)
    )
    started = time.process_time()
    assert len(sitemap(entries).entries) == 50_000
    assert time.process_time() - started < 4  # of a busy machine; 0.7 of an idle one


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>News</body></html>", "web page"),
        (b"<rss version='2.0'><channel></channel></rss>", "a feed"),
        (b"<config><a/></config>", "another sort of XML"),
        (b"plain words", "no XML"),
    ],
)
def test_a_refusal_says_what_it_seems_to_be(body: bytes, reason: str) -> None:
    with pytest.raises(NotReadableError, match=reason):
        parse(body, BASE, None, "sitemap")
    with pytest.raises(NotReadableError, match="without addresses"):
        parse(b"plain words", "https://a.kz/sitemap.txt", None, "sitemap")


def test_one_without_pages_is_one() -> None:
    assert sitemap("") == Listing("", None, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("head", ["", '<?xml version="1.0" encoding="UTF-16"?>', "\n"])
def test_wide_encodings_with_and_without_a_mark(encoding: str, head: str) -> None:
    document = f"{head}<urlset {NAMESPACE}><url><loc>https://a.kz/қала</loc></url></urlset>"
    (entry,) = parse(document.encode(encoding), BASE, "text/xml; charset=utf-8").entries
    assert entry.url == "https://a.kz/қала"
    lines = "https://a.kz/1\nhttps://a.kz/2\n".encode(encoding)
    assert addresses(parse(lines, "https://a.kz/sitemap.txt", "text/plain")) == ["/1", "/2"]


def test_a_damaged_sitemap_is_called_so() -> None:
    with pytest.raises(NotReadableError, match="damaged"):
        parse(b"<lost><urlset></urlset></lost>", BASE, None)
