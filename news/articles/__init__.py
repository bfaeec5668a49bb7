"""From a page to the text of its article, in workers that may hang or crash."""
