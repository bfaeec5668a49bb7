"""What messages about sources look like."""
