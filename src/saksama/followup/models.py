"""What the follow-up keeps beside the acts: prepared letters, what may be listed in public, an agency's own words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager


class DraftState(models.TextChoices):
    WAITING = "waiting", "disiapkan, belum dikirim"
    SENT = "sent", "dikirim"
    DROPPED = "dropped", "tidak diperlukan lagi"


class Draft(models.Model):
    """A letter of the ladder that the clock has prepared. It is never sent by itself: a person reads it, takes the step, signs.

    Nothing of the letter is kept here; it is drawn from the case when somebody looks at it.
    """

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {"rung": "T1", "state": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="drafts")
    rung = models.CharField(max_length=12)
    state = models.CharField(max_length=8, choices=DraftState.choices, default=DraftState.WAITING)
    due_since = models.DateTimeField()
    prepared_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["due_since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rung"], condition=Q(state=DraftState.WAITING), name="followup_draft_waits_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_since"], name="followup_draft_waiting")]

    def __str__(self) -> str:
        return f"{self.rung} {self.state}"


class Listing(models.Model):
    """One recommendation of which an agency was told that the public list may count it. It names no person and no case number.

    `agency_key` is the government, `authority` the title of its chair on the day of the notice, `rung` the highest rung taken.
    `correctable_until` is the end of the window; `corrected_as` says why a person took it off (proof|date|agency|other), empty
    where nobody did.
    """

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {"agency_key": "T1", "authority": "T1", "rung": "T1", "corrected_as": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="listing")
    agency_key = models.CharField(max_length=40)
    authority = models.CharField(max_length=120)
    noticed_at = models.DateTimeField()
    correctable_until = models.DateTimeField()
    served_on = models.DateField()
    rung = models.CharField(max_length=12, blank=True, default="")
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_as = models.CharField(max_length=8, blank=True, default="")

    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["correctable_until"], name="followup_listing_window")]

    def __str__(self) -> str:
        return self.authority


class Statement(models.Model):
    """An agency's own words beside its row of the public list, as an officer cleared them: only names of persons were removed."""

    DATA_CLASSES = {"agency_key": "T1", "words": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    agency_key = models.CharField(max_length=40, unique=True)
    words = models.CharField(max_length=600)
    names_removed = models.BooleanField(default=False)
    cleared_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.agency_key
