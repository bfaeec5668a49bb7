"""The sender: everything owed is sent once, in order, whatever Telegram says."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiogram import exceptions
from aiogram.methods import EditMessageText, SendMessage
from sqlalchemy import update

from actions.unfollowing import remove
from actions.who import Who
from storage import destinations, outbox
from storage.schema import delivery
from tests.support.owing import Outbox

Holds = Callable[[list[str]], bool]
METHOD = SendMessage(chat_id=7, text="")


def too_many(seconds: int) -> exceptions.TelegramRetryAfter:
    return exceptions.TelegramRetryAfter(method=METHOD, message="wait", retry_after=seconds)


def lost() -> exceptions.TelegramNetworkError:
    error = exceptions.TelegramNetworkError(method=METHOD, message="lost")
    error.__cause__ = aiohttp.ServerDisconnectedError()
    return error


async def test_an_alert_arrives_once(owing: Outbox, everything_sent: Holds) -> None:
    ann = await owing.chat(7)
    await owing.follows(ann, "stalking")
    await owing.follows(ann, '"criminal code"')
    assert await owing.publish("Stalking is an offence", "The Criminal Code says so.") == 1
    async with owing.sending():
        await owing.until(everything_sent)
    (text,) = owing.texts(7)
    assert "Stalking is an offence" in text
    (row,) = await owing.rows()
    assert row.message_id == 1001
    assert row.possible_doubles == 0


async def test_answers_go_before_alerts(owing: Outbox, everything_sent: Holds) -> None:
    for chat_id in range(1, 6):
        await owing.follows(await owing.chat(chat_id), "storm")
    await owing.publish("A storm is coming")
    await owing.owe(await owing.chat(99))
    async with owing.sending(rate=30):
        await owing.until(everything_sent)
    assert owing.telegram.sent[0].chat_id == 99


async def test_an_alert_overtakes_what_is_less_urgent(owing: Outbox) -> None:
    for chat_id in range(1, 51):
        await owing.follows(await owing.chat(chat_id), "storm")
    await owing.follows(await owing.chat(99), "flood")
    await owing.publish("A storm is coming")
    async with owing.database.write() as connection:
        await connection.execute(update(delivery).values(urgency=20))
    async with owing.sending(rate=30) as sender:
        await owing.until(lambda states: "sent" in states)
        await owing.publish("A flood is coming")
        sent = len(owing.telegram.sent)
        sender.owed()
        await owing.until(lambda states: states[-1] == "sent")
    assert 99 in [one.chat_id for one in owing.telegram.sent[sent : sent + 5]]


async def test_what_waits_for_a_chat_is_told_in_one_message_in_order(
    owing: Outbox, everything_sent: Holds
) -> None:
    ann = await owing.chat(7)
    await owing.follows(ann, "storm")
    for number in range(3):
        await owing.publish(f"Storm number {number}")
    owing.telegram.answers["sendMessage"] = [lost()]
    async with owing.sending():
        await owing.until(everything_sent)
    first, again = owing.texts(7)
    assert first == again
    places = [first.index(f"Storm number {number}") for number in range(3)]
    assert places == sorted(places)
    rows = await owing.rows()
    assert [row.state for row in rows] == ["folded", "folded", "folded", "sent"]
    assert [row.possible_doubles for row in rows] == [0, 0, 0, 1]


async def test_told_to_wait_it_waits_and_loses_nothing(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.owe(await owing.chat(7))
    owing.telegram.answers["sendMessage"] = [too_many(1)]
    loop = asyncio.get_running_loop()
    times: list[float] = []

    def note(answer: Any) -> Callable[[Any], Any]:
        def noted(method: Any) -> Any:
            times.append(loop.time())
            return answer(method) if callable(answer) else answer

        return noted

    usual = FakeAnswer(owing)
    owing.telegram.answers["sendMessage"] = [note(too_many(1)), note(usual)]
    async with owing.sending():
        await owing.until(everything_sent)
    assert 1.0 <= times[1] - times[0] < 1.5
    assert (await owing.rows())[0].possible_doubles == 0


class FakeAnswer:
    """The usual answer, to be used inside another."""

    def __init__(self, owing: Outbox) -> None:
        self.owing = owing

    def __call__(self, method: Any) -> Any:
        return self.owing.telegram._usual(method)


async def test_a_hold_survives_the_process(owing: Outbox, everything_sent: Holds) -> None:
    await owing.owe(await owing.chat(7))
    owing.telegram.answers["sendMessage"] = [too_many(2)]
    began = asyncio.get_running_loop().time()
    async with owing.sending():
        await owing.until(lambda states: states == ["pending"] and bool(owing.telegram.calls))
        await asyncio.sleep(0)
    async with owing.sending():
        await owing.until(everything_sent)
    assert asyncio.get_running_loop().time() - began >= 2.0
    assert len(owing.telegram.calls) == 2


async def test_a_blocked_chat_is_left_alone_until_it_comes_back(owing: Outbox) -> None:
    ann, bob = await owing.chat(7), await owing.chat(8)
    for one in (ann, bob):
        await owing.follows(one, "storm")
    await owing.publish("Storm one")
    await owing.publish("Storm two")
    blocked = exceptions.TelegramForbiddenError(
        method=METHOD, message="Forbidden: bot was blocked by the user"
    )
    owing.telegram.answers["sendMessage"] = [blocked]
    async with owing.sending() as sender:
        await owing.until(
            lambda states: sorted(states) == [*["cancelled"], *["folded"] * 4, *["sent"]]
        )
        assert await owing.publish("Storm three") == 1
        await owing.chat(7)  # it writes again
        assert await owing.publish("Storm four") == 2
        sender.owed()
        await owing.until(lambda states: not {"pending", "sending"} & set(states))
    assert [text.split("\n")[0] for text in owing.texts(7)][-1] == "Storm four"


async def test_a_migrated_group_gets_it_in_its_new_chat(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.follows(await owing.chat(-7, "group"), "storm")
    await owing.publish("A storm is coming")
    moved = exceptions.TelegramMigrateToChat(
        method=METHOD, message="moved", migrate_to_chat_id=-100777
    )
    owing.telegram.answers["sendMessage"] = [moved]
    async with owing.sending():
        await owing.until(everything_sent)
    assert [one.chat_id for one in owing.telegram.sent] == [-7, -100777]


async def test_a_message_that_telegram_refuses_stops_no_other(owing: Outbox) -> None:
    ann = await owing.chat(7)
    await owing.owe(ann)
    await owing.owe(ann)
    refused = exceptions.TelegramBadRequest(method=METHOD, message="Bad Request: message is odd")
    owing.telegram.answers["sendMessage"] = [refused, refused]  # the words alone, too
    async with owing.sending():
        await owing.until(lambda states: states == ["failed", "sent"])


async def test_an_alert_whose_formatting_telegram_refuses_is_sent_as_words(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.follows(await owing.chat(7), "storm")
    await owing.publish("A storm is coming")
    refused = exceptions.TelegramBadRequest(method=METHOD, message="Bad Request: entities are odd")
    owing.telegram.answers["sendMessage"] = [refused]
    async with owing.sending():
        await owing.until(everything_sent)
    formatted, plain = owing.telegram.sent
    assert formatted.entities
    assert formatted.reply_markup
    assert (plain.entities, plain.reply_markup) == (None, None)
    assert plain.text == f"{formatted.text}\nhttps://news.example/1"


async def test_what_was_unfollowed_meanwhile_is_not_sent(owing: Outbox) -> None:
    ann = await owing.chat(7)
    followed = await owing.follows(ann, "storm")
    await owing.publish("A storm is coming")
    async with owing.database.write() as connection:
        await remove(connection, datetime.now(UTC), Who(ann, 7), followed)
    await owing.owe(ann)
    async with owing.sending():
        await owing.until(lambda states: states == ["cancelled", "sent"])
    assert len(owing.telegram.sent) == 1


async def test_rows_in_doubt_after_a_crash_are_sent_and_counted(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.owe(await owing.chat(7))
    async with owing.database.write() as connection:
        await outbox.begin(connection, [1])  # and then the process dies
    began = asyncio.get_running_loop().time()
    async with owing.sending():
        await owing.until(everything_sent)
    assert (await owing.rows())[0].possible_doubles == 1
    assert asyncio.get_running_loop().time() - began > 1, "the chat may have just had a message"


async def test_stopping_finishes_what_is_under_way(owing: Outbox) -> None:
    await owing.owe(await owing.chat(7))
    let_go = asyncio.Event()

    async def slow(method: Any) -> Any:
        await let_go.wait()
        return owing.telegram._usual(method)

    owing.telegram.answers["sendMessage"] = [slow]
    async with owing.sending():
        await asyncio.wait_for(owing.telegram.came.wait(), 10)
        asyncio.get_running_loop().call_later(0.1, let_go.set)
    assert await owing.states() == ["sent"]


async def test_trouble_at_telegram_is_not_met_with_a_storm_of_requests(
    owing: Outbox, everything_sent: Holds
) -> None:
    for chat_id in range(1, 31):
        await owing.owe(await owing.chat(chat_id))
    owing.telegram.answers["sendMessage"] = [lost() for _ in range(30)]
    async with owing.sending(rate=30):
        await owing.until(lambda _: len(owing.telegram.calls) >= 5)
        owing.telegram.answers.clear()
        # Unchecked, the other 25 chats' first messages would have been lost as well.
        assert len(owing.telegram.calls) <= 7
        await owing.until(everything_sent)


async def test_an_edit_changes_the_message(owing: Outbox, everything_sent: Holds) -> None:
    ann = await owing.chat(7)
    async with owing.database.write() as connection:
        here = await destinations.find(connection, 7)
        assert here is not None
        await outbox.owe(
            connection, datetime.now(UTC), ann.id, "edit",
            outcome={"outcome": "Listed", "removed": 0}, edits=55,
        )  # fmt: skip
    async with owing.sending():
        await owing.until(everything_sent)
    (edit,) = owing.telegram.sent
    assert isinstance(edit, EditMessageText)
    assert edit.message_id == 55
