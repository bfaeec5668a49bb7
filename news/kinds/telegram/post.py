"""One post of a channel page: where it stands, what it says itself, when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import html

from news.kinds.telegram.markup import NOTICE, classes, outermost, plain

_ADDRESS = re.compile(r"(?:https?://t\.me/)?([A-Za-z0-9_]{1,64}/\d{1,20})(?:[?#].*)?", re.ASCII)

_NOT_ITS_OWN = frozenset({"tgme_widget_message_reply", "tgme_widget_message_link_preview"})
_POLL = ("tgme_widget_message_poll_question", "tgme_widget_message_poll_option_text")
_MEDIA = (
    "tgme_widget_message_photo_wrap",
    "tgme_widget_message_document_wrap",
    "tgme_widget_message_sticker_wrap",
    "tgme_widget_message_location_wrap",
    "tgme_widget_message_contact_wrap",
    "tgme_widget_message_voice_player",
    "tgme_widget_message_roundvideo_player",
)


@dataclass(frozen=True, slots=True)
class Post:
    """What a channel page shows of one post.

    Attributes:
        id: ``channel/123``; stays when the post is edited. Empty when the page doesn't tell.
        text: the post's own words, lines as written, an empty one between paragraphs; a poll's
            question and answers are words too. Empty for a photo, a sticker, a notice.
        published: aware UTC time, or None.
        is_unreadable: it shows nothing but the advice to open Telegram.
        is_complete: its foot was there, too; False where the page may end inside of it.
    """

    id: str
    text: str
    published: datetime | None
    is_unreadable: bool
    is_complete: bool


def read_post(message: html.HtmlElement) -> Post:
    """Return the post in an element of class ``tgme_widget_message``."""
    links = list(outermost(message, "tgme_widget_message_date"))
    text = "" if "service_message" in classes(message) else _text(message)
    return Post(
        id=_id(message.get("data-post"), *(link.get("href") for link in links)),
        text=text,
        published=_published(_times((*links, message))),
        is_unreadable=not text and _shows_only_a_notice(message),
        is_complete=bool(links),
    )


def _text(message: html.HtmlElement) -> str:
    own = outermost(message, "tgme_widget_message_text", *_POLL, past=_NOT_ITS_OWN)
    parts = [plain(part) for part in list(own)]
    return "\n".join(part for part in parts if part)


def _shows_only_a_notice(message: html.HtmlElement) -> bool:
    """Tell it by what is shown beside the notices, which say nothing: most of them are hidden."""
    if next(message.iter("video", "audio"), None) is not None:
        return False
    if next(outermost(message, *_MEDIA, past=_NOT_ITS_OWN), None) is not None:
        return False
    return next(outermost(message, NOTICE), None) is not None


def _id(*addresses: str | None) -> str:
    for address in addresses:
        if address and (match := _ADDRESS.fullmatch(address.strip())):
            return match.group(1)
    return ""


def _times(elements: Iterable[html.HtmlElement]) -> Iterator[str]:
    for element in elements:
        for time in element.iter("time"):
            yield time.get("datetime") or ""


def _published(written: Iterable[str]) -> datetime | None:
    for moment in written:
        try:
            read = datetime.fromisoformat(moment.strip())
            return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
