"""Wiring only: settings, urls, wsgi. No rule lives here."""
