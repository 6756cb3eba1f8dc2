"""Surat warga: criticism, suggestion or question to the office, the reply by a code, and what was said and done."""
