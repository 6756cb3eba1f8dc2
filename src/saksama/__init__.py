"""Saksama: open-source oversight of the political neutrality of Indonesia's civil servants (ASN)."""
