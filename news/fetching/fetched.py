"""What one request brings home."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


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

    """

    status: int
    url: str
    moved_to: str | None
    content_type: str | None
    body: bytes
    validators: Validators
    retry_after: float | None


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """Return the seconds to wait by a Retry-After header, a number or a date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            until = parsedate_to_datetime(header)
        except ValueError:
            return None
        seconds = ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
