from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person
from tests.demo.client import Api


async def opened(telegram: SimulatedTelegram, count: int) -> list[Person]:
    people = [telegram.person(f"P{n}") for n in range(count)]
    for person in people:
        await person.says("/start")
    return people


async def test_one_message_a_second_to_one_chat(api: Api, ann: Person) -> None:
    api.hurried = True
    await api.result("sendMessage", chat_id=ann.id, text="one")
    api.clock.pass_by(0.9)
    body = await api.raw("sendMessage", chat_id=ann.id, text="two")
    assert body["error_code"] == api.statuses[-1] == 429
    assert body["description"] == "Too Many Requests: retry after 1"
    assert body["parameters"] == {"retry_after": 1}
    api.clock.pass_by(0.9)
    assert "retry after 1" in await api.refusal("sendMessage", chat_id=ann.id, text="two")
    assert api.telegram.limits.impatient == 1
    api.clock.pass_by(0.1)
    await api.result("sendMessage", chat_id=ann.id, text="two")
    assert api.telegram.limits.refused == 2


async def test_a_second_apart_is_far_enough(api: Api, ann: Person) -> None:
    api.hurried = True
    for _ in range(5):
        await api.result("sendMessage", chat_id=ann.id, text="x")
        api.clock.pass_by(1.0)
    assert api.telegram.busiest(1.0, ann.id) == 1


async def test_a_tolerance_may_be_granted(api: Api, ann: Person) -> None:
    api.hurried = True
    api.telegram.rates.tolerance = 2
    for _ in range(3):
        await api.result("sendMessage", chat_id=ann.id, text="x")
    await api.refusal("sendMessage", chat_id=ann.id, text="x")


async def test_thirty_in_any_sliding_second_over_all_chats(api: Api) -> None:
    people = await opened(api.telegram, 32)
    api.hurried = True
    for person in people[:15]:
        await api.result("sendMessage", chat_id=person.id, text="x")
    api.clock.pass_by(0.6)
    for person in people[15:30]:
        await api.result("sendMessage", chat_id=person.id, text="x")
    api.clock.pass_by(0.3)
    assert "retry after 1" in await api.refusal("sendMessage", chat_id=people[30].id, text="x")
    # Everything waits now, not only that chat.
    assert "retry after 1" in await api.refusal("sendMessage", chat_id=people[31].id, text="x")
    api.clock.pass_by(1.0)
    await api.result("sendMessage", chat_id=people[31].id, text="x")
    assert api.telegram.busiest() == 30


async def test_edits_count_as_messages(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="x")
    api.hurried = True
    refusal = await api.refusal(
        "editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="y"
    )
    assert refusal == "Too Many Requests: retry after 1"


async def test_twenty_a_minute_to_a_group(api: Api, ann: Person) -> None:
    group = api.telegram.group("G", admins=[ann])
    api.hurried = True
    for _ in range(20):
        await api.result("sendMessage", chat_id=group.id, text="x")
        api.clock.pass_by(1.0)
    assert "retry after 40" in await api.refusal("sendMessage", chat_id=group.id, text="x")
    await api.result("sendMessage", chat_id=ann.id, text="x")
    api.clock.pass_by(40.0)
    await api.result("sendMessage", chat_id=group.id, text="x")


async def test_what_is_refused_for_another_reason_costs_nothing(api: Api, ann: Person) -> None:
    api.hurried = True
    for _ in range(3):
        await api.refusal("sendMessage", chat_id=ann.id, text="")
    await api.result("sendMessage", chat_id=ann.id, text="x")
    await api.result("sendChatAction", chat_id=ann.id, action="typing")
    assert api.telegram.busiest() == 1


async def test_paid_broadcasts_are_faster(api: Api) -> None:
    people = await opened(api.telegram, 40)
    api.hurried = True
    for person in people:
        await api.result("sendMessage", chat_id=person.id, text="x", allow_paid_broadcast=True)
    assert api.telegram.busiest() == 40
