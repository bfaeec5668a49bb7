"""One query against one text, as the command line asks."""

from matching.analysis import analyse
from matching.combining import anywhere
from matching.document import Document, Span
from matching.index import Index
from matching.parsing import parse
from matching.query import Query


def match_line(query: str, text: str) -> tuple[Span, ...]:
    """Return the words of a text, headline and body at once, that satisfy a query.

    The spans are in ``Field.TEXT``, in order; none when the query is not met. Raises
    ``QueryError`` when it is no query.
    """
    # The text is the headline as much as it is the body, so "title:" sets nothing apart.
    root = anywhere(parse(query).root)
    index = Index()
    index.add(0, analyse(Query(root, query)))
    matches = index.match(Document("", "", text, None))
    return matches[0].spans if matches else ()
