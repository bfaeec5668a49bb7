"""Random queries and documents of so few words that they often meet."""

from hypothesis import strategies as st

from matching.document import Document
from matching.errors import QueryError
from matching.parsing import parse

WORDS = [
    *("stalking", "Law", "code", "Codes", "the", "and", "US", "us", "Criminal", "civil"),
    *("закон", "Ёлка", "елка", "қылмыс", "және", "O’Brien", "U.S", "5"),
]
HOSTS = ["orda.kz", "news.orda.kz", "example.org", ""]
LANGUAGES = ["en", "ru", "kk"]

_words = st.sampled_from(WORDS)
_punctuation = st.sampled_from(
    [" ", " ", " ", "-", ", ", ", and ", " and ", " & ", ". ", ".\n", "\n", "! ", "'s ", " «", "…"]
)
_texts = st.one_of(
    st.lists(st.one_of(_words, _punctuation), max_size=24).map("".join),
    st.lists(_words, max_size=16).map(" ".join),
    st.lists(_words, max_size=8).map(", ".join),
)

documents = st.builds(
    Document,
    title=_texts,
    summary=_texts,
    text=_texts,
    language=st.sampled_from([*LANGUAGES, "xx", None]),
    host=st.sampled_from(HOSTS),
)

_beginnings = _words.filter(lambda word: len(word) > 3).map(lambda word: f"{word[:3]}*")
_leaves = st.one_of(_words, _words, _beginnings, _words.map("={}".format))
_compounds = st.lists(_words, min_size=1, max_size=3).map("-".join)
_phrases = st.lists(_leaves, min_size=1, max_size=3).map(" ".join).map('"{}"'.format)
_counted = st.one_of(_leaves, _phrases).map("x2:{}".format)
_near = st.builds("{}~{}".format, _phrases, st.integers(0, 3))
_published = st.one_of(
    st.sampled_from(HOSTS[:-1]).map("site:{}".format),
    st.sampled_from(LANGUAGES).map("lang:{}".format),
)
_terms = st.one_of(_leaves, _leaves, _compounds, _phrases, _phrases, _counted, _near, _published)


def _joined(terms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    marked = st.builds(
        "{}{}".format, st.sampled_from(["", "", "-", "NOT ", "title:", "lead:"]), terms
    )
    several = st.lists(marked, min_size=2, max_size=3)
    return st.builds(
        "({})".format,
        st.builds(
            lambda terms, operator: operator.join(terms),
            several,
            st.sampled_from([" ", " AND ", " OR ", " ИЛИ "]),
        ),
    )


def readable(typed: str) -> bool:
    """Say whether words are a query."""
    try:
        parse(typed)
    except QueryError:
        return False
    return True


plain_queries = st.lists(st.one_of(_words, _compounds, _phrases), min_size=1, max_size=5).map(
    " ".join
)
queries = st.one_of(
    plain_queries,
    st.recursive(_terms, _joined, max_leaves=6),
    st.lists(st.recursive(_terms, _joined, max_leaves=4), min_size=1, max_size=3).map(" ".join),
).filter(readable)
"""Words that ``parse`` takes."""

scribbles = st.one_of(
    st.text(alphabet=st.one_of(st.sampled_from("\"«»“”„ -.'ab5ёҚ()|*=~:"), st.characters())),
    st.lists(
        st.one_of(
            st.sampled_from(
                ["(", ")", " OR ", " И ", " -", "НЕ ", "title:", "x3:", "site:", "lang:"]
            ),
            st.sampled_from(['"', "«", "»", "~2", "*", "=", " ", "law", "закон", "orda.kz", "ru"]),
        )
    ).map("".join),
)
"""What anybody might type."""
