import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.document import Field, Span
from matching.spans import decode_spans, encode_spans

_spans = st.builds(
    lambda field, start, length: Span(field, start, start + length),
    st.sampled_from(Field),
    st.integers(0, 10**6),
    st.integers(1, 100),
)


@given(st.lists(_spans))
@settings(derandomize=True)
def test_spans_survive_json(spans: list[Span]) -> None:
    plain = json.loads(json.dumps(encode_spans(spans)))
    assert decode_spans(plain) == tuple(sorted(spans))


def test_spans_are_few_and_small_numbers() -> None:
    spans = [Span(Field.TITLE, 4, 12), Span(Field.TITLE, 13, 17)]
    assert encode_spans(spans) == [[4, 8, 1, 4]]
    assert encode_spans([]) == []


@pytest.mark.parametrize("plain", [[[1]], [[], [], [], [1, 2]]])
def test_what_is_no_spans_is_refused(plain: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"shorter|not a valid Field"):
        decode_spans(plain)
