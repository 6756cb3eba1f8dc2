"""Signing in, one's own keys, the office's keys, releases by two persons, and the administrator's list of people."""
