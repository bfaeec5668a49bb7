"""How a sentence too long to show is cut around the words that matter."""

Offsets = tuple[int, int]


def cut(text: str, words: list[Offsets], room: int, limit: int) -> Offsets:
    """Return the part of a sentence to show: all of it within ``limit``, else at most ``room``.

    The part holds as many of the matched words as fit, with their surroundings to both sides,
    and is cut between words; only a word longer than the room itself is cut through.
    """
    if len(text) <= limit:
        return 0, len(text)
    first, last = _densest(words, room)
    start = max(0, first - (room - (last - first)) // 2)
    end = min(len(text), start + room)
    start = max(0, end - room)
    return _word_start(text, start, first), _word_end(text, end, last)


def _densest(words: list[Offsets], room: int) -> Offsets:
    """Return the stretch of at most ``room`` that holds the most words, the first of equals."""
    best, most, begin = (0, 0), 0, 0
    for number, (_, last) in enumerate(words):
        while begin < number and last - words[begin][0] > room:
            begin += 1
        if number - begin + 1 > most:
            first = words[begin][0]
            best, most = (first, min(last, first + room)), number - begin + 1
    return best


def _word_start(text: str, start: int, latest: int) -> int:
    """Return the first beginning of a word from ``start`` on, ``latest`` being one."""
    if start == 0 or start >= latest:
        return start
    while start < latest and not text[start - 1].isspace():
        start += 1
    while start < latest and text[start].isspace():
        start += 1
    return start


def _word_end(text: str, end: int, earliest: int) -> int:
    """Return the last end of a word up to ``end``, ``earliest`` being one; a lone word is cut."""
    if end == len(text):
        return end
    back = end
    while back > earliest and not text[back].isspace():
        back -= 1
    while back > earliest and (text[back - 1].isspace() or text[back - 1] in ",;:–—-"):
        back -= 1
    return back or end
