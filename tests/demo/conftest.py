"""A simulated Telegram, somebody who uses it, and clients that speak for the bot."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from demo.newsroom import Newsroom
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person
from tests.demo.client import Api, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[SimulatedTelegram]:
    async with SimulatedTelegram(clock=clock, push_pauses=(0.01, 0.05)) as simulated:
        yield simulated


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(telegram: SimulatedTelegram, clock: Clock, http: aiohttp.ClientSession) -> Api:
    return Api(telegram, clock, http)


@pytest.fixture
async def bot(telegram: SimulatedTelegram) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(telegram.token, session=session).context() as client:
        yield client


@pytest.fixture
async def ann(telegram: SimulatedTelegram) -> Person:
    """Ann has written to the bot, and the bot has seen it."""
    person = telegram.person("Ann", language="en")
    await person.says("/start")
    telegram.world.updates.confirm(telegram.unconfirmed[-1].id + 1)
    return person


@pytest.fixture
async def newsroom() -> AsyncIterator[Newsroom]:
    async with Newsroom() as room:
        yield room
