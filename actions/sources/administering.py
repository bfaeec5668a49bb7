"""Chats that we run together with people: they can be watched, for as long as that is so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.managing import notify
from actions.outcomes import Discovered, SourceNews, encode
from actions.sources.adding import known_as
from news.kinds.telegram.addresses import chat_address
from storage import administered, destinations, discoveries, outbox, watching
from storage.discoveries import Proposed


@dataclass(frozen=True, slots=True)
class Room:
    """A channel or group.

    Attributes:
        chat_id: as the Bot API writes it.
        title: its name.
        is_public: whether it has a public name, so that anybody can read it.
    """

    chat_id: int
    title: str
    is_public: bool

    def proposed(self) -> Proposed:
        """Return it as something to watch."""
        return Proposed(
            url=chat_address(self.chat_id),
            kind="chat",
            name=self.title,
            members_only=not self.is_public,
        )


async def offer(connection: AsyncConnection, now: datetime, room: Room, person_id: int) -> None:
    """Ask, in private, who made us an administrator whether to watch the chat.

    Nobody is asked who does not speak with us, or who watches it already.
    """
    found = room.proposed()
    for there in await destinations.open_to_us(connection, [person_id]):
        if await known_as(connection, there.chat_id, found, common=False) is None:
            added = await discoveries.propose(connection, now, there.id, person_id, found)
            outcome = encode(Discovered(added))
            await outbox.owe(connection, now, there.id, "notice", outcome=outcome)


async def lose_rights(
    connection: AsyncConnection, now: datetime, chat_id: int, operators: Collection[int]
) -> None:
    """Stop reading a chat, and tell those who watch it."""
    source_id = await administered.lose(connection, chat_id)
    if source_id is not None:
        await _tell(connection, now, SourceNews(source_id, "rights_lost"), operators)


async def regain_rights(
    connection: AsyncConnection, now: datetime, chat_id: int, operators: Collection[int]
) -> None:
    """Go on reading a chat, and tell those who watch it."""
    source_id = await administered.regain(connection, chat_id)
    if source_id is not None:
        await _tell(connection, now, SourceNews(source_id, "rights_back"), operators)


async def _tell(
    connection: AsyncConnection, now: datetime, news: SourceNews, operators: Collection[int]
) -> None:
    for there in await watching.owners(connection, news.source_id, operators):
        await notify(connection, now, there, news)
