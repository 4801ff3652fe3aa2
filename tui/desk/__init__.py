"""What people do at a desk: open, edit, undo, queue, suggest, import, export. Knows no Textual."""
