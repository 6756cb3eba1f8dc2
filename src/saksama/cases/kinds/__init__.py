"""Kinds of acts, declared once: the officer's form, the timeline's sentence, the reporter's and the accused's come from here."""

from .declared import CHOICE_TYPES, Field, FieldType, Kind, Language, Sentence, all, by, get, register, says  # noqa: A004

__all__ = ["CHOICE_TYPES", "Field", "FieldType", "Kind", "Language", "Sentence", "all", "by", "get", "register", "says"]
