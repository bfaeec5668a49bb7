"""aiogram's way to Telegram, short-cut for what is sent by the thousand: plain messages.

aiogram turns a message into a form field by field, and the answer into a tree of models of which
we read one number: that takes longer than all else that the sender does for it. A message goes as
JSON instead (Bot API, "Making requests"), and of a good answer only the number is read. Whatever
else comes back is aiogram's to understand, but for a 429 that does not say in ``parameters`` how
long to wait: a proxy's page, or a number in the text alone.
"""

import re
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiogram.methods import Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import ForceReply, MessageId, ReplyKeyboardMarkup, ReplyKeyboardRemove
from aiohttp import BytesPayload

_RETRY_AFTER = re.compile(r"retry after (\d{1,6})\b", re.IGNORECASE)
_UNTOLD = 5  # seconds to wait where nothing says how many
_QUESTIONS = (ForceReply, ReplyKeyboardMarkup, ReplyKeyboardRemove)
_Accepted = Response[Any]  # unless it is kept, pydantic builds the class anew at each mention


class Session(AiohttpSession):
    """A session whose sendMessage returns the message's number alone, a MessageId."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Any:
        """Return the body of a request."""
        # Questions hold what nobody set and Telegram wants all the same (ForceReply.force_reply).
        if not isinstance(method, SendMessage) or isinstance(method.reply_markup, _QUESTIONS):
            return super().build_form_data(bot, method)
        # What nobody set is Telegram's own default: we set none on the Bot.
        body = method.model_dump_json(exclude_unset=True, exclude_none=True, warnings=False)
        return BytesPayload(body.encode(), content_type="application/json")

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Return what Telegram answered; raises as aiogram does where it refused."""
        if isinstance(method, SendMessage):
            message_id = self._number_in(content)
            if message_id is not None:
                return _Accepted.model_construct(ok=True, result=MessageId(message_id=message_id))
        try:
            return super().check_response(bot, method, status_code, content)
        except TelegramRetryAfter:
            raise
        except AiogramError as error:
            if status_code != HTTPStatus.TOO_MANY_REQUESTS:
                raise
            told = _RETRY_AFTER.search(content)
            seconds = int(told[1]) if told else _UNTOLD
            raise TelegramRetryAfter(method, str(error), max(seconds, 1)) from error

    def _number_in(self, content: str) -> int | None:
        try:
            match self.json_loads(content):
                case {"ok": True, "result": {"message_id": int(message_id)}}:
                    return message_id
        except ValueError:
            pass
        return None
