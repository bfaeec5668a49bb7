"""What the simulated Telegram remembers; it outlives the bot's process."""
