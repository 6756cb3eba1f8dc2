"""The case as its acts: every step is an act; stage, clocks, timeline and statistics derive from the acts.

Owns Case, Act, Clock, Party, Document, Exclusion and Counter. `actions.perform` is the only writer of `Act`; `followup` calls it
for its own verbs. Other rooms read through `queries`, open a step through `actions.take`, and declare kinds through `kinds`.
"""
