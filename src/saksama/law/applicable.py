"""What the law may ask of a report and lead to for an act: six conditions and the tracks. Shown, never decided."""

from .conditions import Condition, Met, Told, conditions, summary
from .tracks import Kind, Track, grades, standing_on, tracks

__all__ = ["Condition", "Kind", "Met", "Told", "Track", "conditions", "grades", "standing_on", "summary", "tracks"]
