"""The normal form of a query: how its tree is written, always the same way."""

from itertools import cycle, islice, zip_longest

from matching.query import All, Group, Node, Phrase


def printed(root: Node[str]) -> str:
    """Return the words that parse to this tree."""
    match root:
        case Phrase(words=(word,)):
            return word
        case Phrase():
            return _quoted(root)
        case Group():
            return _bare(root)
        case All():
            return _side_by_side(root)


def _quoted(phrase: Phrase[str]) -> str:
    return f'"{" ".join(phrase.words)}"'


def _bare(group: Group[str]) -> str:
    return " ".join("-".join(phrase.words) for phrase in group.phrases)


def _side_by_side(root: All[str]) -> str:
    """Keep bare parts apart by quoted ones, since bare neighbours would be read as one group."""
    groups = [_bare(part) for part in root.parts if isinstance(part, Group)]
    phrases = [part for part in root.parts if isinstance(part, Phrase)]
    longer = [_quoted(phrase) for phrase in phrases if len(phrase.words) > 1]
    single = [phrase for phrase in phrases if len(phrase.words) == 1]
    # As many single words stay without quotes as there are quoted parts to stand between.
    unquoted = min(max((len(phrases) + 1 - len(groups)) // 2, 0), len(single))
    bare = [phrase.words[0] for phrase in single[:unquoted]] + groups
    quoted = longer + [_quoted(phrase) for phrase in single[unquoted:]]
    # Collapsing repetitions can leave too few: one said twice is still said once.
    between = islice(cycle(quoted), max(len(quoted), len(bare) - 1))
    return " ".join(
        part for pair in zip_longest(bare, between, fillvalue="") for part in pair if part
    )
