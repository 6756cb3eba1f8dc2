"""What a question and a letter have in common: a text typed without name, checked, sent sealed, and found again by its code."""
