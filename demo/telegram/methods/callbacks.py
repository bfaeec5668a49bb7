"""answerCallbackQuery."""

from demo.telegram.errors import bad_request
from demo.telegram.schema.params import Params
from demo.telegram.state.queries import Answer
from demo.telegram.state.world import World
from demo.telegram.text.entity import units

_MAX_TEXT = 200


async def answer_callback_query(world: World, params: Params) -> bool:
    """Show the person that pressed a button a text, or end their waiting without one."""
    if units(params.text("text")) > _MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url"):
        raise bad_request("URL_INVALID")
    answer = Answer(params.text("text"), params.flag("show_alert"))
    world.queries.answer(params.text("callback_query_id"), answer)
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}
