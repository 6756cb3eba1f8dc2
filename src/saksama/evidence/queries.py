"""Reads over files. Whoever asks has read the report or the case in his scope before; contents open only with his keys."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from saksama.kernel.errors import NotFound
from saksama.vault import actions as vault
from saksama.vault.actions import Opened
from saksama.vault.keyring import Keyring

from .models import Copy, Disclosure, File

_JOINED = ("item", "copy_to", "copy__item__compartment", "copy__preview__compartment")


def of_report(report_public_id: UUID | str) -> list[File]:
    """Return the files of a report in the order they came."""
    return list(File.objects.filter(report_public_id=report_public_id).select_related(*_JOINED))


def of_reports(report_public_ids: list[UUID]) -> list[File]:
    """Return the files of several reports, by report and order."""
    rows = File.objects.filter(report_public_id__in=report_public_ids)
    return list(rows.select_related(*_JOINED).order_by("report_public_id", "nth"))


def of_case(case_public_id: UUID | str) -> list[File]:
    """Return the officers' own documents of a case."""
    return list(File.objects.filter(case_public_id=case_public_id).select_related(*_JOINED))


def of_matter(report_public_ids: list[UUID], case_public_id: UUID | str) -> list[File]:
    """Return the files of a case's reports, then the officers' own documents of the case, to be listed; in one query."""
    wanted = Q(report_public_id__in=report_public_ids) | Q(case_public_id=case_public_id)
    rows = list(File.objects.filter(wanted).select_related("copy"))
    return sorted(rows, key=lambda one: (one.case_public_id is not None, str(one.report_public_id or ""), one.nth))


def file(public_id: UUID | str) -> File:
    """Return one file; raises `NotFound`."""
    found = File.objects.filter(public_id=public_id).select_related("item__compartment", *_JOINED).first()
    if found is None:
        raise NotFound("Berkas ini tidak ada.", "There is no such file.")
    return found


def copy_of(one: File) -> Copy:
    """Return the clean copy of a file; raises `NotFound` with the reason why there is none."""
    from . import words

    copy = Copy.objects.filter(file=one).select_related("file", "item__compartment", "preview__compartment").first()
    if copy is None:
        raise NotFound(*words.state(one))
    return copy


def open_copy(one: File, keys: Keyring) -> Opened:
    """Return the clean copy's content; raises `NotFound` where there is none, and what the vault raises."""
    return vault.read(copy_of(one).item, keys=keys)


def open_preview(one: File, keys: Keyring) -> Opened:
    """Return the small picture; where there is none, the copy itself."""
    copy = copy_of(one)
    return vault.read(copy.preview or copy.item, keys=keys)


def disclosures(case_public_id: UUID | str) -> list[Disclosure]:
    """Return what the reported person may see of a case, oldest first."""
    rows = Disclosure.objects.filter(case_public_id=case_public_id, withdrawn_at=None)
    return list(rows.select_related("item__compartment", "copy__file").order_by("pk"))


def open_disclosure(public_id: UUID | str, case_public_id: UUID | str, keys: Keyring) -> Opened:
    """Return a disclosed picture of this case; raises `NotFound` for another case's."""
    found = next((one for one in disclosures(case_public_id) if str(one.public_id) == str(public_id)), None)
    if found is None:
        raise NotFound("Bukti ini tidak ada di perkara ini.", "This evidence does not belong to this case.")
    return vault.read(found.item, keys=keys)
