"""What this room records of kampung pengawasan. No person stands in a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChanged(Fact):
    """A point was opened, described anew, declared or ended. detail: what, place, on."""

    kind: ClassVar[str] = "prevention.point_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerChanged(Fact):
    """A volunteer was entered or left, agreed that his name is shown, or took that back. `object_id` is the volunteer."""

    kind: ClassVar[str] = "prevention.volunteer_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePosted(Fact):
    """A notice was put on a point's board, or taken down. `object_id` is the notice; detail: point, what, until."""

    kind: ClassVar[str] = "prevention.notice_posted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointGoalSet(Fact):
    """An office set how many points a kabupaten/kota means to have. detail: kabkota, wanted, since."""

    kind: ClassVar[str] = "prevention.point_goal_set"
