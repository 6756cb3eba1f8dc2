"""The study of a case: its versions and what differs, elements against evidence, the margin."""
