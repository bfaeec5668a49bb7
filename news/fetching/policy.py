"""Where requests may go: web schemes, usual ports, public addresses.

A host's addresses are judged on the socket that is about to connect and not on its name: a
resolver is never asked about literal addresses, and a name may answer differently the second time.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

from yarl import URL

from news.fetching.errors import BadAddressError

_LAST_PORT = 0xFFFF
_PORTS = frozenset({80, 443, 8080, 8443})

# Azure answers for its machines' secrets here, from an address that looks public.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_AddrInfo = tuple[Any, ...]


class PrivateAddressError(OSError):
    """A socket was about to connect to an address that is not public."""

    def __init__(self) -> None:
        # One text for all addresses: aiohappyeyeballs passes on the error itself only when
        # every address of a host failed with the same words.
        super().__init__("leads into a private network")


def web_address(url: str, *, any_port: bool) -> URL:
    """Return ``url`` ready to be requested.

    Raises:
        BadAddressError: it is no http(s) address with a host, or its port is not fetched.

    """
    try:
        parsed = URL(url)
        port, name = parsed.port, parsed.host
        if name and not name.isascii():
            name.encode("idna")
    except (ValueError, TypeError) as error:
        raise BadAddressError(f"not an address: {url[:200]!r}") from error
    if parsed.scheme not in {"http", "https"}:
        raise BadAddressError(f"only http and https are read, not {parsed.scheme or 'this'!r}")
    if not name or not port or port > _LAST_PORT:
        raise BadAddressError(f"no host in {url[:200]!r}")
    if not any_port and port not in _PORTS:
        raise BadAddressError(
            f"port {port} is not read, only {', '.join(map(str, sorted(_PORTS)))}"
        )
    return parsed


def is_public(address: str) -> bool:
    """Tell whether a literal address belongs to the open internet, whatever it is wrapped in."""
    try:
        parsed = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    return (
        parsed.is_global
        and not parsed.is_multicast
        and not parsed.is_reserved
        and parsed not in _METADATA
    )


def socket_factory(*, allow_private: bool) -> Callable[[_AddrInfo], socket.socket]:
    """Return a maker of sockets, for aiohttp's connector, that refuses private addresses."""

    def make(info: _AddrInfo) -> socket.socket:
        family, kind, proto, _, address = info
        if not allow_private and not is_public(str(address[0])):
            raise PrivateAddressError
        return socket.socket(family=family, type=kind, proto=proto)

    return make


def _unwrapped(address: _Address) -> _Address:
    """Return the IPv4 address inside an IPv4-mapped, 6to4, Teredo or NAT64 one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inner = address.ipv4_mapped or address.sixtofour
    return inner or (address.teredo[1] if address.teredo else address)
