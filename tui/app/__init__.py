"""The reader: the only code that knows Textual."""
