"""Kampung pengawasan on the desk: the goal and its rows, one point with its volunteers, activities and board."""
