"""The lawyer's desk on paper: one sheet of all rules goes out, comes back filled in, and changes the data with name and date.

Pure of Django: folders and files in, folders and files out. `saksama law sheet` and `saksama law import-review` call it.
"""
