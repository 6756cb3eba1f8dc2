"""Laporan saya: a report by its code. The code rides sealed in the body of each POST, for half an hour; no cookie, no address."""
