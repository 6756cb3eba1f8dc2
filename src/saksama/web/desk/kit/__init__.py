"""The content kit on the desk: what is published, how often it was taken, a new piece, one withdrawn."""
