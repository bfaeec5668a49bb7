"""Rhythms at work: what is held, released, told together and taken apart again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiogram import exceptions
from aiogram.methods import SendMessage
from sqlalchemy import update

from actions.follow_settings import mute
from actions.unfollowing import remove, restore
from actions.who import Who
from bot.delivery.deciding import UNTIL_RESUMED
from storage import holding, rhythms
from storage.destinations import Destination
from storage.rhythms import Rhythm
from storage.schema import delivery
from tests.support.owing import Outbox

Holds = Callable[[list[str]], bool]
BAD = exceptions.TelegramBadRequest(
    method=SendMessage(chat_id=7, text=""), message="Bad Request: something new"
)


async def follower(owing: Outbox, chat_id: int = 7, rhythm: Rhythm | None = None) -> Destination:
    ann = await owing.chat(chat_id)
    await owing.follows(ann, "storm")
    if rhythm is not None:
        async with owing.database.write() as connection:
            await rhythms.change(connection, ann.id, rhythm)
    return ann


async def held(owing: Outbox, count: int) -> None:
    await owing.until(lambda states: states.count("held") == count)


async def resume(owing: Outbox, ann: Destination, rhythm: Rhythm) -> None:
    async with owing.database.write() as connection:
        await rhythms.change(connection, ann.id, rhythm)
        await holding.reconsider(connection, datetime.now(UTC), ann.id)


async def test_while_paused_nothing_comes_and_then_all_of_it(
    owing: Outbox, everything_sent: Holds
) -> None:
    ann = await follower(owing, rhythm=Rhythm(paused_at=datetime.now(UTC)))
    for number in range(3):
        await owing.publish(f"Storm number {number}")
    async with owing.sending() as sender:
        await held(owing, 3)
        assert owing.texts(7) == []
        await resume(owing, ann, Rhythm())
        sender.owed()
        await owing.until(everything_sent)
    (text,) = owing.texts(7)
    assert text.startswith("While it was paused: 3")
    assert all(f"Storm number {number}" in text for number in range(3))


async def test_a_daily_digest_is_released_at_its_time(
    owing: Outbox, everything_sent: Holds
) -> None:
    await follower(owing, rhythm=Rhythm(rhythm="daily"))
    await owing.publish("Storm one")
    await owing.publish("Storm two")
    async with owing.sending() as sender:
        await held(owing, 2)
        async with owing.database.write() as connection:
            at = await holding.next_release(connection)
            assert at is not None
            assert await holding.release(connection, at - timedelta(seconds=1)) == 0
            assert await holding.release(connection, at) == 2
            now = datetime.now(UTC)
            await connection.execute(update(delivery).values(due_at=now))  # as if it were then
        sender.owed()
        await owing.until(everything_sent)
    (text,) = owing.texts(7)
    assert text.startswith("Your daily digest: 2")


def an_hour_ago() -> Rhythm:
    """Return the rhythm of a daily digest that was due then."""
    then = datetime.now(UTC) - timedelta(hours=1)
    return Rhythm(zone="UTC", rhythm="daily", digest_minute=60 * then.hour + then.minute)


async def waits_since(owing: Outbox, ago: timedelta) -> None:
    since = datetime.now(UTC) - ago
    async with owing.database.write() as connection:
        await connection.execute(update(delivery).values(created_at=since, due_at=since))


async def test_what_could_not_be_decided_in_time_comes_with_the_digest_that_it_missed(
    owing: Outbox, everything_sent: Holds
) -> None:
    await follower(owing, rhythm=an_hour_ago())
    await owing.publish("Storm one")
    await waits_since(owing, timedelta(hours=2))
    async with owing.sending():
        await owing.until(everything_sent)
    (text,) = owing.texts(7)
    assert text.startswith("Your daily digest: 1")
    assert await owing.states() == ["folded", "sent"]


async def test_a_rhythm_that_is_set_while_something_waits_counts_from_then_on(
    owing: Outbox,
) -> None:
    ann = await follower(owing)
    await owing.publish("Storm one")
    await waits_since(owing, timedelta(hours=2))
    await resume(owing, ann, an_hour_ago())
    async with owing.sending():
        await held(owing, 1)
    assert owing.texts(7) == []


async def test_a_weekly_digest_that_is_turned_off_was_not_late(
    owing: Outbox, everything_sent: Holds
) -> None:
    ann = await follower(owing, rhythm=Rhythm(rhythm="weekly", digest_day=0))
    await owing.publish("Storm one")
    async with owing.sending() as sender:
        await held(owing, 1)
        three_days_ago = datetime.now(UTC) - timedelta(days=3)
        async with owing.database.write() as connection:
            await connection.execute(update(delivery).values(created_at=three_days_ago))
        await resume(owing, ann, Rhythm())
        sender.owed()
        await owing.until(everything_sent)
    (text,) = owing.texts(7)
    assert text.startswith("Storm one")


async def test_a_follow_of_its_own_rhythm_does_not_hold_up_the_others(owing: Outbox) -> None:
    await follower(owing, rhythm=Rhythm(rhythm="daily"))
    await follower(owing, 8)
    await owing.publish("Storm one")
    async with owing.sending():
        await owing.until(lambda states: sorted(states) == ["held", "sent"])
    assert len(owing.texts(8)) == 1


async def test_what_somebody_unfollows_while_it_is_held_never_comes(owing: Outbox) -> None:
    ann = await follower(owing, rhythm=Rhythm(rhythm="daily"))
    await owing.publish("Storm one")
    async with owing.sending():
        await held(owing, 1)
    async with owing.database.write() as connection:
        await remove(connection, datetime.now(UTC), Who(ann, 7), 1)
    assert await owing.states() == ["cancelled"]


async def test_many_come_in_several_messages_that_say_so(
    owing: Outbox, everything_sent: Holds
) -> None:
    await follower(owing)
    for number in range(40):
        await owing.publish(f"Storm number {number:02}")
    async with owing.sending() as sender:
        await owing.until(everything_sent)
        sender.owed()
    first, second = owing.texts(7)
    assert "15 more come right after." in first
    told = first + second
    assert all(told.count(f"Storm number {number:02}") == 1 for number in range(40))


async def test_a_refused_headline_costs_itself_alone(owing: Outbox) -> None:
    await follower(owing)
    for number in range(4):
        await owing.publish(f"Storm number {number}")

    def picky(method: SendMessage) -> object:
        if "Storm number 2" in method.text:
            raise BAD
        return owing.telegram._usual(method)

    owing.telegram.answers["sendMessage"] = [picky] * 20
    async with owing.sending():
        await owing.until(lambda states: not {"pending", "sending"} & set(states))
    taken = "".join(text for text in owing.texts(7) if "Storm number 2" not in text)
    assert all(f"Storm number {number}" in taken for number in (0, 1, 3))
    assert (await owing.states()).count("failed") == 1


async def test_what_waited_for_more_than_a_day_comes_as_one_late_message(
    owing: Outbox, everything_sent: Holds
) -> None:
    await follower(owing)
    await owing.publish("Storm one")
    await owing.publish("Storm two")
    two_days_ago = datetime.now(UTC) - timedelta(days=2)
    async with owing.database.write() as connection:
        await connection.execute(update(delivery).values(created_at=two_days_ago))
    async with owing.sending():
        await owing.until(everything_sent)
    (text,) = owing.texts(7)
    assert text.startswith("While you were away: 2")
    assert await owing.states() == ["expired", "expired", "sent"]


async def test_a_paused_digest_waits_again(owing: Outbox) -> None:
    ann = await follower(owing)
    await owing.publish("Storm one")
    await owing.publish("Storm two")
    owing.telegram.answers["sendMessage"] = [
        exceptions.TelegramServerError(method=BAD.method, message="Bad Gateway")
    ]
    async with owing.sending():
        await owing.until(lambda states: states == ["folded", "folded", "pending"])
        async with owing.database.write() as connection:
            await rhythms.change(connection, ann.id, Rhythm(paused_at=datetime.now(UTC)))
        await owing.until(lambda states: states == ["held", "held", "cancelled"])
    rows = await owing.rows()
    assert [row.due_at for row in rows[:2]] == [UNTIL_RESUMED] * 2


async def owed_a_digest_that_fails_once(owing: Outbox) -> Destination:
    """Owe somebody two alerts, of a follow each, whose digest Telegram refuses once."""
    ann = await follower(owing)
    await owing.follows(ann, "market")
    await owing.publish("Storm one")
    await owing.publish("A market opens")
    owing.telegram.answers["sendMessage"] = [
        exceptions.TelegramServerError(method=BAD.method, message="Bad Gateway")
    ]
    return ann


async def test_what_is_muted_before_a_digest_is_tried_again_is_left_out(
    owing: Outbox,
) -> None:
    ann = await owed_a_digest_that_fails_once(owing)
    async with owing.sending():
        await owing.until(lambda states: states == ["folded", "folded", "pending"])
        async with owing.database.write() as connection:
            await mute(connection, datetime.now(UTC), Who(ann, 7), 1, 7)
        await owing.until(lambda states: states == ["cancelled", "sent", "cancelled"])
    refused, told = owing.texts(7)
    assert "Storm one" in refused
    assert "Storm one" not in told
    assert "A market opens" in told


async def test_an_undo_gives_back_what_a_digest_that_was_tried_again_left_out(
    owing: Outbox,
) -> None:
    ann = await owed_a_digest_that_fails_once(owing)
    async with owing.sending() as sender:
        await owing.until(lambda states: states == ["folded", "folded", "pending"])
        async with owing.database.write() as connection:
            await remove(connection, datetime.now(UTC), Who(ann, 7), 1)
        await owing.until(lambda states: states == ["cancelled", "sent", "cancelled"])
        async with owing.database.write() as connection:
            await restore(connection, Who(ann, 7), 1, 100)
        sender.owed()
        await owing.until(lambda states: states == ["sent", "sent", "cancelled"])
    _, told, given_back = owing.texts(7)
    assert "Storm one" not in told
    assert "A market opens" in told
    assert "Storm one" in given_back
    assert "A market opens" not in given_back


async def test_silent_destinations_hear_nothing(owing: Outbox, everything_sent: Holds) -> None:
    await follower(owing, rhythm=Rhythm(silent=True))
    await follower(owing, 8)
    await owing.publish("Storm one")
    async with owing.sending():
        await owing.until(everything_sent)
    sent = [one for one in owing.telegram.sent if isinstance(one, SendMessage)]
    silent = {one.chat_id: one.disable_notification for one in sent}
    assert silent == {7: True, 8: None}
