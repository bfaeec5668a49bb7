"""The door for tests and the demo: people, groups and channels that do things."""
