"""Updates become effects: each once, in order per chat, whatever goes wrong."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.types import Message
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from actions.outcomes import Failed, Helped, decode
from bot.intake.intake import Intake
from handlers.senders import sender_of
from handlers.turn import Turn
from storage import outbox, waiting_line
from storage.alerts import ALERT_URGENCY
from storage.database import Database
from tests.support.fake_telegram import FakeTelegram
from tests.support.travel import TravellingClock

_NO_ROOM = """
    CREATE TRIGGER no_room BEFORE INSERT ON delivery
    BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
"""

Handler = Callable[[Message, Turn], Awaitable[None]]


def message(update_id: int, chat_id: int = 7, text: str = "/help") -> dict[str, Any]:
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1_790_000_000,
            "text": text,
            "chat": {"id": chat_id, "type": "private", "first_name": "Ann"},
            "from": {"id": chat_id, "is_bot": False, "first_name": "Ann", "language_code": "en"},
        },
    }


async def help_once(message: Message, turn: Turn) -> None:
    async with turn.effect(sender_of(message)) as effect:
        await effect.answer(Helped())


def taking(
    database: Database, handler: Handler, clock: TravellingClock | None = None
) -> tuple[Intake, list[str]]:
    """An intake whose only handler is this one, and a note for each time something is owed."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(handler)
    owed: list[str] = []
    intake = Intake(
        dispatcher,
        FakeTelegram().bot(),
        database,
        clock or TravellingClock(),
        lambda: owed.append("owed"),
    )
    return intake, owed


async def answers(database: Database) -> list[Any]:
    async with database.write() as connection:
        now = datetime(2027, 1, 1, tzinfo=UTC)
        found = []
        while heads := await waiting_line.heads(
            connection, now, [], 100, more_urgent_than=ALERT_URGENCY
        ):
            letters = await outbox.begin(connection, [head.id for head in heads])
            found += [decode(letter.outcome or {}) for letter in letters]
        return found


async def test_an_update_that_comes_again_has_no_second_effect(sqlite_database: Database) -> None:
    intake, owed = taking(sqlite_database, help_once)
    for _ in range(3):
        await intake.take(message(1))
    assert await answers(sqlite_database) == [Helped()]
    assert owed == ["owed"]


async def test_updates_of_one_chat_are_handled_one_after_the_other(
    sqlite_database: Database,
) -> None:
    order: list[str] = []

    async def handler(message: Message, turn: Turn) -> None:
        del turn
        order.append(f"{message.text} begins")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        order.append(f"{message.text} ends")

    intake, _ = taking(sqlite_database, handler)
    await asyncio.gather(
        *(intake.take(message(number, text=f"/{number}")) for number in range(1, 4))
    )
    assert order == [f"/{n} {what}" for n in range(1, 4) for what in ("begins", "ends")]


async def test_a_slow_chat_holds_up_no_other(sqlite_database: Database) -> None:
    let_go = asyncio.Event()

    async def handler(message: Message, turn: Turn) -> None:
        if message.chat.id == 1:
            await let_go.wait()
        await help_once(message, turn)

    intake, _ = taking(sqlite_database, handler)
    async with asyncio.TaskGroup() as group:
        slow = group.create_task(intake.take(message(1, chat_id=1)))
        await intake.take(message(2, chat_id=2))
        assert not slow.done()
        let_go.set()


async def test_a_passing_fault_is_tried_again(sqlite_database: Database) -> None:
    faults = [OperationalError("locked", None, Exception()), RuntimeError("odd")]

    async def handler(message: Message, turn: Turn) -> None:
        if faults:
            raise faults.pop()
        await help_once(message, turn)

    clock = TravellingClock()
    intake, _ = taking(sqlite_database, handler, clock)
    async with asyncio.TaskGroup() as group:
        await _travel(clock, group.create_task(intake.take(message(1))))
    assert await answers(sqlite_database) == [Helped()]


async def test_a_lasting_fault_ends_with_an_apology(sqlite_database: Database) -> None:
    async def handler(message: Message, turn: Turn) -> None:
        async with turn.effect(sender_of(message)) as effect:
            await effect.answer(Helped())
            raise RuntimeError("always")

    clock = TravellingClock()
    intake, _ = taking(sqlite_database, handler, clock)
    async with asyncio.TaskGroup() as group:
        await _travel(clock, group.create_task(intake.take(message(1))))
    assert await answers(sqlite_database) == [Failed()]


async def test_a_full_disk_is_waited_for_though_it_has_room_for_an_apology(
    sqlite_database: Database,
) -> None:
    tries = 0

    async def handler(message: Message, turn: Turn) -> None:
        nonlocal tries
        tries += 1
        async with turn.effect(sender_of(message)) as effect:
            if tries < 20:
                await effect.connection.execute(text("PRAGMA max_page_count=1"))
                await effect.connection.execute(text("CREATE TABLE more AS SELECT zeroblob(99999)"))
            await effect.answer(Helped())

    clock = TravellingClock()
    intake, _ = taking(sqlite_database, handler, clock)
    async with asyncio.TaskGroup() as group:
        await _travel(clock, group.create_task(intake.take(message(1))))
    assert tries == 20
    assert await answers(sqlite_database) == [Helped()]


async def test_a_database_that_takes_nothing_for_long_costs_no_update(
    sqlite_database: Database,
) -> None:
    async with sqlite_database.write() as connection:
        await connection.execute(text(_NO_ROOM))

    clock = TravellingClock()
    intake, _ = taking(sqlite_database, help_once, clock)
    async with asyncio.TaskGroup() as group:
        taking_it = group.create_task(intake.take(message(1)))
        while clock.monotonic() < 1_060:
            await asyncio.sleep(0.005)
            await clock.advance(1)
        while not clock.asleep:  # between a failed try and its apology is the wrong moment
            await asyncio.sleep(0.005)
        async with sqlite_database.write() as connection:
            await connection.execute(text("DROP TRIGGER no_room"))
        await _travel(clock, taking_it)
    assert await answers(sqlite_database) == [Helped()]


@pytest.mark.parametrize(
    "raw", [{"update_id": 1, "message": {"message_id": "?"}}, {"update_id": 2, "news": {}}]
)
async def test_what_nobody_can_read_is_passed_over(
    sqlite_database: Database, raw: dict[str, Any]
) -> None:
    intake, _ = taking(sqlite_database, help_once)
    await intake.take(raw)
    assert await answers(sqlite_database) == []


async def _travel(clock: TravellingClock, task: asyncio.Task[None]) -> None:
    """Let real work (the database's threads) go on, and time pass whenever something sleeps."""
    while not task.done():
        await asyncio.sleep(0.005)
        await clock.advance(1)
