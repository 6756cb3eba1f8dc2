"""Why intake refuses: each reason with a sentence that says what to do. A report itself is never refused for its content."""

from __future__ import annotations

from saksama.kernel.errors import Conflict, Invalid, NotFound, Unavailable


class WrongCode(NotFound):
    """A code without typing error that belongs to no report."""

    code = "wrong_code"
    default_detail = "Tidak ada laporan dengan kode ini. Bandingkan lagi dengan catatan Anda, baris demi baris."
    default_detail_en = "There is no report with this code. Compare it with your note again, line by line."


class NoOffice(Unavailable):
    """No office in the chain has a key that somebody can open: nothing could be read by anybody."""

    code = "no_office"
    default_detail = ("Belum ada kantor yang dapat membuka laporan dari tempat ini. Laporan Anda belum terkirim. "
                      "Datang atau telepon ke kantor Bawaslu terdekat.")
    default_detail_en = ("No office can open reports from this place yet. Your report is not sent. "
                         "Go to the nearest Bawaslu office or call it.")


class NoSecondUnit(Invalid):
    """The sealed door needs two units, and neither a second one nor a recovery key is there."""

    code = "no_second_unit"
    default_detail = ("Pintu Rahasia belum dapat dipakai di sini, karena baru satu kantor memegang kunci. "
                      "Pilih Laporan resmi atau Tanpa nama.")
    default_detail_en = ("The sealed door cannot be used here yet, because only one office holds a key. "
                         "Choose a formal report or no name.")


class MailboxClosed(Conflict):
    """The reporter's box no longer takes messages."""

    code = "mailbox_closed"
    default_detail = "Kotak ini sudah ditutup. Untuk hal baru, sampaikan laporan baru."
    default_detail_en = "This box is closed. For something new, send a new report."


class NothingWritten(Invalid):
    """A message without words and files."""

    code = "nothing_written"
    default_detail = "Tulis pesan Anda, atau pilih berkas."
    default_detail_en = "Write your message, or choose a file."


class MessageTooLong(Invalid):
    code = "message_too_long"
    default_detail = "Pesan ini terlalu panjang: paling banyak 12.000 huruf. Yang Anda tulis masih ada di bawah."
    default_detail_en = "This message is too long: at most 12,000 characters. What you wrote is still below."
