import aiohttp
import pytest

from demo.telegram.faults import Dropped, Flood, Garbled, Refused, ServerError, Slow
from demo.telegram.people.person import Person
from tests.demo.client import Api


async def test_a_flood_holds_a_chat_for_as_long_as_it_says(api: Api, ann: Person) -> None:
    bob = api.telegram.person("Bob")
    await bob.says("/start")
    api.telegram.faults.add(Flood(5), method="sendMessage", chat_id=ann.id)
    await api.result("sendMessage", chat_id=bob.id, text="x")
    api.hurried = True
    body = await api.raw("sendMessage", chat_id=ann.id, text="x")
    assert body["parameters"] == {"retry_after": 5}
    api.clock.pass_by(4.5)
    assert "retry after 1" in await api.refusal("sendMessage", chat_id=ann.id, text="x")
    await api.result("sendMessage", chat_id=bob.id, text="x")
    api.clock.pass_by(0.5)
    await api.result("sendMessage", chat_id=ann.id, text="x")


async def test_a_flood_may_hold_everything(api: Api, ann: Person) -> None:
    bob = api.telegram.person("Bob")
    await bob.says("/start")
    api.telegram.faults.add(Flood(5, everywhere=True))
    await api.refusal("sendMessage", chat_id=ann.id, text="x")
    assert "retry after 2" in await api.refusal("sendMessage", chat_id=bob.id, text="x")


async def test_server_errors_come_as_json_or_as_a_page(api: Api, ann: Person) -> None:
    api.telegram.faults.add(ServerError(500))
    api.telegram.faults.add(ServerError(502, html=True))
    assert await api.refusal("sendMessage", chat_id=ann.id, text="x") == "Internal Server Error"
    async with api.http.post(api.address("getMe")) as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert "<h1>502 Bad Gateway</h1>" in await response.text()
    assert api.telegram.written == []


@pytest.mark.parametrize("truncated", [True, False])
async def test_garbled_answers_belong_to_messages_that_were_sent(
    api: Api, ann: Person, truncated: bool
) -> None:
    api.telegram.faults.add(Garbled(truncated=truncated))
    async with api.http.post(
        api.address("sendMessage"), json={"chat_id": ann.id, "text": "x"}
    ) as response:
        text = await response.text()
    assert response.status == 200
    assert text.endswith("}") is not truncated
    assert [message.text for message in api.telegram.written] == ["x"]


async def test_a_refusal_is_not_garbled_into_a_yes(api: Api) -> None:
    api.telegram.faults.add(Garbled())
    assert "chat not found" in await api.refusal("sendMessage", chat_id=404, text="x")


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_dropped_connection_leaves_the_outcome_open(
    api: Api, ann: Person, accepted: bool
) -> None:
    api.telegram.faults.add(Dropped(accepted=accepted), method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await api.raw("sendMessage", chat_id=ann.id, text="x")
    assert len(api.telegram.written) == accepted
    assert api.telegram.requests[-1].outcome == "Dropped"
    await api.result("getMe")


async def test_slow_answers_come_late_to_what_was_done_at_once(api: Api, ann: Person) -> None:
    api.telegram.faults.add(Slow(30))
    with pytest.raises(TimeoutError):
        await api.http.post(
            api.address("sendMessage"),
            json={"chat_id": ann.id, "text": "x"},
            timeout=aiohttp.ClientTimeout(total=0.5),
        )
    assert len(api.telegram.written) == 1


async def test_any_refusal_can_be_ordered(api: Api, ann: Person) -> None:
    fault = Refused(400, "Bad Request: not enough rights to send text messages to the chat")
    api.telegram.faults.add(fault, method="sendMessage", times=2)
    for _ in range(2):
        assert "not enough rights" in await api.refusal("sendMessage", chat_id=ann.id, text="x")
    await api.result("sendMessage", chat_id=ann.id, text="x")
    assert api.telegram.faults.remaining == 0


async def test_faults_of_any_method_spare_polling(api: Api) -> None:
    api.telegram.faults.add(ServerError(500), times=None)
    assert await api.result("getUpdates") == []
    await api.refusal("getMe")
    api.telegram.faults.clear()
    await api.result("getMe")
