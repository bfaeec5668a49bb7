"""The slow, obvious matcher: looks at every word of every sentence for every query."""

from language import choosing
from language.sentences import sentences
from language.tokens import tokens
from matching.document import Document, Field, Span
from matching.query import All, Group, Part, Phrase, Query

Sentence = list[tuple[Span, str]]


def slow_match(query: Query, document: Document) -> tuple[Span, ...]:
    """Return the words that satisfy a query, none when it is not met."""
    read = _sentences(document)
    parts = query.root.parts if isinstance(query.root, All) else (query.root,)
    found = [_part(part, read, document.language) for part in parts]
    return tuple(sorted(set().union(*found))) if all(found) else ()


def _sentences(document: Document) -> list[Sentence]:
    read: list[Sentence] = []
    for field in Field:
        text = document.of(field)
        spans = [(0, len(text))] if field is Field.TITLE else sentences(text)
        read += [
            [
                (Span(field, token.start, token.end), token.word)
                for token in tokens(text)
                if start <= token.start < end
            ]
            for start, end in spans
        ]
    return read


def _part(part: Part[str], read: list[Sentence], language: str | None) -> set[Span]:
    phrases = part.phrases if isinstance(part, Group) else (part,)
    found: set[Span] = set()
    for sentence in read:
        here = [_phrase(phrase, sentence, language) for phrase in phrases]
        if all(here):
            found.update(*here)
    return found


def _phrase(phrase: Phrase[str], sentence: Sentence, language: str | None) -> set[Span]:
    length = len(phrase.words)
    found: set[Span] = set()
    for start in range(len(sentence) - length + 1):
        window = sentence[start : start + length]
        if all(
            _meet(wanted, word, language)
            for wanted, (_, word) in zip(phrase.words, window, strict=True)
        ):
            found.update(span for span, _ in window)
    return found


def _meet(wanted: str, word: str, language: str | None) -> bool:
    asked = choosing.for_query().query_keys(wanted)
    return any(key in choosing.for_text(language).text_keys(word) for key in asked)
