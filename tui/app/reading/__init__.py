"""What happens between a key and the reader: pure state, and functions that act on it."""
