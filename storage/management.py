"""Who manages which channel: what they say in private is meant for it, until they say otherwise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.destinations import Destination
from storage.schema import chat, delivery, destination, management

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Known:
    """A chat that people are told about: its destination, its kind and its title."""

    there: Destination
    kind: str
    title: str


async def begin(
    connection: AsyncConnection, now: datetime, destination_id: int, managed_id: int
) -> None:
    """Let what is said at one destination be meant for another from now on."""
    await connection.execute(
        dialects.replace(
            connection,
            management,
            destination_id=destination_id,
            managed_id=managed_id,
            since=now,
        )
    )


async def end(connection: AsyncConnection, destination_id: int) -> int | None:
    """Let it be meant for itself again; return what was managed, None if nothing was."""
    ended = await connection.execute(
        delete(management)
        .where(management.c.destination_id == destination_id)
        .returning(management.c.managed_id)
    )
    managed_id: int | None = ended.scalar_one_or_none()
    return managed_id


async def end_all(connection: AsyncConnection, chat_id: int) -> Sequence[Destination]:
    """Let nobody manage the chat any more; return where those who did are written to."""
    theirs = select(destination.c.id).where(destination.c.chat_id == chat_id)
    ended = await connection.execute(
        delete(management)
        .where(management.c.managed_id.in_(theirs))
        .returning(management.c.destination_id)
    )
    ids = list(ended.scalars())
    rows = await connection.execute(_destinations().where(destination.c.id.in_(ids)))
    return [Destination(*row) for row in rows]


async def current(connection: AsyncConnection, chat_id: int) -> Destination | None:
    """Return what is managed from a private chat, None if nothing is."""
    here = destination.alias("here")
    statement = (
        _destinations()
        .join(management, management.c.managed_id == destination.c.id)
        .join(here, here.c.id == management.c.destination_id)
        .where(here.c.chat_id == chat_id, here.c.thread_id == 0)
    )
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else Destination(*row)


async def since(connection: AsyncConnection, chat_id: int, managed_chat_id: int) -> datetime | None:
    """Return since when a chat is managed from a private one, None if it is not."""
    here, there = destination.alias("here"), destination.alias("there")
    statement = (
        select(management.c.since)
        .join(here, here.c.id == management.c.destination_id)
        .join(there, there.c.id == management.c.managed_id)
        .where(here.c.chat_id == chat_id, there.c.chat_id == managed_chat_id)
    )
    began: datetime | None = (await connection.execute(statement)).scalar_one_or_none()
    return began


async def about(connection: AsyncConnection, chat_id: int, message_id: int) -> Destination | None:
    """Return what one of our messages in a private chat is about.

    None for the chat itself, also where the message is not known (any more): then what is managed
    now decides.
    """
    here = destination.alias("here")
    said = (
        select(func.coalesce(delivery.c.about_id, here.c.id))
        .join_from(delivery, here, here.c.id == delivery.c.destination_id)
        .where(here.c.chat_id == chat_id, delivery.c.message_id == message_id)
        .order_by(delivery.c.id.desc())
        .limit(1)
    )
    about_id = (await connection.execute(said)).scalar_one_or_none()
    if about_id is None:
        return await current(connection, chat_id)
    row = (
        await connection.execute(
            _destinations().where(destination.c.id == about_id, destination.c.chat_id != chat_id)
        )
    ).one_or_none()
    return None if row is None else Destination(*row)


async def known(connection: AsyncConnection, destination_id: int) -> Known | None:
    """Return a chat as people are told about it; None if there is no such destination."""
    found = await _known(connection, _chats().where(destination.c.id == destination_id))
    return found[0] if found else None


async def before(
    connection: AsyncConnection, destination_id: int, person_id: int
) -> Sequence[Known]:
    """Return the channels that somebody managed: from this destination, or as the last who did."""
    spoken_of = select(delivery.c.about_id).where(
        delivery.c.destination_id == destination_id, delivery.c.about_id.is_not(None)
    )
    theirs = or_(destination.c.id.in_(spoken_of), destination.c.manager_id == person_id)
    statement = _chats().where(chat.c.kind == "channel", theirs).order_by(chat.c.title)
    return await _known(connection, statement.limit(_SHOWN))


async def managers(connection: AsyncConnection, chat_id: int) -> Sequence[int]:
    """Return who last changed something in a chat or its topics: those of the chat itself first."""
    statement = (
        select(destination.c.manager_id)
        .where(destination.c.chat_id == chat_id, destination.c.manager_id.is_not(None))
        .order_by(destination.c.thread_id)
    )
    return list(dict.fromkeys((await connection.execute(statement)).scalars()))


async def told(
    connection: AsyncConnection,
    since: datetime,
    destination_ids: Collection[int],
    outcome: str,
    about_ids: Collection[int],
    what: str | None = None,
) -> Sequence[int]:
    """Return which destinations were owed a notice of this type about one of these since then.

    ``what`` is the one thing that it told; None: any.
    """
    statement: Select[int, Any] = (
        select(delivery.c.destination_id, delivery.c.outcome)
        .where(
            delivery.c.destination_id.in_(destination_ids),
            delivery.c.kind == "notice",
            delivery.c.created_at >= since,
        )
        .order_by(delivery.c.id)
    )
    return [
        row.destination_id
        for row in await connection.execute(statement)
        if (row.outcome or {}).get("outcome") == outcome
        and row.outcome.get("destination_id") in about_ids
        and (what is None or row.outcome.get("what") == what)
    ]


def _destinations() -> Select[int, int, int, str]:
    return select(
        destination.c.id, destination.c.chat_id, destination.c.thread_id, destination.c.language
    )


def _chats() -> Select[int, int, int, str, str, str | None]:
    return select(
        destination.c.id,
        destination.c.chat_id,
        destination.c.thread_id,
        destination.c.language,
        chat.c.kind,
        chat.c.title,
    ).join(chat, chat.c.id == destination.c.chat_id)


async def _known(
    connection: AsyncConnection, statement: Select[int, int, int, str, str, str | None]
) -> list[Known]:
    rows = await connection.execute(statement)
    return [Known(Destination(*row[:4]), row[4], row[5] or "") for row in rows]
