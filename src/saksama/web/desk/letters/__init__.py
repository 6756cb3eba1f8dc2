"""Surat warga on the desk: the list by time left, one letter with its reply, entry from paper, the echo."""
