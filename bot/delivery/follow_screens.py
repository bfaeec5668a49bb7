"""What the list of follows and their cards say: read at the moment of sending."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import FollowShown, Listed
from storage import follows, lately, rhythms
from storage.letters import Letter
from views.follow_card import CardFacts, follow_card
from views.i18n import Language
from views.list import listed
from views.screen import Screen
from views.times import zone

_LATELY = 8


async def of_follows(
    connection: AsyncConnection,
    now: datetime,
    language: Language,
    letter: Letter,
    outcome: Listed | FollowShown,
) -> Screen:
    """Return a page of what is followed, or a card.

    Instead of the card of a follow that was removed: the list, which offers an undo.
    """
    follow_id = outcome.removed if isinstance(outcome, Listed) else outcome.follow_id
    one = await follows.get(connection, letter.about_chat_id, follow_id) if follow_id else None
    if isinstance(outcome, FollowShown) and one is not None and one.active:
        rhythm = await rhythms.get(connection, letter.about_id)
        here = now.astimezone(zone(rhythm.zone))
        recent = await lately.of_follow(connection, one.id, _LATELY)
        return follow_card(language, CardFacts(one, rhythm, here, recent, outcome.page))
    removed = None if one is None or one.active else one
    all_of_them = await follows.of_destination(connection, letter.about_id)
    return listed(language, all_of_them, now, removed, outcome.page)
