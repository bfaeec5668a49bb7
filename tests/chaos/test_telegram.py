"""Telegram floods, fails, garbles, cuts off and is slow, while news and people go on."""

import pytest

from demo.telegram.faults import Dropped, Fault, Flood, Garbled, ServerError, Slow
from tests.chaos.account import TIMES, account
from tests.chaos.players import WORDS, Players

pytestmark = [pytest.mark.xdist_group("chaos"), pytest.mark.asyncio(loop_scope="session")]

_STRIKES = 3  # of one fault, one after another

TROUBLES: dict[str, Fault] = {
    "Telegram answers 429 for everybody": Flood(2, everywhere=True),
    "Telegram answers 500": ServerError(),
    "Telegram answers 502 with a page": ServerError(502, html=True),
    "Telegram's answer is cut in half": Garbled(truncated=True),
    "Telegram's answer makes no sense": Garbled(),
    "the connection is cut before the message is taken": Dropped(),
    "the connection is cut after the message is taken": Dropped(accepted=True),
}


async def test_all_of_them_at_once(players: Players) -> None:
    """Each person's messages meet another fault."""
    telegram = players.stage.telegram
    faults = [*TROUBLES.values(), Flood(2), Slow(8)]
    async with account(players, "all that follows at once, each for one chat") as one:
        for _ in range(TIMES):
            for number, fault in enumerate(faults):
                person = players.people[number % len(players.people)]
                telegram.faults.add(fault, method="sendMessage", chat_id=person.id)
            players.publish(*WORDS)
            await players.say()
            players.publish(*WORDS[::2])
            await telegram.wait_until(lambda: not telegram.faults.remaining, 60)
            one.events += len(faults)
            one.bound += 2  # answers that never come


@pytest.mark.long
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_fault(players: Players, trouble: str) -> None:
    fault, faults = TROUBLES[trouble], players.stage.telegram.faults
    strikes = 1 if isinstance(fault, Flood) else _STRIKES
    async with account(players, trouble) as one:
        for _ in range(TIMES):
            faults.add(fault, method="sendMessage", times=strikes)
            players.publish(*WORDS)
            await players.say()
            players.publish(*WORDS[::2])
            await players.stage.telegram.wait_until(lambda: not faults.remaining, 60)
            one.events += strikes
            if fault == Dropped(accepted=True):
                one.bound += strikes


@pytest.mark.long
async def test_one_chat_is_flooded(players: Players) -> None:
    telegram = players.stage.telegram
    async with account(players, "Telegram answers 429 for one chat") as one:
        for number in range(TIMES):
            person = players.people[number % len(players.people)]
            telegram.faults.add(Flood(2), method="sendMessage", chat_id=person.id)
            players.publish(*WORDS)
            await players.say()
            await telegram.wait_until(lambda: not telegram.faults.remaining, 60)
            one.events += 1


@pytest.mark.long
async def test_answers_come_too_late(players: Players) -> None:
    telegram = players.stage.telegram
    async with account(players, "Telegram answers after the deadline of a request") as one:
        for _ in range(TIMES):
            telegram.faults.add(Slow(9), method="sendMessage", times=_STRIKES)
            players.publish(*WORDS)
            await players.say()
            await telegram.wait_until(lambda: not telegram.faults.remaining, 60)
            one.events += _STRIKES
            one.bound += _STRIKES
