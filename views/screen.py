"""The one shape that every view returns."""

from dataclasses import dataclass

from aiogram.types import MessageEntity


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: it carries either callback data (at most 64 bytes) or an address."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes along with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Screen:
    """One message, ready for the Bot API.

    Attributes:
        text: plain text, at most 4,096 UTF-16 units.
        entities: formatting, at most 100, offsets and lengths in UTF-16 units
            (Bot API, MessageEntity).
        buttons: rows of inline buttons.
        preview: the address whose preview is shown below the text; empty for none.
        asks: the placeholder of a ForceReply; empty when no reply is asked for.
        document: the file that the text is the caption of, then at most 1,024 UTF-16 units
            (Bot API, sendDocument); None for a message of text.
        asks_place: what the button below the input field says that sends one's location, in
            private chats only; empty where nothing of the kind is asked for.
    """

    text: str
    entities: tuple[MessageEntity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    preview: str = ""
    asks: str = ""
    document: Document | None = None
    asks_place: str = ""
