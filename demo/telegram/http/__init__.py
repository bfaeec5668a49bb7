"""The simulated Telegram on the wire: calls coming in, updates going out."""
