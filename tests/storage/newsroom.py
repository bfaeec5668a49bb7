"""Outlets that report one story, and what becomes of the messages that told it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    alert_contents,
    alerts,
    articles,
    follow_settings,
    follows,
    matches,
    queries,
    readings,
    reports,
    sources,
    stories,
)
from storage.schema import delivery
from tests.storage.builders import (
    NOW,
    PLENTY,
    SPANS,
    arrive,
    entry,
    follow,
    reading,
    send_all,
    settings,
)

OUTLETS = ("Orda", "Tengri", "Zakon")


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Outlets that tell one story."""

    connection: AsyncConnection
    outlets: Mapping[str, int]
    story_id: int

    async def tells(
        self, outlet: str | int, number: str, *words: str, at: datetime = NOW
    ) -> tuple[int, int]:
        """Publish an article of the story; return how many alerts and changes that makes."""
        connection = self.connection
        source_id = outlet if isinstance(outlet, int) else self.outlets[outlet]
        await articles.sight(connection, at, source_id, [entry(number, title=number)])
        [waiting] = await readings.unread(connection, at, (), PLENTY)
        await readings.save(connection, at, waiting, reading(number), self.story_id)
        found = {await queries.find(connection, word): SPANS for word in words}
        await matches.record(connection, waiting.id, {at: one for at, one in found.items() if at})
        told = (connection, at, waiting.id, self.story_id)
        return await alerts.fan_out(*told), await reports.owe(*told)


async def newsroom(connection: AsyncConnection) -> Newsroom:
    """Return outlets that everybody may see, and a story that nobody has told yet."""
    urls = {f"https://{name}.example/feed": name for name in OUTLETS}
    await sources.sync_file(connection, NOW, [settings(url, name) for url, name in urls.items()])
    ids = {urls[one.url]: one.id for one in await sources.due(connection, NOW, (), PLENTY)}
    return Newsroom(connection, ids, await stories.begin(connection, NOW))


async def tune(connection: AsyncConnection, follow_id: int, **settings: Any) -> None:
    """Change the settings of a follow of chat 7."""
    known = await follows.get(connection, 7, follow_id)
    assert known is not None
    await follow_settings.change(connection, NOW, replace(known, **settings))


async def edits(connection: AsyncConnection, *states: str) -> list[int]:
    """Return which alerts wait for being changed, or are in other states of it."""
    statement = (
        select(delivery.c.alert_id)
        .where(delivery.c.kind == "edit", delivery.c.state.in_(states or ("pending",)))
        .order_by(delivery.c.id)
    )
    return list((await connection.execute(statement)).scalars())


async def named(connection: AsyncConnection, alert_id: int = 1) -> list[str]:
    """Return which other reports the message of an alert names."""
    content = (await alert_contents.get(connection, [alert_id]))[alert_id]
    return [f"{one.source} {one.url.rpartition('/')[2]}" for one in content.also]


async def followed(connection: AsyncConnection, *words: str, chat_id: int = 7) -> list[int]:
    """Follow each of these words in a chat; return the follows."""
    here = await arrive(connection, chat_id)
    return [await follow(connection, here, one) for one in words]


async def changed(connection: AsyncConnection) -> Newsroom:
    """Tell a story to a chat, whose message is about to be changed."""
    await followed(connection, "tax")
    news = await newsroom(connection)
    await news.tells("Orda", "a", "tax")
    await send_all(connection)
    assert await news.tells("Tengri", "b", "tax") == (0, 1)
    return news
