"""Which addresses Telegram takes in buttons and links."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from demo.telegram.errors import bad_request

_SCHEMES = ("http", "https", "ton", "tonsite", "tg")


def checked_link(address: str, what: str) -> str:
    """Return the address as Telegram stores it; ``what`` names it in the refusal.

    Hosts without a dot (``localhost``) are refused, IPv4 literals are not.

    Raises:
        ApiError: "Bad Request: <what> '…' is invalid: Wrong HTTP URL".
    """
    link = address.strip()
    whole = link if "://" in link or link.startswith("tg:") else f"http://{link}"
    if not _is_reachable(whole):
        raise bad_request(f"{what} '{address}' is invalid: Wrong HTTP URL")
    return whole


def mentioned_user(address: str) -> int | None:
    """Return the user id of a ``tg://user?id=…`` link."""
    prefix = "tg://user?id="
    digits = address[len(prefix) :]
    return int(digits) if address.startswith(prefix) and digits.isdecimal() else None


def _is_reachable(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in _SCHEMES or port == 0 or any(c.isspace() for c in address):
        return False
    return parts.scheme == "tg" or _has_public_shape(parts)


def _has_public_shape(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if ":" in host:
        return False
    labels = host.split(".")
    if all(label.isdecimal() for label in labels):
        return _is_ipv4(host)
    return len(labels) > 1 and all(labels)


def _is_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
