"""Files that prove something: sealed originals, clean copies of them, and what of a copy the reported person may see.

Tables: File, Copy, Disclosure. An original is sealed while it arrives and never opened here except to make its clean copy, in a
separate process that can do nothing else. Names of files exist only inside the seals (docs/explanation/reporting.md).
"""
