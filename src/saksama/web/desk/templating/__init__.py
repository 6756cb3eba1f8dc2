"""An office's own templates of letters: taken as a start, uploaded, looked at, put in force by a second person, undone."""
