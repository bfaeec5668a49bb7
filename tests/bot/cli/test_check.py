"""``check`` says of each source what is there, and of crowded hosts how long a round takes."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.check import address, check_sources, crowded
from demo.newsroom import Newsroom
from demo.newsroom.faults import Redirect, Status


@pytest.fixture(autouse=True)
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLOW_PRIVATE_NETWORKS", "true")


async def checked(capsys: pytest.CaptureFixture[str], *urls: str) -> tuple[int, str, str]:
    code = await asyncio.to_thread(check_sources, urls)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


async def test_what_is_there_and_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    async with Newsroom() as newsroom:
        good, moved, down = (newsroom.site(name) for name in ("good", "moved", "down"))
        good.publish("News", published=datetime(2026, 3, 1, 8, 30, tzinfo=UTC))
        newsroom.faults.add(Redirect(good.feed_url, 301), moved.feed_path)
        newsroom.faults.add(Status(503), down.feed_path)
        code, out, errors = await checked(capsys, good.feed_url, moved.feed_url, down.feed_url)
    found = "Good: 1 entries, the newest of 2026-03-01 08:30 UTC, kind feed"
    assert f"works  {good.feed_url}  {found}\n" in out
    assert f"works  {moved.feed_url}  {found}, moved to {good.feed_url}\n" in out
    assert f"fails  {down.feed_url}\n" in out
    assert out.endswith("2 of 3 sources work\n")
    assert errors == f"{down.feed_url}: answered 503\n"
    assert code == 1


async def test_configured_sources_are_read_as_the_file_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with Newsroom() as newsroom:
        site = newsroom.site("good")
        site.publish("News")
        table = f'[[source]]\nurl = "{site.feed_url}"\nkind = "sitemap"\n'
        (tmp_path / "sources.toml").write_text(table)
        code, _, errors = await checked(capsys, site.feed_url)
        assert (code, len(errors.splitlines())) == (1, 1)
        assert await checked(capsys) == (
            code,
            f"fails  {site.feed_url}\n0 of 1 sources work\n",
            errors,
        )


def test_a_file_that_cannot_be_read_is_named_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        check_sources([])
    assert left.value.code == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_sources_that_share_a_host_wait_for_each_other() -> None:
    channels = [f"https://t.me/s/channel{number}" for number in range(6_000)]
    lines = crowded([*channels, "https://n.example/feed"], shortest=60.0)
    assert list(lines) == ["6,000 sources of t.me:443 share one host: each is read every 100 min"]
    assert list(crowded(channels[:60], shortest=60.0)) == []


def test_channels_are_named_as_people_name_them() -> None:
    assert address("@Zharshy") == address("t.me/zharshy") == "https://t.me/s/zharshy"
    assert address("https://n.example/feed") == "https://n.example/feed"
