"""Which queries a document could satisfy: may err towards too many, never towards too few.

Every query is filed once, under its rarest necessary clause: keys of which a document must hold
at least one to satisfy it. So a document brings up few queries in vain.
"""

from collections.abc import Iterator

from language.normalising import normalise
from matching.query import AnalysedQuery, keys_of
from matching.reading import Reading, TextKeys
from matching.written import MIN_BEGINNING, asking_beginning, asks_beginning, beginning

# Beginnings are filed under one of so many characters, the longest that they have.
_LENGTHS = (MIN_BEGINNING, MIN_BEGINNING + 1, MIN_BEGINNING + 3, MIN_BEGINNING + 6)
_FEW = 8
_REMEMBERED = 1 << 16
_READINGS = 8
"""So many mixtures of languages are remembered."""


class Selector:
    """The files: under each key the numbers of the queries that it brings up.

    Most keys have one query or few, so a lone number stands by itself, and few in a tuple. What a
    word brings up is remembered with the version of the files, which counts keys come and gone:
    between two changes, most words of an article cost one look.
    """

    def __init__(self) -> None:
        self._files: dict[str, int | tuple[int, ...] | set[int]] = {}
        self._version = 0
        self._remembered: dict[TextKeys, dict[str, tuple[int, tuple[str, ...]]]] = {}

    def file(self, query_id: int, query: AnalysedQuery) -> None:
        """File a query under its rarest necessary clause; filing it again changes nothing."""
        for key in _files_of(query):
            filed = self._files.get(key)
            if filed is None:
                self._files[key] = query_id
                self._version += 1
            elif isinstance(filed, set):
                filed.add(query_id)
            else:
                self._files[key] = _packed({query_id}.union(_unpacked(filed)))

    def withdraw(self, query_id: int, query: AnalysedQuery) -> None:
        """Take a query out from where ``file`` put it; one that is not there is no error."""
        for key in _files_of(query):
            filed = self._files.get(key)
            if isinstance(filed, set):
                filed.discard(query_id)
                self._files[key] = _packed(filed)
            elif filed is not None:
                left = set(_unpacked(filed)) - {query_id}
                if left:
                    self._files[key] = _packed(left)
                else:
                    del self._files[key]
                    self._version += 1

    def candidates(self, reading: Reading) -> list[int]:
        """Return the numbers, ascending, of the queries that a document's words bring up."""
        found: set[int] = set()
        remembered = self._remembered_by(reading.text_keys)
        for word in reading.numbers_of_word:
            known = remembered.get(word)
            if known is None or known[0] != self._version:
                known = remembered[word] = self._version, self._hit(word, reading.text_keys)
            for key in known[1]:
                filed = self._files[key]
                if isinstance(filed, int):
                    found.add(filed)
                else:
                    found.update(filed)
        return sorted(found)

    def _hit(self, word: str, text_keys: TextKeys) -> tuple[str, ...]:
        """Return the keys of a word under which something is filed."""
        normal = normalise(word)
        beginnings = (asking_beginning(normal[:length]) for length in _LENGTHS)
        keys = dict.fromkeys((*text_keys(word), *beginnings))
        return tuple(key for key in keys if key in self._files)

    def _remembered_by(self, text_keys: TextKeys) -> dict[str, tuple[int, tuple[str, ...]]]:
        remembered = self._remembered.setdefault(text_keys, {})
        if len(remembered) > _REMEMBERED or len(self._remembered) > _READINGS:
            self._remembered.clear()
            remembered = self._remembered[text_keys] = {}
        return remembered


def _packed(queries: set[int]) -> int | tuple[int, ...] | set[int]:
    """Return at least one number in the least room; many stay as they are."""
    if len(queries) > _FEW:
        return queries
    return tuple(queries) if len(queries) > 1 else next(iter(queries))


def _unpacked(filed: int | tuple[int, ...]) -> tuple[int, ...]:
    return (filed,) if isinstance(filed, int) else filed


def _files_of(query: AnalysedQuery) -> Iterator[str]:
    """Return the keys under which a query is filed."""
    return map(_file_of, keys_of(query))


def _file_of(key: str) -> str:
    if not asks_beginning(key):
        return key
    start = beginning(key)
    return asking_beginning(start[: max(length for length in _LENGTHS if length <= len(start))])
