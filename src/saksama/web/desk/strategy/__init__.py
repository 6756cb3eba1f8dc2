"""Strategi: goals, actions and resources of an office, obstacles with figures, and what three or five times the load would do."""
