"""Users, chats and who belongs to them."""

from dataclasses import dataclass, field
from typing import Literal

ChatKind = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
GENERAL = 0
"""The topic of a forum that has no message_thread_id."""

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
        denied: by user id, the rights that an administrator lacks, or a restricted member.
        silent: whether plain members may not write.
        topics: names by message_thread_id, for forums.
        closed: the topics that are closed, GENERAL among them.
        migrated_to: the supergroup that a group became, or 0.
    """

    id: int
    kind: ChatKind
    title: str = ""
    username: str = ""
    is_forum: bool = False
    statuses: dict[int, Status] = field(default_factory=dict)
    denied: dict[int, frozenset[str]] = field(default_factory=dict)
    silent: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    migrated_to: int = 0

    @property
    def name(self) -> str:
        """What Telegram's error texts call this kind of chat."""
        return self.kind if self.kind == "private" else f"{self.kind} chat"

    def has(self, user_id: int) -> bool:
        """Whether the user is in the chat."""
        return self.statuses.get(user_id) in ("creator", "administrator", "member", "restricted")

    def is_run_by(self, user_id: int) -> bool:
        """Whether the user is the owner or an administrator."""
        return self.statuses.get(user_id) in ("creator", "administrator")

    def lets(self, user_id: int, right: str) -> bool:
        """Whether an administrator, or a restricted member, has a right; the owner has all."""
        status = self.statuses.get(user_id)
        if status == "creator":
            return True
        return status in ("administrator", "restricted") and right not in self.denied.get(
            user_id, ()
        )

    def takes_text_of(self, user_id: int) -> bool:
        """Whether the user may write in a group."""
        if self.statuses.get(user_id) == "restricted":
            return self.lets(user_id, "can_send_messages")
        return self.is_run_by(user_id) or (self.has(user_id) and not self.silent)
