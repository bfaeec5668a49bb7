"""Requests of one discovery: few, one after the other, none of them twice."""

from http import HTTPStatus

from news.addresses import host
from news.discovery.doors import Fetch
from news.discovery.outcomes import Reason, Refusal
from news.fetching.errors import (
    BadAddressError,
    FetchError,
    RefusedAddressError,
    TimedOutError,
    TooLargeError,
    TooManyRedirectsError,
)
from news.fetching.fetched import Fetched

_SUCCESS = range(200, 300)
_HOPELESS = frozenset({Reason.UNREACHABLE, Reason.TIMED_OUT})


class Visitor:
    """Fetches for one discovery; a host that does not answer, or asks for peace, is left alone.

    Args:
        fetch: gets an address.
        most: requests, over all hosts.
        deadline: seconds for each of them.
    """

    def __init__(self, fetch: Fetch, most: int, deadline: float) -> None:
        self._fetch = fetch
        self._left = most
        self._deadline = deadline
        self._answers: dict[str, Fetched | Refusal] = {}
        self._given_up: dict[str, Refusal] = {}

    async def visit(self, url: str) -> Fetched | Refusal:
        """Return what an address answers with success, or why there is no such answer."""
        if url not in self._answers:
            answer = await self._ask(url)
            self._answers[url] = answer
            if isinstance(answer, Fetched):
                self._answers[answer.url] = answer
        return self._answers[url]

    async def _ask(self, url: str) -> Fetched | Refusal:
        name = host(url)
        if name in self._given_up:
            return self._given_up[name]
        if self._left == 0:
            return Refusal(Reason.TIMED_OUT, "too many requests would be needed")
        self._left -= 1
        try:
            answer = await self._fetch(url, deadline=self._deadline)
        except FetchError as error:
            refusal = Refusal(_reason(error), str(error))
            if refusal.code in _HOPELESS:
                self._given_up[name] = refusal
            return refusal
        if answer.status not in _SUCCESS:
            refusal = Refusal(Reason.STATUS, str(answer.status))
            if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._given_up[name] = refusal
            return refusal
        return answer


def _reason(error: FetchError) -> Reason:
    match error:
        case RefusedAddressError() | BadAddressError():
            return Reason.REFUSED_ADDRESS
        case TimedOutError():
            return Reason.TIMED_OUT
        case TooLargeError():
            return Reason.TOO_LARGE
        case TooManyRedirectsError():
            return Reason.REDIRECTS
        case _:
            return Reason.UNREACHABLE
