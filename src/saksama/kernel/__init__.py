"""Values every room may use: errors, decisions, actors, ids, receipt codes, canonical JSON, text and dates.

Standard library only: no Django, no I/O, no clock, no randomness at import.
"""
