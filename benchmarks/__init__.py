"""Measured claims: each script prints its figures beside a baseline."""
