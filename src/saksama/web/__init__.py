"""The front doors, one for each audience, in one frame. They parse, ask one query or call one action, and render: no rule lives here."""
