"""Open data: what leaves the installation for everybody. Disclosure control, dataset definitions, repeatable releases.

Owns no table: a release is computed again from its version (the cut-off of what had been recorded) and must be the same bytes.
Never a figure that is not in insight's registry; never a name; never a cell that could single out a person.
"""
