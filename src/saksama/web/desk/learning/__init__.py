"""Learning on the desk: the bank of questions with its second pair of eyes, surveys in shares, numbers for research."""
