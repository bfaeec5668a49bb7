"""What every kind of source is: bytes and an address in, a listing out."""

from typing import Protocol

from news.entry import Listing


class NotReadableError(Exception):
    """The document is not of this kind; its text says in one line what it seems to be."""


class Kind(Protocol):
    """A way of reading what a source lists. Pure and synchronous: call it from any thread."""

    def __call__(
        self, body: bytes, url: str, content_type: str | None, selector: str | None = None
    ) -> Listing:
        """Return what the document at ``url`` lists.

        Args:
            body: the document, decompressed.
            url: the address that answered, the base of relative links.
            content_type: the HTTP header, or None.
            selector: CSS selector of the links to articles, for kinds that are web pages.

        Raises:
            NotReadableError: the document is not of this kind.
        """
