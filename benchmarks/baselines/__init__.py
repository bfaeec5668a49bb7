"""What the figures are compared with: small programs of their own, run as processes."""
