"""Which feed belongs to which part of a site."""

from urllib.parse import parse_qsl, urlsplit


def is_of_section(feed: str, address: str) -> bool:
    """Tell whether a feed's address is made from that of a page that is not the front page."""
    try:
        own, other = urlsplit(address), urlsplit(feed)
    except ValueError:
        return False
    path = own.path.rstrip("/")
    if path and f"{other.path}/".startswith(f"{path}/"):
        return True
    asked = set(parse_qsl(own.query))
    return bool(asked) and bool(asked.intersection(parse_qsl(other.query)))
