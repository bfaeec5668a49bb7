"""Whose publication an article is: one outlet does not tell a story twice."""

from urllib.parse import urlsplit

# Each of their members is an outlet, named by the first part of the path.
_SHARED = frozenset(
    {"t.me", "telegram.me", "medium.com", "vk.com", "facebook.com", "youtube.com", "x.com"}
)
# Second-level labels under which a country registers domains: gov.kz, co.uk.
_CATEGORIES = frozenset({"ac", "co", "com", "edu", "gov", "govt", "mil", "net", "ne", "or", "org"})
_COUNTRY = 2
_PREFIXES = ("www.", "m.", "amp.")


def outlet(url: str) -> str:
    """Return the registered domain of a web address, with the member's name on shared hosts.

    A plain rule, without the public suffix list: two labels, or three under ``com.kz`` and the
    like. Empty when the address has no host. Never raises.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    for prefix in _PREFIXES:
        host = host.removeprefix(prefix)
    if host in _SHARED:
        member = parts.path.removeprefix("/s/").strip("/").partition("/")[0].lower()
        return f"{host}/{member}" if member else host
    labels = host.split(".")
    if labels[-1].isdigit():
        return host
    last = labels.pop()
    count = 2 if len(last) == _COUNTRY and labels and labels[-1] in _CATEGORIES else 1
    return ".".join([*labels[-count:], last])
