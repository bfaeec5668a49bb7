"""From a screen to the Bot API method that shows it."""

from typing import Any

from aiogram.methods import EditMessageText, SendDocument, SendMessage, TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from storage.letters import Letter
from views.screen import Button, Document, Screen

_MOST_UNITS = 4096  # of UTF-16, in one message


def request_for(
    letter: Letter, screen: Screen, *, paid: bool
) -> SendMessage | SendDocument | EditMessageText:
    """Return the call that sends a screen, or that edits the letter's message into its text.

    ``paid`` pays for a rate over 30 messages a second (allow_paid_broadcast).
    """
    preview = LinkPreviewOptions(is_disabled=not screen.preview, url=screen.preview or None)
    if letter.edits is not None:
        return EditMessageText(
            chat_id=letter.chat_id,
            message_id=letter.edits,
            text=screen.text,
            entities=list(screen.entities),
            link_preview_options=preview,
            reply_markup=_keyboard(screen),
        )
    if screen.document is not None:
        return _file(letter, screen, screen.document, paid=paid)
    return SendMessage(
        chat_id=letter.chat_id,
        message_thread_id=letter.thread_id or None,
        text=screen.text,
        entities=list(screen.entities),
        link_preview_options=preview,
        disable_notification=(letter.is_news and letter.rhythm.silent) or None,
        allow_paid_broadcast=paid or None,
        reply_parameters=_reply(letter),
        reply_markup=_asking(letter, screen) or _keyboard(screen),
    )


def without_formatting(request: TelegramMethod[Any]) -> SendMessage | None:
    """Return a message that Telegram refused as words alone, with the addresses of its links.

    It replies to nothing. None if it is no new message, or consists of nothing else.
    """
    if not isinstance(request, SendMessage):
        return None
    if not (request.entities or request.reply_markup or request.reply_parameters):
        return None
    text = request.text
    for url in dict.fromkeys(one.url for one in request.entities or () if one.url):
        longer = f"{text}\n{url}"
        if len(longer.encode("utf-16-le")) // 2 <= _MOST_UNITS:
            text = longer
    return request.model_copy(
        update={
            "text": text,
            "entities": None,
            "reply_markup": None,
            "reply_parameters": None,
            "link_preview_options": LinkPreviewOptions(is_disabled=True),
        }
    )


def _file(letter: Letter, screen: Screen, document: Document, *, paid: bool) -> SendDocument:
    return SendDocument(
        chat_id=letter.chat_id,
        message_thread_id=letter.thread_id or None,
        document=BufferedInputFile(document.content, document.name),
        caption=screen.text,
        caption_entities=list(screen.entities),
        allow_paid_broadcast=paid or None,
        reply_parameters=_reply(letter),
        reply_markup=_keyboard(screen),
    )


def _reply(letter: Letter) -> ReplyParameters | None:
    if letter.reply_to is None:
        return None
    return ReplyParameters(message_id=letter.reply_to, allow_sending_without_reply=True)


def _asking(letter: Letter, screen: Screen) -> ForceReply | ReplyKeyboardMarkup | None:
    if screen.asks_place:
        button = KeyboardButton(text=screen.asks_place, request_location=True)
        return ReplyKeyboardMarkup(
            keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True
        )
    if not screen.asks:
        return None
    # In a group only the one who is replied to is asked.
    return ForceReply(
        input_field_placeholder=screen.asks, selective=letter.reply_to is not None or None
    )


def _keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.buttons:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_button(button) for button in row] for row in screen.buttons]
    )


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(text=button.text, url=button.url)
    return InlineKeyboardButton(text=button.text, callback_data=button.data)
