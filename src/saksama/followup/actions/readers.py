"""Opening a forwarded file once more: with a key that the overseer did not have when the case reached it."""

from __future__ import annotations

from saksama.cases.actions import rooms
from saksama.cases.models import Act
from saksama.cases.verbs import Taking, Verb, verb
from saksama.followup.queries import FORWARDED_PARTS, Reading, overseer_reading
from saksama.kernel.errors import NotAllowed

REFUSALS = {
    Reading.NO_KEY: (
        "Lembaga pengawas belum punya kunci. Tunggu sampai kuncinya dibuat; halaman perkara memberi tahu.",
        "The oversight body has no key yet. Wait until it is made; the case page will say so.",
    ),
    Reading.READS: (
        "Lembaga pengawas sudah dapat membaca berkas ini. Tidak ada yang perlu dibukakan.",
        "The oversight body can read this file already. There is nothing to open.",
    ),
}


@verb("file.shared")
class ShareFile(Verb):
    """Let the overseer read what it would have read at forwarding, by somebody of the handling office with his own key."""

    def check(self, taking: Taking) -> None:
        rooms.require_keys(taking)
        reading = overseer_reading(taking.case)
        if reading is not Reading.SHUT:
            raise NotAllowed(*REFUSALS[reading])

    def write(self, taking: Taking) -> Act:
        rooms.share(taking, FORWARDED_PARTS, rooms.oversight_owner(taking.case))
        return self.perform(taking)
