"""Meeting Telegram: the client, who we are there, and the command menu."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

import structlog
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeUnion

from bot.clock import Clock
from bot.delivery.pacer import Pacer
from bot.delivery.session import Session
from views.i18n import DEFAULT, Language
from views.menu import menu

_log = structlog.get_logger(__name__)

_LONGEST_PAUSE = 30.0
_LONGEST_MENU_PAUSE = 300.0  # nobody waits for it
_T = TypeVar("_T")


class TokenRefusedError(Exception):
    """Telegram does not know the token: there is nothing to wait for."""


def create_bot(token: str, api_url: str, pacer: Pacer) -> Bot:
    """Return a Bot whose every request passes the pacer."""
    # Nobody waits for a connection: what has passed the pacer counts as having left.
    session = Session(api=TelegramAPIServer.from_base(api_url), limit=0)
    session.middleware(pacer)
    return Bot(token, session=session)


async def introduce(bot: Bot, clock: Clock) -> str:
    """Return our @name once Telegram has told it; TokenRefusedError if it does not know us."""
    me = await _insist(bot.me, clock)
    return me.username or ""


async def leave_webhook(bot: Bot, clock: Clock) -> None:
    """Make Telegram keep updates for getUpdates; those that wait stay."""
    await _insist(bot.delete_webhook, clock)


async def register_menu(
    bot: Bot, languages: Mapping[str, Language], operators: Iterable[int], clock: Clock
) -> None:
    """Tell Telegram the command menu of each language, and operators theirs.

    Who has another language than ours sees the default's menu. Returns when it is told, however
    long Telegram is down; what Telegram refuses is left out.
    """
    for code, language in languages.items():
        await _set_menu(bot, language, code, None, clock)
        for operator in operators:
            await _set_menu(bot, language, code, operator, clock)


async def _set_menu(
    bot: Bot, language: Language, code: str, operator: int | None, clock: Clock
) -> None:
    commands = [
        BotCommand(command=command, description=description)
        for command, description in menu(language, operator=operator is not None)
    ]
    scope: BotCommandScopeUnion | None = None
    if operator is not None:
        scope = BotCommandScopeChat(chat_id=operator)
    codes = (None, code) if code == DEFAULT else (code,)
    for language_code in codes:
        set_commands = partial(bot.set_my_commands, commands, scope, language_code)
        try:
            await _insist(set_commands, clock, longest=_LONGEST_MENU_PAUSE)
        except TelegramBadRequest as error:
            # An operator who never wrote to the bot is no chat to Telegram yet.
            _log.info("menu was not set", language=language_code, chat=operator, error=str(error))


async def _insist(
    call: Callable[[], Awaitable[_T]], clock: Clock, longest: float = _LONGEST_PAUSE
) -> _T:
    """Return a call's answer, however often Telegram fails before.

    Raises TokenRefusedError or TelegramBadRequest: these stay as they are.
    """
    failures = 0
    while True:
        try:
            return await call()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenRefusedError from None
        except TelegramBadRequest:
            raise
        except AiogramError as error:
            pause = min(2.0**failures, longest)
            if isinstance(error, TelegramRetryAfter):
                pause = max(pause, float(error.retry_after))
            failures += 1
            _log.warning("Telegram does not answer", error=str(error), pause=pause)
            await clock.sleep(pause)
