"""The payload of a deep link, ``t.me/NAME?start=follow_<base64url>`` (Bot API, deep linking)."""

import base64

_FOLLOW = "follow_"


def words_of(payload: str) -> str | None:
    """Return the words that a payload asks to follow, None when it cannot be read."""
    if not payload.startswith(_FOLLOW):
        return None
    encoded = payload.removeprefix(_FOLLOW)
    try:
        padded = encoded + "=" * (-len(encoded) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode() or None
    except ValueError:  # not base64, not UTF-8, or not even ASCII
        return None
