"""Users with their home agency, dated grants, recusals, leaves, duty, and passes: the code of the accused's room."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from saksama.kernel.ids import new_id
from saksama.vault.fields import EncryptedTextField


class UserManager(BaseUserManager["User"]):
    """Looks users up by name; people are made by `accounts.actions.create_user`."""

    use_in_migrations = False


class User(AbstractBaseUser):
    """A person with an account. `home_agency` is where he is employed, which for lent staff is not where he sits.

    `one_time_until` is set while the passphrase is one that an administrator made: it is good until then, and the first thing
    asked for is one of his own, since whoever knows the passphrase could open the key made under it.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    pseudonym = models.UUIDField(default=new_id, unique=True, editable=False)
    username = models.CharField(max_length=60, unique=True)
    display_name = EncryptedTextField(blank=True)
    language = models.CharField(max_length=2, default="id")
    home_agency = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_system_admin = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    one_time_until = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    DATA_CLASSES = {"username": "T1", "display_name": "T2", "language": "T1", "home_agency": "T1", "password": "T2"}

    def __str__(self) -> str:
        return self.username

    @property
    def owner(self) -> str:
        """The name of this person's key in the vault."""
        return f"officer:{self.public_id}"


class Role(models.TextChoices):
    """Who a person is here. What each may do is written in the rooms' policies."""

    FIELD_SUPERVISOR = "field_supervisor"
    EXAMINER = "examiner"
    COMMISSIONER = "commissioner"
    PROVINCIAL_SUPERVISOR = "provincial_supervisor"
    NATIONAL_SUPERVISOR = "national_supervisor"
    OVERSIGHT_ANALYST = "oversight_analyst"
    AGENCY_OFFICER = "agency_officer"
    IDENTITY_CUSTODIAN = "identity_custodian"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    AUDITOR = "auditor"


class Grant(models.Model):
    """A role in one office or agency, from a day to a day (both belong to it).

    `stands_for`: the role is somebody else's (his public id), delegated for these days; such a grant always has an end.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32, choices=Role)
    office = models.CharField(max_length=40, blank=True, db_index=True)
    agency = models.CharField(max_length=40, blank=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=80)
    stands_for = models.CharField(max_length=40, blank=True, default="")

    DATA_CLASSES = {"role": "T1", "office": "T1", "agency": "T1", "granted_by": "T1", "stands_for": "T1"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_grant_in_order",
            ),
            models.CheckConstraint(condition=models.Q(office="") | models.Q(agency=""), name="accounts_grant_one_place"),
            models.CheckConstraint(
                condition=models.Q(stands_for="") | models.Q(valid_to__isnull=False), name="accounts_grant_delegated_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"


class Leave(models.Model):
    """Somebody is away from his office from a day to a day, and who stands in. Why is nobody's business and is not asked."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="leaves")
    office = models.CharField(max_length=40, db_index=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stands_in", null=True, blank=True)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"office": "T1", "recorded_by": "T1"}

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="accounts_leave_in_order"),
        ]

    def __str__(self) -> str:
        return f"leave of {self.user_id}"


class Duty(models.Model):
    """Who keeps the desk of an office on a day. One person a day."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=40)
    on = models.DateField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")

    DATA_CLASSES = {"office": "T1"}

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["office", "on"], name="accounts_duty_once")]

    def __str__(self) -> str:
        return f"duty of {self.user_id} on {self.on}"


class Recusal(models.Model):
    """A person who stands aside from one matter: kin, superior, own interest. `subject` is a case's or report's public id."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recusals")
    subject = models.CharField(max_length=40, db_index=True)
    ground = models.CharField(max_length=32)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=80)

    DATA_CLASSES = {"subject": "T1", "ground": "T1", "declared_by": "T1"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "subject"], name="accounts_recusal_once")]

    def __str__(self) -> str:
        return f"recusal of {self.user_id}"


class Pass(models.Model):
    """The code in a letter: stored as its locator and the key derived from it, never as itself. A new one ends the old."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    locator = models.CharField(max_length=64, unique=True)
    mailbox_key = models.CharField(max_length=120)
    case_public_id = models.UUIDField(db_index=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"locator": "T1", "mailbox_key": "T1"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_public_id"], condition=models.Q(superseded_at=None), name="accounts_pass_one_living",
            ),
        ]

    def __str__(self) -> str:
        return f"pass {self.public_id}"


class FailedSignIn(models.Model):
    """Consecutive failures under one name, known or not. The name is a keyed hash."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    name_index = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    DATA_CLASSES = {"name_index": "T1"}

    def __str__(self) -> str:
        return f"{self.count} failures"


class UsedCode(models.Model):
    """A second-factor code that was used: it does not count again, in no process, while it would still be valid."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    mark = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField()

    DATA_CLASSES = {"mark": "T1"}

    def __str__(self) -> str:
        return f"used code {self.public_id}"


class SetupToken(models.Model):
    """The one-time token on the console with which the first administrator is made. Kept as a keyed hash."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    mark = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"mark": "T1"}

    def __str__(self) -> str:
        return f"setup token {self.public_id}"
