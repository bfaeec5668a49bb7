"""The command menu: told to Telegram however long that takes."""

import pytest
from aiogram import exceptions
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeChat

from bot.intake.telegram import TokenRefusedError, register_menu
from bot.nursery import Nursery
from tests.support.fake_telegram import FakeTelegram
from tests.support.travel import TravellingClock
from views.i18n import load_languages

METHOD = SetMyCommands(commands=[])
DOWN = exceptions.TelegramServerError(method=METHOD, message="Bad Gateway")
WAIT = exceptions.TelegramRetryAfter(method=METHOD, message="wait", retry_after=1_000)
STRANGER = exceptions.TelegramBadRequest(method=METHOD, message="Bad Request: chat not found")
OPERATOR = 99


async def told(telegram: FakeTelegram, clock: TravellingClock) -> None:
    menu = register_menu(telegram.bot(), load_languages(), [OPERATOR], clock)
    await clock.run(Nursery().start(menu, "menu", awaited=True))


def menus(telegram: FakeTelegram) -> list[tuple[int | None, str | None]]:
    """Return whose menus Telegram was told, and for which language."""
    calls = [call for call in telegram.calls if isinstance(call, SetMyCommands)]
    scopes = [call.scope for call in calls]
    whose = [one.chat_id if isinstance(one, BotCommandScopeChat) else None for one in scopes]
    return [
        (int(one) if one is not None else None, call.language_code)
        for one, call in zip(whose, calls, strict=True)
    ]


EVERYTHING = {(who, code) for who in (None, OPERATOR) for code in (None, "en", "ru", "kk")}


async def test_everybody_gets_a_menu_in_each_language() -> None:
    telegram, clock = FakeTelegram(), TravellingClock()
    await told(telegram, clock)
    assert len(menus(telegram)) == len(EVERYTHING)
    assert set(menus(telegram)) == EVERYTHING


async def test_while_telegram_is_down_it_is_tried_again_less_and_less_often() -> None:
    telegram, clock = FakeTelegram(), TravellingClock()
    telegram.answers["setMyCommands"] = [DOWN] * 12
    began = clock.monotonic()
    await told(telegram, clock)
    assert set(menus(telegram)) == EVERYTHING
    assert menus(telegram)[:13] == [(None, None)] * 13
    assert clock.monotonic() - began == sum(min(2**n, 300) for n in range(12))


async def test_told_to_wait_it_waits() -> None:
    telegram, clock = FakeTelegram(), TravellingClock()
    telegram.answers["setMyCommands"] = [WAIT]
    began = clock.monotonic()
    await told(telegram, clock)
    assert clock.monotonic() - began == 1_000


async def test_an_operator_whom_telegram_does_not_know_stops_nobody_else() -> None:
    telegram, clock = FakeTelegram(), TravellingClock()
    telegram.answers["setMyCommands"] = [STRANGER]
    await told(telegram, clock)
    assert len(menus(telegram)) == len(EVERYTHING), "what is refused is not tried again"


async def test_a_refused_token_ends_it() -> None:
    telegram, clock = FakeTelegram(), TravellingClock()
    gone = exceptions.TelegramUnauthorizedError(method=METHOD, message="Unauthorized")
    telegram.answers["setMyCommands"] = [gone]
    with pytest.raises(TokenRefusedError):
        await register_menu(telegram.bot(), load_languages(), [], clock)
