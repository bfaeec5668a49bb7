"""Of one chat the oldest goes first, and nothing is left lying, however messages come together."""

from collections.abc import Callable, Sequence

from aiogram import exceptions
from aiogram.methods import SendMessage
from sqlalchemy import update

from storage import holding
from storage.schema import delivery
from tests.support.owing import Outbox

Holds = Callable[[list[str]], bool]
METHOD = SendMessage(chat_id=7, text="")


async def storms(owing: Outbox, numbers: Sequence[int]) -> None:
    for number in numbers:
        await owing.publish(f"Storm number {number:02}")


def told(texts: Sequence[str], count: int) -> list[list[int]]:
    """Return which of the storms each message tells."""
    return [[one for one in range(count) if f"Storm number {one:02}" in text] for text in texts]


async def test_what_is_news_is_told_together_with_many_that_were_held(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.follows(await owing.chat(7), "storm")
    await storms(owing, range(40))
    async with owing.database.write() as connection:
        await connection.execute(
            update(delivery).values(urgency=holding.RELEASED_URGENCY, held_why="paused")
        )
    await owing.publish("Storm number 40")
    async with owing.sending():
        await owing.until(everything_sent)
    first, second = told(owing.texts(7), 41)
    assert first == [*range(24), 40]
    assert second == [*range(24, 40)]


async def test_a_digest_that_was_not_taken_goes_before_what_is_younger(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.follows(await owing.chat(7), "storm")
    await storms(owing, range(60))
    owing.telegram.answers["sendMessage"] = [
        exceptions.TelegramServerError(method=METHOD, message="Bad Gateway")
    ]
    async with owing.sending():
        await owing.until(everything_sent)
    refused, *taken = told(owing.texts(7), 60)
    assert refused == [*range(25)]
    assert taken == [[*range(25)], [*range(25, 50)], [*range(50, 60)]]
