"""Write once, outward: how an office arranges copy sheets, clean copies in one archive, and the list of differences."""
