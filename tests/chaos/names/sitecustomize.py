"""Python reads this at its start where its folder is on the path: a resolver that can fail.

The name in FRAIL_NAME is this machine's while the file in FRAIL_NAME_RESOLVES exists; at other
times looking it up fails as without a network.
"""

import os
import socket
from typing import Any

_NAME = os.environ["FRAIL_NAME"]
_RESOLVES = os.environ["FRAIL_NAME_RESOLVES"]
_look_up = socket.getaddrinfo


def _look_up_or_fail(host: Any, *arguments: Any, **options: Any) -> Any:
    if host != _NAME:
        return _look_up(host, *arguments, **options)
    if not os.path.exists(_RESOLVES):  # noqa: PTH110 -- as little as possible is imported here
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    return _look_up("127.0.0.1", *arguments, **options)


socket.getaddrinfo = _look_up_or_fail
