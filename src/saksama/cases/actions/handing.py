"""Verbs of handing over: a package that leaves sealed, and the receipt for it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from hashlib import sha256

from django.conf import settings

from saksama import ledger, store
from saksama.cases import packages, parties
from saksama.cases.fixing import Choices
from saksama.cases.kinds import Field
from saksama.cases.models import Act, Case, Document, Limb
from saksama.cases.packages import About, Inside
from saksama.cases.queries.enclosures import form_words
from saksama.cases.verbs import Paper, Taking, Verb, verb
from saksama.evidence import queries as files
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid
from saksama.ledger import installation
from saksama.vault import actions as vault
from saksama.vault import packages as sealing
from saksama.vault import queries as sealed

from . import rooms
from .disclosing import disclosed_choices
from .letters import compartment_or_refuse, issuer

HANDED = "package.handed"
PACKAGE = "package"
MAY_LEAVE = ("forwarding", "handover", "recommendation", "reminder", "escalation", "exoneration", "study", "plenary", "refusal")
EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@verb(HANDED)
class Package(Verb):
    """Put letters and covered copies into one signed file, seal it to a passphrase, and keep it with its act.

    Only letters of ours that carry no code, and copies that were drawn anew, can be chosen: nothing in it names a reporter.
    """

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name == "letters":
            return letter_choices(case)
        return disclosed_choices(case) if field.name == "copies" else None

    def check(self, taking: Taking) -> None:
        rooms.require_keys(taking)

    def prepare(self, taking: Taking) -> None:
        target = compartment_or_refuse(taking, "case")
        sign = partial(ledger.actions.sign_package, now=taking.now)
        packed = packages.packed(self._inside(taking), self._about(taking), sign)
        content, words = sealing.seal(packed.content)
        taking.cleaned.texts["passphrase"] = words
        taking.body |= {
            "enclosed": len(taking.cleaned.body["letters"]) + len(taking.cleaned.body.get("copies") or ()),
            "contents": packed.contents_sha256,
            "sha256": sha256(content).hexdigest(),
        }
        super().prepare(taking)
        name = f"paket-{taking.step.seen + 1}.zip.age"
        item = vault.add_stream(target, klass=PACKAGE, name=name, type=sealing.TYPE, chunks=[content])
        taking.papers.append(Paper(item, target, "case", taking.now, form=PACKAGE))

    def _inside(self, taking: Taking) -> list[Inside]:
        assert taking.keys is not None  # noqa: S101  checked
        found = []
        for n, public_id in enumerate(taking.cleaned.body["letters"], start=1):
            with store.reading(SYSTEM):
                row = Document.objects.get(case=taking.case, public_id=public_id)
            opened = vault.read(sealed.item(row.item), keys=taking.keys)
            found.append(Inside(f"surat-{n}.{EXTENSIONS.get(opened.type, 'bin')}", opened.content))
        for n, public_id in enumerate(taking.cleaned.body.get("copies") or (), start=1):
            opened = files.open_disclosure(public_id, taking.case.public_id, taking.keys)
            found.append(Inside(f"bukti-{n}.{EXTENSIONS.get(opened.type, 'bin')}", opened.content))
        return found

    def _about(self, taking: Taking) -> About:
        to = taking.kind.field("to_body").word(taking.cleaned.body["to_body"], "id")
        return About(
            origin=installation.origin(),
            office=issuer(taking).name,
            case=taking.case.number or "tanpa nomor",
            to=to,
            made_at=taking.now,
            home=settings.SAKSAMA.base_url.rstrip("/") + "/",
        )

    def keep_persons(self, taking: Taking, act: Act) -> None:
        parties.record(taking.case, taking.cleaned.persons["recipient"], nth=act.nth, role="recipient")


def letter_choices(case: Case) -> Choices:
    """Return the letters of a case that may leave in a package, by form and number."""
    with store.reading(SYSTEM):
        rows = list(Document.objects.filter(case=case, limb=Limb.ASN, form__in=MAY_LEAVE).order_by("nth", "pk"))
    found = []
    for row in rows:
        words_id, words_en = form_words(row.form)
        found.append((str(row.public_id), f"{words_id} {row.number}".strip(), f"{words_en} {row.number}".strip()))
    return tuple(found)


@verb("package.receipted")
class Receipt(Verb):
    """The other side's signed receipt for one package; each is receipted once."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        return waiting_packages(case) if field.name == "package" else None


def waiting_packages(case: Case) -> Choices:
    """Return the packages nobody has signed for yet, by the act that made them."""
    with store.reading(SYSTEM):
        rows = list(Act.objects.filter(case=case, limb=Limb.ASN, kind__in=(HANDED, "package.receipted")).order_by("nth"))
    corrected = {row.corrects for row in rows if row.corrects is not None}
    standing = [row for row in rows if row.nth not in corrected]
    done = {str(row.body.get("package")) for row in standing if row.kind != HANDED}
    waiting = [row for row in standing if row.kind == HANDED and str(row.nth) not in done]
    return tuple(_choice(row) for row in waiting)


def _choice(row: Act) -> tuple[str, str, str]:
    mark = str(row.body.get("contents", ""))[:8]
    return str(row.nth), f"langkah {row.nth}, sidik {mark}", f"step {row.nth}, fingerprint {mark}"


@verb("file.received")
class Received(Verb):
    """The overseer's own confirmation, once for each time the file was forwarded."""

    def check(self, taking: Taking) -> None:
        done = [act.nth for act in taking.state.every("file.received")]
        sent = [act.nth for act in taking.state.every("pleno.forwarded")]
        if done and sent and done[-1] > sent[-1]:
            raise Invalid("Penerimaan berkas ini sudah dinyatakan.", "Receipt of this file was confirmed already.")
