"""What a person could send, in words that make sense in their language.

Commands are shown as code: a tap copies them whole, while a bare command would be sent
without its words.
"""

from aiogram.utils.formatting import Code

from views.i18n import Language


def word(language: Language) -> str:
    """Return one word worth following."""
    return language.gettext("stalking")


def form(language: Language) -> str:
    """Return another form of that word, which is found by it."""
    return language.gettext("stalked")


def together(language: Language) -> str:
    """Return two words that should stand in one sentence."""
    return language.gettext("domestic violence")


def phrase(language: Language) -> str:
    """Return a phrase worth following, in its quotes."""
    # Not within an f-string: Python 3.11 hides those from the extraction of messages.
    return '"' + language.gettext("Criminal Code") + '"'


def both(language: Language) -> str:
    """Return the word and the phrase."""
    return f"{word(language)} {phrase(language)}"


def either(language: Language) -> str:
    """Return two words of which one is enough."""
    return language.gettext("stalking OR harassment")


def grouped(language: Language) -> str:
    """Return the phrase and one of two words."""
    return f"({either(language)}) {phrase(language)}"


def excluding(language: Language) -> str:
    """Return the word without another."""
    return language.gettext("stalking -film")


def beginning(language: Language) -> str:
    """Return how words begin."""
    return language.gettext("stalk*")


def near(language: Language) -> str:
    """Return a phrase with room for other words between its own."""
    return f"{phrase(language)}~3"


def in_headline(language: Language) -> str:
    """Return the word where only headlines count."""
    return f"title:{word(language)}"


def often(language: Language) -> str:
    """Return the word as one that must occur three times."""
    return f"x3:{word(language)}"


def on_site(language: Language) -> str:
    """Return the word on one site."""
    return f"{word(language)} site:orda.kz"


def in_language(language: Language) -> str:
    """Return the word in articles of one language."""
    return f"{word(language)} lang:ru"


def exactly(language: Language) -> str:
    """Return a word that must stand there letter for letter."""
    return language.gettext("=US")


def follow(query: str) -> Code:
    """Return the command that follows a query."""
    return Code(f"/follow {query}")


def unfollow(words: str) -> Code:
    """Return the command that unfollows the words or the number."""
    return Code(f"/unfollow {words}")
