"""Finding the best thing to watch: ask where it is likeliest first, stop at what works.

The order is: what the address itself is; the feeds that its page declares; where feeds usually
are; sitemaps; the page as a listing. A sitemap that tells neither headlines nor dates comes last.
"""

import asyncio

from news.discovery.asked import Channel, understood
from news.discovery.doors import Fetch, Inspect, Parse
from news.discovery.outcomes import Proposal, Reason, Refusal
from news.discovery.searching import Search
from news.discovery.trying import Trier
from news.discovery.visiting import Visitor

_MOST_REQUESTS = 25


class Discovery:
    """Finds things to watch; any number of tasks may use one at once.

    Requests of one discovery are made one after the other, 25 at most.

    Args:
        fetch: gets an address.
        parse: reads what a source lists.
        inspect: reads what a web page declares.
        deadline: seconds for one discovery.
        request_deadline: seconds for each of its requests.
    """

    def __init__(
        self,
        fetch: Fetch,
        parse: Parse,
        inspect: Inspect,
        *,
        deadline: float = 40.0,
        request_deadline: float = 10.0,
    ) -> None:
        self._fetch = fetch
        self._parse = parse
        self._inspect = inspect
        self._deadline = deadline
        self._request_deadline = request_deadline

    async def discover(self, asked: str) -> Proposal | Refusal:
        """Return what to watch at what somebody typed, or why there is nothing.

        Raises nothing because of what comes from outside. What was found before the deadline is
        proposed, even if something better might have followed.
        """
        meant = understood(asked)
        if isinstance(meant, Refusal):
            return meant
        visitor = Visitor(self._fetch, _MOST_REQUESTS, self._request_deadline)
        search = Search(Trier(visitor, self._parse), self._inspect)
        try:
            async with asyncio.timeout(self._deadline):
                if isinstance(meant, Channel):
                    return await search.channel(meant.name)
                return await search.site(meant)
        except TimeoutError:
            return search.found or Refusal(Reason.TIMED_OUT)
