"""From the forwarded case to a sanction known to be carried out, or known not to be.

Every step is an act of `cases`, so this room has no tables: it declares the kinds of the oversight body and of the agency and the
verbs that need more than the plain one, and answers who has kept silent. May import `cases` and everything below it.
"""
