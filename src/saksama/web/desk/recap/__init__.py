"""The provincial recap, on screen and as files."""
