"""Objects as the Bot API writes them into answers and updates."""

from collections.abc import Sequence
from typing import Any

from demo.telegram.state.chats import Chat, User
from demo.telegram.state.files import Document
from demo.telegram.state.message import Message

RIGHTS_OF_10_1 = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)
RIGHTS = (*RIGHTS_OF_10_1, "can_send_welcome_messages")
"""What an administrator may do; a client made for a newer Bot API refuses objects that lack
a right which it knows to be required."""

_RIGHTS_IN = {
    "channel": ("can_post_messages", "can_edit_messages", "can_manage_direct_messages"),
    "supergroup": ("can_pin_messages", "can_manage_topics"),
    "group": ("can_pin_messages",),
}
_PERMISSIONS = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos"),
    *("can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls"),
    *("can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages"),
    *("can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages"),
    "can_manage_topics",
)


def user_json(user: User) -> dict[str, Any]:
    """A User."""
    shape: dict[str, Any] = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.username:
        shape["username"] = user.username
    if user.language:
        shape["language_code"] = user.language
    return shape


def chat_json(chat: Chat) -> dict[str, Any]:
    """A Chat."""
    shape: dict[str, Any] = {"id": chat.id, "type": chat.kind}
    shape["first_name" if chat.kind == "private" else "title"] = chat.title
    if chat.username:
        shape["username"] = chat.username
    if chat.is_forum:
        shape["is_forum"] = True
    return shape


def full_chat_json(chat: Chat) -> dict[str, Any]:
    """A ChatFullInfo."""
    gifts = dict.fromkeys(
        (
            *("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"),
            "gifts_from_channels",
        ),
        chat.kind == "private",
    )
    shape = chat_json(chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }
    if chat.kind in ("group", "supergroup"):
        shape["permissions"] = {"can_send_messages": not chat.silent, "can_invite_users": True}
    return shape


def member_json(chat: Chat, user: User, rights: Sequence[str] = RIGHTS) -> dict[str, Any]:
    """A ChatMember of the variant that the user's status names; who was never there has left."""
    status = chat.statuses.get(user.id, "left")
    if chat.kind == "private":
        status = status if user.id != chat.id else "member"
    shape: dict[str, Any] = {"status": status, "user": user_json(user)}
    if status in ("creator", "administrator"):
        shape["is_anonymous"] = False
    if status == "administrator":
        granted = dict.fromkeys((*rights, *_RIGHTS_IN.get(chat.kind, ())), True)
        shape |= granted | {"can_be_edited": False}
    if status == "restricted":
        shape |= dict.fromkeys(_PERMISSIONS, True) | {"is_member": True}
    if status in ("restricted", "kicked"):
        shape["until_date"] = 0
    return shape | dict.fromkeys(chat.denied.get(user.id, ()), False)


def message_json(message: Message, *, with_reply: bool = True) -> dict[str, Any]:
    """A Message; what it answers is shown one level deep, as Telegram does."""
    shape: dict[str, Any] = {
        "message_id": message.id,
        "date": message.date,
        "chat": chat_json(message.chat),
    }
    shape |= _sender(message) | _place(message) | _content(message)
    if with_reply and message.reply_to is not None:
        shape["reply_to_message"] = message_json(message.reply_to, with_reply=False)
    return shape | dict(message.service)


def _sender(message: Message) -> dict[str, Any]:
    shape: dict[str, Any] = {}
    if message.sender is not None:
        shape["from"] = user_json(message.sender)
    if message.sender_chat is not None:
        shape["sender_chat"] = chat_json(message.sender_chat)
    return shape


def _place(message: Message) -> dict[str, Any]:
    shape: dict[str, Any] = {}
    if message.thread:
        shape["message_thread_id"] = message.thread
    if message.in_topic:
        shape["is_topic_message"] = True
    return shape


def document_json(document: Document) -> dict[str, Any]:
    """A Document."""
    return {
        "file_name": document.name,
        "mime_type": document.mime,
        "file_id": document.file_id,
        "file_unique_id": document.unique_id,
        "file_size": len(document.content),
    }


def _origin(message: Message) -> dict[str, Any]:
    """A MessageOrigin: of a channel's post, of somebody who speaks as a chat, of a person."""
    shape: dict[str, Any] = {"date": message.date}
    if message.chat.kind == "channel":
        return shape | {
            "type": "channel",
            "chat": chat_json(message.chat),
            "message_id": message.id,
        }
    if message.sender_chat is not None:
        return shape | {"type": "chat", "sender_chat": chat_json(message.sender_chat)}
    if message.sender is None:
        raise ValueError("a service message can't be forwarded")
    return shape | {"type": "user", "sender_user": user_json(message.sender)}


def _media(message: Message) -> dict[str, Any]:
    shape: dict[str, Any] = {}
    if message.document is not None:
        shape["document"] = document_json(message.document)
    if message.has_picture:
        names = {"file_id": f"AgACAgIAAxk{message.id}", "file_unique_id": f"AQAD{message.id}"}
        shape["photo"] = [names | {"width": 800, "height": 533, "file_size": 60_000}]
    return shape


def _content(message: Message) -> dict[str, Any]:
    shape = _media(message)
    words, marks = ("caption", "caption_entities") if shape else ("text", "entities")
    if message.text:
        shape[words] = message.text
    if message.content.entities:
        shape[marks] = [entity.as_json() for entity in message.content.entities]
    if message.forwarded is not None:
        shape["forward_origin"] = _origin(message.forwarded)
    if message.markup:
        shape["reply_markup"] = message.markup
    if message.preview:
        shape["link_preview_options"] = message.preview
    if message.protected:
        shape["has_protected_content"] = True
    if message.edited:
        shape["edit_date"] = message.edited
    return shape
