"""The seven preventive measures of Bawaslu Sumatera Barat (Rahmadani et al. 2024), as the list every office is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One letter of the list, in both languages."""

    key: str
    label_id: str
    label_en: str


MEASURES = (
    Measure("a", "Menguatkan lembaga", "Strengthening the institution"),
    Measure("b", "Bimbingan teknis penanganan", "Technical guidance on handling"),
    Measure("c", "Supervisi kajian hukum", "Supervision of legal studies"),
    Measure("d", "Pakta integritas", "Integrity pact"),
    Measure("e", "Sosialisasi aturan, termasuk apel pagi", "Explaining the rules, morning roll calls included"),
    Measure("f", "Pengawasan partisipatif, pendidikan, literasi", "Participatory oversight, education, literacy"),
    Measure("g", "Kampung pengawasan", "Kampung pengawasan (villages that watch)"),
)
KEYS = tuple(measure.key for measure in MEASURES)
ROLL_CALL = "e"
