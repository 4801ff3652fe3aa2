"""Tests that drive the installed command through a real pseudo-terminal."""
