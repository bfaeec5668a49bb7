"""Short keys that stand for addresses, ids and words of any length in an index."""

from hashlib import blake2b


def hashed(value: str, owner: int | None = None) -> bytes:
    """Return 16 bytes that stand for a string; another ``owner``'s are others."""
    key = b"" if owner is None else str(owner).encode()
    return blake2b(value.encode(errors="replace"), digest_size=16, key=key).digest()
