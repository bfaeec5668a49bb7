"""What the Bot API answers when it refuses a request.

ApiError      any refusal: HTTP status, description, response parameters
"""

from math import ceil


class ApiError(Exception):
    """A refused request: ``{"ok": false, "error_code": …, "description": …}`` on the wire.

    Attributes:
        code: the HTTP status, repeated in the body as ``error_code``.
        description: Telegram's text.
        parameters: ResponseParameters (Bot API, "Making requests"): ``retry_after`` in
            seconds or ``migrate_to_chat_id``.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str) -> ApiError:
    """Return a 400; like the real server, all but SHOUTED_TEXTS begin in lower case."""
    shouted = text[:2].isupper()
    return ApiError(400, "Bad Request: " + (text if shouted else text[:1].lower() + text[1:]))


def forbidden(text: str) -> ApiError:
    """Return a 403."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """Return a 409."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(seconds: float) -> ApiError:
    """Return a 429 whose ``retry_after`` is the wait rounded up to whole seconds, at least 1."""
    wait = max(1, ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
