"""Chats and destinations: where messages go, and whether they may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import chat, destination


@dataclass(frozen=True, slots=True)
class Place:
    """Where an update came from, as Telegram names it.

    ``thread_id`` is the forum topic, 0 for the chat itself. ``language`` is one that we have
    texts in; ``kind`` is Telegram's chat type; ``title`` is a channel's or group's.
    """

    chat_id: int
    kind: str
    thread_id: int
    language: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """A chat, or one forum topic of it, that we write to."""

    id: int
    chat_id: int
    thread_id: int
    language: str


async def arrive(connection: AsyncConnection, now: datetime, place: Place) -> Destination:
    """Return the place's destination, made when it is new.

    Whoever writes in private does not block us. That somebody writes in a group or a topic says
    nothing of the kind: its administrators may where we may not. A private chat speaks the language
    that its person's Telegram speaks now; a group keeps the language of its first command.
    """
    added = dialects.insert_missing(connection, chat).values(
        id=place.chat_id, kind=place.kind, created_at=now
    )
    await connection.execute(added)
    if place.kind == "private":
        await welcome_back(connection, place.chat_id)
    if place.title is not None:
        await rename(connection, place.chat_id, place.title)
    added = dialects.insert_missing(connection, destination).values(
        chat_id=place.chat_id,
        thread_id=place.thread_id,
        language=place.language,
        created_at=now,
    )
    await connection.execute(added)
    here = (destination.c.chat_id == place.chat_id) & (destination.c.thread_id == place.thread_id)
    if place.kind == "private":
        await connection.execute(
            update(destination)
            .where(here, destination.c.language != place.language)
            .values(language=place.language)
        )
    row = (await connection.execute(_columns().where(here))).one()
    return Destination(*row)


async def rename(connection: AsyncConnection, chat_id: int, title: str) -> None:
    """Remember what a chat is called now."""
    known = func.coalesce(chat.c.title, "") == title
    await connection.execute(update(chat).where(chat.c.id == chat_id, ~known).values(title=title))


async def find(connection: AsyncConnection, chat_id: int, thread_id: int = 0) -> Destination | None:
    """Return the destination of a chat or topic, None when it never spoke to us."""
    here = (destination.c.chat_id == chat_id) & (destination.c.thread_id == thread_id)
    row = (await connection.execute(_columns().where(here))).one_or_none()
    return None if row is None else Destination(*row)


async def open_to_us(connection: AsyncConnection, chat_ids: Iterable[int]) -> list[Destination]:
    """Return the destinations of those chats that spoke to us and let us write."""
    statement = (
        _columns()
        .join(chat, chat.c.id == destination.c.chat_id)
        .where(
            destination.c.chat_id.in_(list(chat_ids)),
            destination.c.thread_id == 0,
            destination.c.closed_at.is_(None),
            chat.c.blocked_at.is_(None),
        )
    )
    return [Destination(*row) for row in await connection.execute(statement)]


async def block(connection: AsyncConnection, now: datetime, chat_id: int, why: str) -> bool:
    """Remember that the chat does not let us write; return False if that was known."""
    blocked = await connection.execute(
        update(chat)
        .where(chat.c.id == chat_id, chat.c.blocked_at.is_(None))
        .values(blocked_at=now, blocked_why=why)
    )
    return blocked.rowcount > 0


async def blocked_since(connection: AsyncConnection, chat_id: int) -> datetime | None:
    """Return since when the chat does not let us write, None if it does."""
    statement = select(chat.c.blocked_at).where(chat.c.id == chat_id)
    since: datetime | None = (await connection.execute(statement)).scalar_one_or_none()
    return since


async def shut_to_us(connection: AsyncConnection, behind: int, most: int) -> Sequence[int]:
    """Return groups and channels that do not let us write: at most so many, ``behind`` an id.

    They come in an order of their own; 0 is in front of all.
    """
    statement = (
        select(chat.c.id)
        .where(chat.c.blocked_at.is_not(None), chat.c.id < behind)
        .order_by(chat.c.id.desc())
        .limit(most)
    )
    return list((await connection.execute(statement)).scalars())


async def welcome_back(connection: AsyncConnection, chat_id: int) -> None:
    """Remember that the chat lets us write again."""
    await connection.execute(
        update(chat)
        .where(chat.c.id == chat_id, chat.c.blocked_at.is_not(None))
        .values(blocked_at=None, blocked_why=None)
    )


async def close(connection: AsyncConnection, now: datetime, destination_id: int, why: str) -> bool:
    """Remember that Telegram takes nothing for this topic; return False if that was known.

    ``why`` is what ``closed_in`` finds it by.
    """
    closed = await connection.execute(
        update(destination)
        .where(destination.c.id == destination_id, destination.c.closed_at.is_(None))
        .values(closed_at=now, closed_why=why)
    )
    return closed.rowcount > 0


async def closed_in(connection: AsyncConnection, chat_id: int, why: str) -> list[Destination]:
    """Return the topics of a chat for which Telegram takes nothing, for this reason."""
    statement = _columns().where(
        destination.c.chat_id == chat_id,
        destination.c.closed_at.is_not(None),
        destination.c.closed_why == why,
    )
    return [Destination(*row) for row in await connection.execute(statement)]


async def closed_since(connection: AsyncConnection, destination_id: int) -> datetime | None:
    """Return since when Telegram takes nothing for this topic, None if it does."""
    statement = select(destination.c.closed_at).where(destination.c.id == destination_id)
    since: datetime | None = (await connection.execute(statement)).scalar_one_or_none()
    return since


async def reopen(connection: AsyncConnection, destination_id: int) -> None:
    """Remember that Telegram takes messages for this topic again."""
    await connection.execute(
        update(destination)
        .where(destination.c.id == destination_id, destination.c.closed_at.is_not(None))
        .values(closed_at=None, closed_why=None)
    )


async def put_in_charge(connection: AsyncConnection, destination_id: int, person_id: int) -> None:
    """Remember who changed something here last: whom to tell of trouble."""
    known = func.coalesce(destination.c.manager_id, 0) == person_id
    await connection.execute(
        update(destination)
        .where(destination.c.id == destination_id, ~known)
        .values(manager_id=person_id)
    )


async def ids_in(connection: AsyncConnection, chat_id: int) -> Sequence[int]:
    """Return the ids of a chat's destinations, the chat itself first."""
    statement = (
        select(destination.c.id)
        .where(destination.c.chat_id == chat_id)
        .order_by(destination.c.thread_id)
    )
    return list((await connection.execute(statement)).scalars())


def _columns() -> Select[int, int, int, str]:
    return select(
        destination.c.id, destination.c.chat_id, destination.c.thread_id, destination.c.language
    )
