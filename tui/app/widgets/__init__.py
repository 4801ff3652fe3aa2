"""The widgets: they take plain data down and send messages up, and know neither desk nor store."""
