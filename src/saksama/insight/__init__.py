"""Insight: the registry of statistics, the figures counted from readable columns, and the charts that show them.

Reads only. Never sealed data, never a person. Every figure has an id, a unit, a definition, a source and a cut-off.
"""
