"""Every pair of colours that stands on top of each other is readable, in both themes (WCAG contrast of sRGB)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import saksama.web.frame as frame

CSS = Path(frame.__file__).parent / "static/saksama"


def tokens(theme: str) -> dict[str, str]:
    text = (CSS / "tokens.css").read_text()
    light = re.search(r":root\{(.*?)\}", text, re.S)[1]
    block = light if theme == "light" else re.search(r"data-theme=dark\]\{(.*?)\}", text, re.S)[1]
    return dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_guideline_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


PAIRS = [
    ("ink", "paper", 7),
    ("ink", "surface", 7),
    ("ink", "accent-wash", 7),
    ("ink", "ochre-wash", 7),
    ("ink", "brick-wash", 7),
    ("ink", "stripe", 7),
    ("ink-soft", "paper", 4.5),
    ("ink-soft", "surface", 4.5),
    ("ink-soft", "accent-wash", 4.5),
    ("ink-soft", "ochre-wash", 4.5),
    ("ink-soft", "stripe", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "surface", 4.5),
    ("accent", "accent-wash", 4.5),
    ("accent-strong", "accent-wash", 4.5),
    ("accent-strong", "paper", 7),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-strong", 4.5),
    ("stone", "paper", 4.5),
    ("stone", "surface", 4.5),
    ("ochre", "paper", 4.5),
    ("ochre", "surface", 4.5),
    ("ochre", "ochre-wash", 4.5),
    ("on-ochre", "ochre", 4.5),
    ("brick", "paper", 4.5),
    ("brick", "surface", 4.5),
    ("brick", "brick-wash", 4.5),
    ("edge", "paper", 3),
    ("edge", "surface", 3),
    ("ink", "map-1", 4.5),
    ("ink", "map-2", 4.5),
    ("on-accent", "map-5", 4.5),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_pair_is_readable(theme: str, text: str, ground: str, least: float):
    values = {**tokens("light"), **(tokens("dark") if theme == "dark" else {})}
    assert contrast(values[text], values[ground]) >= least


def test_no_component_names_a_colour():
    for name in ("components.css", "desk.css"):
        css = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.S)
        assert not re.findall(r"#(?!000\b)[0-9a-fA-F]{3,6}\b(?=[;}\s,])", css), name


def test_styles_are_small_and_load_nothing():
    import gzip

    text = b"".join((CSS / name).read_bytes() for name in ("tokens.css", "components.css", "desk.css"))
    assert len(gzip.compress(text, 9)) <= 14_000
    assert b"@import" not in text
    assert b"@font-face" not in text
    assert not re.findall(rb"url\((?!#)", text)


def test_no_template_carries_a_style_attribute_or_a_script():
    for page in (CSS.parent.parent / "templates").rglob("*.html"):
        text = page.read_text()
        assert " style=" not in text, page
        assert "<script" not in text, page
