"""Documents made to harm whoever parses them: nothing grows, hangs, is opened or fetched."""

import asyncio
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from news.articles.extraction import extract
from news.articles.extractor import read_document
from news.entry import Listing
from news.kinds import KINDS, NotReadableError, parse

URL = "https://post.example.kz/feed.xml"
SECRET = "the-secret-of-the-machine"
ITEM = "<item><title>Tram {0}</title><link>https://post.example.kz/1</link></item>"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def rss(doctype: str, text: str, declared: str = "") -> bytes:
    items = ITEM.format(text)
    return (
        f'<?xml version="1.0"?>{declared}{doctype}<rss version="2.0" '
        f'xmlns:xi="http://www.w3.org/2001/XInclude"><channel>{items}</channel></rss>'
    ).encode()


def told(listing: Listing) -> str:
    return " ".join(f"{entry.title} {entry.summary} {entry.text}" for entry in listing.entries)


def read_any(body: bytes, kind: str | None) -> str:
    try:
        return told(parse(body, URL, None, kind))
    except NotReadableError as refusal:
        return str(refusal)


@pytest.fixture
def canary(tmp_path: Path) -> str:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    return file.as_uri()


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was connected to: nothing, if all is well."""
    calls: list[object] = []

    def connect(_: socket.socket, address: object) -> None:
        calls.append(address)
        raise OSError("not here")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return calls


BOMBS: dict[str, Callable[[str], bytes]] = {
    "a billion laughs": lambda _: rss(f'<!DOCTYPE rss [<!ENTITY a0 "lol">{LAUGHS}]>', "&a9;"),
    "quadratic growth": lambda _: rss(
        f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 5_000
    ),
    "in an attribute": lambda _: rss(
        f'<!DOCTYPE rss [<!ENTITY a0 "lol">{LAUGHS}]>', "", ""
    ).replace(b"<item>", b'<item about="&a9;">'),
    "a parameter entity": lambda uri: rss(
        f'<!DOCTYPE rss [<!ENTITY % e SYSTEM "{uri}"> %e;]>', "x"
    ),
    "an external entity": lambda uri: rss(f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{uri}">]>', "&e;"),
    "an external DTD": lambda uri: rss(f'<!DOCTYPE rss SYSTEM "{uri}">', "x"),
    "a DTD elsewhere": lambda _: rss('<!DOCTYPE rss SYSTEM "http://a.example/x.dtd">', "x"),
    "an inclusion": lambda uri: rss("", f'<xi:include href="{uri}" parse="text"/>'),
    "a style sheet": lambda uri: rss("", "x", f'<?xml-stylesheet type="text/xsl" href="{uri}"?>'),
    "a path": lambda uri: uri.removeprefix("file://").encode(),
    "an address": lambda uri: uri.encode(),
    "an address elsewhere": lambda _: b"http://127.0.0.1:9/feed",
}


@pytest.mark.parametrize("kind", [None, *KINDS])
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))
def test_sources_do_nothing_but_list(
    bomb: Callable[[str], bytes], kind: str | None, canary: str, silent: list[object]
) -> None:
    started = time.process_time()
    found = read_any(bomb(canary), kind)
    assert SECRET not in found
    assert len(found) < 1_000_000
    assert silent == []
    assert time.process_time() - started < 2


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))
def test_pages_do_nothing_but_tell(
    bomb: Callable[[str], bytes], canary: str, silent: list[object]
) -> None:
    document = bomb(canary)
    for body in (document, b"<html><body>" + document + b"</body></html>"):
        found = extract(body, canary)
        assert SECRET not in f"{found.title} {found.text}"
        assert len(found.text) < 1_000_000
    assert silent == []


PAGES = {
    "deep": b"<div>" * 100_000 + b"text",
    "deep and linked": b"<div><a href=/x>a link of words</a>" * 20_000,
    "flat": b"<p>a <a href=/x>b</a></p>" * 10_000,
    "unclosed": b"<a href=/x " * 100_000,
    "attributes": b"<p " + b"a=1 " * 200_000 + b">",
    "classes": b"<div class='" + b"a-" * 500_000 + b"related'>x</div>",
    "many classes": b"".join(b"<div class='c%d comments'>x</div>" % n for n in range(20_000)),
    "headings": b"<h3>Read also</h3>" * 30_000,
    "tables": b"<table><tr><td>" * 20_000,
    "dates": b"<h1>x</h1>" + b"<span class=date>6.7.2026 1:1:1 </span>" * 5_000,
    "spaces": b"<p>" + b" \n" * 1_000_000 + b"x</p>",
    "one word": b"<p>" + b"a" * 3_000_000 + b"</p>",
    "separators": b"<title>" + b" | - " * 100_000 + b"</title><p>x</p>",
    "linked data": b'<script type="application/ld+json">' + b'{"@graph":[' * 100_000 + b"</script>",
    "subscribe": b"<p>" + "чтобы читать ".encode() * 100_000 + b"</p>",
    "entities": b"&amp;&lt;&#x1F600;" * 100_000,
    "null": b"\x00" * 1_000_000,
}


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_no_page_takes_long(page: bytes) -> None:
    started = time.process_time()
    extract(page, URL)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("body", [b"%PDF-", b"%PDF-1.7\n" + b"<" * 100_000, b"%PDF-1.4 1 0 obj"])
def test_what_only_says_that_it_is_a_pdf(body: bytes) -> None:
    with suppress(Exception):  # the worker's border makes one error of whatever it is
        assert read_document(body, URL).text == ""


async def test_the_loop_runs_on_while_sources_are_parsed() -> None:
    from news.parsing import SourceParser  # noqa: PLC0415 - starts processes, here only

    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    body = rss("", "x").replace(b"<item>", b"<item>", 1) + b"<item><title>y" * 100_000
    async with asyncio.TaskGroup() as group:
        ticking = group.create_task(tick())
        with suppress(NotReadableError):
            await SourceParser(deadline=1).parse(body, URL, None)
        ticking.cancel()
    assert ticks > 10
