"""Who wants an article: the query language, the index and the spans to highlight. No I/O."""
