"""What became of channels that are managed, and of chats that shut us out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelsShown:
    """``/channel`` alone: what is managed at the moment of sending, and what was before."""


@dataclass(frozen=True, slots=True)
class ChannelManaged:
    """What this person says in private is meant for a channel from now on."""

    destination_id: int


@dataclass(frozen=True, slots=True)
class ChannelLeft:
    """It is meant for the private chat again; 0: it was already."""

    destination_id: int = 0


@dataclass(frozen=True, slots=True)
class ChannelRefused:
    """A channel can't be managed: ``reason`` is unreadable, strangers, no_post or in_group."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChannelLost:
    """Managing a channel ended: this person may not change anything there any more."""

    destination_id: int


@dataclass(frozen=True, slots=True)
class ChannelOffered:
    """Somebody made us an administrator of a channel: they may manage it."""

    destination_id: int


@dataclass(frozen=True, slots=True)
class ChatTrouble:
    """Nothing can be written to a chat, or to one of its topics.

    ``what`` is removed, silenced, topic_closed or topic_gone. ``managed``: it was being managed by
    whom this is told, which ended.
    """

    destination_id: int
    what: str
    managed: bool = False


@dataclass(frozen=True, slots=True)
class ChatWell:
    """A chat, or a topic, of whose trouble somebody was told takes messages again."""

    destination_id: int


ChatOutcome = (
    ChannelsShown
    | ChannelManaged
    | ChannelLeft
    | ChannelRefused
    | ChannelLost
    | ChannelOffered
    | ChatTrouble
    | ChatWell
)
