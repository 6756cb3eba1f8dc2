"""One base error, one subclass per reason. `code` is stable and part of the API contract.

`detail` is a sentence for a person, in Indonesian, that says what to do; `detail_en` is the same in English.
One middleware (web.frame) turns these into a page; views do not catch them.
"""

from __future__ import annotations


class SaksamaError(Exception):
    """Refused for a reason we can name."""

    code = "error"
    status = 409
    default_detail = "Permintaan ini tidak dapat diproses. Kembali dan coba lagi."
    default_detail_en = "This request could not be processed. Go back and try again."

    def __init__(self, detail: str = "", detail_en: str = "", **context: object) -> None:
        self.detail = detail or self.default_detail
        self.detail_en = detail_en or (detail if detail else self.default_detail_en)
        self.context = context
        super().__init__(self.code)


class NotAllowed(SaksamaError):
    """The policy said no; `detail` carries its reason."""

    code = "not_allowed"
    status = 403
    default_detail = "Anda tidak berwenang melakukan langkah ini."
    default_detail_en = "You are not entitled to take this step."


class NotFound(SaksamaError):
    """Absent and out of scope look the same."""

    code = "not_found"
    status = 404
    default_detail = "Tidak ditemukan. Periksa alamat atau kembali ke daftar."
    default_detail_en = "Not found. Check the address or go back to the list."


class Conflict(SaksamaError):
    """Somebody else acted first; the context names what happened meanwhile."""

    code = "conflict"
    status = 409


class Invalid(SaksamaError):
    """The input cannot be used; `context["field"]` names the field where there is one."""

    code = "invalid"
    status = 422


class IllegalStep(SaksamaError):
    """The act is not possible at this stage; `context["allowed"]` lists the acts that are."""

    code = "illegal_step"
    status = 409


class MistypedCode(Invalid):
    """A receipt or letter code whose check character does not fit: a typing error, found without a look-up."""

    code = "mistyped_code"
    default_detail = "Kode ini salah ketik. Bandingkan lagi huruf demi huruf dengan catatan Anda."
    default_detail_en = "This code has a typing error. Compare it with your note letter by letter."


class NoScope(RuntimeError):
    """A scoped table was read outside `store.scope(actor)`: a defect of code, never of input."""


class NoRule(SaksamaError):
    """The law data hold no rule or calendar for this question; the engine refuses and says why (decision 46)."""

    code = "no_rule"
    status = 409


class Locked(SaksamaError):
    """Sealed content was asked for without an unlocked session."""

    code = "locked"
    status = 403
    default_detail = "Isi ini tersegel. Masuk lagi dengan kata sandi Anda untuk membukanya."
    default_detail_en = "This content is sealed. Sign in again with your password to open it."


class Unavailable(SaksamaError):
    """The installation cannot take this now (disk full, overload); nothing was acknowledged."""

    code = "unavailable"
    status = 503
    default_detail = "Layanan sedang penuh. Yang Anda tulis belum tersimpan. Coba lagi beberapa menit lagi."
    default_detail_en = "The service is full right now. What you wrote is not saved yet. Try again in a few minutes."
