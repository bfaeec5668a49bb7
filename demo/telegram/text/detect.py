"""The entities that Telegram finds in a text by itself: commands, mentions, addresses."""

import re
from collections.abc import Iterator

from demo.telegram.text.entity import Entity, units

_PATTERNS = (
    ("url", re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,:;!?'()\[\]]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|info|kz|ru|io|me)(?![\w.-])")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d])\w{1,256}")),
)


def detected(text: str) -> tuple[Entity, ...]:
    """Return what Telegram marks unasked, in order, never overlapping."""
    taken: list[Entity] = []
    for entity in _candidates(text):
        if not any(entity.offset < other.end and other.offset < entity.end for other in taken):
            taken.append(entity)
    return tuple(sorted(taken, key=lambda entity: entity.offset))


def _candidates(text: str) -> Iterator[Entity]:
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield Entity(kind, units(text[: found.start()]), units(found[0]))
