"""Pustaka hukum: every rule the product applies, on any date, with its source, its doubts, and what changed."""
