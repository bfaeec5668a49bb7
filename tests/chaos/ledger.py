"""What the bot owes, worked out from what people and newsrooms did, and what it delivered.

Nothing here asks the bot or its database: a story has words, a follow wants words, and whoever
wants what a story has is owed an alert. Every command is owed an answer that names its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from demo.newsroom import Story
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import HasChat
from demo.telegram.state.message import Message

_MORE = re.compile(r"and (\d+) more$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Follow:
    """``text`` as it is typed; an article must have all of ``words``."""

    where: HasChat
    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person did; ``answer`` is what the answer to it says, and no other."""

    where: HasChat
    answer: str


@dataclass(slots=True)
class Ledger:
    """Everything that was done so far; ``words`` are those that each story has."""

    telegram: SimulatedTelegram
    follows: list[Follow] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    words: dict[Story, frozenset[str]] = field(default_factory=dict)
    _answered: set[tuple[int, str]] = field(default_factory=set)

    def owed(self) -> set[tuple[int, str, str]]:
        """Return (chat, story, follow) for every alert that is due to somebody."""
        return {
            (follow.where.chat.id, story.url, follow.text)
            for story, words in self.words.items()
            for follow in self.follows
            if follow.words <= words
        }

    def delivered(self) -> set[tuple[int, str, str]]:
        """Return (chat, story, follow) for everything that a message told somebody.

        Behind the link to each story a message names the follows that it is told for; where there
        is no room for all it says how many more there are, which must be right.
        """
        owed: dict[tuple[int, str], set[str]] = {}
        for chat_id, url, follow in self.owed():
            owed.setdefault((chat_id, url), set()).add(follow)
        delivered: set[tuple[int, str, str]] = set()
        for message in self.telegram.written:
            for url, named, more in _told(message):
                due = owed.get((message.chat.id, url), set())
                all_of_them = named < due and len(named) + more == len(due)
                told = due if all_of_them else named
                delivered |= {(message.chat.id, url, follow) for follow in told}
        return delivered

    def unanswered(self) -> list[Command]:
        """Return the commands without an answer."""
        return [command for command in self.commands if not self.is_answered(command)]

    def is_answered(self, command: Command) -> bool:
        """Whether the answer to a command has arrived."""
        key = (command.where.chat.id, command.answer)
        if key not in self._answered:
            written = self.telegram.written_to(command.where)
            if not any(command.answer in one.text for one in written):
                return False
            self._answered.add(key)
        return True

    def handled_twice(self) -> list[str]:
        """Return the answers that show that a command was carried out again."""
        signs = ("already follow", "don't follow")
        return [one.text for one in self.telegram.written if any(map(one.text.count, signs))]

    def doubles(self) -> int:
        """Return how many messages told again what their chat was told, and answers were too many.

        Follows of one chat that want the same story share an alert, and alerts that waited
        together share a message; it is one row of the outbox, and one double.
        """
        alerts = {(chat_id, url) for chat_id, url, _ in self.owed()}
        known: set[tuple[int, str]] = set()
        answers = again = 0
        for message in self.telegram.written:
            told = {(message.chat.id, url) for _, url in message.links} & alerts
            answers += not told
            again += not known.isdisjoint(told)
            known |= told
        return answers - len(self.commands) + again


def _told(message: Message) -> Iterator[tuple[str, set[str], int]]:
    """Return, for each story, the follows that are named and how many more there are."""
    entities = sorted(message.content.entities, key=lambda one: one.offset)
    links = [one for one in entities if one.url]
    text = message.text.encode("utf-16-le")  # as Telegram counts
    ends = [*(one.offset for one in links), len(text) // 2][1:]
    for link, end in zip(links, ends, strict=True):
        named = {
            message.content.covered_by(one)
            for one in entities
            if one.kind == "code" and link.offset < one.offset < end
        }
        more = _MORE.search(text[link.offset * 2 : end * 2].decode("utf-16-le"))
        yield link.url or "", named, int(more[1]) if more else 0
