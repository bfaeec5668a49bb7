"""When a destination is written to: what its settings mean, and changing them."""
