"""People point the bot at sources of their own: proposed, watched, listed, removed, in bulk."""

from xml.etree import ElementTree as ET

import pytest

from demo.newsroom import Site
from demo.telegram.people.person import HasChat
from demo.telegram.state.message import Message
from tests.support.prose import prose
from tests.support.stage import HOSTS, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

OLD = (
    "Library opens on Sundays",
    "Bridge gets a new railing",
    "Chess club wins in Karaganda",
    "Water will be off on Tuesday",
    "Doctors ask for blood donors",
)


def furnished(stage: Stage, **more: str) -> Site:
    site = stage.open_site(host=HOSTS[7], **more)  # type: ignore[arg-type] # a Kind
    for headline in OLD:
        site.publish(headline, "", [f"{headline}, said the office for {site.title}."])
    return site


async def proposed(stage: Stage, where: HasChat, asked: str) -> Message:
    """Ask for a source and return the answer once it has become the result."""
    known = len(stage.telegram.written)
    await stage.answer(where, f"/addsource {asked}")  # type: ignore[arg-type] # a Person
    return await stage.telegram.wait_for(
        lambda message: message.chat is where.chat and "I'm looking at" not in message.text,
        20,
        since=known,
    )


async def test_a_source_of_ones_own_is_proposed_and_alerts_nobody_else(stage: Stage) -> None:
    ann, bob = stage.telegram.person("Ann"), stage.telegram.person("Bob")
    for person in (ann, bob):
        await stage.answer(person, "/follow barometer")
    site = furnished(stage)
    proposal = await proposed(stage, ann, f"{site.home}/")
    assert site.title in proposal.text
    assert [headline for headline in OLD if headline in proposal.text] == list(OLD[-3:])
    assert stage.rows("SELECT 1 FROM source WHERE url = ?", site.feed_url) == []

    assert await ann.presses(proposal, "Watch it") is not None
    await stage.looked(site)
    story = site.publish("A barometer for every yurt", "", prose())
    await stage.told(ann, story.headline)
    await stage.settled(story)
    assert not stage.alerts(bob, story.headline)

    theirs, others = await stage.answer(ann, "/sources"), await stage.answer(bob, "/sources")
    assert site.title in theirs.text
    assert site.title not in others.text
    status = await stage.answer(ann, "/status")
    assert "well." in status.text
    assert len(status.text.splitlines()) == 2

    known = await proposed(stage, ann, site.feed_url)
    assert "already" in known.text
    removed = await stage.answer(ann, f"/removesource {site.feed_url}")
    assert f"I no longer watch {site.title}" in removed.text
    missed = site.publish("A barometer for nobody", "", prose())
    assert site.title not in (await stage.answer(ann, "/sources")).text
    assert not stage.alerts(ann, missed.headline)


@pytest.mark.parametrize("kind", ["json", "listing"])
async def test_other_kinds_are_found_too(stage: Stage, kind: str) -> None:
    ann = stage.telegram.person("Ann")
    site = furnished(stage, kind=kind)
    proposal = await proposed(stage, ann, f"{site.home}/")
    assert [headline for headline in OLD if headline in proposal.text] == list(OLD[-3:])
    known = len(stage.telegram.written)
    await ann.presses(proposal, "No")
    left = await stage.told(ann, f"leave {site.title} alone", since=known)
    assert (left.id, left.buttons) == (proposal.id, ())


async def test_the_reason_is_named_when_nothing_can_be_watched(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    for asked, reason in (
        (f"{stage.newsroom.url}/nowhere/", "404"),
        (f"{stage.newsroom.url.rpartition(':')[0]}:1/", "Nobody answers"),
        ("no address at all", "no address"),
    ):
        refusal = await proposed(stage, ann, asked)
        assert reason in refusal.text
        assert not refusal.buttons


async def test_sources_in_bulk_and_out_again(stage: Stage) -> None:
    ann = stage.telegram.person("Ann")
    await stage.answer(ann, "/follow hygrometer")
    first, second = furnished(stage), furnished(stage, kind="atom")
    dead = f"{first.home}/no-such-feed.xml"
    outlines = "".join(
        f'<outline type="rss" text="{name}" xmlUrl="{url}"/>'
        for name, url in (
            ("One", first.feed_url),
            ("Two", second.feed_url),
            ("Dead", dead),
            ("Local", "file:///etc/passwd"),
        )
    )
    opml = f'<?xml version="1.0"?><opml version="2.0"><head/><body>{outlines}</body></opml>'
    known = len(stage.telegram.written)
    await ann.sends_document("feeds.opml", opml.encode(), mime="text/x-opml")
    verdict = await stage.told(ann, "names 4 sources", since=known)
    assert "for this chat from now on: 2" in verdict.text
    assert "can't be watched: 2" in verdict.text
    for line in ("✓ One", "✓ Two", "✕ Dead — ", "✕ Local — "):
        assert line in verdict.text
    await stage.looked(second)
    story = second.publish("A hygrometer in the granary", "", prose())
    await stage.told(ann, story.headline)

    sources = await stage.answer(ann, "/sources")
    known = len(stage.telegram.written)
    await ann.presses(sources, "Export as OPML")
    export = await stage.told(ann, since=known)
    assert export.document is not None
    assert export.document.name == "jarshy.opml"
    addresses = [
        one.get("xmlUrl") for one in ET.fromstring(export.document.content).iter("outline")
    ]
    assert sorted(map(str, addresses)) == sorted([first.feed_url, second.feed_url])

    bob = stage.telegram.person("Bob")
    known = len(stage.telegram.written)
    await bob.sends_document(export.document.name, export.document.content)
    again = await stage.told(bob, "names 2 sources", since=known)
    assert "for this chat from now on: 2" in again.text

    known = len(stage.telegram.written)
    bomb = b'<!DOCTYPE o [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">'
    bomb += b'<!ENTITY c "' + b"&b;" * 1000 + b'">]><opml><body><outline text="&c;"/></body></opml>'
    await bob.sends_document("bomb.opml", bomb)
    refused = await stage.telegram.wait_for(
        lambda m: m.chat is bob.chat and "reading your file" not in m.text, 15, since=known
    )
    assert "names 2" not in refused.text
