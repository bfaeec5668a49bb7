"""Readers' comments that nothing names: the same structure again and again, below the article.

Each has somebody's name, a time and what they say. Entries of a live report have a time, too,
but headings or one author.
"""

import re
from collections.abc import Iterator

from news.articles.outline import Block, Outline

_ITEMS = frozenset({"div", "li", "article", "section", "dd", "blockquote", "tr"})
_FEWEST = 2
_LONGEST_ITEM = 2000
_MOST_ELEMENTS = 60
_LONGEST_LABEL = 50
_LONGEST_MONOLOGUE = 10

_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|январ\w+|феврал\w+|марта?|апрел\w+|ма[йя]"
    r"|ию[нл]\w+|август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+|қаңтар\w*|ақпан\w*|наурыз\w*"
    r"|сәуір\w*|мамыр\w*|маусым\w*|шілде\w*|тамыз\w*|қыркүйек\w*|қазан\w*|қараша\w*|желтоқсан\w*"
)
_TIME = re.compile(
    r"\b(?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    rf"|\d{{1,2}}(?:-?(?:го|ші|шы|th|st|nd|rd))?\s+(?:{_MONTHS})|(?:{_MONTHS})\s+\d{{1,2}}\b"
    r"|(?:\d+|an?|бір)?\s*(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?"
    r"|years?)\s+ago|\d*\s*(?:секунд\w*|минут\w*|мин\.?|час\w*|ч\.?|дн\w+|день|недел\w+|месяц\w*"
    r"|год\w*|лет)\s+назад|\d*\s*(?:секунд|минут|сағат|күн|апта|ай|жыл)\s+бұрын|только\s+что"
    r"|жаңа\s+ғана|just\s+now|today|yesterday|сегодня|вчера|бүгін|кеше)",
    re.IGNORECASE,
)
_REST_OF_TIME = re.compile(r"[\d\s.,:;|/•·()–—-]+|\b(?:в|at|on|г|жылы|ж)\b\.?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){0,3}")


def unnamed_comments(outline: Outline, fewest_said: int) -> Iterator[list[Block]]:
    """Find runs of blocks that are comments, once so much was said above them, in characters."""
    said, position = 0, 0
    while position < len(outline.blocks):
        block = outline.blocks[position]
        position += 1
        if block.is_gone:
            continue
        if said >= fewest_said and (run := _run(outline, block)):
            yield run
            position = run[-1].end
        else:
            said += block.said


def _run(outline: Outline, first: Block) -> list[Block]:
    """Return the comments that begin with a block, or nothing."""
    if not _may_be_comment(first):
        return []
    author = _author(first)
    if author is None:
        return []
    run, authors = [first], {author}
    kind = _kind(first)
    for block in outline.following(first):
        if not _may_be_comment(block) or _kind(block) != kind:
            break
        author = _author(block)
        if author is None or (len(authors) == 1 and len(run) >= _LONGEST_MONOLOGUE):
            break
        run.append(block)
        authors.add(author)
    return run if len(run) >= _FEWEST and len(authors) >= _FEWEST else []


def _may_be_comment(block: Block) -> bool:
    return (
        block.element.tag in _ITEMS
        and 0 < block.text <= _LONGEST_ITEM
        and block.end - block.start <= _MOST_ELEMENTS
        and not block.has_heading
        and not block.has_h1
        and not block.titles
    )


def _kind(block: Block) -> str:
    # Sites mark every other comment, and replies, in further classes.
    return f"{block.element.tag} {(block.element.get('class') or '').split(' ')[0]}"


def _author(block: Block) -> str | None:
    """Return who wrote a comment; None when it lacks a name, a time, or something said."""
    author, has_time, has_text = None, False, False
    for piece in block.element.itertext():
        text = " ".join(piece.split())
        if not text:
            continue
        if len(text) <= _LONGEST_LABEL and _TIME.search(text):
            has_time = True
            text = " ".join(_REST_OF_TIME.sub(" ", _TIME.sub(" ", text)).split())
        if author is None:
            if text and len(text) <= _LONGEST_LABEL and _NAME.fullmatch(text.strip(" :,")):
                author = text.strip(" :,")
            elif text and len(text) > _LONGEST_LABEL:
                return None  # names stand above what is said
        elif len(text.split()) > 1:
            has_text = True
    return author if has_time and has_text else None
