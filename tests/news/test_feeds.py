"""What is peculiar to feeds; what they share with other kinds is in tests/contracts."""

import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from news.addresses import canonical
from news.entry import Entry, Listing
from news.kinds import NotReadableError, parse

BASE = "https://a.kz/rss/feed.xml"


def rss(items: str, channel: str = "", head: str = "", content_type: str | None = None) -> Listing:
    document = (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>A</title>{channel}{items}</channel></rss>"
    )
    return parse(document.encode(), BASE, content_type)


def only(items: str) -> Entry:
    (entry,) = rss(items).entries
    return entry


def test_markup_becomes_paragraphs() -> None:
    entry = only(
        "<item><title>T</title><link>/1</link><description><![CDATA["
        "<p>One\n&laquo;two&raquo;</p><script>alert(1)</script><ul><li>three</li><li>four</li></ul>"
        "five<br/>six &lt;b&gt; seven<!-- eight -->]]></description></item>"
    )
    assert entry.summary == "One «two»\nthree\nfour\nfive\nsix <b> seven"


def test_full_text_only_where_it_clearly_says_more() -> None:
    body = "A sentence of the article. " * 20
    item = "<item><title>T</title><link>/1</link><description>{}</description>{}</item>"
    encoded = f"<content:encoded><![CDATA[<p>{body}</p><p>End.</p>]]></content:encoded>"
    full = only(item.format("The summary.", encoded))
    assert full.text == f"{body.strip()}\nEnd."
    assert full.summary == "The summary."
    again = "<content:encoded><![CDATA[<p>The summary.</p>]]></content:encoded>"
    assert only(item.format("The summary.", again)).text == ""
    assert only(item.format("The summary.", "")).text == ""


def test_a_picture_caption_is_no_summary() -> None:
    entry = only(
        "<item><media:title>Picture</media:title><media:description>A dog.</media:description>"
        "<atom:link rel='self' href='/self'/><title>T</title><link>/1</link>"
        "<description>The summary.</description></item>"
    )
    assert (entry.title, entry.summary, entry.url) == ("T", "The summary.", "https://a.kz/1")


def test_a_guid_is_no_date() -> None:
    assert (
        only("<item><title>T</title><link>/1</link><guid>20240101</guid></item>").published is None
    )


def test_dates_that_mean_none() -> None:
    item = "<item><title>T</title><link>/1</link><pubDate>{}</pubDate></item>"
    assert only(item.format("Thu, 01 Jan 1970 00:00:00 GMT")).published is None
    assert only(item.format("soon")).published is None
    assert only(item.format("Mon, 06 Jul 2026 10:00:00 EST")).published == datetime(
        2026, 7, 6, 15, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Пн, 06 июля 2026 10:00:00 +0500", 5),
        ("2026 жылғы 6 шілде, 10:00", 5),
        ("06.07.2026 10:00", 5),
        ("Mon, 06 Jul 2026 10:00:00", 5),
        ("2026-07-06T10:00:00", 5),
        ("<![CDATA[ 6 июл 2026 10:00 ]]>", 5),
        ("Mon, 06 Jul 2026 10:00:00 GMT", 10),
        ("2026-07-06T10:00:00Z", 10),
    ],
)
def test_dates_as_people_write_them(written: str, hour: int) -> None:
    """Without a zone they are Almaty's, for a.kz is in Kazakhstan."""
    item = f"<item><title>T</title><link>/1</link><pubDate>{written}</pubDate></item>"
    assert only(item).published == datetime(2026, 7, 6, hour, tzinfo=UTC)


def test_dates_without_a_zone_are_utc_elsewhere() -> None:
    body = (
        b"<rss version='2.0'><channel><item><title>T</title><link>/1</link>"
        b"<pubDate>Mon, 06 Jul 2026 10:00:00</pubDate></item></channel></rss>"
    )
    (entry,) = parse(body, "https://a.example/feed", None).entries
    assert entry.published == datetime(2026, 7, 6, 10, tzinfo=UTC)


def test_each_entry_keeps_its_own_date() -> None:
    dates = ["6 июля 2026, 10:00", "", "Mon, 06 Jul 2026 07:00:00 GMT", "soon"]
    listing = rss(
        "".join(
            f"<item><title>{n}</title><link>/{n}</link>"
            + (f"<pubDate>{date}</pubDate>" if date else "<guid>20240101</guid>")
            + "</item>"
            for n, date in enumerate(dates)
        )
    )
    assert [entry.published and entry.published.hour for entry in listing.entries] == [
        *(5, None, 7, None)
    ]


def test_what_says_nothing_is_counted() -> None:
    listing = rss("<item/><item><title>T</title><link>/1</link></item>" * 2)
    assert len(listing.entries) == 1
    assert sum(listing.dropped.values()) == 3 or listing.dropped == {"repeated": 1}


def test_ids_that_clash_give_way_to_addresses() -> None:
    listing = rss(
        "<item><title>A</title><link>/1</link><guid>same</guid></item>"
        "<item><title>B</title><link>/2</link><guid>same</guid></item>"
        "<item><title>C</title><link>/3</link><guid>own</guid></item>"
    )
    assert [entry.id for entry in listing.entries] == ["https://a.kz/1", "https://a.kz/2", "own"]


def test_an_entry_listed_twice_is_one() -> None:
    item = "<item><title>A</title><link>/1</link><guid>same</guid></item>"
    assert len(rss(item + item).entries) == 1


def test_headlines_tell_apart_what_always_links_to_the_front_page() -> None:
    items = "".join(f"<item><title>{name}</title><link>/</link></item>" for name in "ABA")
    listing = rss(items)
    assert [entry.title for entry in listing.entries] == ["A", "B"]
    assert len({canonical(entry.url) for entry in listing.entries}) == 2
    assert all(entry.url.startswith("https://a.kz/#entry-") for entry in listing.entries)


def test_without_any_address_an_entry_gets_a_lasting_one_in_the_feed() -> None:
    item = "<item><title>Only words</title></item>"
    entry = only(item)
    assert entry.url.startswith(f"{BASE}#entry-")
    assert canonical(entry.url) == entry.url
    assert only(item) == entry
    assert only("<item><title>Other words</title></item>").url != entry.url


@pytest.mark.parametrize(
    ("channel", "language"),
    [
        ("<language>ru-RU</language>", "ru"),
        ("<language>kz</language>", "kk"),
        ("<language>kk_KZ</language>", "kk"),
        ("<language>russian</language>", None),
        ("", None),
    ],
)
def test_the_language_it_declares(channel: str, language: str | None) -> None:
    assert rss("<item><title>T</title><link>/1</link></item>", channel).language == language


def test_a_feed_without_entries_is_a_feed() -> None:
    assert rss("") == Listing("A", None, ())


WORDS = "Қылмыстық кодекс: сталкинг — 200 айлық есептік көрсеткіш"
RUSSIAN = "Депутаты приняли закон о сталкинге во втором чтении"


def encoded(text: str, encoding: str, declared: str | None) -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    return (
        f"{head}<rss version='2.0'><channel><title>A</title><item><title>{text}</title>"
        f"<description>{text}. {text}.</description><link>/1</link></item></channel></rss>"
    ).encode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "content_type"),
    [
        (WORDS, "utf-8", "utf-8", None),
        (WORDS, "utf-8", None, "text/xml"),
        (WORDS, "utf-8", "windows-1251", None),
        (WORDS, "utf-8", None, "text/xml; charset=iso-8859-1"),
        (WORDS, "utf-8-sig", "windows-1251", None),
        (WORDS, "utf-16", "utf-16", None),
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "cp1251", None, "application/rss+xml; charset=windows-1251"),
        (RUSSIAN, "cp1251", "utf-8", "application/rss+xml; charset=windows-1251"),
        (RUSSIAN, "cp1251", None, None),
        (RUSSIAN, "koi8-r", "koi8-r", None),
        (RUSSIAN, "koi8-r", None, "text/xml; charset=koi8-r"),
        ("Größe", "iso-8859-1", "iso-8859-1", None),
        ("Größte Übung in Köln", "iso-8859-1", "utf-8", None),
        (WORDS, "utf-8", "utf-16", None),
        (WORDS, "utf-8", "nonsense", None),
        (RUSSIAN, "cp1251", "big5", "text/xml; charset=windows-1251"),
        (WORDS, "utf-16-be", None, None),
        (WORDS, "utf-16-le", None, None),
        (WORDS, "utf-16-be", "UTF-16", None),
        (WORDS, "utf-16-le", "UTF-16", "text/xml; charset=utf-8"),
        (WORDS, "utf-32-be", None, None),
        (WORDS, "utf-32-le", "UTF-32", None),
        (RUSSIAN, "koi8-r", None, None),
        (RUSSIAN, "cp1251", "utf-8", "text/xml; charset=utf-8"),
        (RUSSIAN, "koi8-r", "utf-8", None),
        (RUSSIAN, "cp1251", "iso-8859-1", None),
        (RUSSIAN, "cp1251", "koi8-r", None),
        (RUSSIAN, "koi8-r", "windows-1251", None),
    ],
)
def test_encodings(
    text: str, encoding: str, declared: str | None, content_type: str | None
) -> None:
    listing = parse(encoded(text, encoding, declared), BASE, content_type)
    assert listing.entries[0].title == text


def test_a_letter_cut_in_half_spoils_only_itself() -> None:
    body = encoded(RUSSIAN + "Ж", "utf-8", "utf-8").replace("Ж".encode(), "Ж".encode()[:1])
    (entry,) = parse(body, BASE, None).entries
    assert entry.title.startswith(RUSSIAN)


def test_what_was_encoded_twice_is_decoded_twice() -> None:
    twice = "Größte Übung für Köln".encode().decode("latin-1")
    assert only(f"<item><title>{twice}</title><link>/1</link></item>").title == (
        "Größte Übung für Köln"
    )


def test_characters_that_xml_forbids() -> None:
    entry = only("<item><title>A\x0bB\x00C\uffffD</title><link>/1</link></item>")
    assert entry.title == "ABCD"


def test_names_of_characters_outside_of_cdata() -> None:
    entry = only("<item><title>A &mdash; &laquo;B&raquo; &amp; C</title><link>/1</link></item>")
    assert entry.title == "A — «B» & C"


def bomb(depth: int) -> str:
    entities = '<!ENTITY e0 "stalking">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth)
    )
    return f"<!DOCTYPE rss [{entities}]>"


@pytest.mark.parametrize("place", ["<title>&e9;</title>", "<title a='&e9;'>T</title>"])
def test_entity_bombs_do_nothing(place: str) -> None:
    started = time.process_time()
    try:
        listing = rss(f"<item>{place}<link>/1</link></item>", head=bomb(10))
    except NotReadableError:
        pass
    else:
        assert len(listing.entries[0].title) < 200
    assert time.process_time() - started < 1


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    head = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "file://{secret}">]>'
    listing = rss("<item><title>T &e;</title><link>/1</link></item>", head=head)
    assert "the secret" not in repr(listing)


def test_unclosed_sections_cost_no_more_than_their_length() -> None:
    started = time.process_time()
    body = b"<rss><channel><title>&nbsp;</title>" + b"<![CDATA[<media:description>" * 40_000
    with suppress(NotReadableError):
        parse(body, BASE, None)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body><p>News</p></body></html>", "web page"),
        (b'<?xml version="1.0"?><urlset></urlset>', "sitemap"),
        (b'{"version": 1}', "JSON"),
        (b"no markup at all", "neither RSS nor Atom"),
        (b'<?xml version="1.0"?><rss', "damaged"),
    ],
)
def test_a_refusal_says_what_it_seems_to_be(body: bytes, reason: str) -> None:
    with pytest.raises(NotReadableError, match=reason):
        parse(body, BASE, None, "feed")


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_half_an_entry_is_none(kind: str) -> None:
    tag = "item" if kind == "rss" else "entry"
    entries = "".join(
        f"<{tag}><guid>{n}</guid><id>{n}</id><title>Headline {n}</title>"
        f"<link href='/{n}'>/{n}</link></{tag}>"
        for n in (1, 2, 3)
    )
    root = (
        "<rss version='2.0'><channel>"
        if kind == "rss"
        else ("<feed xmlns='http://www.w3.org/2005/Atom'>")
    )
    document = f"{root}<title>A</title>{entries}".encode()
    whole = parse(document, BASE, None)
    assert [entry.title for entry in whole.entries] == ["Headline 1", "Headline 2", "Headline 3"]
    assert whole.is_whole
    for end in range(document.index(b"Headline 3"), len(document) - len(f"</{tag}>")):
        cut = parse(document[:end], BASE, None)
        assert cut.entries == whole.entries[:2]
        assert not cut.is_whole


def test_code_is_no_text_even_where_the_feed_has_no_summary() -> None:
    content = "<p>Hello there.</p><script>var a = 'stalking';</script><style>.stalking {}</style>"
    feed = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
        <channel><title>News</title><item><title>Hello</title><link>https://news.example/1</link>
        <content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"""
    (entry,) = parse(feed.encode(), "https://news.example/feed", None).entries
    assert (entry.summary, entry.text) == ("Hello there.", "")


def test_bare_ampersands_belong_to_addresses() -> None:
    entry = only("<item><title>A & B &copy; C &x; D</title><link>/1?a=1&copy=2&b</link></item>")
    assert entry.title == "A & B © C &x; D"
    assert entry.url == "https://a.kz/1?a=1&copy=2&b"


@pytest.mark.parametrize(
    "number",
    [
        *("0", "00", "8", "31", "x0", "x1F", "xFFFE", "65535", "x110000", "99999999999"),
        *("xD800", "56320", "xdbff"),
    ],
)
def test_numbers_of_no_characters_are_nothing(number: str) -> None:
    listing = rss(f"<item><title>A&#{number};B&#10;C&#160;D</title><link>/1</link></item>")
    assert [entry.title.replace(" ", "") for entry in listing.entries] == ["ABCD"]


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE rss>"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Fire &#55357;&#56613; in Aktau", "Fire \U0001f525 in Aktau"),
        ("Fire &#xD83D;&#xdd25; in Aktau", "Fire \U0001f525 in Aktau"),
        ("Fire &amp;#55357;&amp;#56613; in Aktau", "Fire \U0001f525 in Aktau"),
        ("Fire &#38;#55357;&#x26;#xDD25; in Aktau", "Fire \U0001f525 in Aktau"),
        ("<![CDATA[Fire &#55357;&#56613; in Aktau]]>", "Fire \U0001f525 in Aktau"),
        ("<![CDATA[<b>Fire</b> &#xD83D;&#xDD25; in Aktau]]>", "Fire \U0001f525 in Aktau"),
        ("&#56613;&#55357;&#56613;&#55357; in Aktau", "\U0001f525 in Aktau"),
        ("&#55000; in Aktau", "\ud6d8 in Aktau"),
    ],
)
def test_two_numbers_of_surrogates_are_one_character(doctype: str, written: str, read: str) -> None:
    items = (written, "Good")
    listing = rss("".join(f"<item><title>{title}</title></item>" for title in items), head=doctype)
    assert [entry.title for entry in listing.entries] == [read, "Good"]


@pytest.mark.parametrize("title", ["One", "<div xmlns='http://www.w3.org/1999/xhtml'>One</div>"])
def test_an_id_of_atom_is_no_address(title: str) -> None:
    kind = "xhtml" if title.startswith("<") else "text"
    document = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://b.example/x/'><title>A</title>"
        f"<entry xml:base='sub/'><id>same</id><title type='{kind}'>{title}</title>"
        "<link href='1'/></entry></feed>"
    )
    (entry,) = parse(document.encode(), BASE, None).entries
    assert (entry.id, entry.url, entry.title) == ("same", "http://b.example/x/sub/1", "One")


@pytest.mark.parametrize(
    "fault",
    [
        "<title>A < B</title>",
        "<title>A <3</title>",
        "<title>A</titel>",
        "<title a='1' a='2'>A</title>",
        "<title>A & B</title>",
        "<title>A</title><unknown:x/>",
        "<title>A</title><description>&lt;p><br>a<p>b</description>",
    ],
)
def test_one_fault_spoils_no_other_entry(fault: str) -> None:
    sound = (
        "<item><title>K&amp;B &lt;i&gt;x&lt;/i&gt;</title><link>/2?a=1&amp;b=2</link>"
        "<description>&lt;p&gt;One&lt;/p&gt;two</description></item>"
    )
    entry = rss(f"<item>{fault}<link>/1</link></item>{sound}").entries[-1]
    assert (entry.title, entry.summary) == ("K&B x", "One\ntwo")
    assert entry.url == "https://a.kz/2?a=1&b=2"
