"""Provinsi Andai, code 99: the demonstration's territory. Plainly fictional ("andai" = suppose, "umpamo", "misal" = for
example); outside totals always, and outside search unless the demonstration is on.

Koto Andaian exists in both kecamatan on purpose: the search has to tell two nagari of one name apart.
"""

from __future__ import annotations

from .nation import WIB, Territory

CODE = "99"
KABUPATEN = "99.01"
KOTA = "99.71"
ZONE = WIB

TERRITORIES = (
    Territory("99", "Andai", "provinsi"),
    Territory("99.01", "Kabupaten Umpamo", "kabupaten"),
    Territory("99.01.01", "Koto Umpamo", "kecamatan"),
    Territory("99.01.01.2001", "Pasia Umpamo", "nagari"),
    Territory("99.01.01.2002", "Koto Andaian", "nagari"),
    Territory("99.01.01.2003", "Aia Umpamo", "nagari"),
    Territory("99.01.02", "Lubuak Andai", "kecamatan"),
    Territory("99.01.02.2001", "Lubuak Misal", "nagari"),
    Territory("99.01.02.2002", "Koto Andaian", "nagari"),
    Territory("99.01.02.2003", "Parik Misal", "nagari"),
    Territory("99.71", "Kota Batang Misal", "kota"),
    Territory("99.71.01", "Misal Ateh", "kecamatan"),
    Territory("99.71.01.1001", "Pasa Misal", "kelurahan"),
    Territory("99.71.01.1002", "Kampuang Andai", "kelurahan"),
    Territory("99.71.02", "Misal Baruah", "kecamatan"),
    Territory("99.71.02.1001", "Batang Misal Ilia", "kelurahan"),
    Territory("99.71.02.1002", "Batang Misal Mudiak", "kelurahan"),
)
