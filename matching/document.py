"""What a query is matched against, and where in it words stand."""

import re
from dataclasses import dataclass
from enum import IntEnum

from msgspec import Struct


class Field(IntEnum):
    """The texts of a document; the numbers are stored."""

    TITLE = 0
    SUMMARY = 1
    TEXT = 2


@dataclass(frozen=True, slots=True)
class Document:
    """An article as far as matching is concerned; every text is plain and may be empty.

    Attributes:
        title: the headline: one sentence, whatever stands in it.
        summary: paragraphs separated by a newline.
        text: the body, in the same form.
        language: ISO 639-1 code that the article or its source declares, or None.
        host: the host name of the article's address, or the address itself; empty if it has none.
    """

    title: str
    summary: str
    text: str
    language: str | None
    host: str = ""

    def of(self, field: Field) -> str:
        """Return the text of one field."""
        return (self.title, self.summary, self.text)[field]


class Span(Struct, frozen=True, order=True, gc=False):
    """A place in one field, in code points; the end is exclusive.

    A struct, since every match makes some, five times faster than a dataclass would.
    """

    field: Field
    start: int
    end: int


_AROUND_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://|[/?#:].*$", re.DOTALL)


def host_of(address: str) -> str:
    """Return the host of an address or host name, as hosts are compared: empty if it has none.

    Lower case, in ASCII (IDNA 2003), without ``www.``, port and path.
    """
    bare = _AROUND_HOST.sub("", address.strip().lower()).rpartition("@")[2].strip(".,;")
    try:
        return bare.encode("idna").decode("ascii").removeprefix("www.")
    except UnicodeError:
        return ""
