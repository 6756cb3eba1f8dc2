"""Every recommendation on one board, and the letters that the clock prepared."""
