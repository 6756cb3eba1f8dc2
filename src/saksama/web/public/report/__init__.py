"""Reporting: one question a page, the answers ride along sealed, files last. No script, no cookie, no account (decision 40)."""
