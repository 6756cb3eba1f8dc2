"""The front doors, one for each audience, in one frame: they parse, ask one query or call one action, and render.

No rule lives here.
"""
