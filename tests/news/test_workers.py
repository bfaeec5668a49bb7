"""Extraction in real worker processes, which hang, die and devour memory on request."""

import asyncio
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from news.articles.errors import CrashedError, ExtractionError, TooSlowError
from news.articles.worker import Limits
from news.articles.workers import Extractor
from tests.news.misbehaving import modules, obedient
from tests.news.pages import PARAGRAPHS, article

URL = "https://post.example.kz/1"
ROOT = Path(__file__).parents[2]


async def test_the_real_thing() -> None:
    found = await Extractor().extract(article(""), URL, "text/html")
    assert found.text.split() == " ".join(PARAGRAPHS).split()


async def test_a_hanging_page_costs_itself_only() -> None:
    extractor = Extractor(workers=2, deadline=1.0, extract=obedient)
    good, hanging = await asyncio.gather(
        extractor.extract(b"good", URL), extractor.extract(b"hang", URL), return_exceptions=True
    )
    assert isinstance(hanging, TooSlowError)
    assert not isinstance(good, BaseException)
    assert good.title == "good"
    assert (await extractor.extract(b"after", URL)).title == "after"


@pytest.mark.parametrize("page", [b"die", b"fail", b"exit", b"devour"])
async def test_a_page_that_breaks_its_worker_costs_itself_only(page: bytes) -> None:
    extractor = Extractor(workers=1, extract=obedient)
    with pytest.raises(CrashedError):
        await extractor.extract(page, URL)
    assert (await extractor.extract(b"after", URL)).title == "after"


async def test_the_kernel_ends_what_spins() -> None:
    extractor = Extractor(workers=1, limits=Limits(cpu_seconds=0), extract=obedient)
    with pytest.raises(ExtractionError):
        await extractor.extract(b"spin", URL)


async def test_noise_on_standard_output_is_not_taken_for_an_answer() -> None:
    assert (await Extractor(extract=obedient).extract(b"print", URL)).title == "print"


async def test_workers_retire_and_no_page_notices() -> None:
    extractor = Extractor(workers=2, limits=Limits(pages=3), extract=obedient)
    found = await asyncio.gather(
        *(extractor.extract(f"page {number}".encode(), URL) for number in range(20))
    )
    assert [one.title for one in found] == [f"page {number}" for number in range(20)]
    assert len({one.text for one in found}) >= 20 // 3


async def test_a_cancelled_reading_frees_its_worker() -> None:
    extractor = Extractor(workers=1, extract=obedient)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await extractor.extract(b"hang", URL)
    assert (await extractor.extract(b"after", URL)).title == "after"


async def test_workers_load_neither_telegram_nor_the_database() -> None:
    found = await Extractor(extract=modules).extract(article(""), URL)
    loaded = set(found.title.split())
    assert "trafilatura" in loaded
    assert not loaded & {"aiogram", "sqlalchemy", "aiohttp", "pymorphy3", "matplotlib"}
    assert int(found.text) < 90


@pytest.mark.skipif(sys.platform != "linux", reason="a signal at the parent's death is Linux's")
@pytest.mark.parametrize("page", ["spin", "hang"])
async def test_no_worker_outlives_its_parent(page: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(f"""
        import asyncio
        from news.articles.workers import Extractor
        from tests.news.misbehaving import obedient

        async def main():
            extractor = Extractor(deadline=60, extract=obedient)
            print((await extractor.extract(b"ready", "https://a.kz/")).text, flush=True)
            await extractor.extract(b"{page}", "https://a.kz/")

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
