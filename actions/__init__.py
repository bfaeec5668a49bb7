"""What a person may do: one transport-free function per intention, with a typed outcome."""
