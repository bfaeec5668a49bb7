"""Random queries and documents of so few words that they often meet."""

from hypothesis import strategies as st

from matching.document import Document

WORDS = ["stalking", "Law", "code", "the", "закон", "Ёлка", "елка", "қылмыс", "O’Brien", "U.S", "5"]

_words = st.sampled_from(WORDS)
_punctuation = st.sampled_from(
    [" ", " ", " ", "-", ", ", ". ", ".\n", "! ", "'s ", " «", "» ", "…"]
)
_texts = st.lists(st.one_of(_words, _punctuation), max_size=24).map("".join)

documents = st.builds(
    Document,
    title=_texts,
    summary=_texts,
    text=_texts,
    language=st.sampled_from(["en", "ru", "kk", "xx", None]),
)

_compounds = st.lists(_words, min_size=1, max_size=3).map("-".join)
_phrases = st.lists(_words, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
queries = st.lists(st.one_of(_words, _compounds, _phrases), min_size=1, max_size=5).map(" ".join)
"""Words that ``parse`` takes."""

scribbles = st.text(alphabet=st.one_of(st.sampled_from("\"«»“”„ -.'ab5ёҚ"), st.characters()))
"""What anybody might type."""
