"""What a second reading changes: decided purely, from what was stored and what was found now.

The second reading of a page that nobody touched differs, too: counters count, "read also" boxes
show other headlines, a consent wall stands before the text. So what is told of an edit must stand
in a sentence that was not there before, and other articles' headlines are taken out first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from language.tokens import words
from matching.document import Document, Field, Span
from matching.reading import normal_form, sentence_spans
from storage.readings import ReadText

# A page that keeps less of its text than this is taken for one that could not be read.
_LEAST_KEPT = 1 / 3
_END = "\n"


def merged(was: ReadText, found: ReadText, *, revised: bool) -> ReadText:
    """Return what is known of an article after reading it again.

    What could not be read again stays as it was. ``revised`` says that the entry's own words are
    new; they are taken in any case.
    """
    readable = found.text_from != "summary" and not _lost_its_text(was, found)
    if not readable and not revised:
        return was
    known = replace(
        found,
        title=found.title or was.title,
        language=found.language or was.language,
        published=was.published or found.published,
    )
    if readable or was.text_from != "page":
        return known
    return replace(known, text=was.text, text_from=was.text_from, note=was.note)


def differs(old: Document, new: Document) -> bool:
    """Tell whether the words of an article changed: letters and digits, not how they are set."""
    return any(_plain(old.of(field)) != _plain(new.of(field)) for field in Field)


@dataclass(frozen=True, slots=True)
class Changes:
    """Where an article's new text says what the old one did not say: field, start and end."""

    places: tuple[Span, ...]

    def hold(self, spans: Sequence[Span]) -> bool:
        """Tell whether any of the words stands in what was changed."""
        return any(
            place.field == span.field and place.start <= span.start and span.end <= place.end
            for span in spans
            for place in self.places
        )


def changes(old: Document, new: Document) -> Changes:
    """Return the sentences that are new."""
    before = _said(old)
    return Changes(
        tuple(
            Span(field, start, end)
            for field in Field
            for start, end in sentence_spans(new, field)
            if f" {_plain(new.of(field)[start:end])} " not in before
        )
    )


def without_headlines(old: Document, text: str, headlines: Iterable[str]) -> str:
    """Return an article's new text without paragraphs that are but headlines of other articles.

    Times and counters beside a headline make no difference; what stood there before stays.
    """
    before = _said(old)
    others = {_without_digits(_plain(one)) for one in headlines}
    return "\n".join(
        paragraph
        for paragraph in text.split("\n")
        if f" {(said := _plain(paragraph))} " in before or _without_digits(said) not in others
    )


def _lost_its_text(was: ReadText, found: ReadText) -> bool:
    if was.text_from != "page" or found.text_from != "page":
        return False
    return len(found.text) < len(was.text) * _LEAST_KEPT


def _said(document: Document) -> str:
    """Return all words of a document with a blank before and after each."""
    return f" {_END} ".join(["", *(_plain(document.of(field)) for field in Field), ""])


def _plain(text: str) -> str:
    """Return the words of a text in normal form, with one blank between them."""
    return " ".join(normal for word in words(text) if (normal := normal_form(word)))


def _without_digits(plain: str) -> str:
    return " ".join(word for word in plain.split() if not word.isdigit())
