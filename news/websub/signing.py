"""Whether what a hub pushes is the hub's own: a keyed hash of the body (WebSub, 7.1)."""

import hmac

_METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})


def is_signed(body: bytes, header: str | None, secret: str) -> bool:
    """Tell whether ``X-Hub-Signature`` belongs to a body.

    Args:
        body: as it came, byte by byte.
        header: ``method=hexadecimal digits``; None where it is missing.
        secret: that the hub was given.
    """
    method, _, given = (header or "").strip().partition("=")
    if method.lower() not in _METHODS:
        return False
    expected = hmac.new(secret.encode(), body, method.lower()).hexdigest()
    return hmac.compare_digest(given.strip().lower().encode(errors="replace"), expected.encode())
