"""The short cut to Telegram: messages arrive whole, and what goes wrong is told as by aiogram."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
)

from bot.delivery.results import Sent, sent
from bot.delivery.session import Session
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person


@pytest.fixture
async def telegram() -> AsyncIterator[SimulatedTelegram]:
    async with SimulatedTelegram() as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: SimulatedTelegram) -> AsyncIterator[Bot]:
    async with Session(api=TelegramAPIServer.from_base(telegram.url)) as session:
        yield Bot(telegram.token, session=session)


@pytest.fixture
async def ann(telegram: SimulatedTelegram) -> Person:
    ann = telegram.person("Ann")
    await ann.says("/start")
    return ann


def message(chat_id: int) -> SendMessage:
    link = MessageEntity(type="text_link", offset=3, length=4, url="https://news.example/1")
    button = InlineKeyboardButton(text="Прочесть", callback_data="1")
    return SendMessage(
        chat_id=chat_id,
        text="🌊 Сель & <b>",
        entities=[link],
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        disable_notification=None,
    )


async def test_a_question_arrives_as_one(
    telegram: SimulatedTelegram, bot: Bot, ann: Person
) -> None:
    asking = ForceReply(input_field_placeholder="tax")
    await bot(SendMessage(chat_id=ann.id, text="Which words?", reply_markup=asking))
    (written,) = telegram.written
    assert written.asks == {"force_reply": True, "input_field_placeholder": "tax"}


async def test_a_message_arrives_whole(telegram: SimulatedTelegram, bot: Bot, ann: Person) -> None:
    answer = await bot(message(ann.id))
    result = sent(answer)
    (written,) = telegram.written
    assert result == Sent(written.id)
    assert written.text == "🌊 Сель & <b>"
    assert set(telegram.requests[-1].sent) == {
        *("chat_id", "text", "entities", "link_preview_options", "reply_markup")
    }
    assert "https://news.example/1" in str(telegram.requests[-1].sent["entities"])
    assert telegram.violations == []


async def test_other_methods_are_left_to_aiogram(
    telegram: SimulatedTelegram, bot: Bot, ann: Person
) -> None:
    telegram.rates.per_chat_second = 9
    answer = await bot(message(ann.id))
    result = sent(answer)
    edited = await bot(
        EditMessageText(chat_id=ann.id, message_id=result.message_id, text="Сель сошёл")
    )
    assert not isinstance(edited, bool)
    assert edited.chat.type == ChatType.PRIVATE
    assert edited.text == "Сель сошёл"


async def test_a_refusal_is_aiograms_exception(
    telegram: SimulatedTelegram, bot: Bot, ann: Person
) -> None:
    with pytest.raises(TelegramBadRequest, match="empty"):
        await bot(SendMessage(chat_id=ann.id, text=""))
    telegram.limits.hold(ann.id, 5)
    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot(message(ann.id))
    assert refusal.value.retry_after == 5


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        ('{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35"}', 35),
        ('{"ok":false,"error_code":429,"description":"Too Many Requests"}', 5),
        ('{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":0}}', 5),
        ("<html><h1>429 Too Many Requests</h1></html>", 5),
        ("", 5),
    ],
)
async def test_told_to_wait_without_parameters_it_is_told_to_wait(
    bot: Bot, content: str, seconds: int
) -> None:
    with pytest.raises(TelegramRetryAfter) as refusal:
        bot.session.check_response(bot, message(7), 429, content)
    assert refusal.value.retry_after == seconds
