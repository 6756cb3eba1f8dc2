"""Lists from outside, step by step: file kept encrypted, columns named, tried without writing, taken, and undone whole."""
