"""What one request brings home."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to recognise a version by, sent back verbatim (RFC 9110, 13.1)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of any status, after redirects.

    Attributes:
        status: of the last answer; 304 when the validators still hold.
        url: the address that answered.
        moved_to: where the address moved for good (301 and 308 from the first hop on), or None.
        content_type: the header as it came, or None.
        body: decompressed; empty unless the status is 2xx.
        validators: to send next time; with a 304 those that were sent, unless renewed.
        retry_after: seconds that the server asks to wait, or None.
        max_age: seconds for which the answer says that it stays fresh, or None.
        hub: absolute address of a WebSub hub that the answer names; empty without one.
        topic: the absolute address under which that hub knows it; empty without one.
    """

    status: int
    url: str
    moved_to: str | None
    content_type: str | None
    body: bytes
    validators: Validators
    retry_after: float | None
    max_age: float | None = None
    hub: str = ""
    topic: str = ""
