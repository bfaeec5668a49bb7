"""What is remembered: the schema and one module per thing stored."""
