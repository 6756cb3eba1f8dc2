"""Why a pact is not signed: each with a sentence that says what to do, and none that tells who signed."""

from __future__ import annotations

from saksama.kernel.errors import Conflict, Invalid, NotFound, SaksamaError


class NoSuchDrive(NotFound):
    code = "pact_drive_not_found"
    default_detail = "Tautan pakta ini tidak dikenal. Minta lembar baru kepada unit Anda."
    default_detail_en = "This pact link is unknown. Ask your unit for a new sheet."


class DriveOver(SaksamaError):
    """The day of the link is past, or the signing was closed."""

    code = "pact_drive_over"
    status = 410
    default_detail = "Masa tanda tangan unit ini sudah berakhir. Minta tautan baru kepada petugas."
    default_detail_en = "The signing of this unit is over. Ask the officer for a new link."


class WrongSlip(Invalid):
    code = "pact_slip_wrong"
    default_detail = "Kode lembar ini tidak dikenal untuk unit ini. Bandingkan lagi dengan kertas Anda."
    default_detail_en = "This slip's code is not known for this unit. Compare it with your paper again."


class SlipUsed(Conflict):
    code = "pact_slip_used"
    default_detail = "Lembar ini sudah dipakai. Bukan oleh Anda? Beri tahu petugas; tanda tangan itu dapat dibatalkan."
    default_detail_en = "This slip has been used. Not by you? Tell the officer; that signature can be taken back."


class NotYourSlip(Invalid):
    code = "pact_slip_of_another"
    default_detail = "Nomor ini tidak cocok dengan lembar Anda. Periksa nomornya, atau minta lembar sendiri."
    default_detail_en = "This number does not fit your slip. Check the number, or ask for a slip of your own."


class SignedAlready(Conflict):
    code = "pact_signed_already"
    default_detail = "Nomor ini sudah menandatangani teks ini di unit ini. Bukan Anda? Beri tahu petugas."
    default_detail_en = "This number has signed this text in this unit already. It was not you? Tell the officer."
