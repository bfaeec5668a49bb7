"""Addresses: one spelling per publication, absolute links, and the key of a host.

courlan's cleaner is not used: measured on news sites, it takes ``cid``, ``uid``, ``source`` and
every parameter without a value for tracking, so that two articles become one.
"""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_DEFAULT_PORTS = {"http": 80, "https": 443}

_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#]|$)")
_TRACKING = re.compile(
    r"(utm|itm|mtm|pk|hsa|vero|oly|stm)_.+"
    r"|(fb|g|dc|y|ys|tw|ms|ttc|wbra|gbra|li_fat_|rb_|ir)cl(id|kid)"
    r"|wbraid|gbraid|gclsrc|yclid|ymclid|msclkid|twclid|ttclid|igshid?|mc_(cid|eid)|_ga|_gl"
    r"|_openstat|at_(medium|campaign|custom\d|ptr_name)|cmpid|ncid|spm|share_?id|__twitter_impression"
)

# What tells visitors apart. The last row's names are those of articles and of parliaments'
# sessions, too: there the value must look like one drawn at random.
_SESSION = re.compile(
    r"phpsessid|jsessionid|aspsessionid[a-z]{0,16}|asp\.net_sessionid|sess_?id|session_?id"
    r"|cfid|cftoken|zenid|oscsid"
)
_PERHAPS_SESSION = frozenset({"sid", "session", "s"})
_RANDOM = re.compile(r"(?=[^0-9]*[0-9]+[^0-9]+[0-9])(?=.*[a-z])[0-9a-z]{16,}", re.IGNORECASE)

# "/news/7;jsessionid=…": parameters of a path (RFC 3986, 3.3).
_PATH = re.compile(r"[^?#]*")
_PATH_PARAMETER = re.compile(r";([^/;=]*)=([^/;]*)")

# Single-page sites keep the page in "#!…", and entries without an address of their own are
# told apart by "#entry-…" (see news.kinds.feed); every other fragment is a place in a page.
_TELLING_FRAGMENT = re.compile(r"!.+|entry-[0-9a-f]{16}")


def canonical(url: str) -> str:
    """Return the one spelling under which a publication is remembered; idempotent, never raises.

    Scheme and host are lower-cased (the host in ASCII), the default port and the fragment are
    dropped, and what tracks visitors or tells their sessions apart; parameters are sorted, paths
    percent-encoded (RFC 3986, 6.2).
    What is no web address comes back stripped, otherwise as it was.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
            return text
        fragment = parts.fragment if _TELLING_FRAGMENT.fullmatch(parts.fragment) else ""
        query = _without_tracking(parts.query)
        plain = urlunsplit((parts.scheme.lower(), _netloc(parts), parts.path, query, fragment))
        spelled = str(canonicalize_url(plain, keep_fragments=True))
        return _PATH.sub(_without_path_sessions, spelled, count=1)
    except ValueError:  # UnicodeError is one too: ports, brackets and hosts that cannot be
        return text


def absolute(base: str, url: str) -> str:
    """Return ``url`` as seen from the page ``base``; empty when it leads to no web page."""
    reference = "".join(url.split()) if "\n" in url else url.strip()
    if _ABSOLUTE.match(reference):
        return reference
    try:
        joined = urljoin(base, reference)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme.lower() in _DEFAULT_PORTS and parts.netloc else ""


def host(url: str) -> str:
    """Return whom a request burdens, as ``name:port``; empty when that cannot be told."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _DEFAULT_PORTS[parts.scheme.lower()]
        return f"{_ascii(parts.hostname or '')}:{port}" if parts.hostname else ""
    except (ValueError, KeyError):
        return ""


def _netloc(parts: SplitResult) -> str:
    name = _ascii(parts.hostname or "")
    if ":" in name:
        name = f"[{name}]"
    port = parts.port
    if port is not None and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        name = f"{name}:{port}"
    user, at, _ = parts.netloc.rpartition("@")
    return f"{user}{at}{name}"


def _ascii(name: str) -> str:
    lowered = name.lower().rstrip(".")
    return lowered if lowered.isascii() else lowered.encode("idna").decode("ascii")


def _without_tracking(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_visitors(name.lower(), value)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _is_visitors(name: str, value: str) -> bool:
    """Tell whether a parameter is about who reads, not about what is read."""
    return bool(_TRACKING.fullmatch(name)) or _is_session(name, value)


def _is_session(name: str, value: str) -> bool:
    if name in _PERHAPS_SESSION:
        return bool(_RANDOM.fullmatch(value))
    return bool(_SESSION.fullmatch(name))


def _without_path_sessions(path: re.Match[str]) -> str:
    return _PATH_PARAMETER.sub(
        lambda one: "" if _is_session(one[1].lower(), one[2]) else one[0], path[0]
    )
