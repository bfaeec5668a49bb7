"""The text layer of a PDF document (ISO 32000), by pypdf. Call it in a worker, under its limits.

pypdf is slower than pdfium and never less exact on Russian and Kazakh texts, and written in
Python: what is made to break a parser raises an exception instead of writing over memory.
"""

import logging
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from struct import error as StructError  # noqa: N812 - the name says what it is

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from news.articles import headline
from news.articles.article import ArticleText
from news.articles.lines import paragraphs
from news.workers.errors import WorkError

_MOST_PAGES = 100
_MOST_TEXT = 500_000  # characters
_MOST_INSTRUCTIONS = 4_000_000  # bytes of one page's content: pypdf reads about 1 MB a second
_LONGEST_TITLE = 250
_FEWEST_LETTERS = 0.5  # of a text's visible characters; fonts without a map give signs instead

# What pypdf lets through, as its documentation warns, when a document is broken.
_ITS_FAULTS = (
    *(PyPdfError, DependencyError, zlib.error, StructError, NotImplementedError, RecursionError),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError),
)

# Names of programs and files, which stand there when nobody thought of a title.
_NO_TITLE = re.compile(
    r"(?:untitled|без\s?(?:имени|названия)|(?:документ|document|презентация|presentation)\s?\d*"
    r"|microsoft \w+ - .*|.*\.(?:docx?|pdf|rtf|odt|xlsx?|pptx?|indd|qxp|tmp|cdr|pub)|[\W\d_]*)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r".{8,}?[.!?…](?=\s)")

# Each broken object is worth a warning to it: thousands of lines for one broken document.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class PdfError(WorkError):
    """A document is no readable PDF: broken, locked with a password, or made to harm."""


class NoTextError(PdfError):
    """It has pictures of text only, or letters that mean nothing without their font."""


def extract(body: bytes, url: str) -> ArticleText:  # noqa: ARG001 - as all that extract articles
    """Return the article of a PDF document.

    At most its first 100 pages are read, and half a million characters. The title is the
    metadata's, or the first lines where that names a file or a program; the time is that of
    the document's making. A password for its author's rights only is none for readers.

    Raises:
        NoTextError: it has no text layer.
        PdfError: it can't be read at all.
    """
    try:
        reader = PdfReader(BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PdfError("the PDF document is locked with a password")
        pages = list(_pages(reader))
    except DependencyError as error:
        raise PdfError("the PDF document is encrypted in an unknown way") from error
    except _ITS_FAULTS as error:
        raise PdfError("the PDF document is broken") from error
    blocks = paragraphs(pages)
    if not _is_text("".join(blocks)):
        raise NoTextError("the PDF document has no text layer")
    declared = _declared_title(reader)
    title = declared or _first_lines(blocks)
    return ArticleText(
        title=title,
        text=headline.without("\n".join(blocks), title, [declared]),
        language=_language(reader),
        published=_made(reader),
        canonical=None,
    )


def _pages(reader: PdfReader) -> Iterator[str]:
    """Yield the text of each page; one that can't be read is passed over."""
    left = _MOST_TEXT
    for number in range(min(len(reader.pages), _MOST_PAGES)):
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            if contents is None or len(contents.get_data()) > _MOST_INSTRUCTIONS:
                continue
            text = page.extract_text()
        except _ITS_FAULTS:
            continue
        yield text[:left]
        left -= len(text)
        if left <= 0:
            return


def _is_text(text: str) -> bool:
    visible = sum(not character.isspace() for character in text)
    letters = sum(character.isalpha() for character in text)
    return letters > 0 and letters >= _FEWEST_LETTERS * visible


def _declared_title(reader: PdfReader) -> str:
    try:
        written = reader.metadata.title if reader.metadata else None
    except _ITS_FAULTS:
        return ""
    title = _in_its_alphabet(" ".join(str(written or "").replace("\0", "").split()))
    return "" if len(title) > _LONGEST_TITLE or _NO_TITLE.fullmatch(title) else title


def _in_its_alphabet(title: str) -> str:
    """Undo Windows-1251 that was taken for the Latin letters of PDF's own encoding ("Ïðèêàç")."""
    letters = [character for character in title if character.isalpha()]
    if sum("À" <= letter <= "ÿ" for letter in letters) * 2 <= len(letters):
        return title
    try:
        return title.encode("latin-1").decode("cp1251")
    except UnicodeError:
        return title


def _first_lines(blocks: list[str]) -> str:
    first = next((block for block in blocks if any(map(str.isalpha, block))), "")
    if len(first) <= _LONGEST_TITLE:
        return first
    sentence = _SENTENCE.match(first[: _LONGEST_TITLE + 1])
    return sentence.group() if sentence else f"{first[:_LONGEST_TITLE].rpartition(' ')[0]}…"


def _language(reader: PdfReader) -> str | None:
    try:
        declared = str(reader.root_object.get("/Lang", ""))
    except _ITS_FAULTS:
        return None
    code = declared.strip().lower().replace("_", "-").partition("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None  # noqa: PLR2004 - ISO 639-1


def _made(reader: PdfReader) -> datetime | None:
    try:
        made = reader.metadata.creation_date if reader.metadata else None
        if made is None or made.year <= 1990:  # noqa: PLR2004 - years that stand for "no date"
            return None
        return (made if made.tzinfo else made.replace(tzinfo=UTC)).astimezone(UTC)
    except _ITS_FAULTS:
        return None
