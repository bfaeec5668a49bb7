"""A simulated Telegram and a newsroom, for trying the bot without a token and for the tests."""
