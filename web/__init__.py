"""What the outside may call over HTTP: the webhook."""
