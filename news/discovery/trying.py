"""Trying one address: fetched, recognised, read, and made a proposal of if it will do."""

from urllib.parse import urlsplit

from news.discovery.doors import Parse
from news.discovery.outcomes import Proposal, Refusal
from news.discovery.proposing import proposal
from news.discovery.rules import sounds_like_news
from news.discovery.visiting import Visitor
from news.entry import Listing
from news.fetching.fetched import Fetched
from news.kinds.guessing import likeliest
from news.kinds.kind import NotReadableError
from news.kinds.unpacking import unpacked

_MOST_PARTS = 2


class Trier:
    """Tries addresses of one discovery.

    Args:
        visitor: fetches them.
        parse: reads what they list.
    """

    def __init__(self, visitor: Visitor, parse: Parse) -> None:
        self.visit = visitor.visit
        self._parse = parse

    async def read(self, answer: Fetched, kind: str) -> Listing | str:
        """Return what an answer lists, or in a line why it is not of this kind."""
        try:
            return await self._parse(answer.body, answer.url, answer.content_type, kind)
        except NotReadableError as error:
            return str(error)

    async def feed(self, url: str, name: str = "") -> Proposal | None:
        """Return an address as a feed, if it is one and lists something."""
        listing = await self._listed(url, "feed")
        return listing and proposal(listing[1], listing[0], "feed", name)

    async def sitemap(self, url: str) -> Proposal | None:
        """Return an address as a sitemap, if it is one and lists something."""
        listing = await self._listed(url, "sitemap")
        if listing is None:
            return None
        address, found = listing
        if found.nested:
            return await self.index(address, found)
        return proposal(found, address, "sitemap")

    async def index(self, url: str, index: Listing) -> Proposal | None:
        """Return the part of an index of sitemaps that tells headlines, else the index itself.

        Of an index only the parts that sound like news, or changed last, are looked at.
        """
        parts = sorted(
            index.nested,
            key=lambda part: (
                sounds_like_news(part.url),
                part.changed.timestamp() if part.changed else 0.0,
            ),
            reverse=True,
        )
        whole: Proposal | None = None
        for part in parts[:_MOST_PARTS]:
            listing = await self._listed(part.url, "sitemap")
            if listing is None or not listing[1].entries:
                continue
            found = proposal(listing[1], listing[0], "sitemap")
            if found.headlines:
                return found
            whole = whole or proposal(listing[1], url, "sitemap")
        return whole

    async def _listed(self, url: str, kind: str) -> tuple[str, Listing] | None:
        answer = await self.visit(url)
        if isinstance(answer, Refusal) or kind_of(answer) != kind:
            return None
        listing = await self.read(answer, kind)
        if not isinstance(listing, Listing) or not (listing.entries or listing.nested):
            return None
        return answer.url, listing


def kind_of(answer: Fetched) -> str:
    """Return the kind of source that an answer seems to be."""
    try:
        return likeliest(unpacked(answer.body), answer.url, answer.content_type)
    except NotReadableError:  # more in a gzip file than anybody reads
        return "sitemap" if "sitemap" in urlsplit(answer.url).path.lower() else "feed"
