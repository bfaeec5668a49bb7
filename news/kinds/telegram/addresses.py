"""Names of public channels, and the addresses of chats and of their posts."""

import re
from urllib.parse import parse_qs, urlsplit

# Telegram's rule for public names: letters, digits and underscores, a letter first, five characters
# or more (core.telegram.org/method/account.checkUsername). Names of four are sold by auction.
_NAME = re.compile(r"[a-z][a-z0-9_]{3,31}", re.ASCII | re.IGNORECASE)
_HOSTS = frozenset({"t.me", "www.t.me", "telegram.me", "www.telegram.me", "telegram.dog"})
_OWN_DOMAIN = re.compile(r"([a-z][a-z0-9_-]{3,31})\.t\.me", re.IGNORECASE)

_CHAT = re.compile(r"tg://chat\?id=(-?\d{1,19})", re.ASCII)
_PRIVATE_POST = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/c/(\d{1,15})(?:[/?#].*)?",
    re.ASCII,
)
_POST = re.compile(
    r"https://t\.me/(?:c/\d+|[A-Za-z][A-Za-z0-9_]*)/\d+|tg://openmessage\?.*", re.ASCII
)
# Ids of channels and supergroups are written with this in front (core.telegram.org/api/bots/ids).
_MARK = 1_000_000_000_000

# First parts of t.me paths that are commands and no names (core.telegram.org/api/links).
_COMMANDS = frozenset(
    (
        *("addemoji", "addlist", "addstickers", "addtheme", "auction", "boost", "call"),
        *("confirmphone", "contact", "giftcode", "invoice", "joinchat", "login", "newbot"),
        *("proxy", "setlanguage", "share", "socks", "stargift", "storyplay"),
    )
)


def channel_name(written: str) -> str | None:
    """Return the name in ``@name`` or in an address of Telegram's, in its one spelling.

    Names are case-insensitive; the one spelling is lower case. Addresses of a post, a preview
    or an app (``tg://resolve?domain=name``) name their channel, with or without a scheme.
    None where no public name stands: other sites, invitations, commands, private chats.
    """
    text = written.strip()
    if text.startswith("@"):
        return _valid(text[1:])
    if text.lower().startswith("tg:"):
        return _of_app_link(text)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"}:
        return None
    if own := _OWN_DOMAIN.fullmatch(host):
        return _valid(own.group(1).replace("-", "_")) if own.group(1) != "www" else None
    if host not in _HOSTS:
        return None
    path = [part for part in parts.path.split("/") if part]
    if path and path[0] == "s":
        path = path[1:]
    return _valid(path[0].removeprefix("@")) if path else None


def watch_address(name: str) -> str:
    """Return the address of the page that shows the last posts of a public channel.

    Args:
        name: as ``channel_name`` returns it.
    """
    return f"https://t.me/s/{name}"


def chat_address(chat_id: int) -> str:
    """Return the address under which a chat that we are in is a source: nothing is fetched there.

    Args:
        chat_id: as the Bot API writes it.
    """
    return f"tg://chat?id={chat_id}"


def chat_of(address: str) -> int | None:
    """Return whose ``chat_address`` this is, None if it is none."""
    found = _CHAT.fullmatch(address)
    return int(found.group(1)) if found else None


def private_chat(written: str) -> int | None:
    """Return the id of the chat that a link for members only leads into, None for other links."""
    found = _PRIVATE_POST.fullmatch(written.strip())
    return -_MARK - int(found.group(1)) if found else None


def post_address(chat_id: int, message_id: int, name: str | None) -> str:
    """Return the address of a post in a chat that we are in.

    Those of chats without a public name open for members only. Posts of basic groups have no
    web address; Telegram's apps know another one.
    """
    if name:
        return f"https://t.me/{name}/{message_id}"
    if chat_id < -_MARK:
        return f"https://t.me/c/{-chat_id - _MARK}/{message_id}"
    return f"tg://openmessage?chat_id={chat_id}&message_id={message_id}"


def is_post(address: str) -> bool:
    """Tell whether an address is that of a post at Telegram."""
    return _POST.fullmatch(address) is not None


def _valid(name: str) -> str | None:
    lowered = name.lower()
    return lowered if _NAME.fullmatch(name) and lowered not in _COMMANDS else None


def _of_app_link(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if (parts.netloc or parts.path.strip("/")) != "resolve":
        return None
    names = parse_qs(parts.query).get("domain", [])
    return _valid(names[0]) if names else None
