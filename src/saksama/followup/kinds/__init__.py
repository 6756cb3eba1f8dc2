"""Kinds of the oversight body's and the agency's acts."""

from . import agency, oversight

__all__ = ["agency", "oversight"]
