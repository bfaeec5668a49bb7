"""The methods that are really carried out, by name in lower case."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from demo.telegram.methods import (
    callbacks,
    chats,
    deleting,
    editing,
    files,
    profile,
    sending,
    updates,
)
from demo.telegram.schema.params import Params
from demo.telegram.state.world import World

Method = Callable[[World, Params], Awaitable[Any]]

METHODS: Mapping[str, Method] = {
    name.lower(): method
    for module in (callbacks, chats, deleting, editing, files, profile, sending, updates)
    for name, method in module.METHODS.items()
}
