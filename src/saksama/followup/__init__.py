"""From the forwarded case to a sanction known to be carried out, or known not to be.

Every step is an act of `cases`: this room declares the kinds of the oversight body and of the agency and the verbs that need more
than the plain one. Its own tables: Draft (letters the clock prepared), Listing and Statement (the public list). It answers who
has kept silent, what comes next, and which ended cases are like this one. May import `cases` and everything below it.
"""
