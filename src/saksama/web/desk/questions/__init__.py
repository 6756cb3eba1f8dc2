"""Jawaban Tanya dulu: questions by time left, the answer, the reworded text for everybody and its approval."""
