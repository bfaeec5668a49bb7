"""Telegram's updates on their way through the handlers, and what is owed afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from actions.outcomes import Outcome, decode
from handlers.dispatching import create_dispatcher
from handlers.limits import Limits
from handlers.members import with_every_right
from handlers.posts import CommitPosts
from handlers.turn import HandledBeforeError, Turn
from storage import destinations, follows
from storage.database import Database
from tests.storage.builders import NOW, publish, send_all
from tests.support.fake_telegram import FakeTelegram
from tests.support.travel import TravellingClock
from views.i18n import load_languages

US = 123456
ANN, BOB, OPERATOR = 11, 12, 99
GROUP = -1_001_999_000_111
LINKED_CHANNEL = -1_001_555_000_222

Json = dict[str, Any]


def user(user_id: int, language: str = "en") -> Json:
    return {
        "id": user_id,
        "is_bot": False,
        "first_name": f"Person {user_id}",
        "language_code": language,
    }


def chat(chat_id: int, kind: str | None = None) -> Json:
    if chat_id > 0:
        return {"id": chat_id, "type": "private", "first_name": f"Person {chat_id}"}
    return {"id": chat_id, "type": kind or "supergroup", "title": "Newsroom"}


def ours(chat_id: int, message_id: int = 5_000) -> Json:
    """One of our own messages."""
    return {
        "message_id": message_id,
        "date": 1_790_000_000,
        "chat": chat(chat_id),
        "from": {"id": US, "is_bot": True, "first_name": "Jarshy", "username": "jarshy_bot"},
        "text": "Which words?",
    }


def member(status: str, user_id: int = US) -> Json:
    """A ChatMember as Telegram describes it."""
    shape: Json = {"user": user(user_id), "status": status, "until_date": 0}
    if status in {"creator", "administrator"}:
        shape["is_anonymous"] = False
    if status in {"restricted", "silenced", "restricted and out"}:
        is_member, may_send = status != "restricted and out", status == "restricted"
        shape |= {"status": "restricted", "is_member": is_member, "can_send_messages": may_send}
    if status == "poster":
        shape |= {"status": "administrator", "is_anonymous": False, "can_post_messages": True}
    if status == "topic manager":
        shape |= {"status": "administrator", "is_anonymous": False, "can_manage_topics": True}
    return with_every_right(shape)


@dataclass(frozen=True, slots=True)
class Owed:
    """One message, or edit of a message, that a chat is owed."""

    chat_id: int
    outcome: Outcome | None
    alert_id: int | None = None
    thread_id: int = 0
    edits: int | None = None
    reply_to: int | None = None


async def no_posts(*_: Any) -> Callable[[], None]:
    raise AssertionError("no chat is a source here")


@dataclass
class Talk:
    """A bot that is talked to."""

    database: Database
    clock: TravellingClock = field(default_factory=lambda: TravellingClock(NOW))
    telegram: FakeTelegram = field(default_factory=FakeTelegram)
    posts: CommitPosts = field(default=no_posts)
    first_number: int = 700
    rings: int = 0

    def __post_init__(self) -> None:
        limits = Limits(follows_per_chat=3, sources_per_chat=2, operators=frozenset({OPERATOR}))
        self.bot: Bot = self.telegram.bot()
        self.dispatcher: Dispatcher = create_dispatcher(limits, load_languages(), self.posts)
        self._numbers: Iterator[int] = count(self.first_number)

    # What happens in a chat.

    async def says(
        self, text: str | None, sender: int = ANN, to: int | None = None, **more: Any
    ) -> list[Owed]:
        """Let a person write something; return what is owed because of it."""
        return await self.takes(message=self.message(text, sender, to, **more))

    async def answers(
        self, text: str, sender: int = ANN, to: int | None = None, **more: Any
    ) -> list[Owed]:
        """Let a person reply to one of our messages."""
        return await self.says(text, sender, to, reply_to_message=ours(to or sender), **more)

    def message(
        self, text: str | None, sender: int = ANN, to: int | None = None, **more: Any
    ) -> Json:
        message = {
            "message_id": next(self._numbers),
            "date": 1_790_000_000,
            "chat": chat(to or sender),
            "from": user(sender),
            **({} if text is None else {"text": text}),
        }
        return message | more

    async def presses(
        self, data: str, sender: int = ANN, to: int | None = None, more: Json | None = None
    ) -> list[Owed]:
        """Let a person press a button of one of our messages."""
        query = {
            "id": str(next(self._numbers)),
            "from": user(sender),
            "chat_instance": "1",
            "data": data,
            "message": ours(to or sender),
        }
        return await self.takes(callback_query=query | (more or {}))

    async def changes(
        self, before: str, after: str, where: int = ANN, kind: str | None = None
    ) -> list[Owed]:
        """Let our membership of a chat change."""
        event = {
            "chat": chat(where, kind),
            "from": user(abs(where) if where > 0 else ANN),
            "date": 1_790_000_000,
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        return await self.takes(my_chat_member=event)

    async def takes(self, **event: Json) -> list[Owed]:
        """Handle an update with a new number; return what is owed because of it."""
        await self.handles({"update_id": next(self._numbers), **event})
        return await self.owed()

    async def handles(self, raw: Json) -> bool:
        """Handle one update; return False if it was handled before."""
        update = Update.model_validate(raw, context={"bot": self.bot})
        turn = Turn(update.update_id, self.database, self.clock.now, self._ring)
        try:
            await self.dispatcher.feed_update(self.bot, update, turn=turn)
        except HandledBeforeError:
            return False
        return True

    def _ring(self) -> None:
        self.rings += 1

    # What comes of it.

    async def owed(self) -> list[Owed]:
        """Send all that is owed; return it."""
        async with self.database.write() as connection:
            return [
                Owed(
                    chat_id=letter.chat_id,
                    outcome=None if letter.outcome is None else decode(letter.outcome),
                    alert_id=letter.alert_id,
                    thread_id=letter.thread_id,
                    edits=letter.edits,
                    reply_to=letter.reply_to,
                )
                for letter in await send_all(connection, self.clock.now())
            ]

    async def languages(self) -> list[str]:
        """Send all that is owed; return the languages in which it speaks."""
        async with self.database.write() as connection:
            return [letter.language for letter in await send_all(connection, self.clock.now())]

    async def follows(self, chat_id: int, thread_id: int = 0) -> list[str]:
        """Return what a chat follows."""
        async with self.database.write() as connection:
            there = await destinations.find(connection, chat_id)
            if thread_id:
                place = destinations.Place(chat_id, "supergroup", thread_id, "en")
                there = await destinations.arrive(connection, self.clock.now(), place)
            if there is None:
                return []
            return [one.text for one in await follows.of_destination(connection, there.id)]

    async def publishes(self, number: int | str, *words: str) -> int:
        """Publish an article that these queries match; return how many alerts it made."""
        async with self.database.write() as connection:
            return await publish(connection, number, *words)

    # What Telegram says about people.

    def knows(self, *answers: str | Exception | Callable[..., Any]) -> None:
        """Answer getChatMember with these ranks, one after the other."""
        self.telegram.answers.setdefault("getChatMember", []).extend(
            member(one) if isinstance(one, str) else one for one in answers
        )

    def asked(self, method: str) -> int:
        """Return how often a method was called."""
        return sum(call.__api_method__ == method for call in self.telegram.calls)

    @property
    def notices(self) -> list[str]:
        """What was shown over pressed buttons."""
        return [
            getattr(call, "text", None) or ""
            for call in self.telegram.calls
            if call.__api_method__ == "answerCallbackQuery"
        ]
