"""Lists of sources as other programs write them."""

import pytest

from news.opml import ListReader, NotAListError, Outline, read_outlines

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Ленты</title></head><body>
 <outline text="Қазақстан"><outline type="rss" text="Дала жаңалықтары" title="x"
   xmlUrl="https://dala.example/feed?a=1&amp;b=2" htmlUrl="https://dala.example/"/></outline>
 <outline text="" title="Степной вестник" xmlUrl=" https://step.example/rss "/>
 <outline text="Twice" xmlUrl="https://step.example/rss"/>
 <outline text="No feed" htmlUrl="https://page.example/"/>
</body></opml>"""
OUTLINES = (
    Outline("https://dala.example/feed?a=1&b=2", "Дала жаңалықтары"),
    Outline("https://step.example/rss", "Степной вестник"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_feeds_are_read_with_their_names(encoding: str) -> None:
    assert read_outlines(LIST.encode(encoding)) == OUTLINES


def test_a_declared_encoding_is_heeded() -> None:
    russian = LIST.replace("UTF-8", "windows-1251").replace("Қ", "К").replace("қ", "к")
    russian = russian.replace("ң", "н").replace("ғ", "г")
    assert read_outlines(russian.encode("cp1251"))[1] == OUTLINES[1]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0\xff",
        b"https://step.example/feeds.opml",
        b"<opml></outline></outline>",
        b"<opml><body><outline text='Empty'/></body></opml>",
        b"%PDF-1.7",
    ],
)
def test_what_names_no_feed_is_no_list(body: bytes) -> None:
    with pytest.raises(NotAListError):
        read_outlines(body)


def test_entities_open_nothing() -> None:
    body = (
        b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b'<opml><outline text="&x;" xmlUrl="https://a.example/&x;"/></opml>'
    )
    assert read_outlines(body) == (Outline("https://a.example/&x;", "&x;"),)


async def test_a_file_made_to_take_for_ever_costs_a_deadline() -> None:
    line = b'<outline text="a" category="%d" xmlUrl="http://a.example/"/>'
    body = b"<opml>" + b"".join(line % number for number in range(16_000))
    with pytest.raises(NotAListError):
        await ListReader(deadline=0.5).read(body)
    assert await ListReader(deadline=30).read(LIST.encode()) == OUTLINES
