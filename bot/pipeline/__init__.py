"""From unread articles to the outbox: reading, matching, and commit 2."""
