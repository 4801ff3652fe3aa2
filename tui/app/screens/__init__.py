"""Screens that ask for one thing: they take frozen data, and are dismissed with a frozen result (None: cancelled)."""
