from typing import Any

import pytest

from demo.telegram.people.person import Person
from tests.demo.client import Api


async def test_a_message_comes_back_as_telegram_writes_it(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="<b>hi</b>", parse_mode="HTML")
    assert sent["from"] == {
        "id": api.telegram.bot.id,
        "is_bot": True,
        "first_name": "Jarshy",
        "username": "jarshy_bot",
    }
    assert sent["chat"] == {"id": ann.id, "type": "private", "first_name": "Ann"}
    assert (sent["text"], sent["message_id"]) == ("hi", 2)
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    kept = await api.telegram.wait_for(lambda message: message.bold == ("hi",), 1)
    assert (kept.chat.id, kept.id) == (ann.id, 2)


async def test_only_known_chats_can_be_written_to(api: Api, ann: Person) -> None:
    stranger = api.telegram.person("Bob")
    assert await api.refusal("sendMessage", chat_id=1, text="x") == "Bad Request: chat not found"
    unknown = await api.refusal("sendMessage", chat_id=stranger.id, text="x")
    assert unknown == "Bad Request: chat not found"
    api.telegram.group("G", admins=[ann], members=[stranger])
    met = await api.refusal("sendMessage", chat_id=stranger.id, text="x")
    assert met == "Forbidden: bot can't initiate conversation with a user"


async def test_blocked_kicked_and_gone(api: Api, ann: Person) -> None:
    supergroup = api.telegram.group("S", admins=[ann])
    group = api.telegram.group("G", admins=[ann], supergroup=False)
    supergroup.kicks_bot()
    group.kicks_bot()
    ann.blocks()
    expected = {
        ann.id: "Forbidden: bot was blocked by the user",
        supergroup.id: "Forbidden: bot was kicked from the supergroup chat",
        group.id: "Forbidden: bot was kicked from the group chat",
    }
    for chat_id, text in expected.items():
        assert await api.refusal("sendMessage", chat_id=chat_id, text="x") == text
    assert api.statuses[-3:] == [403, 403, 403]
    ann.unblocks()
    supergroup.adds_bot()
    for chat_id in (ann.id, supergroup.id):
        await api.result("sendMessage", chat_id=chat_id, text="x")
    ann.vanishes()
    refusal = await api.refusal("sendMessage", chat_id=ann.id, text="x")
    assert refusal == "Forbidden: user is deactivated"


async def test_a_channel_takes_posts_from_its_administrators(api: Api, ann: Person) -> None:
    channel = api.telegram.channel("News", admins=[ann], username="news_kz")
    sent = await api.result("sendMessage", chat_id="@News_kz", text="x")
    assert "from" not in sent
    assert sent["sender_chat"]["id"] == channel.id
    channel.adds_bot()
    refusal = await api.refusal("sendMessage", chat_id=channel.id, text="x")
    assert refusal == "Bad Request: need administrator rights in the channel chat"


async def test_a_migrated_group_says_where_it_went(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann], supergroup=False)
    old = group.id
    new = group.migrates()
    body = await api.raw("sendMessage", chat_id=old, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    assert str(new.id).startswith("-100")
    assert (await api.result("sendMessage", chat_id=new.id, text="x"))["chat"]["id"] == new.id


async def test_topics_must_exist(api: Api, ann: Person) -> None:
    forum = api.telegram.group("F", admins=[ann], forum=True)
    topic = forum.topic("Courts")
    sent = await api.result("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    forum.deletes(topic)
    for chat_id, thread in ((forum.id, topic), (forum.id, 1), (ann.id, 1)):
        refusal = await api.refusal(
            "sendMessage", chat_id=chat_id, text="x", message_thread_id=thread
        )
        assert refusal == "Bad Request: message thread not found"


async def test_replies_must_exist_or_be_allowed_to_miss(api: Api, ann: Person) -> None:
    said = await ann.says("question")
    sent = await api.result(
        "sendMessage", chat_id=ann.id, text="x", reply_parameters={"message_id": said.id}
    )
    assert sent["reply_to_message"]["text"] == "question"
    gone: dict[str, Any] = {"message_id": 999}
    refusal = await api.refusal("sendMessage", chat_id=ann.id, text="x", reply_parameters=gone)
    assert refusal == "Bad Request: message to be replied not found"
    gone["allow_sending_without_reply"] = True
    alone = await api.result("sendMessage", chat_id=ann.id, text="x", reply_parameters=gone)
    assert "reply_to_message" not in alone


async def test_edits_replace_text_and_keyboard(api: Api, ann: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await api.result("sendMessage", chat_id=ann.id, text="one", reply_markup=markup)
    place = {"chat_id": ann.id, "message_id": sent["message_id"]}
    edited = await api.result("editMessageText", **place, text="<i>two</i>", parse_mode="HTML")
    assert (edited["text"], "reply_markup" in edited, "edit_date" in edited) == ("two", False, True)
    await api.result("editMessageReplyMarkup", **place, reply_markup=markup)
    shown = api.telegram.messages(ann)[-1]
    assert (shown.text, [button.text for button in shown.buttons]) == ("two", ["A"])
    assert [message.text for message in api.telegram.written_to(ann)] == ["one", "two", "two"]


async def test_an_edit_has_to_change_something(api: Api, ann: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await api.result("sendMessage", chat_id=ann.id, text="one", reply_markup=markup)
    place = {"chat_id": ann.id, "message_id": sent["message_id"]}
    for method, more in (("editMessageText", {"text": " one "}), ("editMessageReplyMarkup", {})):
        refusal = await api.refusal(method, **place, **more, reply_markup=markup)
        assert refusal == (
            "Bad Request: message is not modified: specified new message content and reply "
            "markup are exactly the same as a current content and reply markup of the message"
        )


async def test_what_cannot_be_edited(api: Api, ann: Person) -> None:
    said = await ann.says("mine")
    asked = await api.result(
        "sendMessage", chat_id=ann.id, text="?", reply_markup={"force_reply": True}
    )
    cases = {
        999: "message to edit not found",
        said.id: "message can't be edited",
        asked["message_id"]: "message can't be edited",
        0: "message identifier is not specified",
    }
    for message_id, text in cases.items():
        refusal = await api.refusal(
            "editMessageText", chat_id=ann.id, message_id=message_id, text="new"
        )
        assert refusal == f"Bad Request: {text}"
    assert "chat_id is empty" in await api.refusal("editMessageText", message_id=1, text="new")


async def test_deleting(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    theirs = await ann.says("/help", to=group)
    sent = await api.result("sendMessage", chat_id=group.id, text="x")
    assert await api.result("deleteMessage", chat_id=group.id, message_id=sent["message_id"])
    again = await api.refusal("deleteMessage", chat_id=group.id, message_id=sent["message_id"])
    assert again == "Bad Request: message to delete not found"
    refusal = await api.refusal("deleteMessage", chat_id=group.id, message_id=theirs.id)
    assert refusal == "Bad Request: message can't be deleted"
    group.adds_bot(as_admin=True)
    assert await api.result("deleteMessage", chat_id=group.id, message_id=theirs.id)


async def test_messages_are_numbered_as_telegram_does(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann], supergroup=False)
    supergroup = api.telegram.group("S", admins=[ann])
    ids = [
        (await api.result("sendMessage", chat_id=chat_id, text="x"))["message_id"]
        for chat_id in (ann.id, group.id, supergroup.id)
    ]
    # One count for private chats and groups; the supergroup begins with its service message.
    assert ids == [3, 4, 2]


@pytest.mark.parametrize(("action", "fine"), [("typing", True), ("dancing", False)])
async def test_chat_actions(api: Api, ann: Person, action: str, fine: bool) -> None:
    body = await api.raw("sendChatAction", chat_id=ann.id, action=action)
    assert body["ok"] is fine
    assert fine or body["description"] == "Bad Request: wrong parameter action in request"
