import pytest

from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person
from tests.demo.client import Api


def seen(telegram: SimulatedTelegram) -> list[str]:
    messages = [update.payload for update in telegram.unconfirmed if "text" in update.payload]
    return [message["text"] for message in messages]


async def test_privacy_mode_shows_commands_and_replies_only(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    for text in (
        *("hello all", "/help", "/follow@jarshy_bot x", "/follow@other_bot x", "see /help"),
        "@jarshy_bot help",
    ):
        await ann.says(text, to=group)
    await api.result("sendMessage", chat_id=group.id, text="What?")
    await ann.says("an answer", to=group, reply_to=api.telegram.written[0])
    another = await ann.says("to myself", to=group)
    await ann.says("and back", to=group, reply_to=another)
    assert seen(api.telegram) == ["/help", "/follow@jarshy_bot x", "an answer"]


async def test_administrators_and_open_bots_see_everything(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    await ann.says("unseen", to=group)
    group.adds_bot(as_admin=True)
    await ann.says("seen by the administrator", to=group)
    other = api.telegram.group("H", admins=[ann])
    api.telegram.world.sees_everything = True
    await ann.says("seen without privacy", to=other)
    assert seen(api.telegram) == ["seen by the administrator", "seen without privacy"]
    assert (await api.result("getMe"))["can_read_all_group_messages"] is True


async def test_a_bot_that_is_out_sees_nothing(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    group.kicks_bot()
    await ann.says("/help", to=group)
    assert seen(api.telegram) == []


async def test_anonymous_administrators_and_channels_hide_the_person(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    channel = api.telegram.channel("C", admins=[ann])
    await ann.says("/help", to=group, anonymous=True)
    await ann.says("/help", to=group, as_channel=channel)
    anonymous, as_channel = (update.payload for update in api.telegram.unconfirmed[-2:])
    assert (anonymous["from"]["id"], anonymous["from"]["username"]) == (
        1087968824,
        "GroupAnonymousBot",
    )
    assert anonymous["sender_chat"]["id"] == group.id
    assert (as_channel["from"]["id"], as_channel["sender_chat"]["id"]) == (136817688, channel.id)


async def test_channel_posts_have_no_sender(api: Api, ann: Person) -> None:
    channel = api.telegram.channel("C", admins=[ann])
    await channel.posts("/follow stalking")
    update = api.telegram.unconfirmed[-1]
    assert update.kind == "channel_post"
    assert "from" not in update.payload
    assert update.payload["sender_chat"] == update.payload["chat"]


async def test_topics_mark_their_messages_and_reply_to_their_beginning(
    api: Api, ann: Person
) -> None:
    forum = api.telegram.group("F", admins=[ann], forum=True)
    topic = forum.topic("Courts")
    await ann.says("/help", to=forum, topic=topic)
    await ann.says("/list", to=forum)
    in_topic, general = (update.payload for update in api.telegram.unconfirmed[-2:])
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (topic, True)
    assert in_topic["reply_to_message"]["forum_topic_created"]["name"] == "Courts"
    assert "message_thread_id" not in general
    assert general["chat"]["is_forum"] is True


async def test_a_thread_of_replies_is_no_topic(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    first = await ann.says("/help", to=group)
    await ann.says("/help", to=group, reply_to=first)
    reply = api.telegram.unconfirmed[-1].payload
    assert reply["message_thread_id"] == first.id
    assert "is_topic_message" not in reply


async def test_outsiders_cannot_speak(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    with pytest.raises(RuntimeError, match="Bob is not in 'G'"):
        await api.telegram.person("Bob").says("hi", to=group)


async def test_members_and_administrators(api: Api, ann: Person) -> None:
    bob, eve = api.telegram.person("Bob"), api.telegram.person("Eve")
    group = api.telegram.group("G", admins=[ann, eve], members=[bob])

    async def status(person: Person) -> str:
        answer = await api.result("getChatMember", chat_id=group.id, user_id=person.id)
        return str(answer["status"])

    assert [await status(p) for p in (ann, eve, bob)] == ["creator", "administrator", "member"]
    group.dismisses(bob)
    assert await status(bob) == "left"
    admins = await api.result("getChatAdministrators", chat_id=group.id)
    assert {admin["user"]["id"] for admin in admins} == {ann.id, eve.id}
    assert await api.result("getChatMemberCount", chat_id=group.id) == 3
    nobody = await api.refusal("getChatMember", chat_id=group.id, user_id=42)
    assert nobody == "Bad Request: user not found"


async def test_private_chats_have_no_administrators(api: Api, ann: Person) -> None:
    refusal = await api.refusal("getChatAdministrators", chat_id=ann.id)
    assert refusal == "Bad Request: there are no administrators in the private chat"
    refusal = await api.refusal("leaveChat", chat_id=ann.id)
    assert refusal == "Bad Request: chat member status can't be changed in private chats"


async def test_leaving(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    assert await api.result("leaveChat", chat_id=group.id)
    refusal = await api.refusal("getChat", chat_id=group.id)
    assert refusal == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_chat_describes_itself(api: Api, ann: Person) -> None:
    assert (await api.result("getChat", chat_id=ann.id))["first_name"] == "Ann"
    group = api.telegram.group("G", admins=[ann], username="g_kz")
    assert (await api.result("getChat", chat_id="@g_kz"))["id"] == group.id
    blocked = api.telegram.person("Bob")
    await blocked.says("/start")
    blocked.blocks()
    assert (await api.result("getChat", chat_id=blocked.id))["type"] == "private"
