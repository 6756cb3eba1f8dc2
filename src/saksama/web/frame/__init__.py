"""The frame of every page: base templates, components, tokens, template tags, middleware, and how a view answers.

Front doors import `render`, `see_other` and `public_page` from here. No models, no rules of any domain room.
"""

from __future__ import annotations

from .pages import public_page, render, see_other
from .sentences import english, said, why_not

__all__ = ["english", "public_page", "render", "said", "see_other", "why_not"]
