"""Saksama: open-source oversight of the political neutrality of Indonesia's civil servants (ASN)."""

__version__ = "0.1.0"
