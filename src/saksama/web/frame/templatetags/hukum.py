"""Citations as links into the public library, on every page that prints one."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from saksama.law.records import Record
from saksama.web.frame import rules

register = template.Library()


@register.simple_tag
def rule_link(citation: str, rule: str = "", on: date | None = None, *, apart: bool = False) -> SafeString:
    """The citation as a link to its rule: `{% rule_link c.citation c.rule %}`; plain words where the library holds none.

    `apart` opens it beside the page: for pages whose answers would be lost by leaving them.
    """
    url = rules.cited(rule, citation, on) if citation else ""
    if not url:
        return conditional_escape(citation)
    if apart:
        return format_html('<a href="{}" target="_blank" rel="noopener">{}<span class="hidden"> {}</span></a>', url, citation,
                           _("(di tab baru)"))
    return format_html('<a href="{}">{}</a>', url, citation)


@register.simple_tag
def rule_text(text: str, citation: str, rule: str = "", on: date | None = None, *, apart: bool = False) -> SafeString:
    """A sentence in which the citation becomes a link where it stands; where it does not stand, it follows the sentence."""
    if not citation:
        return conditional_escape(text)
    link = rule_link(citation, rule, on, apart=apart)
    before, found, after = text.partition(citation)
    if found:
        return mark_safe(conditional_escape(before) + link + conditional_escape(after))  # noqa: S308  every part is escaped
    return format_html("{} {}.", text, link)


@register.filter
def alamat_aturan(one: Record) -> str:
    """The address of this version of a rule."""
    return rules.address(one, exact=True)
