"""From sources to unread articles: when to look, and commit 1."""
