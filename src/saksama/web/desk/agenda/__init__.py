"""Agenda: the hearings of an office by day, on screen, on paper and in a calendar. No person is named on it."""
