"""Notices: who is told of a limit, when, by which way, and who is told when nobody looks."""
