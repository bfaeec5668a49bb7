"""What a person could send, in words that make sense in their language.

Commands are shown as code: a tap copies them whole, while a bare command would be sent
without its words.
"""

from aiogram.utils.formatting import Code

from views.i18n import Language


def word(language: Language) -> str:
    """Return one word worth following."""
    return language.gettext("stalking")


def phrase(language: Language) -> str:
    """Return a phrase worth following, in its quotes."""
    # Not within an f-string: Python 3.11 hides those from the extraction of messages.
    return '"' + language.gettext("Criminal Code") + '"'


def follow(*words: str) -> Code:
    """Return the command that follows the words."""
    return Code("/follow " + " ".join(words))


def unfollow(words: str) -> Code:
    """Return the command that unfollows the words or the number."""
    return Code(f"/unfollow {words}")
