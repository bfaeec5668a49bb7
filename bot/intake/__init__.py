"""From Telegram's updates to effects: long polling or webhook, each update once and in order."""
