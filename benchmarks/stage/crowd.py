"""People who follow, put into the bot's database before it starts."""

from collections.abc import Iterable
from datetime import UTC, datetime

from actions.following import follow
from actions.outcomes import Added
from actions.who import Who
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person
from demo.telegram.state.message import Message
from storage import destinations
from storage.database import Database
from storage.destinations import Place
from storage.migrating import migrate

_MOST = 10_000


def people(telegram: SimulatedTelegram, count: int) -> list[Person]:
    """Return people whose private chat with the bot is open, without an update about it."""
    everybody = [telegram.person(f"Reader {number}") for number in range(count)]
    for person in everybody:
        person.chat.statuses |= {telegram.bot.id: "member", person.id: "member"}
    return everybody


def is_to(person: Person, message: Message) -> bool:
    """Tell whether a message stands in the person's chat with the bot."""
    return message.chat is person.chat


async def let_follow(database_url: str, follows: Iterable[tuple[Person, str]]) -> None:
    """Store what each person follows, in a database that is made if it is missing."""
    async with Database(database_url) as database:
        await migrate(database)
        async with database.write() as connection:
            now = datetime.now(UTC)
            for person, words in follows:
                place = Place(person.id, "private", 0, "en")
                who = Who(await destinations.arrive(connection, now, place), person.id)
                outcome = await follow(connection, now, who, words, _MOST)
                if not isinstance(outcome, Added):
                    raise RuntimeError(f"{words!r} can't be followed: {outcome}")
