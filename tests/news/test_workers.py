"""Work in real worker processes, which hang, die and devour memory on request."""

import asyncio
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from news.articles.extractor import Extractor
from news.kinds import NotReadableError
from news.parsing import SourceParser
from news.workers.errors import CrashedError, TooSlowError, WorkError
from news.workers.guard import Limits
from news.workers.workers import Workers
from tests.news.misbehaving import modules, obedient, patient
from tests.news.pages import PARAGRAPHS, article

URL = "https://post.example.kz/1"
FEED = (
    b"<rss version='2.0'><channel><item><title>Tram</title><link>/1</link></item></channel></rss>"
)
ROOT = Path(__file__).parents[2]


async def said(workers: Workers, words: str) -> str:
    return (await workers.run(obedient, words))[0]


async def test_a_page_is_read() -> None:
    found = await Extractor().extract(article(""), URL, "text/html")
    assert found.text.split() == " ".join(PARAGRAPHS).split()


async def test_a_feed_is_read() -> None:
    listing = await SourceParser().parse(FEED, URL, None)
    assert [(entry.title, entry.url) for entry in listing.entries] == [
        ("Tram", "https://post.example.kz/1")
    ]


async def test_what_is_no_feed_says_so_across_the_border() -> None:
    with pytest.raises(NotReadableError, match="web page"):
        await SourceParser().parse(b"<html></html>", URL, None, "feed")


async def test_a_feed_that_takes_too_long_is_not_readable() -> None:
    with pytest.raises(NotReadableError, match="longer"):
        await SourceParser(deadline=0.0).parse(FEED, URL, None)


async def test_hanging_work_costs_itself_only() -> None:
    await said(Workers(), "started")  # so that the deadline is not for the start
    workers = Workers(workers=2, deadline=2.0)
    good, hanging = await asyncio.gather(
        said(workers, "good"), said(workers, "hang"), return_exceptions=True
    )
    assert isinstance(hanging, TooSlowError)
    assert good == "good"
    assert await said(workers, "after") == "after"


async def test_a_flood_of_hanging_work_delays_nobody_elses() -> None:
    pages, sources = Workers(workers=1, deadline=60), Workers(workers=1)
    async with asyncio.TaskGroup() as group:
        flood = [group.create_task(said(pages, "hang")) for _ in range(5)]
        assert await said(sources, "look") == "look"
        for task in flood:
            task.cancel()


async def test_hosts_whose_pages_hang_delay_nobody_elses() -> None:
    extractor = Extractor(extract=patient, moment=0.5, deadline=30.0)
    async with asyncio.TaskGroup() as group:
        flood = [
            group.create_task(_given_up(extractor, f"https://{host}.example.kz/hang/{page}"))
            for page in range(5)
            for host in range(8)
        ]
        async with asyncio.timeout(10):
            for number in range(3):
                found = await extractor.extract(b"News", f"https://post.example.kz/{number}")
                assert found.text == "News"
        for task in flood:
            task.cancel()
    given_up = [task for task in flood if not task.cancelled()]
    assert given_up


async def _given_up(extractor: Extractor, url: str) -> None:
    with pytest.raises(WorkError, match="too many"):
        await extractor.extract(b"News", url)


async def test_a_page_that_takes_more_than_a_moment_has_more_time() -> None:
    extractor = Extractor(extract=patient, moment=0.0, deadline=30.0)
    assert (await extractor.extract(b"News", URL)).text == "News"


async def test_a_page_of_countless_tags_occupies_no_worker() -> None:
    with pytest.raises(WorkError, match="40,000 tags"):
        await Extractor().extract(b"<p>News</p>" + b"<br>" * 600_000, URL, "text/html")


@pytest.mark.parametrize("words", ["die", "fail", "exit", "devour", "refuse"])
async def test_work_that_breaks_its_worker_costs_itself_only(words: str) -> None:
    workers = Workers(workers=1)
    with pytest.raises(CrashedError):
        await said(workers, words)
    assert await said(workers, "after") == "after"


async def test_what_is_foreseen_is_no_crash() -> None:
    with pytest.raises(NotReadableError, match="poem"):
        await said(Workers(foreseen=(NotReadableError,)), "refuse")


async def test_the_kernel_ends_what_spins() -> None:
    with pytest.raises(WorkError):
        await said(Workers(workers=1, limits=Limits(cpu_seconds=0)), "spin")


async def test_noise_on_standard_output_is_not_taken_for_an_answer() -> None:
    assert await said(Workers(), "print") == "print"


async def test_workers_retire_and_nobody_notices() -> None:
    one, other = (Workers(workers=1, limits=Limits(pieces=3)) for _ in range(2))
    found = await asyncio.gather(
        *(workers.run(obedient, str(number)) for number in range(10) for workers in (one, other))
    )
    assert [words for words, _ in found] == [str(number) for number in range(10) for _ in range(2)]
    assert len({process for _, process in found}) >= 20 // 3


async def test_an_idle_worker_ends_and_nobody_notices() -> None:
    workers = Workers(limits=Limits(idle_seconds=1))
    _, process = await workers.run(obedient, "first")
    idle = psutil.Process(process)
    assert not (await asyncio.to_thread(psutil.wait_procs, [idle], timeout=10))[1]
    assert await said(workers, "second") == "second"


async def test_cancelled_work_frees_its_worker() -> None:
    workers = Workers(workers=1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await said(workers, "hang")
    assert await said(workers, "after") == "after"


async def test_workers_load_neither_telegram_nor_the_database() -> None:
    found = await Extractor(extract=modules).extract(article(""), URL)
    loaded = set(found.title.split())
    assert "trafilatura" in loaded
    assert not loaded & {"aiogram", "sqlalchemy", "aiohttp", "pymorphy3", "matplotlib"}
    assert int(found.text) < 90


def test_the_bots_own_process_loads_no_parser() -> None:
    script = (
        "import sys; import news.articles.reading, news.articles.extractor, news.parsing;"
        "import news.fetching.fetcher, news.sourcefile, news.opml, news.discovery.inspection;"
        "import news.discovery.discovering, news.kinds.telegram.entry;"
        "sys.exit(' '.join({'trafilatura', 'feedparser', 'fastfeedparser', 'pypdf', 'htmldate',"
        " 'lxml', 'cssselect'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="a signal at the parent's death is Linux's")
@pytest.mark.parametrize("words", ["spin", "hang"])
async def test_no_worker_outlives_its_parent(words: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(f"""
        import asyncio
        from news.workers.workers import Workers
        from tests.news.misbehaving import obedient

        async def main():
            workers = Workers(deadline=60)
            print((await workers.run(obedient, "ready"))[1], flush=True)
            await workers.run(obedient, "{words}")

        if __name__ == "__main__":
            asyncio.run(main())
        """)
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = await asyncio.create_subprocess_exec(
        sys.executable, script, stdout=subprocess.PIPE, env=environment
    )
    try:
        assert parent.stdout is not None
        worker = psutil.Process(int(await parent.stdout.readline()))
    finally:
        parent.kill()
        await parent.wait()
    assert not psutil.wait_procs([worker], timeout=10)[1]
