"""The web part: one server for everything that is reachable from outside."""
