"""Saying what came of a discovery, in the message that said it was being looked for."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Outcome, encode
from storage import destinations, management, outbox
from storage.destinations import Destination
from storage.discoveries import Discovery


async def tell(
    connection: AsyncConnection, now: datetime, discovery: Discovery, outcome: Outcome
) -> None:
    """Owe the result: a change of the answer, or an answer of its own where that can't be.

    An answer that still waits says what is true when it is sent; one whose chat shut us out
    meanwhile is owed nothing.
    """
    state, message_id = "failed", None
    if discovery.answer_id is not None:
        state, message_id = await outbox.fate(connection, discovery.answer_id)
    if state in {"pending", "cancelled"}:
        return
    edits = message_id if state == "sent" else None
    here = await _asked_from(connection, discovery)
    if here is None:
        return
    await outbox.owe(
        connection,
        now,
        here.id,
        "answer" if edits is None else "edit",
        outcome=encode(outcome),
        edits=edits,
        reply_to=discovery.reply_to if edits is None else None,
        about_id=None if here.id == discovery.there.id else discovery.there.id,
    )


async def _asked_from(connection: AsyncConnection, discovery: Discovery) -> Destination | None:
    """Return where somebody asked: for a channel, which takes no commands, in private."""
    known = await management.known(connection, discovery.there.id)
    if known is None or known.kind != "channel":
        return discovery.there
    return await destinations.find(connection, discovery.sender_id)
