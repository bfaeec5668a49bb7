"""sendMessage, sendDocument and sendChatAction."""

from typing import Any

from demo.telegram.errors import ApiError, bad_request
from demo.telegram.methods.markup import force_reply, inline_keyboard
from demo.telegram.schema.params import ATTACHED, Params
from demo.telegram.state.access import known_chat, writable_chat
from demo.telegram.state.chats import Chat
from demo.telegram.state.files import Document
from demo.telegram.state.message import Message
from demo.telegram.state.wire import message_json
from demo.telegram.state.world import World
from demo.telegram.text.entity import Formatted
from demo.telegram.text.formatting import caption, formatted

_CHAT_ACTIONS = (
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice"),
    *("upload_voice", "upload_document", "choose_sticker", "find_location"),
    *("record_video_note", "upload_video_note"),
)
_MAX_UPLOAD = 50 * 2**20


async def send_message(world: World, params: Params) -> dict[str, Any]:
    """Put a message into a chat."""
    content = formatted(params.text("text"), params.text("parse_mode"), params.array("entities"))
    return _sent(world, params, content)


async def send_document(world: World, params: Params) -> dict[str, Any]:
    """Put a file into a chat, with a caption or without one."""
    content = caption(
        params.text("caption"), params.text("parse_mode"), params.array("caption_entities")
    )
    return _sent(world, params, content, _document(world, params))


async def send_chat_action(world: World, params: Params) -> bool:
    """Show that the bot is at work; nothing is kept."""
    if params.text("action") not in _CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, params.raw("chat_id"))
    _thread(world, chat, params.number("message_thread_id"))
    return True


def _sent(
    world: World, params: Params, content: Formatted, document: Document | None = None
) -> dict[str, Any]:
    chat = writable_chat(world, params.raw("chat_id"))
    markup, asks = inline_keyboard(params, chat), force_reply(params, chat)
    thread = _thread(world, chat, params.number("message_thread_id"))
    reply_to = _replied(world, chat, params) if "reply_parameters" in params else None
    world.limits.check(chat, paid=params.flag("allow_paid_broadcast"))
    is_post = chat.kind == "channel"
    message = Message(
        chat,
        world.history.next_id(chat),
        world.now,
        world.clock(),
        sender=None if is_post else world.bot,
        sender_chat=chat if is_post else None,
        content=content,
        markup=markup,
        asks=asks,
        reply_to=reply_to,
        thread=thread,
        in_topic=thread in chat.topics,
        preview=params.mapping("link_preview_options"),
        protected=params.flag("protect_content"),
        document=document,
    )
    return message_json(world.write(message))


def _document(world: World, params: Params) -> Document:
    """A new file, or one that Telegram has: addresses are not fetched here."""
    named = params.text("document")
    if named.startswith(ATTACHED):
        upload = params.upload("document")
        if upload is None:
            raise bad_request("there is no document in the request")
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > _MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        return world.files.keep(upload.name, upload.content)
    known = world.files.find(named)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known


def _thread(world: World, chat: Chat, thread: int) -> int:
    """A forum's topic, or in another supergroup the first message of a thread of replies.

    Closed ones are for those who manage topics.
    """
    if thread in chat.closed and not (
        chat.is_run_by(world.bot.id) and chat.lets(world.bot.id, "can_manage_topics")
    ):
        raise bad_request("TOPIC_CLOSED")
    if not thread or thread in chat.topics:
        return thread
    is_thread = chat.kind == "supergroup" and not chat.is_forum
    if is_thread and world.history.find(chat, thread):
        return thread
    raise bad_request("message thread not found")


def _replied(world: World, chat: Chat, params: Params) -> Message | None:
    reply = params.mapping("reply_parameters")
    if "message_id" not in reply:
        raise bad_request("can't parse ReplyParameters: Can't find field \"message_id\"")
    place = known_chat(world, reply["chat_id"]) if "chat_id" in reply else chat
    message = world.history.find(place, reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    if message and reply.get("quote", "") not in message.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    return message


METHODS = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}
