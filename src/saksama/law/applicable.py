"""What the law may ask of a report and lead to for an act: six conditions and the tracks. Shown, never decided."""

from .classification_people import ACTORS, HELPED
from .conditions import Condition, Met, Told, conditions, summary
from .tracks import Chain, Kind, Question, Track, grades, standing_on, tracks

__all__ = [
    "ACTORS",
    "HELPED",
    "Chain",
    "Condition",
    "Kind",
    "Met",
    "Question",
    "Told",
    "Track",
    "conditions",
    "grades",
    "standing_on",
    "summary",
    "tracks",
]
