"""Why a document does not satisfy a query: which parts are not met, and what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from matching.analysis import analysed
from matching.combining import anywhere
from matching.document import Document, Span
from matching.printing import printed
from matching.query import All, Either, Group, Language, Node, Not, Phrase, Query, Site, leaves_of
from matching.reading import Reading
from matching.verifying import met


class Why(StrEnum):
    """Why a part is not met: stable codes, translated where they are shown."""

    ABSENT = "absent"
    """The word, or one of the words, does not occur."""

    APART = "apart"
    """All words occur, but not as near each other as was asked."""

    ELSEWHERE = "elsewhere"
    """It is there, but not in the headline or the lead, where it was asked for."""

    TOO_FEW = "too_few"
    """It occurs less often than was asked."""

    EXCLUDED = "excluded"
    """It must not occur, and does."""

    OTHER_SITE = "other_site"
    OTHER_LANGUAGE = "other_language"

    NONE_OF = "none_of"
    """None of the alternatives is met; ``within`` says why not."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A part of a query that is not met.

    Attributes:
        part: the part as it is written.
        why: a code to translate.
        missing: for ``ABSENT``, the words that do not occur.
        spans: where what there is stands, in order: what is apart, elsewhere, too few or excluded.
        within: for ``NONE_OF``, why each alternative is not met, one tuple for each.
    """

    part: str
    why: Why
    missing: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    within: "tuple[tuple[Unmet, ...], ...]" = ()


def unmet(query: Query, document: Document) -> tuple[Unmet, ...]:
    """Return what a document lacks to satisfy a query; nothing where it does satisfy it."""
    return tuple(_unmet(query.root, Reading(document)))


def _unmet(node: Node[str], reading: Reading) -> Iterator[Unmet]:
    if met(analysed(node), reading) is not None:
        return
    match node:
        case All(parts):
            for part in parts:
                yield from _unmet(part, reading)
        case Either(parts):
            within = tuple(tuple(_unmet(part, reading)) for part in parts)
            yield Unmet(printed(node), Why.NONE_OF, within=within)
        case Not(part):
            yield Unmet(printed(node), Why.EXCLUDED, spans=_spans(part, reading))
        case Site():
            yield Unmet(printed(node), Why.OTHER_SITE)
        case Language():
            yield Unmet(printed(node), Why.OTHER_LANGUAGE)
        case Phrase() | Group():
            yield _lacking(node, reading)


def _lacking(part: Phrase[str] | Group[str], reading: Reading) -> Unmet:
    """Say why words are not met: the first of the reasons that holds."""
    singly = {leaf: _spans(Phrase((leaf,)), reading) for leaf in leaves_of(part)}
    missing = tuple(leaf for leaf, spans in singly.items() if not spans)
    if missing:
        return Unmet(printed(part), Why.ABSENT, missing=missing)
    once = Phrase(part.words, part.scope) if isinstance(part, Phrase) else part
    if few := _spans(once, reading):
        return Unmet(printed(part), Why.TOO_FEW, spans=few)
    if elsewhere := _spans(anywhere(once), reading):
        return Unmet(printed(part), Why.ELSEWHERE, spans=elsewhere)
    apart = sorted(set().union(*singly.values()))
    return Unmet(printed(part), Why.APART, spans=tuple(apart))


def _spans(node: Node[str], reading: Reading) -> tuple[Span, ...]:
    return tuple(map(reading.span, sorted(met(analysed(node), reading) or ())))
