"""Finding the best thing to watch at what a person typed."""
