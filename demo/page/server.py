"""Serves the chat page and carries out what is done on it."""

import json
from importlib.resources import files
from typing import Any

from aiohttp import web

from demo.newsroom import Newsroom
from demo.page.view import overview, snapshot
from demo.telegram import SimulatedTelegram
from demo.telegram.people.person import Person

_FILES = {
    "": ("index.html", "text/html"),
    "style.css": ("style.css", "text/css"),
    "chat.js": ("chat.js", "text/javascript"),
    "dom.js": ("dom.js", "text/javascript"),
    "panel.js": ("panel.js", "text/javascript"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_HEARTBEAT = 15.0


class ChatPage:
    """The page's routes, to be served beside the Bot API."""

    def __init__(self, telegram: SimulatedTelegram, newsroom: Newsroom) -> None:
        self._telegram = telegram
        self._newsroom = newsroom

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return what a server has to serve."""
        return [
            web.get(r"/{file:|style\.css|chat\.js|dom\.js|panel\.js}", self._file),
            web.get("/page/overview", self._overview),
            web.get("/page/events", self._events),
            web.post("/page/people", self._add_person),
            web.post("/page/say", self._say),
            web.post("/page/press", self._press),
            web.post("/page/block", self._block),
            web.post("/page/publish", self._publish),
        ]

    async def _file(self, request: web.Request) -> web.Response:
        name, content_type = _FILES[request.match_info["file"]]
        text = files("demo.page").joinpath(name).read_text(encoding="utf-8")
        return web.Response(text=text, content_type=content_type, headers=_HEADERS)

    async def _overview(self, _request: web.Request) -> web.Response:
        return web.json_response(overview(self._telegram, self._newsroom), headers=_HEADERS)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: a snapshot now and after every change that shows."""
        answer = web.StreamResponse(headers=_HEADERS | {"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        person = int(request.query.get("person") or 0)
        changes, sent = self._telegram.world.changes, ""
        while True:
            known = changes.count
            shown = json.dumps(snapshot(self._telegram, person), ensure_ascii=False)
            await answer.write(b": still here\n\n" if shown == sent else _event(shown))
            sent = shown
            await changes.beyond(known, _HEARTBEAT)

    async def _add_person(self, request: web.Request) -> web.Response:
        asked = await _body(request)
        person = self._telegram.person(_text(asked, "name")[:40], language=_text(asked, "language"))
        self._telegram.world.changes.happened()
        return web.json_response({"id": person.id})

    async def _say(self, request: web.Request) -> web.Response:
        asked = await _body(request)
        person = self._person(asked)
        reply_to = self._telegram.world.history.find(person.chat, int(asked.get("reply_to") or 0))
        await person.says(_text(asked, "text"), reply_to=reply_to)
        return web.json_response({})

    async def _press(self, request: web.Request) -> web.Response:
        asked = await _body(request)
        person = self._person(asked)
        message = self._telegram.world.history.find(person.chat, int(asked.get("message") or 0))
        if message is None:
            raise web.HTTPNotFound
        try:
            answer = await person.asks(message, _text(asked, "data"))
        except TimeoutError:
            return web.json_response({"text": "The bot did not answer.", "alert": False})
        return web.json_response({"text": answer.text, "alert": answer.alert})

    async def _block(self, request: web.Request) -> web.Response:
        asked = await _body(request)
        person = self._person(asked)
        if asked.get("blocked"):
            person.blocks()
        else:
            person.unblocks()
        return web.json_response({})

    async def _publish(self, request: web.Request) -> web.Response:
        asked = await _body(request)
        site = self._newsroom.sites.get(_text(asked, "site"))
        if site is None:
            raise web.HTTPNotFound
        paragraphs = [part.strip() for part in _text(asked, "text").split("\n\n") if part.strip()]
        summary = str(asked.get("summary") or "").strip()
        story = site.publish(_text(asked, "headline"), summary, paragraphs)
        return web.json_response({"url": story.url})

    def _person(self, asked: dict[str, Any]) -> Person:
        user = self._telegram.world.users.get(int(asked.get("person") or 0))
        if user is None or user.is_bot:
            raise web.HTTPNotFound
        return Person(self._telegram.world, user)


async def _body(request: web.Request) -> dict[str, Any]:
    # A page of another site can't send this type here without being asked first.
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        body = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest from error
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body


def _text(asked: dict[str, Any], name: str) -> str:
    text = str(asked.get(name) or "").strip()
    if not text:
        raise web.HTTPBadRequest(text=f"{name} is empty")
    return text


def _event(data: str) -> bytes:
    return f"data: {data}\n\n".encode()
