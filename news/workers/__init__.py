"""Worker processes for what reads bytes from outside: it may hang, crash or devour memory."""
