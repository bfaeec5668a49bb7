"""Managing a channel from private chat, and who is told what about chats that shut us out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import (
    ChannelLeft,
    ChannelLost,
    ChannelManaged,
    ChannelOffered,
    ChatTrouble,
    ChatWell,
    Outcome,
    encode,
)
from storage import destinations, management, outbox
from storage.destinations import Destination, Place

# Of the same trouble, however often it comes and goes; whoever heard that it is over should hear
# that it is back, but somebody's program may take away our rights after every message.
_MOST_A_DAY = 3
_DAY = timedelta(days=1)


async def manage(
    connection: AsyncConnection, now: datetime, here: Destination, sender_id: int, channel: Place
) -> tuple[Destination, ChannelManaged]:
    """Let what is said in private be meant for a channel, whose rights were checked."""
    managed = await destinations.arrive(connection, now, channel)
    await management.begin(connection, now, here.id, managed.id)
    await destinations.put_in_charge(connection, managed.id, sender_id)
    return managed, ChannelManaged(managed.id)


async def leave(connection: AsyncConnection, here: Destination) -> ChannelLeft:
    """Let what is said in private be meant for the private chat again."""
    return ChannelLeft(await management.end(connection, here.id) or 0)


async def lose(
    connection: AsyncConnection, here: Destination, channel: Destination
) -> ChannelLost | None:
    """End managing a channel where this person has no say any more; None if it was ended before."""
    current = await management.current(connection, here.chat_id)
    if current is None or current.id != channel.id:
        return None
    await management.end(connection, here.id)
    return ChannelLost(channel.id)


async def offer(
    connection: AsyncConnection, now: datetime, channel: Destination, person_id: int
) -> None:
    """Ask, in private, who let us post in a channel whether to manage it.

    Nobody is asked who does not speak with us, or who manages it already.
    """
    managed = await management.current(connection, person_id)
    if managed is not None and managed.id == channel.id:
        return
    for there in await destinations.open_to_us(connection, [person_id]):
        await _notify(connection, now, there, ChannelOffered(channel.id))


async def tell_of_trouble(
    connection: AsyncConnection, now: datetime, chat_id: int, what: str, topic: int | None = None
) -> None:
    """Tell who can help that a chat, or this one of its destinations, takes nothing any more.

    That is who changed something there last, in private; of a topic, where nobody can be told so,
    the group itself. It is told once each time it comes, of the same chat or topic three times a
    day at most. Whoever manages the chat manages it no longer, and hears that each time.
    """
    ids = await destinations.ids_in(connection, chat_id)
    if not ids:
        return
    about = ids[0] if topic is None else topic
    ended = [] if topic is not None else await management.end_all(connection, chat_id)
    for there in ended:
        await _notify(connection, now, there, ChatTrouble(about, what, managed=True))
    helper = await _helper(connection, chat_id, topic)
    if helper is None or helper in ended:
        return
    name, abouts = ChatTrouble.__name__, ids if topic is None else [topic]
    told = await management.told(connection, now - _DAY, [helper.id], name, abouts, what)
    if len(told) < _MOST_A_DAY:
        await _notify(connection, now, helper, ChatTrouble(about, what))


async def tell_of_return(
    connection: AsyncConnection,
    now: datetime,
    chat_id: int,
    since: datetime,
    topic: int | None = None,
) -> None:
    """Tell who heard of a chat's trouble since then that it is over."""
    ids = await destinations.ids_in(connection, chat_id)
    if not ids:
        return
    reached = [chat_id, *await management.managers(connection, chat_id)]
    there = {one.id: one for one in await destinations.open_to_us(connection, reached)}
    abouts = ids if topic is None else [topic]
    heard = await management.told(connection, since, there, ChatTrouble.__name__, abouts)
    for helper_id in dict.fromkeys(heard):
        await _notify(connection, now, there[helper_id], ChatWell(abouts[0]))


async def notify(
    connection: AsyncConnection, now: datetime, there: Destination, outcome: Outcome
) -> None:
    """Owe a notice to a destination; of a channel, to who manages it.

    What is written in a channel everybody reads.
    """
    addressed = await spokesperson(connection, there)
    if addressed is not None:
        await _notify(connection, now, addressed, outcome, there)


async def spokesperson(connection: AsyncConnection, there: Destination) -> Destination | None:
    """Return where to write what is for those who run a destination; None if that is nowhere."""
    known = await management.known(connection, there.id)
    if known is None or known.kind != "channel":
        return there
    return await _in_private(connection, there.chat_id)


async def _helper(
    connection: AsyncConnection, chat_id: int, topic: int | None
) -> Destination | None:
    helper = await _in_private(connection, chat_id)
    if helper is not None or topic is None:
        return helper
    general = await destinations.open_to_us(connection, [chat_id])
    return next((one for one in general if one.id != topic), None)


async def _in_private(connection: AsyncConnection, chat_id: int) -> Destination | None:
    managers: Sequence[int] = await management.managers(connection, chat_id)
    open_to_us = await destinations.open_to_us(connection, managers)
    return min(open_to_us, key=lambda one: managers.index(one.chat_id), default=None)


async def _notify(
    connection: AsyncConnection,
    now: datetime,
    there: Destination,
    outcome: Outcome,
    about: Destination | None = None,
) -> None:
    about_id = None if about is None or about.id == there.id else about.id
    await outbox.owe(
        connection, now, there.id, "notice", outcome=encode(outcome), about_id=about_id
    )
