"""Text as Telegram sees it: formatting parsed, offsets in UTF-16 units."""
