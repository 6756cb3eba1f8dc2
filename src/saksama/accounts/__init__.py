"""Who may come in: users with their home agency, dated grants, recusals, passes; signing in by allauth; the kernel's `Actor`.

Never a decision about a case, never a list of permissions by user: what a role may do stands in the rooms' policies.
"""
