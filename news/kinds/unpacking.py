"""Gzip that comes as a document, as sitemaps do, and not as an encoding of HTTP."""

import zlib

from news.kinds.kind import NotReadableError

MOST_BYTES = 10_000_000
_MAGIC = b"\x1f\x8b\x08"
_PIECE = 4096
_MOST_MEMBERS = 1000  # a file may be several, one after the other
_GZIP = 16 + zlib.MAX_WBITS


def unpacked(body: bytes) -> bytes:
    """Return what is in a gzip file (RFC 1952), or ``body`` itself when it is none.

    What can be read of a damaged or cut-off file is returned. At most one byte more than
    ``MOST_BYTES`` is ever decompressed.

    Raises:
        NotReadableError: more than ``MOST_BYTES`` are packed in it.
    """
    if not body.startswith(_MAGIC):
        return body
    parts: list[bytes] = []
    room, at, members = MOST_BYTES + 1, 0, 0
    while body.startswith(_MAGIC, at) and members < _MOST_MEMBERS:
        members += 1
        unpacker = zlib.decompressobj(_GZIP)
        while at < len(body) and not unpacker.eof:
            piece = body[at : at + _PIECE]
            at += len(piece)
            try:
                part = unpacker.decompress(piece, room)
            except zlib.error:
                return b"".join(parts)
            parts.append(part)
            room -= len(part)
            if room <= 0:
                raise NotReadableError(f"more than {MOST_BYTES // 10**6} MB in a gzip file")
        at -= len(unpacker.unused_data)
    return b"".join(parts)
