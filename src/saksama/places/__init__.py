"""Territory: the nation's places from province to village with codes, dated names and depth-first numbers.

Owns the table Place. Public knowledge, hence no scope. Any room above may read it through `queries`; nothing here knows
offices, agencies or the drawing of boundaries.
"""
