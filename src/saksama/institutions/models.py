"""Offices, role holders, agencies and authorities: columns and constraints. Every row is dated; `valid_to` is exclusive."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from saksama.kernel.ids import new_id
from saksama.kernel.span import Span


class Body(models.TextChoices):
    BAWASLU = "bawaslu", "Bawaslu"
    OVERSIGHT = "oversight", "lembaga pengawas ASN"


class Level(models.TextChoices):
    NATIONAL = "national", "nasional"
    PROVINCE = "province", "provinsi"
    KABKOTA = "kabkota", "kabupaten/kota"
    KECAMATAN = "kecamatan", "kecamatan"
    VILLAGE = "village", "kelurahan/desa"


class AgencyKind(models.TextChoices):
    PROVINCE_GOVERNMENT = "province_government", "pemerintah provinsi"
    KABUPATEN_GOVERNMENT = "kabupaten_government", "pemerintah kabupaten"
    KOTA_GOVERNMENT = "kota_government", "pemerintah kota"
    ADMINISTRATIVE_GOVERNMENT = "administrative_government", "pemerintah kabupaten/kota administrasi"
    REGIONAL_AGENCY = "regional_agency", "dinas atau badan daerah"
    PERSONNEL_OFFICE = "personnel_office", "BKD/BKPSDM"
    INSPECTORATE = "inspectorate", "inspektorat"
    KECAMATAN_OFFICE = "kecamatan_office", "kantor camat"
    KELURAHAN_OFFICE = "kelurahan_office", "kantor lurah"
    SCHOOL = "school", "sekolah"
    HEALTH_CENTRE = "health_centre", "puskesmas"
    VILLAGE_GOVERNMENT = "village_government", "pemerintah nagari/desa"
    MINISTRY = "ministry", "kementerian"
    AGENCY_OF_STATE = "agency_of_state", "lembaga pemerintah nonkementerian"
    STATE_SECRETARIAT = "state_secretariat", "sekretariat lembaga"


GOVERNMENTS = (
    AgencyKind.PROVINCE_GOVERNMENT,
    AgencyKind.KABUPATEN_GOVERNMENT,
    AgencyKind.KOTA_GOVERNMENT,
    AgencyKind.ADMINISTRATIVE_GOVERNMENT,
)


class AuthorityRole(models.TextChoices):
    SANCTIONING = "sanctioning", "pejabat pembina kepegawaian"
    HIGHER = "higher", "pejabat yang lebih tinggi"


class Confidence(models.TextChoices):
    VERIFIED = "verified", "diperiksa"
    RECALLED = "recalled", "diingat, belum diperiksa"
    FICTIONAL = "fictional", "rekaan untuk peragaan"


class DatedQuerySet(models.QuerySet):
    def on(self, day: date) -> DatedQuerySet:
        """Keep what holds on this day. An empty start is "earlier than our records", an empty end is "still"."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )


def _dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")), name=name
    )


class Office(models.Model):
    """An office that handles cases: Bawaslu's at each level, or the oversight body's.

    `code` is our own stable key ("bawaslu:13.71"); `position` is its place's first number (national: 0) and `low..high` the
    territory it answers for. Ad hoc offices of kecamatan and village exist for a season and are in the tree only then. Address,
    telephone and mail are the office's own, as printed on its letters; `own_code` is the number the body itself gives it.
    """

    DATA_CLASSES = {
        "code": "T1",
        "name": "T1",
        "body": "T1",
        "level": "T1",
        "timezone": "T1",
        "source": "T1",
        "confidence": "T1",
        "address": "T1",
        "phone": "T1",
        "mail": "T1",
        "own_code": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=10, choices=Body.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    place = models.ForeignKey("places.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.BigIntegerField(db_index=True)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    timezone = models.CharField(max_length=20)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, default="")
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    is_demo = models.BooleanField(default=False)
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    mail = models.CharField(max_length=120, blank=True, default="")
    own_code = models.CharField(max_length=20, blank=True, default="")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["low", "-high", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(low__lte=F("high")), name="institutions_office_low_before_high"),
            models.UniqueConstraint(fields=["code", "valid_from"], name="institutions_office_code_and_season"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_from__isnull=True), name="institutions_office_code_when_undated"
            ),
            _dates_in_order("institutions_office_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def span(self) -> Span:
        return Span(self.low, self.high)

    @property
    def is_ad_hoc(self) -> bool:
        return self.level in (Level.KECAMATAN, Level.VILLAGE)


class RoleHolding(models.Model):
    """Who holds a role of the State for a time. Today one role: `asn_oversight`, the body that oversees the civil service.

    A holder "to come" has no start date and a `must_exist_by`; it holds nothing until someone records its start.
    """

    DATA_CLASSES = {
        "role": "T1",
        "holder": "T1",
        "name": "T1",
        "other_ends": "T1",
        "basis": "T1",
        "confidence": "T1",
        "note": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    role = models.CharField(max_length=20)
    holder = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    must_exist_by = models.DateField(null=True, blank=True)
    other_ends = models.JSONField(default=list)
    basis = models.CharField(max_length=300)
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    note = models.CharField(max_length=300, blank=True, default="")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["role", "holder"], name="institutions_roleholding_one_row_a_holder"),
            _dates_in_order("institutions_roleholding_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A government or a part of one. `employs_asn` is false for village governments: their heads and staff are not ASN.

    An agency without an authority of its own shares that of `parent`; `position` is its place's first number (national: 0).
    """

    DATA_CLASSES = {"code": "T1", "name": "T1", "folded": "T1", "level": "T1", "kind": "T1", "source": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    folded = models.CharField(max_length=160, db_index=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(max_length=30, choices=AgencyKind.choices)
    place = models.ForeignKey("places.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    position = models.BigIntegerField(db_index=True)
    employs_asn = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True, default="")
    is_demo = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "agencies"
        constraints = [_dates_in_order("institutions_agency_dates_in_order")]

    def __str__(self) -> str:
        return self.name


class Authority(models.Model):
    """Who sanctions in an agency (role `sanctioning`), and who stands above him (role `higher`), by rule or by dated override.

    `seat` names the chair, not the person: two agencies with the same seat are under the same authority. An override (an acting
    head, a decree) beats the rule on its days.
    """

    DATA_CLASSES = {
        "role": "T1",
        "title": "T1",
        "seat": "T1",
        "rule": "T1",
        "basis": "T1",
        "confidence": "T1",
        "note": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="authorities")
    role = models.CharField(max_length=12, choices=AuthorityRole.choices)
    title = models.CharField(max_length=120)
    seat = models.CharField(max_length=70, db_index=True)
    rule = models.CharField(max_length=12)
    is_override = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200)
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    note = models.CharField(max_length=200, blank=True, default="")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "role"], condition=Q(is_override=False), name="institutions_authority_one_rule_a_role"
            ),
            _dates_in_order("institutions_authority_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class RegionalDesk(models.Model):
    """A desk of an office for a territory where it has no office of its own: reachable by roster, visiting days and telephone.

    A physical office is one more point of the same kind: it has an `address`; a desk without one is *tanpa kantor*.
    """

    DATA_CLASSES = {"name": "T1", "address": "T1", "phone": "T1", "hours": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="desks")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    hours = models.CharField(max_length=120, blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["place__low", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "place"], condition=Q(valid_to__isnull=True), name="institutions_desk_once_a_territory"
            ),
            _dates_in_order("institutions_desk_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class DutyDay(models.Model):
    """Who answers at a desk on a day. `shown_as` is the name on the public page, and only where that person agreed to it."""

    DATA_CLASSES = {"officer": "T1", "shown_as": "T1"}  # a name is kept here only to be published, as its bearer agreed

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    desk = models.ForeignKey(RegionalDesk, on_delete=models.CASCADE, related_name="roster")
    day = models.DateField()
    officer = models.CharField(max_length=40)
    shown_as = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["desk", "day", "officer"], name="institutions_duty_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"


class VisitingDay(models.Model):
    """A day on which somebody of the desk sits where people can come."""

    DATA_CLASSES = {"venue": "T1", "hours": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    desk = models.ForeignKey(RegionalDesk, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField()
    venue = models.CharField(max_length=160)
    hours = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["desk", "day", "venue"], name="institutions_visit_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.venue}"


class SettingChange(models.Model):
    """One change of one setting of an office: kept for ever, the last that stands is the value (`known_settings`).

    Where a second person is needed it waits (`waits`) until somebody else confirms it.
    """

    class State(models.TextChoices):
        STANDS = "stands", "berlaku"
        WAITS = "waits", "menunggu orang kedua"
        WITHDRAWN = "withdrawn", "ditarik"

    DATA_CLASSES = {"name": "T1", "before": "T1", "after": "T1", "changed_by": "T1", "confirmed_by": "T1", "state": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=30)
    before = models.JSONField()
    after = models.JSONField()
    changed_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=80, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)

    class Meta:
        indexes = [models.Index(fields=["office", "name"], name="institutions_setting_of_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"], condition=Q(state="waits"), name="institutions_setting_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
