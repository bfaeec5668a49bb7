"""Backups: one SQLite file from either database, and putting it back into either."""
