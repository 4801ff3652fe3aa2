"""The desk file: one TinyDB file that is fast at any size and cannot lose an acknowledged decision."""
