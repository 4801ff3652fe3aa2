"""The pictures of README."""
