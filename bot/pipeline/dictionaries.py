"""Reading the dictionaries before they are needed.

The first word of a language that is looked up has its dictionary read, and the first query the
grammar built: together 0.4 s in which nobody would be answered. Read in a thread, nobody waits
longer than 30 ms. They take 42 MB, which a bot that nobody follows anything with does without.
"""

import asyncio

from matching.analysis import analyse
from matching.document import Document
from matching.index import Index
from matching.parsing import parse

# One word in each alphabet that has a dictionary.
_WORDS = "news новости жаңалық"


async def read_dictionaries() -> None:
    """Read all that words are looked up in; what is read already takes no time."""
    await asyncio.to_thread(_look_up)


def _look_up() -> None:
    index = Index()
    index.add(0, analyse(parse(_WORDS)))
    index.match(Document(_WORDS, "", "", None))
