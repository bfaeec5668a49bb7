"""What is published: fetching, source kinds, article text, addresses. No Telegram, no database."""
