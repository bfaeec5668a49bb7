"""Chat members, as servers of other versions of the Bot API describe them.

The library takes each right as required, so an administrator from a server that does not know
its newest right yet could not be read at all. A right that a server does not know is not granted.
"""

from collections.abc import Mapping
from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted
from pydantic import BaseModel

_WITH_RIGHTS: Mapping[str, type[BaseModel]] = {
    "administrator": ChatMemberAdministrator,
    "restricted": ChatMemberRestricted,
}


class GetRawChatMember(TelegramMethod[dict[str, Any]]):
    """getChatMember, with the member as the server describes it."""

    __returning__ = dict[str, Any]
    __api_method__ = "getChatMember"

    chat_id: int
    user_id: int


class GetRawChat(TelegramMethod[dict[str, Any]]):
    """getChat, with the chat as the server describes it."""

    __returning__ = dict[str, Any]
    __api_method__ = "getChat"

    chat_id: int | str


def with_every_right(member: Mapping[str, Any]) -> dict[str, Any]:
    """Return a chat member in JSON form with the rights that it lacks, as not granted."""
    kind = _WITH_RIGHTS.get(member.get("status", ""))
    fields = kind.model_fields if kind else {}
    unknown = {
        name: False
        for name, field in fields.items()
        if field.is_required() and field.annotation is bool
    }
    return {**unknown, **member}
