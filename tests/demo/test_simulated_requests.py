import json

import aiohttp
import pytest

from demo.telegram import SimulatedTelegram
from demo.telegram.methods import METHODS
from demo.telegram.people.person import Person
from demo.telegram.schema.reading import methods
from tests.demo.client import Api


async def test_every_way_to_send_parameters_is_understood(api: Api, ann: Person) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]})
    fields = {"chat_id": str(ann.id), "text": "hello", "reply_markup": markup}
    multipart = aiohttp.FormData(fields)
    multipart.add_field("protect_content", b"true", filename="x")
    ways = [
        api.http.get(api.address("sendMessage"), params=fields),
        api.http.post(api.address("sendMessage"), data=fields),
        api.http.post(api.address("sendMessage"), data=aiohttp.FormData(fields, True)),
        api.http.post(api.address("sendMessage"), json=fields),
        api.http.post(
            api.address("sendMessage"), params={"text": "hello"}, json={"chat_id": ann.id}
        ),
        api.http.post(api.address("SENDmessage"), data=fields),
    ]
    for way in ways:
        api.clock.pass_by(2)
        async with way as response:
            body = await response.json()
            assert body["result"]["text"] == "hello", body
    assert [message.text for message in api.telegram.written] == ["hello"] * len(ways)
    assert api.telegram.violations == []


async def test_the_token_is_checked(telegram: SimulatedTelegram, api: Api) -> None:
    for token, status, text in (("12:abc", 401, "Unauthorized"), ("abc", 404, "Not Found")):
        async with api.http.get(f"{telegram.url}/bot{token}/getMe") as response:
            assert (response.status, (await response.json())["description"]) == (status, text)


async def test_unknown_methods_are_not_found(api: Api) -> None:
    assert await api.refusal("sendTelepathy") == "Not Found: method not found"
    assert api.statuses == [404]


async def test_unknown_parameters_are_noted_but_not_refused(api: Api, ann: Person) -> None:
    await api.result(
        "sendMessage",
        chat_id=ann.id,
        text="hi",
        colour="red",
        link_preview_options={"is_disabled": True, "size": 3},
        parse_mode=None,
    )
    noted = [(violation.method, violation.text) for violation in api.telegram.violations]
    assert noted == [
        ("sendMessage", "sendMessage has no field 'colour'"),
        ("sendMessage", "'parse_mode' of sendMessage is null"),
        ("sendMessage", "LinkPreviewOptions has no field 'size'"),
    ]


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"text": "hi"}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": 1, "text": 5}, 'parameter "text" must be of type String'),
        ({"chat_id": 1, "text": "a", "message_thread_id": "x"}, "of type Integer"),
        ({"chat_id": 1, "text": "a", "protect_content": "maybe"}, "of type Boolean"),
        ({"chat_id": 1, "text": "a", "reply_markup": [1]}, "object expected as reply markup"),
        ({"chat_id": 1, "text": "a", "reply_markup": "{"}, "object expected as reply markup"),
        ({"chat_id": 1, "text": "a", "entities": {"type": "bold"}}, "of type [MessageEntity]"),
        ({"chat_id": 1, "text": "a", "entities": ["bold"]}, "can't parse MessageEntity"),
        ({"chat_id": 1, "text": "a", "entities": [{"type": "bold"}]}, 'find field "'),
        (
            {"chat_id": 1, "text": "a", "entities": [{"type": "bold", "offset": "0", "length": 1}]},
            'can\'t parse MessageEntity: Field "offset" must be of type Integer',
        ),
        ({"chat_id": 1, "text": "a", "reply_parameters": {}}, 'find field "message_id"'),
        ({"chat_id": 1, "text": "\ud800"}, "strings must be encoded in UTF-8"),
    ],
)
async def test_missing_and_wrongly_typed_values_are_refused(
    api: Api, ann: Person, parameters: dict[str, object], text: str
) -> None:
    if "chat_id" in parameters:
        parameters = parameters | {"chat_id": ann.id}
    refusal = await api.refusal("sendMessage", **parameters)
    assert refusal.startswith("Bad Request: ")
    assert text in refusal
    assert api.telegram.written == []


async def test_a_form_has_only_texts(api: Api, ann: Person) -> None:
    fields = {
        "chat_id": str(ann.id),
        "text": "42",
        "entities": '[{"type": "bold", "offset": 0, "length": 2}]',
        "disable_notification": "True",
    }
    async with api.http.post(api.address("sendMessage"), data=fields) as response:
        assert (await response.json())["ok"]
    assert api.telegram.written[0].bold == ("42",)


async def test_what_is_not_simulated_says_so(api: Api, ann: Person) -> None:
    refusal = await api.refusal("sendDice", chat_id=ann.id)
    assert refusal == "Bad Request: method sendDice is not simulated here"
    assert api.telegram.violations[0].text == "is not simulated"


def test_the_schema_knows_every_method_that_is_carried_out() -> None:
    assert len(methods()) == 180
    assert METHODS.keys() <= methods().keys()
    sent = methods()["sendmessage"].fields
    assert [name for name, field in sent.items() if field.required] == ["chat_id", "text"]


async def test_every_request_is_logged(api: Api, ann: Person) -> None:
    await api.result("sendMessage", chat_id=ann.id, text="hi")
    await api.refusal("sendMessage", chat_id=ann.id, text="")
    logged = [
        (request.method, request.status, request.outcome) for request in api.telegram.requests
    ]
    assert logged == [
        ("sendMessage", 200, "ok"),
        ("sendMessage", 400, "Bad Request: message text is empty"),
    ]
    assert api.telegram.log.calls("sendMessage")[0].sent["text"] == "hi"
