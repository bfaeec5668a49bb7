"""Callbacks' paths and secrets: random, and telling under which PUBLIC_URL they are known."""

import secrets
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Names:
    """Makes what a subscription is told to its hub by; ``public_url`` is where the web part is."""

    public_url: str

    @property
    def ending(self) -> str:
        """How all paths end: a hub that was told another PUBLIC_URL must be asked anew."""
        address = self.public_url.rstrip("/").encode()
        return f"-{blake2b(address, digest_size=4).hexdigest()}"

    def path(self) -> str:
        """Return a path that nobody can guess, at most 64 characters of base64url."""
        return secrets.token_urlsafe(24) + self.ending

    def secret(self) -> str:
        """Return a key for signatures: 64 characters, where 199 bytes are allowed (WebSub, 5.1)."""
        return secrets.token_hex(32)

    def callback(self, path: str) -> str:
        """Return the address at which a hub finds us."""
        return f"{self.public_url.rstrip('/')}/websub/{path}"
