"""inquit: a terminal reader for news articles with an annotation TUI."""

__version__ = "0.1.0"
