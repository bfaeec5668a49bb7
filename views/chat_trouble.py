"""Chats and topics that take no messages: what happened, what helps, and that it is over."""

from collections.abc import Iterator
from dataclasses import dataclass

from aiogram.utils.formatting import Text, TextLink

from views.channels import for_this_chat, named
from views.compose import Part, fill, screen
from views.i18n import Language
from views.links import web_address
from views.screen import Screen


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a chat takes nothing.

    Attributes:
        title: the chat's.
        is_channel: whether it is a channel.
        what: removed, silenced, topic_closed or topic_gone.
        managed: whether the reader was managing it, which ended.
        address: of the topic, empty for a forum's general one, which has none.
    """

    title: str
    is_channel: bool
    what: str
    managed: bool = False
    address: str = ""


def chat_trouble(language: Language, trouble: Trouble) -> Screen:
    """Return that a chat or topic takes nothing, and what can be done about it."""
    what = "no_post" if trouble.is_channel and trouble.what == "silenced" else trouble.what
    said, advice = _sentences(language).get(what) or _sentences(language)["silenced"]
    return screen(*_trouble_lines(language, trouble, said, advice))


def chat_well(language: Language, title: str, address: str = "") -> Screen:
    """Return that a chat, or the topic at this address, takes messages again."""
    sentence = (
        language.gettext("I can write in {topic} of {chat} again, and go on telling the news.")
        if address
        else language.gettext("I can write in {chat} again, and go on telling the news.")
    )
    return screen(
        fill(sentence, chat=named(language, title), topic=_topic(language, address)),
    )


def _trouble_lines(language: Language, trouble: Trouble, said: str, advice: str) -> Iterator[Part]:
    chat, topic = named(language, trouble.title), _topic(language, trouble.address)
    yield fill(said, chat=chat, topic=topic)
    yield ""
    yield advice
    yield language.gettext(
        "What is followed there is kept; news that comes meanwhile is not told later."
    )
    if trouble.managed:
        yield ""
        yield for_this_chat(language)


def _sentences(language: Language) -> dict[str, tuple[str, str]]:
    return {
        "removed": (
            language.gettext("I was removed from {chat}."),
            language.gettext("Add me again, and I go on telling the news there."),
        ),
        "silenced": (
            language.gettext("I may not write in {chat} any more."),
            language.gettext("Allow me to send messages there, or make me an administrator."),
        ),
        "no_post": (
            language.gettext("I may not post in {chat} any more."),
            language.gettext("Make me an administrator there who may post messages."),
        ),
        "topic_closed": (
            language.gettext("I can't write in {topic} of {chat}: it is closed."),
            language.gettext("Open it again, or make me an administrator who may manage topics."),
        ),
        "topic_gone": (
            language.gettext(
                "I can't write in {topic} of {chat}: it was deleted, or is closed to bots."
            ),
            language.gettext("Follow the same in another topic: this one won't come back."),
        ),
    }


def _topic(language: Language, address: str) -> Text:
    if not address:
        return Text(language.gettext("the general topic"))
    name, url = language.gettext("a topic"), web_address(address)
    return TextLink(name, url=url) if url else Text(name)
