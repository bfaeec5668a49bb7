"""A stand-in for the way to Telegram: it notes every call and answers as it is told."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.types import Chat, Message, User

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAA"

Answer = Callable[[TelegramMethod[Any]], Any]


class FakeTelegram(BaseSession):
    """Accepts everything, unless ``answers`` says otherwise for a method's name.

    An answer that is an exception is raised; one that is a function is called with the method.
    Answers given in a list are used up one by one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []
        self.answers: dict[str, list[Any]] = {}
        self.came = asyncio.Event()

    def bot(self) -> Bot:
        return Bot(TOKEN, session=self)

    @property
    def sent(self) -> list[SendMessage | EditMessageText]:
        return [call for call in self.calls if isinstance(call, SendMessage | EditMessageText)]

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        del bot, timeout
        self.calls.append(method)
        self.came.set()
        waiting = self.answers.get(method.__api_method__)
        answer = waiting.pop(0) if waiting else self._usual
        if callable(answer):
            answer = answer(method)
        if asyncio.iscoroutine(answer):
            answer = await answer
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _usual(self, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, SendMessage):
            return Message.model_construct(
                message_id=1000 + len(self.calls),
                date=0,
                chat=Chat.model_construct(id=method.chat_id, type="private"),
            )
        if method.__api_method__ == "getMe":
            return User(id=123456, is_bot=True, first_name="Jarshy", username="jarshy_bot")
        return True

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield b""

    async def close(self) -> None:
        return None
