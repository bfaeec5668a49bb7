"""getUpdates and the webhook's methods (Bot API, "Getting updates")."""

import ipaddress
import re
from typing import Any
from urllib.parse import SplitResult, urlsplit

from demo.telegram.errors import bad_request, conflict
from demo.telegram.schema.params import Params
from demo.telegram.state.updates import UPDATE_TYPES
from demo.telegram.state.webhook import Webhook
from demo.telegram.state.world import World

_MAX_UPDATES = 100
_MAX_TIMEOUT = 50
_MAX_CONNECTIONS = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS = (80, 88, 443, 8443)
_TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


async def get_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """Return what waits, at once or as soon as something comes."""
    if world.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    limit, timeout = params.number("limit", _MAX_UPDATES), params.number("timeout")
    if not 1 <= limit <= _MAX_UPDATES or not 0 <= timeout <= _MAX_TIMEOUT:
        world.note("getUpdates", f"limit {limit} or timeout {timeout} is out of range")
    _remember_kinds(world, "getUpdates", params)
    if params.number("offset"):
        world.updates.confirm(params.number("offset"))
    world.changes.happened()
    await world.updates.poll(min(max(timeout, 0), _MAX_TIMEOUT), _TERMINATED)
    waiting = world.updates.waiting[: min(max(limit, 1), _MAX_UPDATES)]
    return [update.as_json() for update in waiting]


async def set_webhook(world: World, params: Params) -> bool:
    """Push updates to an address from now on; an empty one ends it."""
    url, secret = params.text("url"), params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.number("max_connections", 40)
    if not 1 <= connections <= _MAX_CONNECTIONS:
        world.note("setWebhook", f"max_connections {connections} is out of range")
    if url:
        _check_address(url)
    _remember_kinds(world, "setWebhook", params)
    _drop(world, params)
    address = params.text("ip_address")
    world.webhook = Webhook(url, secret, connections, address) if url else None
    world.updates.interrupt()
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """Go back to getUpdates."""
    _drop(world, params)
    world.webhook = None
    world.updates.interrupt()
    return True


async def get_webhook_info(world: World, _params: Params) -> dict[str, Any]:
    """A WebhookInfo; its url is empty when getUpdates is in use."""
    hook = world.webhook or Webhook("")
    shape: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
    }
    if hook.url:
        shape["max_connections"] = hook.max_connections
    if hook.failed_at:
        shape |= {"last_error_date": hook.failed_at, "last_error_message": hook.error}
    if world.updates.allowed:
        shape["allowed_updates"] = list(world.updates.allowed)
    return shape


def _remember_kinds(world: World, method: str, params: Params) -> None:
    if "allowed_updates" not in params:
        return
    kinds = params.array("allowed_updates")
    for kind in set(kinds) - UPDATE_TYPES:
        world.note(method, f"allowed_updates names {kind!r}, which is no kind of update")
    world.updates.allow(kind for kind in kinds if kind in UPDATE_TYPES)


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates") and world.updates.waiting:
        world.updates.confirm(world.updates.waiting[-1].id + 1)


def _check_address(url: str) -> None:
    """As a local Bot API server: http and any port are good enough on this machine only."""
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: Failed to resolve host: invalid URL")
    if _is_loopback(parts):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_loopback(parts: SplitResult) -> bool:
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


METHODS = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
