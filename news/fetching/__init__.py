"""Getting bytes from the web: bounded in time and size, polite, and never into private networks."""
