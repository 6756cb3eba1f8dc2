"""Institutions: the tree of offices, the dated holder of the role "ASN oversight body", agencies and who sanctions in them.

Owns Office, RoleHolding, Agency, Authority. Public knowledge, hence no scope. Everything is dated: a case of August 2024 keeps
KASN, and the body that follows BKN needs a row, not code. No user and no case lives here; bare "ppk" is never a key.
"""
