"""editMessageText and editMessageReplyMarkup."""

from dataclasses import replace
from typing import Any

from demo.telegram.errors import bad_request
from demo.telegram.methods.markup import inline_keyboard
from demo.telegram.schema.params import Params
from demo.telegram.state.access import writable_chat
from demo.telegram.state.message import Message
from demo.telegram.state.wire import message_json
from demo.telegram.state.world import World
from demo.telegram.text.formatting import formatted


async def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    """Replace text and keyboard; a keyboard that is not sent again disappears."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    content = formatted(params.text("text"), params.text("parse_mode"), params.array("entities"))
    message = _own_message(world, params)
    if message.has_media:
        raise bad_request("there is no text in the message to edit")
    preview = params.mapping("link_preview_options")
    return _edited(
        world,
        message,
        replace(message, content=content, preview=preview, markup=_markup(params, message)),
    )


async def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    """Replace the keyboard alone."""
    message = _own_message(world, params)
    return _edited(world, message, replace(message, markup=_markup(params, message)))


def _markup(params: Params, message: Message) -> Any:
    if params.raw("reply_markup") and "inline_keyboard" not in params.mapping("reply_markup"):
        raise bad_request("inline keyboard expected")
    return inline_keyboard(params, message.chat)


def _own_message(world: World, params: Params) -> Message:
    if "inline_message_id" in params:
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    if not params.number("message_id"):
        raise bad_request("message identifier is not specified")
    chat = writable_chat(world, params.raw("chat_id"))
    message = world.history.find(chat, params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    is_own = message.sender == world.bot or (chat.kind == "channel" and not message.sender)
    if not is_own or message.asks or message.service:
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, before: Message, after: Message) -> dict[str, Any]:
    if (before.content, before.markup) == (after.content, after.markup):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    world.limits.check(before.chat)
    return message_json(world.write(replace(after, edited=world.now, at=world.clock())))


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
