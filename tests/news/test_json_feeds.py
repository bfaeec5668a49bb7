"""What is peculiar to JSON Feed; what it shares with other kinds is in tests/contracts."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from news.entry import Entry, Hints, Listing
from news.kinds import NotReadableError, parse

BASE = "https://a.kz/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: object, **told: object) -> Listing:
    document = {"version": VERSION, "title": "A", "items": items, **told}
    return parse(json.dumps(document).encode(), BASE, "application/feed+json")


def only(**item: Any) -> Entry:
    (entry,) = feed({"id": "1", "url": "/1", **item}).entries
    return entry


def test_what_it_says_of_itself() -> None:
    hub = {"type": "WebSub", "url": "https://hub.example/"}
    listing = feed(language="kk-KZ", hubs=[{"type": "rssCloud"}, hub], feed_url=BASE)
    assert (listing.title, listing.language, listing.entries) == ("A", "kk", ())
    assert listing.hints == Hints(hub="https://hub.example/", topic=BASE)


@pytest.mark.parametrize(
    ("given", "read"), [("a", "a"), (7, "7"), (3.5, "3.5"), (None, "https://a.kz/1")]
)
def test_ids_are_strings(given: object, read: str) -> None:
    assert only(id=given).id == read


def test_texts_are_plain_and_html_is_html() -> None:
    entry = only(title="Tom & Jerry <3", summary="a < b\n\nc", content_html="<p>One &amp; two</p>")
    assert (entry.title, entry.summary) == ("Tom & Jerry <3", "a < b\nc")
    assert only(title="Tom &amp; <b>Jerry</b>").title == "Tom & Jerry"
    assert only(content_text="1 < 2\n\n<b>").summary == "1 < 2\n<b>"
    body = "A sentence of the article. " * 20
    assert only(summary="S", content_html=f"<p>{body}</p>").text == body.strip()


def test_dates() -> None:
    moment = datetime(2026, 7, 6, 4, 30, tzinfo=UTC)
    assert only(date_published="2026-07-06T09:30:00+05:00").published == moment
    assert only(date_modified="2026-07-06T04:30:00Z").published == moment
    assert only(date_published="2026-07-06T09:30:00").published == moment
    assert only(date_published="soon", date_modified=[1]).published is None


def test_links_and_what_stands_in_for_them() -> None:
    assert only(external_url="https://b.kz/").url == "https://a.kz/1"
    assert only(url="", external_url="https://b.kz/").url == "https://b.kz/"
    attachments = ["no", {"mime_type": "audio/mpeg"}, {"url": "/a.mp3"}]
    assert only(url=None, attachments=attachments).url == "https://a.kz/a.mp3"
    assert only(url=None).url.startswith(f"{BASE}#entry-")


def test_what_keeps_to_no_rules() -> None:
    listing = feed(
        {"id": True, "title": ["a"], "url": {}, "content_html": 1, "attachments": {"url": "/a"}},
        *(None, "words", [], {}),
        {"id": "x", "url": "/x", "title": "Half \ud800 a pair\x00", "authors": 5},
        title={"a": 1},
        language=7,
    )
    assert [entry.title for entry in listing.entries] == ["", "Half a pair"]
    assert listing.dropped == {"no address": 1}


def test_line_breaks_in_strings_and_byte_order_marks() -> None:
    body = (
        f'\ufeff{{"version": "{VERSION}", "items": [{{"id": "1", "url": "/1", "title": "A\nB"}}]}}'
    )
    for encoding in ("utf-8", "utf-16"):
        (entry,) = parse(body.encode(encoding), BASE, None).entries
        assert entry.title == "A B"


def test_a_feed_that_forgets_its_version() -> None:
    body = b'{"items": [{"id": "1", "url": "/1", "title": "A"}]}'
    assert len(parse(body, BASE, None).entries) == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            b'{"version": "https://jsonfeed.org/version/1", "items": [',
            "damaged JSON, line 1, column",
        ),
        (b"[" * 100_000, "damaged JSON"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "damaged JSON"),
        (b"[1, 2]", "no JSON Feed"),
        (b'{"version": 1, "items": [1, {"id": 2}]}', "no JSON Feed"),
    ],
)
def test_what_is_none_says_so(body: bytes, reason: str) -> None:
    with pytest.raises(NotReadableError, match=reason) as refusal:
        parse(body, BASE, None)
    assert "\n" not in str(refusal.value)
