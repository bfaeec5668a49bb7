"""Addresses as people read them: what to call a source that does not say its name."""

from urllib.parse import urlsplit

_LONGEST = 60
_USUAL_PORTS = {"http": 80, "https": 443}


def brief(url: str) -> str:
    """Return an address in at most 60 characters, to be read by people; never raises.

    Scheme, ``www.``, the usual port, names and passwords, the fragment and a slash at the end are
    left out, and of a longer one its middle. What is no web address comes back as it is.
    """
    text = " ".join(url.split())
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if host:
        is_odd = port is not None and port != _USUAL_PORTS.get(parts.scheme)
        query = f"?{parts.query}" if parts.query else ""
        text = f"{host.removeprefix('www.')}{f':{port}' if is_odd else ''}{parts.path}{query}"
        text = text.rstrip("/")
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2]}…{text[1 - _LONGEST // 2 :]}"
