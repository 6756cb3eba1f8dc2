"""Kinds of the oversight body's and the agency's acts."""

from . import agency, oversight, publishing, readers, reviewing

__all__ = ["agency", "oversight", "publishing", "readers", "reviewing"]
