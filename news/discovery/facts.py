"""What a web page says that leads to better things to watch than itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeclaredFeed:
    """A feed that a page points to.

    Attributes:
        url: absolute.
        title: as the page calls it; may be empty.
        is_comments: whether it holds what readers say.
    """

    url: str
    title: str
    is_comments: bool


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a web page says of itself.

    Attributes:
        name: of the site or the page; may be empty.
        feeds: the likeliest for this page first, those of comments last.
        needs_scripts: whether it is empty for whoever runs no scripts.
    """

    name: str
    feeds: tuple[DeclaredFeed, ...]
    needs_scripts: bool
