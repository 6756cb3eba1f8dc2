"""Who stands for office, who holds which post, and staff lists from outside. It suggests, and never concludes.

Owns Candidacy and Holding (heads of government, by hand), Person, Post and Placement (staff lists), Import and ImportChange.
Names and NIP are encrypted and matched by blind index only. No score, no NIK, nothing from the public.
"""
