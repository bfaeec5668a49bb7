"""The conversation: one router per feature; each parses, calls an action and owes an answer."""
