"""Managing a channel from private chat."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aiogram.utils.formatting import Bold, Code, Text, sizeof

from views.buttons import Manage, ManageNothing
from views.compose import Part, fill, screen
from views.i18n import Language
from views.outside import line
from views.screen import Button, Screen

_TITLE = 64
_EXAMPLE = "/channel @name"
_OFF = "/channel off"


def headed(language: Language, shown: Screen, title: str) -> Screen:
    """Return a screen whose first line says which channel it is about."""
    head, entities = fill(
        language.gettext("Channel: {channel}"), channel=named(language, title)
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
            channel=named(language, title),
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
            channel=named(language, title),
        ),
        for_this_chat(language),
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
        fill(sentence, channel=named(language, title)),
        language.gettext("Press the button, and what you send me here is meant for the channel."),
        buttons=[[button]],
    )


def named(language: Language, title: str) -> Text:
    """Return what a chat is called, as it stands in a sentence."""
    return Bold(_titled(language, title))


def for_this_chat(language: Language) -> str:
    """Return that a channel is managed no longer."""
    return language.gettext("What you send me here is meant for this chat again.")


def _managed(language: Language, title: str) -> Iterator[Part]:
    yield fill(
        language.gettext("What you send me here is meant for {channel} now."),
        channel=named(language, title),
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


def _back(language: Language) -> list[Button]:
    return [Button(language.gettext("Back to this chat"), data=ManageNothing().pack())]


def _titled(language: Language, title: str) -> str:
    return line(title, _TITLE) or language.gettext("(no name)")
