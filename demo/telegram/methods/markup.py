"""Checks reply_markup: what the schema can't say about keyboards (Bot API, "Keyboards")."""

from collections.abc import Mapping
from typing import Any

from demo.telegram.errors import ApiError, bad_request
from demo.telegram.schema.params import Params
from demo.telegram.state.chats import Chat
from demo.telegram.text.entity import units
from demo.telegram.text.links import checked_link

_ACTIONS = (
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text"),
    *("switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game"),
    "pay",
)
_STYLES = ("danger", "success", "primary")
_MAX_DATA_BYTES = 64
_MAX_PLACEHOLDER = 64
_MAX_BUTTONS = 100
_MAX_COPIED = 256


def inline_keyboard(params: Params, chat: Chat) -> Mapping[str, Any] | None:
    """Return the inline keyboard, None if there is none or it has no buttons.

    Raises:
        ApiError: a button has no action or several, or a bad one.
    """
    markup = params.mapping("reply_markup")
    if "inline_keyboard" not in markup:
        return None
    rows = [[_button(button, chat) for button in row] for row in markup["inline_keyboard"]]
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > _MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def force_reply(params: Params, chat: Chat) -> Mapping[str, Any] | None:
    """Return the ForceReply, or a keyboard under the input field, None if there is none.

    Raises:
        ApiError: it is not true, its placeholder is not 1–64 characters, or this is a channel.
    """
    markup = params.mapping("reply_markup")
    if not markup or "inline_keyboard" in markup:
        return None
    if chat.kind == "channel":
        raise bad_request("only inline keyboards can be used in channel posts")
    if markup.get("force_reply") is False or markup.get("remove_keyboard") is False:
        raise bad_request("can't parse reply keyboard markup: the flag must be True")
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= units(placeholder) <= _MAX_PLACEHOLDER:
        raise bad_request("REPLY_MARKUP_INVALID")
    return markup


def _button(button: Mapping[str, Any], chat: Chat) -> Mapping[str, Any]:
    actions = [action for action in _ACTIONS if action in button]
    if not button["text"].strip():
        raise _unparsable('Field "text" must be non-empty')
    if button.get("style") not in (None, *_STYLES):
        raise _unparsable("Invalid button style specified")
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable("Exactly one of the optional fields must be used")
    if "web_app" in actions and chat.kind != "private":
        raise bad_request("BUTTON_TYPE_INVALID")
    return _checked_action(button)


def _checked_action(button: Mapping[str, Any]) -> Mapping[str, Any]:
    if "callback_data" in button:
        if not 1 <= len(button["callback_data"].encode()) <= _MAX_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "url" in button:
        return {**button, "url": checked_link(button["url"], "inline keyboard button URL")}
    elif "web_app" in button:
        _check_secure(button["web_app"]["url"])
    elif "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= _MAX_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return button


def _check_secure(url: str) -> None:
    what = "inline keyboard button Web App URL"
    if not checked_link(url, what).startswith("https://"):
        raise bad_request(f"{what} '{url}' is invalid: Only HTTPS links are allowed")


def _unparsable(text: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {text}")
