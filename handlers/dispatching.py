"""All routers in their order, behind one dispatcher."""

from collections.abc import Mapping

from aiogram import Dispatcher

from handlers import (
    buttons,
    chats,
    following,
    operating,
    source_buttons,
    sources,
    starting,
    talking,
)
from handlers.limits import Limits
from views.i18n import Language

UPDATES = ("message", "callback_query", "my_chat_member")


def create_dispatcher(limits: Limits, languages: Mapping[str, Language]) -> Dispatcher:
    """Return the dispatcher that every update is fed to, together with its ``turn``."""
    dispatcher = Dispatcher(disable_fsm=True, limits=limits, languages=languages)
    for router in (
        chats.create_router(),
        starting.create_router(),
        following.create_router(),
        sources.create_router(),
        operating.create_router(),
        source_buttons.create_router(),
        buttons.create_router(),
        talking.create_router(),
    ):
        dispatcher.include_router(router)
    return dispatcher
