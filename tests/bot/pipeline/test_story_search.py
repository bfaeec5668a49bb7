"""One event, however many outlets report it, is told once; and nobody can hide another's news."""

import asyncio

import pytest

from bot.clock import SystemClock
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from storage import articles, readings, sources
from storage.articles import Sighted
from storage.database import Database
from storage.readings import ReadText, Unread
from storage.sources import SourceSettings
from tests.bot.pipeline.test_publishing import NOW, followed
from tests.storage.builders import watch_privately

REPORT = (
    "Жители посёлка Бестамак третий день остаются без воды: на насосной станции сгорел "
    "трансформатор. В акимате Сарыозекского района сообщили, что бригада ремонтников прибудет из "
    "Талдыкоргана вечером, а пока воду развозят двумя цистернами. Школа и поликлиника закрыты. "
    "Директор водоканала Марат Оспанов обещает запустить насосы до пятницы."
)
OTHER = (
    "Сборная Казахстана по волейболу обыграла соперниц из Узбекистана в трёх партиях. Матч прошёл "
    "в Петропавловске при полных трибунах, лучшей признали Сауле Тажибаеву, набравшую двадцать "
    "одно очко. Следующая встреча пройдёт в воскресенье в Ташкенте, билеты уже проданы."
)


def common(*urls: str) -> list[SourceSettings]:
    return [SourceSettings(url, url, None, None, None) for url in urls]


class Press:
    """Sources that publish, and a publisher that reads them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.keeper = IndexKeeper(database)
        self.publisher = Publisher(database, self.keeper, SystemClock(), lambda: None)

    async def source(self, url: str, watcher: int = 0) -> int:
        async with self.database.write() as connection:
            if watcher:
                return await watch_privately(connection, watcher, url)
            known = await sources.due(connection, NOW, (), 99)
            await sources.sync_file(connection, NOW, common(*(one.url for one in known), url))
            return max(one.id for one in await sources.due(connection, NOW, (), 99))

    async def sighted(self, source_id: int, url: str, title: str) -> Unread:
        async with self.database.write() as connection:
            entry = Sighted(url, url, title, "", "", None)
            await articles.sight(connection, SystemClock().now(), source_id, [entry])
            waiting = await readings.unread(connection, SystemClock().now(), [], 99)
        return next(one for one in waiting if one.url == url)

    async def tell(self, source_id: int, url: str, title: str, text: str = REPORT) -> int:
        """Publish an article; return how many alerts it made."""
        article = await self.sighted(source_id, url, title)
        return await self.publisher.publish(article, reading(article, text))


def reading(article: Unread, text: str) -> ReadText:
    return ReadText(article.title, "", text, "ru", None, "page", None, article.url)


async def test_a_report_that_another_outlet_repeats_is_told_once(database: Database) -> None:
    await followed(database, 1, "Бестамак")
    press = Press(database)
    one = await press.source("https://one.kz/feed")
    two = await press.source("https://two.kz/feed")
    assert await press.tell(one, "https://one.kz/1", "Посёлок без воды") == 1
    assert await press.tell(two, "https://two.kz/1", "Бестамак остался без воды") == 0
    assert await press.tell(two, "https://two.kz/2", "Волейбол: Бестамак", OTHER) == 1


async def test_a_later_report_is_told_to_whom_only_it_concerns(database: Database) -> None:
    await followed(database, 1, "Бестамак")
    await followed(database, 2, "Кызылорда")
    press = Press(database)
    one = await press.source("https://one.kz/feed")
    two = await press.source("https://two.kz/feed")
    assert await press.tell(one, "https://one.kz/1", "Посёлок без воды") == 1
    longer = f"{REPORT} Помощь предложила Кызылорда."
    assert await press.tell(two, "https://two.kz/1", "Посёлок без воды", longer) == 1


async def test_reports_that_come_at_once_make_no_twin_stories(database: Database) -> None:
    await followed(database, 1, "Бестамак")
    press = Press(database)
    found = []
    for number in range(6):
        source_id = await press.source(f"https://outlet{number}.kz/feed")
        found.append(
            await press.sighted(source_id, f"https://outlet{number}.kz/1", "Посёлок без воды")
        )
    made = await asyncio.gather(
        *(press.publisher.publish(one, reading(one, REPORT)) for one in found)
    )
    assert sorted(made) == [0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize("own_first", [True, False])
async def test_whoever_sees_a_publication_in_two_sources_is_told_once(
    database: Database, own_first: bool
) -> None:
    await followed(database, 1, "Бестамак")
    await followed(database, 2, "Бестамак")
    press = Press(database)
    public = await press.source("https://one.kz/feed")
    own = await press.source("https://one.kz/own", watcher=1)
    url = "https://one.kz/1"
    if own_first:
        assert await press.tell(own, url, "Без воды") == 1
        assert await press.tell(public, url, "Посёлок без воды") == 1
    else:
        assert await press.tell(public, url, "Посёлок без воды") == 2
        assert await press.tell(own, url, "Без воды") == 0


async def test_an_own_source_cannot_hide_news_from_others(database: Database) -> None:
    """Its report repeats one publication in the text and poses as another by its address."""
    await followed(database, 2, "Бестамак")
    press = Press(database)
    public = await press.source("https://one.kz/feed")
    second = await press.source("https://two.kz/feed")
    own = await press.source("https://evil.kz/own", watcher=1)
    await press.tell(own, "https://two.kz/1", "Посёлок без воды", REPORT)
    assert await press.tell(public, "https://one.kz/1", "Посёлок без воды") == 1
    volleyball = f"{OTHER} Среди зрителей был и Бестамак."
    assert await press.tell(second, "https://two.kz/1", "Волейбол", volleyball) == 1


async def test_while_nobody_follows_anything_no_story_is_searched(database: Database) -> None:
    press = Press(database)
    one = await press.source("https://one.kz/feed")
    assert await press.tell(one, "https://one.kz/1", "Посёлок без воды") == 0
    await followed(database, 1, "Бестамак")
    assert await press.tell(one, "https://one.kz/2", "Посёлок без воды") == 1
