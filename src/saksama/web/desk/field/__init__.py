"""Perlengkapan lapangan: a telephone that records without network, and the same on paper and as plain pages."""
