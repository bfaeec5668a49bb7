"""Managing a channel from private chat, and chats that take no messages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aiogram.utils.formatting import Bold, Code, Text, TextLink, sizeof

from views.buttons import Manage, ManageNothing
from views.compose import Part, fill, screen
from views.i18n import Language
from views.links import web_address
from views.outside import line
from views.screen import Button, Screen

_TITLE = 64
_EXAMPLE = "/channel @name"
_OFF = "/channel off"


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


def headed(language: Language, shown: Screen, title: str) -> Screen:
    """Return a screen whose first line says which channel it is about."""
    head, entities = fill(
        language.gettext("Channel: {channel}"), channel=_named(language, title)
    ).render()
    head = f"{head}\n\n" if shown.text else head
    moved = [
        entity.model_copy(update={"offset": entity.offset + sizeof(head)})
        for entity in shown.entities
    ]
    return replace(shown, text=head + shown.text, entities=(*entities, *moved))


def channels_shown(
    language: Language, managed: str | None, before: Sequence[tuple[int, str]]
) -> Screen:
    """Return how a channel is managed, which one is, and those that were.

    Args:
        language: whose sentences.
        managed: the title of what is managed now; None: nothing is.
        before: destination and title of other channels that this person managed.
    """
    again = [
        [Button(_titled(language, title), data=Manage(destination_id=there).pack())]
        for there, title in before
    ]
    if managed is not None:
        lines: list[Part] = [*_managed(language, managed)]
    else:
        lines = [
            language.gettext("I can post news in a channel of yours, too."),
            "",
            fill(
                language.gettext(
                    "1. Make me an administrator there who may post messages.\n"
                    "2. Send {command}, or forward me a post of the channel: "
                    "a private one has no name."
                ),
                command=Code(_EXAMPLE),
            ),
            "",
            language.gettext(
                "Then what you send me here is meant for the channel: "
                "what it follows, its sources, its hours."
            ),
        ]
    if again:
        lines += ["", language.gettext("You managed these before:")]
    return screen(*lines, buttons=[_back(language) if managed is not None else [], *again])


def channel_managed(language: Language, title: str) -> Screen:
    """Return that a channel is managed from now on."""
    return screen(*_managed(language, title), buttons=[_back(language)])


def channel_left(language: Language, title: str | None) -> Screen:
    """Return that the private chat is meant again; None: it was meant before."""
    if title is None:
        return screen(language.gettext("What you send me here is meant for this chat."))
    return screen(
        fill(
            language.gettext("What you send me here is meant for this chat again, not {channel}."),
            channel=_named(language, title),
        ),
        language.gettext("The channel still gets the news that it follows."),
    )


def channel_refused(language: Language, reason: str) -> Screen:
    """Return why a channel can't be managed: unreadable, strangers, no_post or in_group."""
    sentences = {
        "unreadable": language.gettext(
            "I can't tell which channel you mean. Send {command}, or forward me one of its posts."
        ),
        "strangers": language.gettext(
            "I can manage a channel only with one of its administrators, and only if I am "
            "one too. Make me an administrator there who may post messages, then send "
            "{command} or forward me one of its posts."
        ),
        "no_post": language.gettext(
            "I may not post in that channel. Make me an administrator there who may post "
            "messages, then send {command} or forward me one of its posts."
        ),
        "in_group": language.gettext(
            "Channels are managed from a private chat with me: send {command} there."
        ),
    }
    sentence = sentences.get(reason, sentences["strangers"])
    return screen(fill(sentence, command=Code(_EXAMPLE)))


def channel_lost(language: Language, title: str) -> Screen:
    """Return that this person has no say in a channel any more, or we may not post there."""
    return screen(
        fill(
            language.gettext(
                "You no longer manage {channel}: you are not its administrator any more, "
                "or I may not post there. I changed nothing."
            ),
            channel=_named(language, title),
        ),
        _for_this_chat(language),
    )


def channel_offered(
    language: Language, destination_id: int, title: str, *, follows: bool
) -> Screen:
    """Return the question to whoever let us post in a channel, which may follow something."""
    button = Button(
        language.gettext("Manage the channel"), data=Manage(destination_id=destination_id).pack()
    )
    sentence = (
        language.gettext("I may post in {channel} now, and it gets the news that it follows.")
        if follows
        else language.gettext("I may post in {channel} now. Shall it follow the news?")
    )
    return screen(
        fill(sentence, channel=_named(language, title)),
        language.gettext("Press the button, and what you send me here is meant for the channel."),
        buttons=[[button]],
    )


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
        fill(sentence, chat=_named(language, title), topic=_topic(language, address)),
    )


def _trouble_lines(language: Language, trouble: Trouble, said: str, advice: str) -> Iterator[Part]:
    chat, topic = _named(language, trouble.title), _topic(language, trouble.address)
    yield fill(said, chat=chat, topic=topic)
    yield ""
    yield advice
    yield language.gettext(
        "What is followed there is kept; news that comes meanwhile is not told later."
    )
    if trouble.managed:
        yield ""
        yield _for_this_chat(language)


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


def _managed(language: Language, title: str) -> Iterator[Part]:
    yield fill(
        language.gettext("What you send me here is meant for {channel} now."),
        channel=_named(language, title),
    )
    yield fill(
        language.gettext("{follow}, {list}, {sources} and all the rest are the channel's."),
        follow="/follow",
        list="/list",
        sources="/sources",
    )
    yield fill(
        language.gettext("{command} brings you back; the channel goes on getting its news."),
        command=Code(_OFF),
    )


def _for_this_chat(language: Language) -> str:
    return language.gettext("What you send me here is meant for this chat again.")


def _back(language: Language) -> list[Button]:
    return [Button(language.gettext("Back to this chat"), data=ManageNothing().pack())]


def _titled(language: Language, title: str) -> str:
    return line(title, _TITLE) or language.gettext("(no name)")


def _named(language: Language, title: str) -> Text:
    return Bold(_titled(language, title))


def _topic(language: Language, address: str) -> Text:
    if not address:
        return Text(language.gettext("the general topic"))
    name, url = language.gettext("a topic"), web_address(address)
    return TextLink(name, url=url) if url else Text(name)
