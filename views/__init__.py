"""What every message looks like: pure functions from data to one frozen Screen."""
