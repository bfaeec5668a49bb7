"""Which addresses may become links and buttons."""

import re
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

_LONGEST = 2_048
_HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]*\.[a-z0-9_.-]*[a-z0-9]|[0-9a-f:.]*:[0-9a-f:.]*")


def web_address(url: str) -> str:
    """Return the address in a form that Telegram takes, or an empty string if it takes none.

    Telegram refuses a whole message for one button with an address that it dislikes: only
    http and https, a host with a dot in it (or IPv6), a port from 1 to 65535. Names and
    passwords in an address are refused here, since they disguise where it leads.
    """
    try:
        safe: str = safe_url_string(url.strip())
        parts = urlsplit(safe)
        port = parts.port
    except ValueError:
        return ""
    plain = parts.username is None and parts.password is None and port != 0
    good = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.hostname or "")
    return safe if plain and good and len(safe) <= _LONGEST else ""
