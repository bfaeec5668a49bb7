"""The whole way once on PostgreSQL, with a kill in the middle."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from tests.support.stage import open_stage

BODY = ["A body of text that says nothing about anything in particular, at some length."] * 3


@pytest.mark.xdist_group("postgresql")
async def test_the_whole_way(tmp_path: Path, postgres: str) -> None:
    base, _, options = postgres.partition("?")
    url = base.rpartition("/")[0] + "/whole_way" + (f"?{options}" if options else "")
    async with open_stage(tmp_path, DATABASE_URL=url) as stage:
        await stage.bot.start()
        assert await stage.bot.ends(30) == 1
        assert 'database "whole_way" does not exist' in stage.bot.log.splitlines()[0]

        connection = await asyncpg.connect(postgres)
        await connection.execute("CREATE DATABASE whole_way")
        await connection.close()
        await stage.starts()
        boss = stage.telegram.person("Boss", language="ru")
        group = stage.telegram.group("News", admins=[boss], supergroup=False)
        await stage.told(group)
        await asyncio.gather(
            stage.answer(boss, '/follow сталкинг "уголовный кодекс"'),
            stage.answer(boss, "/follow волонтёр", to=group),
        )
        site = await stage.site(language="ru")
        first = site.publish("Сталкинг станет преступлением", "Меняют Уголовный кодекс.", BODY)
        second = site.publish("Волонтер года", "", BODY)
        await asyncio.gather(stage.told(boss, first.headline), stage.told(group, second.headline))
        group.migrates()
        await stage.bot.dies()
        third = site.publish("Ещё один волонтёр", "", BODY)
        await boss.says("/unfollow 1")
        await stage.starts()
        await asyncio.gather(stage.told(group, third.headline), stage.told(boss, "Вы отписались"))
        figures = await stage.answer(stage.operator, "/stats")
        assert "Alerts sent: 3" in figures.text
        await stage.bot.stops()
        for story, where in ((first, boss), (second, group), (third, group)):
            assert len(stage.alerts(where, story.headline)) <= 1
        assert stage.telegram.violations == []
        stage.bot.check_log()
