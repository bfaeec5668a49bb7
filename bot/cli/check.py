"""``check``: whether each source answers, and what it says."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus

from rich.console import Console
from rich.markup import escape

from bot.cli.complaints import Complaint, complain, complaints_exit, settings_or_complain
from bot.settings import Settings
from news import kinds
from news.addresses import host
from news.fetching.errors import FetchError
from news.fetching.fetcher import Fetcher
from news.fetching.gate import HostGate
from news.sourcefile import SourceFileError, load


def check_sources(urls: Sequence[str]) -> int:
    """Check these addresses, or all configured sources; return 1 if any fails."""
    with complaints_exit():
        settings = settings_or_complain()
        wanted = [(url, None) for url in urls] or _configured(settings)
        return asyncio.run(_check(settings, wanted))


def _configured(settings: Settings) -> list[tuple[str, str | None]]:
    try:
        return [(one.url, one.kind) for one in load(settings.sources_file)]
    except SourceFileError as error:
        raise Complaint(str(error)) from None


async def _check(settings: Settings, wanted: Sequence[tuple[str, str | None]]) -> int:
    console = Console(highlight=False, soft_wrap=True)
    gate = HostGate()
    async with Fetcher(allow_private_networks=settings.allow_private_networks) as fetcher:

        async def check(url: str, kind: str | None) -> bool:
            try:
                found = await _look(fetcher, gate, url, kind)
            except (FetchError, kinds.NotReadableError, Complaint) as error:
                console.print(f"[red]fails[/]  {escape(url)}")
                complain(f"{url}: {error}")
                return False
            console.print(f"[green]works[/]  {escape(url)}  {escape(found)}")
            return True

        verdicts = await asyncio.gather(*(check(url, kind) for url, kind in wanted))
    console.print(f"{sum(verdicts)} of {len(verdicts)} sources work")
    return 0 if all(verdicts) else 1


async def _look(fetcher: Fetcher, gate: HostGate, url: str, kind: str | None) -> str:
    """Return in words what is there; raises what is wrong with it."""
    async with gate.turn(host(url)):
        fetched = await fetcher.fetch(url)
    if fetched.status != HTTPStatus.OK:
        raise Complaint(f"answered {fetched.status}")
    listing = await asyncio.to_thread(
        kinds.parse, fetched.body, fetched.url, fetched.content_type, kind
    )
    if not listing.entries:
        return "no entries at the moment"
    dated = [entry.published for entry in listing.entries if entry.published is not None]
    newest = f", the newest of {max(dated):%Y-%m-%d %H:%M} UTC" if dated else ", none dated"
    moved = f", moved to {fetched.moved_to}" if fetched.moved_to else ""
    return f"{listing.title or 'untitled'}: {len(listing.entries)} entries{newest}{moved}"
