"""What every kind of source owes: one suite for all; the documents are in ``source_samples``."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.addresses import canonical
from news.entry import Entry, Listing
from news.kinds import KINDS, NotReadableError, parse
from tests.contracts.source_samples import NOW, PUBLISHED, SAMPLES, SITE, Sample

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=[one.name for one in SAMPLES])
every_kind = pytest.mark.parametrize("kind", sorted(KINDS))


def read(sample: Sample, kind: str | None = None) -> Listing:
    return parse(sample.body, sample.url, sample.content_type, kind, now=NOW)


def entries(sample: Sample) -> tuple[Entry, ...]:
    return read(sample).entries


def is_in_order(listing: Listing) -> bool:
    """Tell whether a listing keeps what every listing owes, whatever it was read from."""
    ids = [entry.id for entry in listing.entries]
    return len(set(ids)) == len(ids) and all(
        entry.id
        and canonical(entry.url).startswith("http")
        and "\n" not in entry.title
        and "\0" not in f"{entry.title}{entry.summary}{entry.text}{entry.id}"
        and (entry.published is None or entry.published.utcoffset() == PUBLISHED.utcoffset())
        and repr(entry).encode()  # no half of a surrogate pair
        for entry in listing.entries
    )


def test_every_kind_has_a_sample() -> None:
    assert {sample.kind for sample in SAMPLES} == set(KINDS)


@every_sample
def test_the_kind_is_guessed_and_can_be_named(sample: Sample) -> None:
    assert read(sample, sample.kind) == read(sample)


@every_sample
def test_the_kind_is_guessed_where_no_address_or_type_tells(sample: Sample) -> None:
    saved = parse(sample.body, f"{SITE}/saved", None, now=NOW)
    assert [entry.title for entry in saved.entries] == list(sample.headlines)


@every_sample
def test_headlines_are_plain_and_in_order(sample: Sample) -> None:
    assert tuple(entry.title for entry in entries(sample)) == sample.headlines


@every_sample
def test_addresses_are_absolute(sample: Sample) -> None:
    assert tuple(entry.url for entry in entries(sample)) == sample.addresses


@every_sample
def test_ids_tell_apart_and_stay(sample: Sample) -> None:
    ids = [entry.id for entry in entries(sample)]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert read(sample) == read(sample)


@every_sample
def test_dates_are_utc_or_missing(sample: Sample) -> None:
    first, second, _ = entries(sample)
    assert first.published == PUBLISHED
    assert first.published.tzinfo is UTC or first.published.utcoffset() == PUBLISHED.utcoffset()
    assert second.published is None


@every_sample
def test_a_date_that_is_ahead_is_none(sample: Sample) -> None:
    early = PUBLISHED.replace(day=4)
    listing = parse(sample.body, sample.url, sample.content_type, now=early)
    assert [entry.published for entry in listing.entries] == [None, None, None]


@every_sample
def test_whole_documents_are_whole_and_leave_nothing_out(sample: Sample) -> None:
    listing = read(sample)
    assert listing.is_whole
    assert listing.dropped == {}


@every_kind
@pytest.mark.parametrize("body", [b"", b" ", b"\x00", b"plain words", b"{}", b"\xff\xfe", b"<a>"])
def test_what_is_of_no_kind_is_refused_in_one_line(kind: str, body: bytes) -> None:
    with pytest.raises(NotReadableError) as refusal:
        parse(body, f"{SITE}/list", None, kind)
    assert str(refusal.value)
    assert "\n" not in str(refusal.value)


@every_sample
@every_kind
def test_documents_of_another_kind_do_no_harm(sample: Sample, kind: str) -> None:
    with suppress(NotReadableError):
        assert is_in_order(read(sample, kind))


FRAGMENTS = (
    *(b"<item>", b"<title>", b"<link>", b"<a href='/n/1'>", b"<url><loc>/a", b"<url><news>"),
    *(b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE a [", b"<!ENTITY e '&e;", b"&e;", b"&#0;", b"<?"),
    *(b"<media:title>", b"<pubDate>6 ", b"<updated ", b"<ttl> ", b"<skipHours><hour>", b"<x y='"),
    *(b"[", b'{"a":', b'{"items":[{"id":', b"https://a.kz/1\n", b"\x1f\x8b\x08", b"\xd0", b"\0"),
    *(b"<div class='tgme_widget_message' data-post='a/1'>", b"<article><h2>", b"</div>", b"<br"),
)


@every_kind
@given(body=st.binary(max_size=300) | st.lists(st.sampled_from(FRAGMENTS)).map(b"".join))
def test_bytes_of_any_sort_raise_nothing_else(kind: str, body: bytes) -> None:
    with suppress(NotReadableError):
        assert is_in_order(parse(body, f"{SITE}/list", None, kind))


@every_sample
@given(data=st.data())
def test_damaged_documents_give_entries_or_a_refusal(sample: Sample, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sample.body)))
    until = data.draw(st.integers(at, min(len(sample.body), at + 40)))
    body = sample.body[:at] + data.draw(st.binary(max_size=8)) + sample.body[until:]
    with suppress(NotReadableError):
        assert is_in_order(parse(body, sample.url, sample.content_type))


@every_sample
def test_documents_that_end_early_give_entries_or_a_refusal(sample: Sample) -> None:
    for end in range(0, len(sample.body), 7):
        with suppress(NotReadableError):
            assert is_in_order(parse(sample.body[:end], sample.url, sample.content_type))


LENGTH = 60_000


@every_kind
def test_hostile_documents_take_time_in_proportion(kind: str) -> None:
    before = {"feed": b"<rss><channel>", "sitemap": b"<urlset>"}.get(kind, b"<html><body>")
    times = {}
    for fragment in FRAGMENTS:
        body = before + fragment * (LENGTH // len(fragment))
        started = time.process_time()
        with suppress(NotReadableError):
            parse(body, f"{SITE}/list", None, kind)
        times[fragment] = time.process_time() - started
    assert {fragment: taken for fragment, taken in times.items() if taken > 2} == {}


@contextmanager
def watched() -> Iterator[list[str]]:
    """Note what is opened, started or connected to meanwhile."""
    seen: list[str] = []
    watching = True

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event.startswith(("open", "socket", "subprocess", "urllib", "os.system")):
            seen.append(f"{event} {arguments!r}")

    sys.addaudithook(note)
    try:
        yield seen
    finally:
        watching = False  # a hook stays for the process's life


@every_sample
def test_nothing_is_opened_or_fetched(sample: Sample) -> None:
    read(sample)  # what a kind needs is loaded with its first document
    with watched() as seen:
        read(sample)
    assert seen == []


@every_kind
@pytest.mark.parametrize("place", ["element", "attribute"])
def test_files_that_a_document_names_stay_closed(kind: str, place: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    words = "<b>&e;</b>" if place == "element" else "<b title='&e;'/>"
    body = (
        f"<!DOCTYPE a [<!ENTITY e SYSTEM '{secret.as_uri()}'><!ENTITY % p SYSTEM "
        f"'{secret.as_uri()}'> %p;]><a><include href='{secret.as_uri()}'/><item><title>&e;</title>"
        f"<link>/1</link><description>{words}</description></item><url><loc>/1?&e;</loc></url></a>"
    )
    with suppress(NotReadableError):
        assert "the secret" not in repr(parse(body.encode(), f"{SITE}/list", None, kind))
