"""What a person means by what they typed: a site, a channel, or neither."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from news.discovery.outcomes import Reason, Refusal
from news.kinds.telegram.addresses import channel_name

_LONGEST = 2000
_AROUND = " \t\r\n<>«»\"'“”„`()[],;"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,15})://", re.IGNORECASE)
# A name with a dot whose last part is no number: "orda.kz", "қазақстан.қаз", with path or port.
_BARE = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,63})\.?"
    r"(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_TELEGRAM = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)(?:[/?#]|$)|tg:", re.IGNORECASE
)
_PRIVATE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?(?:\+|joinchat/|c/\d)"
    r"|tg:(?://)?(?:join\?|privatepost\?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A public Telegram channel, by its name in lower case."""

    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """Something on the web, at the first of these addresses that answers."""

    addresses: tuple[str, ...]


def understood(asked: str) -> Channel | Site | Refusal:
    """Return what was asked for.

    Names without a scheme are tried with https first, then with http, each with and without
    ``www.``; what follows an address, or stands in quotes or brackets around it, is ignored.
    """
    text = asked.strip(_AROUND)
    if not text or len(text) > _LONGEST:
        return Refusal(Reason.NO_ADDRESS)
    if len(words := text.split()) > 1:
        addresses = [word.strip(_AROUND) for word in words if _is_address(word.strip(_AROUND))]
        return understood(addresses[0]) if len(addresses) == 1 else Refusal(Reason.NO_ADDRESS)
    if _PRIVATE.match(text):
        return Refusal(Reason.PRIVATE_CHANNEL)
    if name := channel_name(text):
        return Channel(name)
    if text.startswith("@") or _TELEGRAM.match(text):
        return Refusal(Reason.NO_ADDRESS)
    return _site(text)


def _is_address(word: str) -> bool:
    return bool(word.startswith("@") or _SCHEME.match(word) or _BARE.fullmatch(word))


def _site(text: str) -> Site | Refusal:
    if scheme := _SCHEME.match(text):
        return _with_scheme(text, scheme.group(1).lower())
    if not _BARE.fullmatch(text):
        return Refusal(Reason.NO_ADDRESS)
    return Site(tuple(f"{scheme}://{name}" for scheme in ("https", "http") for name in _both(text)))


def _with_scheme(text: str, scheme: str) -> Site | Refusal:
    if scheme == "feed":  # as browsers once wrote it
        return _site(text.partition("://")[2])
    try:
        has_host = bool(urlsplit(text).hostname)
    except ValueError:
        has_host = False
    if scheme not in {"http", "https"} or not has_host:
        return Refusal(Reason.NO_ADDRESS)
    rest = text.partition("://")[2]
    return Site((text,) if scheme == "https" else (text, f"https://{rest}"))


def _both(name: str) -> tuple[str, str]:
    other = name[4:] if name.lower().startswith("www.") else f"www.{name}"
    return name, other
