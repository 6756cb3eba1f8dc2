"""A letter of this office comes back signed: judged, sealed beside the letter, its hash in the record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from saksama import store
from saksama.cases import signatures, verbs
from saksama.cases.kinds import Field
from saksama.cases.models import Act, Case, Document, Limb
from saksama.cases.queries.enclosures import form_words
from saksama.cases.signatures import Looked
from saksama.cases.verbs import Paper, Taking, Verb, verb
from saksama.evidence import actions as evidence
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Conflict, Invalid
from saksama.law import wording as say
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault.errors import NotAReader

from . import rooms

SIGNED = "letter.signed"
NO_LETTER = ("Surat ini tidak ada, atau diterbitkan kantor lain.", "There is no such letter, or another office issued it.")
ONE_FILE = ("Pilih satu berkas: surat yang sudah ditandatangani.", "Choose one file: the signed letter.")
AGAIN = ("Berkas ini sudah diunggah untuk perkara ini.", "This file was uploaded to this case already.")
NO_KEY = ("Surat itu tidak terbuka dengan kunci Anda. Minta petugas yang menerbitkannya.", "Your key does not open that letter.")


@verb(SIGNED)
class TakeSigned(Verb):
    """Keep the signed file beside its letter. The letter, its number and its check code stay as they are."""

    looked: Looked

    def choices(self, case: Case, field: Field, now: datetime) -> tuple[tuple[str, str, str], ...] | None:
        if field.name != "document":
            return None
        with store.reading(SYSTEM):
            rows = list(Document.objects.filter(case=case, limb=Limb.ASN).exclude(number="").order_by("-nth", "-pk"))
        return tuple(_choice(row) for row in rows)

    def check(self, taking: Taking) -> None:
        rooms.require_keys(taking)
        _letter(taking)
        if len(taking.step.documents) != 1:
            raise Invalid(*ONE_FILE, field="documents")

    def prepare(self, taking: Taking) -> None:
        row = _letter(taking)
        held = sealed.item(row.item).compartment
        paper = taking.step.documents[0]
        self.looked = signatures.look(
            paper.content,
            name=paper.name,
            way=str(taking.cleaned.body["way"]),
            number=row.number,
            original=_original(row, taking),
            roots=_roots(),
            now=taking.now,
        )
        _refuse_again(taking.case, self.looked)
        signers = "; ".join(one.subject for one in self.looked.signatures if one.subject)
        taking.cleaned.texts.update({"signer": signers} if signers else {})
        taking.prose = verbs.seal_prose(taking, held)
        received = evidence.seal_papers(taking.step.documents, case=held)
        taking.papers = [Paper(received[0].item, held, row.audience, taking.now, form="signed", signs=row.public_id)]

    def write(self, taking: Taking) -> Act:
        _refuse_again(taking.case, self.looked)
        taking.body.update(
            file_sha256=self.looked.sha256,
            match=self.looked.match,
            chain=self.looked.chain or None,
            signatures=len(self.looked.signatures) or None,
            signed_at=self.looked.at,
        )
        return self.perform(taking)


def _choice(row: Document) -> tuple[str, str, str]:
    day_id, day_en = say.short_id(row.issued_at.date()), say.short_en(row.issued_at.date())
    said_id, said_en = form_words(row.form)
    return str(row.public_id), f"{said_id}, {row.number}, {day_id}", f"{said_en}, {row.number}, {day_en}"


def _letter(taking: Taking) -> Document:
    """Return the letter that was chosen; only the office that issued it takes it back signed."""
    with store.reading(SYSTEM):
        row = Document.objects.filter(case=taking.case, limb=Limb.ASN, public_id=_asked(taking)).exclude(number="").first()
        sender = Act.objects.filter(case=taking.case, limb=Limb.ASN, nth=row.nth).values_list("office", flat=True) if row else ()
        if row is None or taking.actor.office not in list(sender):
            raise Invalid(*NO_LETTER, field="document")
    return row


def _asked(taking: Taking) -> UUID | None:
    try:
        return UUID(str(taking.cleaned.body.get("document")))
    except ValueError:
        return None


def _original(row: Document, taking: Taking) -> bytes:
    assert taking.keys is not None  # noqa: S101  `check` looked
    try:
        return vault.read(sealed.item(row.item), keys=taking.keys).content
    except NotAReader:
        raise Invalid(*NO_KEY, field="document") from None


def _refuse_again(case: Case, looked: Looked) -> None:
    with store.reading(SYSTEM):
        held = [row.body.get("file_sha256") for row in Act.objects.filter(case=case, limb=Limb.ASN, kind=SIGNED)]
    if looked.sha256 in held:
        raise Invalid(*AGAIN, field="documents")


def _roots() -> tuple[bytes, ...]:
    try:
        return signatures.roots_in(settings.SAKSAMA.data / signatures.FOLDER)
    except (ValueError, OSError):
        raise Conflict(
            "Sertifikat akar di pemasangan ini tidak terbaca. Beri tahu pengelola.",
            "A root certificate of this installation cannot be read. Tell the administrator.",
        ) from None
