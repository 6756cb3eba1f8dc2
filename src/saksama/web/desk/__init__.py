"""The officers' door: queue, case, steps, keys and people, and what a district does between elections."""
