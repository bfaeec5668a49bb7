"""What keeps the bot from starting is said in one line; what it logs, a machine can read."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo.newsroom import Newsroom
from tests.support.bot_process import BotProcess
from tests.support.stage import open_stage

TOKEN = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8"


async def complaint(folder: Path, cold: bool = False, /, **settings: str) -> str:
    """Return the one line with which the bot refuses to start."""
    async with BotProcess(folder, settings) as bot:
        await bot.start(cold=cold)
        assert await bot.ends(30) == 1
        bot.check_log()
        (line,) = bot.log.splitlines()
        return line


@pytest.mark.parametrize("cold", [True, False], ids=["cold", "warm"])
async def test_without_a_token_it_says_how_to_get_one(tmp_path: Path, cold: bool) -> None:
    line = await complaint(tmp_path, cold)
    assert "@BotFather" in line
    assert "make demo" in line


WRONG = {
    "BOT_TOKEN": "12345",
    "ADMIN_IDS": "me",
    "DATABASE_URL": "mysql://localhost/news",
    "POLL_MIN_SECONDS": "soon",
    "POLL_MAX_SECONDS": "1",
    "TELEGRAM_API_URL": "api.telegram.org",
    "SEND_RATE": "31",
    "PUBLIC_URL": "http://example.kz:3000",
    "WEB_PORT": "80000",
    "ALLOW_PRIVATE_NETWORKS": "perhaps",
    "MAX_FOLLOWS_PER_CHAT": "0",
    "LOG_LEVEL": "LOUD",
    "LOG_FORMAT": "xml",
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_wrong_setting_is_named(tmp_path: Path, name: str) -> None:
    assert name in await complaint(tmp_path, **{"BOT_TOKEN": TOKEN, name: WRONG[name]})


async def test_settings_come_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nLOG_FORMAT=xml\n")
    assert "LOG_FORMAT" in await complaint(tmp_path)


async def test_missing_sources_are_named(tmp_path: Path) -> None:
    line = await complaint(tmp_path, BOT_TOKEN=TOKEN)
    assert "sources.toml: No such file" in line


async def test_a_database_out_of_reach_is_said(tmp_path: Path) -> None:
    url = "sqlite:////proc/none/jarshy.db"
    assert "DATABASE_URL" in await complaint(tmp_path, BOT_TOKEN=TOKEN, DATABASE_URL=url)


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    async with Newsroom() as somebody:
        port = str(urlsplit(somebody.url).port)
        url = f"http://127.0.0.1:{port}"
        async with open_stage(tmp_path, PUBLIC_URL=url, WEB_PORT=port) as stage:
            await stage.bot.start()
            assert await stage.bot.ends(30) == 1
            assert "already in use" in stage.bot.log.splitlines()[-1]
            stage.bot.check_log()


async def test_a_database_of_a_newer_version_is_said(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "jarshy.db")) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
    url = f"sqlite:///{tmp_path}/jarshy.db"
    assert "newer version" in await complaint(tmp_path, BOT_TOKEN=TOKEN, DATABASE_URL=url)


async def test_one_process_per_file_and_logs_for_machines(tmp_path: Path) -> None:
    async with open_stage(tmp_path, LOG_FORMAT="json", LOG_LEVEL="debug") as stage:
        ann = stage.telegram.person("Ann")
        site = await stage.site()
        await stage.starts(cold=True)
        await stage.answer(ann, "/follow glacier")
        await stage.looked(site)
        story = site.publish("The glacier calves", "", ["Nothing more is known of it."] * 30)
        await stage.told(ann, story.headline)

        second = tmp_path / "second"
        second.mkdir()
        async with BotProcess(second, stage.bot.settings) as twin:
            await twin.start()
            assert await twin.ends(30) == 1
            (line,) = twin.log.splitlines()
            assert "another bot is using" in line
        await stage.bot.stops()
        stage.bot.check_log()
        events = [json.loads(line) for line in stage.bot.log.splitlines()]
        assert {"started", "listening", "stopped"} <= {event["event"] for event in events}
        assert all({"level", "timestamp", "logger"} <= event.keys() for event in events)
