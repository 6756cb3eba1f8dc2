"""The first day of an installation: what is still to be done, in its order, until all of it is. Counts nothing of a case."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from saksama.accounts import queries as accounts
from saksama.accounts.models import Role
from saksama.institutions import queries as institutions
from saksama.registry import queries as registry
from saksama.vault import queries as vault

from .machine import machine

NEEDED = (Role.EXAMINER, Role.COMMISSIONER)


@dataclass(frozen=True, slots=True)
class Todo:
    """One step: whether it is done, what it is, where it is done (nothing: somebody else does it), and how."""

    done: bool
    title: str
    url: str
    how: str


def steps() -> tuple[Todo, ...]:
    """Return the steps of the first day; nothing once all are done, or in a drill."""
    if settings.SAKSAMA.drill:
        return ()
    found = (
        Todo(accounts.roles_given(*NEEDED) == set(NEEDED), _("Buat akun, beri peran"), reverse("people"),
             _("Sedikitnya satu staf penanganan dan satu anggota. Serahkan kata sandi sekali pakai langsung.")),
        Todo(vault.is_any_office_founded(), _("Petugas pertama membuat kunci kantor"), "",
             _("Ia masuk sendiri; halamannya terbuka sesudah lembar pemulihan. Tanpa kunci, laporan dibaca kantor di atasnya.")),
        Todo(institutions.is_any_addressed(), _("Isi alamat kantor"), reverse("desk:settings"),
             _("Untuk kepala surat dan halaman Kantor terdekat.")),
        Todo(bool(registry.lists(limit=1)), _("Ambil daftar unit dan pegawai"), reverse("desk:lists"),
             _("Agar instansi dan pejabatnya dikenali. Boleh menyusul.")),
        Todo(bool(machine().backups()), _("Buat cadangan pertama"), reverse("desk:backups"),
             _("Lalu simpan salinannya, dan lembar pemulihan pemasangan, di tempat lain.")),
    )
    return () if all(one.done for one in found) else found
