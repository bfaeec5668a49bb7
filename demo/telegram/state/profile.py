"""What the bot says about itself: names, descriptions, command menus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Scope = tuple[str, int, int]
"""A BotCommandScope: its type, chat id and user id (0 where it has none)."""

Command = Mapping[str, str]


@dataclass(slots=True)
class Profile:
    """Texts and menus by language, ``""`` being everybody's."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menus: dict[tuple[Scope, str], Sequence[Command]] = field(default_factory=dict)
    buttons: dict[int, Mapping[str, Any]] = field(default_factory=dict)

    def menu_for(self, scopes: Sequence[Scope], language: str) -> Sequence[Command]:
        """Return the commands a person sees (Bot API, "Determining list of commands").

        The narrowest scope that has any wins, and in it the person's language.
        """
        for scope in scopes:
            for tag in (language, ""):
                if menu := self.menus.get((scope, tag)):
                    return menu
        return ()
