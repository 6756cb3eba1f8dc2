"""Who may take which step. Pure over loaded values; the process table says where, the scope says on which cases.

`may_take` holds the rules common to every act; `_ALSO` those of single acts. Each answer carries its reason for the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.law.forms.fields import WITH_CODES

CRIMINAL_ROLES = frozenset({"examiner", "commissioner"})
ASSIGNING = frozenset({"commissioner", "provincial_supervisor"})
TAKE_OVER = "case.taken_over"
RECEIPTS = frozenset({"transfer.accepted", "transfer.returned"})
WITH_CODE = WITH_CODES                  # letter forms in which the code of the accused's room is printed
BY_PROXY = frozenset({"letter", "other_system", "press"})
_BODY_ROLE: Mapping[str, str] = MappingProxyType(
    {"oversight": "oversight_analyst", "agency": "agency_officer", "accused": "accused"}
)
_BODIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "oversight": ("lembaga pengawas", "the oversight body"),
        "agency": ("instansi", "the agency"),
        "bpasn": ("BPASN", "BPASN"),
        "accused": ("yang dilaporkan", "the reported person"),
    }
)
PROXY_PAPERS = (
    "Langkah ini milik {0}. Sebutkan sumbernya (surat, sistem lain, atau berita) dan lampirkan dokumennya.",
    "This is a step of {0}. Name its source (letter, other system or press) and attach the document.",
)


@dataclass(frozen=True, slots=True)
class CaseView:
    """What a policy needs to know of a case. `excluded`: a conflict of interest keeps this actor out of it.

    `waits_for_receipt`: it was transferred here and was neither accepted nor sent back.
    """

    office: str
    office_position: int
    oversight_office: str = ""
    agency_key: str = ""
    stage: str = ""
    registered_by: str = ""
    interested: frozenset[str] = frozenset()
    accused_asked_time: bool = False
    excluded: bool = False
    waits_for_receipt: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A step as it is asked for: the act, its roles by the process, whose act it is, and where the news of it comes from."""

    act: str
    roles: frozenset[str]
    body_of: str = ""
    provenance: str = "own"


def may_see(actor: Actor, case: CaseView) -> Decision:
    """Tell whether a case is within reach. Out of reach is answered as not found, so the reason stays inside."""
    if case.excluded:
        return deny("Anda dikecualikan dari perkara ini.", "You are excluded from this case.")
    if actor.kind == ActorKind.SYSTEM:
        return ALLOW
    if actor.has("oversight_analyst"):
        reached = bool(actor.office) and actor.office == case.oversight_office
        return (
            ALLOW if reached else deny("Perkara ini belum diteruskan kepada kantor Anda.", "This case was not forwarded to you.")
        )
    if actor.has("agency_officer"):
        reached = bool(actor.agency) and actor.agency == case.agency_key
        return ALLOW if reached else deny("Perkara ini tidak dialamatkan kepada instansi Anda.", "It is not addressed to you.")
    if actor.has("examiner", "commissioner", "provincial_supervisor", "national_supervisor") and actor.covers(
        case.office_position
    ):
        return ALLOW
    return deny("Perkara ini di luar wilayah Anda.", "The case lies outside your jurisdiction.")


def may_see_criminal_limb(actor: Actor, case: CaseView) -> Decision:
    """Only examiners and commissioners of the handling office know of it (decision 34)."""
    if actor.kind == ActorKind.SYSTEM or (actor.has(*CRIMINAL_ROLES) and actor.office == case.office):
        return may_see(actor, case)
    return deny("Jalur ini hanya bagi kantor yang menangani.", "This limb is for the handling office only.")


def may_open_letter(actor: Actor, form: str, sender: str) -> Decision:
    """Tell whether the actor may open a letter of a case he sees. `sender`: the office whose act it is.

    A letter with the code of the accused's room is for the office that sends it: whoever holds the code answers in his name.
    """
    if form not in WITH_CODE or actor.kind == ActorKind.SYSTEM or (bool(sender) and actor.office == sender):
        return ALLOW
    return deny(
        "Surat ini memuat kode yang dilaporkan. Hanya kantor pengirimnya yang membukanya.",
        "This letter carries the reported person's code. Only the office that sent it opens it.",
    )


def may_take(actor: Actor, case: CaseView, asked: Asked) -> Decision:
    """Tell whether the actor may take this step on this case, and if not, why."""
    if actor.kind == ActorKind.SYSTEM:
        return ALLOW
    seen = may_see(actor, case)
    if not seen:
        return seen
    mine = actor.roles & asked.roles
    if not mine:
        return deny("Langkah ini bukan untuk peran Anda.", "This step is not for your role.")
    at_office = may_take_over(actor, case) if asked.act == TAKE_OVER else _at_the_right_office(actor, case, mine)
    if not at_office:
        return at_office
    return _after_a_transfer(case, asked.act) and _by_proxy(actor, asked) and _ALSO.get(asked.act, _nothing_else)(actor, case)


def _at_the_right_office(actor: Actor, case: CaseView, roles: frozenset[str]) -> Decision:
    """Examiners and commissioners act for their own office; supervisors, the overseer and the agency where they can see."""
    if roles <= CRIMINAL_ROLES | {"field_supervisor"} and actor.office != case.office:
        return deny(
            "Perkara ini ditangani kantor lain. Anda dapat membacanya saja.",
            "Another office handles this case. You may read it only.",
        )
    return ALLOW


def may_take_over(actor: Actor, case: CaseView) -> Decision:
    """An office above takes a case of its territory to itself; its own it has already."""
    if actor.office and actor.office != case.office and actor.covers(case.office_position):
        return ALLOW
    return deny("Perkara diambil alih oleh kantor di atasnya.", "A case is taken over by the office above.")


def may_open_name_for(actor: Actor, case: CaseView, asks: Collection[str]) -> Decision:
    """A name stays with the units it was sealed to; the office that handles the case asks. `asks`: roles there of who asked."""
    if not actor.has("examiner", "identity_custodian"):
        return deny("Langkah ini bukan untuk peran Anda.", "This step is not for your role.")
    if asks:
        return _after_a_transfer(case, "identity.opened")
    return deny(
        "Kantor lain menangani perkara ini sekarang. Nama ini dibuka bila kantor itu memintanya.",
        "Another office handles this case now. The name is opened when that office asks for it.",
    )


def _after_a_transfer(case: CaseView, act: str) -> Decision:
    """What was transferred is accepted or sent back before anything else; and only that is."""
    if case.waits_for_receipt and act not in RECEIPTS and act != "note.added":
        return deny(
            "Perkara ini dilimpahkan ke kantor Anda. Terima atau kembalikan dulu.",
            "This case was transferred to your office. Accept it or send it back first.",
        )
    if not case.waits_for_receipt and act in RECEIPTS:
        return deny("Tidak ada pelimpahan yang menunggu.", "No transfer is waiting.")
    return ALLOW


def _by_proxy(actor: Actor, asked: Asked) -> Decision:
    """What another body did is recorded for it, with its source; only its own people act for it as their own."""
    if not asked.body_of or actor.has(_BODY_ROLE.get(asked.body_of, "")):
        return ALLOW
    if asked.provenance in BY_PROXY:
        return ALLOW
    words_id, words_en = _BODIES[asked.body_of]
    return deny(PROXY_PAPERS[0].format(words_id), PROXY_PAPERS[1].format(words_en))


def must_be_by_proxy(actor: Actor, body_of: str) -> bool:
    """Tell whether this actor can only record the step for the body whose step it is."""
    return bool(body_of) and not actor.has(_BODY_ROLE.get(body_of, ""))


# ---- single acts -----------------------------------------------------------------------------------------------------


def may_decide(actor: Actor, case: CaseView) -> Decision:
    """Whoever registered a case may not also decide it, and a member with an interest stays out."""
    if case.registered_by == actor.public_id:
        return deny("Yang meregistrasi perkara tidak ikut memutusnya.", "Whoever registered a case may not also decide it.")
    if actor.public_id in case.interested:
        return deny(
            "Anda menyatakan kepentingan pada perkara ini. Minta anggota lain yang memutus.",
            "You stated an interest in this case. Ask another member to decide.",
        )
    return ALLOW


def may_return_study(actor: Actor, case: CaseView) -> Decision:
    """The level above and the office's own commissioners comment on a study."""
    if actor.has("commissioner") and actor.office != case.office and not actor.has("provincial_supervisor"):
        return deny(
            "Kajian dikembalikan oleh kantor sendiri atau tingkat di atasnya.",
            "A study is returned by its own office or the level above.",
        )
    return ALLOW


def may_ask_time(actor: Actor, case: CaseView) -> Decision:
    """The accused may ask once; officers may give more, with a reason."""
    if actor.has("accused") and case.accused_asked_time:
        return deny(
            "Waktu tambahan hanya dapat diminta sekali. Hubungi petugas bila masih kurang.",
            "More time can be asked for once. Call the office if it is still too short.",
        )
    return ALLOW


def may_assign(actor: Actor, case: CaseView) -> Decision:
    """An officer is named by people of the handling office: the level above reads, and asks them."""
    if actor.office != case.office:
        return deny(
            "Petugas perkara ditunjuk oleh kantor yang menangani.", "The handling office names the officer of a case."
        )
    return ALLOW


def may_assign_to(actor: Actor, officer: str) -> Decision:
    """An examiner takes a case himself, or gives his own back; who it is given to is for a commissioner or supervisor."""
    if actor.kind == ActorKind.SYSTEM or actor.has(*ASSIGNING) or officer == actor.public_id:
        return ALLOW
    return deny(
        "Anda dapat mengambil perkara ini sendiri. Untuk menunjuk orang lain, minta anggota kantor.",
        "You can take this case yourself. To name somebody else, ask a commissioner.",
    )


def may_arrange_sheets(actor: Actor) -> Decision:
    """A copy sheet is arranged by those of an office who copy from it."""
    if actor.office and actor.has("examiner", "commissioner", "oversight_analyst"):
        return ALLOW
    return deny(
        "Lembar salin disusun petugas kantor yang menyalin.", "A copy sheet is arranged by the officers who copy from it."
    )


def may_offer_template(actor: Actor) -> Decision:
    """A template of letters is written, and looked at, by those of an office who issue letters."""
    if actor.office and actor.has("examiner", "commissioner", "oversight_analyst"):
        return ALLOW
    return deny("Templat surat diurus petugas kantor yang menerbitkan surat.", "Templates are for those who issue letters.")


def may_put_in_force(actor: Actor, office: str, offered_by: str) -> Decision:
    """A second person of the same office puts it in force: what goes out in the office's name was read by two."""
    offered = may_offer_template(actor)
    if not offered:
        return offered
    if actor.office != office:
        return deny("Templat ini milik kantor lain.", "This template belongs to another office.")
    if actor.public_id == offered_by:
        return deny(
            "Minta rekan yang memberlakukan: pengunggah tidak memberlakukan templatnya sendiri.",
            "Ask a colleague to put it in force: who uploads a template does not do so himself.",
        )
    return ALLOW


def _nothing_else(actor: Actor, case: CaseView) -> Decision:
    return ALLOW


_ALSO: Mapping[str, Callable[[Actor, CaseView], Decision]] = MappingProxyType(
    {
        "pleno.forwarded": may_decide,
        "pleno.not_proven": may_decide,
        "pleno.transferred": may_decide,
        "kajian.returned": may_return_study,
        "reply.extended": may_ask_time,
        "officer.assigned": may_assign,
        "officer.unassigned": may_assign,
    }
)
