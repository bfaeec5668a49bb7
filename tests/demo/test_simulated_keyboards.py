import asyncio
from typing import Any

import pytest

from demo.telegram.people.person import Person
from tests.demo.client import Api


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


async def test_good_buttons_are_kept_in_their_rows(api: Api, ann: Person) -> None:
    rows = [
        [{"text": "A", "callback_data": "ж" * 32}],
        [{"text": "B", "url": "http://127.0.0.1:8082/x"}, {"text": "C", "callback_data": "c"}],
        [],
    ]
    sent = await api.result(
        "sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": rows}
    )
    assert sent["reply_markup"] == {"inline_keyboard": rows[:2]}
    assert [button.text for button in api.telegram.written[0].buttons] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ({"text": "A", "callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "A", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "A"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "A", "callback_data": "a", "url": "http://e.kz"}, "Exactly one"),
        ({"text": " ", "callback_data": "a"}, 'Field "text" must be non-empty'),
        ({"callback_data": "a"}, 'Can\'t find field "text"'),
        ({"text": 1, "callback_data": "a"}, 'Field "text" must be of type String'),
        (
            {"text": "A", "url": "http://localhost:8080/"},
            "inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL",
        ),
        ({"text": "A", "web_app": {"url": "http://e.kz"}}, "Only HTTPS links are allowed"),
        ({"text": "A", "callback_data": "a", "style": "loud"}, "Invalid button style"),
        ({"text": "A", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
async def test_bad_buttons_are_refused(
    api: Api, ann: Person, button: dict[str, Any], text: str
) -> None:
    refusal = await api.refusal(
        "sendMessage", chat_id=ann.id, text="x", reply_markup=keyboard(button)
    )
    assert text in refusal


async def test_web_apps_are_for_private_chats(api: Api, ann: Person) -> None:
    markup = keyboard({"text": "A", "web_app": {"url": "https://e.kz"}})
    await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    group = api.telegram.group("G", admins=[ann])
    refusal = await api.refusal("sendMessage", chat_id=group.id, text="x", reply_markup=markup)
    assert refusal == "Bad Request: BUTTON_TYPE_INVALID"


async def test_more_than_a_hundred_buttons_are_refused(api: Api, ann: Person) -> None:
    markup = keyboard(*({"text": "A", "callback_data": str(n)} for n in range(101)))
    refusal = await api.refusal("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert refusal == "Bad Request: reply markup is too long"


@pytest.mark.parametrize("placeholder", ["", "x" * 65])
async def test_a_placeholder_has_1_to_64_characters(
    api: Api, ann: Person, placeholder: str
) -> None:
    markup = {"force_reply": True, "input_field_placeholder": placeholder}
    refusal = await api.refusal("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert refusal == "Bad Request: REPLY_MARKUP_INVALID"


async def test_a_forced_reply_is_kept_but_not_shown_in_the_message(api: Api, ann: Person) -> None:
    markup = {"force_reply": True, "input_field_placeholder": "words"}
    sent = await api.result("sendMessage", chat_id=ann.id, text="What?", reply_markup=markup)
    assert "reply_markup" not in sent
    assert api.telegram.written[0].asks == markup


async def test_channels_take_inline_keyboards_only(api: Api, ann: Person) -> None:
    channel = api.telegram.channel("C", admins=[ann])
    refusal = await api.refusal(
        "sendMessage", chat_id=channel.id, text="x", reply_markup={"force_reply": True}
    )
    assert "only inline keyboards" in refusal


async def test_a_pressed_button_reaches_the_bot_and_its_answer_the_person(
    api: Api, ann: Person
) -> None:
    markup = keyboard({"text": "Yes", "callback_data": "yes"}, {"text": "Go", "url": "e.kz"})
    sent = await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    message = api.telegram.written[0]

    async with asyncio.TaskGroup() as group:
        pressing = group.create_task(ann.presses(message, "Yes"))
        updates = await api.result("getUpdates", timeout=5)
        query = updates[0]["callback_query"]
        await api.result("answerCallbackQuery", callback_query_id=query["id"], text="Done")
    assert pressing.result() == "Done"
    assert (query["data"], query["from"]["id"], query["message"]) == ("yes", ann.id, sent)
    again = await api.refusal("answerCallbackQuery", callback_query_id=query["id"])
    assert again.startswith("Bad Request: query is too old")
    with pytest.raises(LookupError, match="no button 'Go'"):
        await ann.presses(message, "Go")


async def test_queries_grow_too_old(api: Api, ann: Person) -> None:
    markup = keyboard({"text": "Yes", "callback_data": "yes"})
    await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    with pytest.raises(TimeoutError):
        await ann.presses(api.telegram.written[0], "yes", timeout=0.01)
    query = (await api.result("getUpdates"))[0]["callback_query"]
    api.clock.pass_by(16)
    refusal = await api.refusal("answerCallbackQuery", callback_query_id=query["id"], text="late")
    assert "query is too old and response timeout expired or query ID is invalid" in refusal


async def test_an_answer_has_at_most_200_characters(api: Api) -> None:
    refusal = await api.refusal("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert refusal == "Bad Request: MESSAGE_TOO_LONG"
