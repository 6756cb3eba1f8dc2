"""The sheet of limits of a case: whose turn it was and how each limit stands, by both readings. On the screen and as a PDF."""
