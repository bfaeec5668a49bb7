"""Edits: told to whom they concern, once, in a message of their own."""

from sqlalchemy import select

from bot.clock import SystemClock
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from bot.pipeline.revising import Reviser
from storage import alert_contents, articles, readings
from storage.articles import Sighted
from storage.database import Database
from storage.readings import ReadText, Unread
from storage.schema import alert, article, destination
from tests.bot.pipeline.test_publishing import followed, unread

TEXT = "A storm reached the coast at night. Nobody was hurt."


def read(text: str, text_from: str = "page", title: str = "Storm") -> ReadText:
    return ReadText(title, "", text, "en", None, text_from, None, "https://news.example/1")


class Desk:
    """One article, published and read again."""

    def __init__(self, database: Database) -> None:
        self.database = database
        keeper = IndexKeeper(database)
        self.publisher = Publisher(database, keeper, SystemClock(), lambda: None)
        self.reviser = Reviser(database, keeper, SystemClock(), lambda: None)

    async def publish(self, found: ReadText, title: str = "Storm") -> Unread:
        [waiting] = await unread(self.database, title)
        await self.publisher.publish(waiting, found)
        return waiting

    async def told(self) -> list[tuple[int, int, list[str]]]:
        """Return each alert's chat, edition and follows."""
        async with self.database.read() as connection:
            rows = await connection.execute(
                select(alert.c.id, destination.c.chat_id, alert.c.edition)
                .join(destination, destination.c.id == alert.c.destination_id)
                .order_by(alert.c.id)
            )
            made = rows.all()
            found = await alert_contents.get(connection, [row.id for row in made])
        return [
            (row.chat_id, row.edition, [one.text for one in found[row.id].follows]) for row in made
        ]

    async def stored(self) -> str:
        async with self.database.read() as connection:
            return str((await connection.execute(select(article.c.text))).scalar_one())


async def test_an_edit_is_told_to_whom_only_it_concerns(database: Database) -> None:
    for words in ("storm", "victims", "Aktau"):
        await followed(database, 1, words)
    await followed(database, 2, "hurt")
    desk = Desk(database)
    first = await desk.publish(read(TEXT))
    new = TEXT.replace("Nobody was hurt.", "There are two victims in Aktau.")
    assert await desk.reviser.revise(first, read(new)) == 1
    assert await desk.told() == [(1, 0, ["storm"]), (2, 0, ["hurt"]), (1, 1, ["victims", "Aktau"])]
    assert await desk.stored() == new
    assert await desk.reviser.revise(first, read(new)) == 0


async def test_whoever_follows_what_stood_there_before_is_told_nothing(database: Database) -> None:
    desk = Desk(database)
    await followed(database, 1, "storm")
    first = await desk.publish(read(TEXT))
    await followed(database, 2, "storm")
    await followed(database, 3, "coast")
    assert await desk.reviser.revise(first, read(f"{TEXT} The port is closed.")) == 0
    assert await desk.told() == [(1, 0, ["storm"])]


async def test_an_alert_that_waits_keeps_its_places_in_the_new_text(database: Database) -> None:
    await followed(database, 1, "coast")
    await followed(database, 2, "hurt")
    desk = Desk(database)
    first = await desk.publish(read(TEXT))
    await desk.reviser.revise(first, read("Late: a storm reached the coast at night."))
    async with database.read() as connection:
        found = await alert_contents.get(connection, [1, 2])
    assert [found[one].spans for one in (1, 2)] == [([[], [], [26, 5]],), ([],)]


async def test_a_comma_is_no_edit(database: Database) -> None:
    await followed(database, 1, "storm")
    desk = Desk(database)
    first = await desk.publish(read(TEXT))
    assert await desk.reviser.revise(first, read(TEXT.replace("coast at", "coast,  at"))) == 0
    assert await desk.stored() == TEXT


async def test_a_page_that_cannot_be_read_again_changes_nothing(database: Database) -> None:
    await followed(database, 1, "teaser")
    desk = Desk(database)
    first = await desk.publish(read(TEXT))
    assert await desk.reviser.revise(first, read("A teaser.", "summary")) == 0
    assert await desk.stored() == TEXT


async def test_a_page_that_can_be_read_at_last_is_told(database: Database) -> None:
    await followed(database, 1, "coast")
    desk = Desk(database)
    first = await desk.publish(read("", "summary"))
    assert await desk.told() == []
    assert await desk.reviser.revise(first, read(TEXT)) == 1


async def test_a_headline_beside_the_text_is_no_edit(database: Database) -> None:
    await followed(database, 1, "flood")
    await followed(database, 2, "storm")
    desk = Desk(database)
    first = await desk.publish(read(TEXT))
    async with database.write() as connection:
        url = "https://news.example/flood"
        other = Sighted(url, url, "Flood in Atyrau", "", "", None)
        await articles.sight(connection, SystemClock().now(), 1, [other])
        [waiting] = await readings.unread(connection, SystemClock().now(), [], 9)
    assert await desk.publisher.publish(waiting, read("It rains.", title="Flood in Atyrau")) == 1
    assert await desk.reviser.revise(first, read(f"{TEXT}\nFlood in Atyrau")) == 0
    assert await desk.reviser.revise(first, read(f"{TEXT}\nAfter the flood, a storm.")) == 1
