"""Topics, channels and rights in the simulated Telegram refuse with Telegram's own texts."""

from typing import Any

from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted

from demo.telegram.people.person import Person
from tests.demo.client import Api

SILENCED = "Bad Request: not enough rights to send text messages to the chat"
NO_POST = "Bad Request: need administrator rights in the channel chat"
CLOSED = "Bad Request: TOPIC_CLOSED"


def last(api: Api) -> dict[str, Any]:
    payload: dict[str, Any] = api.telegram.unconfirmed[-1].payload
    return payload


async def send(api: Api, chat_id: int, topic: int = 0) -> str:
    """Send a message; return why it was refused, empty if it was taken."""
    where = {"message_thread_id": topic} if topic else {}
    body = await api.raw("sendMessage", chat_id=chat_id, text="News", **where)
    return "" if body["ok"] else str(body["description"])


async def test_a_closed_topic_takes_nothing_until_it_is_open_again(api: Api, ann: Person) -> None:
    forum = api.telegram.group("F", admins=[ann], forum=True)
    topic, other = forum.topic("Courts"), forum.topic("Sport")
    forum.closes(topic)
    assert last(api)["forum_topic_closed"] == {}
    assert (last(api)["message_thread_id"], last(api)["is_topic_message"]) == (topic, True)
    assert await send(api, forum.id, topic) == CLOSED
    assert await send(api, forum.id, other) == await send(api, forum.id) == ""
    forum.adds_bot(as_admin=True, without=["can_manage_topics"])
    assert await send(api, forum.id, topic) == CLOSED
    forum.adds_bot(as_admin=True)
    assert await send(api, forum.id, topic) == ""
    forum.adds_bot()
    forum.reopens(topic)
    assert last(api)["forum_topic_reopened"] == {}
    assert await send(api, forum.id, topic) == ""


async def test_the_general_topic_closes_alone(api: Api, ann: Person) -> None:
    forum = api.telegram.group("F", admins=[ann], forum=True)
    topic = forum.topic("Courts")
    forum.closes(0)
    assert "message_thread_id" not in last(api)
    assert await send(api, forum.id) == CLOSED
    assert await send(api, forum.id, topic) == ""


async def test_a_deleted_topic_is_not_found(api: Api, ann: Person) -> None:
    forum = api.telegram.group("F", admins=[ann], forum=True)
    topic = forum.topic("Courts")
    forum.closes(topic)
    forum.deletes(topic)
    assert await send(api, forum.id, topic) == "Bad Request: message thread not found"


async def test_a_restricted_bot_may_not_write(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    group.silences_bot()
    restricted = ChatMemberRestricted.model_validate(last(api)["new_chat_member"])
    assert (restricted.is_member, restricted.can_send_messages) == (True, False)
    assert await send(api, group.id) == SILENCED
    group.adds_bot()
    assert last(api)["old_chat_member"]["status"] == "restricted"
    assert await send(api, group.id) == ""


async def test_a_group_may_silence_all_its_members(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    known = len(api.telegram.unconfirmed)
    group.silences_everybody()
    assert len(api.telegram.unconfirmed) == known, "nobody tells the bot"
    assert await send(api, group.id) == SILENCED
    permissions = (await api.result("getChat", chat_id=group.id))["permissions"]
    assert permissions["can_send_messages"] is False
    group.adds_bot(as_admin=True)
    assert await send(api, group.id) == ""


async def test_in_a_channel_the_bot_needs_the_right_to_post(api: Api, ann: Person) -> None:
    channel = api.telegram.channel("C", admins=[ann])
    assert await send(api, channel.id) == ""
    channel.adds_bot(as_admin=True, without=["can_post_messages"])
    before = ChatMemberAdministrator.model_validate(last(api)["old_chat_member"])
    after = ChatMemberAdministrator.model_validate(last(api)["new_chat_member"])
    assert (before.can_post_messages, after.can_post_messages) == (True, False)
    assert await send(api, channel.id) == NO_POST
    asked = await api.result("getChatMember", chat_id=channel.id, user_id=api.telegram.bot.id)
    assert asked["can_post_messages"] is False
    channel.adds_bot(as_admin=True, without=["can_post_messages"])
    assert last(api)["new_chat_member"]["can_post_messages"] is False
    channel.kicks_bot()
    assert await send(api, channel.id) == "Forbidden: bot was kicked from the channel chat"


async def test_a_private_channel_is_unknown_to_a_bot_outside(api: Api, ann: Person) -> None:
    channel = api.telegram.channel("C", admins=[ann], with_bot=False)
    assert await api.refusal("getChat", chat_id=channel.id) == "Bad Request: chat not found"
    await ann.forwards(await channel.posts("A storm is coming"))
    origin = last(api)["forward_origin"]
    assert (origin["type"], origin["chat"]["id"]) == ("channel", channel.id)
    assert "username" not in origin["chat"]
