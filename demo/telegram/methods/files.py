"""getFile."""

from typing import Any

from demo.telegram.errors import bad_request
from demo.telegram.schema.params import Params
from demo.telegram.state.world import World

_MAX_DOWNLOAD = 20 * 2**20


async def get_file(world: World, params: Params) -> dict[str, Any]:
    """A File; its path leads to the content, behind ``/file/bot<token>/``."""
    document = world.files.find(params.text("file_id"))
    if document is None:
        raise bad_request("invalid file_id")
    if len(document.content) > _MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": document.file_id,
        "file_unique_id": document.unique_id,
        "file_size": len(document.content),
        "file_path": document.path,
    }


METHODS = {"getFile": get_file}
