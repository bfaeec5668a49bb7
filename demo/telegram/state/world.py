"""All that the simulated Telegram remembers, in one place."""

import time
from collections.abc import Callable, Sequence
from itertools import count

from demo.changes import Changes
from demo.telegram.faults import Faults
from demo.telegram.limits import Limits
from demo.telegram.log import Log, Violation
from demo.telegram.state.chats import ANONYMOUS, CHANNEL_BOT, Chat, ChatKind, User
from demo.telegram.state.files import Files
from demo.telegram.state.history import History
from demo.telegram.state.message import Message
from demo.telegram.state.privacy import bot_sees
from demo.telegram.state.profile import Profile
from demo.telegram.state.queries import CallbackQueries
from demo.telegram.state.updates import UpdateQueue
from demo.telegram.state.webhook import Webhook
from demo.telegram.state.wire import RIGHTS, message_json

_FIRST_UPDATE = 700_000_001
_SUPERGROUP_BASE = -1_001_000_000_000


class World:
    """People, chats, messages, updates and the bot's own settings.

    Attributes:
        clock: monotonic seconds; ``now`` is the date in seconds since the epoch.
        sees_everything: privacy mode is off.
        rights: the rights that administrators are described with.
        written: every message the bot sent and every edit, in order.
    """

    def __init__(
        self,
        bot: User,
        *,
        clock: Callable[[], float] = time.monotonic,
        query_lifetime: float = 15.0,
    ) -> None:
        self.bot = bot
        self.clock = clock
        self.sees_everything = False
        self.rights: Sequence[str] = RIGHTS
        self.users: dict[int, User] = {user.id: user for user in (bot, ANONYMOUS, CHANNEL_BOT)}
        self.chats: dict[int, Chat] = {}
        self.deactivated: set[int] = set()
        self.history = History()
        self.files = Files()
        self.written: list[Message] = []
        self.updates = UpdateQueue(_FIRST_UPDATE)
        self.webhook: Webhook | None = None
        self.queries = CallbackQueries(clock, query_lifetime)
        self.profile = Profile()
        self.limits = Limits(clock)
        self.faults = Faults()
        self.log = Log()
        self.changes = Changes()
        self._people = count(510_000_001)
        self._chats = count(1)

    @property
    def now(self) -> int:
        """The date as messages carry it."""
        return int(time.time())

    def new_user(self, name: str, *, username: str = "", language: str = "") -> User:
        """Add a person, and the private chat they may open with the bot."""
        user = User(next(self._people), name, username, language)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", name, username)
        return user

    def new_chat(
        self, kind: ChatKind, title: str, *, username: str = "", is_forum: bool = False
    ) -> Chat:
        """Add a group, supergroup or channel, with an id as Telegram's are."""
        number = next(self._chats)
        chat_id = -4_000_000_000 - number if kind == "group" else _SUPERGROUP_BASE - number
        chat = Chat(chat_id, kind, title, username, is_forum)
        self.chats[chat.id] = chat
        return chat

    def note(self, method: str, text: str) -> None:
        """Record something that only a faulty program sends."""
        self.log.violations.append(Violation(method, text))

    def receive(self, message: Message) -> Message:
        """Keep what somebody wrote, and tell the bot if it may see it."""
        self.history.put(message)
        if bot_sees(self, message):
            kind = "channel_post" if message.chat.kind == "channel" else "message"
            edited = f"edited_{kind}" if message.edited else kind
            self.updates.add(edited, message_json(message))
        self.changes.happened()
        return message

    def write(self, message: Message) -> Message:
        """Keep what the bot wrote or edited."""
        self.limits.count(message.chat)
        self.history.put(message)
        self.written.append(message)
        self.changes.happened()
        return message
