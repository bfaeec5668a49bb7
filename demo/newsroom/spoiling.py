"""Plays faults upon right answers."""

import asyncio

from aiohttp import web

from demo.newsroom.faults import (
    Broken,
    Fault,
    Hang,
    Instead,
    Oversize,
    Redirect,
    Slow,
    Status,
    Trickle,
)

_PIECE = 2**16


async def delayed(fault: Fault | None) -> None:
    """Wait before the answer, if that is the fault; a hanging one never ends."""
    if isinstance(fault, Slow):
        await asyncio.sleep(fault.seconds)
    if isinstance(fault, Hang):
        await asyncio.Event().wait()


async def spoiled(
    request: web.Request, right: web.Response, fault: Fault | None
) -> web.StreamResponse:
    """Return what the fault leaves of an answer."""
    match fault:
        case Status(status=status, retry_after=wait):
            headers = {"Retry-After": str(wait)} if wait else {}
            return web.Response(status=status, text=f"<h1>{status}</h1>", headers=headers)
        case Redirect(location=location, status=status):
            return web.Response(status=status, headers={"Location": location})
        case Instead(body=body, content_type=content_type, encoding=encoding):
            headers = {"Content-Type": content_type}
            if encoding:
                headers["Content-Encoding"] = encoding
            return web.Response(body=body, headers=headers)
        case Broken():
            body = _body(right)
            return web.Response(body=body[: len(body) // 2], headers=_type_of(right))
        case Oversize(size=size):
            return await _padded(request, right, size)
        case Trickle(pause=pause):
            return await _trickled(request, right, pause)
    return right


async def _padded(request: web.Request, right: web.Response, size: int) -> web.StreamResponse:
    answer = web.StreamResponse(headers=_type_of(right))
    await answer.prepare(request)
    await answer.write(_body(right))
    for _ in range(size // _PIECE + 1):
        await answer.write(b" " * _PIECE)
    return answer


async def _trickled(request: web.Request, right: web.Response, pause: float) -> web.StreamResponse:
    answer = web.StreamResponse(headers=_type_of(right))
    await answer.prepare(request)
    for byte in _body(right):
        await answer.write(bytes([byte]))
        await asyncio.sleep(pause)
    return answer


def _body(right: web.Response) -> bytes:
    return right.body if isinstance(right.body, bytes) else b""


def _type_of(right: web.Response) -> dict[str, str]:
    return {"Content-Type": right.headers["Content-Type"]}
