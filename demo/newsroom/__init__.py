"""A newsroom: real websites with feeds and pages, on loopback."""

from demo.newsroom.newsroom import Newsroom
from demo.newsroom.site import Site
from demo.newsroom.stories import Draft, library
from demo.newsroom.story import Story

__all__ = ["Draft", "Newsroom", "Site", "Story", "library"]
