"""Takes the parameters out of a request: query, JSON, form (Bot API, "Making requests")."""

from collections.abc import Mapping

from aiohttp import web

from demo.telegram.errors import ApiError, bad_request
from demo.telegram.schema.params import ATTACHED, Sent, Upload


async def sent_call(request: web.Request) -> Sent:
    """Return the parameters as they were sent.

    Raises:
        ApiError: the body can't be read.
    """
    fields: dict[str, object] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json" and request.can_read_body:
        fields |= await _json_fields(request)
    elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        texts, uploads = _parts(await request.post())
        fields |= texts | _unnamed(uploads, texts)
    _check_encoding(fields)
    return Sent(fields, uploads)


def _parts(
    form: Mapping[str, str | bytes | bytearray | web.FileField],
) -> tuple[dict[str, str], dict[str, Upload]]:
    texts, uploads = {}, {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.file.read())
        else:
            texts[name] = value if isinstance(value, str) else value.decode(errors="replace")
    return texts, uploads


def _unnamed(uploads: Mapping[str, Upload], texts: Mapping[str, str]) -> dict[str, str]:
    """Files that no text names: their parts must be called as the parameter."""
    named = set(texts.values())
    return {name: ATTACHED + name for name in uploads if ATTACHED + name not in named}


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
