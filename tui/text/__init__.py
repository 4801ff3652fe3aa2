"""Pure geometry of text: sanitising, graphemes, wrapping, motions, search. Knows no screen and no file."""
