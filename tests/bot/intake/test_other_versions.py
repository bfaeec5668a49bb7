"""Servers that know fewer rights than the library are understood all the same."""

from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.types import ChatMemberAdministrator, ChatMemberUpdated

from bot.clock import SystemClock
from bot.intake.intake import Intake
from handlers.members import with_every_right
from storage.database import Database
from tests.support.fake_telegram import FakeTelegram

BOT = {"id": 123456, "is_bot": True, "first_name": "Jarshy"}
OF_ANOTHER_VERSION = {
    "status": "administrator",
    "user": BOT,
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_post_messages": True,
}


async def test_an_administrator_with_fewer_rights_is_heard_of(sqlite_database: Database) -> None:
    dispatcher = Dispatcher(disable_fsm=True)
    heard: list[ChatMemberUpdated] = []

    async def hear(event: ChatMemberUpdated) -> None:
        heard.append(event)

    dispatcher.my_chat_member.register(hear)
    intake = Intake(dispatcher, FakeTelegram().bot(), sqlite_database, SystemClock(), lambda: None)
    update = {
        "update_id": 1,
        "my_chat_member": {
            "date": 1_790_000_000,
            "chat": {"id": -100500, "type": "supergroup", "title": "Newsroom"},
            "from": {"id": 7, "is_bot": False, "first_name": "Ann"},
            "old_chat_member": {"status": "left", "user": BOT},
            "new_chat_member": OF_ANOTHER_VERSION,
        },
    }
    await intake.take(update)
    assert [event.new_chat_member.status for event in heard] == ["administrator"]


def test_what_a_server_does_not_know_is_not_granted() -> None:
    member = ChatMemberAdministrator.model_validate(with_every_right(OF_ANOTHER_VERSION))
    assert member.can_manage_chat
    assert not member.can_promote_members


@pytest.mark.parametrize("member", [{"status": "member", "user": BOT}, {"status": "odd"}, {}])
def test_others_stay_as_they_are(member: dict[str, Any]) -> None:
    assert with_every_right(member) == member
