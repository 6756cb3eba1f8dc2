"""Charts show what the table says, to everybody, and let no markup in."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from saksama.insight import charts
from saksama.insight.charts.numbers import figure as number
from saksama.insight.charts.tiles import shade
from saksama.places import nation

CAPTION = charts.Caption(number="3", finding="Sebagian besar belum ada kabar", measure="Perkara, 2024", source="Data peragaan")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(figure):
    return ElementTree.fromstring(figure.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))  # noqa: S314  our own output


def simple_funnel(**options):
    bars = [charts.Bar("Laporan", 2034), charts.Bar("Melanggar", 1596), charts.Bar("Dijalankan", None, "belum ada angka", 1450)]
    return charts.funnel(CAPTION, bars, **options)


def every_chart():
    return [
        simple_funnel(),
        charts.stacked_bars(
            CAPTION,
            ["dijalankan", "belum", "belum ada kabar"],
            [("Umpamo", [4, 2, 9]), ("Misal", [0, 0, 0])],
            unknown="belum ada kabar",
        ),
        *(charts.tile_map(CAPTION, grid, {"13": 4, "13.71": 2, "99.01": 7.5}) for grid in charts.GRIDS),
    ]


@pytest.mark.parametrize("figure", every_chart())
def test_every_chart_is_well_formed_named_described_and_has_its_table(figure):
    root = drawn(figure)
    svg = root.find(f"{SVG}svg")
    assert svg.get("role") == "img"
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set(svg.get("aria-labelledby").split()) <= ids
    assert svg.find(f"{SVG}title").text == CAPTION.finding
    assert svg.find(f"{SVG}desc").text
    assert root.find("details/table/tbody/tr") is not None


@pytest.mark.parametrize("figure", every_chart())
def test_no_chart_needs_inline_style_script_or_another_host(figure):
    for element in drawn(figure).iter():
        assert not {"style", "onclick", "href", "src"} & set(element.attrib)
    assert "<script" not in figure
    assert "http" not in figure


def test_bars_start_at_zero_and_are_in_proportion():
    widths = [int(rect.get("width")) for rect in drawn(simple_funnel()).iter(f"{SVG}rect") if rect.get("class") == "known"]
    assert widths == [640, round(1596 / 2034 * 640)]


def test_unknown_is_hatched_and_said_in_words():
    unknown = [rect for rect in drawn(simple_funnel()).iter(f"{SVG}rect") if rect.get("class") == "unknown"]
    assert [rect.get("fill") for rect in unknown] == ["url(#h-3)"]
    assert "belum ada angka" in simple_funnel()


def test_numbers_follow_the_language():
    assert "2.034" in simple_funnel()
    assert "2,034" in simple_funnel(language="en")
    assert (number(1234.5, decimals=1), number(1234.5, decimals=1, language="en")) == ("1.234,5", "1,234.5")


def test_markup_in_a_label_stays_text():
    figure = charts.funnel(charts.Caption("1", "<b>x", "&", '"'), [charts.Bar("<script>alert(1)</script>", 1, "<i>")])
    assert "<script>" not in figure
    assert "<b>" not in figure
    drawn(figure)


def test_an_empty_funnel_is_drawn_and_not_divided_by_zero():
    drawn(charts.funnel(CAPTION, []))
    drawn(charts.funnel(CAPTION, [charts.Bar("Laporan", 0)]))


def test_tiles_cover_the_provinces_and_the_districts_without_overlap():
    codes = {t.code for t in nation.read() if t.depth <= 2}
    assert set(charts.GRIDS["nation"]) == {code for code in codes if len(code) == 2}
    assert set(charts.GRIDS["13"]) == {code for code in codes if code.startswith("13.")}
    for tiles in charts.GRIDS.values():
        assert len({(tile.column, tile.row) for tile in tiles.values()}) == len(tiles)
        assert len({tile.letters for tile in tiles.values()}) == len(tiles)


def test_shades_rise_with_the_value_and_zero_is_the_lightest():
    assert [shade(value, 10) for value in (0, 1.9, 2, 5, 9.9, 10)] == [0, 0, 1, 2, 4, 4]
    assert shade(0, 0) == 0


def test_every_class_a_chart_uses_is_in_the_style_sheet():
    sheet = (Path(charts.__file__).parent.parent / "static/saksama/figures.css").read_text()
    used = {
        name
        for figure in every_chart()
        for e in drawn(figure).find(f"{SVG}svg").iter()
        for name in (e.get("class") or "").split()
    }
    assert not [name for name in used if f".{name}" not in sheet and name not in ("label", "tile")]


def test_grids_are_the_ones_stored():
    stored = json.loads((Path(charts.__file__).parent.parent / "data/tiles.json").read_text())
    assert {grid: len(tiles) for grid, tiles in stored.items()} == {"nation": 38, "13": 19, "99": 2}
