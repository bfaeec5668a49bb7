import asyncio

import aiohttp
import pytest

from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person
from tests.demo.client import Api


def ids(updates: list[dict[str, int]]) -> list[int]:
    return [update["update_id"] for update in updates]


async def test_updates_stay_until_they_are_confirmed(api: Api, ann: Person) -> None:
    for text in ("one", "two", "three"):
        await ann.says(text)
    first = await api.result("getUpdates")
    assert [update["message"]["text"] for update in first] == ["one", "two", "three"]
    assert await api.result("getUpdates") == first
    second = ids(first)[1]
    assert ids(await api.result("getUpdates", offset=second)) == ids(first)[1:]
    assert ids(await api.result("getUpdates")) == ids(first)[1:]
    assert ids(await api.result("getUpdates", offset=second, limit=1)) == [second]
    assert len(api.telegram.unconfirmed) == 2
    assert await api.result("getUpdates", offset=ids(first)[-1] + 1) == []
    assert not api.telegram.unconfirmed


async def test_a_negative_offset_keeps_the_last_ones(api: Api, ann: Person) -> None:
    for text in ("one", "two", "three"):
        await ann.says(text)
    last = await api.result("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in last] == ["three"]
    assert len(api.telegram.unconfirmed) == 1


async def test_a_long_poll_ends_with_the_first_update(api: Api, ann: Person) -> None:
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(api.result("getUpdates", timeout=30))
        await api.telegram.wait_until(lambda: api.telegram.world.updates.polling == 1)
        await ann.says("now")
    assert polling.result()[0]["message"]["text"] == "now"


async def test_an_empty_poll_ends_after_its_timeout(api: Api) -> None:
    assert await api.result("getUpdates", timeout=1) == []


async def test_a_second_poll_ends_the_first(api: Api, ann: Person) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(api.raw("getUpdates", timeout=30))
        await api.telegram.wait_until(lambda: api.telegram.world.updates.polls == 1)
        second = group.create_task(api.raw("getUpdates", timeout=30))
        await api.telegram.wait_until(lambda: len(api.telegram.log.calls("getUpdates")) == 1)
        await ann.says("hi")
    assert first.result()["error_code"] == 409
    assert first.result()["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    assert len(second.result()["result"]) == 1


async def test_a_dead_bots_poll_takes_nothing_with_it(api: Api, ann: Person) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05), aiohttp.ClientSession() as dying:
            await dying.post(api.address("getUpdates"), json={"timeout": 30})
    await api.telegram.wait_until(lambda: api.telegram.world.updates.polling == 0)
    await ann.says("still there")
    assert (await api.result("getUpdates"))[0]["message"]["text"] == "still there"


async def test_kinds_are_remembered_and_count_from_then_on(api: Api, ann: Person) -> None:
    await ann.says("before")
    await api.result("getUpdates", allowed_updates=["callback_query", "telepathy"])
    await ann.says("unwanted")
    ann.blocks()
    assert [update.payload["text"] for update in api.telegram.unconfirmed] == ["before"]
    assert "telepathy" in api.telegram.violations[0].text
    await api.result("getUpdates", allowed_updates=[])
    ann.unblocks()
    assert [update.kind for update in api.telegram.unconfirmed] == ["message", "my_chat_member"]


async def test_values_out_of_range_are_noted(api: Api) -> None:
    await api.result("getUpdates", limit=500)
    assert "limit 500" in api.telegram.violations[0].text


async def test_updates_carry_language_entities_and_replies(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="What?")
    await ann.says("/follow@jarshy_bot x", reply_to=api.telegram.written[0])
    message = (await api.result("getUpdates"))[0]["message"]
    assert message["from"]["language_code"] == "en"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 18}]
    assert message["reply_to_message"] == sent


async def test_edits_by_people_are_updates_too(api: Api, ann: Person) -> None:
    said = await ann.says("/follow stalkin")
    await ann.edits(said, "/follow stalking")
    kinds = [update.kind for update in api.telegram.unconfirmed]
    assert kinds == ["message", "edited_message"]


async def test_blocking_and_coming_back(api: Api, ann: Person) -> None:
    ann.blocks()
    with pytest.raises(RuntimeError, match="blocked"):
        await ann.says("hello?")
    ann.unblocks()
    changes = [update["my_chat_member"] for update in await api.result("getUpdates")]
    statuses = [
        (change["old_chat_member"]["status"], change["new_chat_member"]["status"])
        for change in changes
    ]
    assert statuses == [("member", "kicked"), ("kicked", "member")]
    assert changes[0]["from"]["id"] == ann.id


async def test_joining_and_migrating(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann], supergroup=False)
    old, new = group.id, group.migrates().id
    updates = await api.result("getUpdates")
    assert updates[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert updates[1]["message"]["new_chat_members"][0]["id"] == api.telegram.bot.id
    service = [update["message"] for update in updates[2:]]
    assert [message["chat"]["id"] for message in service] == [old, new]
    assert service[0]["migrate_to_chat_id"] == new
    assert service[1]["migrate_from_chat_id"] == old


async def test_the_state_outlives_bots_and_the_server(
    telegram: SimulatedTelegram, api: Api, ann: Person
) -> None:
    await ann.says("before")
    port = telegram.url
    await telegram.stops_listening()
    with pytest.raises(aiohttp.ClientConnectorError):
        await api.raw("getMe")
    await ann.says("while it is down")
    await telegram.listens_again()
    assert telegram.url == port
    async with aiohttp.ClientSession() as fresh:
        updates = await Api(telegram, api.clock, fresh).result("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["before", "while it is down"]
