"""What the page shows, as plain JSON; the browser alone turns texts into elements."""

import time
from typing import Any

from demo.newsroom import Newsroom, library
from demo.telegram import SimulatedTelegram
from demo.telegram.state.chats import User
from demo.telegram.state.message import Message
from demo.telegram.state.profile import Command

_SHOWN = 200
_AWAKE = 5.0


def overview(telegram: SimulatedTelegram, newsroom: Newsroom) -> dict[str, Any]:
    """What stays the same while the page is open: the bot, the sites, the ready stories."""
    return {
        "bot": {"name": telegram.bot.first_name, "username": telegram.bot.username},
        "sites": [
            {"name": site.name, "title": site.title, "language": site.language}
            for site in newsroom.sites.values()
        ],
        "drafts": [
            {
                "language": draft.language,
                "headline": draft.headline,
                "summary": draft.summary,
                "text": "\n\n".join(draft.paragraphs),
            }
            for draft in library()
        ],
    }


def snapshot(telegram: SimulatedTelegram, person_id: int) -> dict[str, Any]:
    """What changes: the people, and one person's chat and command menu."""
    people = [user for user in telegram.world.users.values() if not user.is_bot]
    chosen = telegram.world.users.get(person_id) or _somebody(telegram, people)
    shape: dict[str, Any] = {
        "awake": _is_awake(telegram),
        "people": [_person(telegram, user) for user in people],
        "chosen": chosen.id if chosen else None,
        "messages": [],
        "commands": [],
    }
    if chosen is not None:
        chat = telegram.world.chats[chosen.id]
        shape["messages"] = [_message(m) for m in telegram.messages(chat)[-_SHOWN:]]
        shape["commands"] = list(_commands(telegram, chosen))
    return shape


def _is_awake(telegram: SimulatedTelegram) -> bool:
    requests = telegram.requests
    recent = bool(requests) and telegram.world.clock() - requests[-1].at < _AWAKE
    return recent or telegram.world.updates.polling > 0 or telegram.world.webhook is not None


def _somebody(telegram: SimulatedTelegram, people: list[User]) -> User | None:
    """The first who has anything to read."""
    talking = (user for user in people if telegram.messages(telegram.world.chats[user.id]))
    return next(talking, people[0] if people else None)


def _person(telegram: SimulatedTelegram, user: User) -> dict[str, Any]:
    chat = telegram.world.chats[user.id]
    messages = telegram.messages(chat)
    return {
        "id": user.id,
        "name": user.first_name,
        "language": user.language,
        "blocked": chat.statuses.get(telegram.bot.id) == "kicked",
        "last": messages[-1].text[:80] if messages else "",
        "received": sum(message.from_bot for message in messages),
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "mine": not message.from_bot,
        "text": message.text,
        "document": message.document.name if message.document else "",
        "entities": [entity.as_json() for entity in message.content.entities],
        "rows": [
            [{"text": button.text, "data": button.data, "url": button.url} for button in row]
            for row in message.rows
        ],
        "asks": message.asks is not None and "force_reply" in message.asks,
        "placeholder": (message.asks or {}).get("input_field_placeholder", ""),
        "reply": message.reply_to.text[:120] if message.reply_to else "",
        "time": time.strftime("%H:%M", time.localtime(message.date)),
        "edited": bool(message.edited),
        "preview": message.preview.get("url", ""),
    }


def _commands(telegram: SimulatedTelegram, user: User) -> tuple[Command, ...]:
    scopes = [("chat", user.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    return tuple(telegram.world.profile.menu_for(scopes, user.language))
