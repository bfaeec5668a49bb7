"""``check``: whether each source answers, and what it says."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape

from bot.cli.complaints import Complaint, complain, complaints_exit, settings_or_complain
from bot.polling.hosts import spacing
from bot.polling.reading import Found, LookFailedError, SourceReader
from bot.settings import Settings
from news.addresses import host
from news.fetching.fetcher import Fetcher
from news.fetching.gate import HostGate
from news.fetching.robots import Robots
from news.kinds.telegram.addresses import channel_name, watch_address
from news.parsing import SourceParser
from news.sourcefile import ConfiguredSource, SourceFileError, load
from storage.sources import Source

_AT_ONCE = 100
_SPACING = 0.2  # seconds between two requests to one host: somebody waits


def check_sources(urls: Sequence[str]) -> int:
    """Check these addresses, or all configured sources; return 1 if any fails."""
    with complaints_exit():
        settings = settings_or_complain()
        # A worker that has ended by itself is nothing to tell whoever reads the verdicts.
        logging.getLogger("asyncio").setLevel(logging.ERROR)
        return asyncio.run(_check_all(settings, _wanted(settings, urls)))


def _wanted(settings: Settings, urls: Sequence[str]) -> list[ConfiguredSource]:
    """Return what to check: an address that is configured is read as the file says."""
    try:
        configured = load(settings.sources_file)
    except SourceFileError as error:
        if not urls:
            raise Complaint(str(error)) from None
        configured = ()
    if not urls:
        return list(configured)
    by_url = {one.url: one for one in configured}
    return [by_url.get(address(url)) or _unconfigured(address(url)) for url in urls]


def address(written: str) -> str:
    """Return the address to read, also for a channel by its name."""
    name = channel_name(written)
    return written if name is None else watch_address(name)


def _unconfigured(url: str) -> ConfiguredSource:
    return ConfiguredSource(url, name=None, kind=None, language=None, selector=None)


async def _check_all(settings: Settings, wanted: Sequence[ConfiguredSource]) -> int:
    console = Console(highlight=False, soft_wrap=True)
    async with Fetcher(allow_private_networks=settings.allow_private_networks) as fetcher:
        gate = HostGate(spacing=_SPACING)
        reader = SourceReader(fetcher, SourceParser(), Robots(fetcher), gate.turn)
        check = _Check(reader, console, asyncio.Semaphore(_AT_ONCE))
        verdicts = await asyncio.gather(*(check(one) for one in wanted))
    for line in crowded([one.url for one in wanted], settings.poll_min_seconds):
        console.print(line)
    console.print(f"{sum(verdicts)} of {len(verdicts)} sources work")
    return 0 if all(verdicts) else 1


@dataclass(frozen=True, slots=True)
class _Check:
    reader: SourceReader
    console: Console
    places: asyncio.Semaphore

    async def __call__(self, one: ConfiguredSource) -> bool:
        """Read a source and print what is there; return whether it could be read."""
        try:
            async with self.places:
                found = await self.reader.read(_source(one), datetime.now(UTC))
        except LookFailedError as error:
            self.console.print(f"[red]fails[/]  {escape(one.url)}")
            complain(f"{one.url}: {error}")
            return False
        told = ", ".join(_in_words(found))
        self.console.print(f"[green]works[/]  {escape(one.url)}  {escape(told)}")
        return True


def _source(one: ConfiguredSource) -> Source:
    """Return it as one that was never looked at."""
    return Source(
        id=0,
        url=one.url,
        host=host(one.url),
        name=one.name or "",
        kind=one.kind,
        language=one.language,
        selector=one.selector,
        etag=None,
        last_modified=None,
        looked_at=None,
        due_at=datetime.now(UTC),
        interval=None,
        failures=0,
        error=None,
        rhythm=None,
        health=None,
    )


def _in_words(found: Found) -> Iterator[str]:
    main, *parts = found.listings
    entries = [entry for listing in found.listings for entry in listing.entries]
    among = f" in {len(parts)} of its {len(main.nested)} sitemaps" if main.nested else ""
    yield f"{main.title or 'untitled'}: {len(entries) or 'no'} entries{among}"
    dated = [entry.published for entry in entries if entry.published is not None]
    if entries:
        yield f"the newest of {max(dated):%Y-%m-%d %H:%M} UTC" if dated else "none dated"
    if found.kind:
        yield f"kind {found.kind}"
    if main.hints.ttl:
        yield f"asks to be read every {_duration(main.hints.ttl)}"
    if hub := main.hints.hub or found.answer.hub:
        yield f"hub {hub}"
    if found.answer.moved_to:
        yield f"moved to {found.answer.moved_to}"


def crowded(urls: Sequence[str], shortest: float) -> Iterator[str]:
    """Yield a line for each host whose sources have to wait for each other.

    ``shortest`` is the interval in seconds at which they could be read otherwise.
    """
    for name, sources in Counter(map(host, urls)).most_common():
        seconds = sources * spacing(shortest)
        if seconds > shortest:
            yield (
                f"{sources:,} sources of {name} share one host: "
                f"each is read every {_duration(seconds)}"
            )


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"  # noqa: PLR2004 - two minutes
