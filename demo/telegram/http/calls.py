"""Answers calls: /bot<token>/<method> (Bot API, "Making requests")."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from demo.telegram.errors import ApiError, bad_request
from demo.telegram.faults import Dropped, Fault, Flood, Garbled, Refused, ServerError, Slow
from demo.telegram.limits import EVERYWHERE
from demo.telegram.log import Request
from demo.telegram.methods import METHODS
from demo.telegram.schema.body import sent_call
from demo.telegram.schema.check import checked
from demo.telegram.schema.params import Sent
from demo.telegram.schema.reading import methods
from demo.telegram.state.world import World

_HTML_PAGE = (
    "<html><head><title>{0} Bad Gateway</title></head>"
    "<body><center><h1>{0} Bad Gateway</h1></center><hr><center>nginx</center></body></html>"
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    status: int
    body: Mapping[str, Any]

    @property
    def summary(self) -> str:
        return str(self.body.get("description", "ok"))


class Calls:
    """The bot's side of the simulated Telegram."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return what a server has to serve."""
        pattern = r"/bot{token:[^/]+}/{method:\w+}"
        return [
            web.get(pattern, self.call),
            web.post(pattern, self.call),
            web.get(r"/file/bot{token:[^/]+}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Carry out one call, or play the fault that is due."""
        arrived = self._world.clock()
        name, sent = request.match_info["method"], Sent({})
        shape = methods().get(name.lower())
        name = shape.name if shape else name
        fault: Fault | None = None
        try:
            sent = await sent_call(request)
            self._check_token(request.match_info["token"])
            fault = self._world.faults.take(name, _chat_id(sent.fields))
            outcome = await self._outcome(name, sent, fault)
        except ApiError as error:
            outcome = _refusal(error)
        except asyncio.CancelledError:
            self._log(Request(name, sent.fields, arrived, 0, "the caller went away"))
            raise
        played = type(fault).__name__ if fault else outcome.summary
        status = 0 if isinstance(fault, Dropped) else outcome.status
        self._log(Request(name, sent.fields, arrived, status, played))
        return await _answer(request, outcome, fault)

    async def download(self, request: web.Request) -> web.Response:
        """Hand out a file (Bot API, getFile)."""
        try:
            self._check_token(request.match_info["token"])
        except ApiError as error:
            return web.json_response(_refusal(error).body, status=error.code)
        document = self._world.files.at(request.match_info["path"])
        if document is None:
            return web.json_response(_refusal(ApiError(404, "Not Found")).body, status=404)
        return web.Response(body=document.content, content_type="application/octet-stream")

    def _log(self, request: Request) -> None:
        self._world.log.requests.append(request)
        self._world.changes.happened()

    def _check_token(self, token: str) -> None:
        if token == self._token:
            return
        number, colon, secret = token.partition(":")
        if number.isdecimal() and colon and secret:
            raise ApiError(401, "Unauthorized")
        raise ApiError(404, "Not Found")

    async def _outcome(self, name: str, sent: Sent, fault: Fault | None) -> _Outcome:
        match fault:
            case ServerError(status=status):
                return _refusal(ApiError(status, "Internal Server Error"))
            case Dropped(accepted=False):
                return _Outcome(0, {})
            case Refused(status=status, description=description):
                return _refusal(ApiError(status, description))
            case Flood(seconds=seconds, everywhere=everywhere):
                key = EVERYWHERE if everywhere else _chat_id(sent.fields)
                raise self._world.limits.hold(key, seconds)
        return _Outcome(200, {"ok": True, "result": await self._result(name, sent)})

    async def _result(self, name: str, sent: Sent) -> Any:
        shape = methods().get(name.lower())
        if shape is None:
            raise ApiError(404, "Not Found: method not found")
        call = checked(shape, sent)
        for note in call.notes:
            self._world.note(shape.name, note)
        method = METHODS.get(name.lower())
        if method is None:
            self._world.note(shape.name, "is not simulated")
            raise bad_request(f"method {shape.name} is not simulated here")
        return await method(self._world, call.params)


def _refusal(error: ApiError) -> _Outcome:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.parameters:
        body["parameters"] = error.parameters
    return _Outcome(error.code, body)


def _chat_id(sent: Mapping[str, object]) -> int:
    try:
        return int(str(sent.get("chat_id", 0)))
    except ValueError:
        return 0


async def _answer(
    request: web.Request, outcome: _Outcome, fault: Fault | None
) -> web.StreamResponse:
    text = json.dumps(outcome.body, ensure_ascii=False)
    match fault:
        case Dropped():
            if request.transport is not None:
                request.transport.abort()
        case ServerError(status=status, html=True):
            page = _HTML_PAGE.format(status)
            return web.Response(status=status, text=page, content_type="text/html")
        case Garbled(truncated=True):
            text = text[: len(text) // 2]
        case Garbled() if outcome.status == 200:  # noqa: PLR2004 -- no refusal says "ok"
            text = '{"ok": true, "result": {"message_id": "many"}}'
        case Slow(seconds=seconds):
            await asyncio.sleep(seconds)
    return web.Response(status=outcome.status or 500, text=text, content_type="application/json")
