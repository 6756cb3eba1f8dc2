"""Entering candidacies and holdings, each with its source."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from saksama import ledger
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid
from saksama.vault.fields import blind_index

from . import facts, policies
from .models import Candidacy, Holding


class AlreadyThere(Conflict):
    code = "already_recorded"
    default_detail = "Pasangan ini sudah tercatat. Betulkan catatan yang ada."
    default_detail_en = "This pair is recorded already. Correct the entry that is there."


def record_candidacy(
    *,
    election: str,
    place_code: str,
    pair: str,
    person_name: str,
    source: str,
    actor: Actor,
    now: datetime,
    seat: str = Candidacy.Seat.FIRST,
    office_held: str = "",
    agency: str = "",
) -> Candidacy:
    """Record one person of a pair. A candidate's name is public, and still encrypted here: nothing is listed by it."""
    policies.may_record(actor).require()
    _require(person_name=person_name, pair=pair, source=source)
    row = Candidacy(
        election=election,
        place_code=place_code,
        pair=pair,
        seat=seat,
        person_name=person_name.strip(),
        name_index=blind_index(person_name),
        office_held=office_held,
        agency=agency,
        source=source.strip(),
        entered_by=actor.public_id,
        entered_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            ledger.append(
                facts.CandidacyRecorded(
                    object_id=str(row.public_id),
                    at=now,
                    detail={
                        "election": election,
                        "place": place_code,
                        "pair": pair,
                        "seat": seat,
                        "office_held": office_held,
                        "agency": agency,
                    },
                ),
                actor=actor,
            )
    except IntegrityError as error:
        raise AlreadyThere from error
    return row


def record_holding(
    *,
    agency: str,
    post: str,
    person: str,
    valid_from: date,
    source: str,
    actor: Actor,
    now: datetime,
    valid_to: date | None = None,
) -> Holding:
    """Record who held a post. A head or acting head ends the open holding of the one before him on that day."""
    policies.may_record(actor).require()
    _require(person=person, source=source)
    if post not in Holding.Post.values or (valid_to is not None and valid_to <= valid_from):
        raise Invalid(
            "Periksa jabatan dan tanggalnya: akhir harus sesudah awal.",
            "Check post and dates: the end must follow the start.",
            field="valid_to",
        )
    row = Holding(
        agency=agency,
        post=post,
        person=person.strip(),
        name_index=blind_index(person),
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
        entered_by=actor.public_id,
        entered_at=now,
    )
    with transaction.atomic():
        if post in (Holding.Post.HEAD, Holding.Post.ACTING_HEAD):
            _end_open(agency, valid_from)
        row.save(force_insert=True)
        ledger.append(
            facts.HoldingRecorded(
                object_id=str(row.public_id),
                at=now,
                detail={"agency": agency, "post": post, "from": valid_from, "to": valid_to or ""},
            ),
            actor=actor,
        )
    return row


def _end_open(agency: str, day: date) -> None:
    posts = (Holding.Post.HEAD, Holding.Post.ACTING_HEAD)
    Holding.objects.filter(Q(valid_to=None), agency=agency, post__in=posts, valid_from__lt=day).update(valid_to=day)


def _require(**texts: str) -> None:
    for name, text in texts.items():
        if not text.strip() or len(text) > 120:
            raise Invalid("Isi bagian ini, paling panjang 120 huruf.", "Fill in this part, at most 120 characters.", field=name)
