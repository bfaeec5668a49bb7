"""What every kind of source owes: one suite for all; a new kind adds a Sample."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.addresses import canonical
from news.entry import Entry
from news.kinds import KINDS, NotReadableError, parse

BASE = "https://news.example.kz/list/all"


@dataclass(frozen=True)
class Sample:
    """The same three articles as one kind of source lists them.

    Their addresses are /1, /2 and /3 of news.example.kz; their headlines are those below.
    """

    name: str
    kind: str
    body: bytes
    content_type: str | None


HEADLINES = (
    "Парламент принял закон о сталкинге",
    "Almaty opens a metro line & a park",
    "Астанада жаңа кітапхана ашылды",
)
PUBLISHED = datetime(2026, 7, 6, 4, 30, tzinfo=UTC)

RSS2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Example</title><link>/</link><language>ru</language>
<item><title>{HEADLINES[0]}</title><link>/1</link><guid>a-1</guid>
<pubDate>Mon, 06 Jul 2026 09:30:00 +0500</pubDate></item>
<item><title><![CDATA[Almaty opens a metro line &amp; a park]]></title>
<link>https://news.example.kz/2</link><guid isPermaLink="false">a-2</guid></item>
<item><title>{HEADLINES[2]}</title><guid>https://news.example.kz/3</guid></item>
</channel></rss>"""

RSS1 = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example.kz/"><title>Example</title>
<link>https://news.example.kz/</link><description>News</description></channel>
<item rdf:about="https://news.example.kz/1"><title>{HEADLINES[0]}</title>
<link>https://news.example.kz/1</link><dc:date>2026-07-06T09:30:00+05:00</dc:date></item>
<item rdf:about="https://news.example.kz/2">
<title>Almaty opens a metro line &amp;amp; a park</title><link>https://news.example.kz/2</link></item>
<item rdf:about="https://news.example.kz/3"><title>{HEADLINES[2]}</title>
<link>https://news.example.kz/3</link></item></rdf:RDF>"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example.kz/"><title>Example</title>
<id>urn:x</id><updated>2026-07-06T04:30:00Z</updated>
<entry><id>urn:1</id><title>{HEADLINES[0]}</title><link href="1"/>
<updated>2026-07-06T04:30:00Z</updated></entry>
<entry><id>urn:2</id>
<title type="html">Almaty opens a metro line &amp;amp; a &lt;b&gt;park&lt;/b&gt;</title>
<link rel="replies" href="/2/replies"/><link rel="alternate" href="/2"/></entry>
<entry><id>urn:3</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HEADLINES[2]}</div>
</title><link href="https://news.example.kz/3"/></entry></feed>"""

RSS091 = f"""<rss version="0.91"><channel><title>Example</title>
<item><title>{HEADLINES[0]}</title><link>https://news.example.kz/1</link>
<pubDate>2026-07-06 04:30:00</pubDate></item>
<item><title>Almaty opens a metro line &amp; a park</title><link>https://news.example.kz/2</link></item>
<item><title>{HEADLINES[2]}</title><link>https://news.example.kz/3</link></item>
</channel></rss>"""

LISTING = f"""<!DOCTYPE html><html lang="ru"><title>Example</title><nav><a href="/about">About</a>
</nav><ul><li><time datetime="2026-07-06T09:30:00+05:00">9:30</time>
<a href="/1">{HEADLINES[0]}</a></li>
<li><a href="https://news.example.kz/2">Almaty opens a metro line &amp; a park</a></li>
<li><a href="../3#comments">{HEADLINES[2]}</a></li></ul></html>"""

SAMPLES = [
    Sample("RSS 2.0", "feed", RSS2.encode(), "application/rss+xml"),
    Sample("RSS 2.0 as text/html", "feed", RSS2.encode(), "text/html"),
    Sample("RSS 2.0 in UTF-16", "feed", RSS2.replace("UTF-8", "UTF-16").encode("utf-16"), None),
    Sample("RSS 1.0", "feed", RSS1.encode(), "application/rdf+xml"),
    Sample("RSS 0.91", "feed", RSS091.encode(), None),
    Sample("listing page", "listing", LISTING.encode(), "text/html"),
    Sample(
        "listing page in windows-1251",
        "listing",
        LISTING.encode("cp1251", "xmlcharrefreplace"),
        "text/html; charset=windows-1251",
    ),
    Sample("Atom", "feed", ATOM.encode(), "application/atom+xml; charset=utf-8"),
]

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=[one.name for one in SAMPLES])
every_kind = pytest.mark.parametrize("kind", sorted(KINDS))


def entries(sample: Sample) -> tuple[Entry, ...]:
    return parse(sample.body, BASE, sample.content_type).entries


def test_every_kind_has_a_sample() -> None:
    assert {sample.kind for sample in SAMPLES} == set(KINDS)


@every_sample
def test_the_kind_is_guessed_and_can_be_named(sample: Sample) -> None:
    guessed = parse(sample.body, BASE, sample.content_type)
    assert parse(sample.body, BASE, sample.content_type, sample.kind) == guessed


@every_sample
def test_headlines_are_plain_and_in_order(sample: Sample) -> None:
    assert tuple(entry.title for entry in entries(sample)) == HEADLINES


@every_sample
def test_addresses_are_absolute(sample: Sample) -> None:
    assert [entry.url for entry in entries(sample)] == [
        f"https://news.example.kz/{number}" for number in (1, 2, 3)
    ]


@every_sample
def test_ids_tell_apart_and_stay(sample: Sample) -> None:
    ids = [entry.id for entry in entries(sample)]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert ids == [entry.id for entry in entries(sample)]


@every_sample
def test_dates_are_utc_or_missing(sample: Sample) -> None:
    first, second, _ = entries(sample)
    assert first.published == PUBLISHED
    assert first.published.tzinfo is UTC or first.published.utcoffset() == PUBLISHED.utcoffset()
    assert second.published is None


@every_kind
@pytest.mark.parametrize("body", [b"", b" ", b"\x00", b"plain words", b"{}", b"\xff\xfe"])
def test_what_is_of_no_kind_is_refused_in_one_line(kind: str, body: bytes) -> None:
    with pytest.raises(NotReadableError) as refusal:
        parse(body, BASE, None, kind)
    assert str(refusal.value)
    assert "\n" not in str(refusal.value)


@every_kind
@given(body=st.binary(max_size=300))
def test_bytes_of_any_sort_raise_nothing_else(kind: str, body: bytes) -> None:
    with suppress(NotReadableError):
        parse(body, BASE, None, kind)


@every_sample
@given(data=st.data())
def test_damaged_documents_give_entries_or_a_refusal(sample: Sample, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sample.body)))
    until = data.draw(st.integers(at, min(len(sample.body), at + 40)))
    body = sample.body[:at] + data.draw(st.binary(max_size=8)) + sample.body[until:]
    try:
        listing = parse(body, BASE, sample.content_type)
    except NotReadableError:
        return
    for entry in listing.entries:
        assert canonical(entry.url).startswith("http")
        assert entry.id
        assert "\n" not in entry.title
