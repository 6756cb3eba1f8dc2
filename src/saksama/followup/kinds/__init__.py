"""Kinds of the oversight body's and the agency's acts."""

from . import agency, oversight, readers

__all__ = ["agency", "oversight", "readers"]
