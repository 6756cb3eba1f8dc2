"""Who stands for office, and who holds which post: small, entered by hand or by import. It suggests, and never concludes.

Owns Candidacy and Holding. Names are encrypted and matched by blind index only. No score, no NIK, nothing from the public.
"""
