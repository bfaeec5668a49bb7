"""From the outbox to Telegram: pace, rendering, requests and what became of them."""
