"""Saying what came of a discovery, in the message that said it was being looked for."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Outcome, encode
from storage import outbox
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
    await outbox.owe(
        connection,
        now,
        discovery.there.id,
        "answer" if edits is None else "edit",
        outcome=encode(outcome),
        edits=edits,
        reply_to=discovery.reply_to if edits is None else None,
    )
