"""What is kept of an article to decide about its story: about a kilobyte, as opaque bytes."""

from msgspec import MsgspecError, Struct
from msgspec.msgpack import Decoder, Encoder

from news.stories.sketch import Sketch

VERSION = 1
"""Raised whenever keys or samples are made in another way; older bytes are refused then."""


class OutdatedFingerprintError(Exception):
    """The bytes hold no fingerprint by today's rules: make it anew, or leave the article alone."""


class Fingerprint(Struct, frozen=True, array_like=True):
    """What decides about an article's story.

    Attributes:
        title: the headline, cut to a bounded length.
        language: ISO 639-1, or empty if nothing tells.
        outlet: whose article it is (``outlet()``), or empty if unknown, when it counts as another
            outlet than any.
        published: seconds since 1970, or None.
        keys: signed 64-bit numbers; two articles of one story share at least one.
        text: a sample of the text's runs of three words.
        numbers: a sample of the text's numbers.
        names: a sample of the beginnings of names in the text.
    """

    title: str
    language: str
    outlet: str
    published: int | None
    keys: tuple[int, ...]
    text: Sketch
    numbers: Sketch
    names: Sketch


_encode = Encoder().encode
_decode = Decoder(tuple[int, Fingerprint]).decode


def dump(fingerprint: Fingerprint) -> bytes:
    """Return the fingerprint as bytes that only ``load`` understands, the version among them."""
    return _encode((VERSION, fingerprint))


def load(stored: bytes) -> Fingerprint:
    """Return what ``dump`` wrote; raise ``OutdatedFingerprintError`` for any other bytes."""
    try:
        version, fingerprint = _decode(stored)
    except (MsgspecError, UnicodeError):
        raise OutdatedFingerprintError("the bytes hold no fingerprint of today") from None
    if version != VERSION:
        raise OutdatedFingerprintError(f"the fingerprint is not of version {VERSION}")
    return fingerprint
