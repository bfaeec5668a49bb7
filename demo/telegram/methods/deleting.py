"""deleteMessage."""

from demo.telegram.errors import bad_request
from demo.telegram.schema.params import Params
from demo.telegram.state.access import writable_chat
from demo.telegram.state.world import World

_TWO_DAYS = 48 * 3600


async def delete_message(world: World, params: Params) -> bool:
    """Take a message out of a chat: the bot's own, a person's in private, any as administrator."""
    chat = writable_chat(world, params.raw("chat_id"))
    message = world.history.find(chat, params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    is_own = message.sender == world.bot
    may = is_own or chat.kind == "private" or chat.is_run_by(world.bot.id)
    if not may or (world.now - message.date > _TWO_DAYS and not chat.is_run_by(world.bot.id)):
        raise bad_request("message can't be deleted")
    world.history.delete(message)
    world.changes.happened()
    return True


METHODS = {"deleteMessage": delete_message}
