"""Prevention: what an office plans and does before anything happens, by the seven measures a to g of the founding paper.

Tables: Visit, Plan. Works between elections too, with district staff. No league table of villages, schools or persons.
"""
