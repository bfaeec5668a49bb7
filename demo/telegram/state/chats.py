"""Users, chats and who belongs to them."""

from dataclasses import dataclass, field
from typing import Literal

ChatKind = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]

ANONYMOUS_ID = 1087968824
CHANNEL_BOT_ID = 136817688


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot.

    Attributes:
        language: the IETF tag that updates carry as ``language_code``, empty for none.
    """

    id: int
    first_name: str
    username: str = ""
    language: str = ""
    is_bot: bool = False


ANONYMOUS = User(ANONYMOUS_ID, "Group", "GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = User(CHANNEL_BOT_ID, "Channel", "Channel_Bot", is_bot=True)


@dataclass(slots=True, eq=False)
class Chat:
    """A chat; its members change, so it is the one thing here that is not frozen.

    Attributes:
        statuses: by user id; who is missing was never there.
        topics: names by message_thread_id, for forums.
        migrated_to: the supergroup that a group became, or 0.
    """

    id: int
    kind: ChatKind
    title: str = ""
    username: str = ""
    is_forum: bool = False
    statuses: dict[int, Status] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int = 0

    @property
    def name(self) -> str:
        """What Telegram's error texts call this kind of chat."""
        return self.kind if self.kind == "private" else f"{self.kind} chat"

    def has(self, user_id: int) -> bool:
        """Whether the user is in the chat."""
        return self.statuses.get(user_id) in ("creator", "administrator", "member")

    def is_run_by(self, user_id: int) -> bool:
        """Whether the user is the owner or an administrator."""
        return self.statuses.get(user_id) in ("creator", "administrator")
