"""Storage, on both databases: what is owed, in which order, and what became of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import destinations, holds, outbox, waiting_line
from storage.alerts import ALERT_URGENCY
from storage.database import Database
from storage.letters import Letter
from storage.rhythms import Rhythm
from storage.schema import delivery
from storage.waiting_line import Head
from tests.storage.builders import (
    NOW,
    arrive,
    begin_all,
    follow,
    heads,
    later,
    publish,
    send_all,
)

HELPED = {"outcome": "Helped"}
ADDED = {"outcome": "Added", "follow_id": 2**40}


async def owe(
    connection: AsyncConnection, chat_id: int = 7, at: datetime = NOW, kind: str = "answer"
) -> int:
    """Owe a chat an answer; return its id."""
    there = await arrive(connection, chat_id)
    await outbox.owe(connection, at, there.id, kind, outcome=HELPED)
    last = select(delivery.c.id).order_by(delivery.c.id.desc()).limit(1)
    return int((await connection.execute(last)).scalar_one())


async def row(connection: AsyncConnection, delivery_id: int) -> Any:
    statement = select(delivery).where(delivery.c.id == delivery_id)
    return (await connection.execute(statement)).one()


async def alert_chats(connection: AsyncConnection, number: str, *chat_ids: int) -> None:
    """Owe an alert to each of these chats."""
    for chat_id in chat_ids:
        await follow(connection, await arrive(connection, chat_id), f"query {number}")
    assert await publish(connection, number, f"query {number}") == len(chat_ids)


async def test_answers_go_before_alerts_and_the_oldest_first(database: Database) -> None:
    async with database.write() as connection:
        await alert_chats(connection, "a", 5, 4, 3)
        await owe(connection, 2)
        await owe(connection, 1)
        found = await heads(connection)
        assert [head.chat_id for head in found] == [2, 1, *_by_id(found[2:])]
        assert [head.urgency for head in found] == [0, 0, 10, 10, 10]
        answers = await heads(connection, more_urgent_than=ALERT_URGENCY)
        assert [head.chat_id for head in answers] == [2, 1]
        assert [head.chat_id for head in await heads(connection, limit=1)] == [2]


def _by_id(found: Any) -> list[int]:
    return [head.chat_id for head in sorted(found, key=lambda head: head.id)]


async def test_a_chat_for_which_many_wait_hides_no_other(database: Database) -> None:
    async with database.write() as connection:
        for number in range(9):
            await alert_chats(connection, f"a{number}", 5)
        await alert_chats(connection, "b", 4)
        assert [head.chat_id for head in await heads(connection, limit=2)] == [5, 4]


async def test_each_chat_has_one_head_whatever_its_topics(database: Database) -> None:
    async with database.write() as connection:
        for topic in (0, 4):
            there = await arrive(connection, -9, topic, "supergroup")
            await outbox.owe(connection, NOW, there.id, "answer", outcome=HELPED)
            await outbox.owe(connection, NOW, there.id, "answer", outcome=HELPED)
        [head] = await heads(connection)
        assert head == Head(id=head.id, urgency=0, chat_id=-9)
        sent = await send_all(connection)
        assert [letter.id for letter in sent] == sorted(letter.id for letter in sent)
        assert [letter.thread_id for letter in sent] == [0, 0, 4, 4]


async def test_an_answer_overtakes_the_alerts_of_its_own_chat(database: Database) -> None:
    async with database.write() as connection:
        await alert_chats(connection, "a", 7)
        answer = await owe(connection, 7)
        [head] = await heads(connection)
        assert (head.id, head.urgency) == (answer, 0)


async def test_nothing_is_a_head_before_it_is_due(database: Database) -> None:
    async with database.write() as connection:
        await owe(connection, at=later(5))
        assert await heads(connection, later(4.999999)) == []
        assert len(await heads(connection, later(5))) == 1


async def test_a_chat_keeps_its_order_while_its_first_message_is_tried_again(
    database: Database,
) -> None:
    async with database.write() as connection:
        first, _ = await owe(connection), await owe(connection)
        other = await owe(connection, 8)
        for attempt in range(1, 20):
            await outbox.begin(connection, [first])
            await outbox.retry(connection, first, later(60), "answered 502", unknown=False)
            assert [head.id for head in await heads(connection)] == [other], attempt
        assert [head.id for head in await heads(connection, later(60))] == [first, other]


async def test_a_message_that_fails_again_and_again_holds_up_its_chat_no_longer(
    database: Database,
) -> None:
    async with database.write() as connection:
        first, second = await owe(connection), await owe(connection)
        for _ in range(20):
            await outbox.begin(connection, [first])
            await outbox.retry(connection, first, later(60), "answered 502", unknown=False)
        assert [head.id for head in await heads(connection)] == [second]
        assert [head.id for head in await heads(connection, later(60))] == [first]


async def test_alerts_wait_behind_an_answer_that_is_tried_again(database: Database) -> None:
    async with database.write() as connection:
        await alert_chats(connection, "a", 7)
        answer = await owe(connection, 7)
        await outbox.begin(connection, [answer])
        await outbox.retry(connection, answer, later(60), "answered 502", unknown=False)
        assert await heads(connection) == []


async def test_busy_and_held_chats_are_left_out(database: Database) -> None:
    async with database.write() as connection:
        for chat_id in (1, 2, 3):
            await owe(connection, chat_id)
        await holds.put(connection, 2, later(30))
        assert [head.chat_id for head in await heads(connection, busy=[3])] == [1]
        assert [head.chat_id for head in await heads(connection, later(29.9))] == [1, 3]
        assert [head.chat_id for head in await heads(connection, later(30))] == [1, 2, 3]


async def test_thousands_of_chats_may_be_busy(database: Database) -> None:
    async with database.write() as connection:
        await owe(connection, 30_001)
        found = await heads(connection, busy=range(30_000))
        assert [head.chat_id for head in found] == [30_001]


async def test_what_is_being_sent_is_no_head_and_nothing_else_of_it_is_lost(
    database: Database,
) -> None:
    async with database.write() as connection:
        first, second = await owe(connection), await owe(connection)
        await outbox.begin(connection, [first])
        assert [head.id for head in await heads(connection)] == [second]


async def test_the_next_due_time_lies_ahead(database: Database) -> None:
    async with database.write() as connection:
        assert await waiting_line.next_due(connection, NOW) is None
        await owe(connection, at=NOW)
        await owe(connection, at=later(9))
        sending = await owe(connection, at=later(0.000001))
        assert await waiting_line.next_due(connection, NOW) == later(0.000001)
        await outbox.begin(connection, [sending])
        assert await waiting_line.next_due(connection, NOW) == later(9)
        assert await waiting_line.next_due(connection, later(9)) is None


async def test_a_letter_says_all_that_sending_needs(database: Database) -> None:
    async with database.write() as connection:
        there = await arrive(connection, -(2**51), 2**40, "supergroup", "kk")
        await outbox.owe(
            connection, NOW, there.id, "edit", outcome=ADDED, edits=2**33, reply_to=2**34
        )
        [head] = await heads(connection)
        assert await outbox.begin(connection, [head.id]) == [
            Letter(
                id=head.id,
                chat_id=-(2**51),
                kind="edit",
                urgency=0,
                rhythm=Rhythm(),
                thread_id=2**40,
                destination_id=there.id,
                language="kk",
                alert_id=None,
                outcome=ADDED,
                edits=2**33,
                reply_to=2**34,
                attempts=1,
                created_at=NOW,
                due_at=NOW,
                about_id=there.id,
                about_chat_id=-(2**51),
                to_channel=False,
                to_closed=False,
            )
        ]


async def test_only_what_is_pending_can_begin(database: Database) -> None:
    async with database.write() as connection:
        await arrive(connection)
        ids = [await owe(connection, chat_id) for chat_id in range(1, 6)]
        sending, sent, failed, cancelled, pending = ids
        await outbox.begin(connection, [sending, sent, failed])
        await outbox.sent(connection, NOW, sent, 1)
        await outbox.give_up(connection, failed, "message is too long")
        await outbox.cancel_chat(connection, 4, "blocked")
        begun = await outbox.begin(connection, [*ids, 2**52])
        assert [letter.id for letter in begun] == [pending]
        assert (await row(connection, cancelled)).state == "cancelled"
        assert await outbox.begin(connection, []) == []


async def test_what_was_cancelled_meanwhile_is_left_out(database: Database) -> None:
    async with database.write() as connection:
        ids = [await owe(connection, 1), await owe(connection, 2)]
        await outbox.cancel_chat(connection, 1, "kicked")
        assert [letter.chat_id for letter in await outbox.begin(connection, ids)] == [2]


async def test_attempts_are_counted(database: Database) -> None:
    async with database.write() as connection:
        one = await owe(connection)
        attempts = []
        for _ in range(3):
            [letter] = await outbox.begin(connection, [one])
            attempts.append(letter.attempts)
            await outbox.retry(connection, one, NOW, "refused", unknown=False)
        assert attempts == [1, 2, 3]
        assert (await row(connection, one)).possible_doubles == 0


async def test_a_lost_answer_counts_as_a_possible_double(database: Database) -> None:
    async with database.write() as connection:
        one = await owe(connection)
        for unknown in (True, False, True):
            await outbox.begin(connection, [one])
            await outbox.retry(connection, one, NOW, "timed out \0", unknown=unknown)
        assert (await row(connection, one)).possible_doubles == 2


async def test_what_was_sent_keeps_its_message_and_forgets_its_troubles(
    database: Database,
) -> None:
    async with database.write() as connection:
        one = await owe(connection)
        await outbox.begin(connection, [one])
        await outbox.retry(connection, one, NOW, "refused", unknown=False)
        await outbox.begin(connection, [one])
        await outbox.sent(connection, later(1.000001), one, 2**33)
        kept = await row(connection, one)
        assert (kept.state, kept.sent_at) == ("sent", later(1.000001))
        assert (kept.message_id, kept.error) == (2**33, None)


async def test_an_edit_keeps_its_message_where_the_answer_named_none(database: Database) -> None:
    async with database.write() as connection:
        there = await arrive(connection)
        await outbox.owe(connection, NOW, there.id, "edit", outcome=HELPED, edits=55)
        [letter] = await begin_all(connection)
        await outbox.sent(connection, NOW, letter.id, None)
        assert (await row(connection, letter.id)).message_id == 55


@pytest.mark.parametrize("begun", [False, True])
async def test_only_what_is_being_sent_can_be_settled(database: Database, begun: bool) -> None:
    async with database.write() as connection:
        one = await owe(connection)
        if begun:
            await outbox.begin(connection, [one])
            await outbox.cancel_one(connection, one, "nobody wants it")
        state = (await row(connection, one)).state
        await outbox.sent(connection, NOW, one, 1)
        await outbox.retry(connection, one, NOW, "refused", unknown=True)
        await outbox.give_up(connection, one, "too long")
        await outbox.cancel_one(connection, one, "gone")
        kept = await row(connection, one)
        assert (kept.state, kept.sent_at, kept.possible_doubles) == (state, None, 0)
        assert state == ("cancelled" if begun else "pending")


async def test_what_telegram_never_takes_is_not_tried_again(database: Database) -> None:
    async with database.write() as connection:
        one = await owe(connection)
        await outbox.begin(connection, [one])
        await outbox.give_up(connection, one, "Bad Request: message is too long")
        assert await heads(connection, later(10**6)) == []
        kept = await row(connection, one)
        assert (kept.state, kept.error) == ("failed", "Bad Request: message is too long")


async def test_a_block_cancels_what_waits_for_the_chat_and_nothing_else(
    database: Database,
) -> None:
    async with database.write() as connection:
        theirs = [await owe(connection, 1), await owe(connection, 1)]
        under_way, others = await owe(connection, 1), await owe(connection, 2)
        await outbox.begin(connection, [under_way])
        await outbox.cancel_chat(connection, 1, "kicked")
        states = [(await row(connection, one)).state for one in (*theirs, under_way, others)]
        assert states == ["cancelled", "cancelled", "sending", "pending"]
        await destinations.welcome_back(connection, 1)
        assert [head.id for head in await heads(connection)] == [others]


async def test_after_a_crash_what_was_being_sent_is_tried_again_and_counted(
    database: Database,
) -> None:
    async with database.write() as connection:
        doubtful, waiting = await owe(connection, 1), await owe(connection, 2)
        done = await owe(connection, 3)
        await outbox.begin(connection, [doubtful, done])
        await outbox.sent(connection, NOW, done, 1)
        assert await outbox.in_doubt(connection) == [1]
        assert await outbox.recover(connection, later(1)) == 1
        assert await outbox.recover(connection, later(2)) == 0
        assert await outbox.in_doubt(connection) == []
        again = await row(connection, doubtful)
        assert (again.state, again.due_at, again.possible_doubles) == ("pending", later(1), 1)
        assert (await row(connection, waiting)).possible_doubles == 0
        assert (await row(connection, done)).state == "sent"


async def test_what_was_sent_lately_is_told_by_chat_and_time(database: Database) -> None:
    async with database.write() as connection:
        for number, chat_id in enumerate((1, 2, 1)):
            one = await owe(connection, chat_id)
            await outbox.begin(connection, [one])
            await outbox.sent(connection, later(-number * 30), one, number)
        since = NOW - timedelta(seconds=60)
        assert await outbox.recent(connection, since) == [(2, later(-30)), (1, NOW)]
