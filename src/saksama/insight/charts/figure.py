"""The frame around every drawing: caption, accessible SVG, source, table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a drawing. `number` makes ids unique on a page; `finding` is one sentence; `table` names its fold."""

    number: str
    finding: str
    measure: str
    source: str
    table: str = "Lihat tabel"


def figure(
    caption: Caption,
    *,
    width: int,
    height: int,
    marks: str,
    description: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> SafeString:
    """Return the figure. `marks` is SVG made by this package, its texts escaped; everything else is escaped here."""
    key = escape(caption.number)
    return mark_safe(  # noqa: S308  every text in it has passed escape()
        f'<figure class="figure chart" id="f-{key}">'
        f"<figcaption><h2>{escape(caption.finding)}</h2><p>{escape(caption.measure)}</p></figcaption>"
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="t-{key} d-{key}">'
        f'<title id="t-{key}">{escape(caption.finding)}</title><desc id="d-{key}">{escape(description)}</desc>'
        f"{_hatch(key)}{marks}</svg>"
        f'<p class="cite">{escape(caption.source)}</p>'
        f"<details><summary>{escape(caption.table)}</summary>{_table(caption, heads, rows)}</details></figure>"
    )


def _hatch(key: str) -> str:
    return (
        f'<defs><pattern id="h-{key}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0V6"/></pattern></defs>'
    )


def hatched(caption: Caption) -> str:
    """The fill of what is unknown, as a presentation attribute: a class cannot name a pattern that is unique to its figure."""
    return f'fill="url(#h-{escape(caption.number)})"'


def _table(caption: Caption, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="num">{escape(text)}</td>' for text in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><caption>{escape(caption.measure)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
