"""Later reports at work: the message that told a story names who else reports it, silently."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from aiogram import exceptions
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import LinkPreviewOptions
from sqlalchemy import update

from actions.stories import mute, unmute
from actions.unfollowing import remove
from actions.who import Who
from bot.clock import SystemClock
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from storage import articles, outbox, readings, sources
from storage.articles import Sighted
from storage.readings import ReadText
from storage.schema import delivery
from storage.sources import SourceSettings
from tests.support.owing import LONG_AGO, Outbox

HEADLINE = "A storm tore the roof off the market in Kentau"
Holds = Callable[[list[str]], bool]


async def report(owing: Outbox, outlet: str) -> int:
    """Let another outlet report the first story; return how often the bell rang for it."""
    url = f"https://{outlet}.example/storm"
    async with owing.database.write() as connection:
        feeds = [
            SourceSettings("https://news.example/feed", "News", None, None, None),
            SourceSettings(f"https://{outlet}.example/feed", outlet, None, None, None),
        ]
        await sources.sync_file(connection, LONG_AGO, feeds)
        now = datetime.now(UTC)
        by_url = {one.url: one.id for one in await sources.due(connection, now, (), 9)}
        entry = Sighted(url, url, HEADLINE, "", "", None)
        await articles.sight(connection, now, by_url[feeds[1].url], [entry])
        (unread,) = await readings.unread(connection, now, [], 10)
    rings: list[None] = []
    publisher = Publisher(
        owing.database, IndexKeeper(owing.database), SystemClock(), lambda: rings.append(None)
    )
    canonical = "https://news.example/1"
    reading = ReadText(HEADLINE, "", "", "en", None, "feed", None, canonical)
    assert await publisher.publish(unread, reading) == 0
    return len(rings)


async def told(owing: Outbox, everything_sent: Holds) -> int:
    """Tell somebody of a story; return the message."""
    await owing.follows(await owing.chat(7), "storm")
    await owing.publish(HEADLINE)
    async with owing.sending():
        await owing.until(everything_sent)
    (row,) = await owing.rows()
    assert isinstance(row.message_id, int)
    return row.message_id


def changes(owing: Outbox) -> list[EditMessageText]:
    return [one for one in owing.telegram.sent if isinstance(one, EditMessageText)]


async def test_the_message_names_who_else_reports_it(owing: Outbox, everything_sent: Holds) -> None:
    message_id = await told(owing, everything_sent)
    assert await report(owing, "tengri") == 1
    assert await report(owing, "zakon") == 0, "what waits is enough"
    async with owing.sending():
        await owing.until(everything_sent)
    (change,) = changes(owing)
    assert (change.chat_id, change.message_id) == (7, message_id)
    assert "also: tengri, zakon" in (change.text or "")
    preview = change.link_preview_options
    assert isinstance(preview, LinkPreviewOptions)
    assert preview.url == "https://news.example/1"
    assert change.reply_markup is not None
    buttons = [row[0].text for row in change.reply_markup.inline_keyboard]
    assert buttons == ["Read", "Unfollow: storm", "Mute this story"]
    assert len(owing.texts(7)) == 2


async def test_a_digest_is_not_changed(owing: Outbox, everything_sent: Holds) -> None:
    await owing.follows(await owing.chat(7), "storm")
    await owing.publish(HEADLINE)
    await owing.publish("Another storm")
    async with owing.sending():
        await owing.until(everything_sent)
    assert await report(owing, "tengri") == 0
    assert "folded" in await owing.states()


async def test_a_muted_story_is_left_alone_until_it_is_heard_of_again(
    owing: Outbox, everything_sent: Holds
) -> None:
    await told(owing, everything_sent)
    await report(owing, "tengri")
    async with owing.database.write() as connection:
        await mute(connection, datetime.now(UTC), 7, 1)
    assert await report(owing, "zakon") == 0
    assert await owing.states() == ["sent", "cancelled"]
    async with owing.database.write() as connection:
        await unmute(connection, 7, 1)
    assert await report(owing, "orda") == 1
    async with owing.sending():
        await owing.until(lambda states: states[-1] == "sent")
    assert "also: tengri, zakon, orda" in (changes(owing)[-1].text or "")


async def test_what_was_unfollowed_meanwhile_is_not_changed(
    owing: Outbox, everything_sent: Holds
) -> None:
    await told(owing, everything_sent)
    await report(owing, "tengri")
    ann = await owing.chat(7)
    async with owing.database.write() as connection:
        await remove(connection, datetime.now(UTC), Who(ann, 7), 1)
    assert await owing.states() == ["sent", "cancelled"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Bad Request: message is not modified: it is the same", "sent"),
        ("Bad Request: message to edit not found", "cancelled"),
        ("Bad Request: message can't be edited", "cancelled"),
    ],
)
async def test_a_message_that_is_gone_or_the_same_is_left_alone(
    owing: Outbox, everything_sent: Holds, text: str, state: str
) -> None:
    await told(owing, everything_sent)
    await report(owing, "tengri")
    method = EditMessageText(chat_id=7, message_id=1, text="")
    refusal = exceptions.TelegramBadRequest(method=method, message=text)
    owing.telegram.answers["editMessageText"] = [refusal]
    async with owing.sending():
        await owing.until(lambda states: states == ["sent", state])
    assert len(changes(owing)) == 1


async def test_a_change_without_a_message_is_never_sent_as_one(
    owing: Outbox, everything_sent: Holds
) -> None:
    await told(owing, everything_sent)
    await report(owing, "tengri")
    async with owing.database.write() as connection:
        await connection.execute(
            update(delivery).where(delivery.c.kind == "alert").values(message_id=None)
        )
    async with owing.sending():
        await owing.until(lambda states: states == ["sent", "cancelled"])
    assert len(owing.texts(7)) == 1


async def test_an_alert_in_doubt_after_a_crash_names_them_itself(
    owing: Outbox, everything_sent: Holds
) -> None:
    await owing.follows(await owing.chat(7), "storm")
    await owing.publish(HEADLINE)
    async with owing.database.write() as connection:
        assert len(await outbox.begin(connection, [1])) == 1
    await report(owing, "tengri")
    assert await owing.states() == ["sending", "pending"]
    async with owing.sending():
        await owing.until(everything_sent)
    assert [type(one) for one in owing.telegram.sent] == [SendMessage, EditMessageText]
    first, change = owing.telegram.sent
    assert "also: tengri" in (first.text or "")
    assert first.text == change.text


async def test_a_change_in_doubt_after_a_crash_is_made_once_more(
    owing: Outbox, everything_sent: Holds
) -> None:
    message_id = await told(owing, everything_sent)
    await report(owing, "tengri")
    async with owing.database.write() as connection:
        assert len(await outbox.begin(connection, [2])) == 1
    async with owing.sending():
        await owing.until(everything_sent)
    (change,) = changes(owing)
    assert change.message_id == message_id
