"""Takes the parameters out of a request: query, JSON, form (Bot API, "Making requests")."""

from aiohttp import web

from demo.telegram.errors import ApiError, bad_request


async def sent_fields(request: web.Request) -> dict[str, object]:
    """Return the parameters as they were sent: texts, or whatever the JSON held.

    Raises:
        ApiError: the body can't be read.
    """
    fields: dict[str, object] = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        fields |= await _json_fields(request)
    elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.post()
        fields |= {
            name: value if isinstance(value, str) else "attach://" + name
            for name, value in form.items()
        }
    _check_encoding(fields)
    return fields


async def _json_fields(request: web.Request) -> dict[str, object]:
    try:
        body = await request.json()
    except ValueError as error:
        raise ApiError(400, "Bad Request: can't parse request body as JSON") from error
    if not isinstance(body, dict):
        raise bad_request("JSON object expected as the request body")
    return body


def _check_encoding(value: object) -> None:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise bad_request("strings must be encoded in UTF-8") from error
    elif isinstance(value, dict):
        for item in value.values():
            _check_encoding(item)
    elif isinstance(value, list):
        for item in value:
            _check_encoding(item)
