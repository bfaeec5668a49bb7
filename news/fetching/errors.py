"""What can go wrong while fetching, by what the caller can do about it.

::

    FetchError                    nothing was fetched; its text is one line fit for a person
    ├── PassingError              may pass by itself: ask again later, with growing pauses
    │   ├── UnreachableError      name unknown, connection refused, lost, or its TLS is broken
    │   ├── TimedOutError         no whole answer within the deadline
    │   └── BrokenAnswerError     the server does not speak proper HTTP, or breaks off
    └── LastingError              will be the same next time: tell whoever added the address
        ├── BadAddressError       no web address, or a scheme or port that is not fetched
        ├── RefusedAddressError   leads into a private network
        ├── TooManyRedirectsError more than five, or a redirect to nowhere
        └── TooLargeError         more bytes than allowed, counted after decompression

Errors of aiohttp, yarl, ssl and the operating system become these in ``news.fetching`` once and
never leave it. Statuses such as 404 or 503 are no errors but answers.
"""


class FetchError(Exception):
    """Nothing was fetched."""


class PassingError(FetchError):
    """May pass by itself."""


class UnreachableError(PassingError):
    """The name is unknown, or the connection was refused or lost."""


class TimedOutError(PassingError):
    """No whole answer within the deadline."""


class BrokenAnswerError(PassingError):
    """The server does not speak proper HTTP, or broke off."""


class LastingError(FetchError):
    """Will be the same next time."""


class BadAddressError(LastingError):
    """No web address, or a scheme or port that is not fetched."""


class RefusedAddressError(LastingError):
    """The address leads into a private network."""


class TooManyRedirectsError(LastingError):
    """More redirects than allowed, or one that leads nowhere."""


class TooLargeError(LastingError):
    """More bytes than allowed, after decompression."""
