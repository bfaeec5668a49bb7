"""Alembic's scripts: how each version's schema becomes the next."""
