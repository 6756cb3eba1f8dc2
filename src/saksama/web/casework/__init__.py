"""What the desk, the agency and the accused's room share about cases: words, clocks, the line, and the dialogue of one step.

No URL and no table of its own; the front doors never import each other, they import this.
"""
