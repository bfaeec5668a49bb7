"""What a chat hears from us that is about no single thing: greetings, refusals, digests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody pressed Start."""


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody asked for help."""


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A private chat sent something that no handler takes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The operator's figures, as they are at the moment of sending."""


@dataclass(frozen=True, slots=True)
class StatsInPrivate:
    """An operator asked for the bot's figures where others would read them."""


@dataclass(frozen=True, slots=True)
class AdminsOnly:
    """An operator's command came from somebody who is none."""


@dataclass(frozen=True, slots=True)
class ChatAdminsOnly:
    """In a group only its administrators may change what it follows or watches."""


@dataclass(frozen=True, slots=True)
class RightsUnknown:
    """Telegram did not say in time whether the sender is an administrator."""


@dataclass(frozen=True, slots=True)
class NotAdministrators:
    """A chat can be watched by those who run it, and only while we do, too."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Several alerts in one message.

    ``why`` is the reason, as bot.delivery.deciding names it; ``more`` alerts wait behind it.
    """

    why: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong on our side; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """An outcome stored by another version that this one does not know."""


ConversationOutcome = (
    Welcome
    | Helped
    | UnknownCommand
    | Measured
    | StatsInPrivate
    | AdminsOnly
    | ChatAdminsOnly
    | RightsUnknown
    | NotAdministrators
    | Digest
    | Failed
    | Outdated
)
