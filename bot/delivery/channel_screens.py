"""What messages about channels and about chats in trouble say: read at the moment of sending."""

from sqlalchemy.ext.asyncio import AsyncConnection

from actions import outcomes
from news.kinds.telegram.addresses import post_address
from storage import follows, management
from storage.letters import Letter
from storage.management import Known
from views import channels, chat_trouble
from views.i18n import Language
from views.screen import Screen


async def of_channels(
    connection: AsyncConnection, language: Language, letter: Letter, outcome: outcomes.Outcome
) -> Screen | None:
    """Return what an outcome about a chat says now; None if it is about something else, or gone."""
    match outcome:
        case outcomes.ChannelsShown():
            return await _shown(connection, language, letter)
        case outcomes.ChannelRefused(reason):
            return channels.channel_refused(language, reason)
        case outcomes.ChannelLeft(0):
            return channels.channel_left(language, None)
        case outcomes.ChannelOffered(there):
            return await _offered(connection, language, there)
        case (
            outcomes.ChannelManaged(there)
            | outcomes.ChannelLeft(there)
            | outcomes.ChannelLost(there)
            | outcomes.ChatTrouble(there)
            | outcomes.ChatWell(there)
        ):
            known = await management.known(connection, there)
            return None if known is None else _about(language, outcome, known)
    return None


async def headed(
    connection: AsyncConnection, language: Language, letter: Letter, shown: Screen
) -> Screen:
    """Return a screen with the channel that it is about in its first line, if it is about one."""
    if letter.about_id == letter.destination_id:
        return shown
    known = await management.known(connection, letter.about_id)
    return shown if known is None else channels.headed(language, shown, known.title)


def for_subscribers(shown: Screen) -> Screen:
    """Return a message as a channel gets it: everybody could press its buttons, so links alone."""
    rows = (tuple(button for button in row if button.url) for row in shown.buttons)
    return Screen(
        text=shown.text,
        entities=shown.entities,
        buttons=tuple(row for row in rows if row),
        preview=shown.preview,
        document=shown.document,
    )


async def _shown(connection: AsyncConnection, language: Language, letter: Letter) -> Screen:
    current = await management.current(connection, letter.chat_id)
    before = await management.before(connection, letter.destination_id, letter.chat_id)
    others = [
        (one.there.id, one.title) for one in before if current is None or one.there.id != current.id
    ]
    title = None
    if current is not None:
        known = await management.known(connection, current.id)
        title = known.title if known is not None else ""
    return channels.channels_shown(language, title, others)


async def _offered(
    connection: AsyncConnection, language: Language, destination_id: int
) -> Screen | None:
    known = await management.known(connection, destination_id)
    if known is None:
        return None
    followed = await follows.count_in_chat(connection, known.there.chat_id)
    return channels.channel_offered(language, destination_id, known.title, follows=followed > 0)


def _about(language: Language, outcome: outcomes.Outcome, known: Known) -> Screen | None:
    match outcome:
        case outcomes.ChannelManaged():
            return channels.channel_managed(language, known.title)
        case outcomes.ChannelLeft():
            return channels.channel_left(language, known.title)
        case outcomes.ChannelLost():
            return channels.channel_lost(language, known.title)
        case outcomes.ChatWell():
            return chat_trouble.chat_well(language, known.title, _topic_of(known))
        case outcomes.ChatTrouble(_, what, managed):
            is_channel = known.kind == "channel"
            trouble = chat_trouble.Trouble(known.title, is_channel, what, managed, _topic_of(known))
            return chat_trouble.chat_trouble(language, trouble)
    return None


def _topic_of(known: Known) -> str:
    there = known.there
    return post_address(there.chat_id, there.thread_id, None) if there.thread_id else ""
