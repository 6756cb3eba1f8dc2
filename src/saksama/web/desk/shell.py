"""The shell of the desk: rooms by role, the office one acts for, the role in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.accounts import roles
from saksama.kernel.actor import Actor
from saksama.web.casework import words

WATCHERS = ("field_supervisor", "examiner", "commissioner", "provincial_supervisor", "national_supervisor")
HANDLERS = (*WATCHERS[1:], "oversight_analyst")
ROOMS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("queue", _("Antrean"), HANDLERS),
    ("today", _("Hari ini"), HANDLERS),
    ("take_in", _("Terima langsung"), ("examiner", "field_supervisor")),
    ("capture", _("Rekam tautan"), ("examiner", "field_supervisor")),
    ("search", _("Cari"), HANDLERS),
    ("drill", _("Latihan"), HANDLERS),
    ("all_territories", _("Semua daerah"), ("provincial_supervisor", "national_supervisor")),
    ("prevention", _("Cegah"), WATCHERS),
    ("questions", _("Tanya dulu"), HANDLERS),
)
MORE: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("letters", _("Surat warga"), HANDLERS),
    ("letter_enter", _("Terima surat kertas"), ("field_supervisor",)),
    ("field", _("Lapangan"), WATCHERS),
    ("strategy", _("Strategi"), WATCHERS),
    ("kampung", _("Kampung pengawasan"), WATCHERS),
    ("pacts", _("Pakta integritas"), WATCHERS),
    ("kit", _("Bahan"), WATCHERS),
    ("learning", _("Belajar dan survei"), WATCHERS),
    ("work_reports", _("Laporan kerja"), WATCHERS),
    ("agenda", _("Agenda"), HANDLERS),
    ("documents", _("Surat dan register"), HANDLERS),
    ("recap", _("Rekap"), HANDLERS),
    ("follow_up", _("Tindak lanjut"), HANDLERS),
    ("regional", _("Meja wilayah"), (*WATCHERS, "oversight_analyst")),
    ("team", _("Tim dan beban"), (*HANDLERS, "field_supervisor")),
    ("notices", _("Pemberitahuan"), (*HANDLERS, "field_supervisor")),
    ("settings", _("Pengaturan"), (*HANDLERS, "field_supervisor")),
    ("audit", _("Ruang audit"), ("auditor",)),
    ("manage", _("Kelola"), ("system_administrator",)),
)

OUTSIDE = ("releases",)     # rooms whose pages belong to the account, not to the cases


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    label: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The rooms of daily work, those behind *Lainnya*, and for whom one acts."""

    rooms: tuple[Room, ...]
    more: tuple[Room, ...]
    office: str
    role: str

    @property
    def more_here(self) -> str:
        """The room behind *Lainnya* that is open; its name then stands in the bar."""
        return next((room.label for room in self.more if room.here), "")


def of(request: HttpRequest, here: str) -> Shell:
    """Return the shell of a request; empty where nobody is signed in, so that an error page can be drawn too."""
    kept: Shell | None = getattr(request, "_shell", None)
    if kept is None:
        actor: Actor | None = getattr(request, "actor", None)
        kept = _shell_of(request, actor, here) if actor is not None else Shell((), (), "", "")
        request._shell = kept  # type: ignore[attr-defined]  # asked by several blocks of one page
    return kept


def _shell_of(request: HttpRequest, actor: Actor, here: str) -> Shell:
    return Shell(rooms_of(actor, here), rooms_of(actor, here, MORE), office_name(request), role_of(actor))


def rooms_of(actor: Actor, here: str, rooms: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = ROOMS) -> tuple[Room, ...]:
    """Return the rooms of a person's roles; one that is not built has no address and is left out."""
    found = []
    for name, label, workers in rooms:
        if not actor.has(*workers) or (name == "drill" and not settings.SAKSAMA.drill):
            continue
        url = _address(name if name in OUTSIDE else f"desk:{name}", settings.ROOT_URLCONF)
        if not url:
            continue
        called = _("Telaah") if name == "queue" and actor.has("oversight_analyst") else label
        found.append(Room(name, str(called), url, name == here))
    return tuple(found)


@lru_cache(maxsize=128)
def _address(name: str, _addresses: str) -> str:
    """Return where a room is, nothing where it is not built; asked for a dozen rooms by every page of the desk."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def office_name(request: HttpRequest) -> str:
    """Return the name of the office or agency acted for, which the middleware knows already."""
    post = getattr(request, "post", None)
    return post.name if post is not None else ""


def role_of(actor: Actor) -> str:
    return next((roles.name(role, words.language()) for role in roles.FIRST if role in actor.roles), "")
