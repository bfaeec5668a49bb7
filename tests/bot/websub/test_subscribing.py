"""Subscribing to hubs: asked, confirmed, renewed, refused, left."""

from datetime import timedelta

import pytest

from bot.websub.naming import Names
from bot.websub.subscriber import forget_all
from news.fetching.errors import RefusedAddressError
from storage import sources
from storage.subscriptions import ASKED, LEAVING, PUSHING, REFUSED, VERIFIED
from tests.bot.websub.conftest import FEED, HUB, LONGEST, TOPIC, UNREACHABLE, Stand
from tests.storage.builders import NOW, settings


async def test_a_feed_that_names_a_hub_is_subscribed(stand: Stand) -> None:
    await stand.looks("old")
    assert (await stand.known()).state == ASKED
    await stand.asks()
    [(url, form)] = stand.hub.asked
    assert url == HUB
    row = await stand.known()
    assert form == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.callback": f"https://bot.example.kz/jarshy/websub/{row.path}",
        "hub.secret": row.secret,
        "hub.lease_seconds": "864000",
    }
    assert len(form["hub.secret"].encode()) < 200
    assert await stand.confirms(lease=900)
    row = await stand.known()
    now = stand.clock.now()
    assert (row.state, row.lease_until) == (VERIFIED, now + timedelta(seconds=900))
    assert timedelta(seconds=560) < row.due_at - now < timedelta(seconds=640)


async def test_only_what_we_asked_for_is_confirmed(stand: Stand) -> None:
    await stand.subscribed()
    assert not await stand.confirms(topic="https://other.example/")
    assert not await stand.confirms("unsubscribe")
    assert not await stand.confirms("publish")
    other = (await stand.known()).path[:-1] + "0"
    assert not await stand.callbacks.knows(other)


async def test_a_feed_without_a_hub_is_left_alone(stand: Stand) -> None:
    await stand.looks("old", hub="", topic="")
    assert await stand.row() is None


@pytest.mark.parametrize(("hub", "topic"), [("https://new.example.kz/", TOPIC), (HUB, FEED)])
async def test_another_hub_or_topic_is_subscribed_anew(stand: Stand, hub: str, topic: str) -> None:
    before = await stand.subscribed()
    await stand.looks("old", hub=hub, topic=topic)
    after = await stand.known()
    assert (after.hub, after.topic, after.state) == (hub, topic, ASKED)
    assert after.path != before.path
    assert after.secret != before.secret
    assert not await stand.callbacks.knows(before.path), "the old hub hears 410"
    await stand.looks("old", hub="", topic="")
    assert await stand.row() is None


async def test_a_lease_is_renewed_before_it_ends_and_pushes_go_on(stand: Stand) -> None:
    before = await stand.subscribed()
    await stand.pushes(b"old")
    await stand.clock.advance(650)
    await stand.asks()
    assert stand.hub.modes == ["subscribe", "subscribe"]
    assert stand.hub.asked[0] == stand.hub.asked[1], "the same subscription"
    assert (await stand.known()).state == PUSHING
    assert await stand.confirms(lease=900)
    after = await stand.known()
    assert after.state == PUSHING
    assert after.lease_until == stand.clock.now() + timedelta(seconds=900)
    assert after.path == before.path


async def test_a_lease_that_runs_out_brings_back_the_usual_looks(stand: Stand) -> None:
    await stand.subscribed()
    await stand.pushes(b"old")
    await stand.looks("old")
    assert (await stand.source()).interval == LONGEST
    stand.hub.answers = [UNREACHABLE]
    await stand.clock.advance(650)
    await stand.asks()
    row = await stand.known()
    assert row.lease_until is not None
    assert row.due_at <= row.lease_until, "there is a last attempt"
    await stand.clock.advance(300)
    await stand.asks()
    source = await stand.source()
    assert not source.is_pushed
    assert source.due_at <= stand.clock.now(), "what was missed is looked for now"
    assert (await stand.known()).state == ASKED
    await stand.looks("old")
    assert (await stand.source()).interval != LONGEST


async def test_pauses_between_failures_grow(stand: Stand) -> None:
    stand.hub.answers = [UNREACHABLE, 503, 429, 500]
    await stand.looks("old")
    pauses = []
    for _ in range(4):
        await stand.asks()
        row = await stand.known()
        pauses.append((row.due_at - stand.clock.now()).total_seconds())
        await stand.clock.advance(pauses[-1])
    assert row.state == ASKED
    assert pauses == sorted(pauses)
    assert pauses[0] < 80
    assert pauses[3] > 400


@pytest.mark.parametrize("answer", [403, 404, RefusedAddressError("a private address")])
async def test_a_hub_that_refuses_is_asked_again_after_a_day(
    stand: Stand, answer: int | Exception
) -> None:
    stand.hub.answers = [answer, 202]
    await stand.looks("old")
    row = await stand.known()
    async with stand.asking():
        while (row := await stand.known()).state != REFUSED:
            pass
    assert row.due_at - stand.clock.now() >= timedelta(days=1)
    await stand.clock.advance(1.3 * 86_400)
    await stand.asks()
    assert (await stand.known()).state == ASKED
    assert await stand.confirms()


async def test_a_denial_brings_back_the_usual_looks(stand: Stand) -> None:
    row = await stand.subscribed()
    await stand.pushes(b"old")
    await stand.looks("old")
    await stand.callbacks.denied(row.path, "https://other.example/", "")
    assert (await stand.source()).is_pushed
    await stand.callbacks.denied(row.path, TOPIC, "out of business")
    source = await stand.source()
    assert (await stand.known()).state == REFUSED
    assert not source.is_pushed
    assert source.due_at <= stand.clock.now()


async def test_a_source_that_is_taken_out_is_unsubscribed(stand: Stand) -> None:
    row = await stand.subscribed()
    async with stand.database.write() as connection:
        await sources.sync_file(connection, stand.clock.now(), [])
    await stand.asks()
    assert stand.hub.modes == ["subscribe", "unsubscribe"]
    assert stand.hub.asked[1][1]["hub.callback"].endswith(row.path)
    assert (await stand.known()).state == LEAVING
    assert not await stand.callbacks.knows(row.path)
    assert not await stand.confirms("subscribe")
    assert await stand.confirms("unsubscribe")
    assert await stand.row() is None


async def test_a_hub_that_does_not_let_go_finds_out_by_itself(stand: Stand) -> None:
    await stand.subscribed()
    stand.hub.answers = [UNREACHABLE]
    async with stand.database.write() as connection:
        await sources.sync_file(connection, stand.clock.now(), [])
    for _ in range(3):
        await stand.asks()
        await stand.clock.advance(3600)
    async with stand.asking():
        while await stand.row() is not None:
            pass
    assert stand.hub.modes == ["subscribe", *["unsubscribe"] * 3]


async def test_a_source_that_comes_back_is_subscribed_anew(stand: Stand) -> None:
    before = await stand.subscribed()
    async with stand.database.write() as connection:
        await sources.sync_file(connection, stand.clock.now(), [])
    await stand.asks()
    async with stand.database.write() as connection:
        await sources.sync_file(connection, NOW, [settings(FEED)])
    await stand.clock.advance(120)
    await stand.asks()
    assert stand.hub.modes == ["subscribe", "unsubscribe", "subscribe"]
    after = await stand.known()
    assert (after.state, after.path == before.path) == (ASKED, False)
    assert await stand.confirms()


async def test_hubs_hear_of_another_public_url(stand: Stand) -> None:
    before = await stand.subscribed()
    await stand.pushes(b"old")
    moved = Names("https://moved.example.kz")
    async with stand.asking(moved):
        while len(stand.hub.asked) < 2:
            await stand.clock.advance(0)
    after = await stand.known()
    callback = stand.hub.asked[1][1]["hub.callback"]
    assert callback == f"https://moved.example.kz/websub/{after.path}"
    assert (after.path == before.path, after.hub, after.topic) == (False, HUB, TOPIC)
    await forget_all(stand.database, stand.clock)
    assert await stand.row() is None
    assert not (await stand.source()).is_pushed
