"""The demonstration: Provinsi Andai with its people, sixteen stories and some hundred further cases; all of it invented.

`build` makes it once, `sheet` says what is printed: accounts, receipts, codes from letters.
"""

from .building import build, sheet

__all__ = ["build", "sheet"]
