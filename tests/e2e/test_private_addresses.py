"""Without ALLOW_PRIVATE_NETWORKS nobody can point the bot at the machine it runs on."""

import asyncio
from pathlib import Path

from tests.support.program import run_program
from tests.support.stage import Stage, open_stage

PRIVATE = (
    "http://127.0.0.1/feed",
    "http://127.0.0.1:8080/feed",
    "http://localhost:8443/",
    "http://0.0.0.0/",
    "http://10.0.0.8/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
)
NEVER = (
    "http://2130706433/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/feed.xml",
    "gopher://127.0.0.1/",
    "http://1.1.1.1:22/",
)


async def test_check_refuses_them(tmp_path: Path) -> None:
    done = await run_program(tmp_path, "check", *PRIVATE, *NEVER)
    assert done.code == 1
    printed = done.out + done.errors
    assert f"0 of {len(PRIVATE + NEVER)} sources work" in printed
    assert printed.count("leads into a private network") == len(PRIVATE)
    for reason in ("not an address", "only http and https are read", "port 22 is not read"):
        assert reason in printed
    assert "root:" not in printed


async def test_the_bot_refuses_them(tmp_path: Path) -> None:
    """From people who ask for them, and from its own file."""
    async with open_stage(tmp_path, ALLOW_PRIVATE_NETWORKS="false") as stage:
        await stage.watches(stage.newsroom.site("inside"), looked=False)
        await stage.starts()
        answers = await asyncio.gather(*(refusal(stage, url) for url in (*PRIVATE, *NEVER)))
        for url, answer in zip((*PRIVATE, *NEVER), answers, strict=True):
            assert "Should I watch it?" not in answer, url
            assert "not on the public web" in answer or "no address" in answer, (url, answer)
        await stage.bot.logs("source fails")
        assert stage.rows("SELECT error LIKE '%is not read%' FROM source") == [(1,)]
        assert stage.newsroom.visits == []
        await stage.bot.stops()
        stage.bot.check_log()


async def refusal(stage: Stage, url: str) -> str:
    """Let somebody ask for an address; return what comes of it."""
    person = stage.telegram.person("Ann")
    await person.says(f"/addsource {url}")
    message = await stage.telegram.wait_for(
        lambda m: m.chat is person.chat and "I'm looking at" not in m.text, 30
    )
    return message.text
