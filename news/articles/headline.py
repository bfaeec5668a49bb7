"""The headline of a page, and its copies at the start of the text."""

from collections.abc import Sequence

_EDGES = " \t\n.,!?:;«»\"'“”„‘’—–-|"
_SHORTEST = 8
_LINES_ABOVE_TEXT = 4


def choose(declared: Sequence[str], headings: Sequence[str]) -> str:
    """Return the headline: the page's main heading where what it declares confirms it.

    Titles carry the site's name before or after the headline, headings do not.

    Args:
        declared: what the metadata says, the most trusted first.
        headings: texts of the h1 elements.
    """
    lines = [line for heading in headings if (line := " ".join(heading.split()))]
    for title in declared:
        folded = _folded(title)
        for line in lines:
            if len(line) >= _SHORTEST and _folded(line) in folded:
                return line
    return next(iter([*declared, *lines]), "")


def without(text: str, title: str, declared: Sequence[str]) -> str:
    """Return the text without the lines that repeat the headline.

    Whole copies go wherever they stand, parts of it only above the first paragraphs.
    """
    lines = [line for line in text.split("\n") if _folded(line) != _folded(title)]
    titles = [_folded(one) for one in declared]
    above = [line for line in lines[:_LINES_ABOVE_TEXT] if not _repeats(line, titles)]
    return "\n".join(above + lines[_LINES_ABOVE_TEXT:])


def _repeats(line: str, titles: Sequence[str]) -> bool:
    if line.startswith(("http://", "https://")):
        return True
    return len(line) >= 2 * _SHORTEST and any(_folded(line) in title for title in titles)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_EDGES).replace("“", '"').replace("”", '"')
