"""The slow, obvious matcher: looks at every word of every sentence for every part of a query."""

import re
from dataclasses import dataclass

from language import choosing
from language.commonness import commonness
from language.exact import exact_keys
from language.normalising import normalise
from language.sentences import sentences
from language.tokens import tokens
from matching.document import Document, Field, Span
from matching.query import All, Either, Group, Language, Node, Not, Phrase, Query, Scope, Site

_CONJUNCTION = re.compile(r"[&/]|\b(?:and|or|и|или|либо|және|мен|бен|пен|немесе)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence, and where it stands."""

    words: list[tuple[Span, str]]
    text: str
    title: bool
    lead: bool


def slow_match(query: Query, document: Document) -> tuple[Span, ...]:
    """Return the words that satisfy a query, none when it is not met."""
    found = _met(query.root, document, _sentences(document))
    return tuple(sorted(found or ()))


def _met(node: Node[str], document: Document, read: list[Sentence]) -> set[Span] | None:
    match node:
        case Phrase():
            found = [one for here in _in(node.scope, read) for one in _phrase(node, here, document)]
            return set().union(*found) if len(found) >= node.times else None
        case Group():
            return _group(node, _in(node.scope, read), document) or None
        case Site(host):
            return set() if f".{document.host}".endswith(f".{host}") else None
        case Language(code):
            return set() if document.language == code else None
        case Not(part):
            return set() if _met(part, document, read) is None else None
        case All(parts):
            all_parts = [_met(part, document, read) for part in parts]
            met = [found for found in all_parts if found is not None]
            return set().union(*met) if len(met) == len(parts) else None
        case Either(parts):
            any_part = [_met(part, document, read) for part in parts]
            met = [found for found in any_part if found is not None]
            return set().union(*met) if met else None


def _sentences(document: Document) -> list[Sentence]:
    read: list[Sentence] = []
    for field in Field:
        text = document.of(field)
        spans = [(0, len(text))] if field is Field.TITLE else sentences(text)
        for start, end in spans:
            words = [
                (Span(field, token.start, token.end), token.word)
                for token in tokens(text)
                if start <= token.start < end
            ]
            title = field is Field.TITLE
            whole_lines = text[:start].split("\n")[:-1]
            lead = title or sum(bool(line.strip()) for line in whole_lines) < 2
            read.append(Sentence(words, text, title, lead))
    return read


def _in(scope: Scope, read: list[Sentence]) -> list[Sentence]:
    match scope:
        case Scope.TITLE:
            return [sentence for sentence in read if sentence.title]
        case Scope.LEAD:
            return [sentence for sentence in read if sentence.lead]
        case Scope.ARTICLE:
            return read


def _group(group: Group[str], read: list[Sentence], document: Document) -> set[Span]:
    found: set[Span] = set()
    for sentence in read:
        if group.nearness is not None:
            found |= _near(group, sentence, group.nearness, document)
            continue
        here = [_phrase(phrase, sentence, document) for phrase in group.phrases]
        if all(here):
            found.update(*(one for some in here for one in some))
    return found


def _near(group: Group[str], sentence: Sentence, nearness: int, document: Document) -> set[Span]:
    found: set[Span] = set()
    wanted = [phrase.words[0] for phrase in group.phrases]
    for start in range(len(sentence.words)):
        window = sentence.words[start : start + len(wanted) + nearness]
        here = [{span for span, word in window if _meet(one, word, document)} for one in wanted]
        if all(here):
            found.update(*here)
    return found


def _phrase(phrase: Phrase[str], sentence: Sentence, document: Document) -> list[set[Span]]:
    """Return the words of each occurrence."""
    length = len(phrase.words)
    found: list[set[Span]] = []
    meets = [
        [_meet(wanted, word, document) for _, word in sentence.words] for wanted in phrase.words
    ]
    for start in range(len(sentence.words) - length + 1):
        spans = [span for span, _ in sentence.words[start : start + length]]
        if not all(meets[step][start + step] for step in range(length - 1)):
            continue
        place = start + length - 1
        if meets[-1][place]:
            found.append(set(spans))
        heads = [at for at in range(place + 1, len(sentence.words)) if meets[-1][at]]
        if length > 1 and heads and heads[0] - place <= 16 and _shared(sentence, place, heads[0]):
            found.append({*spans[:-1], sentence.words[heads[0]][0]})
    return found


def _shared(sentence: Sentence, place: int, head: int) -> bool:
    """Say whether the words from ``place`` to a head go on what stands before them."""
    ends = [span.end for span, _ in sentence.words]
    starts = [span.start for span, _ in sentence.words]
    for at in range(place, head + 1):
        if sentence.text[ends[at - 1] : starts[at]].strip() not in {"", ",", "&", "/", "-"}:
            return False
    text = sentence.text[ends[place - 1] : ends[head]]
    members = re.split(f",|{_CONJUNCTION.pattern}", text, flags=re.IGNORECASE)
    words = [[normalise(token.word) for token in tokens(member)] for member in members]
    return (
        not words[0]
        and _CONJUNCTION.search(text) is not None
        and len(words[-1]) > 1
        and all(len(member) <= 4 for member in words)
        and all(commonness(word) < 0.5 for member in words for word in member)
    )


def _meet(wanted: str, word: str, document: Document) -> bool:
    if wanted.startswith("="):
        return wanted in exact_keys(word)
    if wanted.endswith("*"):
        return normalise(word).startswith(wanted[:-1])
    text = "\n".join(map(document.of, Field))
    keys = choosing.for_text(document.language, text).text_keys(word)
    return any(key in keys for key in choosing.for_query().query_keys(wanted))
