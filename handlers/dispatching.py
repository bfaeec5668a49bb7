"""All routers in their order, behind one dispatcher."""

from collections.abc import Mapping

from aiogram import Dispatcher

from handlers import (
    buttons,
    channels,
    chats,
    follow_cards,
    following,
    operating,
    posts,
    rhythm,
    source_buttons,
    sources,
    starting,
    stories,
    talking,
)
from handlers.limits import Limits
from handlers.managing import Managing
from handlers.posts import CommitPosts
from views.i18n import Language

UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
)


def create_dispatcher(
    limits: Limits, languages: Mapping[str, Language], commit_posts: CommitPosts
) -> Dispatcher:
    """Return the dispatcher that every update is fed to, together with its ``turn``.

    ``commit_posts`` takes what is published in chats that are sources.
    """
    dispatcher = Dispatcher(
        disable_fsm=True, limits=limits, languages=languages, commit_posts=commit_posts
    )
    for router in (
        chats.create_router(),
        channels.create_router(),
        starting.create_router(),
        following.create_router(),
        rhythm.create_router(),
        sources.create_router(),
        operating.create_router(),
        source_buttons.create_router(),
        follow_cards.create_router(),
        stories.create_router(),
        buttons.create_router(),
        posts.create_router(),
        channels.create_forwards_router(),
        talking.create_router(),
    ):
        dispatcher.include_router(router)
    dispatcher.message.middleware(Managing())
    dispatcher.callback_query.middleware(Managing())
    return dispatcher
