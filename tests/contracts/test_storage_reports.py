"""Storage, on both databases: later reports of a told story, noted or told."""

import pytest
from sqlalchemy import select

from storage import alert_contents, alerts, folding, matches, outbox, queries, reports
from storage.alert_contents import Report
from storage.database import Database
from storage.follows import EVERY, Follow
from storage.reports import EDIT_URGENCY
from storage.schema import owed
from tests.storage.builders import NOW, SPANS, arrive, begin_all, send_all
from tests.storage.newsroom import edits, followed, named, newsroom, tune


async def test_a_later_report_changes_the_message_that_told_the_story(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        assert await news.tells("Orda", "a", "tax") == (1, 0)
        [told] = await send_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        [letter] = await begin_all(connection)
        assert (letter.kind, letter.urgency) == ("edit", EDIT_URGENCY)
        assert (letter.alert_id, letter.edits, letter.reply_to) == (told.alert_id, None, None)
        assert await reports.messages(connection, NOW, [1]) == {1: 1000}
        content = (await alert_contents.get(connection, [1]))[1]
        assert content.also == (Report("Tengri", "https://news.example/b"),)
        assert not content.muted


async def test_one_change_that_waits_is_enough_for_all_reports(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        assert await news.tells("Zakon", "c", "tax") == (0, 0)
        assert await named(connection) == ["Tengri b", "Zakon c"]


async def test_a_change_that_is_on_its_way_knows_nothing_of_a_newer_report(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await begin_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        await outbox.sent(connection, NOW, 1, 1000)
        assert len(await begin_all(connection)) == 1
        assert await news.tells("Zakon", "c", "tax") == (0, 1)
        assert await edits(connection, "pending", "sending") == [1, 1]


async def test_an_alert_that_was_not_sent_yet_names_the_others_at_once(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        assert await news.tells("Tengri", "b", "tax") == (0, 0)
        assert await named(connection) == ["Tengri b"]


async def test_an_outlet_is_named_once_and_never_beside_itself(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Orda", "more", "tax") == (0, 0)
        assert await named(connection) == []
        assert await news.tells("Tengri", "b", "tax") == (0, 1)
        await send_all(connection)
        assert await news.tells("Tengri", "b2", "tax") == (0, 0)
        assert await named(connection) == ["Tengri b"]


async def test_a_report_that_does_not_match_changes_nothing(database: Database) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b") == (0, 0)
        assert await named(connection) == []


async def test_a_follow_that_only_the_later_report_satisfies_is_told_in_reply(
    database: Database,
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax", "court")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax", "court") == (1, 1)
        sent = {letter.kind: letter for letter in await send_all(connection)}
        assert sent["alert"].reply_to == 1000
        assert sent["edit"].alert_id == 1
        content = (await alert_contents.get(connection, [2]))[2]
        assert [one.text for one in content.follows] == ["court"]
        assert content.also == ()


@pytest.mark.parametrize("matters", [True, False])
async def test_an_edit_of_a_report_counts_by_what_it_brings(
    database: Database, matters: bool
) -> None:
    async with database.write() as connection:
        await followed(connection, "tax")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await send_all(connection)
        await news.tells("Tengri", "b")
        query_id = await queries.find(connection, "tax")
        assert query_id is not None
        await matches.revise(connection, 2, {query_id: SPANS}, [query_id])
        counted = [query_id] if matters else []
        made = await reports.owe(connection, NOW, 2, news.story_id, queries=counted)
        assert made == (1 if matters else 0)


# Every report, and the first alone.


async def test_whoever_wants_every_report_is_told_each_once_in_reply_to_the_first(
    database: Database,
) -> None:
    async with database.write() as connection:
        [tax] = await followed(connection, "tax")
        await tune(connection, tax, reports=EVERY)
        news = await newsroom(connection)
        assert await news.tells("Orda", "a", "tax") == (1, 0)
        [first] = await send_all(connection)
        assert await news.tells("Tengri", "b", "tax") == (1, 0)
        [second] = await send_all(connection)
        assert (first.reply_to, second.reply_to) == (None, 1000)
        assert await alerts.fan_out(connection, NOW, 2, news.story_id) == 0
        assert await named(connection, 1) == []
        content = (await alert_contents.get(connection, [2]))[2]
        assert content.follows == (Follow(tax, "tax", True, reports=EVERY),)
        keys = select(owed.c.article_id, owed.c.alert_id).order_by(owed.c.article_id)
        assert [tuple(row) for row in await connection.execute(keys)] == [(0, 1), (2, 2)]


async def test_a_report_of_what_a_digest_told_replies_to_the_digest(database: Database) -> None:
    async with database.write() as connection:
        [tax] = await followed(connection, "tax")
        await tune(connection, tax, reports=EVERY)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        here = await arrive(connection, 7)
        digest = await folding.fold(connection, NOW, here.id, [1], {}, urgency=20)
        await news.tells("Tengri", "b", "tax")
        [before] = await begin_all(connection)
        await outbox.sent(connection, NOW, digest, 900)
        await outbox.sent(connection, NOW, before.id, 901)
        await news.tells("Zakon", "c", "tax")
        [after] = await begin_all(connection)
        assert (before.reply_to, after.reply_to) == (None, 900)


async def test_a_follow_told_once_is_not_named_where_another_wants_every_report(
    database: Database,
) -> None:
    async with database.write() as connection:
        tax, cut = await followed(connection, "tax", "cut")
        await tune(connection, cut, reports=EVERY)
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax", "cut")
        await send_all(connection)
        assert await news.tells("Tengri", "b", "tax", "cut") == (1, 1)
        contents = await alert_contents.get(connection, [1, 2])
        assert [one.id for one in contents[1].follows] == [tax, cut]
        assert [one.id for one in contents[2].follows] == [cut]


async def test_a_follow_that_changes_its_mind_is_told_nothing_twice(database: Database) -> None:
    async with database.write() as connection:
        tax, _ = await followed(connection, "tax", "cut")
        news = await newsroom(connection)
        await news.tells("Orda", "a", "tax")
        await tune(connection, tax, reports=EVERY)
        assert await alerts.fan_out(connection, NOW, 1, news.story_id) == 0
        assert await news.tells("Tengri", "b", "tax") == (1, 0)
        await tune(connection, tax, reports="noted")
        assert await news.tells("Zakon", "c", "tax", "cut") == (1, 0)
        contents = await alert_contents.get(connection, [3])
        assert [one.text for one in contents[3].follows] == ["cut"]
