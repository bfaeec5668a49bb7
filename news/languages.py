"""Languages as documents name them."""

_MISNAMED = {"kz": "kk", "ua": "uk", "by": "be", "kg": "ky"}  # the country's code for its language


def language_code(declared: str) -> str | None:
    """Return the ISO 639-1 code of what a document declares ("ru-RU", "kk_KZ"), or None."""
    code = declared.strip().lower().replace("_", "-").partition("-")[0]
    code = _MISNAMED.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None  # noqa: PLR2004 (letters of such a code)
