"""Ready stories, written for this project: people, places and events are made up."""

from demo.newsroom.library.draft import Draft
from demo.newsroom.library.reading import library

__all__ = ["Draft", "library"]
