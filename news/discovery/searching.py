"""One search for something to watch, step by step."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from news.discovery import wellknown
from news.discovery.asked import Site
from news.discovery.doors import Inspect
from news.discovery.facts import PageFacts
from news.discovery.outcomes import Proposal, Reason, Refusal
from news.discovery.proposing import best, proposal
from news.discovery.rules import Rules, read_rules
from news.discovery.sections import is_of_section
from news.discovery.trying import Trier, kind_of
from news.entry import Listing
from news.fetching.fetched import Fetched
from news.kinds.telegram.addresses import channel_name, watch_address

_MOST_DECLARED = 4
_MOST_SITEMAPS = 3
_FORBIDDEN = frozenset({"401", "403", "405", "406"})
# What another spelling of the address may be spared, from the least telling on.
_PASSING = (Reason.UNREACHABLE, Reason.TIMED_OUT, Reason.STATUS)
_NO_PREVIEW = ("without a preview", "is a group")


class Search:
    """Looks for one thing to watch.

    Attributes:
        found: what would do if nothing better turned up.
    """

    def __init__(self, trier: Trier, inspect: Inspect) -> None:
        self._try = trier
        self._inspect = inspect
        self.found: Proposal | None = None

    async def channel(self, name: str) -> Proposal | Refusal:
        """Return a public Telegram channel, by its name."""
        address = watch_address(name)
        answer = await self._try.visit(address)
        if isinstance(answer, Refusal):
            return answer
        listing = await self._try.read(answer, "telegram")
        if isinstance(listing, Listing):
            return proposal(listing, address, "telegram", f"@{name}")
        shows_nothing = any(words in listing for words in _NO_PREVIEW)
        return Refusal(Reason.NO_PREVIEW if shows_nothing else Reason.NO_CHANNEL, listing)

    async def site(self, site: Site) -> Proposal | Refusal:
        """Return the best thing to watch at the first of its addresses that answers."""
        refusals: list[Refusal] = []
        for address in site.addresses:
            answer = await self._try.visit(address)
            if isinstance(answer, Fetched):
                return await self._at(answer)
            if answer.code not in _PASSING:
                return answer
            refusals.append(answer)
        refusal = max(refusals, key=lambda one: _PASSING.index(one.code))
        if refusal.code is Reason.STATUS and refusal.detail in _FORBIDDEN:
            # Some sites keep programs away from their pages, and serve them feeds.
            return await self._well_known(site.addresses[0]) or refusal
        return refusal

    async def _at(self, answer: Fetched) -> Proposal | Refusal:
        kind = kind_of(answer)
        if name := channel_name(answer.url):
            return await self.channel(name)
        if kind == "listing":
            return await self._on_page(answer)
        listing = await self._try.read(answer, kind)
        if not isinstance(listing, Listing):
            return Refusal(Reason.NOTHING, listing)
        if listing.nested:
            return await self._try.index(answer.url, listing) or Refusal(
                Reason.NOTHING, "an index of sitemaps that list nothing"
            )
        return proposal(listing, answer.url, kind)

    async def _on_page(self, page: Fetched) -> Proposal | Refusal:
        facts = await self._inspect(page.body, page.url, page.content_type)
        feed = await self._declared(facts, page.url) or await self._well_known(page.url, facts.name)
        if feed is not None:
            return feed
        rules = await self._rules(page.url)
        places = rules.sitemaps or wellknown.sitemaps(page.url)
        return await self._sitemaps(places) or await self._listing(page, facts, rules)

    async def _declared(self, facts: PageFacts, page: str) -> Proposal | None:
        """Return the best of the feeds that a page declares, of its own section if there is one."""
        own: list[Proposal] = []
        others: list[Proposal] = []
        feeds = [feed for feed in facts.feeds if not feed.is_comments]
        for feed in feeds[:_MOST_DECLARED]:
            is_own = is_of_section(feed.url, page)
            if own and not is_own:
                break
            if found := await self._try.feed(feed.url, facts.name):
                (own if is_own else others).append(found)
                self.found = best(own or others)
        return self.found

    async def _well_known(self, page: str, name: str = "") -> Proposal | None:
        for place in wellknown.feeds(page):
            if found := await self._try.feed(place, name):
                return found
        return None

    async def _rules(self, page: str) -> Rules:
        url = urljoin(page, "/robots.txt")
        answer = await self._try.visit(url)
        if isinstance(answer, Refusal):
            return Rules()
        return await asyncio.to_thread(read_rules, answer.body, url, page)

    async def _sitemaps(self, places: Iterable[str]) -> Proposal | None:
        """Return the first sitemap that tells headlines, else the first that tells dates.

        One that tells neither will do where the page itself can't be watched.
        """
        dated: Proposal | None = None
        for place in list(places)[:_MOST_SITEMAPS]:
            found = await self._try.sitemap(place)
            if found is None:
                continue
            if found.headlines:
                return found
            self.found = self.found or found
            dated = dated or (found if found.newest else None)
        return dated

    async def _listing(self, page: Fetched, facts: PageFacts, rules: Rules) -> Proposal | Refusal:
        if not rules.allowed:
            return self.found or Refusal(Reason.ROBOTS)
        listing = await self._try.read(page, "listing")
        if isinstance(listing, Listing):
            return proposal(replace(listing, title=facts.name), page.url, "listing")
        if self.found is not None:
            return self.found
        if facts.needs_scripts:
            return Refusal(Reason.NEEDS_JAVASCRIPT)
        return Refusal(Reason.NOTHING, listing)
