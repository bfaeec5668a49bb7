"""Ready stories, written for this project: people, places and events are made up."""

from demo.newsroom.stories.draft import Draft
from demo.newsroom.stories.reading import library

__all__ = ["Draft", "library"]
