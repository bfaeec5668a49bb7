"""Spans as plain numbers, as storage keeps them."""

from collections.abc import Iterable, Sequence

from matching.document import Field, Span


def encode_spans(spans: Iterable[Span]) -> list[list[int]]:
    """Return one list for each field: a gap to the end of the span before, a length, and so on.

    Small numbers make short JSON; empty lists at the end are left away.
    """
    plain: list[list[int]] = [[] for _ in Field]
    ends = [0 for _ in Field]
    for span in sorted(spans):
        plain[span.field] += (span.start - ends[span.field], span.end - span.start)
        ends[span.field] = span.end
    while plain and not plain[-1]:
        plain.pop()
    return plain


def decode_spans(plain: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """Return the spans that ``encode_spans`` was given, in order; raise ``ValueError`` if none."""
    return tuple(
        span for number, steps in enumerate(plain) for span in _of_field(Field(number), steps)
    )


def _of_field(field: Field, steps: Sequence[int]) -> list[Span]:
    spans: list[Span] = []
    end = 0
    for gap, length in zip(steps[::2], steps[1::2], strict=True):
        start = end + gap
        end = start + length
        spans.append(Span(field, start, end))
    return spans
