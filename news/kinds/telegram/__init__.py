"""Telegram: public channels by their pages, names and addresses, posts as entries."""
