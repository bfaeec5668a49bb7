"""Words that share their head: "the Criminal, Criminal Enforcement, and Criminal Procedure Codes".

A phrase is also met where others are joined to all of it but its last word, and that last word
comes once, at the end, for all of them. English, Russian and Kazakh do it alike: "уголовный и
гражданский кодексы", "қылмыстық және азаматтық кодекстер".
"""

from bisect import bisect_left
from collections.abc import Sequence

from language.commonness import commonness
from matching.reading import Reading, normal_form

_JOINING = frozenset({"and", "or", "и", "или", "либо", "және", "мен", "бен", "пен", "немесе"})
_CONJOINING = frozenset("&/")
_SEPARATING = _CONJOINING | {","}
_BETWEEN = _SEPARATING | {"", "-", "‐", "‑"}
"""What may stand between the words of one coordination, beside blanks."""

_FARTHEST = 16
"""A coordination is no longer than so many words."""

_LONGEST_MEMBER = 4

_FUNCTION_WORD = 0.5
"""A word commoner than this is none of content."""


def coordinated(place: int, heads: Sequence[int], reading: Reading) -> int | None:
    """Return the head that what ends before ``place`` shares with others, if it shares one.

    Args:
        place: the number of the word after the phrase's words without its last.
        heads: the numbers of the words that are the phrase's last word, ascending.
        reading: the document.
    """
    first = bisect_left(heads, place + 1)
    for head in heads[first:]:
        if head > place + _FARTHEST:
            return None
        if reading.sentence_of(place - 1) == reading.sentence_of(head):
            return head if _joined(place, head, reading) else None
    return None


def _joined(place: int, head: int, reading: Reading) -> bool:
    """Say whether the words from ``place`` to a head are members of one coordination.

    The first word follows a comma or a conjunction; one conjunction there is; each member has a
    few words of content; and the last has one beside the head.
    """
    members: list[int] = [0]
    conjunction = False
    for number in range(place, head + 1):
        between = reading.before(number).strip()
        word = normal_form(reading.words[number])
        if between not in _BETWEEN:
            return False
        joining = word in _JOINING
        conjunction |= joining or between in _CONJOINING
        if joining or between in _SEPARATING:
            members.append(0)
        if not joining:
            if number == place and len(members) == 1:
                return False
            if commonness(word) > _FUNCTION_WORD:
                return False
            members[-1] += 1
    return conjunction and max(members) <= _LONGEST_MEMBER and members[-1] > 1
