"""The chat page: try the bot by hand, in a browser."""

from demo.page.server import ChatPage

__all__ = ["ChatPage"]
