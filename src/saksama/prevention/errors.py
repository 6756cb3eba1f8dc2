"""Why this room refuses a question, an answer or a publication: each with a sentence that says what to do."""

from __future__ import annotations

from saksama.kernel.errors import Conflict, Invalid, NotFound


class NothingAsked(Invalid):
    code = "nothing_asked"
    default_detail = "Tulis pertanyaan Anda, satu kalimat pun cukup."
    default_detail_en = "Write your question; one sentence is enough."


class TooLong(Invalid):
    code = "question_too_long"
    default_detail = "Tulisan ini terlalu panjang. Pendekkan; yang Anda tulis masih ada di bawah."
    default_detail_en = "This text is too long. Shorten it; what you wrote is still below."


class WrongQuestionCode(NotFound):
    """A code without typing error that belongs to no question."""

    code = "wrong_question_code"
    default_detail = "Tidak ada pertanyaan dengan kode ini. Bandingkan lagi dengan catatan Anda, baris demi baris."
    default_detail_en = "There is no question with this code. Compare it with your note again, line by line."


class NoSuchQuestion(NotFound):
    code = "question_not_found"
    default_detail = "Pertanyaan ini tidak ditemukan. Kembali ke daftar."
    default_detail_en = "This question was not found. Go back to the list."


class TraitsLeft(Invalid):
    """The text to be published still bears what may tell who asked, and nobody has looked at it."""

    code = "traits_left"
    default_detail = "Tulisan ini mungkin menunjuk kepada orangnya. Hapus cirinya, atau centang bahwa Anda sudah memeriksanya."
    default_detail_en = "This text may point to a person. Take out the traits, or tick that you have checked them."


class NothingWritten(Invalid):
    code = "nothing_written"
    default_detail = "Tulis isi suratnya, satu kalimat pun cukup."
    default_detail_en = "Write your letter; one sentence is enough."


class LetterTooLong(Invalid):
    code = "letter_too_long"
    default_detail = "Tulisan ini terlalu panjang. Pendekkan; yang Anda tulis masih ada di bawah."
    default_detail_en = "This text is too long. Shorten it; what you wrote is still below."


class NotReadAsPicture(Invalid):
    """A photograph of a letter that cannot be drawn anew; `nth` counts from 1."""

    code = "not_a_picture"
    default_detail = "Satu foto tidak dapat dibaca. Potret lagi sebagai JPG atau PNG; tulisan Anda masih ada."
    default_detail_en = "One photograph cannot be read. Take it again as JPG or PNG; what you wrote is still here."


class WrongLetterCode(NotFound):
    """A code without typing error that belongs to no letter."""

    code = "wrong_letter_code"
    default_detail = "Tidak ada surat dengan kode ini. Bandingkan lagi dengan catatan Anda, baris demi baris."
    default_detail_en = "There is no letter with this code. Compare it with your note again, line by line."


class NoSuchLetter(NotFound):
    code = "letter_not_found"
    default_detail = "Surat ini tidak ditemukan. Kembali ke daftar."
    default_detail_en = "This letter was not found. Go back to the list."


class NoConsent(Conflict):
    """The writer did not agree to a publication, or took the consent back."""

    code = "no_consent"
    default_detail = "Penulisnya tidak mengizinkan penerbitan. Jawabannya cukup lewat kode suratnya."
    default_detail_en = "The writer does not agree to a publication. The reply by the letter's code is enough."


class AlreadyDecided(Conflict):
    code = "publication_decided"
    default_detail = "Tulisan ini sudah disetujui atau ditarik. Muat ulang halaman."
    default_detail_en = "This text was already approved or withdrawn. Reload the page."


class Corrected(Conflict):
    """The answer to be published was corrected since, with another verdict."""

    code = "answer_corrected"
    default_detail = "Jawaban ini sudah diperbaiki dengan isi lain. Terbitkan jawaban yang terbaru."
    default_detail_en = "This answer was corrected since and now says otherwise. Publish the latest answer."


class NoSuchActivity(NotFound):
    code = "activity_not_found"
    default_detail = "Kegiatan ini tidak ditemukan. Kembali ke daftar."
    default_detail_en = "This activity was not found. Go back to the list."


class AlreadyReported(Conflict):
    """The activity is counted in a work report that was signed."""

    code = "already_reported"
    default_detail = "Kegiatan ini sudah masuk laporan kerja yang ditandatangani. Minta laporannya dikembalikan dulu."
    default_detail_en = "This activity is counted in a signed work report. Ask for the report to be returned first."


class NotTaken(Invalid):
    """A file of an activity that cannot be kept; the sentence says what to do."""

    code = "file_not_taken"
    default_detail = "Berkas ini tidak dapat dibaca. Kirim foto (JPG, PNG), PDF, atau tabel (XLSX, CSV)."
    default_detail_en = "This file cannot be read. Send a photograph (JPG, PNG), a PDF or a table (XLSX, CSV)."


class NoSuchReport(NotFound):
    code = "report_not_found"
    default_detail = "Laporan kerja ini tidak ditemukan. Kembali ke daftar."
    default_detail_en = "This work report was not found. Go back to the list."


class NoReportLevel(Invalid):
    """The office is of a level that writes no report of its own."""

    code = "no_report_level"
    default_detail = "Kantor tingkat ini tidak menyusun laporan kerja. Catatannya masuk laporan kantor di atasnya."
    default_detail_en = "An office of this level writes no work report. Its entries go into the report of the office above."


class ReportDecided(Conflict):
    """The report was signed, received or returned since it was shown."""

    code = "report_decided"
    default_detail = "Laporan ini sudah berubah sejak dibuka. Muat ulang halaman."
    default_detail_en = "This report has changed since it was opened. Reload the page."


class LowerReturned(Conflict):
    """A report of an office below is returned, or signed and not read yet."""

    code = "lower_report_returned"
