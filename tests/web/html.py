"""Is a page sound: one first heading, every control named, no id twice, no inline script or style."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "circle", "rect"}
NAMELESS = {"hidden", "submit", "button"}


class Page(HTMLParser):
    """What a page is made of, as far as the checks ask."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.headings: list[int] = []
        self.problems: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "label":
            self.labels.add(found.get("for", ""))
        if tag in ("input", "select", "textarea") and found.get("type") not in NAMELESS:
            self.controls.append(found | {"in_label": "yes" if "label" in self.open else ""})
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        inline = tag == "script" and not (found.get("src", "").startswith("/static/") and "defer" in found)
        if inline or "style" in found or any(name.startswith("on") for name in found):
            self.problems.append(f"inline script or style in {tag}")
        if tag == "img" and not found.get("alt"):
            self.problems.append("picture without words")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag not in self.open:
            self.problems.append(f"</{tag}> closes nothing")
            return
        while self.open.pop() != tag:
            pass


def problems(html: str) -> list[str]:
    """Return what is wrong with a page; nothing where it is sound."""
    page = Page(html)
    found = list(page.problems)
    found += [f"id {one} twice" for one in sorted(set(page.ids)) if page.ids.count(one) > 1]
    found += [f"{one.get('name')} has no name" for one in page.controls if not _named(one, page.labels)]
    if page.headings.count(1) != 1:
        found.append(f"{page.headings.count(1)} first headings")
    return found


def _named(control: dict[str, str], labels: set[str]) -> bool:
    return bool(control["in_label"] or control.get("aria-label") or control.get("id", "") in labels)
