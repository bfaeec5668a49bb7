"""Marking a text that is translated elsewhere; here by itself, since reasons load no Babel."""


def N_(message: str) -> str:  # noqa: N802 (by this name ``make messages`` finds it)
    """Return the message as it is, to be translated where it is said."""
    return message
